"""The second consent: given, narrowed, renewed, taken back; and what is deleted in the end."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.record import audit, flow
from members.models import Member
from members.models.asked import CameBy
from stories.models import Audience, Form, Line, NameShown, Release, Story
from stories.notices import tell_withdrawn

from .gate import allow, locked, mark_content, refuse_stale, saved, user_of

NAMES = ("full_name", "first_name", "made_up_name")
LONGEST_YEARS = 5
UNFINISHED_DAYS = 30
EMPTY = {
    "title": "",
    "summary": "",
    "transcript": "",
    "better": "",
    "content_note": "",
    "full_name": "",
    "first_name": "",
    "made_up_name": "",
    "contact": "",
    "for_whom": "",
    "agreed_by": "",
    "agreed_how": "",
    "answer": "",
    "care_note": "",
    "reason": "",
    "mark": "",
    "whole_words": "",
    "summary_words": "",
    "easy": EasyRead(),
    "summary_easy": EasyRead(),
}


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
    how: str = CameBy.ONLINE,
    explained_by: str = "",
    names: dict[str, str] | None = None,
    by,
) -> Release:
    """The teller says who may see the piece they have looked at (`seen` is its mark). It counts at once.

    A new answer takes the place of the old one, so this also narrows. Curators write down what a teller says by phone,
    letter or face to face, and name who explained it. `names` are those that the teller wants to be shown and had not
    said yet. Raises Stale when the teller has not seen what stands now.
    """
    allow(by, "stories.release_story", story)
    row = locked(story)
    if row.state not in (Story.State.REVIEW, Story.State.RELEASED, Story.State.PUBLISHED):
        raise flow.NotNow(_("The story is not ready for this yet, or it was taken back."))
    refuse_stale(row, seen)
    refuse_unsaid(lines, others_agree, how, explained_by)
    name_teller(row, names or {})
    release = saved(
        Release(
            story=row,
            mark=row.mark,
            wording=wording,
            others_agree=others_agree,
            research=research,
            ai=ai,
            how=how,
            explained_by=explained_by,
            recorded_by=user_of(by),
        )
    )
    for answer in lines:
        keep_line(release, answer)
    note = f"{len(lines)} audiences"
    if row.state == Story.State.REVIEW:
        flow.apply(story, "release", by=by)
    audit.write("stories.release.give", release, by=user_of(by), note=note)
    return release


def name_teller(row: Story, names: dict[str, str]) -> None:
    """The names that the teller says with their yes; an empty one says nothing."""
    said = {name: words for name, words in names.items() if name in NAMES and words.strip()}
    for name, words in said.items():
        setattr(row, name, words.strip())
    if said:
        row.full_clean()
        row.save(update_fields=list(said))
        mark_content(row)


def refuse_unsaid(lines, others_agree: bool, how: str, explained_by: str) -> None:
    """What must be said for an answer to count."""
    if lines and not others_agree:
        raise ValidationError({"others_agree": _("Everybody else in the story must agree first.")})
    if how != CameBy.ONLINE and not explained_by.strip():
        raise ValidationError({"explained_by": _("Say who explained it to the teller, and how.")})
    latest = timezone.localdate() + datetime.timedelta(days=LONGEST_YEARS * 366)
    if any(line.until > latest for line in lines):
        raise ValidationError(_("Choose a day in the next 5 years."))


def keep_line(release: Release, answer: LineAnswer) -> None:
    yes = {form: form in answer.forms for form in Form.values}
    facts = {"name": answer.name, "face": answer.face, "until": answer.until}
    saved(Line(release=release, audience=Audience(answer.audience), **yes, **facts))


def renew_release(before: Release, story: Story, by) -> Release:
    """The same answer for words that the teller has just accepted."""
    lines = list(before.lines.all())
    before.pk, before.mark, before.given_at = None, story.mark, timezone.now()
    before.recorded_by, before._state.adding = user_of(by), True
    release = saved(before)
    for line in lines:
        line.pk, line.release, line._state.adding = None, release, True
        saved(line)
    return release


@transaction.atomic
def withdraw_story(story: Story, *, how: str = CameBy.ONLINE, by) -> Story:
    """The teller takes it back, online or told to a curator. Nobody has to say why; every page of it is gone at once.

    Those who had copies stand on the curators' list. Doing it twice is once.
    """
    allow(by, "stories.withdraw_story", story)
    row = locked(story)
    if row.is_gone:
        return row
    Release.objects.filter(story=row, withdrawn_at=None).update(withdrawn_at=timezone.now())
    gone = flow.apply(story, "withdraw", by=by, withdrawn_on=timezone.localdate())
    tell_withdrawn(gone)
    return gone


@transaction.atomic
def erase_story(story: Story, *, by) -> Story:
    """Curators delete the words and files of a story that was taken back. The list of its uses stays, without names."""
    allow(by, "stories.erase_story", story)
    row = locked(story)
    if row.state == Story.State.ERASED:
        return row
    erased = flow.apply(story, "erase", by=by, teller=None, **EMPTY)
    names = [name for media in row.media.all() for name in (media.file.name, media.small.name) if name]
    for things in (row.media, row.quotes, row.proposals, row.topics):
        things.all().delete()
    delete_files(names)
    return erased


def erase_stories(member: Member) -> None:
    """Part of erasing somebody: every story of theirs is taken back, and its words and files are deleted."""
    for story in list(member.stories.exclude(state=Story.State.ERASED)):
        by = Eraser(story.pk)
        if story.state == Story.State.TELLING:
            forget_story(story)
            continue
        withdraw_story(story, by=by)
        erase_story(story, by=by)


@dataclass(frozen=True)
class Eraser:
    """The erasure itself, answering for this one story."""

    story: int
    pk: None = None
    is_authenticated: bool = False

    def has_perm(self, _permission, thing=None) -> bool:
        return thing is not None and thing.pk == self.story


def delete_files(names: list[str]) -> None:
    """Once the deed is done; a deed that fails keeps its files."""
    for name in names:
        transaction.on_commit(lambda name=name: default_storage.delete(name))


@transaction.atomic
def forget_unfinished(*, days: int = UNFINISHED_DAYS) -> int:
    """The clock: what somebody began to tell and did not send is deleted after 30 days."""
    before = timezone.now() - datetime.timedelta(days=days)
    stories = list(Story.objects.left_unfinished(before).select_for_update(skip_locked=True))
    for story in stories:
        forget_story(story)
    return len(stories)


def forget_story(story: Story) -> None:
    names = [name for media in story.media.all() for name in (media.file.name, media.small.name) if name]
    audit.write("stories.story.forget", story, by=None)
    Story.objects.filter(pk=story.pk).delete()
    delete_files(names)
