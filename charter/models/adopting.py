"""Who asks to adopt the Charter, who has signed it, and what each of them pledges."""

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.record.flow import Move
from members.models.sealed import SealedField

from .fingerprint import fingerprint_of
from .standing import OPEN, DueQuerySet, PromiseStatus, Standing, standing

KEEP = "charter.keep_adopter"


class AdopterQuerySet(models.QuerySet):
    def signed(self):
        """Those that everybody may read of. Who has only asked is nobody's business."""
        return self.filter(state=Adopter.State.ADOPTED)

    def asking(self):
        """Nobody has decided yet; the longest waiting first."""
        return self.filter(state=Adopter.State.ASKED).order_by("asked_at", "pk")

    def with_pledges(self):
        """With what they pledge and everybody may read."""
        return self.prefetch_related(Prefetch("pledges", Pledge.objects.shown()))


class Adopter(models.Model):
    """An organisation that asks to sign the Charter, or has signed it. Who to write to is sealed."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asks to sign")
        ADOPTED = "adopted", _("Has signed")
        NOT_NOW = "not_now", _("Not now")

    MOVES = {
        "confirm": Move(
            (State.ASKED, State.NOT_NOW),
            State.ADOPTED,
            KEEP,
            _("Confirm that they have signed"),
            _("Everybody sees them then. They get their own link by email, to write what they will do."),
        ),
        "refuse": Move(
            (State.ASKED,),
            State.NOT_NOW,
            KEEP,
            _("Say not now"),
            _("They are told why by email. Nobody else sees that they asked."),
        ),
    }

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=200)
    lead = models.CharField(_("who leads"), max_length=200)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    about = models.TextField(_("who they are"), max_length=5_000)
    easy = EasyReadField(_("who they are, in easy read"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    # The same form sent twice is one organisation that asks; none where the team wrote it down.
    token = models.UUIDField(unique=True, null=True, blank=True, editable=False)
    contact_name = SealedField(_("who asks"), blank=True)
    email = SealedField(_("email address"), blank=True)
    language = models.CharField(_("form"), max_length=10, default=mode.STANDARD)
    because = models.TextField(_("why not now"), max_length=2_000, blank=True)
    because_easy = EasyReadField(_("why not now, in easy read"))
    # What its own link is made of; a new one makes the old link useless.
    link = models.UUIDField(unique=True, null=True, blank=True, editable=False)

    objects = AdopterQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation that adopts the Charter")
        verbose_name_plural = _("organisations that adopt the Charter")
        ordering = ["signed_on", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["asked", "adopted", "not_now"]), name="adopter_state_known"),
            models.CheckConstraint(
                condition=Q(state="adopted", signed_on__isnull=False) | (~Q(state="adopted") & Q(signed_on=None)),
                name="adopter_signed_has_day",
            ),
            models.CheckConstraint(condition=Q(link=None) | Q(state="adopted"), name="adopter_link_when_signed"),
            models.CheckConstraint(condition=~Q(state="not_now") | ~Q(because=""), name="adopter_not_now_says_why"),
            models.UniqueConstraint(fields=["name"], condition=Q(state="adopted"), name="one_adopter_a_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def picture(self) -> str:
        return next((block.picture for block in self.easy.blocks if block.picture), "handshake")

    @property
    def late_pledges(self) -> int:
        """How many of them are late today; asks nothing more where the pledges were fetched before."""
        return sum(pledge.standing.key == "late" for pledge in self.pledges.all())

    @property
    def fingerprint(self) -> str:
        """Changes with who it is, how it stands, and who is written to."""
        return fingerprint_of(self.state, self.about, self.easy, self.contact_name, self.email, self.link)


class PledgeQuerySet(DueQuerySet):
    def shown(self):
        """What everybody may read: the late ones first, then as their days come."""
        return self.filter(is_shown=True, adopter__state=Adopter.State.ADOPTED).late_first()

    def late_first(self):
        return self.annotate(is_late=Q(status__in=OPEN, due__lt=timezone.localdate())).order_by("-is_late", "due", "pk")


class Pledge(models.Model):
    """Something an adopter says it will do by a day, and what became of it."""

    adopter = models.ForeignKey(Adopter, models.PROTECT, related_name="pledges")
    text = models.TextField(_("what they pledge"), max_length=5_000)
    easy = EasyReadField(_("what they pledge, in easy read"))
    due = models.DateField(_("by when"))
    status = models.CharField(_("status"), max_length=12, choices=PromiseStatus, default=PromiseStatus.NOT_STARTED)
    report = models.TextField(_("what became of it"), max_length=5_000, blank=True)
    report_easy = EasyReadField(_("what became of it, in easy read"))

    is_shown = models.BooleanField(_("everybody can read it"), default=True)

    objects = PledgeQuerySet.as_manager()

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
