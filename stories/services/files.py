"""Files of a story: taken in after the consent to record, cleaned by content, described, taken out."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import pictures
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from stories.media import clean_media
from stories.media.captions import clean_captions
from stories.models import MediaFile, Story
from stories.rules import is_teller
from stories.tellers import Teller
from stories.transcripts import clean_transcript

from .ending import delete_files, kept_with_the_deed
from .gate import mark_content, note_preparer, refuse_tellers_own, user_of

MOST_FILES = 12
MOST_BYTES = 200_000_000
COPIED = (
    *("kind", "idea", "words", "place", "content_type", "size", "seconds", "digest", "width", "height", "alt"),
    *("captions", "captions_checked", "captions_by", "is_clip", "shows_teller", *MediaFile.OWN.values()),
)
DESCRIBED = ("alt", "words", "captions", "is_clip", "shows_teller")


def add_file(
    story: Story, upload, *, alt: str = "", words: str = "", shows_teller: bool = True, is_clip: bool = False, by
) -> MediaFile:
    """The teller (or a curator) brings a picture, a sound or a film. Nobody but the story team sees it yet.

    Refused with a sentence, and nothing left on disk, when it is not what it says or too big. It is looked through
    before the story is locked, so that nobody else waits for it.
    """
    refuse_closed(Story.objects.get(pk=story.pk), by)
    clean = clean_media(upload)
    if clean.facts["kind"] == MediaFile.Kind.PICTURE:
        refuse_undescribed(story, alt, by)
    facts = {"alt": alt, "words": words, "is_clip": is_clip, "shows_teller": shows_teller, **clean.facts}
    facts["typed_by_teller"] = is_of_the_teller(words, story, by)
    facts["alt_by_teller"] = is_of_the_teller(alt, story, by)
    return keep_file(story, clean, facts, by)


@transaction.atomic
def keep_file(story: Story, clean, facts: dict, by) -> MediaFile:
    """The cleaned file with its row; a deed that fails leaves no file."""
    row = locked(story)
    refuse_closed(row, by)
    refuse_too_many(row, more=facts["size"])
    media = MediaFile(story=row, place=last_place(row), **facts)
    with kept_with_the_deed() as names:
        for field, data in (("file", clean.data), ("small", clean.small)):
            if data:
                getattr(media, field).save(f"file.{clean.ending}", ContentFile(data), save=False)
                names.append(getattr(media, field).name)
        saved(media)
        mark_content(row)
        note_preparer(row, by)
        audit.write("stories.mediafile.add", media, by=user_of(by), fields=["file"], note=facts["kind"])
    return media


def copy_files(story: Story, new: Story) -> None:
    """Part of beginning again: the new story has files of its own, which stay when those of the old one are deleted."""
    with kept_with_the_deed() as names:
        for media in story.media.all():
            twin = MediaFile(story=new, **{name: getattr(media, name) for name in COPIED})
            for field in ("file", "small"):
                if old := getattr(media, field):
                    with old.open() as content:
                        getattr(twin, field).save(old.name, content, save=False)
                    names.append(getattr(twin, field).name)
            saved(twin)


@transaction.atomic
def change_file(media: MediaFile, *, by, **facts) -> MediaFile:
    """What a picture shows, the words under it, the captions of a film, and whether its teller can be seen in it. Of a
    sound the captions are what is said in it, as plain words. Curators change no words that are the teller's.

    Changed captions must be checked again, by somebody else.
    """
    story = locked(media.story)
    refuse_closed(story, by)
    row = locked(media)
    if "alt" in facts and row.kind == MediaFile.Kind.PICTURE and not row.idea:
        refuse_undescribed(story, facts["alt"], by)
    if "captions" in facts:
        clean = clean_transcript if row.kind == MediaFile.Kind.SOUND else clean_captions
        facts["captions"] = clean(facts["captions"])
    changed = [name for name in DESCRIBED if name in facts and facts[name] != getattr(row, name)]
    if not is_teller_here(story, by):
        refuse_tellers_own(row, changed)
    for name in changed:
        setattr(row, name, facts[name])
    own = note_whose(row, facts if is_teller_here(story, by) else changed, story, by)
    if "captions" in changed:
        row.captions_checked, row.captions_by = False, user_of(by)
    saved(row, *changed, *own, "captions_checked", "captions_by")
    mark_content(story)
    note_preparer(story, by)
    audit.write("stories.mediafile.change", row, by=user_of(by), fields=changed)
    return row


@transaction.atomic
def check_captions(media: MediaFile, *, by) -> MediaFile:
    """A curator has watched it and found the captions right: never the one who wrote them. After a change, again."""
    allow(by, "stories.curate_story", media.story)
    row = locked(media)
    if not row.captions.strip():
        raise ValidationError(_("There are no captions to check."))
    if row.captions_by_id == by.pk:
        raise ValidationError(_("You wrote these captions. Somebody else must check them."))
    if not row.captions_checked:
        row.captions_checked = True
        row.save(update_fields=["captions_checked"])
        audit.write("stories.mediafile.check_captions", row, by=user_of(by), fields=["captions_checked"])
    return row


@transaction.atomic
def remove_file(media: MediaFile, *, by) -> None:
    """The teller or a curator takes a file out. It is deleted."""
    story = locked(media.story)
    refuse_closed(story, by)
    names = [name for name in (media.file.name, media.small.name) if name]
    audit.write("stories.mediafile.remove", media, by=user_of(by))
    MediaFile.objects.filter(pk=media.pk).delete()
    mark_content(story)
    note_preparer(story, by)
    delete_files(names)


@transaction.atomic
def add_picture(story: Story, *, idea: str, words: str = "", by) -> MediaFile:
    """The teller (or a curator) puts a picture of the picture library into the story, after those that are there."""
    row = locked(story)
    refuse_closed(row, by)
    refuse_too_many(row)
    if pictures.get(idea) is None:
        raise ValidationError({"idea": _("Choose a picture from the list.")})
    facts = {"kind": MediaFile.Kind.PICTURE, "idea": idea, "words": words, "shows_teller": False}
    facts["typed_by_teller"] = is_of_the_teller(words, row, by)
    media = saved(MediaFile(story=row, place=last_place(row), **facts))
    mark_content(row)
    note_preparer(row, by)
    audit.write("stories.mediafile.choose", media, by=user_of(by), fields=["idea"])
    return media


@transaction.atomic
def move_file(media: MediaFile, *, by_places: int, by) -> None:
    """The teller (or a curator) puts a picture one place earlier (-1) or later (1) in the story."""
    story = locked(media.story)
    refuse_closed(story, by)
    files = list(story.media.all())
    at = next((number for number, one in enumerate(files) if one.pk == media.pk), 0)
    files.insert(max(0, at + by_places), files.pop(at))
    for place, one in enumerate(files, start=1):
        MediaFile.objects.filter(pk=one.pk).update(place=place)
    mark_content(story)
    note_preparer(story, by)
    audit.write("stories.mediafile.move", media, by=user_of(by), fields=["place"])


def last_place(story: Story) -> int:
    return 1 + max((one.place for one in story.media.all()), default=0)


def note_whose(row: MediaFile, said, story: Story, by) -> list[str]:
    """Of what was just said of a file: is it its teller who said it?"""
    own = {flag: getattr(row, name) for name, flag in MediaFile.OWN.items() if name in said}
    for flag, value in own.items():
        setattr(row, flag, bool(value) and is_teller_here(story, by))
    return list(own)


def refuse_too_many(story: Story, more: int = 0) -> None:
    files = list(story.media.all())
    if len(files) >= MOST_FILES:
        raise ValidationError(_("A story can have 12 files. Take one out first."))
    if sum(one.size for one in files) + more > MOST_BYTES:
        raise ValidationError(_("These files are too big together. Take one out first."))


def refuse_undescribed(story: Story, alt: str, by) -> None:
    """Whoever brings a picture says what it shows. Its teller need not: then a curator does, before it is published."""
    if not (alt.strip() or is_teller_here(story, by)):
        raise ValidationError({"alt": _("Say what the picture shows, for people who cannot see it.")})


def is_teller_here(story: Story, by) -> bool:
    return isinstance(by, Teller) or is_teller(by, story)


def is_of_the_teller(words: str, story: Story, by) -> bool:
    return bool(words.strip()) and is_teller_here(story, by)


def refuse_closed(row: Story, by) -> None:
    """Files change while a story is being told (by the teller) or made ready (by curators)."""
    if row.state == Story.State.PREPARING and by.has_perm("stories.curate_story", row):
        return
    allow(by, "stories.tell_story", row)
    if row.state not in (Story.State.TELLING, Story.State.RETURNED):
        raise flow.NotNow(_("Your story is sent already. Phone us to change it."))
