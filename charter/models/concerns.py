"""Somebody says that the Charter was not kept: what happened, how we answer, and by when."""

import datetime

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.record.flow import Move
from halton_coprod.record.workdays import working_days_between
from members.models import Message
from members.models.sealed import SealedField

from .fingerprint import fingerprint_of
from .keeping import Value

HANDLE = "charter.handle_concern"
# Working days (user story 17, and our own word for the answer).
TO_ACKNOWLEDGE, TO_ANSWER = 5, 20


def past_its_day() -> Q:
    today = timezone.localdate()
    return Q(state=Concern.State.RAISED, acknowledge_by__lt=today) | Q(answer_by__lt=today)


class ConcernQuerySet(models.QuerySet):
    def open(self):
        """Not answered yet; whose day comes first stands first."""
        return self.filter(state__in=Concern.OPEN).order_by("acknowledge_by", "pk")

    def overdue(self):
        """Not acknowledged, or not answered, by the day we promised."""
        return self.open().filter(past_its_day())

    def counts(self) -> dict[str, int]:
        """How many there are to do, and how many of them are overdue: one query."""
        to_do = Q(state__in=Concern.OPEN)
        return self.aggregate(to_do=Count("pk", filter=to_do), overdue=Count("pk", filter=to_do & past_its_day()))

    def unread(self):
        """Nobody has said that we have read them."""
        return self.filter(state=Concern.State.RAISED)

    def to_escalate(self):
        """Overdue, and not with the co-chairs yet."""
        return self.overdue().exclude(state=Concern.State.ESCALATED)

    def with_co_chairs(self):
        return self.open().filter(state=Concern.State.ESCALATED)

    def that_changed_something(self):
        """What everybody may read of them: what changed, never what was told."""
        return self.filter(state__in=Concern.ANSWERED).exclude(changed="").order_by("-answered_on", "-pk")


class Concern(models.Model):
    """One concern. What was told, the name and the address are sealed; only `changed` is ever public."""

    class State(models.TextChoices):
        RAISED = "raised", _("Sent to us")
        ACKNOWLEDGED = "acknowledged", _("We have read it")
        LOOKED_INTO = "looked_into", _("We look into it")
        ESCALATED = "escalated", _("The co-chairs look into it")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Finished")

    class Way(models.TextChoices):
        NONE = "none", _("I look up the answer myself, with my number")
        EMAIL = "email", _("By email")
        PHONE = "phone", _("By phone")
        LETTER = "letter", _("By letter")

    OPEN = ("raised", "acknowledged", "looked_into", "escalated")
    ANSWERED = ("answered", "closed")
    MOVES = {
        "acknowledge": Move(
            (State.RAISED,),
            State.ACKNOWLEDGED,
            HANDLE,
            _("Say that we have read it"),
            _("The person is told, in their form and by their way, what happens next."),
        ),
        "look_into": Move(
            (State.ACKNOWLEDGED,),
            State.LOOKED_INTO,
            HANDLE,
            _("Look into it"),
            _("Somebody finds out what happened."),
        ),
        "answer": Move(
            (State.ACKNOWLEDGED, State.LOOKED_INTO, State.ESCALATED),
            State.ANSWERED,
            HANDLE,
            _("Answer it"),
            _("The person gets the answer, in their form and by their way."),
        ),
        "escalate": Move(
            (State.RAISED, State.ACKNOWLEDGED, State.LOOKED_INTO, State.ANSWERED),
            State.ESCALATED,
            HANDLE,
            _("Give it to the co-chairs"),
            _("When we are late, or when the person is not content with the answer."),
        ),
        "close": Move(
            (State.ANSWERED,),
            State.CLOSED,
            HANDLE,
            _("Finish it"),
            _("The person is content, or has not said anything more."),
        ),
    }

    reference = models.CharField(_("number"), max_length=12, unique=True, editable=False)
    # The same form sent twice is one concern.
    token = models.UUIDField(unique=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now)
    what_happened = SealedField(_("what happened"))
    value = models.ForeignKey(Value, models.SET_NULL, null=True, blank=True, related_name="concerns")
    name = SealedField(_("name"), blank=True)
    way = models.CharField(_("how to answer"), max_length=6, choices=Way, default=Way.NONE)
    reach = SealedField(_("where"), blank=True)
    language = models.CharField(_("form"), max_length=10, default=mode.STANDARD)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.RAISED)
    acknowledge_by = models.DateField(_("to be acknowledged by"))
    answer_by = models.DateField(_("to be answered by"))
    acknowledged_on = models.DateField(_("acknowledged on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = SealedField(_("answer"), blank=True)
    answer_easy = EasyReadField(_("answer in easy read"))
    changed = models.TextField(_("what changed because of it"), max_length=2_000, blank=True)
    changed_easy = EasyReadField(_("what changed, in easy read"))

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["state", "acknowledge_by"], name="concern_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["raised", "acknowledged", "looked_into", "escalated", "answered", "closed"]),
                name="concern_state_known",
            ),
            models.CheckConstraint(condition=~Q(what_happened=""), name="concern_says_something"),
            models.CheckConstraint(
                condition=(Q(way="none") & Q(reach="")) | (Q(way__in=["email", "phone", "letter"]) & ~Q(reach="")),
                name="concern_can_be_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"]) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="concern_answered_has_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["acknowledged", "looked_into"]) | Q(acknowledged_on__isnull=False),
                name="concern_acknowledged_has_day",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_answered(self) -> bool:
        return self.state in self.ANSWERED

    @property
    def next_due(self) -> datetime.date | None:
        """The day we promised for what comes next; None when there is nothing left to do."""
        if self.state not in self.OPEN:
            return None
        return self.acknowledge_by if self.state == self.State.RAISED else self.answer_by

    @property
    def is_overdue(self) -> bool:
        """Worked out from the calendar when somebody reads it."""
        return self.next_due is not None and self.next_due < timezone.localdate()

    @property
    def days_since(self) -> int:
        """How many working days ago it was sent."""
        return working_days_between(timezone.localdate(self.at), timezone.localdate())

    @property
    def messages(self):
        """What the person was told, or is still to be told; nothing where they left no way to be reached."""
        return Message.objects.filter(member=None, occasion__startswith=f"concern-{self.pk}-").order_by("pk")

    @property
    def is_answer_on_its_way(self) -> bool:
        """Is the answer still to be sent, rung or posted?"""
        return self.messages.filter(occasion__contains="-answer").exclude(state__in=Message.FINISHED).exists()

    @property
    def fingerprint(self) -> str:
        """Changes with whatever is done to it."""
        return fingerprint_of(self.state, self.answer, self.answer_easy, self.changed, self.changed_easy)
