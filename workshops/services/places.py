"""Signing up and giving a place back. The row of the session is locked first; then we count; then we write."""

import uuid
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, cleaned, hold, saved
from members.models import Member, Message, User, mark_of
from members.services.erasing import forget_messages
from workshops.marks import marks_with
from workshops.models import AccessRequest, Attendance, Badge, Objection, ReportReply, Session, SignUp
from workshops.models.sign_up import ANSWER
from workshops.notices import tell

from .access import drop_travel, fit_requests, keep_requests
from .line import serve_line
from .offers import NOT_NOW, with_session
from .same import free_mark, known_place, marks_for, own_marks, signed_up_again

CLOSED = _("Nobody can sign up for this now. Phone us if you want to come.")

# Whether there is a place, and until when one is offered.
DECIDES = (
    *("state", "mode", "capacity", "kept_for_new", "has_waiting_list", "offer_days"),
    *("sign_up_from", "sign_up_until", "starts_at", "ends_at"),
)


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
    comes: str = ""


def sign_up(
    session: Session,
    *,
    asking: Asking,
    token: uuid.UUID,
    member: Member | None = None,
    user: User | None = None,
    by=None,
) -> SignUp:
    """Anybody takes a place, or waits for one when all are taken; they are told by their way. `session` as it was just
    read: what decides is read anew, its words are not.

    The same token is one sign-up, and so is the same person, with their record of the pool or without it, however often
    they press: see `signed_up_again`. For somebody of the pool only they themselves, whoever they let sign them up, or
    the team. Raises Full where there is no waiting list.
    """
    if member is not None:
        allow(by, "members.book_for", member)
    marks = marks_for(member, asking.name, asking.reach)
    place = SignUp(session=session, token=token, user=user, **facts_of(asking, member))
    if known := known_place(session, token, marks, member):
        return signed_up_again(known, place, by=by)
    place.mark = marks[0] if member is None else free_mark(session, member)
    cleaned(place)
    try:
        return take_place(place, by=by)
    except (IntegrityError, flow.NotNow) as refused:
        # The same person may have pressed twice at once, and the other press was first.
        if known := known_place(session, token, marks, member):
            return signed_up_again(known, place, by=by)
        if member is None or isinstance(refused, flow.NotNow):
            raise
    # Somebody else of the pool with this name and address was first: the last mark is nobody else's.
    place.mark = own_marks(member)[0]
    return take_place(place, by=by)


@transaction.atomic
def take_place(place: SignUp, *, by) -> SignUp:
    """A place, or one in line. All that could be found out before is known: now others wait behind this person."""
    session = place.session
    hold(session, *DECIDES)
    if not session.takes_sign_ups:
        raise flow.NotNow(CLOSED)
    room = serve_line(session)
    has_place = room.has_place(is_new=place.is_new)
    if not has_place and not session.has_waiting_list:
        raise Full(_("All places are taken."))
    place.state = SignUp.State.IN if has_place else SignUp.State.WAITING
    place.comes = place.comes if session.is_both else ""
    place.in_line_since = timezone.now()
    place.save()
    keep_requests(place)
    tell(place, place.state, is_first=True, number=room.waiting + 1)
    audit.write("workshops.signup.sign_up", place, by=by, for_whom=flow.for_whom(place, by), note=place.state)
    return place


def facts_of(asking: Asking, member) -> dict:
    """Of somebody of the pool nothing is written down twice."""
    day = {
        "this_day": asking.this_day,
        "supporters": asking.supporters,
        "supporter_name": asking.supporter_name,
        "travel_help": asking.travel_help,
        "comes": asking.comes,
        "state": SignUp.State.WAITING,
        "in_line_since": timezone.now(),
    }
    if member is not None:
        known = {"member": member, "name": member.name, "way": member.way}
        return {**day, **known, "is_new": member.last_came_at is None}
    if not (asking.name.strip() and asking.reach.strip()):
        raise ValidationError({"name": _("Tell us your name, and how to reach you.")})
    said = ("name", "way", "reach", "language", "needs", "is_new")
    return {**day, **{name: getattr(asking, name) for name in said}}


@transaction.atomic
def give_back(place: SignUp, *, by) -> SignUp:
    """The person does not come, does not want to wait, or says no to an offer. Whoever waits next is offered it.

    Whoever had a place hears that what they have paid for already is paid back where they are ill.
    """
    place = with_session(place)
    if place.state == SignUp.State.CANCELLED:
        return place
    had_place = place.state == SignUp.State.IN
    flow.apply(place, "give_back", by=by, offered_until=None)
    tell(place, "given_back" if had_place else "given_back-waiting")
    serve_line(place.session)
    return place


