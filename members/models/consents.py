"""What a person agreed to, in the words they saw; and equality answers, which belong to nobody."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .asked import CameBy
from .member import Member
from .sealed import SealedField


class Purpose(models.TextChoices):
    """What a person can agree to: each asked by itself."""

    POOL = "pool", _("Be in the pool")
    NEEDS = "needs", _("Tell the people who run a meeting what helps me")
    PARTNERS = "partners", _("Share my name with our partners")
    PHOTOS = "photos", _("Be in photos")


class ConsentQuerySet(models.QuerySet):
    def standing(self):
        """Every yes that has not been taken back."""
        return self.filter(agreed=True, withdrawn_at=None)


class ConsentRecord(models.Model):
    """One answer to one purpose: the exact words shown, the form they were in, how it was given. Never rewritten.

    A yes taken back keeps its row and gets `withdrawn_at`; a new yes is a new row.
    """

    class Form(models.TextChoices):
        STANDARD = "standard", _("Standard version")
        EASY = "easy", _("Easy read")

    member = models.ForeignKey(Member, models.CASCADE, related_name="consents")
    purpose = models.CharField(_("what for"), max_length=10, choices=Purpose)
    agreed = models.BooleanField(_("agreed"))
    wording = models.TextField(_("the words shown"))
    wording_version = models.CharField(_("version of the words"), max_length=20)
    form = models.CharField(_("form of the words"), max_length=8, choices=Form)
    how = models.CharField(_("how it was given"), max_length=10, choices=CameBy, default=CameBy.ONLINE)
    explained_by = SealedField(_("who explained it, and how"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(_("when"), default=timezone.now)
    review_due = models.DateField(_("to be asked again"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="consent_purpose_known"),
            models.CheckConstraint(condition=~Q(wording="") & ~Q(wording_version=""), name="consent_keeps_words"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(agreed=True, withdrawn_at__gte=models.F("given_at")),
                name="consent_yes_taken_back_later",
            ),
            models.UniqueConstraint(
                fields=["member", "purpose"],
                condition=Q(agreed=True, withdrawn_at=None),
                name="one_standing_yes_a_purpose",
            ),
        ]

    def __str__(self):
        return f"{self.purpose}: {'yes' if self.stands else 'no'}"

    def last_word(self) -> tuple:
        """When it was said; of two said at once the no comes last."""
        return (self.withdrawn_at or self.given_at, not self.stands)

    @property
    def stands(self) -> bool:
        return self.agreed and self.withdrawn_at is None


class EqualityAnswer(models.Model):
    """How many people gave one answer to one question. There is no row for a person, no time, and no order."""

    question = models.CharField(_("question"), max_length=20)
    answer = models.CharField(_("answer"), max_length=40)
    people = models.PositiveIntegerField(_("how many people"), default=0)

    class Meta:
        verbose_name = _("equality answer")
        verbose_name_plural = _("equality answers")
        ordering = ["question", "answer"]
        constraints = [models.UniqueConstraint(fields=["question", "answer"], name="equality_answer_once")]

    def __str__(self):
        return f"{self.question}: {self.answer}"
