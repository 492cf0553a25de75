"""Files of a story: taken in after the consent to record, cleaned by content, described, taken out."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from stories.media import clean_media
from stories.media.captions import clean_captions
from stories.models import MediaFile, Story

from .gate import allow, locked, mark_content, user_of
from .releasing import delete_files

MOST_FILES = 12
DESCRIBED = ("alt", "captions", "captions_checked", "is_clip", "shows_teller")


def add_file(story: Story, upload, *, alt: str = "", shows_teller: bool = True, is_clip: bool = False, by) -> MediaFile:
    """The teller (or a curator) brings a picture, a sound or a film. Nobody but the story team sees it yet.

    Refused with a sentence, and nothing left on disk, when it is not what it says or too big. It is looked through
    before the story is locked, so that nobody else waits for it.
    """
    refuse_closed(Story.objects.get(pk=story.pk), by)
    clean = clean_media(upload)
    facts = {"alt": alt, "is_clip": is_clip, "shows_teller": shows_teller, **clean.facts}
    return keep_file(story, clean, facts, by)


@transaction.atomic
def keep_file(story: Story, clean, facts: dict, by) -> MediaFile:
    """The cleaned file with its row; a deed that fails leaves no file."""
    row = locked(story)
    refuse_closed(row, by)
    if row.media.count() >= MOST_FILES:
        raise ValidationError(_("A story can have 12 files. Take one out first."))
    media, names = MediaFile(story=row, **facts), []
    try:
        for field, data in (("file", clean.data), ("small", clean.small)):
            if data:
                getattr(media, field).save(f"file.{clean.ending}", ContentFile(data), save=False)
                names.append(getattr(media, field).name)
        media.full_clean()
        media.save()
        mark_content(row)
        audit.write("stories.mediafile.add", media, by=user_of(by), fields=["file"], note=facts["kind"])
    except BaseException:
        for name in names:
            media.file.storage.delete(name)
        raise
    return media


@transaction.atomic
def change_file(media: MediaFile, *, by, **facts) -> MediaFile:
    """Curators say what a picture shows, write the captions of a film, and say who can be seen in it."""
    story = locked(media.story)
    refuse_closed(story, by)
    row = locked(media)
    if "captions" in facts:
        facts["captions"] = clean_captions(facts["captions"])
    changed = [name for name in DESCRIBED if name in facts and facts[name] != getattr(row, name)]
    for name in changed:
        setattr(row, name, facts[name])
    row.full_clean()
    row.save(update_fields=changed)
    mark_content(story)
    audit.write("stories.mediafile.change", row, by=user_of(by), fields=changed)
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
    delete_files(names)


def refuse_closed(row: Story, by) -> None:
    """Files change while a story is being told (by the teller) or made ready (by curators)."""
    allow(by, "stories.tell_story", row)
    if row.state in (Story.State.TELLING, Story.State.RETURNED):
        return
    if row.state == Story.State.PREPARING and by.has_perm("stories.curate_story", row):
        return
    raise flow.NotNow(_("Your story is sent already. Phone us to change it."))
