"""The day: rules on the screen, plan and badges on paper, tables with who is here now, the sheet typed up."""

import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.record import stamp
from halton_coprod.record.flow import NotNow
from members.roles import FACILITATOR
from tests.charter.desk import typed_easy
from tests.conftest import make_person
from tests.easyread.one_by_one import asked, press
from workshops import services
from workshops.clock import forget
from workshops.holders import Holder
from workshops.models import Attendance, Badge, GroundRules, Session, SignUp, Table
from workshops.services import Mark

from .conftest import in_days, on_the_day, page, plan, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
RULES = EasyRead(blocks=(Block("listen", "We listen."),))
TOKEN = uuid.UUID("6f1d0b0e-8a52-4d55-9d1c-5d0c3e1f0a77")


@pytest.fixture
def places(session, facilitator):
    Session.objects.update(capacity=9)
    session.refresh_from_db()
    return [sign_up(session, f"{name} Privat") for name in ("Rosa", "Sam", "Tess")]


def read(client, address):
    stamp.forget_pages()
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def over(session, days):
    Session.objects.filter(pk=session.pk).update(starts_at=in_days(days), ends_at=in_days(days, 2))


@FORMS
def test_what_was_agreed_on_stands_on_the_screen_in_each_form(client, desk, session, form):
    screen = f"{form}/workshops/{session.slug}/ground-rules/"
    assert read(client, screen)[0] == 404
    said = {"words": "We listen to <b>all</b>.", "yellow": "Wait a moment.", "red": "", "green": ""}
    post = page(session, "ground-rules/")
    assert desk.post(post, {**said, **typed_easy("easy"), "seen": ""}).status_code == 200
    typed = {**said, **typed_easy("easy", ("listen", "We listen."))}
    assert [desk.post(post, {**typed, "seen": seen}).status_code for seen in ("", "older")] == [302, 409]
    words = read(client, screen)[1]
    shown = "We listen." if form else "We listen to &lt;b&gt;all"
    assert [words.count(text) for text in (shown, "Wait a moment.", "<b>all")] == [1, 1, 0]
    assert words.count("Please go on.") == 1
    assert read(client, f"{form}/workshops/{session.slug}/")[1].count(screen) == 1


def test_rules_go_on_with_a_copy_and_a_draft_shows_none(client, session, facilitator):
    services.agree_ground_rules(session, words="We listen.", easy=RULES, green="Yes!", by=facilitator)
    new = services.copy_session(session, starts_at=in_days(40), ends_at=in_days(40, 2), by=facilitator)
    copied = GroundRules.objects.get(session=new)
    assert (copied.words, copied.easy.text, copied.cards[2]) == ("We listen.", "We listen.", ("green-card", "Yes!"))
    assert read(client, f"/workshops/{new.slug}/ground-rules/")[0] == 404


def test_the_plan_on_paper_counts_needs_and_names_nobody(desk, session, places, facilitator):
    services.arrange_request(places[0].requests.get(), by=facilitator)
    services.lay_tables(session, tables=[{"scribe": "Nell"}], by=facilitator)
    words = read(desk, page(session, "on-paper/"))[1]
    assert [words.count(text) for text in ("No steps: 1. Arranged", "No steps: 2. Asked for", "Nell")] == [1, 1, 1]
    assert words.count("Privat") == 0


def test_what_people_need_is_not_on_the_plan_of_another_team(client, session, places):
    client.force_login(make_person("another facilitator", FACILITATOR))
    status, words = read(client, page(session, "on-paper/"))
    assert (status, words.count("The plan of the day") > 0) == (200, True)
    assert [words.count(text) for text in ("No steps", "What people need")] == [0, 0]


@FORMS
def test_the_badge_says_what_the_person_chose_and_nothing_else(client, desk, session, places, form):
    rosa, own = places[0], f"{form}/workshops/place/{places[0].link}/"
    assert read(client, own)[1].count(f"{own}badge/") == 1
    assert client.post(f"{own}badge/", {"name": "", "please": "slow"}).status_code == 200
    assert client.post(f"{own}badge/", {"name": "Rosie", "please": "wrong"}).status_code == 200
    assert Badge.objects.count() == 0
    for please in ("time", "slow"):
        assert client.post(f"{own}badge/", {"name": "Rosie <i>P</i>", "please": please})["Location"] == own
    words = read(desk, page(session, "register/badges/"))[1]
    assert [words.count(text) for text in ("Rosie &lt;i&gt;P", "Please speak slowly", "Sam Privat")] == [1, 1, 1]
    assert [words.count(text) for text in ("Rosa Privat", "No steps", "<i>P")] == [0, 0, 0]
    with pytest.raises(PermissionDenied):
        services.choose_badge(places[1], name="X", by=Holder(rosa.pk))


