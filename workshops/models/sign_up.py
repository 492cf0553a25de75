"""Who comes to a session, or waits for a place."""

from datetime import time, timedelta
from functools import cache

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.mode import EASY, STANDARD
from halton_coprod.easyread.said import said_date, said_time
from halton_coprod.record.flow import Move
from members.models import IN_THE_ROOM, NEEDS, Member, Need, Way, mark_of
from members.models.sealed import SealedField, SealedJSONField

SIGNER = signing.Signer(sep=".", salt="workshops.sign-up")
# The same pages for a supporter who may book and not see: what the person needs is not on them.
HELPER = signing.Signer(sep=".", salt="workshops.sign-up.helper")
# What the register says of somebody who was there, also for a part.
HERE = ("came", "part")
# Nobody waits to be told what came of these.
ALL_TOLD = ("finished", "cancelled", "not_held")
# An offer that is held for days ends with a day.
LAST_MINUTE = time(23, 59)
STILL_SAID = timedelta(days=7)
ANSWER, SERVE = "workshops.answer_place", "workshops.serve_line"


@cache
def room_words() -> frozenset[str]:
    """Each need about the room as people read it, in both forms."""
    found = set()
    for form in (STANDARD, EASY):
        with translation.override(form):
            found |= {str(says) for items in NEEDS.values() for item, says in items.items() if item in IN_THE_ROOM}
    return frozenset(found)


