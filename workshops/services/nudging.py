"""The clock nudges the team: what is overdue, what waits, what comes near. One email for each thing and each person.

An occasion names the thing and its day, so that a nudge goes out once, and again only when a new day was set.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.easyread.said import said_date
from halton_coprod.record import audit
from halton_coprod.record.workdays import working_day_after
from members.models import Message, User, Way
from members.roles import FACILITATOR
from members.services.outbox import queue_once_to_stranger
from workshops.models import AccessRequest, Objection, Recommendation, SafeguardingNote, Session

NEAR = timedelta(days=7)
VENUE_BEFORE = timedelta(days=21)
# An objection waits so many working days before the team is nudged.
TO_ANSWER_OBJECTION = 3

# what → (title, what to do, picture); each ends with where.
SAYS = {
    "needs": (
        _("Somebody waits for an answer about what they need: {name}"),
        _("A need at this session is not answered, and it is more than 5 working days."),
        "late",
    ),
    "held": (
        _("Did it take place? {name}"),
        _("It is over. Say that it took place, or that it did not and why."),
        "question",
    ),
    "outcome-near": (
        _("Soon people are to be told: {name}"),
        _("Everybody is to be told what happened by {day}. Not everybody has been told yet."),
        "deadline",
    ),
    "outcome-late": (
        _("Late: {name}"),
        _("Everybody was to be told what happened by {day}. Everybody can read that it is late."),
        "late",
    ),
    "answer": (
        _("You are asked for an answer: {name}"),
        _("People asked for this. Please answer by {day}. Everybody can read your answer."),
        "question",
    ),
    "answer-near": (
        _("An answer is due soon: {name}"),
        _("People asked for this. The answer is due on {day}."),
        "deadline",
    ),
    "answer-late": (
        _("An answer is late: {name}"),
        _("People asked for this. The answer was due on {day}. Everybody can read that it is late."),
        "late",
    ),
    "objection": (
        _("Somebody says that it is not so: {name}"),
        _("They wait for an answer since {day}."),
        "speak-up",
    ),
    "called-off": (
        _("It is cancelled: {name}"),
        _("{name} was planned for {day}. It is cancelled. You need not come. Everybody who signed up is told why."),
        "stop",
    ),
    "called-off-that-day": (
        _("It is put off: {name}"),
        _(
            "{name} was planned for {day}. It does not take place on that day, and you need not come then. Everybody "
            "who signed up is told why."
        ),
        "late",
    ),
    "called-off-after": (
        _("It did not take place: {name}"),
        _("{name} was planned for {day}, and did not take place. Everybody who signed up is told why."),
        "stop",
    ),
    "moved": (
        _("The day or the place has changed: {name}"),
        _("It is now on {day}. Look where it is. Everybody who signed up is told."),
        "calendar",
    ),
    "venue": (
        _("Nobody has looked at the venue yet: {name}"),
        _("It is on {day}. Somebody must go and look, or it cannot open."),
        "venue",
    ),
    "note": (
        _("You have a note that is not sent"),
        _("You wrote a safeguarding note. Send it, so that somebody can act."),
        "safe",
    ),
}
WHERE = _("Go to: {where}")


@dataclass(frozen=True)
class Nudge:
    """One thing to be nudged about: what, of which row, about which day, who hears of it, and where to go."""

    what: str
    thing: object
    day: date
    people: tuple
    address: str
    name: str = ""


@transaction.atomic
def nudge_team() -> int:
    """The clock: whatever is due, once. Many workers may run it: a message with the same occasion is one message."""
    found = [*overdue_needs(), *unsaid(), *untold(), *unanswered(), *objections(), *venues(), *unsent_notes()]
    return sum(send(nudge, person) for nudge in found for person in nudge.people)


def send(nudge: Nudge, person: User) -> bool:
    """Is it new? Of ticks that run at once only one writes it down, with its line in the log."""
    is_new = mail(nudge, person)
    if is_new:
        audit.write(f"workshops.{nudge.thing._meta.model_name}.nudge", nudge.thing, by=None, note=nudge.what)
    return is_new


def mail(nudge: Nudge, person: User, *, kind: str = "nudge") -> bool:
    """One email of a kind for each thing, each day it is about and each person; is it new?"""
    title, says, picture = SAYS[nudge.what]
    facts = {"name": nudge.name, "day": said_date(nudge.day)}
    where = format_lazy(WHERE, where=f"{settings.SITE_URL.rstrip('/')}{nudge.address}")
    _message, is_new = queue_once_to_stranger(
        to=person.email,
        way=Way.EMAIL,
        about=Message.About.DUTY,
        occasion=f"{kind}-{nudge.what}-{nudge.thing.pk}-{nudge.day}-{person.pk}",
        title=format_lazy(title, **facts),
        ideas=[(picture, format_lazy(says, **facts)), ("look", where)],
        language=mode.STANDARD,
    )
    return is_new


def of_session(what: str, session: Session, day: date, page: str) -> Nudge:
    address = reverse(f"workshops:{page}", args=[session.slug])
    return Nudge(what, session, day, team_of(session), address, session.name)


def team_of(session: Session) -> tuple:
    people = {*session.team.all(), *([session.stand_in] if session.stand_in else [])}
    return tuple(sorted((one for one in people if one.is_active), key=lambda one: one.pk))


def tell_team(what: str, session: Session, day: date, *, by) -> None:
    """Part of moving, calling off and putting off: whoever else runs it or helps at its door hears of it too, each
    time; all of them where the pool's staff did it.
    """
    nudge = of_session(what, session, day, "session")
    helpers = set(session.door_helpers.filter(is_active=True)).difference(nudge.people)
    for person in [*nudge.people, *sorted(helpers, key=lambda one: one.pk)]:
        if person != by:
            mail(nudge, person, kind=f"told-{session.edition}")


def with_team(sessions):
    return sessions.select_related("stand_in").prefetch_related("team")


def overdue_needs() -> Iterator[Nudge]:
    """One nudge for each session and each day on which more became overdue."""
    late = Q(sign_ups__requests__in=AccessRequest.objects.overdue())
    coming = Session.objects.filter(late, ends_at__gt=timezone.now()).annotate(
        latest=Max("sign_ups__requests__due", filter=late)
    )
    for session in with_team(coming):
        yield of_session("needs", session, session.latest, "team_people")


def unsaid() -> Iterator[Nudge]:
    """On the day after."""
    today = timezone.localdate()
    for session in with_team(Session.objects.unsaid()):
        day = timezone.localtime(session.ends_at).date()
        if day < today:
            yield of_session("held", session, day, "team_session")


def untold() -> Iterator[Nudge]:
    """A week before everybody is to be told, and when it is late."""
    today = timezone.localdate()
    for session in with_team(Session.objects.filter(state=Session.State.HELD)):
        if session.told_by < today:
            yield of_session("outcome-late", session, session.told_by, "team_after")
        elif session.told_by <= today + NEAR:
            yield of_session("outcome-near", session, session.told_by, "team_after")


def unanswered() -> Iterator[Nudge]:
    """Whoever answers a recommendation here; facilitators, where only a name is known."""
    today = timezone.localdate()
    facilitators = tuple(User.objects.filter(is_active=True, groups__name=FACILITATOR).order_by("pk"))
    waiting = Recommendation.objects.filter(state=Recommendation.State.ASKED, due__lte=today + NEAR)
    for one in waiting.select_related("answers_it"):
        people = (one.answers_it,) if one.answers_it and one.answers_it.is_active else facilitators
        yield of_answer("answer-late" if one.due < today else "answer-near", one, people)


def of_answer(what: str, one: Recommendation, people: tuple) -> Nudge:
    return Nudge(what, one, one.due, people, reverse("workshops:team_recommendations"), one.title)


def tell_asked(one: Recommendation) -> None:
    """Part of asking: whoever is to answer here hears of it at once; who is known by name alone is asked elsewhere."""
    if one.answers_it and one.answers_it.is_active:
        mail(of_answer("answer", one, (one.answers_it,)), one.answers_it, kind="asked")


def objections() -> Iterator[Nudge]:
    today = timezone.localdate()
    waiting = Objection.objects.waiting().select_related("place__session", "walk_in__session")
    for one in waiting:
        if working_day_after(one.raised_on, TO_ANSWER_OBJECTION) <= today:
            session = one.who.session
            address = reverse("workshops:team_after", args=[session.slug])
            yield Nudge("objection", one, one.raised_on, team_of(session), address, session.name)


def venues() -> Iterator[Nudge]:
    """Three weeks before, while nobody has been there."""
    now = timezone.now()
    soon = Session.objects.filter(starts_at__gt=now, starts_at__lte=now + VENUE_BEFORE, venue__checked_on=None)
    soon = soon.filter(state__in=["draft", "open", "closed", "postponed"]).exclude(mode=Session.Mode.ONLINE)
    for session in with_team(soon.exclude(venue=None)):
        yield of_session("venue", session, timezone.localtime(session.starts_at).date(), "team_session")


def unsent_notes() -> Iterator[Nudge]:
    """On the day after it was written, its author; no word of it, and not which session."""
    over = SafeguardingNote.objects.unsent().select_related("author")
    today = timezone.localdate()
    for note in over:
        day = timezone.localtime(note.written_at).date()
        if day < today and note.author and note.author.is_active:
            address = reverse("workshops:team_safeguarding_note", args=[note.pk])
            yield Nudge("note", note, day, (note.author,), address)
