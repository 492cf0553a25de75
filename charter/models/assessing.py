"""How we are doing, as people say it themselves: statements about each value, scored 1 to 5 with a code from a meeting.

Residents and staff are kept apart from the code on. A sheet says nothing of who filled it in, and what somebody writes
does not hang on their scores.
"""

import datetime
import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Avg, Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.record.flow import Move

from .fingerprint import fingerprint_of
from .keeping import Value

LEAST, MOST = 1, 5


class Group(models.TextChoices):
    """Who scores. The two are never added up."""

    RESIDENTS = "residents", _("Residents")
    STAFF = "staff", _("Staff")


class AssessmentQuerySet(models.QuerySet):
    def over(self):
        """Those that nobody can answer any more: only their numbers are told, so that none of them moves with one
        more answer and shows what this person said."""
        return self.filter(ends_on__lt=timezone.localdate())

    def going_on(self):
        today = timezone.localdate()
        return self.filter(starts_on__lte=today, ends_on__gte=today)


class Assessment(models.Model):
    """One time of asking, from one day to another."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="assessment_ends_after_it_starts")
        ]

    def __str__(self):
        return self.name

    def is_on(self, day: datetime.date) -> bool:
        return self.starts_on <= day <= self.ends_on

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.name, self.starts_on, self.ends_on)


class StatementQuerySet(models.QuerySet):
    def asked(self):
        """What people are asked now."""
        return self.filter(is_asked=True)


class Statement(models.Model):
    """One sentence about a value. It is never said in other words: then its numbers could not be compared."""

    value = models.ForeignKey(Value, models.PROTECT, related_name="statements")
    text = models.CharField(_("sentence"), max_length=200)
    easy = EasyReadField(_("sentence in easy read"))
    is_asked = models.BooleanField(_("people are asked"), default=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["value", "text"], name="statement_once_a_value")]

    def __str__(self):
        return self.text


class MeetingCode(models.Model):
    """What people of one group are told at a meeting, so that they can answer without signing in."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="codes")
    group = models.CharField(_("who gets it"), max_length=9, choices=Group)
    meeting = models.CharField(_("which meeting"), max_length=200)
    code = models.CharField(_("code"), max_length=40, unique=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("code of a meeting")
        verbose_name_plural = _("codes of meetings")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(group__in=Group.values), name="code_group_known")]

    def __str__(self):
        return self.code

    def is_open_on(self, day: datetime.date) -> bool:
        return self.closed_on is None and self.assessment.is_on(day)

    @property
    def is_open(self) -> bool:
        return self.is_open_on(timezone.localdate())

    @property
    def spoken(self) -> str:
        """As it is said and written down."""
        return self.code.replace("-", " ")


class Sheet(models.Model):
    """What one person answered, without anything that says who. The same form sent twice is one sheet."""

    code = models.ForeignKey(MeetingCode, models.PROTECT, related_name="sheets")
    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    was_easy = models.BooleanField(_("answered in easy read"), default=False)

    class Meta:
        verbose_name = _("answered sheet")
        verbose_name_plural = _("answered sheets")
        ordering = ["pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class ScoreQuerySet(models.QuerySet):
    def told(self):
        """Mean and number of people for each assessment that is over, value and group."""
        return (
            self.filter(sheet__code__assessment__in=Assessment.objects.over())
            .order_by()
            .values(assessment=F("sheet__code__assessment"), group=F("sheet__code__group"), value=F("statement__value"))
            .annotate(mean=Avg("number"), people=Count("sheet", distinct=True))
        )


class Score(models.Model):
    """One number for one statement."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="scores")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="scores")
    number = models.PositiveSmallIntegerField(
        _("score"), validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)]
    )

    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "statement"], name="one_score_a_statement"),
            models.CheckConstraint(condition=Q(number__gte=LEAST, number__lte=MOST), name="score_from_1_to_5"),
        ]

    def __str__(self):
        return str(self.number)


class RemarkQuerySet(models.QuerySet):
    def waiting(self):
        """Nobody has read these yet."""
        return self.filter(state=Remark.State.HELD)

    def told(self):
        """What an editor has read and lets everybody read, once nobody can answer any more."""
        return self.filter(state=Remark.State.SHOWN, assessment__in=Assessment.objects.over())


class Remark(models.Model):
    """What somebody wrote about a value. It hangs on no sheet: nobody sees which scores the person gave."""

    class State(models.TextChoices):
        HELD = "held", _("Nobody has read it yet")
        SHOWN = "shown", _("Shown")
        NOT_SHOWN = "not_shown", _("Not shown")

    MOVES = {
        "show": Move(
            (State.HELD, State.NOT_SHOWN),
            State.SHOWN,
            "charter.keep_assessment",
            _("Show it"),
            _("Everybody can read it when the time for answers is over."),
        ),
        "hide": Move(
            (State.HELD, State.SHOWN),
            State.NOT_SHOWN,
            "charter.keep_assessment",
            _("Do not show it"),
            _("Nobody but the team reads it."),
        ),
    }

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="remarks")
    group = models.CharField(_("who wrote it"), max_length=9, choices=Group)
    value = models.ForeignKey(Value, models.PROTECT, related_name="remarks")
    words = models.TextField(_("what they say"), max_length=1_000)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.HELD)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(group__in=Group.values), name="remark_group_known"),
            models.CheckConstraint(condition=Q(state__in=["held", "shown", "not_shown"]), name="remark_state_known"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