def test_in_easy_read_the_badge_is_chosen_one_question_a_page(client, places):
    own = f"/easy/workshops/place/{places[0].link}/"
    page = client.get(f"{own}badge/")
    assert asked(page) == ["name"]
    page = press(client, page, f"{own}badge/", name=" ")
    assert (asked(page), page.content.decode().count('class="error-summary"')) == (["name"], 1)
    page = press(client, page, f"{own}badge/", name="Rosie")
    assert (asked(page), Badge.objects.count()) == (["please"], 0)
    assert press(client, page, f"{own}badge/", please="slow")["Location"] == own
    badge = Badge.objects.get()
    assert (badge.name, badge.please) == ("Rosie", "slow")


def test_badges_go_two_weeks_after_the_day(session, places):
    services.choose_badge(places[0], name="Rosie", by=Holder(places[0].pk))
    over(session, -13)
    assert (forget(), Badge.objects.count()) == ("0 names, 0 badges, 0 places", 1)
    over(session, -16)
    assert (forget(), Badge.objects.count()) == ("0 names, 1 badges, 0 places", 0)


def heads(session):
    return [(table.number, table.many, table.here) for table in session.tables.with_heads()]


def test_people_are_spread_over_tables_and_nobody_is_moved(desk, session, places, facilitator):
    post = page(session, "tables/")
    desk.post(f"{post}spread/")
    assert heads(session) == []
    rows = {"is_there_1": "on", "facilitator_1": "Farah", "scribe_1": "Nell", "is_there_3": "on", "prompt_3": "Why?"}
    assert desk.post(f"{post}lay/", rows).status_code == 302
    assert [(one.number, one.scribe, one.question) for one in session.tables.all()] == [
        (1, "Nell", "What is missing?"),
        (2, "", "Why?"),
    ]
    desk.post(f"{post}seat/place/{places[0].pk}/", {f"table-place-{places[0].pk}": "2"})
    for _press in range(2):
        desk.post(f"{post}spread/")
    walked = services.add_walk_in(on_the_day(session), name="Una Privat", token=uuid.uuid4(), by=facilitator)
    desk.post(f"{post}spread/")
    assert heads(session) == [(1, 2, 0), (2, 2, 1)]
    services.mark_attendance(session, place=places[0], state="came", by=facilitator)
    shown = read(desk, post)[1]
    assert [shown.count(text) for text in ("0 of 2", "2 of 2", "4", "Una Privat")][:2] == [1, 1]
    assert read(desk, page(session, "register/"))[1].count("Table 2") == 2
    desk.post(f"{post}seat/walk-in/{walked.pk}/", {f"table-walk-in-{walked.pk}": ""})
    assert heads(session) == [(1, 2, 0), (2, 1, 1)]
    lists = read(desk, f"{post}lists/")[1]
    assert [lists.count(f"{name} Privat") for name in ("Rosa", "Una")] == [2, 1]
    services.lay_tables(session, tables=[{}], by=facilitator)
    assert heads(session) == [(1, 2, 0)]


def test_a_table_of_another_session_is_no_table_here(desk, session, places, facilitator):
    other = plan(facilitator, name="Other")
    theirs = services.lay_tables(other, tables=[{}], by=facilitator)[0]
    with pytest.raises(ValidationError):
        services.seat_person(session, place=places[0], table=theirs, by=facilitator)
    seat, chosen = page(session, f"tables/seat/place/{places[0].pk}/"), {f"table-place-{places[0].pk}": "1"}
    assert desk.post(seat, chosen).status_code == 404


@FORMS
def test_a_chosen_table_stays_with_the_switch_and_when_somebody_else_is_seated(
    desk, session, places, facilitator, form
):
    services.lay_tables(session, tables=[{}, {}], by=facilitator)
    rosa, sam, _tess = (f"table-place-{one.pk}" for one in places)
    here, other_form = form + page(session, "tables/"), ("" if form else "/easy") + page(session, "tables/")

    def chosen(address):
        selects = re.findall(r'<select id="([^"]*)"(.*?)</select>', read(desk, address)[1])
        return {
            name: re.search(r'value="(\d)" selected', options)[1] for name, options in selects if " selected" in options
        }

    both = {rosa: "1", sam: "2"}
    assert desk.post(here, {**both, "_switch": "1"})["Location"] == other_form
    assert [chosen(other_form), heads(session)] == [both, [(1, 0, 0), (2, 0, 0)]]
    assert desk.post(f"{here}seat/place/{places[0].pk}/", both)["Location"] == here
    assert [chosen(here), heads(session)] == [both, [(1, 1, 0), (2, 0, 0)]]
    assert chosen(here) == {rosa: "1"}