@transaction.atomic
def confirm_place(place: SignUp, *, by) -> SignUp:
    """After a move: yes, they still come. Nobody loses a place who does not say so."""
    place = with_session(place)
    if place.state != SignUp.State.IN or not place.still_comes:
        raise flow.NotNow(NOT_NOW)
    allow(by, ANSWER, place)
    if place.still_comes != SignUp.Still.YES:
        place.still_comes = SignUp.Still.YES
        place.save(update_fields=["still_comes"])
        written(place, "confirm", by=by, fields=["still_comes"])
    return place


@transaction.atomic
def wait_again(place: SignUp, *, by) -> SignUp:
    """Whoever did not answer in time stands in line again, at its end; or has signed up anew meanwhile."""
    place = with_session(place)
    member = place.member
    if current := known_place(place.session, uuid.uuid4(), [place.mark], member):
        return current
    if not place.session.takes_sign_ups:
        raise flow.NotNow(CLOSED)
    mark = free_mark(place.session, member) if member else place.mark
    flow.apply(place, "wait", by=by, mark=mark, in_line_since=timezone.now(), told_at=timezone.now())
    serve_line(place.session)
    return SignUp.objects.get(pk=place.pk)


@transaction.atomic
def change_place(
    place: SignUp,
    *,
    supporters: int,
    supporter_name: str = "",
    travel_help: bool = False,
    needs: str = "",
    comes: str = "",
    by,
) -> SignUp:
    """Who comes with them, help with travel, in person or online, one more need: said later, or anew.

    An empty `comes` leaves what was said; whoever comes online needs no help to get there.
    """
    allow(by, ANSWER, place)
    place = with_session(place)
    if place.state not in SignUp.ACTIVE or place.session.is_over:
        raise flow.NotNow(NOT_NOW)
    place.comes = (comes or place.comes) if place.session.is_both else place.comes
    place.supporters, place.travel_help = supporters, travel_help and not place.comes_online
    place.supporter_name = supporter_name.strip() if supporters else ""
    saved(place)
    if not place.travel_help:
        drop_travel(place)
    keep_requests(place, more=[needs.strip()])
    fit_requests(place)
    written(place, "change", by=by, fields=["supporters", "travel_help", "comes"])
    return place


def written(place: SignUp, deed: str, *, by, fields) -> None:
    audit.write(f"workshops.signup.{deed}", place, by=by, for_whom=flow.for_whom(place, by), fields=fields)


def erase_places(member: Member) -> None:
    """Part of erasing somebody: their name and what they said go from every list, with the messages about it. Their
    places come free.
    """
    marks = marks_for(member)
    places = list(every_place_of(member, marks).select_related("session"))
    for place in places:
        if place.is_active:
            give_back(place, by=TheHub(place.pk))
    theirs = SignUp.objects.filter(pk__in=[place.pk for place in places])
    AccessRequest.objects.filter(sign_up__in=theirs).delete()
    for kept in (Objection, ReportReply, Badge):
        kept.objects.filter(place__in=theirs).delete()
    for place in places:
        place.mark = mark_of("sign-up", f"erased {place.pk}")
        place.save(update_fields=["mark"])
    theirs.update(name="", reach="", needs=[], this_day="", supporter_name="", user=None, member=None)
    walked_in = erase_walk_ins(marks)
    for begins in (*(f"place-{place.pk}-" for place in places), *(f"walk-in-{one.pk}-" for one in walked_in)):
        forget_messages(Message.objects.filter(member=None, occasion__startswith=begins))


def erase_walk_ins(marks: list[str]) -> list[Attendance]:
    """Who walked in under this name and left the same way to reach them; that somebody came stays counted."""
    left = Attendance.objects.filter(sign_up=None).exclude(reach="")
    found = [one for one in left if not set(marks).isdisjoint(marks_with(one.name, one.reach))]
    Attendance.objects.filter(pk__in=[one.pk for one in found]).update(name="", way="", reach="")
    return found


def every_place_of(member: Member, marks: list[str]):
    """With their record; and before they had one, or beside it: with their own sign-in, or as a guest of the same name
    with the same way to reach them.
    """
    guest = Q(mark__in=marks) | (Q(user=member.user_id) if member.user_id else Q())
    return SignUp.objects.filter(Q(member=member) | Q(guest, member=None))


@dataclass(frozen=True)
class TheHub:
    """The hub itself, answering for this one place where somebody is erased or two records become one."""

    place: int
    pk: None = None

    def has_perm(self, _permission, thing=None) -> bool:
        return thing is not None and thing.pk == self.place
