"""Who comes: for the session's own team until two weeks after, each look recorded; needs asked, answered and told."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from halton_coprod.record.models import AuditLine
from members import services as members
from members.models import LookRecord, Message
from members.roles import EDITOR, FACILITATOR
from members.services import Said
from tests.charter.desk import typed_day
from tests.conftest import make_person
from tests.members.people import make_member
from workshops import services
from workshops.clock import gather
from workshops.models import AccessRequest, Session, SignUp
from workshops.readiness import missing

from .conftest import WHY, in_days, plan, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
NEEDS = [Said("surroundings", "quiet"), Said("other", words="Only for the pool", who_sees="pool")]


@pytest.fixture
def rosa(session):
    return sign_up(session, "Rosa Privat", this_day="A chair with arms")


def a_member(session, pool_staff, **said):
    known = make_member("Mina Pool", needs=NEEDS, consents={"needs": True}, **said)
    place = services.sign_up(session, asking=services.Asking(), member=known, token=known.token, by=pool_staff)
    return known, place


def people(session, name="", form=""):
    return f"{form}/team/workshops/sessions/{session.slug}/people/{name}"


def addresses(place, form=""):
    request = place.requests.first()
    names = ("", "sign-up/", *(f"{place.pk}/{name}/" for name in ("need", "longer", "give-back")))
    return [people(place.session, name, form) for name in (*names, f"needs/{request.pk}/")]


@FORMS
def test_names_and_needs_are_for_its_own_team_only(desk, session, rosa, facilitator, pool_staff, resident, form):
    pages = [desk.get(address) for address in addresses(rosa, form)]
    assert [page.status_code for page in pages] == [200] * 6
    words = pages[0].content.decode()
    assert [words.count(one) > 0 for one in ("Rosa Privat", "No steps", "A chair with arms")] == [True] * 3
    assert words.count("private.example") == 0
    other, editor = make_person("other", FACILITATOR), make_person("edi", EDITOR)
    plan(other, name="Their own")
    services.change_session(session, door_helpers=[editor], by=facilitator)
    for somebody in (other, editor, pool_staff, resident):
        desk.force_login(somebody)
        assert {desk.get(address).status_code for address in addresses(rosa, form)} == {403}
        assert {desk.post(address).status_code for address in addresses(rosa, form)} <= {403, 405}
    assert desk.get(f"/team/workshops/sessions/{session.slug}/").status_code == 403
    desk.force_login(other)
    assert desk.get(f"/team/workshops/sessions/{session.slug}/").content.decode().count("/people/") == 0
    services.change_session(session, stand_in=other, by=facilitator)
    assert desk.get(people(session)).status_code == 200


@FORMS
def test_among_many_names_each_letter_can_be_jumped_to(desk, session, form):
    Session.objects.update(capacity=3)
    places = [sign_up(session, f"{name} Privat") for name in ("Rosa", "Sam", "Sue")]
    found = desk.get(people(session, form=form)).content.decode()
    assert [found.count(f'href="#place-{place.pk}"') for place in places] == [1, 1, 0]
    assert (found.count(" data-find "), found.count(" data-key=")) == (1, 3)


@FORMS
def test_each_person_is_one_line_that_says_what_waits_and_opens_to_the_rest(desk, session, rosa, form):
    rosa.requests.update(due=timezone.localdate() - timedelta(days=1))
    sign_up(session, "Ida")
    found = desk.get(people(session, form=form)).content.decode()
    lines = re.findall(r"<details[^>]*>\s*<summary>(.*?)</summary>(.*?)</details>", found, re.S)
    said = [" ".join(strip_tags(line.replace("<", " <")).split()) for line, _rest in lines]
    assert said == ["Ida 1 need waits for an answer.", "Rosa Privat 2 needs wait for an answer. Overdue"]
    assert [rest.count("They do not come") for _line, rest in lines] == [1, 1]


def test_two_weeks_after_nobody_sees_them_any_more(desk, session, rosa):
    for ended, status in ((-13, 200), (-15, 403)):
        Session.objects.update(starts_at=in_days(ended, -3), ends_at=in_days(ended))
        assert {desk.get(address).status_code for address in addresses(rosa)} == {status}


def test_each_look_is_recorded_and_the_person_can_read_it(desk, session, facilitator, pool_staff):
    known, _place = a_member(session, pool_staff)
    before = AuditLine.objects.filter(verb="workshops.session.look").count()
    for _look in range(2):
        words = desk.get(people(session)).content.decode()
        assert (words.count("A quiet room"), words.count("Only for the pool")) == (2, 0)
    look = LookRecord.objects.get()
    assert (look.member, look.looker, look.what, look.why) == (known, facilitator, "needs", "Meet")
    assert AuditLine.objects.filter(verb="workshops.session.look").count() == before + 2


def test_whoever_opens_one_need_has_looked_too(desk, session, facilitator, pool_staff):
    known, place = a_member(session, pool_staff)
    request = place.requests.first()
    for _look in range(2):
        words = desk.get(people(session, f"needs/{request.pk}/")).content.decode()
        assert words.count(f"Mina Pool: {request.says}") == 1
    look = LookRecord.objects.get()
    assert (look.member, look.looker, look.what, look.why) == (known, facilitator, "needs", "Meet")


def test_another_session_on_the_same_day_is_another_look(desk, session, facilitator, pool_staff):
    known, _place = a_member(session, pool_staff)
    other = services.open_session(plan(facilitator, name="Talk"), by=facilitator)
    services.sign_up(other, asking=services.Asking(), member=known, token=uuid.uuid4(), by=pool_staff)
    for one in (session, other, session):
        desk.get(people(one))
    assert sorted(look.why for look in LookRecord.objects.all()) == ["Meet", "Talk"]


@pytest.mark.parametrize(
    ("state", "answer", "title"),
    [
        ("arranged", "", "About what you need: Meet"),
        ("agreed", "A ramp instead.", "About what you need: Meet"),
        ("cannot", "The lift is broken.", "About what you need: Meet"),
    ],
)
def test_a_need_is_answered_and_the_person_told_once(desk, session, rosa, state, answer, title):
    request = rosa.requests.first()
    for _press in range(2):
        assert desk.post(people(session, f"needs/{request.pk}/"), {"state": state, "answer": answer}).status_code == 302
    request.refresh_from_db()
    assert (request.says, request.state, request.answer) == ("No steps", state, answer)
    told = Message.objects.order_by("pk").last()
    assert (told.title, Message.objects.count()) == (title, 2)
    assert sum("No steps" in words for _picture, words in told.ideas) == 1
    assert not answer or sum(answer in words for _picture, words in told.ideas) == 1
    assert [line.note for line in AuditLine.objects.about(request)] == [f"asked → {state}"]


def test_no_without_a_reason_is_refused(desk, session, rosa):
    request = rosa.requests.first()
    answer = desk.post(people(session, f"needs/{request.pk}/"), {"state": "cannot", "answer": ""})
    assert answer.context["form"].errors["answer"] == ["Say why. The person reads it."]
    assert (AccessRequest.objects.get(pk=request.pk).state, Message.objects.count()) == ("asked", 1)


def test_after_five_working_days_a_need_is_overdue_and_keeps_it_shut(desk, session, rosa, facilitator):
    assert desk.get(people(session)).context["overdue"] == 0
    services.postpone_session(session, because=WHY, by=facilitator)
    session = services.move_session(session, starts_at=in_days(40), ends_at=in_days(40, 2), by=facilitator)
    rosa.requests.update(due=timezone.localdate())
    assert (desk.get(people(session)).context["overdue"], missing(session)) == (0, [])
    rosa.requests.update(due=timezone.localdate() - timedelta(days=1))
    assert desk.get(people(session)).context["overdue"] == 2
    assert missing(session) == ["Answer what people need: somebody waits for more than 5 working days."]
    assert desk.get("/team/workshops/").context["lines"][0].overdue == 2
    services.give_back(rosa, by=facilitator)
    assert (AccessRequest.objects.overdue().count(), missing(session)) == (0, [])


def test_what_somebody_tells_the_pool_later_is_asked_here_too(session, pool_staff):
    known, place = a_member(session, pool_staff)
    assert [one.says for one in place.requests.all()] == ["A quiet room"]
    more = [*NEEDS, Said("professional", "bsl")]
    members.record_needs(known, needs=more, by=pool_staff)
    assert [gather(), gather()] == ["1 needs", "0 needs"]
    assert [one.says for one in place.requests.all()] == ["A quiet room", "A sign language interpreter"]
    members.erase_member(known, by=pool_staff)
    assert AccessRequest.objects.count() == 0


@FORMS
def test_somebody_is_signed_up_on_the_phone_once(desk, session, form):
    where = people(session, "sign-up/", form)
    token = desk.get(where).context["form"].initial["token"]
    said = {"token": token, "name": "Tess Privat", "way": "phone", "reach": "01632 960 555", "language": "en-simple"}
    said |= {"needs": "A quiet room\n\nBig print", "is_new": "on", "supporters": "1", "supporter_name": "Ann"}
    for _press in range(2):
        assert desk.post(where, said)["Location"] == people(session, form=form)
    place = SignUp.objects.get()
    assert (place.state, place.name, place.supporters, place.is_new, place.language) == (
        "in",
        "Tess Privat",
        1,
        True,
        "en-simple",
    )
    assert [one.says for one in place.requests.all()] == ["A quiet room", "Big print"]
    assert Message.objects.count() == 1
    bad = desk.post(where, {**said, "token": "3d9d6aa0-8a52-4d55-9d1c-5d0c3e1f0a11", "way": "email"})
    assert list(bad.context["form"].errors) == ["reach"]
    assert bad.context["form"]["name"].value() == "Tess Privat"


def test_an_offer_is_kept_longer_and_a_place_given_back(desk, session, facilitator):
    first, second, third = (sign_up(session, name) for name in ("Rosa", "Sam", "Tess"))
    assert desk.get(people(session, f"{first.pk}/give-back/")).status_code == 200
    assert SignUp.objects.get(pk=first.pk).state == "in"
    for _press in range(2):
        desk.post(people(session, f"{first.pk}/give-back/"))
    third.refresh_from_db()
    assert (SignUp.objects.get(pk=first.pk).state, third.state) == ("cancelled", "offered")
    day = timezone.localdate() + timedelta(days=9)
    desk.post(people(session, f"{third.pk}/longer/"), typed_day("until", day))
    third.refresh_from_db()
    assert timezone.localtime(third.offered_until).date() == day
    late = desk.post(people(session, f"{second.pk}/longer/"), typed_day("until", day))
    assert late.status_code == 409


def test_a_place_of_another_session_is_not_reached_through_ones_own(desk, session, facilitator):
    other = make_person("other", FACILITATOR)
    theirs = services.open_session(plan(other, name="Theirs"), by=other)
    place = sign_up(theirs, "Rosa Privat")
    names = [f"{place.pk}/need/", f"{place.pk}/give-back/", f"needs/{place.requests.get().pk}/"]
    assert {desk.get(people(session, name)).status_code for name in names} == {404}
    assert {desk.post(people(session, name), {"says": "x"}).status_code for name in names} == {404}
    assert SignUp.objects.get(pk=place.pk).state == "in"


def queries(client, path) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_thirty_people_ask_no_more_than_one(desk, session, facilitator, pool_staff):
    services.change_session(session, capacity=40, by=facilitator)
    a_member(session, pool_staff)
    sign_up(session, "Somebody")
    before = queries(desk, people(session))
    for number in range(30):
        sign_up(session, f"Person {number}")
        a_member(session, pool_staff, facts={"email": f"p{number}@home.example"})
    assert queries(desk, people(session)) == before
    assert before <= 12
