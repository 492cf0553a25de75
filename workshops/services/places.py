"""Signing up and giving a place back. The row of the session is locked first; then we count; then we write."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.services.gate import allow, locked, saved
from halton_coprod.record import audit, flow
from members.models import Member, User, mark_of
from workshops.holders import Line
from workshops.models import AccessRequest, Objection, Session, SignUp
from workshops.notices import tell

from .access import keep_requests
from .line import has_room, serve_line

REMINDERS = (7, 1)


class Full(flow.NotNow):
    """All places are taken, and nobody waits for one."""


@dataclass(frozen=True)
class Asking:
    """What somebody says who signs up. Whoever is known to the pool is not asked for the first six."""

    name: str = ""
    way: str = ""
    reach: str = ""
    language: str = "en-gb"
    needs: list[str] = field(default_factory=list)
    is_new: bool = True
    this_day: str = ""
    supporters: int = 0
    supporter_name: str = ""
    travel_help: bool = False


@transaction.atomic
def sign_up(
    session: Session,
    *,
    asking: Asking,
    token: uuid.UUID,
    member: Member | None = None,
    user: User | None = None,
    by=None,
) -> SignUp:
    """Anybody takes a place, or waits for one when all are taken; they are told by their way.

    The same token is one sign-up, and so is the same person, however often they press. For somebody of the pool only
    they themselves, whoever they let sign them up, or the team. Raises Full where there is no waiting list.
    """
    if member is not None:
        allow(by, "members.book_for", member)
    row, mark = locked(session), mark_for(asking, member)
    known = SignUp.objects.filter(token=token).first() or row.sign_ups.active().filter(mark=mark).first()
    if known:
        return known
    if not row.takes_sign_ups:
        raise flow.NotNow(_("Nobody can sign up for this now. Phone us if you want to come."))
    place = SignUp(session=row, token=token, mark=mark, member=member, user=user, **facts_of(asking, member))
    place.state = SignUp.State.IN if has_room(row, is_new=place.is_new) else SignUp.State.WAITING
    if place.state == SignUp.State.WAITING and not row.has_waiting_list:
        raise Full(_("All places are taken."))
    saved(place)
    keep_requests(place)
    tell(place, place.state)
    audit.write("workshops.signup.sign_up", place, by=by, for_whom=getattr(member, "pk", None), note=place.state)
    return place


def mark_for(asking: Asking, member) -> str:
    """The same name with the same address is the same person."""
    if member is not None:
        return mark_of("sign-up", f"member {member.pk}")
    return mark_of("sign-up", " ".join(f"{asking.name} {asking.reach}".lower().split()))


def facts_of(asking: Asking, member) -> dict:
    """Of somebody of the pool nothing is written down twice."""
    day = {
        "this_day": asking.this_day,
        "supporters": asking.supporters,
        "supporter_name": asking.supporter_name,
        "travel_help": asking.travel_help,
        "in_line_since": timezone.now(),
    }
    if member is not None:
        return {**day, "name": member.name, "way": member.way, "is_new": member.last_came_at is None}
    if not (asking.name.strip() and asking.reach.strip()):
        raise ValidationError({"name": _("Tell us your name, and how to reach you.")})
    said = ("name", "way", "reach", "language", "needs", "is_new")
    return {**day, **{name: getattr(asking, name) for name in said}}


def with_session(place: SignUp) -> SignUp:
    """Lock the session of this place, then read the place as it stands now."""
    session = locked(place.session)
    place = SignUp.objects.select_related("member").get(pk=place.pk)
    place.session = session
    return place


@transaction.atomic
def accept_offer(place: SignUp, *, by) -> SignUp:
    """Yes to the place that was held. Saying yes twice is once; when the time is over, the place may be gone."""
    place = with_session(place)
    if place.state == SignUp.State.IN:
        return place
    if place.state == SignUp.State.OFFERED and place.offered_until <= timezone.now():
        raise flow.NotNow(_("The time to answer is over. You can wait for a place again."))
    flow.apply(place, "accept", by=by, offered_until=None)
    tell(place, "in", once="yes")
    return place


@transaction.atomic
def give_back(place: SignUp, *, by) -> SignUp:
    """The person does not come, does not want to wait, or says no to an offer. Whoever waits next is offered it."""
    place = with_session(place)
    if place.state == SignUp.State.CANCELLED:
        return place
    flow.apply(place, "give_back", by=by, offered_until=None)
    tell(place, "given_back")
    serve_line(place.session)
    return place


@transaction.atomic
def wait_again(place: SignUp, *, by) -> SignUp:
    """Whoever did not answer in time stands in line again, at its end."""
    place = with_session(place)
    if place.state in SignUp.ACTIVE:
        return place
    if not place.session.takes_sign_ups:
        raise flow.NotNow(_("Nobody can sign up for this now. Phone us if you want to come."))
    flow.apply(place, "wait", by=by, in_line_since=timezone.now())
    serve_line(place.session)
    return SignUp.objects.get(pk=place.pk)


@transaction.atomic
def extend_offer(place: SignUp, *, until: datetime, by) -> SignUp:
    """The team gives somebody longer to answer, up to the beginning of the session."""
    allow(by, "workshops.serve_line", place)
    place = with_session(place)
    if place.state != SignUp.State.OFFERED:
        raise flow.NotNow(_("This cannot be done now. Somebody may have changed it. Look at it again."))
    place.offered_until = min(until, place.session.starts_at)
    place.save(update_fields=["offered_until"])
    audit.write("workshops.signup.extend", place, by=by, fields=["offered_until"])
    return place


def lapse_offers() -> int:
    """The clock: offers that nobody answered in time; each place goes on to whoever waits next."""
    found = SignUp.objects.run_out(timezone.now()).select_related("session")
    return sum(lapse_offer(place) for place in list(found))


@transaction.atomic
def lapse_offer(place: SignUp) -> int:
    place = with_session(place)
    if place.state != SignUp.State.OFFERED or place.offered_until > timezone.now():
        return 0
    flow.apply(place, "lapse", by=Line(), offered_until=None)
    tell(place, "lapsed", once=f"{timezone.localtime():%Y%m%d%H%M%S}")
    serve_line(place.session)
    return 1


def send_reminders() -> int:
    """The clock: 7 days and 1 day before, once for each day it is on, and never after it has begun."""
    return sum(remind(session, days) for days in REMINDERS for session in Session.objects.to_remind(days))


@transaction.atomic
def remind(session: Session, days: int) -> int:
    """Whoever signed up later than this reminder was due has just been told everything."""
    due = session.starts_at - timedelta(days=days)
    told = 0
    for place in session.sign_ups.with_place().filter(signed_up_at__lt=due).select_related("member"):
        place.session = session
        tell(place, "soon", once=f"{days}-{session.starts_at:%Y%m%d%H%M}")
        told += 1
    return told


def erase_places(member: Member) -> None:
    """Part of erasing somebody: their name and what they said go from every list. Their places come free."""
    for place in member.sign_ups.active().select_related("session"):
        give_back(place, by=Eraser(place.pk))
    AccessRequest.objects.filter(sign_up__member=member).delete()
    Objection.objects.filter(place__member=member).delete()
    member.sign_ups.update(name="", reach="", needs=[], this_day="", supporter_name="", user=None, member=None)


@dataclass(frozen=True)
class Eraser:
    """The erasure itself, answering for this one place."""

    place: int
    pk: None = None

    def has_perm(self, _permission, thing=None) -> bool:
        return thing is not None and thing.pk == self.place
