"""What was put right about a promise, without a new version."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.easyread.mode import EASY
from halton_coprod.easyread.said import said_date

from .keeping import AppendOnly, Promise, Reading

CORRECTABLE = ("owner", "due", "target", "direction", "unit", "unit_one", "how_often_days")


class Correction(AppendOnly):
    """Who answers for a promise, by when, its number, or what was measured: as it was, as it is since then, and why."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="corrections")
    at = models.DateTimeField(_("when"), default=timezone.now)
    was = models.JSONField(_("before"), encoder=DjangoJSONEncoder)
    now = models.JSONField(_("since then"), encoder=DjangoJSONEncoder)
    because = models.TextField(_("why it was changed"), max_length=2_000)
    easy = EasyReadField(_("why it was changed, in easy read"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """What was changed, as (what, before, since then) in words."""
        if MEASURED_ON in self.was:
            return reading_lines(self.promise, self.was, self.now)
        before, since = facts_said(self.was), facts_said(self.now)
        return [(what, before[what], words) for what, words in since.items() if words != before[what]]


def facts_of(promise: Promise) -> dict:
    """What of a promise can be put right."""
    return {name: getattr(promise, name) for name in CORRECTABLE}


# Which day a number that was put right is of: it tells such a correction apart.
MEASURED_ON = "measured_on"


def reading_facts(reading: Reading) -> dict:
    """What of a reading can be put right: its number, and the words about it in both forms. No picture is kept here,
    where taking one away would not find it.
    """
    facts = {"number": reading.number, "words": reading.words, "easy": reading.easy.words_alone().to_data()}
    return {MEASURED_ON: reading.on, **facts}


def reading_lines(promise: Promise, was: dict, now: dict) -> list[tuple[str, str, str]]:
    """A number that was put right or taken back, and the words about it that were."""
    on, before, since = (
        Reading._meta.get_field(name).to_python(value)
        for name, value in (("on", was[MEASURED_ON]), ("number", was["number"]), ("number", now["number"]))
    )
    day = {"day": said_date(on)}
    lines, words = [], words_put_right(was, now)
    if before != since:
        said = [_("No number") if number is None else promise.said(number) for number in (before, since)]
        lines.append((_("The number of %(day)s") % day, *said))
    elif not words:
        words = (_("Other words"), _("The right words"))
    return [*lines, (_("What we said about the number of %(day)s") % day, *words)] if words else lines


def words_put_right(was: dict, now: dict) -> tuple[str, str] | None:
    """The words before and since then, as the reader's form has them; where only the other form differs, from there.

    None where a number was taken back, or came back: there is nothing to compare.
    """
    pairs = [(was["words"], now["words"]), (easy_words(was), easy_words(now))]
    if get_language() == EASY:
        pairs.reverse()
    return next(((quoted(old), quoted(new)) for old, new in pairs if old and new and old != new), None)


def easy_words(facts: dict) -> str:
    """What was put right before easy read was kept with it has none."""
    return " ".join(block.words for block in EasyRead.from_data(facts.get("easy")).blocks)


def quoted(words: str) -> str:
    """To stand in a sentence of ours: on one line, without a full stop of its own."""
    return f"“{' '.join(words.split()).rstrip('.')}”"


def facts_said(facts: dict) -> dict[str, str]:
    """These facts as a page says them; they may come from the database, where days and numbers are written."""
    promise = Promise(**{name: Promise._meta.get_field(name).to_python(value) for name, value in facts.items()})
    return {
        _("Who answers for it"): promise.owner,
        _("By when"): said_date(promise.due) if promise.due else _("No day was named"),
        _("We promised"): promise.target_said or _("No number was named"),
        _("We count again after"): days_said(promise.how_often_days),
    }


def days_said(days: int | None) -> str:
    if days is None:
        return _("No time was named")
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
