"""What somebody signed up for stands on their own page, and nobody else's does."""

import uuid

import pytest

from halton_coprod.easyread.said import said_date, said_time
from tests.members.people import make_member
from workshops import services
from workshops.holders import Holder
from workshops.models import SignUp
from workshops.services import Asking

from .conftest import WHY, at_ten, plan, said_in, sign_up

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


@FORMS
def test_what_is_put_off_says_the_new_day_and_which_day_it_was_to_be(client, session, facilitator, rosa, form):
    come(session, rosa)
    client.force_login(rosa.user)
    first, new = said_date(session.starts_at), at_ten(34)
    says = [
        said_in(form, "It was to be on %(day)s.", day=first),
        said_in(form, "It is put off. The new day follows."),
        f", {said_time(session.starts_at)}<br>",
    ]

    def seen():
        page = client.get(f"{form}/me/places/").content.decode()
        return [page.count(words) for words in says], page.count(first), page.count(said_date(new))

    session = services.postpone_session(session, because=WHY, by=facilitator)
    assert seen() == ([1, 1, 0], 1, 0)
    services.move_session(session, starts_at=new, ends_at=at_ten(34, 3), by=facilitator)
    assert seen() == ([1, 0, 0], 1, 1)


def test_more_places_do_not_ask_more(client, facilitator, rosa, django_assert_max_num_queries):
    for number in range(4):
        come(services.open_session(plan(facilitator, name=f"Meeting {number}"), by=facilitator), rosa)
    client.force_login(rosa.user)
    client.get("/me/places/")
    with django_assert_max_num_queries(5):
        page = client.get("/me/places/").content.decode()
    assert page.count("Meeting ") == 4


@FORMS
def test_a_place_from_before_they_joined_is_theirs_by_the_email_that_opens_the_page(client, session, rosa, form):
    """Somebody else's name, or another way to reach her that anybody can type, shows her nothing."""
    email = rosa.user.email
    before = sign_up(session, rosa.name, way="email", reach=email, this_day="My dog comes too")
    others = [
        ("Ida", "email", email),
        (rosa.name, "phone", "01632 960 777"),
        (rosa.name, "email", "ida@private.example"),
    ]
    for name, way, reach in others:
        sign_up(session, name, way=way, reach=reach, this_day="Not hers")
    services.give_back(before, by=Holder(before.pk))
    client.force_login(rosa.user)
    page = client.get(f"{form}/me/places/").content.decode()
    file = client.get(f"{form}/me/information/file/").json()
    assert page.count(session.name) == 1
    assert [one["this_day"] for one in file["signed_up"]] == ["My dog comes too"]
