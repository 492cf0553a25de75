"""Words of a story that stand elsewhere, as quotes and in insights: only what the teller says. Nobody puts words in a
teller's mouth."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit
from halton_coprod.record.gate import saved
from stories.models import Insight, Quote, Story
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
    """The quotes that still stand in the story; those that do not are deleted, and an insight with such words is shown
    to nobody any more.
    """
    quotes, insights = list(row.quotes.all()), list(row.insights.filter(state=Insight.State.AGREED))
    said = words_said(row, media) if quotes or insights else ""
    gone = [one.pk for one in quotes if not stands_in(one.words, said)]
    if gone:
        row.quotes.filter(pk__in=gone).delete()
    for one in insights:
        if not stands_in(one.excerpt, said):
            ask_anew(one)
    return [one for one in quotes if one.pk not in gone]


def ask_anew(insight: Insight) -> None:
    """Its teller said yes to words that are not in the story any more."""
    insight.state, insight.checked_how, insight.explained_by, insight.answered_by = Insight.State.NOTED, "", "", None
    saved(insight, "state", "checked_how", "explained_by", "answered_by")
    audit.write("stories.insight.ask_anew", insight, by=None, fields=["state"], note="agreed → noted")


def words_said(row: Story, media) -> str:
    """What is told, what would have made it better, what stands under pictures, what is said in sounds and films."""
    of_files = [words for one in media for words in (one.words, clean_transcript(one.captions))]
    return plain("\n".join([row.transcript, row.better, *of_files]))


def is_said(words: str, story: Story) -> bool:
    return stands_in(words, words_said(story, story.media.all()))


def stands_in(words: str, said: str) -> bool:
    """Word by word: capitals, spaces, accents and signs count for nothing."""
    return f" {plain(words)} " in f" {said} "
