"""The sessions' desk: facilitators plan, open and move sessions in either form, without JavaScript; nobody else."""

import re
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.models import Message
from members.roles import FACILITATOR, POOL_STAFF
from tests.charter.desk import opened, typed_day, typed_easy
from tests.conftest import make_person
from workshops import services
from workshops.models import Session, Topic, Venue

from .conftest import NO_EASY_WHY, TEXTS, at_ten, in_days, page, plan, said_in, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
PLANS = ("", "change/", "words/", "places/", "team/", "agenda/", "another-day/", "copy/")
CALL_OFF = ("postpone/", "cancel/")
PAGES = (*PLANS, *CALL_OFF, "did-not-happen/")
OTHERS = ("", "plan/", "topics/add/", "series/add/", "venues/", "venues/add/")
MOVES = ("open", "close", "reopen", "hold")
DAY = timezone.localdate() + timedelta(days=30)
WHEN = {**typed_day("day", DAY), "begins": "10am", "ends": "12:30pm"}


def addresses(session, form=""):
    venue = session.venue.pk
    return [
        *(f"{form}/team/workshops/{name}" for name in (*OTHERS, f"venues/{venue}/", f"venues/{venue}/check/")),
        *(page(session, name, form) for name in PAGES),
    ]


def said(client):
    answer = client.get("/team/workshops/")
    return [str(message) for message in answer.context["messages"]]


@FORMS
def test_each_page_stands_for_facilitators_only_and_two_for_pool_staff(
    desk, session, resident, pool_staff, curator, form
):
    """Pool staff may call off or put off what nobody can hold (tests/workshops/test_own_team.py)."""
    for address in addresses(session, form):
        found = desk.get(address)
        assert (address, found.status_code, found.content.decode().count("<h1")) == (address, 200, 1)
        assert found["Cache-Control"].count("no-store") == 1
    for_pool_staff = [page(session, name, form) for name in CALL_OFF]
    for somebody in (resident, pool_staff, curator):
        desk.force_login(somebody)
        others = [one for one in addresses(session, form) if somebody != pool_staff or one not in for_pool_staff]
        assert {desk.get(address).status_code for address in others} == {403}
        assert {desk.post(address).status_code for address in others} <= {403, 405}
        assert {desk.post(page(session, f"move/{move}/", form)).status_code for move in MOVES} == {403}
    desk.force_login(pool_staff)
    assert [desk.get(address).status_code for address in for_pool_staff] == [200, 200]
    assert Session.objects.get().state == "open"
    desk.logout()
    assert {desk.get(address).status_code for address in addresses(session, form)} == {302}


@FORMS
def test_no_name_of_who_comes_stands_on_these_pages(desk, session, form):
    sign_up(session, "Rosa Privat")
    words = [desk.get(address).content.decode() for address in addresses(session, form)]
    assert [one.count("Rosa") + one.count("private.example") + one.count("No steps") for one in words] == [0] * len(
        words
    )


@FORMS
def test_a_plan_is_made_filled_and_opened(desk, facilitator, form):
    room = f"{form}/team/workshops/"
    answer = desk.post(f"{room}venues/add/", {"name": "Hall", "address": "1 Street", **typed_easy("directions_easy")})
    venue = Venue.objects.get()
    assert answer["Location"] == f"{room}venues/{venue.pk}/check/"
    looked = {"facts": ["lift"], "checked_by": "Farah", **typed_day("on", timezone.localdate())}
    assert desk.post(answer["Location"], looked)["Location"] == f"{room}venues/"
    desk.post(f"{room}topics/add/", {"name": "Buses"})
    answer = desk.post(f"{room}plan/", {"name": "Bus workshop", "mode": "in_person", **WHEN})
    session = Session.objects.get()
    assert answer["Location"] == page(session, form=form)
    assert len(desk.get(answer["Location"]).context["lacks"]) == 15
    assert desk.post(page(session, "move/open/", form))["Location"] == page(session, form=form)
    assert Session.objects.get().state == "draft"

    facts = {"name": "Bus workshop", "mode": "in_person", "venue": venue.pk, "contact": "Farah, 01632 960 001"}
    where = page(session, "change/", form)
    desk.post(where, {**facts, **WHEN, "rung": "co_design", "topics": [Topic.objects.get().pk], **opened(desk, where)})
    where = page(session, "words/", form)
    both = {name: f"The {name}." for name in TEXTS}
    for name in TEXTS:
        both |= typed_easy(f"{name}_easy", ("meeting", "We talk."))
    desk.post(where, {**both, **opened(desk, where)})
    where = page(session, "agenda/", form)
    rows = {"at_1": "10am", "words_1": "We begin", "easy_1": "We begin."}
    rows |= {"at_2": "11am", "words_2": "A break", "easy_2": "We rest.", "break_2": "on"}
    desk.post(where, {**rows, **opened(desk, where)})
    assert desk.get(page(session, form=form)).context["lacks"] == []
    desk.post(page(session, "move/open/", form))
    session = Session.objects.get()
    assert (session.state, list(session.topics.values_list("name", flat=True))) == ("open", ["Buses"])
    assert [(item.at, item.is_break) for item in session.agenda.all()] == [(time(10), False), (time(11), True)]
    begins = timezone.localtime(session.starts_at)
    assert (begins.date(), begins.time(), session.duration) == (DAY, time(10), timedelta(hours=2, minutes=30))