def test_notes_begin_with_the_table_and_its_question(desk, session):
    form = desk.get(f"{page(session, 'notes/add/')}?table=3&prompt=What+is+missing%3F").context["form"]
    assert (form["table"].value(), form["prompt"].value()) == ("3", "What is missing?")


def states():
    return [(one.sign_up.name, one.state, one.supporters) for one in Attendance.objects.exclude(sign_up=None)]


def test_the_whole_sheet_is_typed_up_with_one_press(desk, session, places, facilitator):
    rosa, sam, tess = places
    address = page(on_the_day(session), "register/type-up/")
    token = desk.get(address).context["form"]["token"].value()
    services.mark_attendance(session, place=sam, state="apologies", by=facilitator)
    said = {"token": token, "name_1": "Una Privat", "reach_1": "una@private.example", "supporters_1": "1"}
    for place, state, supporters in ((rosa, "came", "2"), (sam, "came", "0"), (tess, "", "0")):
        key = f"p{place.pk}"
        said |= {f"state_{key}": state, f"supporters_{key}": supporters, f"was_{key}": ""}
    for _press in range(2):
        answer = desk.post(address, said)
        assert (answer.status_code, answer["Location"]) == (302, page(session, "register/"))
    assert states() == [("Sam Privat", "apologies", 0), ("Rosa Privat", "came", 2)]
    walked = session.attendances.walk_ins().get()
    assert (walked.name, walked.way, walked.supporters) == ("Una Privat", "email", 1)
    says = [str(message) for message in desk.get(page(session, "register/")).context["messages"]]
    assert sum(words.count("Sam Privat: somebody else") for words in says) == 2


def test_a_sheet_with_a_wrong_number_is_shown_again(desk, session, places):
    key = f"p{places[0].pk}"
    said = {"token": str(TOKEN), f"state_{key}": "came", f"supporters_{key}": "many", f"was_{key}": ""}
    assert (desk.post(page(session, "register/type-up/"), said).status_code, states()) == (200, [])


def test_one_sheet_asks_no_more_for_those_whom_it_leaves(session, places, facilitator):
    mark = Mark(places[0], None, "", "came", 0)
    on_the_day(session)
    with CaptureQueriesContext(connection) as one:
        services.type_up_register(session, marks=[mark], token=TOKEN, by=facilitator)
    assert len(one) <= 30


@FORMS
@pytest.mark.parametrize("name", ["register/type-up/", "register/badges/", "tables/", "tables/lay/", "tables/lists/"])
def test_names_are_for_who_runs_it(desk, session, places, pool_staff, resident, name, form):
    assert desk.get(page(session, name, form)).status_code == 200
    for somebody in (pool_staff, resident):
        desk.force_login(somebody)
        assert desk.get(page(session, name, form)).status_code == 403
    with pytest.raises(PermissionDenied):
        services.spread_people(session, by=pool_staff)


@FORMS
def test_the_feedback_sheet_is_printed_without_a_name(client, session, places, form):
    status, words = read(client, f"{form}/workshops/{session.slug}/feedback-sheet/")
    assert (status, words.count("Privat"), words.count("<input")) == (200, 0, 0)
    assert words.count("We decide and do it together" if not form else "We decide") >= 1


def test_thirty_ask_no_more_than_one(desk, session, places, facilitator):
    services.lay_tables(session, tables=[{}, {}], by=facilitator)
    services.spread_people(session, by=facilitator)
    pages = [page(session, name) for name in ("tables/", "tables/lists/", "register/badges/", "register/", "on-paper/")]

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert [desk.get(one).status_code for one in pages] == [200] * len(pages)
        return len(asked)

    queries()
    before = queries()
    Session.objects.update(capacity=60)
    session.refresh_from_db()
    for number in range(27):
        sign_up(session, f"Guest{number} Privat")
    services.spread_people(session, by=facilitator)
    assert Table.objects.count() == 2
    assert queries() == before


def test_nobody_is_spread_who_does_not_come(session, places, facilitator):
    services.lay_tables(session, tables=[{}], by=facilitator)
    services.give_back(places[0], by=facilitator)
    assert services.spread_people(session, by=facilitator) == 2
    assert SignUp.objects.get(pk=places[0].pk).state == "cancelled"
    with pytest.raises(NotNow):
        services.spread_people(plan(facilitator, name="Bare"), by=facilitator)
