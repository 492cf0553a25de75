"""Signing up as anybody does it: question after question, in both forms, with and without a sign-in."""

import pytest

from halton_coprod.easyread.said import said_date
from halton_coprod.record.models import AuditLine
from members.models import Member, Message, Need
from members.services import add_supporter
from tests.conftest import HubClient
from tests.members.people import make_member
from workshops import services
from workshops.models import AccessRequest, SignUp

from .conftest import ONLINE, in_days, plan, said_in, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
LEAST = {
    "name": {"name": "Rosa Privat"},
    "way": {"way": "email"},
    "email": {"email": "rosa@private.example"},
    "before": {"before": "no"},
    "help": {"help": "no"},
    "supporters": {"supporters": "0"},
    "travel": {"travel": "no"},
}
ALL = {
    **LEAST,
    "way": {"way": "phone"},
    "phone": {"phone": "01632 960 777"},
    "before": {"before": "yes"},
    "help": {"help": "yes"},
    "need-surroundings": {"items": ["step-free", "breaks"]},
    "need-communication": {"items": ["hearing-loop"]},
    "need-professional": {},
    "other": {"formats": ["large", "read-aloud"], "this_day": "My dog comes too"},
    "supporters": {"supporters": "2"},
    "supporter": {"supporter_name": "Sunil Privat"},
    "travel": {"travel": "yes"},
}


@pytest.fixture
def member(resident):
    return make_member("Rosa", user=resident, by=resident)


@pytest.fixture
def supporter(member, stranger):
    """Sunil may sign Rosa up."""
    return add_supporter(member, name="Sunil", user=stranger, may_book=True, by=member.user)


def address(session, step="", form=""):
    return f"{form}/workshops/{session.slug}/sign-up/{f'{step}/' if step else ''}"


def outcome(answer) -> list[str]:
    page = answer.content.decode()
    return [word for word in ("in", "waiting", "full") if f'data-sign-up="{word}"' in page]


def walk(client, session, said, form=""):
    """Answer whatever is asked, to the check; returns the steps that were asked."""
    page = client.get(client.get(address(session, form=form)).context["first"])
    asked = []
    while "step" in page.context:
        slug = page.context["step"].slug
        asked.append(slug)
        hidden = {"draft": page.context["form"]["draft"].value() or ""}
        page = client.post(page.wsgi_request.get_full_path(), {**hidden, **said[slug]}, follow=True)
    return asked


@FORMS
def test_the_count_of_parts_is_the_same_for_whatever_is_said_and_in_easy_read_each_question_has_a_picture(
    client, session, form
):
    first = address(session, "name", form)
    parts = [client.get(first).context["count"], client.post(first, {"name": ""}).context["count"]]
    for said in (LEAST, ALL):
        shown = [client.get(address(session, slug, form)) for slug in walk(client, session, said, form)]
        assert [page.content.decode().count("question-head") for page in shown] == [int(bool(form))] * len(shown)
        pages = [page.context for page in shown]
        numbers = [page["number"] for page in pages]
        assert (numbers, sorted(set(numbers))) == (sorted(numbers), [1, 2, 3])
        parts += [page["count"] for page in pages]
    assert set(parts) == {3}


def send(client, session, form=""):
    check = client.get(address(session, "check", form))
    return client.post(address(session, "check", form), {"opened": check.context["opened"]}, follow=True)


@FORMS
def test_a_stranger_signs_up_with_the_least(client, session, form):
    assert walk(client, session, LEAST, form) == list(LEAST)
    assert SignUp.objects.count() == 0
    answer = send(client, session, form)
    place = SignUp.objects.get()
    assert (outcome(answer), answer.redirect_chain[-1][0]) == (["in"], f"{form}{place.address.removeprefix(form)}")
    assert (place.name, place.reach, place.way, place.is_new, place.supporters, place.travel_help) == (
        "Rosa Privat",
        "rosa@private.example",
        "email",
        True,
        0,
        False,
    )
    assert (place.language, place.needs, place.user, place.member) == (
        "en-simple" if form else "en-gb",
        [],
        None,
        None,
    )
    assert Message.objects.get().to == "rosa@private.example"
    line = AuditLine.objects.get(verb="workshops.signup.sign_up")
    assert (line.note, line.fields) == ("in", [])


