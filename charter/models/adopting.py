"""Who has signed up to the Charter, and what each of them pledges."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.fields import EasyReadField

from .fingerprint import fingerprint_of
from .standing import DueQuerySet, PromiseStatus, Standing, standing


class Adopter(models.Model):
    """An organisation that has signed the Charter."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    lead = models.CharField(_("who leads"), max_length=200)
    signed_on = models.DateField(_("signed on"))
    about = models.TextField(_("who they are"), max_length=5_000)
    easy = EasyReadField(_("who they are, in easy read"))

    class Meta:
        verbose_name = _("organisation that adopted the Charter")
        verbose_name_plural = _("organisations that adopted the Charter")
        ordering = ["signed_on", "name"]

    def __str__(self):
        return self.name

    @property
    def picture(self) -> str:
        return next((block.picture for block in self.easy.blocks if block.picture), "handshake")


class Pledge(models.Model):
    """Something an adopter says it will do by a day, and what became of it."""

    adopter = models.ForeignKey(Adopter, models.PROTECT, related_name="pledges")
    text = models.TextField(_("what they pledge"), max_length=5_000)
    easy = EasyReadField(_("what they pledge, in easy read"))
    due = models.DateField(_("by when"))
    status = models.CharField(_("status"), max_length=12, choices=PromiseStatus, default=PromiseStatus.NOT_STARTED)
    report = models.TextField(_("what became of it"), max_length=5_000, blank=True)
    report_easy = EasyReadField(_("what became of it, in easy read"))

    objects = DueQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=PromiseStatus.values), name="pledge_status_known"),
            models.CheckConstraint(condition=~Q(status="could_not") | ~Q(report=""), name="pledge_could_not_says_why"),
        ]

    def __str__(self):
        return f"{self.adopter_id}: {self.text[:60]}"

    @property
    def standing(self) -> Standing:
        """How it stands today; late by itself when the day has passed."""
        return standing(self.status, self.due)

    @property
    def fingerprint(self) -> str:
        """Changes with each report of what became of it."""
        return fingerprint_of(self.status, self.report, self.report_easy)
