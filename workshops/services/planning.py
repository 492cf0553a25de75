"""Planning a session: what it is, where, whether it may open, and what becomes of it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from charter.services.gate import allow, fitted, free_slug, locked, refuse_stale, saved
from halton_coprod.record import audit, flow
from workshops.models import FACTS, AgendaItem, Series, Session, Topic, Venue
from workshops.models.session import PLAN
from workshops.notices import tell
from workshops.readiness import missing

from .line import serve_line

PLAIN = {
    *("name", "series", "venue", "mode", "starts_at", "ends_at", "sign_up_from", "sign_up_until", "rung", "contact"),
    *("capacity", "supporter_places", "kept_for_new", "stand_in", "has_waiting_list", "offer_days", "is_example"),
    *Session.TEXTS,
    *(f"{name}_easy" for name in Session.TEXTS),
}
MANY = ("topics", "team", "door_helpers")
OVER = (Session.State.CANCELLED, Session.State.HELD, Session.State.NOT_HELD, Session.State.FINISHED)
# Addresses of other pages in this room.
NO_SLUGS = ("calendar", "place", "recommendations", "what-happened")
COPIED = PLAIN - {"starts_at", "ends_at", "sign_up_from", "sign_up_until", "is_example"}


class NotReady(ValidationError):  # noqa: N818 -- named for what is the matter, as NotNow is
    """It cannot open yet; the messages say what is missing."""


@transaction.atomic
def keep_venue(
    *,
    name: str,
    address: str,
    directions: str = "",
    directions_easy=None,
    venue: Venue | None = None,
    seen: str | None = None,
    by,
) -> Venue:
    """Facilitators note a place to meet. At another address somebody must go and look again."""
    allow(by, "workshops.keep_venue", venue)
    row = locked(venue) if venue else Venue.objects.filter(name=name).first() or Venue()
    if venue:
        refuse_stale(row, seen)
    if row.address != address:
        row.facts, row.checked_by, row.checked_on = [], "", None
    row.name, row.address, row.directions = name, address, directions
    row.directions_easy = fitted(directions_easy, directions)
    saved(row)
    audit.write("workshops.venue.keep", row, by=by, fields=["name", "address", "directions"])
    return row


@transaction.atomic
def check_venue(venue: Venue, *, facts: list[str], checked_by: str, on: date, by) -> Venue:
    """Somebody went and looked: what is there, who looked, and when."""
    allow(by, "workshops.keep_venue", venue)
    if set(facts) - set(FACTS):
        raise ValidationError({"facts": _("Choose from the list.")})
    row = locked(venue)
    row.facts, row.checked_by, row.checked_on = list(facts), checked_by, on
    saved(row)
    audit.write("workshops.venue.check", row, by=by, fields=["facts", "checked_by", "checked_on"])
    return row


@transaction.atomic
def name_topic(*, name: str, by) -> Topic:
    """One more thing that sessions can be about."""
    allow(by, PLAN)
    topic = saved(Topic(name=name))
    audit.write("workshops.topic.name", topic, by=by, fields=["name"])
    return topic


@transaction.atomic
def name_series(*, name: str, by) -> Series:
    """Sessions that will belong together."""
    allow(by, PLAN)
    series = saved(Series(name=name))
    audit.write("workshops.series.name", series, by=by, fields=["name"])
    return series


@transaction.atomic
def plan_session(*, by, name: str, starts_at: datetime, ends_at: datetime, slug: str = "", **facts) -> Session:
    """Facilitators begin a plan; only the team sees it. Whoever plans it belongs to its team."""
    allow(by, PLAN)
    session = Session(slug=slug or free_slug(Session, name, NO_SLUGS), name=name, starts_at=starts_at, ends_at=ends_at)
    put(session, facts)
    saved(session)
    session.team.add(by)
    keep_topics(session, facts)
    audit.write("workshops.session.plan", session, by=by, fields=["name", "starts_at", *facts])
    return session


@transaction.atomic
def copy_session(session: Session, *, starts_at: datetime, ends_at: datetime, by) -> Session:
    """A new plan from last time's: everything but the days and the people who signed up."""
    allow(by, PLAN, session)
    facts = {name: getattr(session, name) for name in COPIED}
    new = plan_session(starts_at=starts_at, ends_at=ends_at, topics=list(session.topics.all()), by=by, **facts)
    new.team.add(*session.team.all())
    new.door_helpers.set(session.door_helpers.all())
    keep_agenda(new, [(item.at, item.words, item.easy, item.is_break) for item in session.agenda.all()])
    return new


@transaction.atomic
def change_session(session: Session, *, seen: str | None = None, by, **facts) -> Session:
    """Facilitators change the plan. More places serve the waiting list at once; nobody loses a place.

    The day and the venue of a session that people signed up for are changed by `move_session`, which tells them.
    """
    allow(by, PLAN, session)
    row = locked(session)
    refuse_stale(row, seen)
    if row.state != Session.State.DRAFT and {"starts_at", "ends_at", "venue"} & set(facts):
        raise flow.NotNow(_("People have been told the day and the place. Move it instead: then they hear of it."))
    held = row.sign_ups.holding().count()
    if facts.get("capacity", held) < held:
        raise ValidationError({"capacity": _("So many people have a place already. Nobody loses it.")})
    put(row, facts)
    saved(row)
    keep_topics(row, facts)
    audit.write("workshops.session.change", row, by=by, fields=list(facts))
    serve_line(row)
    return row


