"""How people found a session, in faces and words. Who said it is not kept."""

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.sealed import SealedField

from .session import NAMES_KEPT, Session

GOOD = 4
# Fewer could be known to each other.
FEWEST = 5


class FeedbackQuerySet(models.QuerySet):
    def unread_words(self):
        """Words that nobody may read any more: its team sees no names."""
        over = self.filter(session__ends_at__lt=timezone.now() - NAMES_KEPT)
        return over.exclude(words="").exclude(session__state=Session.State.POSTPONED)

    def counted(self) -> tuple[int, int]:
        """How many said how it was, and how many of them: good or very good."""
        found = self.aggregate(all=Count("pk", filter=Q(how__isnull=False)), good=Count("pk", filter=Q(how__gte=GOOD)))
        return found["all"], found["good"]

    def rungs(self) -> dict[str, int]:
        """Step of the ladder → how many people say that it was this one, the lowest first."""
        counted = dict(self.exclude(rung="").order_by().values_list("rung").annotate(Count("pk")))
        return {one: counted[one] for one in Session.Rung.values if one in counted}


class Feedback(models.Model):
    """One person's answers; each may be left out. `mark` makes one of each person, and tells nobody whose it is."""

    class Again(models.TextChoices):
        YES = "yes", _("Yes")
        MAYBE = "maybe", _("Perhaps")
        NO = "no", _("No")

    class Missed(models.TextChoices):
        """Why somebody could not come (DOMAIN BR-27): to take the barrier away, and for nothing else."""

        ILL = "ill", _("I was ill, or not well enough")
        TRAVEL = "travel", _("I could not get there")
        MONEY = "money", _("It cost too much")
        ACCESS = "access", _("It did not suit what I need")
        NOT_TOLD = "not_told", _("I did not know about it in time")
        OTHER = "other", _("Something else")

    class Way(models.TextChoices):
        LINK = "link", _("On the website")
        PAPER = "paper", _("On paper")
        PHONE = "phone", _("On the phone")

    session = models.ForeignKey(Session, models.PROTECT, related_name="feedback")
    mark = models.CharField(max_length=64, editable=False)
    way = models.CharField(_("how it was told"), max_length=5, choices=Way, default=Way.LINK)
    how = models.PositiveSmallIntegerField(_("how it was"), null=True, blank=True)
    heard = models.PositiveSmallIntegerField(_("if people listened"), null=True, blank=True)
    # How much people could decide, as they say it (DOMAIN BR-23): it stands beside what we had said.
    rung = models.CharField(_("how much people could decide"), max_length=14, choices=Session.Rung, blank=True)
    again = models.CharField(_("come again"), max_length=5, choices=Again, blank=True)
    missed = models.CharField(_("why they did not come"), max_length=8, choices=Missed, blank=True)
    words = SealedField(_("in words"), blank=True)
    given_on = models.DateField(_("when"), default=timezone.localdate)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        # In no order from which one could tell who answered first.
        ordering = ["mark"]
        constraints = [
            models.UniqueConstraint(fields=["session", "mark"], name="feedback_once_each"),
            models.CheckConstraint(condition=Q(how=None) | Q(how__range=(1, 5)), name="feedback_how_is_a_face"),
            models.CheckConstraint(condition=Q(heard=None) | Q(heard__range=(1, 5)), name="feedback_heard_is_a_face"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
