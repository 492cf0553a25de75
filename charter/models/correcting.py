"""What was put right about a promise, without a new version."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from halton_coprod.easyread.fields import EasyReadField
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
            return [reading_said(self.promise, self.was, self.now)]
        before, since = facts_said(self.was), facts_said(self.now)
        return [(what, before[what], words) for what, words in since.items() if words != before[what]]


def facts_of(promise: Promise) -> dict:
    """What of a promise can be put right."""
    return {name: getattr(promise, name) for name in CORRECTABLE}


# Which day a number that was put right is of: it tells such a correction apart.
MEASURED_ON = "measured_on"


def reading_facts(reading: Reading) -> dict:
    """What of a reading can be put right: its number, and the words about it."""
    return {MEASURED_ON: reading.on, "number": reading.number, "words": reading.words}


def reading_said(promise: Promise, was: dict, now: dict) -> tuple[str, str, str]:
    """A number that was put right or taken back; or, where it is the same, that the words about it were."""
    on, before, since = (
        Reading._meta.get_field(name).to_python(value)
        for name, value in (("on", was[MEASURED_ON]), ("number", was["number"]), ("number", now["number"]))
    )
    day = {"day": said_date(on)}
    if before == since:
        return (_("What we said about the number of %(day)s") % day, _("Other words"), _("The right words"))
    none = _("No number")
    said = [none if number is None else promise.said(number) for number in (before, since)]
    return (_("The number of %(day)s") % day, *said)


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
