"""The waiting list: a free place is offered to whoever waits longest, held for days, and nobody is moved in unasked.

Everything here runs while the row of the session is locked.
"""

from datetime import datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from halton_coprod.record import flow
from members.models import Way
from workshops.holders import Line
from workshops.notices import tell

# A letter takes its time, there and back.
BY_LETTER = timedelta(days=4)
LAST_MINUTE = time(23, 59)


def has_room(session, *, is_new: bool) -> bool:
    """Is there a place for one more? Some may be kept for people who come for the first time."""
    held = session.sign_ups.holding().aggregate(all=Count("pk"), new=Count("pk", filter=Q(is_new=True)))
    kept = 0 if is_new else max(0, session.kept_for_new - held["new"])
    return held["all"] + kept < session.capacity


def serve_line(session) -> int:
    """Offer what is free, in order."""
    served = 0
    while session.serves_line and (place := next_served(session)):
        offer(place, session)
        served += 1
    return served


def next_served(session):
    """Whoever a place is free for now; what is kept for new people goes to the first of them in line."""
    if not session.sign_ups.waiting().exists():
        return None
    if has_room(session, is_new=False):
        return session.sign_ups.next_in_line(is_new=False)
    return session.sign_ups.next_in_line(is_new=True) if has_room(session, is_new=True) else None


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
