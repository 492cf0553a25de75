"""What pages say of a session is so for whoever reads it: what is free for them, and whether they have a place."""

import uuid

import pytest
from django.utils import timezone

from halton_coprod.easyread.said import said_date
from halton_coprod.record import stamp
from members.models import Message
from members.services import add_supporter
from tests.members.people import make_member
from workshops import services
from workshops.holders import Holder
from workshops.models import Session, SignUp
from workshops.services import Asking

from .conftest import EASY, at_ten, over, plan, said_in, sign_up
from .test_sign_up import LEAST, address, outcome, send, walk

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture
def member(resident):
    return make_member("Rosa", user=resident, by=resident)


@pytest.fixture
def kept(facilitator):
    """Three places, two of them kept for people who have not come before; one is taken by somebody who has."""
    session = services.open_session(plan(facilitator, capacity=3, kept_for_new=2), by=facilitator)
    sign_up(session, "Sam Privat", is_new=False)
    return session


def read(client, page) -> str:
    stamp.forget_pages()
    return client.get(page).content.decode()


@FORMS
def test_a_kept_place_is_not_told_as_free_for_everybody(client, kept, form):
    found = Session.objects.with_held().get()
    assert (found.free_places, found.free_for_new, found.kept_free) == (0, 2, 2)
    for_new = said_in(form, "%(number)s places are free. They are for people who come for the first time.", number=2)
    wait = said_in(form, "Have you come before? Then you can wait for a place.")
    for where in (f"/workshops/{kept.slug}/", address(kept)):
        page = read(client, form + where)
        shown = [page.count(says) for says in (for_new, wait, "2 places are free.</p>")]
        assert (where, shown) == (where, [1, 1, 0])
    assert read(client, f"{form}/workshops/").count(for_new) == 1
    services.change_session(kept, capacity=4, by=kept.team.get())
    page = read(client, f"{form}/workshops/{kept.slug}/")
    more = said_in(form, "%(number)s more are for people who come for the first time.", number=2)
    assert [page.count(says) for says in ("1 place is free.", more)] == [1, 1]


@FORMS
@pytest.mark.parametrize(("before", "ends"), [("yes", "waiting"), ("no", "in")])
def test_before_sending_it_is_said_to_whoever_comes_on_the_waiting_list(client, kept, before, ends, form):
    walk(client, kept, {**LEAST, "before": {"before": before}}, form)
    check = read(client, address(kept, "check", form))
    says = (
        "The free places are for people who come for the first time.",
        "You come on the waiting list.",
        "Put me on the waiting list",
        "Sign me up",
    )
    waits = int(ends == "waiting")
    assert [check.count(said_in(form, one)) for one in says] == [waits, waits, waits, 1 - waits]
    assert outcome(send(client, kept, form)) == [ends]


@pytest.mark.parametrize("has_come", [True, False])
def test_of_somebody_of_the_pool_it_is_known_and_not_asked(client, kept, member, has_come):
    type(member).objects.update(last_came_at=timezone.now() if has_come else None)
    client.force_login(member.user)
    assert walk(client, kept, {**LEAST, "who": {"who": "me"}, "this-day": {}}) == [
        "who",
        "this-day",
        "supporters",
        "travel",
    ]
    assert read(client, address(kept, "check")).count("You come on the waiting list.") == int(has_come)


@FORMS
def test_whoever_is_signed_in_reads_that_they_have_a_place(client, session, member, stranger, form):
    page = f"{form}/workshops/{session.slug}/"
    place = services.sign_up(session, asking=Asking(), token=uuid.uuid4(), member=member, by=member.user)
    own = f'href="{form}{place.address.removeprefix(form)}"'
    says = said_in(form, "You have a place.")
    for user, many in ((member.user, 1), (stranger, 0), (session.team.get(), 0)):
        client.force_login(user)
        assert (user, read(client, page).count(own), read(client, page).count(says)) == (user, many, many)
    client.logout()
    assert [read(client, page).count(one) for one in (own, says)] == [0, 0]
    services.give_back(place, by=Holder(place.pk))
    client.force_login(member.user)
    assert [read(client, page).count(one) for one in (own, says)] == [0, 0]


