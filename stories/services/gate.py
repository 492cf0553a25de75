"""What every deed of stories asks first, and how it says no."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.easyread.blocks import EasyRead


class Stale(Exception):  # noqa: N818 -- named for what happened, as NotNow is
    """Somebody else has saved this meanwhile, or the teller has not seen what stands now. Nothing was written."""

    def __init__(self, theirs):
        super().__init__("Somebody else has saved this meanwhile.")
        self.theirs = theirs


class NotReady(ValidationError):  # noqa: N818 -- named for what is the matter, as NotNow is
    """Something that a published story must have is not there. `messages` say what."""


def allow(by, permission: str, thing=None) -> None:
    """Go on only for somebody who holds this permission on the thing."""
    if by is None or not by.has_perm(permission, thing):
        raise PermissionDenied(_("You are not allowed to do this."))


def locked(thing):
    """The row as it stands now, and nobody else's until this deed is done."""
    return type(thing)._default_manager.select_for_update().get(pk=thing.pk)


def saved(thing):
    """The new row, refused with clear words when the database would refuse it."""
    thing.full_clean()
    thing.save()
    return thing


def refuse_stale(story, seen: str | None) -> None:
    """Write nothing over what the person has not seen. `seen` is the mark of the content they started from."""
    if seen is not None and seen != story.mark:
        raise Stale(story)


def fitted(easy: EasyRead | None, standard: str) -> EasyRead:
    """The easy read of a text that is written in the same stroke: it fits this text."""
    return easy.checked_against(standard) if easy else EasyRead()


def user_of(by):
    """The signed-in person of the team or the pool behind a deed; None for whoever holds the teller's link."""
    return by if getattr(by, "is_authenticated", False) else None


MARKED = (
    "kind",
    "title",
    "summary",
    "summary_easy",
    "transcript",
    "better",
    "easy",
    "content_note",
    "full_name",
    "first_name",
    "made_up_name",
)


MARKED_OF_FILE = ("digest", "idea", "words", "alt", "captions", "is_clip", "shows_teller")


def mark_content(story) -> None:
    """Keep the mark of what the story is now, and the words that search may find; in every deed that changes it."""
    quotes = [(quote.words, quote.easy) for quote in story.quotes.all()]
    media = list(story.media.all())
    files = [tuple(getattr(one, name) for name in MARKED_OF_FILE) for one in media]
    story.mark = fingerprint_of(*(getattr(story, name) for name in MARKED), quotes, files)
    story.summary_words = "\n".join([story.title, story.summary, story.summary_easy.text])
    story.whole_words = "\n".join(
        [story.summary_words, story.transcript, story.better, story.easy.text, *(one.words for one in media)]
    )
    story.minutes = minutes_of(story)
    story.save(update_fields=["mark", "summary_words", "whole_words", "minutes"])


def minutes_of(story) -> int:
    """How long it takes: the sound or film, or reading it slowly."""
    seconds = max([one.seconds or 0 for one in story.media.all()], default=0)
    return max(1, round(seconds / 60) if seconds else len(story.transcript.split()) // 120)
