"""What the clock tells people before a session, when it begins without them, and what it forgets long after."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from halton_coprod.record import audit
from members.models import Way
from workshops.models import AccessRequest, Objection, Session, SignUp
from workshops.models.sign_up import ALL_TOLD
from workshops.notices import tell

from .feedback import forget_words

DAYS_BEFORE = (7, 1)
# A letter of the day before would come too late.
BY_LETTER = (10,)
FIRST = timedelta(days=max(*DAYS_BEFORE, *BY_LETTER))
KEPT = timedelta(days=365)


def send_reminders() -> int:
    """The clock: 7 days and 1 day before, by letter 10 days; once for each day it is on, never after it has begun."""
    return sum(remind(session) for session in Session.objects.to_remind(FIRST))


@transaction.atomic
def remind(session: Session) -> int:
    """Whoever was told everything later than this reminder was due needs none; of two that are due, the later one."""
    now, told = timezone.now(), 0
    for place in session.sign_ups.with_place().filter(told_at__lt=now).select_related("member"):
        days = next_before(session, place, now)
        if days is None or place.told_at >= session.starts_at - timedelta(days=days):
            continue
        place.session = session
        tell(place, "soon", once=f"{days}-{session.starts_at:%Y%m%d%H%M}")
        SignUp.objects.filter(pk=place.pk).update(told_at=now)
        told += 1
    return told


def next_before(session: Session, place: SignUp, now) -> int | None:
    """The last reminder that is due by now; None before the first."""
    days = BY_LETTER if place.reached_by == Way.LETTER else DAYS_BEFORE
    return min((one for one in days if session.starts_at - timedelta(days=one) <= now), default=None)


def tell_who_waited() -> int:
    """The clock: it begins, and no place came free for those who still wait. They hear of it, and of the next ones."""
    found = SignUp.objects.waited_in_vain(timezone.now()).select_related("session", "member")
    return sum(tell_no_place(place) for place in list(found))


@transaction.atomic
def tell_no_place(place: SignUp) -> int:
    tell(place, "no-place")
    return SignUp.objects.filter(pk=place.pk, told_at=place.told_at).update(told_at=timezone.now())


def forget_places() -> int:
    """The clock: a year after the day, who came and what they needed is deleted; that somebody came stays counted.

    Name and way stay longer only where people have not been told what happened. What people said in words of their
    own is deleted when its team sees no names any more.
    """
    forget_words()
    found = SignUp.objects.to_forget(timezone.now() - KEPT).select_related("session")
    return sum(forget_place(place) for place in list(found))


@transaction.atomic
def forget_place(place: SignUp) -> int:
    gone = {"needs": [], "this_day": "", "supporter_name": ""}
    if place.session.state in ALL_TOLD:
        gone |= {"name": "", "reach": ""}
        Objection.objects.filter(place=place).delete()
    AccessRequest.objects.filter(sign_up=place).delete()
    SignUp.objects.filter(pk=place.pk).update(**gone)
    audit.write("workshops.signup.forget", place, by=None, fields=list(gone))
    return 1