@FORMS
def test_whoever_waits_or_has_an_offer_reads_that(client, session, member, form):
    page = f"{form}/workshops/{session.slug}/"
    first = sign_up(session, "Sam Privat")
    sign_up(session, "Tess Privat")
    place = services.sign_up(session, asking=Asking(), token=uuid.uuid4(), member=member, by=member.user)
    client.force_login(member.user)
    assert read(client, page).count(said_in(form, "You are on the waiting list.")) == 1
    services.give_back(first, by=Holder(first.pk))
    assert read(client, page).count(said_in(form, "A place is free for you.")) == 1
    assert SignUp.objects.get(pk=place.pk).state == "offered"


def test_the_own_place_costs_one_question_more(client, session, member, django_assert_max_num_queries):
    services.sign_up(session, asking=Asking(), token=uuid.uuid4(), member=member, by=member.user)
    for number in range(30):
        sign_up(session, f"N{number} Privat")
    client.force_login(member.user)
    with django_assert_max_num_queries(10):
        assert client.get(f"/workshops/{session.slug}/").status_code == 200


@FORMS
def test_the_start_says_how_many_questions_at_least_and_at_most(client, session, member, form):
    def says(least, most):
        return said_in(form, "We ask you %(least)s to %(most)s questions.", least=least, most=most)

    assert read(client, address(session, form=form)).count(says(7, 12)) == 1
    assert walk(client, session, LEAST, form) == list(LEAST)
    assert len(LEAST) == 7
    client.force_login(member.user)
    assert read(client, address(session, form=form)).count(says(4, 5)) == 1


@FORMS
def test_the_deadline_of_an_offer_has_its_time_of_day(client, facilitator, form):
    soon = services.open_session(plan(facilitator, starts_at=at_ten(2), ends_at=at_ten(2, 3)), by=facilitator)
    later = services.open_session(plan(facilitator, name="Later"), by=facilitator)
    for session, day, at in ((soon, at_ten(2), "10am on %(day)s"), (later, at_ten(3), "the end of %(day)s")):
        first, _second, third = [sign_up(session, f"{name} Privat") for name in ("Rosa", "Sam", "Tess")]
        services.give_back(first, by=Holder(first.pk))
        until = at % {"day": said_date(timezone.localtime(day).date())}
        says = said_in(form, "Please say yes or no by %(day)s.", day=until)
        assert read(client, f"{form}/workshops/place/{third.link}/").count(says) == 1
        told = Message.objects.get(occasion__startswith=f"place-{third.pk}-offered")
        deadline = [words for _picture, words in told.ideas if words.startswith("Please say yes or no")]
        assert [words.count(f"by {until}") for words in deadline] == [1]


@FORMS
def test_a_place_that_was_given_back_says_nothing_of_travel_and_supporters(client, session, form):
    place = sign_up(session, supporters=1, travel_help=True)
    page = f"{form}/workshops/place/{place.link}/"
    says = [
        said_in(form, "%(number)s supporter comes with you.", number=1),
        said_in(form, "You want help to get there. We talk with you about it."),
    ]
    assert [read(client, page).count(one) for one in says] == [1, 1]
    services.give_back(place, by=Holder(place.pk))
    assert [read(client, page).count(one) for one in says] == [0, 0]


