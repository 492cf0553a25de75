"""Words to quote: only what the teller says. Nobody puts words in a teller's mouth."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.gate import saved
from stories.models import Quote, Story
from stories.models.words import plain
from stories.transcripts import clean_transcript


def set_quotes(row: Story, quotes) -> None:
    """`quotes` are (words, the same in easy read) pairs; each must stand in the story."""
    said = words_said(row, row.media.all())
    strange = [words for words, _easy in quotes if not stands_in(words, said)]
    if strange:
        says = _("These words are not in the story: “%(words)s”. Quote only what the teller says.")
        raise ValidationError({"quotes": says % {"words": strange[0]}})
    row.quotes.all().delete()
    for words, easy in quotes:
        saved(Quote(story=row, words=words, easy=easy))


def keep_what_is_said(row: Story, media) -> list[Quote]:
    """The quotes that still stand in the story; those that do not are deleted."""
    quotes = list(row.quotes.all())
    said = words_said(row, media) if quotes else ""
    gone = [one.pk for one in quotes if not stands_in(one.words, said)]
    if gone:
        row.quotes.filter(pk__in=gone).delete()
    return [one for one in quotes if one.pk not in gone]


def words_said(row: Story, media) -> str:
    """What is told, what would have made it better, what stands under pictures, what is said in sounds and films."""
    of_files = [words for one in media for words in (one.words, clean_transcript(one.captions))]
    return plain("\n".join([row.transcript, row.better, *of_files]))


def stands_in(words: str, said: str) -> bool:
    """Word by word: capitals, spaces, accents and signs count for nothing."""
    return f" {plain(words)} " in f" {said} "
