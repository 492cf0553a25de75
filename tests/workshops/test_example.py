"""The example hub's sessions: past and written up, the big day, coming, cancelled, and one that cannot open yet."""

from collections import Counter
from datetime import UTC, timedelta

import pytest
from django.utils import timezone

from members.roles import SAFEGUARDING
from tests.conftest import make_person
from workshops import example
from workshops.models import Report, Session, Topic
from workshops.readiness import missing

from .conftest import BACK, FORWARD, at, page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = ("", "/easy")


@pytest.fixture
def people(example_charter, facilitator, pool_staff, curator):
    make_person("lead", SAFEGUARDING)
    return {"by": facilitator, "pool_staff": pool_staff, "helper": curator}


def test_it_has_sessions_at_every_point_of_their_way(client, people):
    assert [example.load(**people), example.load(**people)] == [True, False]
    found = Session.objects.all()
    assert Counter(found.values_list("state", flat=True)) == {
        "finished": 2,
        "held": 1,
        "open": 3,
        "closed": 1,
        "cancelled": 1,
        "postponed": 1,
        "draft": 1,
    }
    assert set(found.values_list("is_example", flat=True)) == {True}
    past_with_a_report(client)
    the_big_day(Session.objects.get(capacity=150))
    coming = Session.objects.public().coming().filter(state="open", capacity__lt=150)
    assert list(coming.values_list("name", flat=True)) == ["Is the Charter kept?", "Easy words evening"]
    evening = Session.objects.get(name="Easy words evening")
    in_common = {
        name for other in coming.exclude(pk=evening.pk) for name in Session.TEXTS if is_same(name, evening, other)
    }
    assert in_common == set()
    assert Session.objects.get(state="cancelled").because == "Too few people could come. We ask again in spring."
    assert missing(Session.objects.get(state="draft")) == [
        "Say in easy read what it is about.",
        "Say in easy read what can change.",
        "Say in easy read what cannot change.",
        "Say in easy read who will be there.",
        "Say in easy read what people get.",
        "Somebody must go and look at the venue first.",
        "Write the agenda.",
        "Plan a break.",
        "Say on which step of the ladder it is.",
    ]


def test_there_is_a_session_today_whose_register_can_be_tried(desk, people, monkeypatch):
    """Whenever the hub is started, one a day; in the last two hours of a day it begins after midnight."""
    shown, days = [], (0, 1, 1, 3)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    for day, hour in zip(days, (9, 0, 21, 22), strict=True):
        now = midnight + timedelta(days=day, hours=hour, minutes=30)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        example.load(**people)
        today = Session.objects.filter(name__startswith="Tea and talk").latest("starts_at")
        lines = desk.get(page(today, "register/")).content.decode().count('value="p')
        shown.append((timezone.localtime(today.starts_at) - midnight - timedelta(days=day), lines > 14))
    assert shown == [
        (timedelta(hours=11), True),
        (timedelta(hours=2), True),
        (timedelta(hours=2), True),
        (timedelta(hours=24), False),
    ]
    assert Session.objects.filter(state="closed", is_example=True).count() == 3


@pytest.mark.parametrize(("night", "hour", "hours"), [(FORWARD, 22, 2.5), (FORWARD, 23, 1.5), (BACK, 23, 1.5)])
def test_the_hub_can_be_started_while_the_clocks_change(people, monkeypatch, night, hour, hours):
    """The hour that never comes is in nobody's agenda, and none comes twice."""
    now = at(night - timedelta(days=1), hour, 30)
    monkeypatch.setattr(timezone, "now", lambda: now)
    example.load(**people)
    today = Session.objects.filter(name__startswith="Tea and talk").get()
    assert (today.state, today.starts_at.astimezone(UTC) - now.astimezone(UTC)) == ("closed", timedelta(hours=hours))


def is_same(name: str, one, other) -> bool:
    """In either form."""
    return any(getattr(one, text) == getattr(other, text) for text in (name, f"{name}_easy"))


def past_with_a_report(client):
    """Three workshops on the four topics, each told in both forms; their report is published."""
    report = Report.objects.public().get()
    past = Session.objects.filter(series=report.series).took_place().order_by("starts_at")
    in_time = [one.ends_at.date() < one.outcome.published_on <= one.told_by for one in past]
    assert [(is_in_time, one.notes.exists()) for is_in_time, one in zip(in_time, past, strict=True)] == [
        (True, True)
    ] * 3
    assert set(Topic.objects.filter(sessions__in=past)) == set(Topic.objects.all())
    assert Topic.objects.count() == 4
    looked = [one.venue.checked_on < one.starts_at.date() for one in past if one.venue]
    assert set(looked) == {True}
    pages = [f"/workshops/reports/{report.series.slug}/", *(f"/workshops/{one.slug}/what-happened/" for one in past)]
    assert {client.get(f"{form}{page}").status_code for form in FORMS for page in pages} == {200}


def the_big_day(session):
    """All 150 places are held and people wait; whoever has a place has a table, with somebody who writes down."""
    assert Counter(session.sign_ups.values_list("state", flat=True)) == {
        "in": 149,
        "offered": 1,
        "waiting": 5,
        "cancelled": 1,
    }
    tables = session.tables.with_heads()
    assert [(one.number, one.scribe, one.facilitator) for one in tables] == [
        (number, f"Scribe {number} Example", f"Helper {number} Example") for number in range(1, 16)
    ]
    assert Counter(one.many for one in tables) == {10: 14, 9: 1}
    assert list(session.door_helpers.values_list("name", flat=True)) == ["Curator"]
