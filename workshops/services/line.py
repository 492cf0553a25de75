"""The waiting list: a free place is offered to whoever waits longest, held for days, and nobody is moved in unasked.

Everything here runs while the row of the session is locked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from halton_coprod.record import flow
from members.models import Way
from workshops.holders import Line
from workshops.models.sign_up import LAST_MINUTE
from workshops.notices import tell

# A letter takes its time, there and back.
BY_LETTER = timedelta(days=4)


@dataclass(frozen=True)
class Room:
    """How a session stands, counted while it is locked. Some places may be kept for people who come first time."""

    capacity: int
    kept_for_new: int
    held: int
    held_by_new: int
    waiting: int

    def has_place(self, *, is_new: bool) -> bool:
        """Is there a place for one more?"""
        kept = 0 if is_new else max(0, self.kept_for_new - self.held_by_new)
        return self.held + kept < self.capacity


def room_in(session) -> Room:
    groups = list(session.sign_ups.active().order_by().values_list("state", "is_new").annotate(Count("pk")))
    held = [(is_new, many) for state, is_new, many in groups if state != "waiting"]
    return Room(
        session.capacity,
        session.kept_for_new,
        held=sum(many for _is_new, many in held),
        held_by_new=sum(many for is_new, many in held if is_new),
        waiting=sum(many for state, _is_new, many in groups if state == "waiting"),
    )


def serve_line(session) -> Room:
    """Offer what is free, in order; what is kept for new people goes to the first of them in line."""
    room = room_in(session)
    while session.serves_line and (place := next_served(session, room)):
        offer(place, session)
        room = room_in(session)
    return room


def next_served(session, room: Room):
    """Whoever a place is free for now."""
    if not room.waiting:
        return None
    if room.has_place(is_new=False):
        return session.sign_ups.next_in_line(is_new=False)
    return session.sign_ups.next_in_line(is_new=True) if room.has_place(is_new=True) else None


def offer(place, session) -> None:
    place.session = session
    flow.apply(place, "offer", by=Line(), offered_until=held_until(place), told_at=timezone.now())
    tell_offer(place)


def tell_offer(place, occasion: str = "offered") -> None:
    """Each offer has its own day, and so its own message."""
    tell(place, occasion, once=f"{timezone.localtime():%Y%m%d%H%M%S}")


def held_until(place, told_at=None):
    """To the end of the day, so many days after they were told as the facilitator set, longer by letter; never after
    it has begun.
    """
    days = timedelta(days=place.session.offer_days) + (BY_LETTER if place.reached_by == Way.LETTER else timedelta())
    day = timezone.localtime(told_at).date() + days
    return min(timezone.make_aware(datetime.combine(day, LAST_MINUTE)), place.session.starts_at)
