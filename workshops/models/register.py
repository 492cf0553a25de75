"""The register of a session: who came, and which taps have been counted already."""

from django.db import models
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Way
from members.models.sealed import SealedField

from .session import Session
from .sign_up import HERE, SignUp

TICK, KEEP = "workshops.tick_in", "workshops.keep_register"


class AttendanceQuerySet(models.QuerySet):
    def here(self):
        """Those who came, also for part of it."""
        return self.filter(state__in=Attendance.HERE)

    def walk_ins(self):
        """Those who came without having signed up."""
        return self.filter(sign_up=None).here().order_by("pk")

    def counted(self) -> tuple[int, int]:
        """How many people came, and how many supporters with them."""
        found = self.here().aggregate(people=Count("pk"), supporters=Sum("supporters"))
        return found["people"], found["supporters"] or 0


class Attendance(models.Model):
    """One person at one session. Whoever walked in has no sign-up; their name is kept as long as the list is."""

    class State(models.TextChoices):
        CAME = "came", _("Came")
        PART = "part", _("Came for part")
        APOLOGIES = "apologies", _("Sent apologies")
        ABSENT = "absent", _("Did not come")

    HERE = HERE

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    sign_up = models.OneToOneField(SignUp, models.CASCADE, null=True, blank=True, related_name="attendance")
    # Empty: the tick was taken back.
    state = models.CharField(_("state"), max_length=9, choices=State, blank=True)
    name = SealedField(_("name"), blank=True)
    supporters = models.PositiveSmallIntegerField(_("supporters"), default=0)
    # Only of somebody who walked in and wants to be told what came of it.
    way = models.CharField(_("how to reach"), max_length=8, choices=Way, blank=True)
    reach = SealedField(_("where"), blank=True)
    language = models.CharField(_("form"), max_length=10, default="en-gb")
    marked_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["", "came", "part", "apologies", "absent"]), name="attendance_state_known"
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def reads(self) -> str:
        """The form that whoever walked in reads."""
        return self.language

    @property
    def is_here(self) -> bool:
        return self.state in self.HERE


class Tap(models.Model):
    """A tap that has been counted: sent again by a phone with a bad connection, it is not counted again."""

    token = models.UUIDField(unique=True, editable=False)
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="taps")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tap")
        verbose_name_plural = _("taps")

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
