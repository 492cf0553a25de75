"""What every deed of stories asks first, and how it says no."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.record.gate import Stale
from members.models.asked import CameBy
from stories.desk.readiness import has_part_of
from stories.models import StoryWords
from stories.models.words import plain

from .quoting import keep_what_is_said


class NotReady(ValidationError):  # noqa: N818 -- named for what is the matter, as NotNow is
    """Something that a published story must have is not there. `messages` say what."""


def refuse_as_the_teller(story, how: str, by) -> None:
    """Whoever of the team writes down what a teller says, says how it was said: nobody of the team is the teller."""
    is_own = not user_of(by) or (story.teller_id and story.teller.user_id == by.pk)
    if not is_own and how in ("", CameBy.ONLINE):
        raise PermissionDenied(_("Write down on the desk how the teller said it."))


def refuse_stale(story, seen: str | None) -> None:
    """Write nothing over what the person has not seen. `seen` is the mark of the content they started from."""
    if seen is not None and seen != story.mark:
        raise Stale(story)


OWN_WORDS = _("These are the teller's own words. Suggest other words; the teller decides.")
# Of what cannot be suggested.
ONLY_THE_TELLER = {
    "shows_teller": _("The teller says that they can be seen in it. Only the teller changes that."),
    **dict.fromkeys(
        ("full_name", "first_name"), _("The teller told us this name themselves. Only the teller changes it.")
    ),
}


def refuse_tellers_own(row, changed) -> None:
    """Nobody writes over the teller's own words, in a story or under a file, nor over their yes to being seen in it."""
    own = [name for name in changed if name in row.words_of_the_teller]
    if own:
        raise ValidationError({name: ONLY_THE_TELLER.get(name, OWN_WORDS) for name in own})


REAL_NAME = _("This is a part of the real name. Choose another made-up name.")


def refuse_real_name(row) -> None:
    """Whoever chooses a made-up name is not known by it."""
    if has_part_of(row.made_up_name, row.full_name, row.first_name):
        raise ValidationError({"made_up_name": REAL_NAME})


def refuse_unrecorded(how: str, explained_by: str, kept_where: str) -> None:
    """A yes that somebody of the team writes down says who explained it, and where others find the record of it."""
    if how == CameBy.ONLINE:
        return
    if not explained_by.strip():
        raise ValidationError({"explained_by": _("Say who explained it to the teller, and how.")})
    if not kept_where.strip():
        raise ValidationError({"kept_where": _("Say where the recording, the letter or your note of the yes is.")})


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


def note_preparer(story, by) -> None:
    """Whoever of the team works on a story does not check it too. Publishing begins a new count."""
    if user_of(by) and by.has_perm("stories.curate_story", story):
        story.preparers.add(by)


def mark_content(story) -> None:
    """Keep the mark of what the story is now, and the words that search may find; in every deed that changes it. What
    does not stand in it any more is quoted no more, and a name that might stay in other words is looked at anew.
    """
    media = list(story.media.all())
    quotes = [(quote.words, quote.easy) for quote in keep_what_is_said(story, media)]
    files = [tuple(getattr(one, name) for name in MARKED_OF_FILE) for one in media]
    was, story.mark = story.mark, fingerprint_of(*(getattr(story, name) for name in MARKED), quotes, files)
    story.minutes = minutes_of(story)
    story.name_stays = story.name_stays if story.mark == was else ""
    story.save(update_fields=["mark", "minutes", "name_stays"])
    keep_words(story, quotes, media)


def keep_words(story, quotes, media) -> None:
    """Piece by piece, as a release may allow them; the title stands with each."""
    told = (story.transcript, story.better, story.easy.text)
    of_faces = any(one.words and one.is_face for one in media)
    said = {
        "whole": (*told, *(one.words for one in media if not one.is_face)),
        "face": (*told, *(one.words for one in media)),
        "summary": (story.summary, story.summary_easy.text),
        "quote": [words for pair in quotes for words in pair],
    }
    pieces = {piece: plain(" ".join([story.title, *words])) for piece, words in said.items()}
    StoryWords.objects.update_or_create(story=story, defaults=pieces if of_faces else {**pieces, "face": ""})


def minutes_of(story) -> int:
    """How long it takes: the sound or film, or reading it slowly."""
    seconds = max([one.seconds or 0 for one in story.media.all()], default=0)
    return max(1, round(seconds / 60) if seconds else len(story.transcript.split()) // 120)
