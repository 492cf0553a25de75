"""What people need at a session: noted when they sign up, answered one by one, and each person told."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.mode import EASY, STANDARD
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from halton_coprod.record.workdays import working_day_after
from members.models import IN_THE_ROOM, LookRecord
from workshops.models import AccessRequest, Session, SignUp
from workshops.models.access import WORKING_DAYS
from workshops.models.sign_up import room_words
from workshops.notices import tell

SEE = "workshops.see_sign_ups"
TRAVEL = _("Help to get there")


def keep_requests(place: SignUp, *, more: Iterable[str] = ()) -> list[AccessRequest]:
    """Whatever this person needs and nobody has noted yet, in the words they read: part of signing up."""
    with translation.override(place.reads):
        travel = [str(TRAVEL)] if place.travel_help else []
        needed = [*map(str, place.said_needs), *filter(None, [*place.this_day.splitlines(), *more]), *travel]
    if not needed:
        return []
    known = {request.says for request in place.requests.all()}
    return [saved(AccessRequest(sign_up=place, says=says)) for says in dict.fromkeys(needed) if says not in known]


def fit_requests(place: SignUp) -> None:
    """Part of coming another way: online nobody needs help to get there, nor anything of the room; in person again,
    what they need there is asked for anew.
    """
    if not place.comes_online:
        keep_requests(place)
        return
    place.travel_help = False
    saved(place, "travel_help")
    drop_travel(place)
    drop_asked(place, room_words() | in_both_forms(lambda: shared_about_room(place)))


def shared_about_room(place: SignUp) -> list[str]:
    """What the pool knows of it, as the person reads it now."""
    needs = place.member.needs.for_session() if place.member else ()
    return [need.says for need in needs if need.item in IN_THE_ROOM]


def drop_travel(place: SignUp) -> None:
    """Part of saying that no help to get there is needed any more."""
    drop_asked(place, in_both_forms(lambda: [str(TRAVEL)]))


def drop_asked(place: SignUp, words: Collection[str]) -> None:
    """Nobody waits for an answer to these any more. What was answered stays, so that the team sees what they have
    arranged.
    """
    for request in place.requests.filter(state=AccessRequest.State.ASKED):
        if request.says in words:
            request.delete()


def in_both_forms(words: Callable[[], Iterable[str]]) -> set[str]:
    found = set()
    for form in (STANDARD, EASY):
        with translation.override(form):
            found.update(map(str, words()))
    return found


def gather_requests() -> int:
    """The clock: what people have told the pool since they signed up."""
    coming = SignUp.objects.active().filter(session__ends_at__gt=timezone.now(), session__state__in=Session.MAY_COME)
    coming = coming.exclude(member=None)
    found = coming.select_related("member").with_needs().prefetch_related("requests")
    return sum(gather_for(place) for place in list(found))


@transaction.atomic
def gather_for(place: SignUp) -> int:
    found = keep_requests(place)
    if found:
        audit.write("workshops.signup.gather", place, by=None, fields=["requests"], note=str(len(found)))
    return len(found)


@transaction.atomic
def note_request(place: SignUp, *, says: str, asked_on: date | None = None, by) -> AccessRequest:
    """The team writes down what somebody says they need, on the phone or at the table; `asked_on` where that was
    before today.
    """
    allow(by, SEE, place.session)
    known = next((one for one in locked(place).requests.all() if one.says == says), None)
    if known:
        return known
    asked_on = min(asked_on or timezone.localdate(), timezone.localdate())
    due = working_day_after(asked_on, WORKING_DAYS)
    request = saved(AccessRequest(sign_up=place, says=says, asked_on=asked_on, due=due))
    audit.write("workshops.accessrequest.note", request, by=by, for_whom=flow.for_whom(request, by))
    return request


def arrange_request(request: AccessRequest, *, answer: str = "", by) -> AccessRequest:
    """It will be there. The person is told."""
    return answered(request, "arrange", answer, by)


def agree_request(request: AccessRequest, *, answer: str, by) -> AccessRequest:
    """Something else was agreed with the person; `answer` says what."""
    return answered(request, "agree", spoken(answer, _("Say what you have agreed.")), by)


def refuse_request(request: AccessRequest, *, answer: str, by) -> AccessRequest:
    """We cannot do it; `answer` says why. The person is told before the day."""
    return answered(request, "refuse", spoken(answer, _("Say why. The person reads it.")), by)


@transaction.atomic
def answered(request, move, answer, by):
    row = flow.apply(request, move, by=by, answer=answer.strip(), answered_on=timezone.localdate())
    place = SignUp.objects.select_related("member", "session__venue").get(pk=row.sign_up_id)
    once = f"{row.pk}-{timezone.localtime():%Y%m%d%H%M%S}"
    tell(place, f"request-{row.state}", once=once, need=row.says, answer=row.answer)
    return row


def spoken(answer: str, otherwise) -> str:
    if not answer.strip():
        raise ValidationError({"answer": otherwise})
    return answer


@transaction.atomic
def look_at_sign_ups(session: Session, *, by) -> list[SignUp]:
    """Everybody who comes or waits, or did not answer in time, with what they need.

    That somebody looked is recorded, and each person can read it.

    One record for each person, each looker and each day.
    """
    allow(by, SEE, session)
    audit.write("workshops.session.look", session, by=by)
    found = session.sign_ups.listed().select_related("member", "attendance").with_needs().prefetch_related("requests")
    places = list(found)
    record_looks([place.member for place in places if place.member], session, by)
    return places


@transaction.atomic
def look_at_request(request: AccessRequest, *, by) -> AccessRequest:
    """One need of one person, to answer it. A look as any other."""
    session = request.sign_up.session
    allow(by, SEE, session)
    audit.write("workshops.accessrequest.look", request, by=by)
    record_looks([request.sign_up.member] if request.sign_up.member else [], session, by)
    return request


def record_looks(members, session, by) -> None:
    """Once a day for each session: the person reads who looked, when and for what."""
    begun = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = LookRecord.objects.filter(looker=by, what=LookRecord.What.NEEDS, at__gte=begun)
    # Why they looked is sealed: the database cannot compare it.
    looks = today.filter(member__in=members).values_list("member_id", "why")
    seen = {member for member, why in looks if why == session.name}
    facts = {"looker": by, "as_what": "facilitator", "what": LookRecord.What.NEEDS, "why": session.name}
    LookRecord.objects.bulk_create(LookRecord(member=one, **facts) for one in members if one.pk not in seen)
