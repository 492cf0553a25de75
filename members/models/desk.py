"""What the pool's desk keeps: how somebody told the team something."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .asked import CameBy
from .consents import ConsentRecord
from .member import Member
from .sealed import SealedBytesField, SealedField


class Told(models.Model):
    """Somebody told the team by phone, on paper or face to face: who took it, and how it was explained."""

    class What(models.TextChoices):
        REACH = "reach", _("How to reach them")
        FACTS = "facts", _("Name, where they live, age, reward")
        PICKS = "picks", _("What they like and how they take part")
        NEEDS = "needs", _("What they need")
        SUPPORT = "support", _("Who supports them")

    member = models.ForeignKey(Member, models.CASCADE, related_name="told")
    what = models.CharField(_("what"), max_length=8, choices=What)
    how = models.CharField(_("how they told us"), max_length=10, choices=CameBy)
    explained = SealedField(_("who explained it, and how"))
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("thing told to the team")
        verbose_name_plural = _("things told to the team")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(explained=""), name="told_says_how"),
            models.CheckConstraint(condition=~models.Q(how=CameBy.ONLINE), name="told_to_somebody"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class Scan(models.Model):
    """A photo or PDF of the paper on which somebody told us or agreed: sealed in the row, so that it goes with it."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="scans")
    told = models.OneToOneField(Told, models.CASCADE, null=True, blank=True)
    consent = models.OneToOneField(ConsentRecord, models.CASCADE, null=True, blank=True)
    content_type = models.CharField(max_length=20)
    data = SealedBytesField(_("file"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("scanned paper")
        verbose_name_plural = _("scanned papers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(told__isnull=False, consent=None) | models.Q(told=None, consent__isnull=False),
                name="scan_of_one_paper",
            ),
            models.CheckConstraint(
                condition=models.Q(content_type__in=["image/webp", "application/pdf"]), name="scan_kind_known"
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class SavedQuestion(models.Model):
    """Whom one of the team lists again and again. Names and numbers that were looked for are not kept."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_questions")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1_000)

    class Meta:
        verbose_name = _("saved question")
        verbose_name_plural = _("saved questions")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_question_once",
                violation_error_message=_("You have one of this name already. Choose another name."),
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
