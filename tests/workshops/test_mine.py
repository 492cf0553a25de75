"""What somebody signed up for stands on their own page, and nobody else's does."""

import uuid

import pytest

from tests.members.people import make_member
from workshops import services
from workshops.models import SignUp
from workshops.services import Asking

from .conftest import plan, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
IN, CANCELLED = str(SignUp.State.IN.label), str(SignUp.State.CANCELLED.label)
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture
def rosa(resident):
    return make_member("Rosa", user=resident, by=resident)


def come(session, member):
    return services.sign_up(session, asking=Asking(), token=uuid.uuid4(), member=member, by=member.user)


@FORMS
def test_places_stand_on_ones_own_page(client, session, facilitator, rosa, stranger, form):
    other = services.open_session(plan(facilitator, name="Somebody else's meeting"), by=facilitator)
    come(session, rosa)
    come(other, make_member("Ida", user=stranger, by=stranger))
    sign_up(other, "Somebody Strange")
    client.force_login(rosa.user)
    page = client.get(f"{form}/me/places/").content.decode()
    assert (page.count(session.name), page.count("Somebody else")) == (1, 0)


def test_a_place_that_was_given_back_or_is_off_says_so(client, session, facilitator, rosa):
    place = come(session, rosa)
    client.force_login(rosa.user)
    assert client.get("/me/places/").content.decode().count(IN) == 1
    services.give_back(place, by=rosa.user)
    page = client.get("/me/places/").content.decode()
    assert (page.count(IN), page.count(CANCELLED)) == (0, 1)
    file = client.get("/me/information/file/").json()
    assert [(one["name"], one["state"]) for one in file["signed_up"]] == [(session.name, CANCELLED)]


def test_more_places_do_not_ask_more(client, facilitator, rosa, django_assert_max_num_queries):
    for number in range(4):
        come(services.open_session(plan(facilitator, name=f"Meeting {number}"), by=facilitator), rosa)
    client.force_login(rosa.user)
    client.get("/me/places/")
    with django_assert_max_num_queries(5):
        page = client.get("/me/places/").content.decode()
    assert page.count("Meeting ") == 4
