"""What somebody needs at one session, and what the team says to it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.flow import Move
from halton_coprod.record.workdays import working_day_after
from members.models.sealed import SealedField

from .session import Session
from .sign_up import SignUp

ANSWER_REQUEST = "workshops.answer_request"
WORKING_DAYS = 5


def to_be_answered():
    """We answer within 5 working days."""
    return working_day_after(timezone.localdate(), WORKING_DAYS)


class AccessRequestQuerySet(models.QuerySet):
    def waiting(self):
        """Asked by somebody who still comes or waits, and not answered; nobody waits where nobody can come any more."""
        asked = self.filter(state=AccessRequest.State.ASKED, sign_up__state__in=SignUp.ACTIVE)
        return asked.filter(sign_up__session__state__in=Session.MAY_COME)

    def overdue(self):
        return self.waiting().filter(due__lt=timezone.localdate())


class AccessRequest(models.Model):
    """One need of one person at one session: asked, then arranged, something else agreed, or not possible and why."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        ARRANGED = "arranged", _("Arranged")
        AGREED = "agreed", _("Something else is agreed")
        CANNOT = "cannot", _("We cannot do it")

    class Met(models.TextChoices):
        """The person's own answer, afterwards."""

        YES = "yes", _("Yes")
        PARTLY = "partly", _("A part of it")
        NO = "no", _("No")

    MOVES = {
        "arrange": Move((State.ASKED, State.AGREED, State.CANNOT), State.ARRANGED, ANSWER_REQUEST, _("Arranged")),
        "agree": Move(
            (State.ASKED, State.ARRANGED, State.CANNOT), State.AGREED, ANSWER_REQUEST, _("Something else is agreed")
        ),
        "refuse": Move((State.ASKED, State.ARRANGED, State.AGREED), State.CANNOT, ANSWER_REQUEST, _("We cannot do it")),
    }

    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="requests")
    says = SealedField(_("what is needed"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    answer = SealedField(_("what we said"), blank=True)
    asked_on = models.DateField(_("asked on"), default=timezone.localdate)
    due = models.DateField(_("to be answered by"), default=to_be_answered)
    met = models.CharField(_("if they got it"), max_length=6, choices=Met, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("access request")
        verbose_name_plural = _("access requests")
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "due"], name="request_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "arranged", "agreed", "cannot"]), name="request_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_on=None) | (~Q(state="asked") & Q(answered_on__isnull=False)),
                name="request_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "cannot"]) | ~Q(answer=""), name="request_answer_says_what"
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def person(self):
        """Whom it is about, for the log, where the pool knows them."""
        return self.sign_up.member

    @property
    def is_asked(self) -> bool:
        return self.state == self.State.ASKED

    @property
    def is_overdue(self) -> bool:
        return self.is_asked and self.due < timezone.localdate()
