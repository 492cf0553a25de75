"""Who comes to a session, or waits for a place."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.flow import Move
from members.models import Member, Need, Way
from members.models.sealed import SealedField, SealedJSONField

SIGNER = signing.Signer(sep=".", salt="workshops.sign-up")
# What the register says of somebody who was there, also for a part.
HERE = ("came", "part")
ANSWER, SERVE = "workshops.answer_place", "workshops.serve_line"


class SignUpQuerySet(models.QuerySet):
    def holding(self):
        """Those who have a place, or have been offered one: it is kept for them."""
        return self.filter(state__in=[SignUp.State.IN, SignUp.State.OFFERED])

    def waiting(self):
        """In line, the longest waiting first."""
        return self.filter(state=SignUp.State.WAITING).order_by("in_line_since", "pk")

    def with_place(self):
        return self.filter(state=SignUp.State.IN)

    def active(self):
        return self.filter(state__in=SignUp.ACTIVE)

    def to_tell(self):
        """Who hears what came of it: whoever had a place, and whoever came all the same."""
        return self.filter(Q(state=SignUp.State.IN) | Q(attendance__state__in=HERE))

    def with_needs(self):
        """What each lets the team of a session know, asked for all of them at once."""
        shared = Prefetch("member__needs", queryset=Need.objects.for_session(), to_attr="shared_needs")
        return self.prefetch_related(shared)

    def run_out(self, now):
        """Places that were offered, and nobody answered in time."""
        return self.filter(state=SignUp.State.OFFERED, offered_until__lte=now)

    def by_link(self, link: str):
        """The one that this signed link belongs to, or None."""
        try:
            return self.filter(pk=int(SIGNER.unsign(link))).select_related("session__venue", "session__outcome").first()
        except (signing.BadSignature, ValueError):
            return None


class SignUp(models.Model):
    """One person's place, or place in line. Whoever has its signed link may answer for it, without signing in.

    Somebody of the pool is told by the way the pool knows, and what they need is read from there each time: only
    what a stranger says is kept here, sealed. Supporters come too and take nobody's place.
    """

    class State(models.TextChoices):
        IN = "in", _("Has a place")
        WAITING = "waiting", _("Waits for a place")
        OFFERED = "offered", _("Was offered a place")
        LAPSED = "lapsed", _("Did not answer")
        CANCELLED = "cancelled", _("Does not come")

    ACTIVE = ("in", "waiting", "offered")
    MOVES = {
        "offer": Move((State.WAITING,), State.OFFERED, SERVE, _("Offer a place")),
        "accept": Move((State.OFFERED,), State.IN, ANSWER, _("Yes, I come")),
        "lapse": Move((State.OFFERED,), State.LAPSED, SERVE, _("The time to answer is over")),
        "wait": Move((State.LAPSED,), State.WAITING, ANSWER, _("Wait for a place again")),
        "give_back": Move((State.IN, State.WAITING, State.OFFERED), State.CANCELLED, ANSWER, _("I cannot come")),
    }

    session = models.ForeignKey("workshops.Session", models.PROTECT, related_name="sign_ups")
    token = models.UUIDField(unique=True, editable=False)
    # The same name with the same address is the same person; people who share an address are different people.
    mark = models.CharField(max_length=64, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="sign_ups")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="sign_ups")
    name = SealedField(_("name"), blank=True)
    way = models.CharField(_("how to reach"), max_length=8, choices=Way, blank=True)
    reach = SealedField(_("where"), blank=True)
    language = models.CharField(_("form"), max_length=10, default="en-gb")
    needs = SealedJSONField(_("needs"), default=list, blank=True)
    this_day = SealedField(_("for this day"), blank=True)
    is_new = models.BooleanField(_("comes for the first time"), default=False)
    supporters = models.PositiveSmallIntegerField(_("supporters"), default=0)
    supporter_name = SealedField(_("name of the supporter"), blank=True)
    travel_help = models.BooleanField(_("wants help with travel"), default=False)
    signed_up_at = models.DateTimeField(default=timezone.now)
    in_line_since = models.DateTimeField(_("in line since"))
    offered_until = models.DateTimeField(_("place held until"), null=True, blank=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["pk"]
        indexes = [models.Index(fields=["session", "state", "in_line_since"], name="sign_up_line")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["in", "waiting", "offered", "lapsed", "cancelled"]), name="sign_up_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until=None)),
                name="sign_up_offer_has_an_end",
            ),
            models.UniqueConstraint(
                fields=["session", "mark"],
                condition=Q(state__in=["in", "waiting", "offered"]),
                name="sign_up_once",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def link(self) -> str:
        """Signed, so that nobody can guess it."""
        return SIGNER.sign(str(self.pk))

    @property
    def address(self) -> str:
        return reverse("workshops:place", args=[self.link])

    @property
    def said_needs(self) -> list[str]:
        """What helps them: as the pool knows it now, where they let us tell; or what they said here."""
        if self.member_id is None:
            return self.needs
        shared = getattr(self.member, "shared_needs", None)
        return [need.says for need in (self.member.needs.for_session() if shared is None else shared)]

    @property
    def is_to_be_told(self) -> bool:
        return SignUp.objects.to_tell().filter(pk=self.pk).exists()

    @property
    def outcome(self) -> str:
        """What the page says to machines: an offered place is not taken yet."""
        return {"in": "in", "waiting": "waiting", "offered": "waiting"}.get(self.state, "")

    @property
    def place_in_line(self) -> int:
        """Counted each time, so that it cannot be wrong."""
        before = Q(in_line_since__lt=self.in_line_since) | Q(in_line_since=self.in_line_since, pk__lt=self.pk)
        return self.session.sign_ups.waiting().filter(before).count() + 1
