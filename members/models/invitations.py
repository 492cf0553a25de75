"""Who was chosen and asked for an opportunity, why, and what they answered; and each draw by lot."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.flow import Move

from .asked import CameBy, Rung
from .member import Member
from .messages import Message
from .opportunities import Opportunity
from .sealed import SealedField

INVITE, ANSWER, LAPSE = "members.invite", "members.answer_invitation", "members.lapse_invitation"
SIGNER = signing.Signer(sep=".", salt="members.invitation")


class InvitationQuerySet(models.QuerySet):
    def chosen(self):
        """Ticked, and not asked yet."""
        return self.filter(state=Invitation.State.CHOSEN)

    def sent(self):
        """Everybody who was asked, whatever they answered."""
        return self.exclude(state=Invitation.State.CHOSEN)

    def taking_part(self):
        return self.filter(state=Invitation.State.YES)

    def reached(self, **when):
        """Those whom our question has reached: it was sent, rung or posted."""
        occasion = Concat(Value("invitation-"), Cast("pk", models.CharField()), Value("-asked"))
        told = Message.objects.filter(member=OuterRef("member"), supporter=None, occasion=OuterRef("asked_by"))
        return self.alias(asked_by=occasion).filter(Exists(told.arrived().filter(**when)))

    def to_chase(self, today, reached_before):
        """Our question reached them a while ago, they have not answered and were not asked again yet, and there is
        still time to answer.
        """
        return (
            self.reached(done_at__lt=reached_before)
            .filter(
                state=Invitation.State.ASKED,
                chased_at=None,
                opportunity__state=Opportunity.State.CHOOSING,
                opportunity__closes_on__gte=today,
            )
            .order_by("pk")
        )

    def unanswered_after(self, today):
        """The last day to answer is over."""
        return self.filter(state=Invitation.State.ASKED, opportunity__closes_on__lt=today).order_by("pk")

    def by_link(self, link: str):
        """The one that this signed link belongs to, or None. Nobody is asked before it is sent."""
        try:
            return self.sent().filter(pk=int(SIGNER.unsign(link))).select_related("opportunity", "member").first()
        except (signing.BadSignature, ValueError):
            return None


class Invitation(models.Model):
    """One person asked for one opportunity. Whoever has its signed link may answer it, without signing in.

    `reasons` are (kind, item) pairs (`members.reasons`): the person may read why they were asked.
    """

    class State(models.TextChoices):
        CHOSEN = "chosen", _("Chosen, not asked yet")
        ASKED = "asked", _("Asked, has not answered")
        YES = "yes", _("Said yes")
        MAYBE = "maybe", _("Said maybe")
        NO = "no", _("Said no")
        SILENT = "silent", _("Did not answer")
        MISSED = "missed", _("Not reached before the last day")

    ANSWERS = ("yes", "maybe", "no")
    WITHOUT = (State.ASKED, State.SILENT, State.MISSED)
    MOVES = {
        "send": Move((State.CHOSEN,), State.ASKED, INVITE, _("Ask them")),
        "say_yes": Move((*WITHOUT, State.MAYBE, State.NO), State.YES, ANSWER, _("Yes")),
        "say_maybe": Move(
            (State.ASKED, State.YES, State.NO, State.SILENT, State.MISSED), State.MAYBE, ANSWER, _("Maybe")
        ),
        "say_no": Move((*WITHOUT, State.YES, State.MAYBE), State.NO, ANSWER, _("No")),
        "lapse": Move((State.ASKED,), State.SILENT, LAPSE, _("They did not answer")),
        "miss": Move((State.ASKED,), State.MISSED, LAPSE, _("Our question did not reach them")),
    }

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="invitations")
    member = models.ForeignKey(Member, models.CASCADE, related_name="invitations")
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.CHOSEN)
    reasons = models.JSONField(_("why they were chosen"), default=list, blank=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    chosen_at = models.DateTimeField(_("chosen"), default=timezone.now)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    chased_at = models.DateTimeField(_("asked once more"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_how = models.CharField(_("how they answered"), max_length=10, choices=CameBy, blank=True)
    # Who wrote the answer down, where it was not the person.
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    words = SealedField(_("what they said"), blank=True)
    # How much people decided, as this person says afterwards.
    rung_felt = models.CharField(_("how much people decided"), max_length=14, choices=Rung, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "asked_at"], name="invitation_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "member"], name="asked_once_an_opportunity"),
            models.CheckConstraint(
                condition=Q(state__in=["chosen", "asked", "yes", "maybe", "no", "silent", "missed"]),
                name="invitation_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="chosen", asked_at=None) | (~Q(state="chosen") & Q(asked_at__isnull=False)),
                name="invitation_asked_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["yes", "maybe", "no"]) | Q(answered_at__isnull=False),
                name="invitation_answered_at",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def person(self):
        """Whom it is about, for the log."""
        return self.member

    @property
    def link(self) -> str:
        """Signed, so that nobody can guess it."""
        return SIGNER.sign(str(self.pk))

    def occasion_of(self, word: str) -> str:
        """What a message about it is called, once of each."""
        return f"invitation-{self.pk}-{word}"

    @property
    def address(self) -> str:
        return reverse("invitation", args=[self.link])

    @property
    def has_answered(self) -> bool:
        return self.state in self.ANSWERS


class Draw(models.Model):
    """One draw by lot, so that it can be done again: the seed is the opportunity's, the order is `members.lot`."""

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="draws")
    # How many reasons everybody in the draw had.
    reasons = models.PositiveSmallIntegerField(_("how many reasons each had"))
    among = models.PositiveIntegerField(_("among how many people"))
    drawn = models.PositiveSmallIntegerField(_("how many were drawn"))
    # The numbers of everybody in the draw, as one mark: it proves who was in it and says nobody's number.
    mark = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("draw by lot")
        verbose_name_plural = _("draws by lot")
        ordering = ["pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
