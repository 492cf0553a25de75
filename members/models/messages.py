"""The outbox: one row for each message to each person, written in the transaction of the deed it tells about."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.flow import Move

from .asked import Way
from .member import Member
from .needs import Supporter
from .sealed import SealedField, SealedJSONField


class MessageQuerySet(models.QuerySet):
    def arrived(self):
        """What has gone out, by machine or by hand: it was sent, rung or posted."""
        return self.filter(state__in=Message.ARRIVED)

    def waiting(self):
        return self.filter(state=Message.State.WAITING)

    def to_send(self, now, way=Way.EMAIL):
        """What a machine sends and whose time has come, the longest waiting first."""
        return self.waiting().in_time(now).filter(way=way, try_at__lte=now).order_by("try_at", "pk")

    def in_time(self, now):
        """What is still of use to whoever gets it."""
        return self.filter(Q(no_use_after=None) | Q(no_use_after__gt=now))

    def too_late(self, now):
        """What nobody needs any more and has not gone out: a reminder of what is over."""
        return self.filter(state__in=Message.OPEN, no_use_after__lte=now)

    def unwanted(self):
        """News that waits for somebody who wants none now."""
        news = self.filter(state__in=Message.OPEN, about=Message.About.NEWS, member__isnull=False)
        return news.exclude(member__in=Member.objects.may_get_news())

    def copies_of_ended_links(self):
        """Copies that wait for a supporter who gets none any more."""
        copies = self.filter(state__in=Message.OPEN, supporter__isnull=False)
        return copies.exclude(supporter__in=Supporter.objects.active().filter(gets_copies=True))

    def stuck(self, before):
        """Taken by a worker that never came back: nobody knows whether it went out."""
        return self.filter(state=Message.State.SENDING, taken_at__lt=before)

    # What people do by hand; each in the order in which it is to be done.

    def by_hand(self, *, texts: bool):
        """All of it together, with texts where no machine sends them."""
        ways = [Way.PHONE, Way.LETTER, *([Way.TEXT] if texts else [])]
        waits = Q(state=Message.State.WAITING, way__in=ways, batch=None)
        return self.in_time(timezone.now()).filter(waits | Q(state=Message.State.FAILED))

    def to_ring(self):
        return self.waiting().in_time(timezone.now()).filter(way=Way.PHONE).order_by("try_at", "pk")

    def to_post(self):
        """Letters that are in no batch yet, however they are made."""
        return self.waiting().in_time(timezone.now()).filter(way=Way.LETTER, batch=None).order_by("pk")

    def to_print(self):
        """Letters that the hub can make as their reader wants them."""
        return self.to_post().exclude(self.model.needs_hands())

    def to_make_by_hand(self):
        """Letters in another format or another language: a person has to make them."""
        return self.to_post().filter(self.model.needs_hands())

    def to_text(self):
        return self.waiting().in_time(timezone.now()).filter(way=Way.TEXT).order_by("pk")

    def noted_since(self, then):
        """What people noted as done, the newest first: there they find again what they noted by mistake."""
        done = self.filter(state__in=Message.FINISHED, done_at__gte=then).exclude(fault__in=Message.DROPPED_BECAUSE)
        by_machine = Q(state=Message.State.SENT, way__in=Message.sent_by_machine())
        return done.exclude(by_machine).order_by("-done_at", "-pk")

    def failed(self):
        """What did not arrive, for a person to clear by another way."""
        return self.filter(state=Message.State.FAILED).order_by("pk")


class PrintBatch(models.Model):
    """Letters that are printed and posted together. The letters themselves are made anew each time they are shown."""

    class State(models.TextChoices):
        MADE = "made", _("To print")
        PRINTED = "printed", _("Printed")
        POSTED = "posted", _("Posted")
        TAKEN_APART = "apart", _("Taken apart")

    OPEN = (State.MADE, State.PRINTED)
    MOVES = {
        "print": Move((State.MADE,), State.PRINTED, "members.clear_message", _("It is printed")),
        "post": Move((State.PRINTED,), State.POSTED, "members.clear_message", _("It is posted")),
        "take_apart": Move(OPEN, State.TAKEN_APART, "members.clear_message", _("Put the letters back")),
    }

    state = models.CharField(_("state"), max_length=8, choices=State, default=State.MADE)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    printed_at = models.DateTimeField(_("printed"), null=True, blank=True)
    posted_at = models.DateTimeField(_("posted"), null=True, blank=True)
    letters = models.PositiveIntegerField(_("letters"), default=0)

    class Meta:
        verbose_name = _("batch of letters")
        verbose_name_plural = _("batches of letters")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["made", "printed", "posted", "apart"]), name="print_batch_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="posted") | Q(posted_at__isnull=False, printed_at__isnull=False),
                name="print_batch_posted_at",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Message(models.Model):
    """What one person is told about one occasion, once, in their form and by their way.

    `ideas` are (picture, sentence) pairs, so that mail, letter and the words for a call are the same. Where it goes
    is read from the person when it is sent; only a message to somebody who is not in the pool keeps `to` (and their
    name, where it is known, so that a caller knows whom to ask for).
    A copy for a supporter has its own row, which names the person and the supporter, and an occasion of its own.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        RUNG = "rung", _("Told by phone")
        POSTED = "posted", _("Posted")
        FAILED = "failed", _("Did not arrive")
        DROPPED = "dropped", _("Not sent")

    class About(models.TextChoices):
        """Why somebody gets it: who wants no messages still gets those about their place."""

        NEWS = "news", _("News and invitations")
        PLACE = "place", _("Your place")
        KEPT = "kept", _("What we keep about you")
        DUTY = "duty", _("What you answer for")

    class Fault(models.TextChoices):
        """Why it did not arrive, or was not sent."""

        REFUSED = "refused", _("The address or number does not work")
        NO_SERVER = "no mail server", _("The machine that sends did not answer")
        NOT_SURE = "not sure", _("We do not know whether it arrived")
        NO_ADDRESS = "no address", _("There is no address or number for this way")
        BROKEN = "broken", _("The hub could not make it")
        CAME_BACK = "came back", _("It came back")
        TOO_LATE = "too late", _("It would have come too late")
        UNWANTED = "unwanted", _("The person does not want it")
        LINK_ENDED = "link ended", _("The supporter gets no copies any more")
        OVERTAKEN = "overtaken", _("Something else has happened since")

    # Why the hub itself drops what waits.
    DROPPED_BECAUSE = (Fault.TOO_LATE, Fault.UNWANTED, Fault.LINK_ENDED, Fault.OVERTAKEN)
    OPEN = (State.WAITING, State.FAILED)
    ARRIVED = (State.SENT, State.RUNG, State.POSTED)
    FINISHED = (*ARRIVED, State.DROPPED)
    CLEAR = "members.clear_message"
    MOVES = {
        "ring": Move(OPEN, State.RUNG, CLEAR, _("I have rung")),
        "not_reached": Move((State.WAITING,), State.WAITING, CLEAR, _("I did not reach them")),
        "post": Move(OPEN, State.POSTED, CLEAR, _("It is posted")),
        "hand_over": Move(OPEN, State.SENT, CLEAR, _("It is sent")),
        "fail": Move((State.WAITING, State.SENT, State.POSTED), State.FAILED, CLEAR, _("It did not arrive")),
        "try_again": Move((State.FAILED,), State.WAITING, CLEAR, _("Try again")),
        "reroute": Move(OPEN, State.WAITING, CLEAR, _("Tell them another way")),
        "drop": Move(OPEN, State.DROPPED, CLEAR, _("Do not send it")),
        "put_back": Move((State.WAITING, *FINISHED), State.WAITING, CLEAR, _("Take back what was noted by mistake")),
    }
    # A call neither arrives nor comes back: it reaches somebody, or nobody.
    LOST_CALL = _("We did not reach them")
    LOST_CALL_TO_YOU = _("We did not reach you")
    REACHED_BY = {Way.EMAIL: "email", Way.TEXT: "phone", Way.PHONE: "phone", Way.LETTER: "address"}

    member = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="messages")
    supporter = models.ForeignKey(Supporter, models.CASCADE, null=True, blank=True, related_name="copies")
    occasion = models.CharField(max_length=100)
    about = models.CharField(_("what about"), max_length=6, choices=About, default=About.NEWS)
    way = models.CharField(_("how"), max_length=8, choices=Way)
    to = SealedField(_("to"), blank=True)
    to_name = SealedField(_("name"), blank=True)
    form = models.CharField(max_length=10)
    title = SealedField(_("title"))
    ideas = SealedJSONField(_("words"), default=list)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    queued_at = models.DateTimeField(default=timezone.now)
    try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    # A reminder is of no use after its day, nor an offer after its time: then nobody sends, rings or posts it.
    no_use_after = models.DateTimeField(_("of no use after"), null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(_("what went wrong"), max_length=40, choices=Fault, blank=True)
    # What was answered on the phone.
    answer = SealedField(_("what was answered"), blank=True)
    # Why something that was noted about it was taken back.
    remark = SealedField(_("what was noted by mistake"), blank=True)
    batch = models.ForeignKey(PrintBatch, models.SET_NULL, null=True, blank=True, related_name="messages")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "way", "try_at"], name="message_next"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["member", "occasion"], name="message_once_an_occasion"),
            models.UniqueConstraint(fields=["occasion"], condition=Q(member=None), name="message_once_to_strangers"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "sent", "rung", "posted", "failed", "dropped"]),
                name="message_state_known",
            ),
            models.CheckConstraint(condition=Q(member__isnull=False) | ~Q(to=""), name="message_goes_to_somebody"),
            models.CheckConstraint(condition=~Q(state="sending") | Q(taken_at__isnull=False), name="message_taken_at"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @staticmethod
    def needs_hands() -> Q:
        """The person reads another format or another language than the hub writes."""
        return Q(supporter=None, member__isnull=False) & (~Q(member__other_format="") | ~Q(member__language=""))

    @staticmethod
    def sent_by_machine() -> list[Way]:
        return [Way.EMAIL, Way.TEXT] if settings.TEXT_BACKEND else [Way.EMAIL]

    @property
    def was_noted_by_hand(self) -> bool:
        """Did a person note how it stands? Then they may have done so by mistake."""
        if self.state == self.State.WAITING:
            return self.way == Way.PHONE and self.tries > 0
        if self.state == self.State.SENT:
            return self.way not in self.sent_by_machine()
        return self.state in self.FINISHED and self.fault not in self.DROPPED_BECAUSE

    @property
    def is_lost_call(self) -> bool:
        return self.way == Way.PHONE and self.state == self.State.FAILED

    def get_state_display(self) -> str:
        return str(self.LOST_CALL if self.is_lost_call else self.State(self.state).label)

    def get_fault_display(self) -> str:
        is_said = self.is_lost_call and self.fault == self.Fault.CAME_BACK
        return self.get_state_display() if is_said else str(self.Fault(self.fault).label if self.fault else "")

    @property
    def said_to_them(self) -> str:
        """How it stands, said to the person it is about."""
        is_yours = self.is_lost_call and not self.supporter_id
        return str(self.LOST_CALL_TO_YOU) if is_yours else self.get_state_display()

    @property
    def name(self) -> str:
        """Whom to ask for; empty for somebody of whom only an address is known."""
        return getattr(self.supporter or self.member, "name", self.to_name)

    @property
    def goes_to(self) -> str:
        """The address or number now, for this way; empty when there is none."""
        return self.reached_by(self.way)

    def reached_by(self, way: str) -> str:
        """The address or number for a way."""
        if self.member_id is None:
            return self.to if Message.REACHED_BY[Way(way)] == Message.REACHED_BY[Way(self.way)] else ""
        return getattr(self.supporter or self.member, Message.REACHED_BY[Way(way)], "")

    @property
    def ways(self) -> list[Way]:
        """By which ways this person can be told."""
        return [way for way in Way if self.reached_by(way)]

    @property
    def other_ways(self) -> list[Way]:
        """By which ways they can be told when this one does not do."""
        return [way for way in self.ways if way != self.way]

    @property
    def is_too_late(self) -> bool:
        return self.no_use_after is not None and self.no_use_after <= timezone.now()
