"""Whoever signs up twice is one person with one place: by their record of the pool, or by the same name and address."""

import uuid

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import saved
from members.models import Member, Message, marks_of
from workshops.marks import marks_with
from workshops.models import Session, SignUp
from workshops.models.sign_up import ANSWER
from workshops.notices import tell

from .access import keep_requests
from .offers import with_session

ATTACH = "members.record_member"


def known_place(session: Session, token: uuid.UUID, marks: list[str], member: Member | None) -> SignUp | None:
    """What this press made before, or else what the same person has. What somebody else of the pool has is not theirs:
    two people of one house may have the same name.
    """
    same = Q(mark__in=marks)
    if member is not None:
        same = Q(member=member) | (same & Q(member=None))
    found = SignUp.objects.filter(Q(token=token) | Q(same, session=session, state__in=SignUp.ACTIVE))
    return max(found, key=lambda one: (one.token == token, one.is_of(member), one.pk), default=None)


def marks_for(member: Member | None, name: str = "", reach: str = "") -> list[str]:
    """The same name with the same address is the same person, whether the pool knows them or not, also while a new key
    is being put in. For somebody of the pool the first is of the way by which we tell them; who has been signed up
    without their record may have said another. The last are nobody else's.
    """
    if member is None:
        return marks_with(name, reach)
    told_at = getattr(member, Message.REACHED_BY.get(member.way, ""), "")
    known = filter(None, dict.fromkeys((told_at, member.email, member.phone, member.address)))
    return [*(mark for at in known for mark in marks_with(member.name, at)), *own_marks(member)]


def own_marks(member: Member) -> list[str]:
    return marks_of("sign-up", f"member {member.pk}")


def free_mark(session: Session, member: Member) -> str:
    """The first by which nobody else has a place there."""
    marks = marks_for(member)
    others = session.sign_ups.active().filter(mark__in=marks).exclude(member=member)
    taken = set(others.values_list("mark", flat=True))
    return next(mark for mark in marks if mark not in taken)


def mark_place(place: SignUp) -> None:
    """With the key that is the first now. Where no name is kept any more, nobody can sign up as that person again."""
    if place.member_id is None and place.name:
        place.mark = marks_for(None, place.name, place.reach)[0]
    elif place.member_id:
        own = own_marks(place.member)
        place.mark = own[0] if place.mark in own else free_mark(place.session, place.member)


@transaction.atomic
def signed_up_again(place: SignUp, asked: SignUp, *, by) -> SignUp:
    """Their place as it stands; the same press changes nothing. By another one whoever may answer for this place adds
    what is new, and the pool's staff attach the record of whoever had been signed up without it.

    Who types a name and an address need not be that person: who has the place is told by their way, once a day.
    """
    if place.token == asked.token:
        return place
    is_known, attaches = place.is_of(asked.member), may_attach(place, asked, by)
    if attaches or (by is not None and by.has_perm(ANSWER, place)):
        place = with_session(place)
        if place.is_active and not place.session.is_over:
            add_what_is_new(place, asked, attaches=attaches, by=by)
    if place.is_active and not is_known:
        tell(place, place.state, once=f"again-{timezone.localdate()}")
    return place


def may_attach(place: SignUp, asked: SignUp, by) -> bool:
    return place.member_id is None and asked.member_id is not None and by.has_perm(ATTACH)


def add_what_is_new(place: SignUp, asked: SignUp, *, attaches: bool, by) -> None:
    if attaches:
        # What was said without the record stays: each need is noted already.
        place.member, place.way, place.reach, place.name = asked.member, asked.way, "", asked.name
    place.needs = [] if place.member_id else list(dict.fromkeys([*place.needs, *asked.needs]))
    keep_words(place, asked)
    keep_requests(place, more=asked.needs)
    fields = ["this_day", "supporters", "supporter_name", "travel_help", "comes", *(["member"] if attaches else [])]
    audit.write("workshops.signup.change", place, by=by, for_whom=flow.for_whom(place, by), fields=fields)


def keep_words(kept: SignUp, other: SignUp) -> None:
    """Of what was said twice, all; each thing once."""
    kept.this_day = "\n".join(dict.fromkeys(filter(None, [*kept.this_day.splitlines(), *other.this_day.splitlines()])))
    kept.supporters = max(kept.supporters, other.supporters)
    kept.supporter_name = ", ".join(dict.fromkeys(filter(None, (kept.supporter_name, other.supporter_name))))
    kept.comes = kept.comes or (other.comes if kept.session.is_both else "")
    kept.travel_help = (kept.travel_help or other.travel_help) and not kept.comes_online
    kept.is_new = kept.is_new and other.is_new
    saved(kept)
