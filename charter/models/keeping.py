"""What lives longer than a version: values, what must be in place, promises, and the record of how they are kept."""

import datetime

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.easyread.said import said_date, said_number

from .fingerprint import fingerprint_of
from .standing import DueQuerySet, InfrastructureStatus, PromiseStatus, Standing, standing


class Value(models.Model):
    """One thing we hold to. Its words are parts of versions; stories and promises hang on this row."""

    slug = models.SlugField(unique=True)

    class Meta:
        verbose_name = _("value")
        verbose_name_plural = _("values")
        ordering = ["slug"]

    def __str__(self):
        return self.slug


class Infrastructure(models.Model):
    """Something that must be in place: who answers for it, how it stands, what is next."""

    slug = models.SlugField(unique=True)
    value = models.ForeignKey(Value, models.SET_NULL, null=True, blank=True, related_name="infrastructure")
    owner = models.CharField(_("who answers for it"), max_length=200)
    status = models.CharField(
        _("status"), max_length=12, choices=InfrastructureStatus, default=InfrastructureStatus.NOT_STARTED
    )
    next_step = models.TextField(_("what is next"), max_length=5_000, blank=True)
    next_step_easy = EasyReadField(_("what is next, in easy read"))

    class Meta:
        verbose_name = _("thing that must be in place")
        verbose_name_plural = _("things that must be in place")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=InfrastructureStatus.values), name="infrastructure_status_known"
            )
        ]

    def __str__(self):
        return self.slug

    @property
    def standing(self) -> Standing:
        return standing(self.status)

    @property
    def last_update(self) -> "Update | None":
        """What was said last; asks nothing more where the updates were fetched before."""
        return next(iter(self.updates.all()), None)

    @property
    def fingerprint(self) -> str:
        """Changes with each update, and with what is next."""
        return fingerprint_of(getattr(self.last_update, "pk", None), self.status, self.next_step, self.next_step_easy)


class PromiseQuerySet(DueQuerySet):
    def with_latest(self):
        """With the newest reading (`latest_number`, `latest_on`) and reason (`latest_because`, `latest_easy`)."""
        readings = Reading.objects.standing().filter(promise=OuterRef("pk")).order_by("-on", "-pk")
        updates = Update.objects.filter(promise=OuterRef("pk")).order_by("-at", "-pk")
        return self.annotate(
            latest_number=Subquery(readings.values("number")[:1]),
            latest_on=Subquery(readings.values("on")[:1]),
            latest_because=Subquery(updates.values("because")[:1]),
            latest_easy=Subquery(updates.values("easy")[:1]),
        )


