"""The report of a series: drafted from what came of it, checked by the people who were there, approved, published."""

from itertools import groupby

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.easyread.fields import EasyReadField, holding
from halton_coprod.record.flow import Move
from members.models.sealed import SealedField

from .planning import Series
from .session import PLAN
from .sign_up import SignUp


class ReportQuerySet(models.QuerySet):
    def public(self):
        return self.filter(state=Report.State.PUBLISHED)

    def taken_down(self):
        """Were published once, and are being changed."""
        return self.exclude(state=Report.State.PUBLISHED).exclude(published_on=None)

    def being_checked(self):
        return self.filter(state=Report.State.CHECKING)

    def matching(self, words):
        """Those that hold all of these words, in either form."""
        return holding(self, words, "title", "summary", easy="summary_easy")


class Report(models.Model):
    """What a series of sessions found, in both forms. Nobody is named in it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        CHECKING = "checking", _("Being checked by the people who were there")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")

    MOVES = {
        "check": Move(
            (State.DRAFT,),
            State.CHECKING,
            PLAN,
            _("Let people check it"),
            _("Everybody who was there is asked by their way. Its words stay until they have answered."),
        ),
        "rework": Move(
            (State.CHECKING, State.APPROVED, State.PUBLISHED),
            State.DRAFT,
            PLAN,
            _("Change it again"),
            _("Nobody can read it until it has been checked, approved and published again."),
        ),
        "approve": Move(
            (State.CHECKING,), State.APPROVED, PLAN, _("Say that it is approved"), _("At which meeting, when, by whom.")
        ),
        "publish": Move(
            (State.APPROVED,),
            State.PUBLISHED,
            PLAN,
            _("Publish it"),
            _("Everybody can read it in both forms. Everybody who was there is told."),
        ),
    }

    series = models.OneToOneField(Series, models.PROTECT, related_name="report")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("the report in short"), max_length=5_000, blank=True)
    summary_easy = EasyReadField()
    # How often people have been asked to check it.
    round = models.PositiveSmallIntegerField(default=0, editable=False)
    check_until = models.DateField(_("checked until"), null=True, blank=True)
    decided_at_meeting = models.CharField(_("approved at which meeting"), max_length=200, blank=True)
    decided_by = models.CharField(_("approved by whom"), max_length=300, blank=True)
    decided_on = models.DateField(_("approved on"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    is_example = models.BooleanField(_("our own example"), default=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "checking", "approved", "published"]), name="report_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="checking") | Q(check_until__isnull=False), name="report_checked_until_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published"])
                | ~Q(decided_at_meeting="") & ~Q(decided_by="") & Q(decided_on__isnull=False),
                name="report_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__isnull=False), name="report_published_on_a_day"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workshops:report", args=[self.series.slug])

    def is_run_by(self, user) -> bool:
        return self.series.is_run_by(user)

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.title, self.summary, self.summary_easy, self.state)

    @property
    def easy_title(self) -> str:
        return self.summary_easy.title or self.title

    @property
    def groups(self) -> list[tuple[str, list]]:
        """The parts in their order: those of one kind that follow each other below the heading of their kind, those in
        our own words below none.
        """
        runs = groupby(self.sections.all(), key=lambda part: part.kind)
        own = ReportSection.Kind.WORDS
        return [("" if kind == own else ReportSection.Kind(kind).label, list(parts)) for kind, parts in runs]

    @property
    def takes_replies(self) -> bool:
        return self.state == self.State.CHECKING and timezone.localdate() <= self.check_until

    @property
    def lacks(self) -> list[str]:
        """Everything that keeps people from checking it, and it from being published, in words."""
        found = [] if self.summary.strip() else [_("Write the report in short.")]
        if not self.summary_easy or self.summary_easy.is_drifted(self.summary):
            found.append(_("Write the report in short in easy read."))
        parts = list(self.sections.all())
        missing = [part.heading for part in parts if not part.easy or part.easy.is_drifted(part.text)]
        says = _("This part has no easy read that fits: %(name)s")
        return found + ([] if parts else [_("Write one part or more.")]) + [says % {"name": name} for name in missing]


class ReportSection(models.Model):
    """One part of a report, and where it comes from."""

    class Kind(models.TextChoices):
        WORDS = "words", _("In our own words")
        THEME = "theme", _("What people said")
        RECOMMENDATION = "recommendation", _("What should change")
        TOOL = "tool", _("What you can use")

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    kind = models.CharField(_("what it is about"), max_length=14, choices=Kind, default=Kind.WORDS)
    position = models.PositiveSmallIntegerField(_("its place in the report"))
    heading = models.CharField(_("heading"), max_length=160)
    text = models.TextField(_("text"), max_length=10_000)
    easy = EasyReadField()

    class Meta:
        verbose_name = _("part of a report")
        verbose_name_plural = _("parts of reports")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["words", "theme", "recommendation", "tool"]), name="section_kind_known"
            )
        ]

    def __str__(self):
        return self.heading

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.position, self.heading, self.text, self.easy)

    @property
    def easy_heading(self) -> str:
        return self.easy.title or self.heading


class ReplyQuerySet(models.QuerySet):
    def this_time(self):
        """Since people were last asked to check it."""
        return self.filter(round=models.F("report__round"))

    def waiting(self):
        """Says that it is not what people said, and has no answer."""
        return self.this_time().filter(is_right=False, answered_on=None)


class ReportReply(models.Model):
    """What one person says who checked it. On the phone and on paper no name is asked, and none is kept."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="replies")
    round = models.PositiveSmallIntegerField()
    place = models.ForeignKey(SignUp, models.CASCADE, null=True, blank=True, related_name="report_replies")
    token = models.UUIDField(unique=True, editable=False)
    is_right = models.BooleanField(_("this is right"))
    words = SealedField(_("what is not right"), blank=True)
    replied_on = models.DateField(_("when"), default=timezone.localdate)
    answer = SealedField(_("what we said"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply to a report")
        verbose_name_plural = _("replies to reports")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "round", "place"], name="reply_once_each_time"),
            models.CheckConstraint(condition=Q(is_right=True) | ~Q(words=""), name="reply_says_what_is_not_right"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="reply_answered_pair",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
