"""Opening a session, moving it, calling it off: whoever signed up hears of each change by their way."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import EasyRead, fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from halton_coprod.record.workdays import working_days_between
from workshops.models import Session, SignUp, Venue
from workshops.models.session import PLAN
from workshops.notices import not_told_yet, tell
from workshops.readiness import missing

from .access import fit_requests
from .line import held_until, serve_line, tell_offer
from .nudging import tell_team
from .planning import NotReady, keep_agenda, shifted, still_ready

OVER = (Session.State.CANCELLED, Session.State.HELD, Session.State.NOT_HELD, Session.State.FINISHED)
# Called off later than this, people get what we offered (DOMAIN BR-10).
SHORT_NOTICE = 2


@transaction.atomic
def open_session(session: Session, *, by) -> Session:
    """People may sign up from now on. Raises NotReady with everything that is missing, in words.

    After it was put off, everybody hears the new day, and is asked if they can come who has not said it of this day;
    then the line is served.
    """
    was_put_off = ready_to(session, "open", by=by).state == Session.State.POSTPONED
    row = made(session, "open", by=by, because="", because_easy=EasyRead())
    if was_put_off:
        tell_of_move(row, "again", once=str(row.edition), by=by)
    serve_line(row)
    return row


def ready_to(session: Session, move: str, *, by) -> Session:
    """Before people may sign up, nothing is missing that they count on. Raises NotReady with what is, in words."""
    allow(by, PLAN, session)
    row = locked(session)
    if row.state in Session.MOVES[move].sources and (lacks := missing(row)):
        raise NotReady(lacks)
    return row


def made(session: Session, move: str, *, by, **facts) -> Session:
    """One move of the flow; calendars know by the edition that something has changed."""
    edition = locked(session).edition + 1
    return flow.apply(session, move, by=by, edition=edition, changed_at=timezone.now(), **facts)


def close_session(session: Session, *, by) -> Session:
    """Nobody signs up any more; places and the waiting list stay."""
    return flow.apply(session, "close", by=by)


@transaction.atomic
def reopen_session(session: Session, *, by) -> Session:
    """People sign up again; whoever waits already comes first. Raises NotReady with everything that is missing."""
    ready_to(session, "reopen", by=by)
    row = flow.apply(session, "reopen", by=by)
    serve_line(row)
    return row


@transaction.atomic
def hold_session(session: Session, *, by) -> Session:
    """It has taken place: not before it has begun."""
    if locked(session).has_not_begun:
        raise flow.NotNow(_("It has not begun yet."))
    return flow.apply(session, "hold", by=by)


@transaction.atomic
def move_session(
    session: Session, *, starts_at: datetime, ends_at: datetime, venue: Venue | None = None, mode: str = "", by
) -> Session:
    """Another day, another venue, or online: everybody is told by their way and asked whether they still can come.
    Online there is no venue any more, and nobody needs help to get there.

    Whoever has a place and hears of another day late gets what was offered. The agenda moves with the beginning. A day
    that is put right afterwards is told to nobody; what is put off is told when it opens again.
    """
    allow(by, PLAN, session)
    return moved(locked(session), starts_at, ends_at, venue=venue, mode=mode, by=by)


def moved(row: Session, starts_at: datetime, ends_at: datetime, *, venue=None, mode="", by) -> Session:
    """Of a session that is locked."""
    if row.state in OVER:
        raise flow.NotNow(_("This cannot be done now. Somebody may have changed it. Look at it again."))
    mode = mode or row.mode
    venue, stays = (None, None) if mode == Session.Mode.ONLINE else (venue, row.venue)
    was_on = timezone.localtime(row.starts_at).date()
    now_at = (starts_at, ends_at, venue or stays, mode)
    only_hall = (row.starts_at, row.ends_at, row.mode) == (starts_at, ends_at, mode)
    if (row.starts_at, row.ends_at, row.venue, row.mode) == now_at:
        return row
    if venue and not venue.is_checked and row.state != Session.State.DRAFT:
        raise ValidationError({"venue": _("Somebody must go and look at the venue first.")})
    was = (row.when, row.where)
    agenda = shifted(row.agenda.all(), begins=starts_at, before=row.starts_at)
    with still_ready(row):
        row.starts_at, row.ends_at, row.venue, row.mode = now_at
        row.sign_up_until = min(row.sign_up_until, starts_at) if row.sign_up_until else None
        saved(row)
        keep_what_was(row, *was)
        row.agenda.all().delete()
        keep_agenda(row, agenda)
    for place in active(row):
        fit_requests(place)
    line = audit.write("workshops.session.move", row, by=by, fields=["starts_at", "ends_at", "venue", "mode"])
    if row.state == Session.State.POSTPONED:
        # Whoever said that they come said it of another day.
        row.sign_ups.with_place().update(still_comes="")
    if row.has_not_begun and row.state in (Session.State.OPEN, Session.State.CLOSED):
        is_late = is_short_notice(was_on) and was_on != timezone.localtime(starts_at).date()
        with_place = "moved-late" if is_late else ""
        tell_of_move(row, with_place=with_place, only_hall=only_hall, once=str(line.pk), by=by)
    return row


def keep_what_was(row: Session, when: str, where: str) -> None:
    """What each person was told last stands beside what is so now. Of what was put off nobody hears until it opens."""
    if row.state == Session.State.POSTPONED:
        keep_told(row, Q(), was_where=(where, row.where))
    else:
        keep_told(row, Q(pk__in=not_told_yet(row)), was_when=(when, row.when), was_where=(where, row.where))


def keep_told(row: Session, waits: Q, **changes) -> None:
    """What was and what is now, by its name. Who still waits to hear of the change before knows what was earlier."""
    places = row.sign_ups.active()
    for name, (was, now) in changes.items():
        places.exclude(waits, ~Q(**{name: ""})).update(**{name: was})
        places.filter(**{name: now}).update(**{name: ""})


def tell_of_move(
    row: Session, occasion: str = "moved", *, with_place: str = "", only_hall: bool = False, once: str, by
) -> None:
    """Who has a place is asked if they still come, and hears more where it says so; who was offered one gets all their
    days anew; who waits is told, and so are the team and whoever helps at the door. That it is in another hall is
    nothing to whoever comes online.
    """
    places = row.sign_ups.active()
    if only_hall and row.is_both:
        places = places.exclude(comes=SignUp.Comes.ONLINE)
    row.edition, row.changed_at = row.edition + 1, timezone.now()
    row.save(update_fields=["edition", "changed_at"])
    has_place = places.with_place()
    unsaid = has_place.exclude(still_comes=SignUp.Still.YES) if occasion == "again" else has_place
    unsaid.update(still_comes=SignUp.Still.ASKED)
    places.update(told_at=timezone.now())
    for place in of_session(row, places):
        if place.state == SignUp.State.OFFERED:
            place.offered_until = held_until(place)
            place.save(update_fields=["offered_until"])
            tell_offer(place, f"offered-{occasion}")
        else:
            is_in = place.state == SignUp.State.IN
            tell(place, (with_place or occasion) if is_in else f"{occasion}-waiting", once=once)
    tell_team("moved", row, timezone.localtime(row.starts_at).date(), by=by)


def active(row: Session):
    return of_session(row, row.sign_ups.active())


def of_session(row: Session, places):
    """These places, each with the session as it stands here."""
    for place in places.select_related("member"):
        place.session = row
        yield place


@transaction.atomic
def postpone_session(
    session: Session,
    *,
    because: str,
    because_easy: EasyRead | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    by,
) -> Session:
    """Not on this day; on the new one, or on one that is not known yet. Everybody keeps their place and is told why.

    Who has a place is asked at once if they can come on the new day, and gets what was offered if they hear it late. No
    offer runs out meanwhile. It opens again when it has a new day.
    """
    row = made(session, "postpone", by=by, **why(because, because_easy), put_off_from=session.starts_at)
    keep_told(row, Q(pk__in=not_told_yet(row)), was_when=(row.when, ""), was_where=("", ""))
    if starts_at:
        row = moved(row, starts_at, ends_at, by=by)
        if row.waits_for_day:
            raise ValidationError({"day": _("This is the old day. Choose another one.")})
    asks = "" if row.waits_for_day else SignUp.Still.ASKED
    row.sign_ups.with_place().update(still_comes=asks)
    with_place = "-late" if is_short_notice(timezone.localtime(row.put_off_from).date()) else ""
    for place in active(row):
        says = "postponed" if row.waits_for_day else "postponed-to"
        stands = with_place if place.state == SignUp.State.IN else f"-{place.state}"
        tell(place, f"{says}{stands}", once=str(row.edition))
    tell_team("called-off-that-day", row, timezone.localtime(row.put_off_from).date(), by=by)
    return row


def cancel_session(session: Session, *, because: str, because_easy: EasyRead | None = None, by) -> Session:
    """It does not take place at all. Everybody is told why."""
    return called_off(session, "cancel", why(because, because_easy), by=by)


@transaction.atomic
def give_up_session(session: Session, *, because: str, because_easy: EasyRead | None = None, by) -> Session:
    """The day came and it did not take place. Everybody is told why. Before it has begun it is cancelled."""
    if locked(session).has_not_begun:
        raise flow.NotNow(_("It has not begun yet."))
    return called_off(session, "give_up", why(because, because_easy), by=by)


def why(because: str, easy: EasyRead | None) -> dict:
    """The reason in both forms; never without one."""
    if not because.strip():
        raise ValidationError({"because": _("Say why. Everybody who signed up reads it.")})
    return {"because": because.strip(), "because_easy": fitted(easy, because.strip())}


@transaction.atomic
def called_off(session, move, reason, *, by):
    """Whoever had a place and hears it late gets what was offered."""
    row = made(session, move, by=by, **reason)
    day = timezone.localtime(row.starts_at).date()
    is_late = is_short_notice(day)
    for place in active(row):
        has_place = place.state == SignUp.State.IN
        tell(place, "cancelled-late" if is_late and has_place else "cancelled")
    tell_team("called-off" if row.has_not_begun else "called-off-after", row, day, by=by)
    return row


def is_short_notice(day: date) -> bool:
    return working_days_between(timezone.localdate(), day) <= SHORT_NOTICE
