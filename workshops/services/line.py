"""The waiting list: a free place is offered to whoever waits longest, held for days, and nobody is moved in unasked.

Everything here runs while the row of the session is locked.
"""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from halton_coprod.record import flow
from members.models import Way
from workshops.holders import Line
from workshops.notices import tell

# A letter takes its time, there and back.
BY_LETTER = timedelta(days=4)


def has_room(session, *, is_new: bool) -> bool:
    """Is there a place for one more? Some may be kept for people who come for the first time."""
    held = session.sign_ups.holding().aggregate(all=Count("pk"), new=Count("pk", filter=Q(is_new=True)))
    kept = 0 if is_new else max(0, session.kept_for_new - held["new"])
    return held["all"] + kept < session.capacity


def serve_line(session) -> int:
    """Offer what is free, in order."""
    if not session.serves_line:
        return 0
    served = 0
    for place in list(session.sign_ups.waiting().select_related("member")):
        if has_room(session, is_new=place.is_new):
            offer(place, session)
            served += 1
        elif not has_room(session, is_new=True):
            break
    return served


def offer(place, session) -> None:
    place.session = session
    flow.apply(place, "offer", by=Line(), offered_until=held_until(place, session))
    tell(place, "offered", once=f"{timezone.localtime():%Y%m%d%H%M%S}")


def held_until(place, session):
    """So many days as the facilitator set, longer by letter, and never after it has begun."""
    way = place.member.way if place.member else place.way
    days = timedelta(days=session.offer_days) + (BY_LETTER if way == Way.LETTER else timedelta())
    return min(timezone.now() + days, session.starts_at)