def put(session, facts) -> None:
    """Put these facts on the row; an easy read that comes with them fits the words it stands beside."""
    for name in set(facts) & PLAIN:
        setattr(session, name, facts[name])
    for name in Session.TEXTS:
        if f"{name}_easy" in facts:
            setattr(session, f"{name}_easy", fitted(facts[f"{name}_easy"], getattr(session, name)))
    unknown = set(facts) - PLAIN - set(MANY)
    if unknown:
        raise TypeError(f"Not a fact about a session: {', '.join(sorted(unknown))}")


def keep_topics(session, facts) -> None:
    for name in MANY:
        if name in facts:
            getattr(session, name).set(facts[name])


@transaction.atomic
def set_agenda(session: Session, *, items: list[tuple], seen: str | None = None, by) -> list[AgendaItem]:
    """The whole agenda: (time, words, easy words, is it a break) for each thing."""
    allow(by, PLAN, session)
    row = locked(session)
    refuse_stale(row, seen)
    row.agenda.all().delete()
    rows = keep_agenda(row, items)
    audit.write("workshops.session.set_agenda", row, by=by, note=str(len(rows)))
    return rows


def keep_agenda(session, items) -> list[AgendaItem]:
    return [
        saved(AgendaItem(session=session, at=at, words=words, easy=easy, is_break=is_break))
        for at, words, easy, is_break in items
    ]


@transaction.atomic
def open_session(session: Session, *, by) -> Session:
    """People may sign up from now on. Raises NotReady with everything that is missing, in words."""
    allow(by, PLAN, session)
    row = locked(session)
    if row.state in Session.MOVES["open"].sources and (lacks := missing(row)):
        raise NotReady(lacks)
    return flow.apply(session, "open", by=by)


def close_session(session: Session, *, by) -> Session:
    """Nobody signs up any more; places and the waiting list stay."""
    return flow.apply(session, "close", by=by)


def reopen_session(session: Session, *, by) -> Session:
    return flow.apply(session, "reopen", by=by)


@transaction.atomic
def hold_session(session: Session, *, by) -> Session:
    """It has taken place: not before it has begun."""
    if locked(session).has_not_begun:
        raise flow.NotNow(_("It has not begun yet."))
    return flow.apply(session, "hold", by=by)


@transaction.atomic
def move_session(
    session: Session, *, starts_at: datetime, ends_at: datetime, venue: Venue | None = None, by
) -> Session:
    """Another day or another venue: everybody with a place or in line is told, and can say that they cannot come.

    A day that is put right afterwards is told to nobody.
    """
    allow(by, PLAN, session)
    row = locked(session)
    if row.state in OVER:
        raise flow.NotNow(_("This cannot be done now. Somebody may have changed it. Look at it again."))
    if (row.starts_at, row.ends_at, row.venue) == (starts_at, ends_at, venue or row.venue):
        return row
    if venue and not venue.is_checked and row.state != Session.State.DRAFT:
        raise ValidationError({"venue": _("Somebody must go and look at the venue first.")})
    row.starts_at, row.ends_at, row.venue = starts_at, ends_at, venue or row.venue
    if row.sign_up_until and row.sign_up_until > starts_at:
        row.sign_up_until = starts_at
    saved(row)
    line = audit.write("workshops.session.move", row, by=by, fields=["starts_at", "ends_at", "venue"])
    if row.has_not_begun:
        tell_all(row, "moved", once=str(line.pk))
    return row


def tell_all(session, occasion: str, *, once: str = "") -> None:
    for place in session.sign_ups.active().select_related("member"):
        place.session = session
        tell(place, occasion, once=once)


@transaction.atomic
def postpone_session(session: Session, *, by) -> Session:
    """Not on this day; the new one follows. Everybody keeps their place and is told."""
    row = flow.apply(session, "postpone", by=by)
    tell_all(row, "postponed", once=f"{row.starts_at:%Y%m%d}")
    return row


@transaction.atomic
def cancel_session(session: Session, *, because: str, by) -> Session:
    """It does not take place at all. Everybody is told why."""
    row = flow.apply(session, "cancel", by=by, because=reason(because))
    tell_all(row, "cancelled")
    return row


@transaction.atomic
def give_up_session(session: Session, *, because: str, by) -> Session:
    """The day came and it did not take place. Everybody is told why."""
    row = flow.apply(session, "give_up", by=by, because=reason(because))
    tell_all(row, "cancelled")
    return row


def reason(because: str) -> str:
    if not because.strip():
        raise ValidationError({"because": _("Say why. Everybody who signed up reads it.")})
    return because.strip()
