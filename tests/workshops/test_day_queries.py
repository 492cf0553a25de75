"""The pages of the day ask the database no more for thirty than for one."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.roles import CURATOR
from tests.conftest import make_person
from workshops import services
from workshops.models import Session

from .conftest import in_days, on_the_day, page, plan, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def asked_for(client, address) -> int:
    """How many queries the page costs, when what stays the same is known."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_thirty_people_ask_no_more_than_one(desk, session, facilitator):
    sign_up(session, "Rosa Privat", supporters=1)
    services.change_session(session, capacity=40, by=facilitator)
    paper = ("", "type-up/", "sheet/", "expenses/")
    pages = [page(session, f"register/{name}") for name in paper]

    def queries():
        on_the_day(session)
        return [asked_for(desk, one) for one in pages]

    services.add_walk_in(on_the_day(session), name="Tess", token=uuid.uuid4(), by=facilitator)
    before = queries()
    Session.objects.update(starts_at=in_days(20), ends_at=in_days(20, 2))
    places = [sign_up(session, f"Person {number}") for number in range(29)]
    on_the_day(session)
    for number, place in enumerate(places):
        services.mark_attendance(session, place=place, state="came", by=facilitator)
        services.add_walk_in(session, name=f"Walk {number}", token=uuid.uuid4(), by=facilitator)
    assert queries() == before
    assert max(before) <= 12


def test_thirty_sessions_at_the_door_ask_no_more_than_one(client, session, facilitator):
    helper = make_person("helper", CURATOR)
    services.change_session(session, door_helpers=[helper], by=facilitator)
    client.force_login(helper)
    doors = "/team/workshops/doors/"
    before = asked_for(client, doors)
    for number in range(29):
        other = services.open_session(plan(facilitator, name=f"Number {number}"), by=facilitator)
        other.door_helpers.add(helper)
    assert (asked_for(client, doors), len(client.get(doors).context["sessions"])) == (before, 30)


def test_the_own_place_asks_no_more_with_thirty_on_the_list_and_thirty_needs(client, session, facilitator):
    rosa = sign_up(session, "Rosa Privat", supporters=1)
    own = f"/workshops/place/{rosa.link}/"
    before = asked_for(client, own)
    services.change_session(session, capacity=40, by=facilitator)
    for number in range(29):
        sign_up(session, f"Person {number}")
        services.note_request(rosa, says=f"Need {number}", by=facilitator)
    assert asked_for(client, own) == before
