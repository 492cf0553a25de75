"""Planning a session: what it is, where, for how many, and what is kept ready while people sign up."""

from contextlib import contextmanager
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import fitted
from halton_coprod.easyread.said import said_time
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, free_slug, locked, refuse_stale, saved
from workshops.models import AgendaItem, Series, Session, Topic
from workshops.models.hours import A_DAY, minutes_of
from workshops.models.session import PLAN
from workshops.notices import tell
from workshops.readiness import promised

from .day import carry_ground_rules
from .line import serve_line

PLAIN = {
    *("name", "series", "venue", "mode", "starts_at", "ends_at", "sign_up_from", "sign_up_until", "rung", "contact"),
    *("capacity", "supporter_places", "kept_for_new", "stand_in", "has_waiting_list", "offer_days", "is_example"),
    *Session.ALL_TEXTS,
    *(f"{name}_easy" for name in Session.ALL_TEXTS),
}
MANY = ("topics", "team", "door_helpers")
# Addresses of other pages in this room.
NO_SLUGS = ("calendar", "place", "recommendations", "reports", "series", "tools", "what-happened")
COPIED = PLAIN - {"starts_at", "ends_at", "sign_up_from", "sign_up_until", "is_example"}


class NotReady(ValidationError):  # noqa: N818 -- named for what is the matter, as NotNow is
    """It cannot open yet; the messages say what is missing."""


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
    series = saved(Series(name=name, slug=free_slug(Series, name)))
    audit.write("workshops.series.name", series, by=by, fields=["name"])
    return series


@transaction.atomic
def plan_session(*, by, name: str, starts_at: datetime, ends_at: datetime, slug: str = "", **facts) -> Session:
    """Facilitators begin a plan; only the team sees it. Whoever plans it belongs to its team."""
    allow(by, PLAN)
    session = Session(slug=slug or free_slug(Session, name, NO_SLUGS), name=name, starts_at=starts_at, ends_at=ends_at)
    put(session, facts)
    saved(session)
    keep_topics(session, facts)
    session.team.add(by)
    audit.write("workshops.session.plan", session, by=by, fields=["name", "starts_at", *facts])
    return session


@transaction.atomic
def copy_session(session: Session, *, starts_at: datetime, ends_at: datetime, by) -> Session:
    """A new plan from last time's: everything but the days and the people who signed up. Any facilitator may: what is
    copied is theirs and last time's team's.

    The agenda begins when the new session does.
    """
    allow(by, PLAN)
    facts = {name: getattr(session, name) for name in COPIED}
    facts["stand_in"] = None if session.stand_in == by else session.stand_in
    new = plan_session(starts_at=starts_at, ends_at=ends_at, topics=list(session.topics.all()), by=by, **facts)
    new.team.add(*session.team.all())
    new.door_helpers.set(session.door_helpers.all())
    carry_ground_rules(session, new)
    keep_agenda(new, shifted(session.agenda.all(), begins=new.starts_at, before=session.starts_at))
    return new


@transaction.atomic
def change_session(session: Session, *, seen: str | None = None, by, **facts) -> Session:
    """Who runs it changes the plan. More places serve the waiting list at once; nobody loses a place. Whoever signed up
    hears by their way when what people get has changed (DOMAIN 3, "Say it first").

    The day and the venue of a session that people signed up for are changed by `move_session`, which tells them.
    """
    allow(by, PLAN, session)
    row = locked(session)
    refuse_stale(row, seen)
    if row.state != Session.State.DRAFT and {"starts_at", "ends_at", "venue", "mode"} & set(facts):
        raise flow.NotNow(_("People have been told the day and the place. Move it instead: then they hear of it."))
    held = row.sign_ups.holding().count()
    if facts.get("capacity", held) < held:
        raise ValidationError({"capacity": _("So many people have a place already. Nobody loses it.")})
    gave = row.reward
    with still_ready(row):
        put(row, facts)
        saved(row)
        keep_topics(row, facts)
    if {"team", "stand_in"} & set(facts):
        refuse_team(row)
    line = audit.write("workshops.session.change", row, by=by, fields=list(facts))
    if row.reward != gave and row.may_come and (row.has_not_begun or row.is_put_off):
        tell_each(row, "reward", once=str(line.pk))
    serve_line(row)
    return row


def tell_each(row: Session, occasion: str, *, once: str) -> None:
    """Whoever comes or waits hears it by their way."""
    for place in row.sign_ups.active().select_related("member"):
        place.session = row
        tell(place, occasion, once=once)


def refuse_team(row) -> None:
    """Nobody else could give a session a team again; and whoever stands in is somebody else."""
    team = list(row.team.all())
    if not team:
        raise ValidationError({"team": _("Choose at least one person who runs it.")})
    if row.stand_in in team:
        raise ValidationError({"stand_in": _("This person runs it already. Choose somebody else who stands in.")})


@contextmanager
def still_ready(row):
    """What people have read and signed up for must still be there afterwards. Raises NotReady with what would lack."""
    is_open = row.state in (Session.State.OPEN, Session.State.CLOSED)
    before = set(map(str, promised(row))) if is_open else set()
    yield
    lost = [words for words in map(str, promised(row)) if words not in before] if is_open else []
    if lost:
        raise NotReady(lost)


def put(session, facts) -> None:
    """Put these facts on the row; an easy read that comes with them fits the words it stands beside. What is online has
    no venue.
    """
    unknown = set(facts) - PLAIN - set(MANY)
    if unknown:
        raise TypeError(f"Not a fact about a session: {', '.join(sorted(unknown))}")
    for name in set(facts) & PLAIN:
        setattr(session, name, facts[name])
    if session.is_online_only:
        session.venue = None
    for name in Session.ALL_TEXTS:
        if f"{name}_easy" in facts:
            setattr(session, f"{name}_easy", fitted(facts[f"{name}_easy"], getattr(session, name)))
    session.edition, session.changed_at = session.edition + 1, timezone.now()


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
    if never := [said_time(at) for at, *_words in items if not row.has_time(at)]:
        says = _("On this night the clocks go forward. There is no such time: %(times)s.")
        raise ValidationError(says % {"times": ", ".join(never)})
    with still_ready(row):
        row.agenda.all().delete()
        rows = keep_agenda(row, items)
    audit.write("workshops.session.set_agenda", row, by=by, note=str(len(rows)))
    return rows


def shifted(agenda, *, begins: datetime, before: datetime) -> list[tuple]:
    """The same things, each as long after the beginning as it was, by the clock on the wall."""
    later = minutes_of(timezone.localtime(begins).time()) - minutes_of(timezone.localtime(before).time())
    minutes = {item: (minutes_of(item.at) + later) % A_DAY for item in agenda}
    return [(time(at // 60, at % 60), item.words, item.easy, item.is_break) for item, at in minutes.items()]


def keep_agenda(session, items) -> list[AgendaItem]:
    return [
        saved(AgendaItem(session=session, at=at, words=words, easy=easy, is_break=is_break))
        for at, words, easy, is_break in items
    ]


@transaction.atomic
def drop_plan(session: Session, *, by) -> None:
    """A plan that nobody but the team has seen is taken back, with everything in it."""
    allow(by, PLAN, session)
    row = locked(session)
    if row.state != Session.State.DRAFT:
        raise flow.NotNow(_("Everybody can see it already. Cancel it instead, and say why."))
    audit.write("workshops.session.drop", row, by=by)
    row.delete()
