"""The pool's staff sign somebody of the pool up with their record: nothing is asked again, and it is theirs."""

import pytest

from members.models import Message
from members.services import Said
from tests.members.people import make_member
from workshops import services
from workshops.models import SignUp

from .conftest import in_days, plan

pytestmark = pytest.mark.django_db
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture
def mina():
    reach = {"way": "letter", "address": "3 Private Road"}
    return make_member("Mina Pool", needs=[Said("surroundings", "quiet")], consents={"needs": True}, facts=reach)


@FORMS
def test_with_their_record_once_however_often_it_is_pressed(client, session, pool_staff, mina, form):
    client.force_login(pool_staff)
    where = f"{form}/team/workshops/book/{mina.pk}/"
    assert client.get(f"{form}/team/pool/{mina.pk}/").content.decode().count(where) == 1
    token = client.get(where).context["form"].initial["token"]
    said = {"token": token, "session": session.pk, "this_day": "A chair", "supporters": "1", "travel_help": "on"}
    for _press in range(2):
        assert client.post(where, said)["Location"] == f"{form}/team/pool/{mina.pk}/"
    place = SignUp.objects.get()
    assert (place.member, place.name, place.supporters, place.reach) == (mina, "Mina Pool", 1, "")
    assert [one.says for one in place.requests.all()] == ["A quiet room", "A chair", "Help to get there"]
    assert Message.objects.get(occasion=f"place-{place.pk}-in").member == mina


def test_only_sessions_that_take_people_can_be_chosen(client, session, pool_staff, facilitator, mina):
    shut = services.open_session(plan(facilitator, name="Shut"), by=facilitator)
    services.close_session(shut, by=facilitator)
    later = plan(facilitator, name="Later", sign_up_from=in_days(3))
    services.open_session(later, by=facilitator)
    client.force_login(pool_staff)
    where = f"/team/workshops/book/{mina.pk}/"
    assert [key for key, _name in client.get(where).context["form"].fields["session"].choices] == [str(session.pk)]
    answer = client.post(where, {"session": shut.pk, "supporters": "x", "this_day": "A chair"})
    assert set(answer.context["form"].errors) == {"token", "session", "supporters"}
    assert answer.context["form"]["this_day"].value() == "A chair"
    assert SignUp.objects.count() == 0


def test_nobody_else_signs_up_somebody_of_the_pool(client, facilitator, resident, curator, mina):
    for somebody in (facilitator, resident, curator):
        client.force_login(somebody)
        assert client.get(f"/team/workshops/book/{mina.pk}/").status_code == 403
        assert client.post(f"/team/workshops/book/{mina.pk}/").status_code == 403
    client.logout()
    assert client.get(f"/team/workshops/book/{mina.pk}/").status_code == 302
