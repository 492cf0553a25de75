"""The register: every tap once, undone, never written over unseen; door helpers tick in and nothing else."""

import uuid
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from halton_coprod.easyread.said import said_date
from halton_coprod.record.models import AuditLine
from members.models import Member
from members.roles import CURATOR, FACILITATOR
from tests.conftest import make_person
from workshops import services
from workshops.clock import forget
from workshops.models import Attendance, Session, Tap, ToldByHand

from .conftest import in_days, on_the_day, plan, said_in, sign_up
from .conftest import page as desk_page
from .test_desk_people import a_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
WHERE = "register/"


@pytest.fixture
def today(session):
    return on_the_day(session)


@pytest.fixture
def rosa(session):
    return sign_up(session, "Rosa Privat", supporters=1)


@pytest.fixture
def helper(session, facilitator):
    helper = make_person("helper", CURATOR)
    services.change_session(session, door_helpers=[helper], by=facilitator)
    return helper


def page(session, name=WHERE, form=""):
    return desk_page(session, name, form)


def tap(client, session, words, **more):
    return client.post(page(session), {"tap": words, **more})


def states():
    return list(Attendance.objects.order_by("pk").values_list("state", "supporters"))


@FORMS
def test_it_is_for_who_runs_it_and_on_the_day_for_the_door(desk, rosa, today, helper, pool_staff, resident, form):
    on_paper = ("register/sheet/", "register/expenses/")
    assert [desk.get(page(today, name, form)).status_code for name in (WHERE, *on_paper)] == [200] * 3
    other = make_person("other", FACILITATOR)
    for somebody in (other, pool_staff, resident):
        desk.force_login(somebody)
        assert {desk.get(page(today, name, form)).status_code for name in (WHERE, *on_paper)} == {403}
        assert {desk.post(page(today, name, form)).status_code for name in (WHERE, "register/tap/")} == {403}
    desk.force_login(helper)
    found = desk.get(page(today, form=form))
    assert found.status_code == 200
    words = found.content.decode()
    assert [words.count(one) for one in ("No steps", "private.example", "|absent|", "register/sheet/")] == [0] * 4
    others = ("", "people/", "change/", "team/", "places/", *on_paper)
    assert {desk.get(page(today, name, form)).status_code for name in others} == {403}
    assert desk.get(f"{form}/team/").content.decode().count("/team/workshops/doors/") == 1
    assert desk.get(f"{form}/team/workshops/doors/").content.decode().count(page(today, form=form)) == 1
    Session.objects.update(starts_at=in_days(2), ends_at=in_days(2, 3))
    assert desk.get(page(today, form=form)).status_code == 403
    assert desk.get(f"{form}/team/workshops/doors/").content.decode().count(page(today, form=form)) == 0
    desk.force_login(resident)
    assert desk.get(f"{form}/team/workshops/doors/").status_code == 403


def test_somebody_came_and_it_is_taken_back(desk, rosa, today):
    assert tap(desk, today, f"p{rosa.pk}|came|")["Location"] == f"{page(today)}#p{rosa.pk}"
    tap(desk, today, f"p{rosa.pk}|came|")
    assert (states(), Tap.objects.count()) == ([("came", 1)], 1)
    found = desk.get(page(today)).context
    assert (found["people"], found["helpers"], found["heads"], found["left"]) == (1, 1, 2, 0)
    tap(desk, today, f"p{rosa.pk}||came")
    assert states() == [("", 1)]
    assert desk.get(page(today)).context["heads"] == 0
    notes = AuditLine.objects.filter(verb="workshops.attendance.mark").order_by("pk").values_list("note", flat=True)
    assert list(notes) == ["open → came", "came → open"]


@pytest.mark.parametrize("state", ["part", "apologies", "absent"])
def test_each_other_answer_is_for_who_runs_it(desk, rosa, today, helper, state):
    tap(desk, today, f"p{rosa.pk}|{state}|")
    assert states() == [(state, 1)]
    desk.force_login(helper)
    for other in (f"p{rosa.pk}|came|{state}", f"p{rosa.pk}||{state}"):
        tap(desk, today, other)
    assert states() == [(state, 1)]


def test_a_door_helper_ticks_in_and_takes_it_back(desk, rosa, today, helper):
    desk.force_login(helper)
    tap(desk, today, f"p{rosa.pk}|absent|")
    assert states() == []
    tap(desk, today, f"p{rosa.pk}|came|")
    tap(desk, today, f"p{rosa.pk}|more|1")
    assert states() == [("came", 2)]
    tap(desk, today, f"p{rosa.pk}||came")
    assert states() == [("", 2)]


