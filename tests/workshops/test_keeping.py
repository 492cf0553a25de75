"""A year after the day nobody can read any more who came and what they needed; that somebody came stays counted."""

import uuid

import pytest
from django.core.management import call_command

from halton_coprod.record.models import AuditLine
from members.services import reseal
from tests.members.people import make_member
from workshops import services
from workshops.models import AccessRequest, Session, SignUp
from workshops.services import Asking

from .conftest import in_days, on_the_day, sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(session):
    return sign_up(session, "Rosa Privat", this_day="A chair", supporters=1, supporter_name="Sunil")


def over(days, state):
    because = "Snow." if state in ("cancelled", "not_held") else ""
    Session.objects.update(starts_at=in_days(-days, -2), ends_at=in_days(-days), state=state, because=because)


def kept(place):
    place.refresh_from_db()
    return [place.name, place.reach, place.needs, place.this_day, place.supporter_name]


ALL = ["Rosa Privat", "rosa@private.example", ["No steps"], "A chair", "Sunil"]
NOTHING = ["", "", [], "", ""]


@pytest.mark.parametrize("state", ["finished", "cancelled", "not_held"])
def test_after_a_year_and_not_before(session, place, facilitator, state):
    services.mark_attendance(on_the_day(session), place=place, state="came", by=facilitator)
    over(364, state)
    assert (services.forget_places(), kept(place)) == (0, ALL)
    over(366, state)
    call_command("tick")
    assert (services.forget_places(), kept(place)) == (0, NOTHING)
    assert (AccessRequest.objects.count(), session.attendances.counted()) == (0, (1, 1))
    assert [line.fields for line in AuditLine.objects.filter(verb="workshops.signup.forget")] == [
        ["name", "needs", "reach", "supporter_name", "this_day"]
    ]


@pytest.mark.parametrize("state", ["held", "closed"])
def test_whoever_has_not_been_told_is_still_known_but_not_what_they_needed(place, state):
    over(366, state)
    assert [services.forget_places(), services.forget_places()] == [1, 0]
    assert kept(place) == ["Rosa Privat", "rosa@private.example", [], "", ""]
    over(366, "finished")
    assert (services.forget_places(), kept(place)) == (1, NOTHING)


def test_what_is_put_off_is_not_over(session, place, facilitator):
    over(366, "postponed")
    assert (services.forget_places(), kept(place)) == (0, ALL)
    assert Session.objects.get().shows_names
    assert SignUp.objects.get().session.is_over is False


@pytest.mark.parametrize("keys", [["new", "old"], ["new"]])
def test_with_a_new_key_nobody_gets_a_second_place(settings, session, pool_staff, keys):
    """While the rows are sealed with either key, and when the old one is gone."""

    def press():
        sign_up(session, "Sam Strange")
        services.sign_up(session, asking=Asking(), member=rosa, token=uuid.uuid4(), by=pool_staff)

    settings.DATA_KEYS = ["old"]
    rosa = make_member("Rosa")
    press()
    settings.DATA_KEYS = ["new", "old"]
    if keys == ["new"]:
        reseal()
    settings.DATA_KEYS = keys
    press()
    reseal()
    press()
    assert [place.name for place in SignUp.objects.all()] == ["Sam Strange", "Rosa"]
