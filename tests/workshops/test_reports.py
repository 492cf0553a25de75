"""The report of a series: drafted from what came of it, checked by whoever was there, approved and published."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pdfminer.high_level import extract_text

from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.record import stamp
from halton_coprod.record.flow import NotNow
from members.models import Message
from tests.charter.desk import typed_day, typed_easy
from tests.easyread.one_by_one import asked, press
from workshops import services
from workshops.holders import Holder
from workshops.models import Report, ReportReply, Session
from workshops.services import NotReady

from .conftest import EASY, on_the_day, over, plan, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
DECISION = {"at_meeting": "Partnership Board", "by_whom": "All who were there"}
SUMMARY = {"title": "What <b>we</b> found", "summary": "Letters are late."}
SUMMARY_EASY = EasyRead("Late letters", (Block("letter", "Letters come late."),))


def in_weeks(weeks):
    return timezone.localdate() + timedelta(weeks=weeks)


@pytest.fixture
def series(facilitator):
    return services.name_series(name="Letters", by=facilitator)


@pytest.fixture
def held(series, facilitator):
    """Two sessions: Rosa came to both, Sam to one by letter; Gone gave the place back, and Tess waited and came."""
    sessions = []
    for number in (1, 2):
        one = plan(facilitator, name=f"Letters {number}", series=series, capacity=2)
        sessions.append(services.open_session(one, by=facilitator))
    first, second = sessions
    sign_up(first, "Rosa Privat")
    services.give_back(sign_up(first, "Gone Privat"), by=facilitator)
    sign_up(first, "Sam Privat", way="letter", reach="1 Street, Widnes", language="en-simple")
    rosa = sign_up(second, "Rosa Privat")
    services.mark_attendance(on_the_day(second), place=rosa, state="came", by=facilitator)
    for number, one in enumerate(sessions):
        services.hold_session(over(one, -9 + number), by=facilitator)
    return sessions


@pytest.fixture
def findings(held, facilitator):
    """A theme that six people spoke of, one that nobody did, an answered recommendation and a tool."""
    theme = services.keep_theme(name="Letters", summary="They are late.", summary_easy=EASY, by=facilitator)
    services.keep_theme(name="Elsewhere", summary="Not here.", summary_easy=EASY, by=facilitator)
    note = services.add_notes(held[0], lines=["The letter came late."], by=facilitator)[0]
    services.change_note(note, words=note.words, people=6, said_by="anybody", themes=[theme], by=facilitator)
    facts = {"title": "Write earlier", "words": "Two weeks.", "easy": EASY, "theme": theme, "owner": "The council"}
    asked = services.ask_for_answer(services.write_recommendation(**facts, by=facilitator), by=facilitator)
    services.answer_recommendation(asked, state="refused", words="No money.", easy=EASY, by=facilitator)
    words = {"about": "For letters.", "items": "Big words.", "about_easy": EASY, "items_easy": EASY}
    tool = services.keep_tool(name="A list", kind="checklist", theme=theme, **words, by=facilitator)
    return services.publish_tool(tool, by=facilitator)


@pytest.fixture
def report(series, findings, facilitator):
    return services.draft_report(series, by=facilitator)


@pytest.fixture
def ready(report, facilitator):
    return services.change_report(report, **SUMMARY, summary_easy=SUMMARY_EASY, by=facilitator)


@pytest.fixture
def checking(ready, facilitator):
    return services.let_check_report(ready, until=in_weeks(2), by=facilitator)


def time_is_over(report):
    Report.objects.update(check_until=timezone.localdate() - timedelta(days=1))
    return Report.objects.get(pk=report.pk)


@pytest.fixture
def approved(checking, facilitator):
    return services.approve_report(time_is_over(checking), **DECISION, on=timezone.localdate(), by=facilitator)


@pytest.fixture
def published(approved, facilitator):
    return services.publish_report(approved, by=facilitator)


def place_of(name):
    return next(place for place in Session.objects.get(name="Letters 2").sign_ups.all() if place.name == name)


def rosa():
    return place_of("Rosa Privat")


def reply(report, *, is_right=False, words="I said <i>never</i>."):
    place = rosa()
    return services.reply_to_report(place, report, is_right=is_right, words=words, by=Holder(place.pk))


def read(client, address):
    stamp.forget_pages()
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_the_draft_takes_over_what_came_of_the_series_in_both_forms(report, series, facilitator):
    parts = [(part.kind, part.heading, part.text) for part in report.sections.all()]
    assert [(kind, heading) for kind, heading, _text in parts] == [
        ("theme", "Letters"),
        ("recommendation", "Write earlier"),
        ("tool", "A list"),
    ]
    theme, recommendation, tool = (text for _kind, _heading, text in parts)
    assert theme == "They are late.\n\n6 people said something about it."
    assert recommendation == "Two weeks.\n\nWe asked: The council.\n\nThey said no, and why. No money."
    assert tool.startswith("For letters.\n\nYou can find it here: ")
    assert [bool(part.easy) and not part.easy.is_drifted(part.text) for part in report.sections.all()] == [True] * 3
    assert report.sections.first().easy.blocks[-1].words.startswith("6 people")
    assert services.draft_report(series, by=facilitator).pk == report.pk
    assert report.sections.count() == 3


def test_few_people_are_no_number_in_the_draft(series, held, facilitator):
    theme = services.keep_theme(name="Letters", summary="They are late.", summary_easy=EASY, by=facilitator)
    note = services.add_notes(held[0], lines=["Late."], by=facilitator)[0]
    services.change_note(note, words="Late.", people=4, said_by="anybody", themes=[theme], by=facilitator)
    assert [part.text for part in services.draft_report(series, by=facilitator).sections.all()] == ["They are late."]


def test_nobody_checks_what_is_not_whole_in_both_forms(report, facilitator):
    services.write_section(report, heading="More", text="Much more.", by=facilitator)
    with pytest.raises(NotReady) as lacks:
        services.let_check_report(report, until=in_weeks(2), by=facilitator)
    assert [str(words) for words in lacks.value.messages] == [
        "Write the report in short.",
        "Write the report in short in easy read.",
        "This part has no easy read that fits: More",
    ]
    with pytest.raises(ValidationError):
        services.let_check_report(report, until=in_weeks(0), by=facilitator)
    assert Message.objects.filter(occasion__contains="report-check").count() == 0


def test_whoever_was_there_is_asked_once_by_their_way(checking):
    asked = Message.objects.filter(occasion__contains="report-check").order_by("way")
    assert [(one.way, one.form) for one in asked] == [("email", "en-gb"), ("letter", "en-simple")]
    assert asked[0].ideas[2][1].count(f"/workshops/place/{rosa().link}/report/") == 1


def test_its_words_stay_while_people_check_it(checking, facilitator):
    part = checking.sections.first()
    for deed in (
        lambda: services.change_report(checking, **SUMMARY, by=facilitator),
        lambda: services.write_section(checking, section=part, heading="Other", text="Other.", by=facilitator),
        lambda: services.take_out_section(part, by=facilitator),
    ):
        with pytest.raises(NotNow):
            deed()
    assert checking.sections.first().heading == "Letters"


@FORMS
def test_whoever_was_there_reads_it_and_says_that_it_is_not_so(client, checking, form):
    own = f"{form}/workshops/place/{rosa().link}/"
    assert read(client, own)[1].count(f"{own}report/") == 1
    shown = read(client, f"{own}report/")[1]
    assert (shown.count("Letters come late." if form else "Letters are late."), shown.count("<b>we")) == (1, 0)
    assert shown.count('name="is_right"') == 2
    empty = client.post(f"{own}report/", {"is_right": "no", "words": " "})
    assert (empty.status_code, ReportReply.objects.count()) == (200, 0)
    for words in ("I said never.", "I said <i>never</i>."):
        assert client.post(f"{own}report/", {"is_right": "no", "words": words})["Location"] == own
    assert [(one.is_right, one.words) for one in ReportReply.objects.all()] == [(False, "I said <i>never</i>.")]
    client.post(f"{own}report/", {"is_right": "yes", "words": "I said <i>never</i>."})
    assert [(one.is_right, one.words) for one in ReportReply.objects.all()] == [(True, "")]


def test_in_easy_read_it_is_asked_what_is_wrong_only_where_something_is(client, checking):
    own = f"/easy/workshops/place/{rosa().link}/"
    there = f"{own}report/"
    page = press(client, client.get(there), there)
    assert (asked(page), page.content.decode().count('class="error-summary"')) == (["is_right"], 1)
    page = press(client, page, there, is_right="no")
    shown = page.content.decode()
    assert (asked(page), shown.count("Letters come late."), ReportReply.objects.count()) == (["words"], 0, 0)
    page = press(client, page, there, words=" ")
    assert (asked(page), page.content.decode().count('class="error-summary"')) == (["words"], 1)
    assert press(client, page, there, words="I said never.")["Location"] == own
    assert [(one.is_right, one.words) for one in ReportReply.objects.all()] == [(False, "I said never.")]
    assert press(client, client.get(there), there, is_right="yes")["Location"] == own
    assert [(one.is_right, one.words) for one in ReportReply.objects.all()] == [(True, "")]


@FORMS
def test_it_is_for_whoever_was_there_and_in_time(client, checking, facilitator, form):
    gone = next(place for place in Session.objects.get(name="Letters 1").sign_ups.all() if place.state == "cancelled")
    other = services.open_session(plan(facilitator, name="Other"), by=facilitator)
    elsewhere = sign_up(other, "Una Privat")
    assert [read(client, f"{form}/workshops/place/{one.link}/report/")[0] for one in (gone, elsewhere)] == [404, 404]
    for place in (gone, elsewhere):
        with pytest.raises(NotNow):
            services.reply_to_report(place, checking, is_right=True, by=Holder(place.pk))
    with pytest.raises(PermissionDenied):
        services.reply_to_report(rosa(), checking, is_right=True, by=Holder(gone.pk))
    time_is_over(checking)
    late = client.post(f"{form}/workshops/place/{rosa().link}/report/", {"is_right": "yes"})
    assert (late.status_code, ReportReply.objects.count()) == (200, 0)
    services.rework_report(Report.objects.get(), by=facilitator)
    assert read(client, f"{form}/workshops/place/{rosa().link}/report/")[0] == 404


def test_it_is_approved_only_after_everybody_had_time_and_an_answer(checking, facilitator):
    now = {**DECISION, "on": timezone.localdate(), "by": facilitator}
    with pytest.raises(NotNow):
        services.approve_report(checking, **now)
    said = reply(checking)
    checking = time_is_over(checking)
    with pytest.raises(NotNow):
        services.approve_report(checking, **now)
    for _press in range(2):
        services.answer_reply(said, answer="We put it right.", by=facilitator)
    answers = Message.objects.filter(occasion__contains="report-answer")
    assert [one.ideas[1][1] for one in answers] == ["This is our answer: We put it right."]
    with pytest.raises(ValidationError):
        services.approve_report(checking, **{**now, "by_whom": " "})
    assert services.approve_report(checking, **now).decided_by == "All who were there"


def test_when_everybody_has_answered_nobody_waits_for_the_day(checking, facilitator):
    reply(checking, is_right=True, words="")
    sam = next(place for place in Session.objects.get(name="Letters 1").sign_ups.all() if place.name == "Sam Privat")
    services.reply_to_report(sam, checking, is_right=True, by=Holder(sam.pk))
    done = services.approve_report(checking, **DECISION, on=timezone.localdate(), by=facilitator)
    assert done.state == "approved"


def test_what_is_changed_again_is_checked_again(approved, facilitator):
    report = services.rework_report(approved, by=facilitator)
    services.let_check_report(report, until=in_weeks(2), by=facilitator)
    assert Message.objects.filter(occasion__contains="report-check").count() == 4
    with pytest.raises(NotNow):
        services.publish_report(report, by=facilitator)


@FORMS
def test_it_is_found_only_when_it_is_published(client, approved, facilitator, form):
    found, where = f"{form}/search/?q=letters", f"{form}/workshops/reports/letters/"
    assert read(client, found)[1].count(where) == 0
    services.publish_report(approved, by=facilitator)
    assert read(client, found)[1].count(where) == 1


def test_never_without_its_easy_read(approved, facilitator):
    approved.sections.update(easy=EasyRead())
    with pytest.raises(NotReady):
        services.publish_report(approved, by=facilitator)
    assert Report.objects.get().state == "approved"


@FORMS
def test_everybody_reads_what_is_published_and_nothing_before(client, approved, facilitator, form):
    one, series = f"{form}/workshops/reports/letters/", f"{form}/workshops/series/letters/"
    assert [read(client, one)[0], client.get(f"{one}report.pdf").status_code] == [404, 404]
    assert [read(client, page)[1].count(one) for page in (series, f"{form}/workshops/reports/")] == [0, 0]
    services.publish_report(approved, by=facilitator)
    words = read(client, one)[1]
    assert (words.count("Letters come late." if form else "Letters are late."), words.count("<b>we")) == (1, 0)
    assert (words.count("Privat"), words.count("All who were there")) == (0, 1)
    assert [read(client, page)[1].count(one) for page in (series, f"{form}/workshops/reports/")] == [1, 1]
    assert read(client, series)[1].count(f"{form}/workshops/letters-") == 2
    told = Message.objects.filter(occasion__contains="report-out")
    assert sorted(one.way for one in told) == ["email", "letter"]
    services.rework_report(Report.objects.get(), by=facilitator)
    assert [read(client, one)[0], client.get(f"{one}report.pdf").status_code] == [404, 404]


@FORMS
def test_how_many_checked_it_is_said_from_five_on_and_who_says_that_it_is_not_so(client, published, form):
    checked, shown = "people who were there read it" if form else "who were there checked it", []
    for words in ("Not so.", *[""] * 5):
        facts = {"token": uuid.uuid4(), "is_right": not words, "words": words}
        ReportReply.objects.create(report=published, round=published.round, **facts)
        page = read(client, f"{form}/workshops/reports/letters/")[1]
        shown.append([page.count(one) for one in (checked, "1 person says: this is not what we said.", "Not so.")])
    assert shown == [[0, 0, 0]] * 4 + [[0, 1, 0], [1, 1, 0]]
    assert page.count("5 people who were there") == 1


@FORMS
def test_it_prints_tagged_in_each_form(client, published, form):
    answer = client.get(f"{form}/workshops/reports/letters/report.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert [answer.content.count(mark) > 0 for mark in (b"/StructTreeRoot", b"pdfuaid:part")] == [True, True]
    words = extract_text(BytesIO(answer.content))
    shown = ("Late letters", "Letters come late.") if form else ("What <b>we</b> found", "Letters are late.")
    assert [words.count(text) for text in shown] == [1, 1]


@FORMS
def test_a_series_of_which_nothing_is_public_has_no_page(client, series, facilitator, form):
    plan(facilitator, name="Draft", series=series)
    assert read(client, f"{form}/workshops/series/{series.slug}/")[0] == 404


def test_from_nothing_to_published_on_the_desk(client, series, findings, facilitator, resident):
    client.force_login(facilitator)
    desk = "/team/workshops/reports/letters/"
    assert client.get("/team/workshops/reports/").content.decode().count(desk) == 1

    def post(end, **said):
        return client.post(f"{desk}{end}", said).status_code

    def seen(end):
        return client.get(f"{desk}{end}").context["form"].initial["seen"]

    for _press in range(2):
        assert post("draft/") == 302
    report = Report.objects.get()
    short = {"title": "Letters", "summary": "Late.", **typed_easy("summary_easy", ("letter", "Late."))}
    before = seen("change/")
    assert [post("change/", **short, seen=before), post("change/", **short, seen=before)] == [302, 409]
    part = {"heading": "More", "text": "More.", **typed_easy("easy", ("letter", "More."))}
    assert [post("parts/add/", **part, seen=""), report.sections.count()] == [302, 4]
    added = report.sections.last()
    assert post(f"parts/{added.pk}/", **part, position="1", seen=seen(f"parts/{added.pk}/")) == 302
    for _press in range(2):
        post(f"parts/{report.sections.last().pk if _press == 0 else added.pk + 100}/take-out/")
    assert [one.heading for one in report.sections.all()] == ["Letters", "More", "Write earlier"]
    about = {"name": "Letters", "about": "All letters.", **typed_easy("about_easy", ("letter", "Letters."))}
    assert post("series/", **about, seen=seen("series/")) == 302
    assert post("check/", **typed_day("until", timezone.localdate())) == 200
    for _press in range(2):
        assert post("check/", **typed_day("until", in_weeks(2))) == 302
    token = client.get(f"{desk}replies/add/").context["form"].initial["token"]
    assert post("replies/add/", token=token, is_right="no", words="") == 200
    for _press in range(2):
        assert post("replies/add/", token=token, is_right="no", words="Not so.") == 302
    said = ReportReply.objects.get()
    assert client.get(desk).content.decode().count("Not so.") == 2  # shown, and named at its link
    decided = {"at_meeting": "Board", "by_whom": "All", **typed_day("on", timezone.localdate())}
    time_is_over(report)
    assert post("approve/", **decided) == 409
    assert post(f"replies/{said.pk}/", answer="Put right.") == 302
    for _press in range(2):
        assert post("approve/", **decided) == 302
    assert client.get(f"{desk}report.pdf")["Content-Type"] == "application/pdf"
    for _press in range(2):
        assert post("publish/") == 302
    assert Report.objects.get().state == "published"
    for _press in range(2):
        post("change-again/")
    assert Report.objects.get().state == "draft"
    client.force_login(resident)
    assert {client.get(f"{desk}{end}").status_code for end in ("", "change/", "check/", "report.pdf")} == {403}


def test_who_said_what_is_not_shown_to_the_team(client, checking, facilitator):
    reply(checking, words="Not so.")
    client.force_login(facilitator)
    shown = client.get("/team/workshops/reports/letters/").content.decode()
    assert (shown.count("Not so."), shown.count("Privat")) == (2, 0)


def test_more_sessions_and_parts_ask_no_more(client, published, facilitator):
    pages = ("/workshops/reports/letters/", "/workshops/series/letters/", "/workshops/reports/")

    def queries():
        stamp.forget_pages()
        with CaptureQueriesContext(connection) as asked:
            assert [client.get(page).status_code for page in pages] == [200] * 3
        return len(asked)

    queries()
    before = queries()
    for number in range(9):
        Report.objects.update(state="draft")
        services.write_section(published, heading=f"More {number}", text="More.", easy=EASY, by=facilitator)
        services.open_session(plan(facilitator, name=f"More {number}", series=published.series), by=facilitator)
    Report.objects.update(state="published")
    assert queries() == before
    assert before <= 18
