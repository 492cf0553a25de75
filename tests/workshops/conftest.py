"""A session that may open, one that is open, and people who sign up."""

import uuid
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext

from halton_coprod.easyread.blocks import Block, EasyRead
from members.models import Message
from tests.charter.desk import typed_easy
from workshops import services
from workshops.models import Session, SignUp
from workshops.services import Asking

EASY = EasyRead(blocks=(Block("meeting", "We talk."),))
TEXTS = ("about", "can_change", "cannot_change", "people", "reward")
ONLINE = {"mode": "online", "venue": None, "online_how": "Dial 01632 960 999.", "online_how_easy": EASY}
AGENDA = [(time(10), "We begin", "We begin.", False), (time(11), "A break", "We rest.", True)]
WHY = "The hall is not free."
# No easy words for why, as the page sends it.
NO_EASY_WHY = typed_easy("because_easy")
LONDON = ZoneInfo("Europe/London")


def last_sunday(year: int, month: int) -> date:
    """Of a month with 31 days: then the clocks change."""
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


# Nobody can plan the past: the nights in which the clocks change are next year's.
NEXT = timezone.localdate().year + 1
FORWARD, BACK = last_sunday(NEXT, 3), last_sunday(NEXT, 10)


def said_in(form, words, **facts) -> str:
    """These words as the pages of this form say them."""
    with translation.override("en-simple" if form else "en-gb"):
        return gettext(words) % facts


def in_days(days: int, hours: int = 0):
    return timezone.now() + timedelta(days=days, hours=hours)


def at(day: date, hour=0, minute=0) -> datetime:
    """This time on the clocks of Halton."""
    return datetime.combine(day, time(hour, minute), LONDON)


def at_ten(days: int, hours: int = 0):
    """In so many days, at ten in the morning or so many hours later."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(10)) + timedelta(hours=hours))


def agenda_of(session) -> list[tuple]:
    """The agenda, from when this session begins."""
    later = timezone.localtime(session.starts_at).hour - AGENDA[0][0].hour
    return [(time((at.hour + later) % 24, session.starts_at.minute), *more) for at, *more in AGENDA]


def plan(by, **facts):
    """A session with everything it needs, still being planned."""
    venue = services.keep_venue(name="The Hall", address="1 Example Street, Widnes", by=by)
    venue = services.check_venue(venue, facts=["step_free"], checked_by="Farah", on=timezone.localdate(), by=by)
    words = {name: f"The {name}." for name in TEXTS}
    easy = {f"{name}_easy": EASY for name in TEXTS}
    days = {"starts_at": at_ten(20), "ends_at": at_ten(20, 3)}
    known = {"name": "Meet", "venue": venue, "rung": "co_design", "contact": "Farah", "capacity": 2}
    session = services.plan_session(by=by, **{**words, **easy, **days, **known, **facts})
    services.set_agenda(session, items=agenda_of(session), by=by)
    return session


@pytest.fixture
def desk(client, facilitator):
    """A facilitator who is signed in."""
    client.force_login(facilitator)
    return client


def page(session, name="", form=""):
    """One of a session's pages at the desk."""
    return f"{form}/team/workshops/sessions/{session.slug}/{name}"


@pytest.fixture
def draft(facilitator):
    return plan(facilitator)


@pytest.fixture
def session(draft, facilitator):
    return services.open_session(draft, by=facilitator)


def heard(place, days=30):
    """They were told of their offer so long ago."""
    told = Message.objects.filter(occasion__startswith=f"place-{place.pk}-offered")
    assert told.update(state="sent", done_at=in_days(-days)) >= 1


def run_out(place):
    """They were told, and their time to answer is over."""
    heard(place)
    SignUp.objects.filter(pk=place.pk).update(offered_until=timezone.now() - timedelta(seconds=1))
    place.refresh_from_db()


def asking(name="Rosa Privat", **facts):
    known = {"way": "email", "reach": f"{name.split()[0].lower()}@private.example", "needs": ["No steps"]}
    return Asking(name=name, **{**known, **facts})


def sign_up(session, name="Rosa Privat", token=None, **facts):
    """As on a page: the session as it stands when it is asked for."""
    session = Session.objects.select_related("venue").get(pk=session.pk)
    return services.sign_up(session, asking=asking(name, **facts), token=token or uuid.uuid4())


# What came of a session, in both forms.
OUTCOME = {"said": "Letters are late.", "did": "We changed <b>them</b>.", "could_not": "Not all, because."}
EASIES = {
    "said_easy": EasyRead(blocks=(Block("letter", "Late letters."),)),
    "did_easy": EasyRead(blocks=(Block("done", "They are new."),)),
    "could_not_easy": EasyRead(blocks=(Block("could-not", "Some we could not."),)),
}


def on_the_day(session):
    """It is under way."""
    Session.objects.filter(pk=session.pk).update(starts_at=in_days(0, -1), ends_at=in_days(0, 2))
    session.refresh_from_db()
    return session


def over(session, days=-3):
    Session.objects.filter(pk=session.pk).update(starts_at=in_days(days), ends_at=in_days(days, 2))
    return Session.objects.get(pk=session.pk)


@pytest.fixture
def places(session):
    """By email, and by letter; and somebody who gave their place back, whom nobody tells."""
    rosa = sign_up(session, "Rosa Privat")
    gone = sign_up(session, "Gone Privat")
    services.give_back(gone, by=session.team.get())
    sam = sign_up(session, "Sam Privat", way="letter", reach="1 Street, Widnes", language="en-simple")
    return {"rosa": rosa, "sam": sam, "gone": gone}


@pytest.fixture
def held(session, places, facilitator):
    """Rosa came, Sam could not, and somebody walked in."""
    on_the_day(session)
    services.mark_attendance(session, place=places["rosa"], state="came", by=facilitator)
    services.mark_attendance(session, place=places["sam"], state="apologies", by=facilitator)
    services.add_walk_in(session, name="Walked Privat", token=uuid.uuid4(), by=facilitator)
    return services.hold_session(over(session), by=facilitator)


@pytest.fixture
def written(held, facilitator):
    return services.write_outcome(held, **OUTCOME, **EASIES, by=facilitator)


@pytest.fixture
def published(written, facilitator):
    return services.publish_outcome(written.session, by=facilitator)