def test_another_tick_is_shown_and_not_written_over(desk, rosa, today):
    tap(desk, today, f"p{rosa.pk}|came|")
    tap(desk, today, f"p{rosa.pk}|absent|")
    says = [str(message) for message in desk.get(page(today)).context["messages"]]
    assert (says, states()) == (
        ["Somebody else has ticked this differently. Look at it, then tick again."],
        [("came", 1)],
    )
    answer = desk.post(page(today, "register/tap/"), {"tap": f"p{rosa.pk}|absent|", "mark": str(uuid.uuid4())}).json()
    assert (answer["conflict"], answer["state"], answer["says"]) == (True, "came", "Came")
    tap(desk, today, f"p{rosa.pk}|absent|came")
    assert states() == [("absent", 1)]


def test_a_tap_that_is_sent_late_and_again_counts_once(desk, rosa, today):
    first, undo = str(uuid.uuid4()), str(uuid.uuid4())
    where = page(today, "register/tap/")
    said = [
        desk.post(where, {"tap": words, "mark": mark}).json()["state"]
        for words, mark in (
            (f"p{rosa.pk}|came|", first),
            (f"p{rosa.pk}||came", undo),
            (f"p{rosa.pk}|came|", first),
        )
    ]
    assert (said, states(), Tap.objects.count()) == (["came", "", ""], [("", 1)], 2)


@FORMS
def test_somebody_walks_in_once(desk, today, form):
    token = desk.get(page(today, form=form)).context["token"]
    for _press in range(2):
        desk.post(page(today, form=form), {"tap": "new|", "token": token, "name": "Tess Privat", "supporters": "2"})
    found = desk.get(page(today, form=form))
    assert ([line.name for line in found.context["lines"]], states()) == (["Tess Privat"], [("came", 2)])
    walked_in = Attendance.objects.get()
    tap(desk, today, f"w{walked_in.pk}|fewer|2")
    assert states() == [("came", 1)]
    tap(desk, today, f"w{walked_in.pk}||came")
    assert (desk.get(page(today)).context["lines"], desk.get(page(today)).context["heads"]) == ([], 0)


def walk_in(session, by, **facts):
    return services.add_walk_in(session, token=uuid.uuid4(), by=by, **facts)


def test_names_of_who_walked_in_go_when_they_were_told_or_after_four_weeks(desk, today, facilitator):
    walk_in(today, facilitator, name="Tess Privat")
    told = walk_in(today, facilitator, name="Una Privat")
    walk_in(today, facilitator, name="Rosa Privat", reach="rosa@private.example")

    def kept():
        return [one.name for one in Attendance.objects.all()]

    Session.objects.update(state="held")
    ToldByHand.objects.create(walk_in=told, how="face")
    for days, names in (
        (-13, ["Tess Privat", "Una Privat", "Rosa Privat"]),
        (-16, ["Tess Privat", "", "Rosa Privat"]),
        (-29, ["", "", "Rosa Privat"]),
        (-85, ["", "", ""]),
    ):
        Session.objects.update(starts_at=in_days(days), ends_at=in_days(days, 1))
        forget()
        assert (days, kept()) == (days, names)
    assert [one.reach for one in Attendance.objects.all()] == ["", "", ""]
    assert [one.state for one in Attendance.objects.all()] == ["came"] * 3
    assert forget() == "0 names, 0 badges, 0 places"


@pytest.mark.parametrize(
    ("reach", "way"),
    [("rosa@private.example", "email"), ("01632 960 777", "phone"), ("9 Quiet Lane, Runcorn", "letter")],
)
def test_whoever_walks_in_may_leave_a_way_to_be_told(desk, today, reach, way):
    tap(desk, today, "new|", token=str(uuid.uuid4()), name="Tess", reach=reach, language="en-simple")
    found = Attendance.objects.get()
    assert (found.way, found.reach, found.language) == (way, reach, "en-simple")
    shown = desk.get(page(today)).content.decode()
    assert shown.count(reach) == 0


WRONG = {
    ("supporters", "lots"): "Write how many supporters came, in figures: up to 9.",
    ("supporters", "99"): "Write how many supporters came, in figures: up to 9.",
    ("reach", "tess@private.example"): "This is not a phone number. Write one, or choose another way.",
    ("reach", "at home"): "This is not a phone number. Write one, or choose another way.",
}


@pytest.mark.parametrize(("name", "words"), WRONG)
def test_what_cannot_be_of_who_walks_in_is_said_and_nothing_typed_is_lost(desk, today, name, words):
    sent = {"tap": "new|", "token": str(uuid.uuid4()), "name": "Tess", "way": "text", "reach": "07700 900123"}
    answer = desk.post(page(today), {**sent, "supporters": "1", name: words})
    told = answer.content.decode()
    assert (answer.status_code, answer.context["refused"], Attendance.objects.count()) == (200, WRONG[name, words], 0)
    assert [told.count(f'value="{one}"') for one in ("Tess", words)] == [1, 1]
    assert desk.post(page(today, "register/tap/"), {**sent, name: words}).json() == {"refused": WRONG[name, words]}


