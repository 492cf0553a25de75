"""The outbox: one row for each message to each person, written in the transaction of the deed it tells about."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.flow import Move

from .asked import Way
from .member import Member
from .sealed import SealedField, SealedJSONField


class MessageQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Message.State.WAITING)

    def to_send(self, now):
        """Emails whose time has come, the longest waiting first."""
        return self.waiting().filter(way=Way.EMAIL, try_at__lte=now).order_by("try_at", "pk")

    def stuck(self, before):
        """Taken by a worker that never came back: nobody knows whether it went out."""
        return self.filter(state=Message.State.SENDING, taken_at__lt=before)

    def to_ring(self):
        return self.waiting().filter(way=Way.PHONE).order_by("pk")

    def to_post(self):
        return self.waiting().filter(way=Way.LETTER).order_by("pk")

    def to_text(self):
        return self.waiting().filter(way=Way.TEXT).order_by("pk")

    def failed(self):
        """What did not arrive, for a person to clear by another way."""
        return self.filter(state=Message.State.FAILED).order_by("pk")


class Message(models.Model):
    """What one person is told about one occasion, once, in their form and by their way.

    `ideas` are (picture, sentence) pairs, so that mail, letter and the words for a call are the same. Where it goes
    is read from the person when it is sent; only a message to somebody who is not in the pool yet keeps `to`.
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

    MOVES = {
        "ring": Move((State.WAITING, State.FAILED), State.RUNG, "members.clear_message", _("I have rung")),
        "post": Move((State.WAITING, State.FAILED), State.POSTED, "members.clear_message", _("It is posted")),
        "hand_over": Move((State.WAITING, State.FAILED), State.SENT, "members.clear_message", _("It is sent")),
        "fail": Move((State.WAITING,), State.FAILED, "members.clear_message", _("It did not arrive")),
        "try_again": Move((State.FAILED,), State.WAITING, "members.clear_message", _("Try again")),
        "drop": Move((State.WAITING, State.FAILED), State.DROPPED, "members.clear_message", _("Do not send it")),
    }

    member = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="messages")
    occasion = models.CharField(max_length=100)
    about = models.CharField(_("what about"), max_length=6, choices=About, default=About.NEWS)
    way = models.CharField(_("how"), max_length=8, choices=Way)
    to = SealedField(_("to"), blank=True)
    form = models.CharField(max_length=10)
    title = SealedField(_("title"))
    ideas = SealedJSONField(_("words"), default=list)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    queued_at = models.DateTimeField(default=timezone.now)
    try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(_("what went wrong"), max_length=40, blank=True)
    # What was answered on the phone.
    answer = SealedField(_("what was answered"), blank=True)

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

    @property
    def goes_to(self) -> str:
        """The address or number now, for this way."""
        if self.member is None:
            return self.to
        kept = {Way.EMAIL: "email", Way.TEXT: "phone", Way.PHONE: "phone", Way.LETTER: "address"}
        return getattr(self.member, kept[Way(self.way)])