def test_the_list_says_what_each_session_lacks(desk, draft, facilitator):
    services.change_session(draft, contact="", by=facilitator)
    services.open_session(plan(facilitator, name="Other"), by=facilitator)
    found = desk.get("/team/workshops/")
    assert [(line.session.name, line.lacks) for line in found.context["lines"]] == [
        ("Meet", ["Say whom people can ask."]),
        ("Other", []),
    ]
    assert [(name, count) for name, _says, count in found.context["lists"] if count] == [
        ("coming", 2),
        ("draft", 1),
        ("open", 1),
    ]
    assert [line.session.name for line in desk.get("/team/workshops/?state=draft").context["lines"]] == ["Meet"]


def test_an_easy_read_that_nobody_looked_at_is_marked(desk, draft):
    where = page(draft, "words/")
    words = {name: getattr(draft, name) for name in TEXTS} | {"about": "Quite different."}
    for name in TEXTS:
        words |= typed_easy(f"{name}_easy", ("meeting", "We talk."))
    desk.post(where, {**words, **opened(desk, where)})
    assert desk.get(page(draft)).context["lacks"] == ["Say in easy read what it is about."]
    desk.post(where, {**words, **opened(desk, where), "easy_fits": "on"})
    assert desk.get(page(draft)).context["lacks"] == []


def test_somebody_elses_words_are_shown_and_not_written_over(desk, draft, facilitator):
    where = page(draft, "places/")
    seen = opened(desk, where)
    services.change_session(draft, capacity=9, by=facilitator)
    typed = {"capacity": "5", "kept_for_new": "0", "offer_days": "3", **seen}
    answer = desk.post(where, typed)
    assert (answer.status_code, Session.objects.get().capacity) == (409, 9)
    assert next(one["says"] for one in answer.context["theirs"]) == "9"
    again = {**typed, "seen": answer.context["form"].data["seen"]}
    assert (desk.post(where, again).status_code, Session.objects.get().capacity) == (302, 5)


def test_more_places_serve_the_line_and_fewer_are_refused(desk, session):
    for name in ("Rosa", "Sam", "Tess"):
        sign_up(session, name)
    where = page(session, "places/")
    typed = {"kept_for_new": "0", "offer_days": "3", "has_waiting_list": "on", "supporter_places": "4"}
    answer = desk.post(where, {**typed, "capacity": "1", **opened(desk, where)})
    assert answer.context["form"].errors["capacity"] == ["So many people have a place already. Nobody loses it."]
    days = {**typed_day("sign_up_until", DAY)}
    desk.post(where, {**typed, **days, "capacity": "3", **opened(desk, where)})
    assert [place.state for place in session.sign_ups.order_by("pk")] == ["in", "in", "offered"]
    now = Session.objects.get()
    assert (now.supporter_places, timezone.localtime(now.sign_up_until).date()) == (4, DAY)


def test_a_free_place_is_kept_as_long_as_the_facilitator_says(desk, session):
    ways = {"Tess": {}, "Una": {"way": "letter", "reach": "3 Private Road"}}
    rosa, sam, *waiting = [sign_up(session, name, **ways.get(name, {})) for name in ("Rosa", "Sam", *ways)]
    where = page(session, "places/")
    typed = {"capacity": "2", "kept_for_new": "0", "offer_days": "5", "has_waiting_list": "on"}
    assert desk.post(where, {**typed, **opened(desk, where)}).status_code == 302
    for place in (rosa, sam):
        desk.post(page(session, f"people/{place.pk}/give-back/"))
    kept = []
    for place in waiting:
        place.refresh_from_db()
        kept.append((place.state, (timezone.localtime(place.offered_until).date() - timezone.localdate()).days))
    assert kept == [("offered", 5), ("offered", 9)]


