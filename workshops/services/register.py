"""The register: each tap once, in the order of the session's lock; nobody's tap is written over unseen."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.mode import EASY, STANDARD
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from members.models import Member, Way
from workshops.by_name import by_name
from workshops.models import Attendance, Report, Session, SignUp, Tap
from workshops.models.register import KEEP, TICK
from workshops.models.session import NAMES_KEPT, TO_TELL
from workshops.telling import is_walk_in_told

from .loop import tell_latecomer

MOST_SUPPORTERS = 9
LONGEST = timedelta(weeks=12)


class Conflict(flow.NotNow):
    """Somebody else has ticked this person differently. `theirs` is what stands; nothing was written."""

    def __init__(self, theirs: Attendance):
        super().__init__(_("Somebody else has ticked this differently. Look at it, then tick again."))
        self.theirs = theirs


@transaction.atomic
def look_at_register(session: Session, *, by) -> tuple[list[SignUp], list[Attendance]]:
    """Everybody who is expected, and who walked in: names, no needs, no addresses. That somebody looked is recorded."""
    allow(by, TICK, session)
    audit.write("workshops.session.look_at_register", session, by=by)
    expected = session.sign_ups.active() | session.sign_ups.filter(attendance__state__in=Attendance.State.values)
    expected = expected.defer("reach", "needs", "this_day", "supporter_name")
    places = sorted(expected.select_related("attendance", "seat__table"), key=lambda place: by_name(place.name))
    return places, list(session.attendances.walk_ins().select_related("seat__table"))


@transaction.atomic
def mark_attendance(
    session: Session, *, place=None, walk_in=None, state: str, was: str = "", token: uuid.UUID | None = None, by
) -> Attendance:
    """One tap: somebody came, came for part, sent apologies or did not come; an empty state takes the tick back.

    `was` is what the register showed when it was tapped. The same tap counts once. Door helpers tick in, no more.
    """
    allow(by, permission_for(state, was), session)
    attendance = found_in(register_of(session), place, walk_in)
    if is_counted(token) or attendance.state == state:
        return attendance
    if attendance.state != was:
        raise Conflict(attendance)
    if not attendance.pk:
        attendance.supporters = place.supporters
    attendance.state, attendance.marked_at = state, timezone.now()
    counted(attendance, token, by=by, verb="mark", note=f"{was or 'open'} → {state or 'open'}")
    if place and place.member_id:
        note_last_came(place.member_id)
    return attendance


@transaction.atomic
def count_supporters(
    session: Session, *, place=None, walk_in=None, number: int, was: int, token: uuid.UUID | None = None, by
) -> Attendance:
    """How many supporters really came with somebody."""
    allow(by, TICK, session)
    attendance = found_in(register_of(session), place, walk_in)
    if is_counted(token) or attendance.supporters == number:
        return attendance
    if not attendance.is_here or attendance.supporters != was:
        raise Conflict(attendance)
    attendance.supporters = min(max(number, 0), MOST_SUPPORTERS)
    counted(attendance, token, by=by, verb="count_supporters", note=f"{was} → {attendance.supporters}")
    return attendance


@transaction.atomic
def add_walk_in(
    session: Session,
    *,
    name: str = "",
    supporters: int = 0,
    way: str = "",
    reach: str = "",
    language: str = STANDARD,
    token: uuid.UUID,
    by,
) -> Attendance:
    """Somebody comes who has not signed up. The name may follow later or never.

    Whoever leaves a way to reach them is told what came of it, as everybody else is.
    """
    allow(by, TICK, session)
    row = register_of(session)
    tap = Tap.objects.filter(token=token).select_related("attendance").first()
    if tap:
        return tap.attendance
    attendance = Attendance(session=row, state=Attendance.State.CAME, name=name.strip()[:200])
    attendance.supporters = min(supporters, MOST_SUPPORTERS)
    if reach.strip():
        attendance.way, attendance.reach = way or way_of(reach), reach.strip()[:300]
        attendance.language = language if language == EASY else STANDARD
        refuse_unreachable(attendance.way, attendance.reach)
    counted(attendance, token, by=by, verb="walk_in", note="")
    return attendance


def refuse_unreachable(way: str, reach: str) -> None:
    """What is written must fit the way that was chosen, or nobody would hear what came of it."""
    if way == Way.EMAIL:
        validate_email(reach)
    elif way != Way.LETTER and ("@" in reach or not any(letter.isdigit() for letter in reach)):
        raise ValidationError(_("This is not a phone number. Write one, or choose another way."))


def way_of(reach: str) -> str:
    """Where nobody said how: an address with an @ is an email, figures are a phone number, all else is for letters."""
    if "@" in reach:
        return Way.EMAIL
    return Way.PHONE if sum(letter.isdigit() for letter in reach) * 2 > len(reach.strip()) else Way.LETTER


@dataclass(frozen=True)
class Mark:
    """One line of the sheet: what stood there when it was typed up, and what the paper says."""

    place: SignUp | None
    walk_in: Attendance | None
    was: str
    state: str
    supporters: int


@transaction.atomic
def type_up_register(
    session: Session, *, marks: list[Mark], walked_in: list[dict] = (), token: uuid.UUID, by
) -> tuple[int, list[str]]:
    """The whole sheet at once: how many lines were kept, and whose line somebody else has ticked differently meanwhile.

    Those stay as they are. Each line is a tap of its own, so that the same sheet sent twice counts once.
    """
    allow(by, KEEP, session)
    kept, others = 0, []
    for mark in marks:
        who = {"place": mark.place, "walk_in": mark.walk_in}
        try:
            kept += typed_up(session, mark, who, token, by)
        except Conflict as conflict:
            others.append((mark.place or conflict.theirs).name)
    for number, facts in enumerate(walked_in):
        add_walk_in(session, **facts, token=uuid.uuid5(token, f"new {number}"), by=by)
    return kept, others


def typed_up(session, mark: Mark, who: dict, token, by) -> bool:
    key = f"p{mark.place.pk}" if mark.place else f"w{mark.walk_in.pk}"
    attendance = None
    if mark.state != mark.was:
        once = uuid.uuid5(token, f"{key} {mark.state}")
        attendance = mark_attendance(session, **who, state=mark.state, was=mark.was, token=once, by=by)
    now = attendance or found_in(session, **who)
    if not now.is_here or now.supporters == mark.supporters:
        return attendance is not None
    once = uuid.uuid5(token, f"{key} {mark.supporters}")
    count_supporters(session, **who, number=mark.supporters, was=now.supporters, token=once, by=by)
    return True


def permission_for(state: str, was: str) -> str:
    """Ticking in, and taking that back, is what a door helper may do."""
    return TICK if {state, was} <= {Attendance.State.CAME, ""} else KEEP


def register_of(session: Session) -> Session:
    """The session, locked: two registers take turns."""
    row = locked(session)
    if says := why_shut(row):
        raise flow.NotNow(says)
    return row


def why_shut(session: Session) -> str:
    """Why nobody can be ticked, in words; nothing when they can."""
    if not session.has_register:
        return _("There is no register for a session that does not take place.")
    return "" if session.day_has_come else _("This day has not come yet.")


def found_in(session: Session, place, walk_in) -> Attendance:
    """The row as it stands now, or a new one."""
    if walk_in is not None:
        return session.attendances.get(pk=walk_in.pk)
    known = session.attendances.filter(sign_up=place).first()
    return known or Attendance(session=session, sign_up=place)


def is_counted(token) -> bool:
    return token is not None and Tap.objects.filter(token=token).exists()


def counted(attendance, token, *, by, verb, note) -> None:
    """Whoever is there once it was published what came of it is told so."""
    saved(attendance)
    saved(Tap(token=token or uuid.uuid4(), attendance=attendance))
    tell_latecomer(attendance)
    audit.write(f"workshops.attendance.{verb}", attendance, by=by, fields=["state", "supporters"], note=note)


def note_last_came(member: int) -> None:
    """When somebody of the pool last came: worked out anew, so that a tick taken back is taken back here too."""
    came = Attendance.objects.here().filter(sign_up__member=member)
    Member.objects.filter(pk=member).update(last_came_at=came.aggregate(last=Max("session__starts_at"))["last"])


def forget_walk_ins() -> int:
    """The clock: names of people who walked in go when they have been told what came of it, or after 4 weeks.

    Whoever left a way to be told waits for that, and for the report of the series where one is being written, 12 weeks
    at most. That they came stays counted.
    """
    now = timezone.now()
    over = Attendance.objects.filter(sign_up=None, session__ends_at__lt=now - NAMES_KEPT)
    named = over.exclude(name="", reach="").select_related(
        "session__outcome", "session__series__report", "told_by_hand"
    )
    return sum(forget_walk_in(one) for one in list(named) if has_heard_all(one) or is_kept_too_long(one, now))


def has_heard_all(walk_in: Attendance) -> bool:
    report = getattr(walk_in.session.series, "report", None)
    waits = walk_in.reach and report and report.state != Report.State.PUBLISHED
    return not waits and is_walk_in_told(walk_in)


def is_kept_too_long(walk_in: Attendance, now) -> bool:
    return walk_in.session.ends_at < now - (LONGEST if walk_in.reach else TO_TELL)


@transaction.atomic
def forget_walk_in(attendance: Attendance) -> int:
    row = locked(attendance)
    row.name, row.way, row.reach = "", "", ""
    row.save(update_fields=["name", "way", "reach"])
    Tap.objects.filter(attendance=row, at__lt=timezone.now() - timedelta(days=1)).delete()
    audit.write("workshops.attendance.forget", row, by=None, fields=["name"])
    return 1
