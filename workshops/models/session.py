"""A session: when, where, about what, and what people need to decide whether they come."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.easyread.fields import EasyReadField, holding
from halton_coprod.easyread.mode import EASY
from halton_coprod.record.flow import Move
from members.models import Rung

from .hours import Hours
from .places import Places

PLAN, CALL_OFF = "workshops.plan_session", "workshops.call_off_session"
NAMES_KEPT = timedelta(days=14)
AT_THE_DOOR = timedelta(days=1)
# By then everybody has been told what happened (DOMAIN BR-30).
TO_TELL = timedelta(weeks=4)


class SessionQuerySet(models.QuerySet):
    def public(self):
        """All but what is still being planned."""
        return self.exclude(state=Session.State.DRAFT)

    def visible_to(self, user):
        """Who plans also sees drafts."""
        return self.all() if user is not None and user.has_perm(PLAN) else self.public()

    def coming(self, now=None):
        """Not over yet, the next one first. What is put off is still to come, whatever day it was planned for."""
        to_come = Q(ends_at__gte=now or timezone.now()) | Q(state=Session.State.POSTPONED)
        return self.filter(to_come).order_by("starts_at", "pk")

    def taking_sign_ups(self):
        """Open, inside their sign-up days, and not begun, the next one first."""
        now = timezone.now()
        begun = Q(sign_up_from=None) | Q(sign_up_from__lte=now)
        ended = Q(sign_up_until=None) | Q(sign_up_until__gt=now)
        return self.filter(begun, ended, state="open", starts_at__gt=now).order_by("starts_at", "pk")

    def with_held(self):
        """How many places are held, and how many of them by new people; asked for all of them at once."""
        held = self.model.sign_ups.rel.related_model.objects.holding().filter(session=OuterRef("pk"))
        counted = held.order_by().values("session").annotate(many=Count("pk")).values("many")
        by_new = held.filter(is_new=True).order_by().values("session").annotate(many=Count("pk")).values("many")
        return self.annotate(held=Coalesce(Subquery(counted), 0), held_by_new=Coalesce(Subquery(by_new), 0))

    def to_remind(self, before: timedelta):
        """So long before, or less, and not begun yet."""
        now = timezone.now()
        soon = self.filter(state__in=["open", "closed"], starts_at__gt=now, starts_at__lte=now + before)
        return soon.select_related("venue")

    def took_place(self, now=None):
        """Over, and nobody has said otherwise: it need not be marked for people to wait for what came of it."""
        over = Q(state__in=Session.UNSAID, ends_at__lt=now or timezone.now())
        return self.filter(Q(state__in=[Session.State.HELD, Session.State.FINISHED]) | over)

    def unsaid(self):
        """Over, and nobody has said whether they took place."""
        return self.filter(state__in=Session.UNSAID, ends_at__lt=timezone.now())

    def to_meet_there(self):
        """People have been told that they meet there, and it has not begun."""
        return self.filter(state__in=["open", "closed"], starts_at__gt=timezone.now())

    def of_others(self, user):
        """Those that this person does not run."""
        return self.exclude(team=user).exclude(stand_in=user).order_by("starts_at", "pk")

    def late_to_tell(self):
        """It took place more than 4 weeks ago, and not everybody has been told what came of it."""
        return self.exclude(state=Session.State.FINISHED).took_place().filter(ends_at__lt=timezone.now() - TO_TELL)

    def matching(self, words):
        """Those that hold all of these words, in either form."""
        return holding(self, words, "name", "about", easy="about_easy")

    def past(self, now=None):
        """Over, the newest first."""
        over = self.filter(ends_at__lt=now or timezone.now()).exclude(state=Session.State.POSTPONED)
        return over.order_by("-starts_at", "pk")


class Session(Hours, Places, models.Model):
    """One meeting. Each text stands in both forms: `about` and `about_easy`, and so on (TEXTS)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being planned")
        OPEN = "open", _("Open for sign-up")
        CLOSED = "closed", _("Sign-up is closed")
        HELD = "held", _("It has taken place")
        POSTPONED = "postponed", _("Moved to a later day")
        CANCELLED = "cancelled", _("Cancelled")
        NOT_HELD = "not_held", _("It did not take place")
        FINISHED = "finished", _("Everybody has been told what happened")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        BOTH = "both", _("In person and online")

    Rung = Rung
    # It takes place, or is only put off.
    MAY_COME = ("open", "closed", "postponed")
    # Open or closed to new people: once it is over it has taken place, unless somebody says otherwise.
    UNSAID = ("open", "closed")
    TEXTS = ("about", "can_change", "cannot_change", "people", "reward")
    # With those that only people with a place read.
    ALL_TEXTS = (*TEXTS, "online_how")
    MOVES = {
        "open": Move(
            (State.DRAFT, State.POSTPONED), State.OPEN, PLAN, _("Open sign-up"), _("Then everybody can see it.")
        ),
        "close": Move(
            (State.OPEN,),
            State.CLOSED,
            PLAN,
            _("Close sign-up"),
            _("If you close it, nobody new can sign up. Places stay. You can open it again, once nothing is missing."),
        ),
        "reopen": Move(
            (State.CLOSED,), State.OPEN, PLAN, _("Open sign-up again"), _("If you open it, people can sign up again.")
        ),
        "hold": Move(
            (State.OPEN, State.CLOSED), State.HELD, PLAN, _("Say that it took place"), _("After the day itself.")
        ),
        "postpone": Move(
            (State.OPEN, State.CLOSED),
            State.POSTPONED,
            CALL_OFF,
            _("Put it off"),
            _("You say why. Everybody who signed up is told. Places stay."),
        ),
        "cancel": Move(
            (State.OPEN, State.CLOSED, State.POSTPONED),
            State.CANCELLED,
            CALL_OFF,
            _("Cancel it"),
            _("Everybody who signed up is told why."),
        ),
        "give_up": Move(
            (State.OPEN, State.CLOSED), State.NOT_HELD, PLAN, _("It did not take place"), _("You say why.")
        ),
        "finish": Move(
            (State.HELD,),
            State.FINISHED,
            PLAN,
            _("Tell people what happened"),
            _("It is done when all have been told."),
        ),
    }

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    because = models.TextField(_("why"), max_length=1_000, blank=True)
    because_easy = EasyReadField()
    # When it was to begin before it was put off: it does not open again on that day.
    put_off_from = models.DateTimeField(_("put off from"), null=True, blank=True, editable=False)
    series = models.ForeignKey("workshops.Series", models.PROTECT, null=True, blank=True, related_name="sessions")
    topics = models.ManyToManyField("workshops.Topic", blank=True, related_name="sessions")
    venue = models.ForeignKey("workshops.Venue", models.PROTECT, null=True, blank=True, related_name="sessions")
    mode = models.CharField(_("how people meet"), max_length=10, choices=Mode, default=Mode.IN_PERSON)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    sign_up_from = models.DateTimeField(_("sign-up opens"), null=True, blank=True)
    sign_up_until = models.DateTimeField(_("sign-up closes"), null=True, blank=True)
    rung = models.CharField(_("how much people decide"), max_length=14, choices=Rung, blank=True)
    contact = models.CharField(_("who to ask"), max_length=200, blank=True)
    about = models.TextField(_("what it is about"), max_length=5_000, blank=True)
    about_easy = EasyReadField()
    can_change = models.TextField(_("what can change"), max_length=5_000, blank=True)
    can_change_easy = EasyReadField()
    cannot_change = models.TextField(_("what cannot change"), max_length=5_000, blank=True)
    cannot_change_easy = EasyReadField()
    people = models.TextField(_("who will be there"), max_length=5_000, blank=True)
    people_easy = EasyReadField()
    reward = models.TextField(_("what people get"), max_length=5_000, blank=True)
    reward_easy = EasyReadField()
    online_how = models.TextField(_("how to join online"), max_length=5_000, blank=True)
    online_how_easy = EasyReadField()
    capacity = models.PositiveSmallIntegerField(_("places"), default=12)
    supporter_places = models.PositiveSmallIntegerField(_("places for supporters"), null=True, blank=True)
    kept_for_new = models.PositiveSmallIntegerField(_("places kept for new people"), default=0)
    has_waiting_list = models.BooleanField(_("with a waiting list"), default=True)
    offer_days = models.PositiveSmallIntegerField(_("days a free place is held"), default=3)
    team = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="sessions")
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="stands_in_at"
    )
    door_helpers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="helps_at_the_door")
    # For calendars: which of two files is the newer one (RFC 5545).
    edition = models.PositiveSmallIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    is_example = models.BooleanField(_("our own example"), default=False)

    # On what days people were told what came of it, as `telling.with_told_days` finds them.
    told_days = None
    # Late to be closed, but everybody has been told, as is found there too.
    all_told = False

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["ends_at", "state"], name="session_coming")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["draft", "open", "closed", "held", "postponed", "cancelled", "not_held", "finished"]
                ),
                name="session_state_known",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_later"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="session_has_places"),
            models.CheckConstraint(condition=Q(kept_for_new__lte=F("capacity")), name="session_keeps_what_it_has"),
            models.CheckConstraint(condition=Q(offer_days__gte=1), name="session_offers_for_days"),
            models.CheckConstraint(condition=~Q(mode="online") | Q(venue=None), name="session_online_has_no_venue"),
            models.CheckConstraint(
                condition=~Q(state__in=["cancelled", "not_held"]) | ~Q(because=""), name="session_says_why"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("workshops:session", args=[self.slug])

    @property
    def fingerprint(self) -> str:
        """Changes with whatever is changed in the plan; not with who signs up."""
        facts = [getattr(self, field.attname) for field in self._meta.concrete_fields]
        people = [sorted(one.pk for one in getattr(self, name).all()) for name in ("topics", "team", "door_helpers")]
        agenda = [(item.at, item.words, item.easy, item.is_break) for item in self.agenda.all()]
        return fingerprint_of(*facts, *people, *agenda)

    def is_run_by(self, user) -> bool:
        """Its facilitators, and whoever stands in for them."""
        if user.pk is None:
            return False
        return self.stand_in_id == user.pk or user.pk in [one.pk for one in self.team.all()]

    @property
    def is_online_only(self) -> bool:
        return self.mode == self.Mode.ONLINE

    @property
    def where(self) -> str:
        return gettext("online") if self.venue is None else f"{self.venue.name}, {self.venue.address}"

    @property
    def is_both(self) -> bool:
        return self.mode == self.Mode.BOTH

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now() and self.state != self.State.POSTPONED

    @property
    def may_come(self) -> bool:
        """It takes place, or is only put off: people come, wait, and may say that they cannot."""
        return self.state in self.MAY_COME

    @property
    def joins_online(self) -> bool:
        return self.mode != self.Mode.IN_PERSON and bool(self.online_how.strip())

    @property
    def is_off(self) -> bool:
        """It does not take place, or not on the day that was said."""
        return self.is_called_off or self.state == self.State.POSTPONED

    @property
    def is_called_off(self) -> bool:
        """It does not take place, and no other day follows."""
        return self.state in (self.State.CANCELLED, self.State.NOT_HELD)

    def why_in(self, form: str) -> str:
        """Why it is off, in the words of this form; where there are none in easy read, in those there are."""
        easy = " ".join(block.words for block in self.because_easy.blocks) if form == EASY else ""
        return easy or self.because

    @property
    def why(self) -> str:
        return self.why_in(get_language())

    @property
    def is_put_off(self) -> bool:
        """It does not take place on the day that was said first, and has not opened again."""
        return self.state == self.State.POSTPONED and self.put_off_from is not None

    @property
    def waits_for_day(self) -> bool:
        """It is put off, and its new day is not known yet."""
        if not self.is_put_off:
            return False
        return timezone.localtime(self.starts_at).date() == timezone.localtime(self.put_off_from).date()

    @property
    def has_not_begun(self) -> bool:
        return timezone.now() < self.starts_at

    @property
    def shows_names(self) -> bool:
        """Names and needs are for the team until two weeks after the day."""
        return timezone.now() < self.ends_at + NAMES_KEPT or self.state == self.State.POSTPONED

    @property
    def is_door_open(self) -> bool:
        """Door helpers see who comes from a day before until a day after, and tick them in from the day itself on."""
        return self.starts_at - AT_THE_DOOR < timezone.now() < self.ends_at + AT_THE_DOOR

    @property
    def is_unsaid(self) -> bool:
        """It is over, and nobody has said whether it took place."""
        return self.state in self.UNSAID and self.is_over

    @property
    def took_place(self) -> bool:
        """Also while nobody has said otherwise."""
        return self.state in (self.State.HELD, self.State.FINISHED) or self.is_unsaid

    @property
    def told_by(self) -> date:
        """The last day to tell everybody what happened."""
        return timezone.localtime(self.ends_at + TO_TELL).date()

    @property
    def is_late_to_tell(self) -> bool:
        is_waited_for = self.took_place and self.state != self.State.FINISHED
        return is_waited_for and not self.all_told and self.ends_at < timezone.now() - TO_TELL

    @property
    def told(self):
        """What happened next, where everybody may read it; of sessions found with their `outcome`."""
        outcome = getattr(self, "outcome", None)
        return outcome if outcome and outcome.published_on else None

    @property
    def day_has_come(self) -> bool:
        """From midnight of the day itself: before that nobody can have come."""
        return timezone.localdate() >= timezone.localtime(self.starts_at).date()

    @property
    def has_register(self) -> bool:
        return self.state in (self.State.OPEN, self.State.CLOSED, self.State.HELD)
