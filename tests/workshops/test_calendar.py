"""Calendar files, each read by two parsers that know nothing of each other: the same events in both."""

from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from icalendar import Calendar

from halton_coprod.record import stamp
from workshops import services
from workshops.models import Session

from .conftest import BACK, FORWARD, LONDON, NEXT, at, in_days, plan

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FACTS = ("uid", "summary", "status", "sequence", "dtstart", "dtend", "location", "description", "url")


def opened(facilitator, **facts):
    return services.open_session(plan(facilitator, **facts), by=facilitator)


def by_icalendar(content: bytes) -> list[dict]:
    def said(value):
        return value.dt.astimezone(UTC) if hasattr(value, "dt") else str(value)

    events = Calendar.from_ical(content).walk("VEVENT")
    return [{name: said(event[name]) for name in FACTS if name in event} for event in events]


def by_vobject(content: bytes) -> list[dict]:
    def said(value):
        return value.astimezone(UTC) if isinstance(value, datetime) else value

    events = vobject.readOne(content.decode()).contents.get("vevent", [])
    return [{name: said(getattr(event, name).value) for name in FACTS if hasattr(event, name)} for event in events]


def read(client, where) -> list[dict]:
    """What a calendar shows; both parsers must agree on every word."""
    stamp.forget_pages()
    content = client.get(where).content
    first, second = by_icalendar(content), by_vobject(content)
    assert first == second
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    return first


def file_of(session):
    return f"/workshops/{session.slug}/calendar.ics"


def test_commas_semicolons_lines_and_long_words_come_through(client, facilitator):
    name = "Words; and, signs \\ “quoted” — all"
    about = "First line.\nSecond, with; signs \\n as typed.\n" + "A long line of words. " * 40
    session = opened(facilitator, name=name, about=about.strip())
    (event,) = read(client, file_of(session))
    assert (event["summary"], event["description"]) == (name, f"{about.strip()}\n\nYou can ask: Farah")
    assert event["location"] == "The Hall, 1 Example Street, Widnes"


def test_what_is_moved_is_the_same_event_and_newer(client, session, facilitator):
    (before,) = read(client, file_of(session))
    services.move_session(session, starts_at=in_days(25), ends_at=in_days(25, 2), by=facilitator)
    (after,) = read(client, file_of(session))
    moved = Session.objects.get()
    assert (after["uid"], int(after["sequence"]) > int(before["sequence"])) == (before["uid"], True)
    assert after["dtstart"] == moved.starts_at.replace(microsecond=0)


SNOW = "Snow, and ice."
NEW_DAY = {"starts_at": in_days(40), "ends_at": in_days(40, 2)}


@pytest.mark.parametrize(
    ("call_off", "status"),
    [
        (lambda one, by: services.cancel_session(one, because=SNOW, by=by), "CANCELLED"),
        (lambda one, by: services.postpone_session(one, because=SNOW, by=by), "CANCELLED"),
        (lambda one, by: services.postpone_session(one, because=SNOW, **NEW_DAY, by=by), "TENTATIVE"),
    ],
)
def test_what_is_off_says_so_in_the_feed_and_is_newer(client, session, facilitator, call_off, status):
    (before,) = read(client, "/workshops/calendar.ics")
    call_off(session, facilitator)
    (after,) = read(client, "/workshops/calendar.ics")
    assert (before["status"], after["status"], after["uid"]) == ("CONFIRMED", status, before["uid"])
    assert int(after["sequence"]) > int(before["sequence"])
    assert after["description"].count(SNOW) == 1


def test_another_address_is_newer_too(client, session, facilitator):
    (before,) = read(client, file_of(session))
    services.keep_venue(venue=session.venue, name="The Hall", address="2 Elsewhere", by=facilitator)
    (after,) = read(client, file_of(session))
    assert (after["location"], int(after["sequence"]) > int(before["sequence"])) == ("The Hall, 2 Elsewhere", True)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (at(date(NEXT, 1, 5), 22), at(date(NEXT, 1, 6), 1)),
        (at(FORWARD - timedelta(days=1), 23), at(FORWARD, 3)),
        (at(BACK - timedelta(days=1), 23), at(BACK, 3)),
    ],
    ids=["over midnight", "clocks go forward", "clocks go back"],
)
def test_the_hours_are_right_over_midnight_and_when_the_clocks_change(client, facilitator, begins, ends):
    session = opened(facilitator, starts_at=begins, ends_at=ends)
    (event,) = read(client, file_of(session))
    assert (event["dtstart"], event["dtend"]) == (begins.astimezone(UTC), ends.astimezone(UTC))
    wall = [event[name].astimezone(LONDON).hour for name in ("dtstart", "dtend")]
    assert wall == [begins.hour, ends.hour]


def test_in_easy_read_the_words_and_the_page_are_easy_too(client, session):
    (event,) = read(client, f"/easy{file_of(session)}")
    assert event["description"] == "We talk.\n\nYou can ask: Farah"
    assert event["url"].endswith(f"/easy/workshops/{session.slug}/")


def test_the_feed_of_one_topic_has_nothing_else(client, facilitator, session):
    topic = services.name_topic(name="Buses", by=facilitator)
    opened(facilitator, name="About buses", topics=[topic])
    assert [event["summary"] for event in read(client, f"/workshops/calendar.ics?topic={topic.pk}")] == ["About buses"]
    assert {event["summary"] for event in read(client, "/workshops/calendar.ics")} == {"Meet", "About buses"}
