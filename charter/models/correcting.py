"""What was put right about a promise, without a new version."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.easyread.said import said_date

from .keeping import AppendOnly, Promise

CORRECTABLE = ("owner", "due", "target", "direction", "unit", "unit_one", "how_often_days")


class Correction(AppendOnly):
    """Who answers for a promise, by when, or its number: as it was, as it is since then, and why."""

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
        before, since = facts_said(self.was), facts_said(self.now)
        return [(what, before[what], words) for what, words in since.items() if words != before[what]]


def facts_of(promise: Promise) -> dict:
    """What of a promise can be put right."""
    return {name: getattr(promise, name) for name in CORRECTABLE}


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
