"""After a backup was put back: what tellers have taken back, narrowed or changed since is not shown again.

Before it, each story is a line of marks (`lines_of_stories`): its address, how it stands, the mark of its content, what
else its teller says yes to, and each audience with its forms, name, face and last day. No word of anybody is in it.
"""

import datetime
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from halton_coprod.record import audit
from stories.models import NameShown, Release, Story

from .curating import rework_story
from .ending import Eraser, erase_story, withdraw_story
from .releasing import carry_release, let_wait

KIND = "story"
ALSO = ("others_agree", "printed", "research", "ai")
# From the most that a name says to the least.
LEAST_LAST = (NameShown.FULL, NameShown.FIRST, NameShown.MADE_UP, NameShown.NONE)


def lines_of_stories() -> Iterator[str]:
    """One for each story that was taken back, or that its teller has said something about."""
    answered = Exists(Release.objects.filter(story=OuterRef("pk")))
    for story in Story.objects.filter(answered | Q(state__in=Story.GONE)).iterator():
        release = story.newest_release
        also = [name for name in ALSO if getattr(release, name, False)]
        lines = [
            ":".join((one.audience, "+".join(one.forms), one.name, "face" if one.face else "", one.until.isoformat()))
            for one in (release.lines.all() if release else ())
        ]
        yield " ".join([story.slug, story.state, story.mark or "-", "+".join(also) or "-", *lines])


@transaction.atomic
def restore_stories(listed: list[list[str]]) -> str:
    """Whoever puts a backup back. Nothing is shown to more people than before it; what came back with other words is
    with the curators again, who are told so by their list. Doing it twice is once. Says how many there were.
    """
    said = {slug: facts for slug, *facts in listed}
    stories = list(Story.objects.filter(slug__in=said))
    changed = sum([restore_story(story, *said[story.slug]) for story in stories])
    return f"{changed} stories taken back or narrowed again."


def restore_story(story: Story, state: str, mark: str, also: str, *lines: str) -> bool:
    by, before = Eraser(story.pk), story.state
    if state in Story.GONE:
        withdraw_story(story, by=by)
        if state == Story.State.ERASED:
            erase_story(story, by=by)
        return story.state != before
    is_other = state != Story.State.PUBLISHED or mark != story.mark
    if story.state == Story.State.PUBLISHED and is_other:
        rework_story(story, by=by)
    is_less = narrow(story, also, lines)
    let_wait(story, by)
    return is_less or story.state != before


def narrow(story: Story, also: str, listed) -> bool:
    """To what both say: the backup, and the list."""
    release = story.newest_release
    if release is None:
        return False
    known = {audience: facts for audience, *facts in (one.split(":") for one in listed)}
    lines = list(release.lines.all())
    left = [line for line in lines if line.audience in known]
    changed = [lessen(line, *known[line.audience]) for line in left]
    also_less = [name for name in ALSO if getattr(release, name) and name not in also.split("+")]
    if not (any(changed) or also_less or len(left) < len(lines)):
        return False
    for name in also_less:
        setattr(release, name, False)
    audit.write("stories.release.restore", carry_release(release, left, by=None), by=None)
    return True


def lessen(line, forms: str, name: str, face: str, until: str) -> bool:
    """Keep of a line only what is said too; was it more?"""
    before = [line.forms, line.name, line.face, line.until]
    for form in line.forms:
        setattr(line, form, form in forms.split("+"))
    line.name = max(line.name, name, key=LEAST_LAST.index)
    line.face = line.face and bool(face)
    line.until = min(line.until, datetime.date.fromisoformat(until))
    return [line.forms, line.name, line.face, line.until] != before