class Promise(models.Model):
    """Something we said we would do: who answers for it, by when, and how everybody will know."""

    class Direction(models.TextChoices):
        AT_MOST = "at_most", _("No more than")
        AT_LEAST = "at_least", _("At least")

    slug = models.SlugField(unique=True)
    value = models.ForeignKey(Value, models.SET_NULL, null=True, blank=True, related_name="promises")
    owner = models.CharField(_("who answers for it"), max_length=200)
    made_on = models.DateField(_("when we promised"))
    due = models.DateField(_("by when"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=PromiseStatus, default=PromiseStatus.NOT_STARTED)
    target = models.DecimalField(_("number we promised"), max_digits=10, decimal_places=2, null=True, blank=True)
    direction = models.CharField(_("at most or at least"), max_length=8, choices=Direction, blank=True)
    unit = models.CharField(_("what is counted"), max_length=60, blank=True)
    unit_one = models.CharField(_("what is counted, when it is only 1"), max_length=60, blank=True)
    how_often_days = models.PositiveSmallIntegerField(_("measured every (days)"), null=True, blank=True)
    # Only the team sees it: who answers is reminded there by the clock.
    owner_email = models.EmailField(_("email of who answers for it"), blank=True)
    how_we_know = models.TextField(_("how we will know"), max_length=5_000, blank=True)
    how_we_know_easy = EasyReadField(_("how we will know, in easy read"))

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=PromiseStatus.values), name="promise_status_known"),
            models.CheckConstraint(
                condition=Q(target=None, direction="", unit="")
                | (Q(target__isnull=False, direction__in=["at_most", "at_least"]) & ~Q(unit="")),
                name="promise_target_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(due=None) | Q(due__gte=models.F("made_on")), name="promise_due_after_made"
            ),
        ]

    def __str__(self):
        return self.slug

    @property
    def standing(self) -> Standing:
        """How it stands today; late by itself when the day has passed."""
        return standing(self.status, self.due)

    def said(self, number) -> str:
        """A number with what it counts: "1 day", "19 days"."""
        unit = self.unit_one if number == 1 and self.unit_one else self.unit
        return f"{said_number(number)} {unit}".strip()

    @property
    def target_said(self) -> str:
        """No more than 5 days."""
        return "" if self.target is None else f"{self.Direction(self.direction).label} {self.said(self.target)}"

    @property
    def latest_said(self) -> str:
        """19 days; for rows that were asked for with `with_latest`."""
        return "" if self.latest_number is None else self.said(self.latest_number)

    def missing_since(self, last: datetime.date | None) -> datetime.date | None:
        """The day on which a number was due that is not there; `last` is the day of the newest one.

        Nothing is missing of a promise that is not measured with a number, or could not be kept. What is done goes on
        being measured for as long as it was said.
        """
        if not self.how_often_days or self.target is None or self.status == PromiseStatus.COULD_NOT:
            return None
        due = (last or self.made_on) + datetime.timedelta(days=self.how_often_days)
        return due if due < timezone.localdate() else None

    @property
    def missing(self) -> datetime.date | None:
        """The same; for rows that were asked for with `with_latest`."""
        return self.missing_since(self.latest_on)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What its card says beside how it stands; for rows that were asked for with `with_latest`."""
        missing = self.missing
        facts = [
            (_("Who answers for it"), self.owner),
            (_("By when"), self.due and said_date(self.due)),
            (_("We promised"), self.target_said),
            (_("Newest number"), self.latest_said),
            (_("No new number since"), missing and said_date(missing)),
            (_("Because"), self.why),
        ]
        return [(label, said) for label, said in facts if said]

    @property
    def why(self) -> str:
        """The reason, while we could not keep it; for rows that were asked for with `with_latest`."""
        return (self.latest_because or "") if self.status == PromiseStatus.COULD_NOT else ""

    @property
    def why_easy(self) -> EasyRead:
        """The same in easy read."""
        return self.latest_easy if self.why and self.latest_easy else EasyRead()

    def is_met_by(self, number) -> bool:
        """Does this number keep the promise?"""
        return number <= self.target if self.direction == self.Direction.AT_MOST else number >= self.target

    @property
    def last_update(self) -> "Update | None":
        """What was said last; asks nothing more where the updates were fetched before."""
        return next(iter(self.updates.all()), None)

    @property
    def fingerprint(self) -> str:
        """Changes with each update, with each correction, and with how we will know."""
        last = getattr(self.last_update, "pk", None)
        facts = (self.owner, self.due, self.target_said, self.unit_one, self.how_often_days, self.owner_email)
        return fingerprint_of(last, self.status, *facts, self.how_we_know, self.how_we_know_easy)


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise TypeError("The record of how promises are kept is never changed.")

    def delete(self):
        raise TypeError("The record of how promises are kept is never deleted.")


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("The record of how promises are kept is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The record of how promises are kept is never deleted.")


class ReadingQuerySet(AppendOnlyQuerySet):
    def last_word(self):
        """The newest row of each day: what was put right, or taken back, since then stays on record behind it."""
        return self.filter(replaced_by=None)

    def standing(self):
        """What everybody reads: the right number of each day, and none of a day whose number was taken back."""
        return self.last_word().filter(number__isnull=False)


class Reading(AppendOnly):
    """What was measured on one day, and what that means in words.

    A wrong number is not changed: a new row for the same day replaces it. Without a number, it takes the old one back.
    """

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="readings")
    on = models.DateField(_("measured on"))
    number = models.DecimalField(_("number"), max_digits=10, decimal_places=2, null=True, blank=True)
    words = models.TextField(_("what the number says"), max_length=2_000, blank=True)
    easy = EasyReadField(_("what the number says, in easy read"))
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("puts right")
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "on"], condition=Q(replaces=None), name="one_reading_a_day_begins"
            ),
            models.CheckConstraint(
                condition=(Q(number__isnull=False) & ~Q(words="")) | Q(replaces__isnull=False, number=None, words=""),
                name="reading_says_a_number_or_takes_one_back",
            ),
        ]

    def __str__(self):
        return f"{self.on}: {self.number}"

    @property
    def fingerprint(self) -> str:
        """Changes with what stands for its day."""
        return fingerprint_of(self.pk)


class Update(AppendOnly):
    """What was said at one moment about a promise, or about something that must be in place."""

    promise = models.ForeignKey(Promise, models.PROTECT, null=True, blank=True, related_name="updates")
    infrastructure = models.ForeignKey(Infrastructure, models.PROTECT, null=True, blank=True, related_name="updates")
    at = models.DateTimeField(_("when"), default=timezone.now)
    status = models.CharField(_("status"), max_length=12)
    words = models.TextField(_("what happened"), max_length=5_000)
    easy = EasyReadField(_("what happened, in easy read"))
    because = models.TextField(_("why we could not"), max_length=2_000, blank=True)
    evidence_label = models.CharField(_("what shows it"), max_length=200, blank=True)
    evidence_url = models.URLField(_("where to read it"), blank=True)

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(promise__isnull=False, infrastructure=None, status__in=PromiseStatus.values)
                | Q(promise=None, infrastructure__isnull=False, status__in=InfrastructureStatus.values),
                name="update_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(status="could_not") | ~Q(because=""), name="could_not_says_why"),
            models.CheckConstraint(
                condition=Q(evidence_url="") | ~Q(evidence_label=""), name="update_evidence_has_words"
            ),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d} {self.status}"

    @property
    def standing(self) -> Standing:
        """What was said then; the calendar does not change the past."""
        return standing(self.status)
