"""Something that people of the pool can be asked to do: what it is, what it can change, and what they get."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.record.flow import Move

from .asked import Interest, Rung

KEEP = "members.keep_opportunity"


class OpportunityQuerySet(models.QuerySet):
    def public(self):
        """What everybody may read: all but what is still being written."""
        return self.exclude(state=Opportunity.State.DRAFT)

    def taking_people(self, today=None):
        """Open now: people may still be asked, and may still answer."""
        today = today or timezone.localdate()
        open_now = self.filter(state__in=Opportunity.LOOKING, closes_on__gte=today)
        return open_now.order_by("closes_on", "pk")

    def taken_up(self):
        """People were found, and it began: the newest first."""
        return self.filter(state__in=Opportunity.TAKEN_UP).order_by("-closes_on", "-pk")


def known_interests(items) -> None:
    """Only what people of the pool can tick."""
    if not isinstance(items, list) or set(items) - set(Interest.values):
        raise ValidationError(_("Choose from the list."))


class Opportunity(models.Model):
    """One thing to take part in. Each text stands in both forms: `ask` and `ask_easy`, and so on (TEXTS)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        OPEN = "open", _("Open")
        CHOOSING = "choosing", _("People are being asked")
        FILLED = "filled", _("Enough people have said yes")
        UNDER_WAY = "under_way", _("Under way")
        FINISHED = "finished", _("It has taken place")
        FED_BACK = "fed_back", _("Everybody has been told what came of it")
        CANCELLED = "cancelled", _("Cancelled")

    LOOKING = ("open", "choosing")
    TAKEN_UP = ("filled", "under_way", "finished", "fed_back")
    HELD = ("under_way", "finished", "fed_back")
    TEXTS = ("ask", "can_change", "cannot_change", "time", "reward", "how_chosen")
    MOVES = {
        "open": Move((State.DRAFT,), State.OPEN, KEEP, _("Open it"), _("Everybody can read it.")),
        "choose": Move(
            (State.OPEN,), State.CHOOSING, KEEP, _("Begin to choose people"), _("You choose whom to ask, and ask them.")
        ),
        "fill": Move(
            (State.CHOOSING,), State.FILLED, KEEP, _("Enough people have said yes"), _("Nobody else can say yes.")
        ),
        "look_again": Move(
            (State.FILLED,), State.CHOOSING, KEEP, _("Ask more people"), _("Somebody cannot come after all.")
        ),
        "begin": Move((State.FILLED,), State.UNDER_WAY, KEEP, _("It begins"), _("People do what they said yes to.")),
        "finish": Move(
            (State.UNDER_WAY,),
            State.FINISHED,
            KEEP,
            _("It has taken place"),
            _("Next you tell everybody who took part what came of it."),
        ),
        "feed_back": Move(
            (State.FINISHED,),
            State.FED_BACK,
            KEEP,
            _("Everybody has been told"),
            _("Only when what came of it has reached everybody who took part."),
        ),
        "cancel": Move(
            (State.DRAFT, State.OPEN, State.CHOOSING, State.FILLED, State.UNDER_WAY),
            State.CANCELLED,
            KEEP,
            _("Cancel it"),
            _("Everybody who was asked is told why."),
        ),
    }

    title = models.CharField(_("title"), max_length=120)
    title_easy = models.CharField(_("title in easy read"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    ask = models.TextField(_("what you are asked to do"), max_length=5_000, blank=True)
    ask_easy = EasyReadField()
    can_change = models.TextField(_("what can change"), max_length=5_000, blank=True)
    can_change_easy = EasyReadField()
    cannot_change = models.TextField(_("what cannot change"), max_length=5_000, blank=True)
    cannot_change_easy = EasyReadField()
    time = models.TextField(_("how much time it takes"), max_length=2_000, blank=True)
    time_easy = EasyReadField()
    reward = models.TextField(_("what people get"), max_length=5_000, blank=True)
    reward_easy = EasyReadField()
    how_chosen = models.TextField(_("how people are chosen"), max_length=2_000, blank=True)
    how_chosen_easy = EasyReadField()
    rung = models.CharField(_("how much people decide"), max_length=14, choices=Rung, blank=True)
    interests = models.JSONField(_("what it is about"), default=list, blank=True, validators=[known_interests])
    wanted = models.PositiveSmallIntegerField(_("how many people"), default=8)
    closes_on = models.DateField(_("last day to answer"))
    # Made by the hub when it opens, and published then: nobody can choose another one to draw other people.
    seed = models.CharField(_("seed of the draw"), max_length=32, blank=True, editable=False)
    because = models.TextField(_("why it is cancelled"), max_length=1_000, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=5_000, blank=True)
    outcome_easy = EasyReadField()
    told_on = models.DateField(_("when people were told"), null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(_("when it began"), null=True, blank=True)
    is_example = models.BooleanField(_("our own example"), default=False)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["state", "closes_on"], name="opportunity_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        *("draft", "open", "choosing", "filled", "under_way", "finished", "fed_back", "cancelled")
                    ]
                ),
                name="opportunity_state_known",
            ),
            models.CheckConstraint(condition=Q(wanted__gte=1), name="opportunity_wants_somebody"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"]) | (~Q(reward="") & ~Q(rung="") & ~Q(seed="")),
                name="opportunity_says_reward_and_rung",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(because=""), name="opportunity_cancelled_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="fed_back") | (~Q(outcome="") & Q(told_on__isnull=False)),
                name="opportunity_fed_back_says_what",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("opportunity", args=[self.pk])

    def title_in(self, language: str) -> str:
        """The title in one form; in the standard form where it has no easy words yet."""
        return (self.title_easy if language == mode.EASY else "") or self.title

    def ideas_of(self, name: str, language: str) -> list[tuple[str, str]]:
        """One of the texts as (picture, sentences), as a message says it."""
        easy = getattr(self, f"{name}_easy")
        if language == mode.EASY and easy:
            return [(block.picture, block.words) for block in easy.blocks]
        words = getattr(self, name).strip()
        return [("", words)] if words else []

    @property
    def is_over(self) -> bool:
        """Is the last day to answer over?"""
        return self.closes_on < timezone.localdate()

    @property
    def is_open_to_answers(self) -> bool:
        return self.state == self.State.CHOOSING and not self.is_over

    @property
    def is_to_begin(self) -> bool:
        """Nobody can answer any more, and it has not begun."""
        return self.state in (self.State.CHOOSING, self.State.FILLED) and not self.is_open_to_answers

    @property
    def is_to_be_told(self) -> bool:
        """It has begun, and people have not been told yet what came of it."""
        return self.state in (self.State.UNDER_WAY, self.State.FINISHED)

    @property
    def can_be_changed(self) -> bool:
        """Nobody has been asked yet, so all of its words may still change."""
        return self.state in (self.State.DRAFT, self.State.OPEN)

    @property
    def asks_about(self) -> list[str]:
        """What it is about, in words."""
        return [Interest(item).label for item in self.interests if item in Interest.values]