class SignUpQuerySet(models.QuerySet):
    def holding(self):
        """Those who have a place, or have been offered one: it is kept for them."""
        return self.filter(state__in=[SignUp.State.IN, SignUp.State.OFFERED])

    def waiting(self):
        """In line, the longest waiting first."""
        return self.filter(state=SignUp.State.WAITING).order_by("in_line_since", "pk")

    def next_in_line(self, *, is_new: bool):
        """Whoever waits longest; `is_new` asks only those who come for the first time."""
        line = self.waiting().filter(is_new=True) if is_new else self.waiting()
        return line.select_related("member").first()

    def with_place(self):
        return self.filter(state=SignUp.State.IN)

    def active(self):
        return self.filter(state__in=SignUp.ACTIVE)

    def own(self, user):
        """Where this user comes or waits: with their sign-in, or as somebody of the pool."""
        if not user.is_authenticated:
            return self.none()
        return self.active().filter(Q(user=user) | Q(member__user=user))

    def to_tell(self):
        """Who hears what came of it: whoever had a place, and whoever came all the same."""
        return self.filter(Q(state=SignUp.State.IN) | Q(attendance__state__in=HERE))

    def with_needs(self):
        """What each lets the team of a session know, asked for all of them at once."""
        shared = Prefetch("member__needs", queryset=Need.objects.for_session(), to_attr="shared_needs")
        tells = Exists(Member.objects.agreed_to("needs").filter(pk=OuterRef("member")))
        return self.prefetch_related(shared).annotate(lets_tell=tells)

    def listed(self):
        """Whom the team sees: who comes or waits, who did not answer in time and may want to wait again, and who gave
        their place back and came all the same.
        """
        return self.filter(Q(state__in=[*SignUp.ACTIVE, SignUp.State.LAPSED]) | Q(attendance__state__in=HERE))

    def run_out(self, now):
        """Places that were offered, and nobody answered in time. While a session is put off, no time runs."""
        return self.filter(state=SignUp.State.OFFERED, offered_until__lte=now).exclude(session__state="postponed")

    def waited_in_vain(self, now):
        """Who still waits now that it has begun, and has not been told that no place came free."""
        begun = self.filter(session__starts_at__lte=now, session__starts_at__gt=now - STILL_SAID)
        begun = begun.filter(state=SignUp.State.WAITING, session__state__in=["open", "closed", "held"])
        return begun.filter(told_at__lt=F("session__starts_at"))

    def to_forget(self, day):
        """Of sessions that were over before this day, whatever still says who somebody is or what they need."""
        over = self.filter(session__ends_at__lt=day).exclude(session__state="postponed")
        says = ~Q(this_day="") | ~Q(supporter_name="") | Q(requests__isnull=False)
        is_told = Q(session__state__in=ALL_TOLD)
        return over.filter(says | (is_told & (~Q(name="") | ~Q(reach="")))).distinct()

    def by_link(self, link: str):
        """The one that this signed link belongs to, or None."""
        for signer in (SIGNER, HELPER):
            try:
                found = self.filter(pk=int(signer.unsign(link)))
            except (signing.BadSignature, ValueError):
                continue
            place = found.select_related("session__venue", "session__outcome", "member").first()
            return place and place.as_it_stands().opened_by(signer)
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

    class Still(models.TextChoices):
        """After a move: do they still come?"""

        ASKED = "asked", _("Asked if they still come")
        YES = "yes", _("Still comes")

    class Comes(models.TextChoices):
        """The way somebody comes to a session that is in person and online."""

        ROOM = "room", _("In person")
        ONLINE = "online", _("Online")

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
    # Empty: it was not asked, or is not said yet. Whoever comes online takes a place like everybody else.
    comes = models.CharField(_("how they come"), max_length=6, choices=Comes, blank=True, default="")
    signed_up_at = models.DateTimeField(default=timezone.now)
    in_line_since = models.DateTimeField(_("in line since"))
    offered_until = models.DateTimeField(_("place held until"), null=True, blank=True)
    still_comes = models.CharField(_("still comes"), max_length=5, choices=Still, blank=True)
    # When they were last told how it stands and when it is: no reminder comes right after that.
    told_at = models.DateTimeField(default=timezone.now)
    # When and where it was to be before it changed, as this person heard it last; empty where that stays.
    was_when = models.CharField(_("when it was to be"), max_length=200, blank=True, editable=False)
    was_where = models.CharField(_("where it was to be"), max_length=500, blank=True, editable=False)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["session", "state", "in_line_since"], name="sign_up_line"),
            models.Index(fields=["mark"], name="sign_up_mark"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["in", "waiting", "offered", "lapsed", "cancelled"]), name="sign_up_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until=None)),
                name="sign_up_offer_has_an_end",
            ),
            models.CheckConstraint(condition=Q(comes__in=["", "room", "online"]), name="sign_up_comes_known"),
            models.UniqueConstraint(
                fields=["session", "mark"],
                condition=Q(state__in=["in", "waiting", "offered"]),
                name="sign_up_once",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    for_helper = False

    def as_it_stands(self):
        """Of somebody of the pool who has another place at this session by now, that one: two records were joined."""
        if self.member_id is None or self.is_active:
            return self
        now = SignUp.objects.active().filter(session=self.session_id, member=self.member_id)
        return now.select_related("session__venue", "session__outcome", "member").first() or self

    def opened_by(self, signer):
        """Whoever came by a helper's link is led on by helper's links."""
        self.for_helper = signer is HELPER
        return self

    @property
    def person(self):
        """Whom it is about, for the log, where the pool knows them."""
        return self.member

    @property
    def link(self) -> str:
        """Signed, so that nobody can guess it."""
        return (HELPER if self.for_helper else SIGNER).sign(str(self.pk))

    @property
    def helper_address(self) -> str:
        return reverse("workshops:place", args=[HELPER.sign(str(self.pk))])

    @property
    def address(self) -> str:
        return reverse("workshops:place", args=[self.link])

    @property
    def reached_by(self) -> str:
        """The way we tell them things: as the pool knows it now, or as they said here."""
        return self.member.way if self.member else self.way

    @property
    def reads(self) -> str:
        """The form they read."""
        return self.member.reads if self.member else self.language

    @property
    def said_needs(self) -> list[str]:
        """What helps them: as the pool knows it now, where they let us tell; or what they said here. Online, nothing
        about the room.
        """
        if self.member_id is None:
            return [one for one in self.needs if not (self.comes_online and one in room_words())]
        shared = getattr(self.member, "shared_needs", None)
        lets_tell = self.member.lets_tell if shared is None else self.lets_tell
        formats = self.member.formats if lets_tell else []
        needs = self.member.needs.for_session() if shared is None else shared
        left_out = IN_THE_ROOM if self.comes_online else ()
        return [*formats, *(need.says for need in needs if need.item not in left_out)]

    @property
    def feedback_mark(self) -> str:
        """What they say of it by their link is kept under this, and tells nobody whose it is."""
        return mark_of("feedback", f"place {self.pk}")

    @property
    def has_said_how_it_was(self) -> bool:
        return self.session.feedback.filter(mark=self.feedback_mark).exists()

    def is_of(self, member: Member | None) -> bool:
        """Was it made with this record of the pool? Then whoever acts for that person may see it."""
        return member is not None and self.member_id == member.pk

    def is_same_person(self, other: "SignUp") -> bool:
        """Two of the pool are two people, whatever their name and address."""
        if self.member_id and other.member_id:
            return self.member_id == other.member_id
        return self.mark == other.mark

    @property
    def is_to_be_told(self) -> bool:
        return SignUp.objects.to_tell().filter(pk=self.pk).exists()

    @property
    def is_asked_how_it_was(self) -> bool:
        """Had a place, or came all the same; of those that were found with their `attendance`."""
        attendance = getattr(self, "attendance", None)
        return self.state == self.State.IN or (attendance is not None and attendance.is_here)

    @property
    def is_active(self) -> bool:
        """Comes, waits, or was offered a place."""
        return self.state in self.ACTIVE

    @property
    def is_ahead(self) -> bool:
        """They come, or may still come, and it is not over."""
        return self.is_active and self.session.may_come and not self.session.is_over

    @property
    def to_answer(self) -> list:
        """What they need and we have not answered yet, as long as they may still come."""
        may_come = self.is_active and self.session.may_come
        return [one for one in self.requests.all() if one.is_asked] if may_come else []

    @property
    def is_overdue(self) -> bool:
        return any(one.is_overdue for one in self.to_answer)

    @property
    def comes_online(self) -> bool:
        """As the session is, or as they chose where both are possible."""
        session = self.session
        return session.is_online_only or (session.is_both and self.comes == self.Comes.ONLINE)

    @property
    def left_place(self) -> str:
        """Where it was to be, for whoever was to come there."""
        return "" if self.session.is_both and self.comes_online else self.was_where

    @property
    def is_on_another_day(self) -> bool:
        """Not only at another hour of the day that this person was told before."""
        return bool(self.was_when) and not self.was_when.startswith(said_date(self.session.starts_at))

    @property
    def comes_to_room(self) -> bool:
        session = self.session
        return session.mode == session.Mode.IN_PERSON or (session.is_both and self.comes == self.Comes.ROOM)

    @property
    def way_of_coming(self) -> str:
        """In words, where there was a choice."""
        if not self.session.is_both:
            return ""
        return self.get_comes_display() or gettext("Has not said yet: in person or online")

    @property
    def answer_by(self) -> str:
        """Until when an offered place is held: the time and the day."""
        if self.offered_until is None:
            return ""
        until = timezone.localtime(self.offered_until)
        if until.time() >= LAST_MINUTE:
            return gettext("the end of %(day)s") % {"day": said_date(until.date())}
        return gettext("%(time)s on %(day)s") % {"time": said_time(until), "day": said_date(until.date())}

    @property
    def outcome(self) -> str:
        """What the page says to machines: an offered place is not taken yet."""
        return {"in": "in", "waiting": "waiting", "offered": "waiting"}.get(self.state, "")

    @property
    def place_in_line(self) -> int:
        """Counted each time, so that it cannot be wrong."""
        before = Q(in_line_since__lt=self.in_line_since) | Q(in_line_since=self.in_line_since, pk__lt=self.pk)
        return self.session.sign_ups.waiting().filter(before).count() + 1
