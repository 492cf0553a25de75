"""The end of a story here: taken back, deleted, or never sent."""

import datetime
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked
from members.models import Member, Message
from members.models.asked import CameBy
from members.services.erasing import forget_messages
from stories.models import Consent, Release, Story, StoryWords
from stories.notices import email_in, tell_erased, tell_withdrawn
from workshops.marks import plain_reach

from .gate import refuse_as_the_teller, user_of
from .uses import tell_copies

UNFINISHED_DAYS = ERASE_DAYS = 30
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
    "for_whom_agrees": "",
    "agreed_by": "",
    "agreed_how": "",
    "answer": "",
    "care_note": "",
    "reason": "",
    "name_stays": "",
    "mark": "",
    "tellers_own": [],
    "check_in_by": None,
    "easy": EasyRead(),
    "summary_easy": EasyRead(),
}


@transaction.atomic
def withdraw_story(story: Story, *, how: str = CameBy.ONLINE, by) -> Story:
    """The teller takes it back, online or told to a curator. Nobody has to say why; every page of it is gone at once.

    Those who had copies are told, or stand on the curators' list. Doing it twice is once.
    """
    allow(by, "stories.withdraw_story", story)
    row = locked(story)
    if row.is_gone:
        return row
    refuse_as_the_teller(row, how, by)
    Release.objects.filter(story=row, withdrawn_at=None).update(withdrawn_at=timezone.now())
    StoryWords.objects.filter(story=row).delete()
    gone = flow.apply(story, "withdraw", by=by, withdrawn_on=timezone.localdate(), withdrawn_how=how)
    tell_withdrawn(gone)
    tell_copies(gone)
    return gone


def kept_until(story: Story) -> datetime.date | None:
    """The last whole day on which a story that was taken back can be told after all."""
    if story.state != Story.State.WITHDRAWN:
        return None
    return story.withdrawn_on + datetime.timedelta(days=ERASE_DAYS - 1)


@transaction.atomic
def erase_story(story: Story, *, how: str = "", by) -> Story:
    """Curators delete the words and files of a story that was taken back, where its teller asks for that: until the
    day that the teller was told, it is theirs to tell after all. The list of its uses stays, without names.

    The log says how the teller asked. The teller is told, where the hub can do that by itself.
    """
    allow(by, "stories.erase_story", story)
    row = locked(story)
    if row.state == Story.State.ERASED:
        return row
    if user_of(by) and not how:
        raise ValidationError({"how": _("The teller can tell it after all. Say how they asked you to delete it now.")})
    tell_erased(row)
    erased = flow.apply(story, "erase", by=by, note=how, teller=None, **EMPTY)
    empty(erased)
    return erased


@transaction.atomic
def erase_withdrawn(*, days: int = ERASE_DAYS) -> int:
    """The clock: what was taken back is deleted after 30 days, as its teller was told."""
    before = timezone.localdate() - datetime.timedelta(days=days)
    stories = list(Story.objects.to_erase(before).select_for_update(skip_locked=True))
    for story in stories:
        tell_erased(story)
        for name, nothing in {**EMPTY, "teller": None, "state": Story.State.ERASED}.items():
            setattr(story, name, nothing)
        story.save(update_fields=[*EMPTY, "teller", "state"])
        empty(story)
        audit.write("stories.story.erase", story, by=None, fields=["state"], note="withdrawn → erased")
    return len(stories)


def empty(story: Story) -> None:
    """Everything that hangs on the story and says something of its teller."""
    names = file_names(story)
    for things in (
        story.media,
        story.yes_records,
        story.quotes,
        story.proposals,
        story.topics,
        story.to_tell,
        story.insights,
        story.in_collections,
    ):
        things.all().delete()
    StoryWords.objects.filter(story=story).delete()
    story.values.clear()
    story.promises.clear()
    story.releases.update(explained_by="", kept_where="", present="")
    Consent.objects.filter(story=story).update(explained_by="", kept_where="")
    story.uses.exclude(told_on=None).update(got_copy="", reach="")
    delete_files(names)


def erase_stories(member: Member) -> None:
    """Part of erasing somebody: every story of theirs is taken back, and its words and files are deleted, with what
    waits to be sent about it.
    """
    theirs = Q(teller=member) | Q(pk__in=told_without_sign_in(member))
    for story in Story.objects.filter(theirs).exclude(state=Story.State.ERASED):
        by = Eraser(story.pk)
        if story.state == Story.State.TELLING:
            forget_story(story)
        else:
            withdraw_story(story, by=by)
            erase_story(story, by=by)
        forget_messages(Message.objects.filter(member=None, occasion__startswith=f"story-{by.story}-"))


def told_without_sign_in(member: Member) -> list[int]:
    """Stories of the same name with the same way to reach them, as with places that somebody had as a guest. Where no
    full name was left, the first name is enough.
    """
    name = plain(member.name)
    ways = {plain(plain_reach(way)) for way in (member.email, member.phone, member.address) if way}
    stories = Story.objects.filter(teller=None).only("full_name", "first_name", "contact")
    return [
        story.pk
        for story in stories.iterator()
        if plain(story.full_name) == name
        or (not story.full_name and story.first_name and plain(story.first_name) in (name, name.partition(" ")[0]))
        if {plain(plain_reach(story.contact)), plain(email_in(story.contact))} & ways
    ]


def plain(words: str) -> str:
    return " ".join(words.lower().split())


@dataclass(frozen=True)
class Eraser:
    """The erasure itself, answering for this one story."""

    story: int
    pk: None = None
    is_authenticated: bool = False

    def has_perm(self, _permission, thing=None) -> bool:
        return thing is not None and thing.pk == self.story


def file_names(story: Story) -> list[str]:
    """All that lies on the disk for it."""
    files = [file for media in story.media.all() for file in (media.file, media.small)]
    return [file.name for file in (*files, *(one.file for one in story.yes_records.all())) if file]


def delete_files(names: list[str]) -> None:
    """Once the deed is done; a deed that fails keeps its files."""
    for name in names:
        transaction.on_commit(lambda name=name: default_storage.delete(name))


@contextmanager
def kept_with_the_deed():
    """The names of files that are written in a deed; where it fails, none of them is left."""
    names: list[str] = []
    try:
        yield names
    except BaseException:
        for name in names:
            default_storage.delete(name)
        raise


@transaction.atomic
def forget_unfinished(*, days: int = UNFINISHED_DAYS) -> int:
    """The clock: what somebody began to tell by themselves and did not send is deleted after 30 days."""
    before = timezone.now() - datetime.timedelta(days=days)
    stories = list(Story.objects.left_unfinished(before).select_for_update(of=("self",), skip_locked=True))
    for story in stories:
        forget_story(story)
    return len(stories)


def forget_story(story: Story, *, by=None, note: str = "") -> None:
    """Nothing of it stays; it was never sent, so nobody but its teller and its reporter has seen it."""
    names = file_names(story)
    audit.write("stories.story.forget", story, by=user_of(by), note=note)
    Story.objects.filter(pk=story.pk).delete()
    delete_files(names)
