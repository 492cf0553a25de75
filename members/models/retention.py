"""How long the pool keeps what it knows, and what the clock has done about it."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

YEAR = timedelta(days=365)
# DOMAIN BR-19. Whoever has been asked whether they want to stay has this long to answer.
TO_ANSWER = timedelta(days=60)
UNHEARD, LEFT, MESSAGES, LOOKS = YEAR, YEAR, YEAR, 6 * YEAR
# Of a call that was made only that it was is kept; what nobody made in a year nobody waits for.
CALLS, CALLS_TO_MAKE = timedelta(days=30), YEAR
# From when it was told, ended, said, done.
PAPERS, SUPPORT, SIGN_INS, WORDS, LINES = YEAR, timedelta(days=30), YEAR, YEAR, 6 * YEAR


class RetentionRun(models.Model):
    """What the clock did on one day about what is kept too long: a number, and nobody's name."""

    class Kind(models.TextChoices):
        CHECKED = "checked", _("People asked if all is still right")
        ASKED = "asked", _("People asked if they want to stay")
        UNHEARD = "unheard", _("People erased who did not answer")
        LEFT = "left", _("People erased a year after they left")
        MESSAGES = "messages", _("Old messages emptied")
        LOOKS = "looks", _("Old looks deleted")
        NOTES = "notes", _("Notes deleted on their day")
        SESSIONS = "sessions", _("Sign-ins that ran out")
        CALLS = "calls", _("Calls that were made")
        PAPERS = "papers", _("Old papers, and how people told us")
        SUPPORT = "support", _("Supporters of before")
        WORDS = "words", _("Old words about moves and answers")
        LINES = "lines", _("Old lines about what was done")
        DRAFTS = "drafts", _("Answers of people who began to join")
        LISTS = "lists", _("Lists that nobody brought in")

    kind = models.CharField(_("what"), max_length=8, choices=Kind)
    on = models.DateField(_("when"))
    rows = models.PositiveIntegerField(_("how many"), default=0)

    class Meta:
        verbose_name = _("day of clearing out")
        verbose_name_plural = _("days of clearing out")
        ordering = ["-on", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "on"], name="retention_once_a_day"),
            models.CheckConstraint(condition=Q(rows__gte=0), name="retention_counts"),
        ]

    def __str__(self):
        return f"{self.kind} {self.on}"