@FORMS
def test_a_supporter_is_asked_about_the_other_person(client, session, member, stranger, form):
    link = add_supporter(member, name="Sunil", user=stranger, may_book=True, by=member.user)
    client.force_login(link.user)
    said = {
        **LEAST,
        "who": {"who": f"for-{link.pk}"},
        "this-day": {},
        "supporters": {"supporters": "1"},
        "supporter": {"supporter_name": "Una"},
    }
    walk(client, session, said, form)
    titles = {
        "this-day": "Do they need something more for this day?",
        "supporters": "Does somebody come with them?",
        "supporter": "Who is their supporter?",
        "travel": "Do they need help to get there?",
    }
    for step, title in titles.items():
        page = read(client, address(session, step, form))
        assert (step, page.count(f"<h1>{said_in(form, title)}</h1>")) == (step, 1)
    check = read(client, address(session, "check", form))
    assert [check.count(f"<dt>{said_in(form, title)}</dt>") for title in titles.values()] == [1] * 4
    assert [check.count(said_in(form, one)) for one in ("Sign them up", "Sign me up")] == [1, 0]
    answer = send(client, session, form)
    says = f"{said_in(form, 'Thank you.')} {said_in(form, 'We send them an email that says the same.')}"
    assert [str(one) for one in answer.context["messages"]] == [says]


def test_for_somebody_whom_nobody_knows_too_and_of_oneself_it_is_you(client, session, member):
    client.force_login(member.user)
    walk(client, session, {**LEAST, "who": {"who": "other"}})
    pages = {step: read(client, address(session, step)) for step in LEAST}
    titles = ("What is their name?", "How should we reach them?", "What is their email address?")
    assert [pages[step].count(f"<h1>{says}</h1>") for step, says in zip(LEAST, titles, strict=False)] == [1, 1, 1]
    assert (pages["name"].count("Their name"), pages["name"].count('autocomplete="name"')) == (1, 0)
    assert client.post(address(session, "name"), {"name": " "}).context_data["form"].errors["name"] == [
        "Tell us their name."
    ]
    walk(client, session, {**LEAST, "who": {"who": "me"}, "this-day": {}})
    assert read(client, address(session, "travel")).count("<h1>Do you need help to get there?</h1>") == 1


def test_how_long_a_place_is_held_is_said_to_the_minute():
    place = SignUp(offered_until=timezone.make_aware(timezone.datetime(2027, 3, 1, 23, 59)))
    assert place.answer_by == "the end of Monday 1 March 2027"
    assert SignUp().answer_by == ""


SAID = [
    ("It is on %(day)s.", "It was on %(day)s."),
    ("It begins at %(begins)s.", "It began at %(begins)s."),
    ("It ends at %(ends)s.", "It ended at %(ends)s."),
    ("It is here: %(name)s, %(address)s.", "It was here: %(name)s, %(address)s."),
    ("You can also come online.", "People could also come online."),
    ("It is about: %(names)s.", "It was about: %(names)s."),
    ("It is a part of: %(name)s.", "It was a part of: %(name)s."),
]
FILLED = dict.fromkeys(("day", "begins", "ends", "name", "address", "names"), "|")


@FORMS
def test_what_is_over_is_told_as_past(client, facilitator, form):
    topic = services.name_topic(name="Health", by=facilitator)
    series = services.name_series(name="Talks", by=facilitator)
    online = {"mode": "both", "online_how": "Dial.", "online_how_easy": EASY}
    session = plan(facilitator, topics=[topic], series=series, **online)
    session = services.open_session(session, by=facilitator)
    page = f"{form}/workshops/{session.slug}/"

    def tenses(pairs, where):
        # Up to the first fact that is filled in.
        begins = [[said_in(form, one, **FILLED).partition("|")[0] for one in pair] for pair in pairs]
        shown = read(client, where)
        return {tuple(shown.count(f"<p>{one}") for one in pair) for pair in begins}

    on_paper, in_full = [SAID[0], SAID[3], SAID[4]], SAID if form else []
    assert (tenses(in_full, page), tenses(on_paper, f"{page}card/")) == ({(1, 0)} if form else set(), {(1, 0)})
    over(session)
    assert (tenses(in_full, page), tenses(on_paper, f"{page}card/")) == ({(0, 1)} if form else set(), {(0, 1)})
    Session.objects.update(mode="online", venue=None)
    online_only = [("It is online.", "It was online.")]
    assert tenses(online_only, f"{page}card/") == {(0, 1)}