def test_the_day_of_an_open_session_is_moved_and_everybody_told(desk, session):
    sign_up(session, "Rosa Privat")
    assert "day" not in desk.get(page(session, "change/")).context["form"].fields
    desk.post(page(session, "another-day/"), {**WHEN, "mode": "in_person", "venue": session.venue.pk})
    assert timezone.localtime(Session.objects.get().starts_at).date() == DAY
    assert [one.title for one in Message.objects.order_by("pk")][1:] == ["Something has changed: Meet"]


def test_nothing_is_said_to_be_told_where_nothing_is_moved(desk, session):
    sign_up(session, "Rosa Privat")
    form = desk.get(page(session, "another-day/")).context["form"]
    day = {**typed_day("day", form.initial["day"]), "begins": "10am", "ends": "1pm"}
    where = {"mode": "in_person", "venue": session.venue.pk}
    answer = desk.post(page(session, "another-day/"), {**day, **where}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert (said, Message.objects.count()) == (["Nothing has changed: it is the same day and the same place."], 1)


MOVED = {
    "draft": "Saved. Nobody is told: nobody could sign up yet.",
    "open": "Saved. Everybody whom it concerns is told, and asked if they still can come.",
    "postponed": "Saved. Nobody is told yet. When you open sign-up, everybody who signed up is told.",
    "begun": "Saved. Nobody is told: it has begun already.",
}


@pytest.mark.parametrize("state", MOVED)
def test_after_a_move_the_desk_says_who_is_told_and_so_it_is(desk, draft, facilitator, state):
    is_begun = state == "begun"
    if state != "draft":
        sign_up(services.open_session(draft, by=facilitator), "Rosa Privat")
    if state == "postponed":
        services.postpone_session(draft, because="Snow.", by=facilitator)
    if is_begun:
        Session.objects.update(starts_at=at_ten(-3), ends_at=at_ten(-3, 2))
    before = Message.objects.count()
    day = {**WHEN, **(typed_day("day", timezone.localdate() - timedelta(days=4)) if is_begun else {})}
    where = {"mode": "in_person", "venue": draft.venue.pk}
    for form in ("", "/easy"):
        answer = desk.post(
            page(draft, "another-day/", form), {**day, **where, "begins": "11am" if form else "10am"}, follow=True
        )
        assert [str(message) for message in answer.context["messages"]] == [said_in(form, MOVED[state])]
    assert Message.objects.count() - before == (2 if state == "open" else 0)


@FORMS
@pytest.mark.parametrize(("name", "state", "days"), [("cancel/", "cancelled", 9), ("did-not-happen/", "not_held", -1)])
def test_it_is_called_off_only_with_a_reason_and_once_and_everybody_told(desk, session, name, state, days, form):
    sign_up(session, "Rosa Privat")
    Session.objects.update(starts_at=in_days(days), ends_at=in_days(days, 2))
    where = page(session, name, form)
    assert list(desk.post(where, NO_EASY_WHY).context["form"].errors) == ["because"]
    for _press in range(2):
        assert desk.post(where, {"because": "Snow.", **NO_EASY_WHY})["Location"] == page(session, form=form)
    (told,) = Message.objects.order_by("pk")[1:]
    assert (Session.objects.get().state, told.title) == (state, "It is cancelled: Meet")
    assert [words for _picture, words in told.ideas].count("This is why: Snow.") == 1


def test_nobody_says_that_it_did_not_take_place_before_it_has_begun(desk, session):
    assert desk.get(page(session)).content.decode().count("did-not-happen") == 0
    assert desk.post(page(session, "did-not-happen/"), {"because": "Snow.", **NO_EASY_WHY}).status_code == 409
    assert Session.objects.get().state == "open"
    Session.objects.update(starts_at=in_days(0, -1))
    assert desk.get(page(session)).content.decode().count("did-not-happen") == 1


@FORMS
def test_what_a_press_leads_to_is_said_after_it_and_one_button_stands_out(desk, draft, facilitator, form):
    def shown():
        found = desk.get(page(draft, form=form)).content.decode()
        moves = re.sub(r"<[^>]+>|\s+", " ", found.partition('<ul class="moves">')[2].partition("</ul>")[0])
        return re.sub(" +", " ", moves).strip(), found.count('class="button"')

    before, main = shown()
    assert (before, main) == (f"{said_in(form, 'Open sign-up')} {said_in(form, 'Then everybody can see it.')}", 1)
    services.open_session(draft, by=facilitator)
    after, main = shown()
    if_closed = "If you close it, nobody new can sign up. Places stay. You can open it again, once nothing is missing."
    closes = [said_in(form, words) for words in ("Close sign-up", if_closed)]
    assert (after.count(" ".join(closes)), main) == (1, 1)
    # As it says: one press more, and it is open again.
    desk.post(page(draft, "move/close/", form))
    closed, _main = shown()
    opens = [said_in(form, words) for words in ("Open sign-up again", "If you open it, people can sign up again.")]
    assert closed.count(" ".join(opens)) == 1
    desk.post(page(draft, "move/reopen/", form))
    assert shown() == (after, main)


def test_moves_are_pressed_and_twice_is_once(desk, session):
    for move, state in (("close", "closed"), ("close", "closed"), ("reopen", "open"), ("hold", "open")):
        desk.post(page(session, f"move/{move}/"))
        assert (move, Session.objects.get().state) == (move, state)
    assert said(desk) == ["Saved.", "Saved.", "Saved.", "It has not begun yet."]
    Session.objects.update(starts_at=in_days(0, -4), ends_at=in_days(0, -1))
    desk.post(page(session, "move/hold/"))
    assert Session.objects.get().state == "held"
    assert desk.post(page(session, "move/erase/")).status_code == 404


def test_last_times_session_is_copied(desk, session, facilitator):
    helper = make_person("helper", POOL_STAFF)
    services.change_session(session, door_helpers=[helper], by=facilitator)
    desk.post(page(session, "copy/"), WHEN)
    new = Session.objects.exclude(pk=session.pk).get()
    assert (new.state, new.name, new.about_easy.text, new.agenda.count()) == ("draft", "Meet", "We talk.", 2)
    assert list(new.door_helpers.all()) == [helper]


def test_the_team_is_chosen_from_the_right_people(desk, draft, facilitator, pool_staff, resident):
    other = make_person("other", FACILITATOR)
    where = page(draft, "team/")
    form = desk.get(where).context["form"]
    assert set(form.fields["team"].queryset) == {facilitator, other}
    assert set(form.fields["door_helpers"].queryset) == {facilitator, other, pool_staff}
    answer = desk.post(where, {"team": [resident.pk], "seen": form.initial["seen"]})
    assert list(answer.context["form"].errors) == ["team"]
    people = {"team": [facilitator.pk], "stand_in": other.pk, "door_helpers": [pool_staff.pk]}
    desk.post(where, {**people, "seen": form.initial["seen"]})
    now = Session.objects.get()
    assert (list(now.team.all()), now.stand_in, list(now.door_helpers.all())) == ([facilitator], other, [pool_staff])
    twice = {"team": [facilitator.pk, other.pk], "stand_in": other.pk, "seen": now.fingerprint}
    answer = desk.post(where, twice)
    says = "This person runs it already. Choose somebody else who stands in."
    assert (answer.context["form"].errors, list(Session.objects.get().team.all())) == (
        {"stand_in": [says]},
        [facilitator],
    )
    copied = services.copy_session(now, starts_at=at_ten(40), ends_at=at_ten(40, 3), by=other)
    assert (set(copied.team.all()), copied.stand_in) == ({facilitator, other}, None)


def test_another_address_must_be_looked_at_again(desk, session):
    where = f"/team/workshops/venues/{session.venue.pk}/"
    same = {"name": "The Hall", "directions": "By bus.", **typed_easy("directions_easy")}
    desk.post(where, {**same, "address": session.venue.address, **opened(desk, where)})
    assert Venue.objects.get().is_checked
    desk.post(where, {**same, "address": "2 Elsewhere", **opened(desk, where)})
    assert (Venue.objects.get().is_checked, Venue.objects.get().facts) == (False, [])


def test_an_agenda_with_half_a_row_keeps_what_was_typed(desk, draft):
    where = page(draft, "agenda/")
    typed = {"words_1": "No time", "at_2": "3pm", "at_3": "noon", "words_3": "A", "at_4": "12", "words_4": "B"}
    answer = desk.post(where, {**typed, **opened(desk, where)})
    errors = answer.context["form"].errors
    assert errors["at_1"] == ["Row 1: say when it begins."]
    assert errors["words_2"] == ["Row 2: say what happens."]
    assert answer.context["form"]["words_1"].value() == "No time"
    assert draft.agenda.count() == 2


def queries(client, path) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_thirty_sessions_ask_no_more_than_one(desk, facilitator):
    session = plan(facilitator)
    services.open_session(session, by=facilitator)
    plan(facilitator, name="Draft")
    paths = ("/team/workshops/", page(session), "/team/workshops/venues/")
    before = [queries(desk, path) for path in paths]
    for number in range(23):
        one = plan(facilitator, name=f"More {number}")
        sign_up(session, f"Person {number}")
        services.keep_venue(name=f"Hall {number}", address="There", by=facilitator)
        if number % 2:
            services.open_session(one, by=facilitator)
    assert [queries(desk, path) for path in paths] == before
    assert max(before) <= 12