@FORMS
def test_the_switch_takes_whoever_is_being_written_down_along(desk, today, form):
    """The button that Enter presses still adds them."""
    written = {"name": "Tess Privat", "supporters": "2", "reach": "01632 960 777", "way": "", "language": "en-simple"}
    there = desk.post(page(today, form=form), {**written, "token": uuid.uuid4(), "_switch": "1"})["Location"]
    assert there == page(today, form="" if form else "/easy")
    shown = desk.get(there).content.decode()
    boxes = [shown.count(f'value="{words}"') for words in ("Tess Privat", "2", "01632 960 777")]
    assert (boxes, shown.count('<details class="walk-in" open>'), Attendance.objects.count()) == ([1, 1, 1], 1, 0)
    assert shown.count('type="submit" form="register" name="tap" value="new|"') == 1
    assert desk.get(there).content.decode().count("Tess Privat") == 0


def test_an_address_that_is_none_is_refused(desk, today):
    sent = {"tap": "new|", "token": str(uuid.uuid4()), "name": "Tess", "way": "email", "reach": "at home"}
    assert set(desk.post(page(today, "register/tap/"), sent).json()) == {"refused"}
    assert Attendance.objects.count() == 0


def test_whoever_came_is_no_newcomer_next_time(desk, session, pool_staff):
    known, place = a_member(session, pool_staff)
    assert place.is_new
    on_the_day(session)
    tap(desk, session, f"p{place.pk}|came|")
    assert Member.objects.get(pk=known.pk).last_came_at == session.starts_at
    tap(desk, session, f"p{place.pk}||came")
    assert Member.objects.get(pk=known.pk).last_came_at is None


def test_there_is_no_register_for_what_does_not_take_place(desk, rosa, today, facilitator):
    services.cancel_session(today, because="Snow.", by=facilitator)
    assert tap(desk, today, f"p{rosa.pk}|came|").status_code == 302
    assert states() == []


def test_a_person_of_another_session_is_not_ticked_here(desk, today, facilitator):
    other = services.open_session(plan(facilitator, name="Other"), by=facilitator)
    place = sign_up(other, "Sam Privat")
    assert tap(desk, today, f"p{place.pk}|came|").status_code == 404
    assert [tap(desk, today, words).status_code for words in ("", "x|came|", "p|came|", f"p{place.pk}|in|")] == [
        404
    ] * 4
    assert states() == []


@FORMS
def test_the_sheet_has_a_line_for_each_and_some_more(desk, rosa, today, form):
    tap(desk, today, f"p{rosa.pk}|came|")
    words = desk.get(page(today, "register/sheet/", form)).content.decode()
    assert (words.count("<tr>"), words.count("Rosa Privat"), words.count("✓")) == (11, 1, 1)


@FORMS
def test_whoever_walks_in_on_paper_can_be_typed_up_and_told(desk, today, form):
    paper = desk.get(page(today, "register/sheet/", form)).content.decode()
    form_rows = list(desk.get(page(today, "register/type-up/", form)).context["form"].spare)
    assert paper.count("Empty line") == len(form_rows) == 8
    where = said_in(form, "Where can we tell them what comes of it?")
    assert paper.count(f'<th scope="col">{where}</th>') == 1
    number, questions = form_rows[-1]
    last = dict(
        zip([question.html_name for question in questions], ("Una Privat", "una@private.example", "1"), strict=True)
    )
    assert desk.post(page(today, "register/type-up/"), {"token": uuid.uuid4(), **last}).status_code == 302
    walked = today.attendances.walk_ins().get()
    assert (number, walked.name, walked.reach, walked.supporters) == (8, "Una Privat", "una@private.example", 1)


@FORMS
def test_the_list_of_expenses_leaves_out_who_is_not_here(desk, rosa, today, form):
    words = desk.get(page(today, "register/expenses/", form)).content.decode()
    assert [words.count(one) for one in ("<tr>", "Rosa Privat", "We talk." if form else "The reward.")] == [10, 1, 1]
    tap(desk, today, f"p{rosa.pk}|apologies|")
    assert desk.get(page(today, "register/expenses/", form)).content.decode().count("Rosa Privat") == 0


def test_a_helper_is_refused_in_a_sentence_and_sees_no_button_that_is_not_theirs(desk, rosa, today, helper):
    tap(desk, today, f"p{rosa.pk}|absent|")
    desk.force_login(helper)
    where = page(today, "register/tap/")
    refused = desk.post(where, {"tap": f"p{rosa.pk}|came|absent", "mark": str(uuid.uuid4())})
    assert (refused.status_code, refused.json()) == (200, {"refused": "You are not allowed to do this."})
    plain = tap(desk, today, f"p{rosa.pk}||absent")
    shown = desk.get(page(today))
    assert (plain.status_code, states()) == (302, [("absent", 1)])
    assert [str(message) for message in shown.context["messages"]] == ["You are not allowed to do this."]
    hidden = [words.split(">")[0].count(" hidden") for words in shown.content.decode().split("data-came")[1:]]
    assert hidden == [1]