@FORMS
def test_everything_that_is_said_is_there_for_the_team(client, session, form):
    assert walk(client, session, ALL, form) == [
        "name",
        "way",
        "phone",
        "before",
        "help",
        "need-surroundings",
        "need-communication",
        "need-professional",
        "other",
        "supporters",
        "supporter",
        "travel",
    ]
    check = client.get(address(session, "check", form)).content.decode()
    assert {says: check.count(says) for says in ("My dog comes too", "Sunil Privat", "01632 960 777")} == {
        "My dog comes too": 1,
        "Sunil Privat": 1,
        "01632 960 777": 1,
    }
    send(client, session, form)
    place = SignUp.objects.get()
    assert (place.way, place.reach, place.is_new, place.supporters, place.supporter_name, place.travel_help) == (
        "phone",
        "01632 960 777",
        False,
        2,
        "Sunil Privat",
        True,
    )
    assert (len(place.needs), place.this_day, AccessRequest.objects.count()) == (5, "My dog comes too", 7)
    assert place.needs[3:] == [said_in(form, one) for one in ("Large print", "Somebody reads it to me")]


def test_the_same_press_and_the_same_person_are_one_place(client, session):
    walk(client, session, LEAST)
    first = send(client, session)
    again = client.post(address(session, "check"), {"draft": "", "opened": ""}, follow=True)
    assert again.redirect_chain[-1][0] == address(session)
    assert first.redirect_chain[-1][0] == SignUp.objects.get().address


@FORMS
def test_a_stranger_with_the_name_and_address_of_somebody_learns_nothing(client, session, form):
    walk(client, session, LEAST, form)
    send(client, session, form)
    place = SignUp.objects.get()
    for _try in range(2):
        stranger = HubClient()
        walk(stranger, session, {**LEAST, "name": {"name": "rosa PRIVAT"}}, form)
        answer = send(stranger, session, form)
        assert answer.redirect_chain[-1][0] == f"{form}/workshops/{session.slug}/"
        assert (outcome(answer), answer.content.decode().count(place.link)) == (["in"], 0)
    # Whose place it is has the link again, once.
    assert [(one.to, place.link in str(one.ideas)) for one in Message.objects.all()] == [
        ("rosa@private.example", True)
    ] * 2
    assert SignUp.objects.count() == 1


@FORMS
def test_the_line_and_a_full_house_say_so(client, session, facilitator, form):
    for name in ("Sam Privat", "Tess Privat"):
        sign_up(session, name)
    walk(client, session, LEAST, form)
    answer = send(client, session, form)
    assert (outcome(answer), SignUp.objects.get(state="waiting").name) == (["waiting"], "Rosa Privat")
    services.give_back(SignUp.objects.get(state="waiting"), by=facilitator)

    walk(client, session, LEAST, form)
    services.change_session(session, has_waiting_list=False, by=facilitator)
    assert outcome(client.post(address(session, "check", form), {})) == ["full"]
    start = client.get(address(session, form=form))
    assert (outcome(start), start.content.decode().count(start.context["first"])) == (["full"], 0)
    assert SignUp.objects.active().count() == 2


@FORMS
def test_what_needs_mending_is_kept_and_said(client, session, form):
    for step, said, typed in (
        ("name", {"name": " "}, ""),
        ("way", {"way": "pigeon"}, "pigeon"),
        ("email", {"email": "rosa at home"}, "rosa at home"),
        ("supporters", {"supporters": "9"}, "9"),
        ("name", {"name": "x" * 101}, "x" * 101),
    ):
        page = client.post(address(session, step, form), said)
        assert (page.status_code, len(page.context["form"].errors)) == (200, 1)
        assert (page.context["form"][step].value() or "").strip() == typed
    assert client.get(address(session, "check", form)).status_code == 302
    assert SignUp.objects.count() == 0


def test_one_answer_is_changed_from_the_check(client, session):
    walk(client, session, LEAST)
    answer = client.post(address(session, "way") + "?change=1", {"way": "letter"})
    assert answer["Location"] == address(session, "address") + "?change=1"
    answer = client.post(answer["Location"], {"address": "1 Example Street\nWidnes"})
    assert answer["Location"] == address(session, "check")
    send(client, session)
    assert (SignUp.objects.get().way, SignUp.objects.get().reach.split()[0]) == ("letter", "1")


