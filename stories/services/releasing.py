"""The second consent: given, narrowed, carried on; asked again before its time is over."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from members.models.asked import CameBy
from stories.desk.readiness import gaps_of, lines_today
from stories.models import Audience, Form, Line, NameShown, Release, Story
from stories.notices import tell_checked_again, tell_narrowed, tell_still_happy

from .findings import note_new_grounds
from .gate import mark_content, refuse_as_the_teller, refuse_real_name, refuse_stale, refuse_unrecorded, user_of
from .uses import tell_copies

LONGEST_YEARS = 5
ASK_DAYS = 30
LONGER_DAYS = 365


@dataclass(frozen=True)
class LineAnswer:
    """What the teller says to one audience: the forms they say yes to, the name, their face, the last day."""

    audience: str
    forms: tuple[str, ...]
    until: datetime.date
    name: str = NameShown.NONE
    face: bool = False


@transaction.atomic
def release_story(
    story: Story,
    *,
    lines: list[LineAnswer],
    wording: str,
    seen: str,
    others_agree: bool,
    research: bool = False,
    ai: bool = False,
    printed: bool = False,
    how: str = CameBy.ONLINE,
    explained_by: str = "",
    kept_where: str = "",
    names: dict[str, str] | None = None,
    present: str = "",
    by,
) -> Release:
    """The teller says who may see the piece they have looked at (`seen` is its mark). It counts at once.

    A new answer takes the place of the old one, so this also narrows; those who have copies of what is narrowed are
    told. `names` are those that the teller wants to be shown and had not said yet. Curators write down what a teller
    says by phone, letter or face to face, and name who explained it, who was there, and where the record of it is.
    Raises Stale when the teller has not seen what stands now.
    """
    allow(by, "stories.release_story", story)
    row = locked(story)
    refuse_too_early(row, seen)
    refuse_as_the_teller(row, how, by)
    refuse_unsaid(lines, others_agree)
    refuse_unrecorded(how, explained_by, kept_where)
    before = row.newest_release
    name_teller(row, names or {})
    said = {"others_agree": others_agree, "research": research, "ai": ai, "printed": printed}
    told = {"how": how, "explained_by": explained_by, "kept_where": kept_where, "present": present}
    release = keep_release(row, lines, wording=wording, **said, **told, by=by)
    if row.state == Story.State.REVIEW:
        flow.apply(story, "release", by=by)
    audit.write("stories.release.give", release, by=user_of(by), note=f"{len(lines)} audiences")
    settle(story, before, by)
    return release


CAN_BE_RELEASED = (Story.State.REVIEW, Story.State.RELEASED, Story.State.PUBLISHED)


def refuse_too_early(row: Story, seen: str) -> None:
    """A yes is for what the teller has seen. A first one waits until the easy read says again what the story says; an
    answer can always be changed.
    """
    if row.state not in CAN_BE_RELEASED:
        raise flow.NotNow(_("The story is not ready for this yet, or it was taken back."))
    refuse_stale(row, seen)
    if row.waits_for_easy_read:
        raise flow.NotNow(_("We look at the easy version of your story first. Then you say who may see it."))


def name_teller(row: Story, names: dict[str, str]) -> None:
    """The names that the teller says with their yes, which are theirs from then on; an empty one says nothing."""
    said = {name: words for name, words in names.items() if name in Story.NAMES and words.strip()}
    for name, words in said.items():
        setattr(row, name, words.strip())
    if "made_up_name" in said:
        refuse_real_name(row)
    if said:
        row.tellers_own = sorted({*row.tellers_own, *said})
        saved(row, *said, "tellers_own")
        mark_content(row)


def refuse_unsaid(lines, others_agree: bool) -> None:
    """What must be said for an answer to count."""
    if lines and not others_agree:
        raise ValidationError({"others_agree": _("Everybody else in the story must agree first.")})
    latest = timezone.localdate() + datetime.timedelta(days=LONGEST_YEARS * 366)
    if any(line.until > latest for line in lines):
        raise ValidationError(_("Choose a day in the next 5 years."))


def keep_release(row: Story, answers: list[LineAnswer], *, by, **facts) -> Release:
    """Keep the answer to the whole matrix, line by line, for the content as it is now."""
    release = saved(Release(story=row, mark=row.mark, recorded_by=user_of(by), **facts))
    for answer in answers:
        yes = {form: form in answer.forms for form in Form.values}
        shown = {"name": answer.name, "face": answer.face, "until": answer.until}
        saved(Line(release=release, audience=Audience(answer.audience), **yes, **shown))
    return release


def said_by(release: Release | None) -> set:
    """What it says yes to today, for each audience: forms, names and pictures of the teller."""
    lines = release.lines.all() if release else []
    return {(line.audience, yes) for line in lines if not line.is_over for yes in line.yeses}


def names_by(release: Release | None) -> set:
    """Under which names it is shown today."""
    return {line.name for line in release.lines.all() if line.forms and not line.is_over} if release else set()


def settle(story: Story, before: Release | None, by) -> None:
    """What follows from another answer of the teller: who has a copy of what is gone is told, and so is the teller; a
    name that might stay under the names before is looked at anew.
    """
    row = Story.objects.get(pk=story.pk)
    now = row.newest_release
    tell_copies(row)
    note_new_grounds(row)
    if said_by(before) - said_by(now):
        tell_narrowed(row)
    if names_by(before) != names_by(now):
        row.name_stays = ""
        row.save(update_fields=["name_stays"])
    let_wait(row, by)


def let_wait(row: Story, by) -> None:
    """A published story that lacks something for what is shown of it now is shown to nobody until it was checked; its
    teller is told. One that nobody may see lacks nothing.
    """
    if row.state == Story.State.PUBLISHED and lines_today(row) and gaps_of(row):
        flow.apply(row, "check_again", by=by)
        tell_checked_again(row)


@transaction.atomic
def narrow_release(story: Story, *, audience: str, how: str = CameBy.ONLINE, by) -> Release:
    """The teller stops showing it to one audience, in one step; everything else stays as they said. It counts at once.

    Doing it twice is once.
    """
    allow(by, "stories.release_story", story)
    row = locked(story)
    before = row.newest_release
    if row.is_gone or before is None:
        raise flow.NotNow(_("Nobody sees it now."))
    refuse_as_the_teller(row, how, by)
    lines = list(before.lines.all())
    left = [line for line in lines if line.audience != audience]
    if len(left) == len(lines):
        return before
    release = carry_release(before, left, how=how, by=by)
    audit.write("stories.release.narrow", release, by=user_of(by), note=str(Audience(audience)))
    settle(story, before, by)
    return release


@transaction.atomic
def extend_release(
    story: Story, *, how: str = CameBy.ONLINE, explained_by: str = "", kept_where: str = "", by
) -> Release:
    """The teller is still happy with it: all that is in force goes on for a year from today, or longer where it does;
    where nothing is in force any more, all they said.
    """
    allow(by, "stories.release_story", story)
    row = locked(story)
    before = row.release_in_force
    if row.state not in CAN_BE_RELEASED or before is None or not before.lines.exists():
        raise flow.NotNow(_("The story is not ready for this yet, or it was taken back."))
    refuse_as_the_teller(row, how, by)
    refuse_unrecorded(how, explained_by, kept_where)
    lines = list(before.lines.all())
    longer = timezone.localdate() + datetime.timedelta(days=LONGER_DAYS)
    going_on = [line for line in lines if not line.is_over] or lines
    if all(line.until >= longer for line in going_on):
        return before
    for line in going_on:
        line.until = max(line.until, longer)
    told = {"how": how, "explained_by": explained_by, "kept_where": kept_where}
    release = carry_release(before, lines, **told, by=by)
    audit.write("stories.release.extend", release, by=user_of(by), note=f"{len(going_on)} audiences")
    settle(story, before, by)
    return release


def carry_release(before: Release, lines, *, by, mark="", **told) -> Release:
    """The same answer once more, with these lines; the one before stays as it was. `told` is how, by whom it was
    explained and where the record is, where that was another time: then the record that hangs on it stays behind."""
    kept = {
        name: getattr(before, name)
        for name in ("story", "wording", "others_agree", "research", "ai", "printed", "present")
    }
    kept["record"] = None if told.get("kept_where") else before.record
    told = {name: told.get(name) or getattr(before, name) for name in ("how", "explained_by", "kept_where")}
    release = saved(Release(mark=mark or before.mark, recorded_by=user_of(by), **kept, **told))
    for line in lines:
        line.pk, line.release, line._state.adding = None, release, True
        saved(line)
    return release


@transaction.atomic
def ask_again(*, days: int = ASK_DAYS) -> int:
    """The clock: 30 days before each of a story's times is over, its teller is asked once whether it may go on."""
    today = timezone.localdate()
    before = today + datetime.timedelta(days=days)
    due = Release.objects.to_ask_again(today, before).select_related("story")
    releases = list(due.select_for_update(of=("self",), skip_locked=True))
    for release in releases:
        ending = release.lines.to_ask_about(today, before)
        tell_still_happy(release.story, min(line.until for line in ending))
        ending.update(asked_about=F("until"))
        audit.write("stories.release.ask_again", release, by=None, fields=["asked_about"])
    return len(releases)
