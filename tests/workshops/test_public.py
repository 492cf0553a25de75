"""What anybody reads about sessions, in both forms: coming, over, one session, calendar files."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from halton_coprod.record import stamp
from workshops import services
from workshops.models import Session

from .conftest import ONLINE, TEXTS, in_days, plan, sign_up

pytestmark = pytest.mark.django_db
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
MOST_QUERIES = 6


def opened(facilitator, **facts):
    return services.open_session(plan(facilitator, **facts), by=facilitator)


def names(client, query="", form=""):
    return [session.name for session in client.get(f"{form}/workshops/{query}").context["page"]]


def words(answer):
    return answer.content.decode()


@FORMS
def test_the_next_comes_first_and_plans_stay_with_the_team(client, facilitator, form):
    plan(facilitator, name="Still planned")
    for name, days in (("Later", 30), ("Sooner", 10), ("Over", 5)):
        opened(facilitator, name=name, starts_at=in_days(days), ends_at=in_days(days, 2))
    Session.objects.filter(name="Over").update(starts_at=in_days(-5), ends_at=in_days(-5, 2))
    assert names(client, form=form) == ["Sooner", "Later"]
    assert names(client, "?when=past", form) == ["Over"]
    assert [words(client.get(f"{form}/workshops/{query}")).count("Still planned") for query in ("", "?when=past")] == [
        0,
        0,
    ]


@FORMS
def test_a_plan_has_no_page_and_no_calendar(client, draft, form):
    assert {client.get(f"{form}/workshops/{draft.slug}/{end}").status_code for end in ("", "calendar.ics")} == {404}
    client.force_login(draft.team.get())
    assert client.get(f"{form}/workshops/{draft.slug}/").status_code == 404
    assert words(client.get("/workshops/calendar.ics")).count(draft.name) == 0


def test_chosen_by_place_online_and_topic(client, facilitator):
    topic = services.name_topic(name="Buses", by=facilitator)
    hall = opened(facilitator, name="In the hall", topics=[topic])
    opened(facilitator, name="Online", **ONLINE)
    assert names(client, f"?topic={topic.pk}") == ["In the hall"]
    assert names(client, f"?place={hall.venue.pk}") == ["In the hall"]
    assert names(client, "?place=online") == ["Online"]
    assert names(client, "?topic=99999&place=nowhere&page=x") == ["In the hall", "Online"]


def test_a_session_says_everything_in_both_forms(client, session):
    standard = words(client.get(session.get_absolute_url()))
    assert [standard.count(f"The {name}.") for name in TEXTS] == [1] * len(TEXTS)
    facts = (session.when, "1 Example Street, Widnes", "There is a way in without steps.", "There is no lift.")
    assert [standard.count(f">{fact}") for fact in facts] == [1] * 4
    assert standard.count("2 places are free.") == 1
    pages = [words(client.get(f"/easy/workshops/{session.slug}/?page={page}")) for page in (1, 2, 3)]
    easy = "".join(pages)
    assert easy.count("We talk.") == len(TEXTS)
    assert [easy.count(said) for said in ("We begin.", "We rest.", "There is no lift.")] == [1, 1, 1]


@FORMS
def test_it_says_what_is_free_and_never_who_comes(client, session, form):
    page = f"{form}/workshops/{session.slug}/"
    sign_up(session, "Rosa Privat")
    assert words(client.get(page)).count("1 place is free.") == 1
    sign_up(session, "Sam Privat")
    sign_up(session, "Tess Privat")
    stamp.forget_pages()
    assert client.get(page).context["session"].free_places == 0
    for where in (page, f"{form}/workshops/", f"{page}calendar.ics"):
        assert words(client.get(where)).count("Privat") == 0


@FORMS
def test_a_cancelled_one_says_so_and_why(client, session, facilitator, form):
    services.cancel_session(session, because="Snow on the roads.", by=facilitator)
    answer = client.get(f"{form}/workshops/{session.slug}/")
    said = ("Snow on the roads.", "It does not take place.", "want to come?")
    assert [words(answer).count(one) for one in said] == [1, 1, 0]
    assert answer.context["session"].takes_sign_ups is False


def test_the_calendar_file_is_read_by_a_calendar(client, facilitator, session):
    opened(facilitator, name="Another; with, signs\\", starts_at=in_days(30), ends_at=in_days(30, 2))
    services.cancel_session(session, because="Snow.", by=facilitator)
    answer = client.get("/workshops/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    found = [(str(one["SUMMARY"]), str(one["STATUS"]), one["DTSTART"].dt) for one in events]
    other = Session.objects.get(name__startswith="Another")
    assert found == [
        (session.name, "CANCELLED", session.starts_at.replace(microsecond=0)),
        (other.name, "CONFIRMED", other.starts_at.replace(microsecond=0)),
    ]
    (one,) = Calendar.from_ical(client.get(f"{session.get_absolute_url()}calendar.ics").content).walk("VEVENT")
    assert one["UID"] == events[0]["UID"]


def test_thirty_sessions_ask_no_more_than_one(client, facilitator, session):
    def queries(where):
        client.get(where)
        stamp.forget_pages()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        return len(asked)

    places = ("/workshops/", session.get_absolute_url(), "/workshops/calendar.ics")
    before = [queries(where) for where in places]
    for number in range(29):
        opened(facilitator, name=f"Number {number}", starts_at=in_days(30), ends_at=in_days(30, 2))
    assert [queries(where) for where in places] == before
    assert max(before) <= MOST_QUERIES