def test_the_page_brings_the_answers_back_when_the_session_has_ended(client, session):
    walk(client, session, LEAST)
    draft = client.get(address(session, "check")).context["form"]["draft"].value()
    client.cookies.clear()
    assert draft.count("Rosa") == 0
    assert outcome(client.post(address(session, "check"), {"draft": draft}, follow=True)) == ["in"]


@pytest.mark.parametrize("sealed", ["x", "é", "gAAAAA", "0" * 5_000])
def test_answers_that_we_did_not_seal_count_for_nothing(client, session, sealed):
    assert client.post(address(session, "check"), {"draft": sealed}).status_code == 302
    assert client.post(address(session, "name"), {"draft": sealed, "name": "Rosa"}).status_code == 302
    assert SignUp.objects.count() == 0


def test_answers_for_one_session_are_not_sent_to_another(client, session, facilitator):
    other = services.open_session(plan(facilitator, name="Another"), by=facilitator)
    walk(client, session, LEAST)
    draft = client.get(address(session, "check")).context["form"]["draft"].value()
    assert client.post(address(other, "check"), {"draft": draft})["Location"] == address(other)
    assert SignUp.objects.count() == 0


def test_a_robot_gets_no_place_and_deleted_answers_are_gone(client, session):
    walk(client, session, LEAST)
    client.post(address(session, "check"), {"website": "spam"})
    assert SignUp.objects.count() == 0
    client.post(address(session, "forget"))
    assert client.get(address(session, "check"))["Location"] == address(session)


@FORMS
def test_no_question_where_nobody_can_sign_up(client, draft, session, facilitator, form):
    services.close_session(session, by=facilitator)
    assert client.get(address(session, "name", form))["Location"] == address(session, form=form)
    start = client.get(address(session, form=form))
    assert (start.status_code, start.content.decode().count(start.context["first"])) == (200, 0)
    planned = plan(facilitator, name="Still planned")
    assert {client.get(address(planned, step, form)).status_code for step in ("", "name", "check")} == {404}
    assert client.get(address(session, "nothing", form)).status_code == 404


@FORMS
@pytest.mark.parametrize(
    ("name", "days", "says"),
    [("sign_up_from", 3, "You can sign up from %(day)s."), ("sign_up_until", -1, "Nobody can sign up any more.")],
)
def test_outside_its_days_nobody_signs_up(client, session, facilitator, name, days, says, form):
    walk(client, session, LEAST, form)
    services.change_session(session, **{name: in_days(days)}, by=facilitator)
    says = said_in(form, says, day=said_date(in_days(days)))
    start = address(session, form=form)
    for where, on in ((f"{form}/workshops/{session.slug}/", start), (start, address(session, "name", form))):
        page = client.get(where).content.decode()
        assert (where, page.count(says), page.count(f'href="{on}"')) == (where, 1, 0)
    assert client.get(address(session, "name", form))["Location"] == address(session, form=form)
    send(client, session, form)
    assert SignUp.objects.count() == 0
    services.change_session(session, **{name: None}, by=facilitator)
    assert (outcome(send(client, session, form)), SignUp.objects.count()) == (["in"], 1)


def test_online_only_asks_nothing_about_the_way_there(client, facilitator):
    online = services.open_session(plan(facilitator, **ONLINE), by=facilitator)
    assert walk(client, online, LEAST) == [step for step in LEAST if step != "travel"]


@FORMS
def test_somebody_of_the_pool_is_asked_only_about_the_day(client, session, member, form):
    Need.objects.create(member=member, group="surroundings", item="quiet")
    client.force_login(member.user)
    said = {**ALL, "who": {"who": "me"}, "this-day": {"this_day": "A chair with arms"}}
    assert walk(client, session, said, form) == ["who", "this-day", "supporters", "supporter", "travel"]
    assert outcome(send(client, session, form)) == ["in"]
    place = SignUp.objects.get()
    assert (place.member, place.user, place.name) == (member, member.user, member.name)
    assert (place.reach, place.needs, place.this_day) == ("", [], "A chair with arms")


