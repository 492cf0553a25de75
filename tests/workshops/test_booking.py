"""The pool's staff sign somebody of the pool up with their record: nothing is asked again, and it is theirs."""

import pytest

from members.models import Message
from members.services import Said
from tests.members.people import make_member
from workshops import services
from workshops.models import SignUp

from .conftest import in_days, plan, said_in, sign_up

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


@FORMS
def test_whoever_was_signed_up_without_their_record_gets_it_and_nothing_that_is_said_is_lost(
    client, session, pool_staff, mina, form
):
    """A facilitator took their call; then the pool's staff book them, twice."""
    guest = sign_up(session, "Mina Pool", way="letter", reach="3 private road", needs=["No steps"], supporters=2)
    client.force_login(pool_staff)
    where = f"{form}/team/workshops/book/{mina.pk}/"
    said = {"session": session.pk, "this_day": "A chair", "supporters": "0", "travel_help": "on"}
    more = {"session": session.pk, "this_day": "A lamp", "supporters": "3", "supporter_name": "Sunil"}
    for answers in (said, more):
        token = client.get(where).context["form"].initial["token"]
        read = client.post(where, {**answers, "token": token}, follow=True).content.decode()
        stays = "They had signed up before. What is new is added, and what they said before stays."
        assert read.count(said_in(form, stays)) == 1
    place = SignUp.objects.get()
    assert (place.pk, place.member, place.reach, place.needs) == (guest.pk, mina, "", [])
    assert (place.this_day, place.supporters, place.supporter_name) == ("A chair\nA lamp", 3, "Sunil")
    needs = ["No steps", "A quiet room", "A chair", "Help to get there", "A lamp"]
    assert (sorted(one.says for one in place.requests.all()), place.travel_help) == (sorted(needs), True)
    assert services.gather_requests() == 0


def test_a_second_call_to_the_team_adds_what_is_new(client, session, facilitator):
    client.force_login(facilitator)
    where = f"/team/workshops/sessions/{session.slug}/people/sign-up/"
    who = {"name": "Rosa", "way": "email", "reach": "rosa@private.example", "language": "en-gb", "supporters": "0"}
    for needs in ("No steps", "A lamp"):
        token = client.get(where).context["form"].initial["token"]
        assert client.post(where, {**who, "needs": needs, "token": token}).status_code == 302
    place = SignUp.objects.get()
    assert (place.needs, [one.says for one in place.requests.all()]) == (["No steps", "A lamp"],) * 2


def test_two_people_with_the_same_name_and_address_have_a_place_each(client, session, pool_staff):
    """A father and a son. Also when one waits again, comes by a new key, or is joined with a record of his own."""
    session = services.change_session(session, capacity=9, by=session.team.get())
    facts = {"way": "letter", "address": "3 Shared House", "email": ""}
    father, son, twin = (make_member("John Smith", facts=facts) for _one in range(3))
    client.force_login(pool_staff)
    for member in (father, son, twin, father):
        where = f"/team/workshops/book/{member.pk}/"
        token = client.get(where).context["form"].initial["token"]
        client.post(where, {"session": session.pk, "supporters": 0, "token": token})
    assert list(SignUp.objects.values_list("member", "state")) == [(one.pk, "in") for one in (father, son, twin)]
    assert sign_up(session, "John Smith", way="letter", reach="3 Shared House").member in (father, son, twin)
    for place in SignUp.objects.all():
        services.mark_place(place)
        place.save()
    first = SignUp.objects.get(member=father)
    SignUp.objects.filter(pk=first.pk).update(state="lapsed")
    assert services.wait_again(first, by=pool_staff).pk == first.pk
    assert client.post(f"/team/pool/{son.pk}/same/{twin.pk}/", {"sure": "on"}).status_code == 302
    assert sorted(SignUp.objects.active().values_list("member", flat=True)) == [father.pk, son.pk]
