"""The day itself: what people agreed on, the tables of a big day, and what stands on somebody's name badge."""

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.easyread.fields import EasyReadField
from members.models.sealed import SealedField

from .register import Attendance
from .session import Session
from .sign_up import HERE, SignUp


class GroundRules(models.Model):
    """What a group has agreed on, and what its cards mean. They go on to the next session when it is copied.

    Each card is one short plain sentence, the same in both forms.
    """

    CARDS = {
        "red": ("red-card", _("Stop. I do not understand, or I need a break.")),
        "yellow": ("yellow-card", _("Please go more slowly.")),
        "green": ("green-card", _("I agree. Please go on.")),
    }

    session = models.OneToOneField(Session, models.CASCADE, related_name="ground_rules")
    words = models.TextField(_("what we agree on"), max_length=5_000)
    easy = EasyReadField()
    red = models.CharField(_("the red card means"), max_length=120, blank=True)
    yellow = models.CharField(_("the yellow card means"), max_length=120, blank=True)
    green = models.CharField(_("the green card means"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("ground rules")
        verbose_name_plural = _("ground rules")
        ordering = ["pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.words, self.easy, self.red, self.yellow, self.green)

    @property
    def cards(self) -> list[tuple]:
        """Each card as (picture, what it means)."""
        return [(picture, getattr(self, name) or usual) for name, (picture, usual) in self.CARDS.items()]


class TableQuerySet(models.QuerySet):
    def with_heads(self):
        """How many sit at each, and how many of them are here; asked for all of them at once."""
        here = Q(seats__place__attendance__state__in=HERE) | Q(seats__walk_in__state__in=HERE)
        return self.annotate(many=Count("seats"), here=Count("seats", filter=here))


class Table(models.Model):
    """One table of a big day: who leads the talk, who writes down, and what is asked there."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(_("number"))
    facilitator = models.CharField(_("who leads the talk"), max_length=120, blank=True)
    scribe = models.CharField(_("who writes down what is said"), max_length=120, blank=True)
    prompt = models.CharField(_("what is asked there"), max_length=200, blank=True)

    objects = TableQuerySet.as_manager()

    class Meta:
        verbose_name = _("table")
        verbose_name_plural = _("tables")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="table_once")]

    def __str__(self):
        return str(self.number)

    @property
    def question(self) -> str:
        """What is missing? Unless this table has a question of its own."""
        return self.prompt or _("What is missing?")


class Seat(models.Model):
    """Where one person sits: somebody who signed up, or who walked in."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="seats")
    place = models.OneToOneField(SignUp, models.CASCADE, null=True, blank=True, related_name="seat")
    walk_in = models.OneToOneField(Attendance, models.CASCADE, null=True, blank=True, related_name="seat")

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=False, walk_in=None) | Q(place=None, walk_in__isnull=False),
                name="seat_of_one_person",
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def who(self):
        return self.place or self.walk_in


class Badge(models.Model):
    """What somebody wants on their name badge. Nobody else decides it, and it goes two weeks after the day."""

    class Please(models.TextChoices):
        SLOW = "slow", _("Please speak slowly")
        TIME = "time", _("Please give me time to answer")
        FACE = "face", _("Please look at me when you speak")
        SIGN = "sign", _("I use sign language")
        READ = "read", _("Please read to me what is written")
        QUIET = "quiet", _("I listen and do not talk much")

    place = models.OneToOneField(SignUp, models.CASCADE, related_name="badge")
    name = SealedField(_("name on the badge"))
    please = SealedField(_("what people should know"), blank=True)

    class Meta:
        verbose_name = _("badge")
        verbose_name_plural = _("badges")
        ordering = ["pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def says(self) -> str:
        """In words; empty when nothing was chosen."""
        return self.Please(self.please).label if self.please in self.Please.values else ""