@FORMS
def test_whoever_has_the_name_and_address_of_a_guest_is_shown_nothing_of_their_place(client, session, member, form):
    """Anybody writes what they like into their own record. The guest is told by their way."""
    Member.objects.filter(pk=member.pk).update(name="Gus Guest", way="email", email="gus@private.example")
    guest = sign_up(session, "Gus Guest")
    client.force_login(member.user)
    walk(client, session, {**LEAST, "who": {"who": "me"}, "this-day": {}}, form)
    answer = send(client, session, form)
    assert (answer.content.decode().count(guest.link), SignUp.objects.count()) == (0, 1)
    stays = said_in(form, "Had you signed up before? Then you keep your place, or your number in the line.")
    assert (outcome(answer), answer.content.decode().count(stays)) == (["in"], 1)
    assert Message.objects.filter(occasion__startswith=f"place-{guest.pk}-in-again").count() == 1


def test_a_supporter_signs_up_whom_they_may_and_no_other(client, session, member, supporter):
    client.force_login(supporter.user)
    said = {**LEAST, "who": {"who": f"for-{supporter.pk}"}, "this-day": {}}
    assert walk(client, session, said) == ["who", "this-day", "supporters", "travel"]
    send(client, session)
    assert (SignUp.objects.get().member, SignUp.objects.get().user) == (member, None)
    assert AuditLine.objects.filter(verb="workshops.signup.sign_up").get().actor_id == supporter.user.pk

    supporter.may_book = False
    supporter.save()
    page = client.post(address(session, "who"), {"who": f"for-{supporter.pk}"})
    assert len(page.context["form"].errors) == 1


@FORMS
def test_each_page_says_whom_a_supporter_signs_up(client, session, member, supporter, form):
    steps = ("who", "this-day", "check")

    def banners():
        pages = [client.get(address(session, step, form)).content.decode() for step in steps]
        return [page.count("data-acts-for") for page in pages], pages[1].count(f"You sign up {member.name}.")

    helped, own = (supporter.user, f"for-{supporter.pk}", ([0, 1, 1], 1)), (member.user, "me", ([0, 0, 0], 0))
    for user, who, shown in (helped, own):
        client.force_login(user)
        walk(client, session, {**LEAST, "who": {"who": who}, "this-day": {}}, form)
        assert banners() == shown


def test_signed_in_for_somebody_whom_nobody_knows(client, session, member):
    client.force_login(member.user)
    assert walk(client, session, {**LEAST, "who": {"who": "other"}}) == ["who", *LEAST]
    send(client, session)
    assert (SignUp.objects.get().member, SignUp.objects.get().user) == (None, None)


@FORMS
def test_after_signing_somebody_else_up_their_name_is_read_and_not_you(client, session, member, supporter, form):
    client.force_login(supporter.user)
    for who, name in ((f"for-{supporter.pk}", member.name), ("other", "Rosa Privat")):
        walk(client, session, {**LEAST, "who": {"who": who}, "this-day": {}}, form)
        done = send(client, session, form).content.decode()
        says = said_in(form, "%(person)s has a place.", person=name), said_in(form, "You have a place.")
        assert [done.count(words) for words in says] == [1, 0]


def test_what_the_sign_in_says_already_is_written_in_and_of_nobody_else(client, session, member, supporter):
    client.force_login(supporter.user)
    steps = ("name", "way", "email")

    def known(who):
        client.post(address(session, "who"), {"who": who})
        return [client.get(address(session, step)).context["form"][step].value() for step in steps]

    assert known("me") == [supporter.user.name, "email", supporter.user.email]
    assert known("other") == [None, None, None]


def test_asking_costs_the_same_with_many_signed_up(client, facilitator, django_assert_max_num_queries):
    big = plan(facilitator, capacity=60, starts_at=in_days(9), ends_at=in_days(9, 2))
    big = services.open_session(big, by=facilitator)
    for number in range(30):
        sign_up(big, f"N{number} Privat")
    for path in (address(big), address(big, "name"), address(big, "travel", "/easy")):
        with django_assert_max_num_queries(6):
            assert client.get(path).status_code == 200
