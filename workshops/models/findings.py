"""From what people said to what should change: notes, themes, and recommendations with their public answers."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models import Promise, Value
from charter.models.fingerprint import fingerprint_of
from halton_coprod.easyread.fields import EasyReadField, holding
from halton_coprod.record.flow import Move
from members.models.sealed import SealedField

from .session import Session

ANSWER_IT = "workshops.answer_recommendation"
FINDINGS = "workshops.keep_findings"
# DOMAIN BR-31.
TO_ANSWER = timedelta(weeks=8)


class ThemeQuerySet(models.QuerySet):
    def with_evidence(self):
        """How many notes, how many people said it, and at how many sessions; asked for all of them at once."""
        return self.annotate(
            many_notes=Count("notes", distinct=True),
            many_people=Sum("notes__people", default=0),
            many_sessions=Count("notes__session", distinct=True),
        )

    def of_series(self, series):
        """What was said at the sessions of this series."""
        return self.filter(notes__session__series=series).distinct()

    def said_at(self, series):
        """The same, with how many people said it there; what most people said comes first."""
        here = Q(notes__session__series=series)
        return self.annotate(many=Sum("notes__people", filter=here)).filter(many__gt=0).order_by("-many", "name")


class Theme(models.Model):
    """What several people said in different words."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    summary = models.TextField(_("what people said about it"), max_length=5_000, blank=True)
    summary_easy = EasyReadField()

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.name, self.summary, self.summary_easy)


class Note(models.Model):
    """One thing that was said at a table, as the scribe wrote it. No name is kept, so that none can come out."""

    class SaidBy(models.TextChoices):
        ANYBODY = "anybody", _("It is not said who")
        RESIDENT = "resident", _("A resident")
        SUPPORTER = "supporter", _("A supporter or carer")
        WORKER = "worker", _("A worker")

    session = models.ForeignKey(Session, models.PROTECT, related_name="notes")
    table = models.CharField(_("table"), max_length=40, blank=True)
    prompt = models.CharField(_("question"), max_length=200, blank=True)
    words = SealedField(_("what was said"))
    said_by = models.CharField(_("who said it"), max_length=9, choices=SaidBy, default=SaidBy.ANYBODY)
    people = models.PositiveSmallIntegerField(_("how many people said it"), default=1)
    themes = models.ManyToManyField(Theme, blank=True, related_name="notes")

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["table", "prompt", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(said_by__in=["anybody", "resident", "supporter", "worker"]), name="note_said_by_known"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="note_said_by_somebody"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class RecommendationQuerySet(models.QuerySet):
    def public(self):
        return self.exclude(state=Recommendation.State.DRAFT)

    def matching(self, words):
        """Those that hold all of these words, in either form."""
        return holding(self, words, "title", "words", easy="easy")

    def late(self):
        """Asked, and nobody has answered in 8 weeks."""
        return self.filter(state=Recommendation.State.ASKED, due__lt=timezone.localdate())


class Recommendation(models.Model):
    """What should change, asked of somebody by name, with an answer that everybody can read."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        ASKED = "asked", _("We wait for an answer")
        ACCEPTED = "accepted", _("They said yes")
        PARTLY = "partly", _("They said yes to a part")
        REFUSED = "refused", _("They said no, and why")

    MOVES = {
        "ask": Move(
            (State.DRAFT,),
            State.ASKED,
            FINDINGS,
            _("Ask for an answer"),
            _("Everybody can read it. It is due in 8 weeks."),
        ),
        "accept": Move((State.ASKED, State.PARTLY, State.REFUSED), State.ACCEPTED, ANSWER_IT, _("Yes")),
        "accept_partly": Move((State.ASKED, State.ACCEPTED, State.REFUSED), State.PARTLY, ANSWER_IT, _("Yes, a part")),
        "refuse": Move((State.ASKED, State.ACCEPTED, State.PARTLY), State.REFUSED, ANSWER_IT, _("No, because")),
    }

    # Sorts behind every day on which an answer is due.
    FAR = date.max

    title = models.CharField(_("what should change"), max_length=160)
    words = models.TextField(_("why, and what exactly"), max_length=5_000)
    easy = EasyReadField()
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="recommendations")
    owner = models.CharField(_("who is asked"), max_length=200)
    answers_it = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="recommendations"
    )
    promise = models.ForeignKey(Promise, models.PROTECT, null=True, blank=True, related_name="recommendations")
    value = models.ForeignKey(Value, models.PROTECT, null=True, blank=True, related_name="recommendations")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    due = models.DateField(_("to be answered by"), null=True, blank=True)
    is_example = models.BooleanField(_("our own example"), default=False)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "asked", "accepted", "partly", "refused"]),
                name="recommendation_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(asked_on__isnull=False, due__isnull=False),
                name="recommendation_asked_on_a_day",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workshops:recommendation", args=[self.pk])

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(*(getattr(self, field.attname) for field in self._meta.concrete_fields))

    @property
    def easy_title(self) -> str:
        """Its name in easy read."""
        return self.easy.title or self.title

    @property
    def is_late(self) -> bool:
        return self.state == self.State.ASKED and self.due < timezone.localdate()

    @property
    def is_answered(self) -> bool:
        return self.state not in (self.State.DRAFT, self.State.ASKED)


class Answer(models.Model):
    """One answer to a recommendation. A later one stands above it; none is written over."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="given")
    state = models.CharField(_("answer"), max_length=8, choices=Recommendation.State)
    words = models.TextField(_("what they said, and why"), max_length=5_000)
    easy = EasyReadField()
    on = models.DateField(_("when"), default=timezone.localdate)

    class Meta:
        verbose_name = _("answer to a recommendation")
        verbose_name_plural = _("answers to recommendations")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["accepted", "partly", "refused"]), name="answer_state_known")
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
