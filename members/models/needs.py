"""What helps a person take part, said once: the four groups of the Accessible Information Standard, and more."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .member import Member
from .sealed import SealedField


class NeedGroup(models.TextChoices):
    CONTACT = "contact", _("How to contact me")
    INFORMATION = "information", _("Information I can read or hear")
    COMMUNICATION = "communication", _("Help to talk and to understand")
    PROFESSIONAL = "professional", _("A person who helps with talking")
    SURROUNDINGS = "surroundings", _("The room and the day")
    OTHER = "other", _("Something else")


# Group → the needs there are to tick. Each has its own words in both forms. What form the words have is asked with how
# to reach somebody (`Member.formats`), and not here again.
NEEDS = {
    NeedGroup.CONTACT: {
        "relay": _("Phone me through Relay UK"),
        "supporter": _("Talk to my supporter"),
        "slowly": _("Give me time to answer"),
    },
    NeedGroup.INFORMATION: {
        "makaton": _("Makaton"),
        "read-aloud": _("Somebody reads it to me"),
    },
    NeedGroup.COMMUNICATION: {
        "lip-reads": _("I read lips"),
        "hearing-aid": _("I have a hearing aid"),
        "hearing-loop": _("A hearing loop"),
        "symbols": _("Symbols or pictures"),
        "device": _("I talk with a device"),
        "makaton-talk": _("I talk with Makaton"),
        "passport": _("I have a communication passport"),
        "understand": _("Help to understand"),
        "express": _("Help to say what I think"),
    },
    NeedGroup.PROFESSIONAL: {
        "bsl": _("A sign language interpreter"),
        "speech-to-text": _("Somebody who types what is said"),
        "lipspeaker": _("A lipspeaker"),
        "guide": _("A guide for people who do not see well"),
        "deafblind-guide": _("A guide for deafblind people"),
        "advocate": _("An advocate"),
    },
    NeedGroup.SURROUNDINGS: {
        "step-free": _("No steps"),
        "quiet": _("A quiet room"),
        "light": _("Soft light"),
        "breaks": _("Breaks"),
        "seat": _("A seat near the door"),
        "parking": _("Parking close by"),
        "toilet": _("A Changing Places toilet"),
        "dog": _("Room for my assistance dog"),
        "food": _("Food that I can eat"),
    },
}
# Needs about the room: of no use to whoever comes online.
IN_THE_ROOM = frozenset({*NEEDS[NeedGroup.SURROUNDINGS], "hearing-loop"} - {"breaks"})
YEAR = 365


class WhoSees(models.TextChoices):
    """Who may see a need, chosen by the person."""

    SESSION = "session", _("The people who run a meeting that I come to, and the team of the pool")
    POOL = "pool", _("Only the team of the pool")


class NeedQuerySet(models.QuerySet):
    def for_session(self):
        """What those may see who run a meeting that the person comes to, while the person agrees to it."""
        return self.filter(who_sees=WhoSees.SESSION, member__in=Member.objects.agreed_to("needs"))

    def to_review(self, today):
        """Said more than a year ago: ask whether it still holds."""
        return self.filter(review_due__lte=today)


def in_a_year():
    return timezone.localdate() + timedelta(days=YEAR)


class Need(models.Model):
    """One need: ticked (`item`), told in the person's own words (`words`), or both. Sealed; never searched."""

    class Source(models.TextChoices):
        SELF = "self", _("The person")
        SUPPORTER = "supporter", _("Their supporter")
        STAFF = "staff", _("The team, for the person")

    member = models.ForeignKey(Member, models.CASCADE, related_name="needs")
    group = models.CharField(_("group"), max_length=14, choices=NeedGroup)
    item = SealedField(_("need"), blank=True)
    words = SealedField(_("in their own words"), blank=True)
    who_sees = models.CharField(_("who may see it"), max_length=8, choices=WhoSees, default=WhoSees.SESSION)
    source = models.CharField(_("who told us"), max_length=10, choices=Source, default=Source.SELF)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_on = models.DateField(_("asked on"), default=timezone.localdate)
    review_due = models.DateField(_("to be asked again"), default=in_a_year)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["pk"]
        indexes = [models.Index(fields=["review_due"], name="need_review")]
        constraints = [
            models.CheckConstraint(condition=models.Q(group__in=NeedGroup.values), name="need_group_known"),
            models.CheckConstraint(condition=models.Q(who_sees__in=WhoSees.values), name="need_seen_by_known"),
            models.CheckConstraint(condition=~models.Q(item="", words=""), name="need_says_something"),
            models.CheckConstraint(
                condition=models.Q(review_due__gt=models.F("asked_on")), name="need_review_comes_later"
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def says(self):
        """The need in words of the reader's form; the person's own words as they are."""
        ticked = NEEDS.get(self.group, {}).get(self.item)
        return f"{ticked}: {self.words}" if ticked and self.words else str(ticked or self.words)


class SupporterQuerySet(models.QuerySet):
    def active(self, today=None):
        """Links that hold today: begun, not ended by anybody, and not run out."""
        today = today or timezone.localdate()
        return self.filter(ended_at=None, begins__lte=today).filter(models.Q(until=None) | models.Q(until__gte=today))


class Supporter(models.Model):
    """Who helps a person take part, and what the person lets them do. The person can end it at once."""

    class Right(models.TextChoices):
        SEE = "see", _("See my page")
        CHANGE = "change", _("Change what I said I need, and how to reach me")
        BOOK = "book", _("Sign me up for meetings and cancel them")
        COPIES = "copies", _("Get a copy of messages to me")

    member = models.ForeignKey(Member, models.CASCADE, related_name="supporters")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="supports")
    # Empty a while after it has ended, or when they asked us to erase them.
    name = SealedField(_("name"))
    relation = SealedField(_("who they are to you"), blank=True)
    email = SealedField(_("email address"), blank=True)
    phone = SealedField(_("phone number"), blank=True)
    may_see = models.BooleanField(Right.SEE.label, default=False)
    may_change = models.BooleanField(Right.CHANGE.label, default=False)
    may_book = models.BooleanField(Right.BOOK.label, default=False)
    gets_copies = models.BooleanField(Right.COPIES.label, default=False)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(_("granted"), default=timezone.now)
    begins = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = SupporterQuerySet.as_manager()

    class Meta:
        verbose_name = _("supporter")
        verbose_name_plural = _("supporters")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="") | models.Q(ended_at__isnull=False), name="supporter_has_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("begins")), name="supporter_until_later"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("granted_at")),
                name="supporter_ended_later",
            ),
            models.UniqueConstraint(
                fields=["member", "user"], condition=models.Q(ended_at=None), name="supporter_linked_once"
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def holds(self) -> bool:
        """Does it hold today?"""
        today = timezone.localdate()
        return self.ended_at is None and self.begins <= today and (self.until is None or self.until >= today)

    @property
    def granted(self) -> list[Right]:
        granted = zip((self.may_see, self.may_change, self.may_book, self.gets_copies), self.Right, strict=True)
        return [right for has_it, right in granted if has_it]

    @property
    def rights(self) -> list[str]:
        """What they may do, in the person's words."""
        return [right.label for right in self.granted]

    @property
    def rights_of_mine(self) -> list[str]:
        """The same, as it is said to the supporter."""
        return [SAID_TO_SUPPORTERS[right] for right in self.granted]


SAID_TO_SUPPORTERS = {
    Supporter.Right.SEE: _("See their page"),
    Supporter.Right.CHANGE: _("Change what they said they need, and how to reach them"),
    Supporter.Right.BOOK: _("Sign them up for meetings and cancel them"),
    Supporter.Right.COPIES: _("Get a copy of messages to them"),
}
