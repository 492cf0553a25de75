"""Gathering stories together: a question area, who is trained to listen, and the interviews planned and recorded."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.record.flow import Move
from members.models.sealed import SealedField

TARGET = 12


class ReporterQuerySet(models.QuerySet):
    def active(self):
        return self.filter(stopped_on=None)


class Reporter(models.Model):
    """Somebody of the team who has learned to gather stories responsibly. Nobody gathers without that day."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reporter")
    trained_on = models.DateField(_("trained on"))
    trained_by = models.CharField(_("trained by"), max_length=120)
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)

    objects = ReporterQuerySet.as_manager()

    class Meta:
        verbose_name = _("trained reporter")
        verbose_name_plural = _("trained reporters")
        ordering = ["user__name", "pk"]

    def __str__(self):
        return str(self.user)


class StoryProject(models.Model):
    """What we want to hear about, how a talk can begin, who listens, and how many stories we hope for."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    question = models.TextField(_("what we want to hear about"), max_length=1_000)
    question_easy = EasyReadField()
    starters = models.TextField(_("how a talk can begin"), max_length=3_000)
    starters_easy = EasyReadField()
    guide = models.TextField(_("our best-practice guide: content, permission, safety, the law"), max_length=20_000)
    target = models.PositiveSmallIntegerField(_("how many stories"), default=TARGET)
    reporters = models.ManyToManyField(Reporter, blank=True, related_name="projects")
    funder = models.CharField(_("who pays for it"), max_length=120, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    is_example = models.BooleanField(_("our own example"), default=False)

    class Meta:
        verbose_name = _("story project")
        verbose_name_plural = _("story projects")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(target__gte=1), name="project_has_a_target")]

    def __str__(self):
        return self.name

    @property
    def fingerprint(self) -> str:
        reporters = sorted(self.reporters.values_list("pk", flat=True)) if self.pk else []
        return fingerprint_of(*(getattr(self, field.attname) for field in self._meta.concrete_fields), reporters)


class InterviewQuerySet(models.QuerySet):
    def unsent(self, before):
        """Recorded before this time, and the curators do not have it yet."""
        return self.filter(story__state="telling", story__begun_at__lt=before)


class Interview(models.Model):
    """A talk with somebody about their story: planned, then recorded with their yes, or not held.

    There is no story, and no place for a file, before the person has said yes to recording. Once recorded, it is kept
    until it is sent or taken back; without a story it was taken back.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RECORDED = "recorded", _("Recorded")
        CALLED_OFF = "called_off", _("Not held")

    MOVES = {
        "record": Move(
            (State.PLANNED,),
            State.RECORDED,
            "stories.record_interview",
            _("They said yes to recording"),
            _("You read out what happens with a story. Their yes is kept."),
        ),
        "call_off": Move(
            (State.PLANNED,),
            State.CALLED_OFF,
            "stories.plan_interview",
            _("It does not take place"),
            _("Then the person's name and number are deleted."),
        ),
    }

    project = models.ForeignKey(StoryProject, models.PROTECT, related_name="interviews")
    reporter = models.ForeignKey(Reporter, models.PROTECT, related_name="interviews")
    with_whom = SealedField(_("with whom"), blank=True)
    reach = SealedField(_("how to reach them"), blank=True)
    on = models.DateField(_("when"))
    where = models.CharField(_("where"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    story = models.OneToOneField(
        "stories.Story", models.SET_NULL, null=True, blank=True, editable=False, related_name="interview"
    )
    # The clock reminds its reporter once of a recording that the curators do not have.
    reminded_on = models.DateField(_("reminded"), null=True, blank=True, editable=False)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["planned", "recorded", "called_off"]), name="interview_state_known"
            ),
            models.CheckConstraint(condition=Q(story=None) | Q(state="recorded"), name="interview_yes_before_story"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_to_come(self) -> bool:
        """Still planned, and its day is not over."""
        return self.state == self.State.PLANNED and self.on >= timezone.localdate()

    @property
    def is_early(self) -> bool:
        """Still planned, and for a day to come."""
        return self.state == self.State.PLANNED and self.on > timezone.localdate()
