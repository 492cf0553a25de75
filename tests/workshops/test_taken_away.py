"""What sessions keep about somebody is in the file they take away: all of it, and nothing of anybody else."""

import uuid

import pytest

from tests.members.people import make_member
from workshops import services
from workshops.models import SignUp
from workshops.services import Asking, HowItWas

from .conftest import over

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
DAY, HELPER, ANSWER, FELT = "My dog comes too", "Sunil Privat", "A bowl stands ready", "It was too loud"


@pytest.fixture
def rosa(resident):
    return make_member("Rosa", user=resident, by=resident)


@pytest.fixture
def place(session, rosa, facilitator):
    """Rosa was there, said what she needed, was answered, and said how it was."""
    asking = Asking(this_day=DAY, supporters=1, supporter_name=HELPER, travel_help=True)
    place = services.sign_up(session, asking=asking, token=uuid.uuid4(), member=rosa, by=rosa.user)
    services.gather_requests()
    for request in place.requests.all():
        services.agree_request(request, answer=ANSWER, by=facilitator)
    over(session, days=-1)
    place = SignUp.objects.get(pk=place.pk)
    services.give_feedback(place, said=HowItWas(how=2, words=FELT), by=rosa.user)
    return place


@FORMS
def test_what_was_said_for_a_day_and_after_it_is_taken_away_whole(client, place, rosa, form):
    client.force_login(rosa.user)
    data = client.get(f"{form}/me/information/file/").json()
    [kept], [felt] = data["signed_up"], data["feedback"]
    answered = [(one["state"], one["answer"]) for one in data["asked_for"]]
    assert [kept[name] for name in ("this_day", "supporter_name", "supporters", "travel_help")] == [
        DAY,
        HELPER,
        1,
        True,
    ]
    assert [one["says"] for one in data["asked_for"] if one["says"] == DAY] == [DAY]
    assert answered == [("agreed", ANSWER)] * place.requests.count()
    assert [felt[name] for name in ("session", "how", "words")] == [place.session.name, 2, FELT]
    page = client.get(f"{form}/me/information/document/").content.decode()
    assert [page.count(f"<dd>{words}</dd>") for words in (HELPER, ANSWER, FELT)] == [1, len(answered), 1]


def test_nothing_of_anybody_else_is_in_it(client, place, stranger):
    ida = make_member("Ida", user=stranger, by=stranger)
    client.force_login(ida.user)
    data = client.get("/me/information/file/").json()
    assert [data[part] for part in ("signed_up", "asked_for", "feedback", "badges", "replies")] == [[], [], [], [], []]
