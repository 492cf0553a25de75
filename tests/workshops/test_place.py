"""One's own place, by its signed link: looking changes nothing, each button does one thing, no other is touched."""

import pytest

from halton_coprod.record import stamp
from workshops import services
from workshops.holders import Holder
from workshops.models import SignUp

from .conftest import EASY, WHY, plan, run_out, said_in, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BOTH = {"mode": "both", "online_how": "Dial 1.", "online_how_easy": EASY}
HALL = {"name": "The Hall", "address": "1 Example Street, Widnes"}
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


def states():
    return dict(SignUp.objects.values_list("pk", "state"))


def page(place, end="", form=""):
    return f"{form}/workshops/place/{place.link}/{end}"


@pytest.fixture
def places(session):
    """Two who have a place, one who waits."""
    return [sign_up(session, f"{name} Privat") for name in ("Rosa", "Sam", "Tess")]


@FORMS
def test_looking_changes_nothing_and_shows_nobody_else(client, places, form):
    before = states()
    for place in places:
        for end in ("", "give-back/"):
            answer = client.get(page(place, end, form))
            assert (answer.status_code, answer["Cache-Control"].count("no-store")) == (200, 1)
            assert answer.content.decode().count("Privat") == 0
        assert {client.get(page(place, end, form)).status_code for end in ("yes/", "wait/")} == {405}
    assert states() == before
    number = said_in(form, "Your number in the line is %(number)s.", number=1)
    assert client.get(page(places[2], form=form)).content.decode().count(number) == 1


@FORMS
def test_a_link_that_nobody_signed_leads_nowhere(client, places, form):
    pk = places[0].pk
    for link in (str(pk), f"{pk}.wrong", places[0].link.replace(str(pk), str(places[1].pk), 1)):
        for end in ("", "give-back/"):
            assert client.get(f"{form}/workshops/place/{link}/{end}").status_code == 404
            assert client.post(f"{form}/workshops/place/{link}/give-back/").status_code == 404
    assert set(states().values()) == {"in", "waiting"}


@FORMS
def test_giving_back_offers_the_place_and_yes_takes_it(client, places, form):
    rosa, sam, tess = places
    for _press in range(2):
        answer = client.post(page(rosa, "give-back/", form))
        assert (answer.status_code, answer["Location"]) == (302, page(rosa, form=form))
    assert states() == {rosa.pk: "cancelled", sam.pk: "in", tess.pk: "offered"}
    for _press in range(2):
        client.post(page(tess, "yes/", form))
    assert states() == {rosa.pk: "cancelled", sam.pk: "in", tess.pk: "in"}


@FORMS
def test_whoever_waits_leaves_the_line_in_one_step_and_the_others_stand_as_before(client, session, places, form):
    rosa, _sam, tess = places
    una, vera = sign_up(session, "Una Privat"), sign_up(session, "Vera Privat")
    button, link = f'action="{page(una, "give-back/", form)}"', f'href="{page(una, "give-back/", form)}"'
    shown = client.get(page(una, form=form)).content.decode()
    assert [shown.count(one) for one in (button, link)] == [1, 0]
    for _press in range(2):
        assert client.post(page(una, "give-back/", form))["Location"] == page(una, form=form)
    line = [(place.pk, place.place_in_line) for place in session.sign_ups.waiting()]
    assert (states()[una.pk], line) == ("cancelled", [(tess.pk, 1), (vera.pk, 2)])
    assert set(states().values()) == {"in", "waiting", "cancelled"}
    asked = [client.get(page(one, "give-back/", form)).content.decode() for one in (rosa, tess)]
    says = [said_in(form, one) for one in ("Your place goes to somebody else.", "You are on the waiting list.")]
    assert [[one.count(words) for words in says] for one in asked] == [[1, 0], [0, 1]]


def test_yes_without_an_offer_is_refused_in_words(client, places):
    answer = client.post(page(places[2], "yes/"), follow=True)
    assert (len(list(answer.context["messages"])), states()[places[2].pk]) == (1, "waiting")


@FORMS
def test_whoever_was_too_late_can_wait_again(client, places, form):
    rosa, _sam, tess = places
    client.post(page(rosa, "give-back/"))
    run_out(tess)
    assert services.lapse_offers() == 1
    assert client.get(page(tess, form=form)).content.decode().count(page(tess, "wait/", form)) == 1
    client.post(page(tess, "wait/", form))
    assert states()[tess.pk] == "offered"


@FORMS
def test_whoever_waits_reads_what_comes_next_and_whoever_is_offered_one_what_no_answer_means(client, places, form):
    rosa, _sam, tess = places
    waits = said_in(form, "When a place is free we tell you. Then you have %(number)s days to say yes.", number=3)
    silent = said_in(form, "If you do not answer, we ask the next person.")

    def seen():
        shown = client.get(page(tess, form=form)).content.decode()
        return [shown.count(words) for words in (waits, silent)]

    assert seen() == [1, 0]
    services.give_back(rosa, by=Holder(rosa.pk))
    assert seen() == [0, 1]


@FORMS
def test_no_picture_says_go_there_to_whoever_does_not_or_may_not_come(client, facilitator, form):
    """Also for whoever reads by the pictures alone."""
    session = services.open_session(plan(facilitator, **BOTH), by=facilitator)
    rosa, sam, tess = (sign_up(session, f"{name} Privat", comes="room") for name in ("Rosa", "Sam", "Tess"))
    services.give_back(rosa, by=Holder(rosa.pk))
    SignUp.objects.filter(pk=tess.pk).update(state="waiting", offered_until=None)
    comes, here = said_in(form, "You come in person."), said_in(form, "It is here: %(name)s, %(address)s.", **HALL)

    def seen():
        pages = [client.get(page(place, form=form)).content.decode() for place in (rosa, sam, tess)]
        return [[shown.count(one) for one in (comes, here, "/done.", "/leave.", "/stop.")] for shown in pages]

    easy = int(bool(form))
    assert seen() == [[0, 0, 0, easy, 0], [1, 1, 0, 0, 0], [0, 1, 0, 0, 0]]
    services.cancel_session(session, because=WHY, by=facilitator)
    stamp.forget_pages()
    off = said_in(form, "It does not take place. It was planned for %(when)s.", when=session.when)
    assert seen() == [[0, 0, 0, 0, easy]] * 3
    shown = client.get(page(sam, form=form)).content.decode()
    assert (shown.count(off), shown.count(session.when)) == (1, 1)


@FORMS
def test_whoever_looks_at_it_for_somebody_reads_their_name_and_not_you(client, places, form):
    rosa, _sam, tess = places
    own = ("You have a place.", "I cannot come", "You are on the waiting list.")
    theirs = ("%(person)s has a place.", "%(person)s cannot come", "%(person)s is on the waiting list.")

    address = {place: f"{form}{place.helper_address}" for place in (rosa, tess)}

    def seen(place):
        shown = client.get(address[place]).content.decode()
        says = [said_in(form, one) for one in own], [said_in(form, one, person=place.name) for one in theirs]
        return [[shown.count(words) for words in group] for group in says]

    assert seen(rosa) == [[0, 0, 0], [1, 1, 0]]
    assert seen(tess) == [[0, 0, 0], [0, 0, 1]]
    back = client.get(f"{address[rosa]}give-back/").content.decode()
    assert [back.count(said_in(form, one)) for one in ("I cannot come", "Your place goes to somebody else.")] == [0, 0]
