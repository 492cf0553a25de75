"""Who has been told what came of a session, and how; worked out each time from the messages themselves."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from members.models import Message

from .by_name import by_name
from .models import Attendance, Session, SignUp, ToldByHand

HAPPENED = "happened"
ARRIVED = Message.ARRIVED
ON_ITS_WAY = (Message.State.WAITING, Message.State.SENDING)


@dataclass(frozen=True)
class Telling:
    """One person who is to be told: had a place or came all the same, could not come that day, or walked in."""

    place: SignUp | None
    walk_in: Attendance | None
    messages: list[Message]
    by_hand: ToldByHand | None

    @property
    def name(self) -> str:
        return (self.place or self.walk_in).name

    @property
    def message(self) -> Message | None:
        """The first that arrived; before one did, the last that was tried."""
        tried = sorted(self.messages, key=lambda one: one.pk)
        return next((one for one in tried if one.state in ARRIVED), tried[-1] if tried else None)

    @property
    def is_out_of_reach(self) -> bool:
        """We know no way to reach them; or what we sent did not arrive, and nothing more is on its way."""
        states = {one.state for one in self.messages}
        is_lost = Message.State.FAILED in states and not states & set(ON_ITS_WAY)
        return is_lost or not has_way(self.place or self.walk_in)

    @property
    def hows(self) -> list[tuple]:
        """How it can be noted that they were told: that we have no way to reach them only where that is so."""
        return [one for one in ToldByHand.How.choices if one[0] != ToldByHand.How.NO_WAY or self.is_out_of_reach]

    @property
    def noted(self) -> ToldByHand | None:
        """What was noted by hand; that they could not be reached, as long as that is so."""
        return self.by_hand if self.by_hand and self.by_hand.how in dict(self.hows) else None

    @property
    def is_told(self) -> bool:
        return self.noted is not None or (self.message is not None and self.message.state in ARRIVED)

    @property
    def how(self) -> str:
        """In words; empty before anything was tried."""
        found = self.noted or self.message
        if found is None:
            return ""
        return found.get_how_display() if self.noted else found.get_state_display()

    @property
    def on(self) -> date | None:
        if self.noted:
            return self.noted.on
        done_at = self.message and self.message.done_at
        return timezone.localtime(done_at).date() if done_at else None


def tellings(session: Session) -> list[Telling]:
    """Everybody who is to be told, by name. Whoever was erased is nobody who can be told."""
    return sorted(tellings_of([session])[session.pk], key=lambda one: (one.is_told, by_name(one.name)))


def tellings_of(sessions) -> dict[int, list[Telling]]:
    """Session → everybody who is to be told, asked for all of them at once."""
    again = {session.pk: told_again(session) for session in sessions}
    places = SignUp.objects.to_tell().filter(session__in=again).exclude(name="")
    walk_ins = Attendance.objects.walk_ins().filter(session__in=again)
    people = [*places.select_related("member", "told_by_hand"), *walk_ins.select_related("told_by_hand")]
    whose = {occasion: one for one in people for occasion in occasions_of(first_of(one), again[one.session_id])}
    messages = defaultdict(list)
    for message in Message.objects.filter(occasion__in=whose):
        messages[whose[message.occasion]].append(message)
    found = {pk: [] for pk in again}
    for one in people:
        place, walk_in = (one, None) if isinstance(one, SignUp) else (None, one)
        found[one.session_id].append(Telling(place, walk_in, messages[one], by_hand(one)))
    return found


def told_again(session: Session) -> int:
    """How often changed words were told."""
    outcome = getattr(session, "outcome", None)
    return outcome.told_again if outcome else 0


def by_hand(person) -> ToldByHand | None:
    return getattr(person, "told_by_hand", None)


def has_way(person: SignUp | Attendance) -> bool:
    """Does anybody know a way to reach them? Of somebody of the pool, whichever the pool knows."""
    member = getattr(person, "member", None)
    return bool(member and (member.email or member.phone or member.address)) or bool(person.reach)


def is_walk_in_told(walk_in: Attendance) -> bool:
    return telling_of(walk_in).is_told


def telling_of(person: SignUp | Attendance) -> Telling:
    """One of them."""
    mine = occasions_of(first_of(person), told_again(person.session))
    messages = list(Message.objects.filter(occasion__in=mine))
    is_place = isinstance(person, SignUp)
    return Telling(person if is_place else None, None if is_place else person, messages, by_hand(person))


def first_of(person: SignUp | Attendance) -> str:
    return first_occasion("place" if isinstance(person, SignUp) else "walk-in", person.pk)


def first_occasion(kind: str, pk: int) -> str:
    """When this person was told first."""
    return f"{kind}-{pk}-{HAPPENED}"


def occasions_of(first: str, again: int) -> list[str]:
    """The first time, and each time that changed words were told."""
    return [first, *(f"{first}-{number}" for number in range(1, again + 1))]


class ToldDays(NamedTuple):
    """From when to when people were told, and whether the last of them was told later than we had said."""

    first: date
    last: date
    is_late: bool

    @property
    def is_one(self) -> bool:
        return self.first == self.last


def with_told_days(sessions) -> None:
    """On what days people were told what came of those that are closed, or late and all were told: asked for all of
    them at once.

    Names may be forgotten by then. Whoever cannot be reached was told on no day.
    """
    late = {one.pk: one for one in sessions if one.told and one.is_late_to_tell}
    for pk, found in tellings_of(late.values()).items() if late else ():
        late[pk].all_told = all(one.is_told for one in found)
    closed = {one.pk: one for one in sessions if one.all_told or one.state == Session.State.FINISHED}
    days: dict[int, list[date]] = {pk: [] for pk in closed}
    for session, day in days_of(closed) if closed else ():
        days[session].append(day)
    for pk, told in days.items():
        if told:
            closed[pk].told_days = ToldDays(min(told), max(told), max(told) > closed[pk].told_by)


def days_of(sessions: dict[int, Session]) -> list[tuple[int, date]]:
    """Each person who was told, once: their session, and the first day on which they were."""
    people = {"place": SignUp.objects.all(), "walk-in": Attendance.objects.walk_ins()}
    whose = {
        first_occasion(kind, pk): session
        for kind, found in people.items()
        for pk, session in found.filter(session__in=sessions).order_by().values_list("pk", "session")
    }
    firsts = {
        occasion: first
        for first, session in whose.items()
        for occasion in occasions_of(first, told_again(sessions[session]))
    }
    sent = Message.objects.filter(occasion__in=firsts, state__in=ARRIVED, done_at__isnull=False).order_by()
    told = [(firsts[one], timezone.localtime(at).date()) for one, at in sent.values_list("occasion", "done_at")]
    noted = ToldByHand.objects.exclude(how=ToldByHand.How.NO_WAY).order_by()
    for kind, field in (("place", "place"), ("walk-in", "walk_in")):
        found = noted.filter(**{f"{field}__session__in": sessions}).values_list(field, "on")
        told += [(first_occasion(kind, pk), on) for pk, on in found]
    # The latest first, so that the first day of each person is the one that stays.
    first = dict(sorted(told, key=lambda one: one[1], reverse=True))
    return [(whose[one], day) for one, day in first.items()]