@FORMS
def test_names_stand_in_their_order_with_a_way_to_each_letter(desk, session, form):
    services.change_session(session, capacity=9, by=session.team.get())
    for name in ("Guest 10", "guest 2", "Zoe 100", "Guest 100", "anna"):
        sign_up(session, f"{name} Privat")
    services.add_walk_in(on_the_day(session), name="Bea", token=uuid.uuid4(), by=session.team.get())
    shown = desk.get(page(session, form=form))
    names = [line.name.removesuffix(" Privat") for line in shown.context["lines"]]
    assert names == ["anna", "guest 2", "Guest 10", "Guest 100", "Zoe 100", "Bea"]
    first = {line.name: line.key for line in shown.context["lines"]}
    links = [(letter, line.key) for letter, line in shown.context["letters"]]
    assert links == [("A", first["anna Privat"]), ("G", first["guest 2 Privat"]), ("Z", first["Zoe 100 Privat"])]
    read = shown.content.decode()
    assert [read.count(f'href="#{key}"') for key in (*dict(links).values(), first["Bea"])] == [1] * 4
    assert [read.count(f'<li id="{key}"') for key in dict(links).values()] == [1] * 3


@FORMS
def test_a_name_comes_before_counts_and_papers_and_right_after_what_finds_it(desk, session, rosa, form):
    read = desk.get(page(on_the_day(session), form=form)).content.decode()
    main = read.partition("<main")[2]
    parts = ("<h1>", "data-find", 'class="walk-in"', f'<li id="p{rosa.pk}"', "data-heads", "register/sheet/")
    assert [main.count(one) for one in parts] == [1] * len(parts)
    assert sorted(parts, key=main.index) == list(parts)
    # Neither the doors of the house nor the parts of the page stand open above it.
    assert read.partition("<main")[0].count('<details class="go-to"><summary>') == 1
    assert main.count('<details class="go-to no-print"><summary>') == 1


@FORMS
def test_before_the_day_nobody_is_ticked_and_the_page_says_when_it_opens(desk, session, rosa, form):
    refused = [str(uuid.uuid4()), said_in(form, "This day has not come yet.")]
    for words in (f"p{rosa.pk}|came|", "new|"):
        answer = desk.post(page(session, "register/tap/", form), {"tap": words, "token": refused[0]})
        assert answer.json() == {"refused": refused[1]}
    opens = said_in(form, "You can tick people in from %(day)s on.", day=said_date(session.starts_at.date()))
    shown = desk.get(page(session, form=form)).content.decode()
    seen = ("Rosa Privat", opens, 'name="tap"', "register/type-up/", "register/sheet/")
    assert ([shown.count(one) for one in seen], states()) == ([1, 1, 0, 0, 1], [])
    assert desk.get(page(session, "register/sheet/", form)).status_code == 200
    after = desk.get(page(session, "after/", form)).content.decode()
    assert [after.count(said_in(form, one)) for one in ("This day has not come yet.", "Who has been told")] == [1, 0]
    today = timezone.make_aware(datetime.combine(timezone.localdate(), time(23, 59)))
    Session.objects.update(starts_at=today, ends_at=today + timedelta(hours=2))
    for token in (refused[0], refused[0]):
        desk.post(page(session, form=form), {"tap": "new|", "token": token, "name": "", "supporters": "0"})
    assert states() == [("came", 0)]


@FORMS
def test_whoever_waits_stands_below_is_not_counted_and_is_ticked_in_all_the_same(desk, session, rosa, form):
    sam, tess = sign_up(session, "Sam Privat"), sign_up(session, "Tess Privat")
    on_the_day(session)
    tap(desk, session, f"p{sam.pk}|came|")
    found = desk.get(page(session, form=form))
    names = [[line.name for line in found.context[group]] for group in ("lines", "without_place")]
    assert (names, found.context["left"]) == ([["Rosa Privat", "Sam Privat"], ["Tess Privat"]], 1)
    heading = f"<h2>{said_in(form, 'They have no place')}</h2>"
    read = found.content.decode()
    assert read.index("Sam Privat") < read.index(heading) < read.index("Tess Privat")
    tap(desk, session, f"p{tess.pk}|came|")
    found = desk.get(page(session, form=form)).context
    assert (found["people"], found["left"], [line.state for line in found["without_place"]]) == (2, 1, ["came"])
