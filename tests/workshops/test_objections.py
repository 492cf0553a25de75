"""That is not what we said: somebody says it of what happened next, the team answers, and nobody else reads it."""

import uuid

import pytest

from halton_coprod.record.flow import NotNow
from members.models import Message
from members.roles import FACILITATOR
from tests.conftest import make_person
from tests.members.people import make_member
from workshops import services
from workshops.holders import Holder
from workshops.models import Objection, Session
from workshops.telling import tellings

from .conftest import EASIES, over
from .conftest import OUTCOME as TEXTS
from .test_happened import page, told, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


def test_what_somebody_objected_goes_with_them(session, facilitator, pool_staff):
    member = make_member("Tess Privat")
    place = services.sign_up(session, asking=services.Asking(), token=uuid.uuid4(), member=member, by=pool_staff)
    services.hold_session(over(session), by=facilitator)
    services.write_outcome(session, **TEXTS, **EASIES, by=facilitator)
    services.publish_outcome(session, by=facilitator)
    services.raise_objection(place, words="I never said so.", token=uuid.uuid4(), by=Holder(place.pk))
    services.erase_places(member)
    assert (Objection.objects.count(), told(session)) == (0, {})


def test_two_weeks_later_the_team_still_writes_answers_and_closes_and_sees_no_name(
    client, published, places, facilitator, pool_staff
):
    session = over(published.session, days=-20)
    place = places["rosa"]
    services.raise_objection(place, words="I never said so.", token=uuid.uuid4(), by=Holder(place.pk))
    client.force_login(facilitator)
    desk = f"/team/workshops/sessions/{session.slug}/after/"
    read = words(client.get(desk))
    says = "You can still write what happened, answer, and close it when everybody has been told."
    assert (read.count("I never said so."), read.count("Privat"), read.count(says)) == (1, 0, 1)
    answer = f"{desk}objections/{Objection.objects.get().pk}/"
    assert (client.get(answer).status_code, words(client.get(answer)).count("Privat")) == (200, 0)
    assert client.post(answer, {"answer": "We put it right."}).status_code == 302
    assert client.get(f"{desk}write/").status_code == 200
    client.post(f"{desk}close/")
    assert Session.objects.get().state == "held"
    for one in tellings(session):
        services.note_told(session, place=one.place, walk_in=one.walk_in, how="phone", by=pool_staff)
    client.post(f"{desk}close/")
    assert (Session.objects.get().state, Objection.objects.get().answer) == ("finished", "We put it right.")


def test_another_team_answers_nobody(client, published, places):
    place = places["rosa"]
    services.raise_objection(place, words="I never said so.", token=uuid.uuid4(), by=Holder(place.pk))
    client.force_login(make_person("other", FACILITATOR))
    desk = f"/team/workshops/sessions/{published.session.slug}/after/"
    assert words(client.get(desk)).count("I never said so.") == 0
    assert client.post(f"{desk}objections/{Objection.objects.get().pk}/", {"answer": "No."}).status_code == 403


@FORMS
def test_that_is_not_what_we_said(client, published, places, facilitator, form):
    session, place = published.session, places["rosa"]
    own = f"{form}/workshops/place/{place.link}/"
    assert words(client.get(own)).count(f"{own}not-what-we-said/") == 1
    asked = client.get(f"{own}not-what-we-said/")
    empty = client.post(f"{own}not-what-we-said/", {"token": uuid.uuid4(), "words": ""})
    assert (asked.status_code, empty.status_code, Objection.objects.count()) == (200, 200, 0)
    token = asked.context["form"]["token"].value()
    for _press in range(2):
        answer = client.post(f"{own}not-what-we-said/", {"token": token, "words": "I said <i>never</i> late."})
        assert (answer.status_code, answer["Location"]) == (302, own)
    found = Objection.objects.get()
    assert (found.place, found.words, found.answer) == (place, "I said <i>never</i> late.", "")
    with pytest.raises(NotNow):
        services.finish_session(session, by=facilitator)
    for _press in range(2):
        services.answer_objection(found, answer="We put it right.", by=facilitator)
    told_it = Message.objects.filter(occasion__startswith=f"place-{place.pk}-objection")
    assert [one.ideas[1][1] for one in told_it] == ["This is our answer: We put it right."]
    read = words(client.get(own))
    assert (read.count("We put it right."), read.count("<i>never")) == (1, 0)
    assert words(client.get(page(session, form))).count("We put it right.") == 0


@FORMS
def test_nobody_objects_to_what_is_not_published(client, written, places, form):
    answer = client.post(
        f"{form}/workshops/place/{places['rosa'].link}/not-what-we-said/", {"token": uuid.uuid4(), "words": "No."}
    )
    assert (answer.status_code, Objection.objects.count()) == (404, 0)
