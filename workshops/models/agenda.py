"""What happens at a session, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .session import Session


class AgendaItem(models.Model):
    """One thing on the agenda, in both forms."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="agenda")
    at = models.TimeField(_("when"))
    words = models.CharField(_("what happens"), max_length=200)
    easy = models.CharField(_("the same in easy read"), max_length=200, blank=True)
    is_break = models.BooleanField(_("a break"), default=False)

    class Meta:
        verbose_name = _("part of the day")
        verbose_name_plural = _("parts of the day")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "at"], name="one_thing_at_a_time")]

    def __str__(self):
        return self.words
