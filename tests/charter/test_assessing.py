"""How we are doing: people score with a code from a meeting, in both forms; small groups are never told."""

import html
import re
import time
from unittest import mock
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from charter import services
from charter.models import Assessment, MeetingCode, Remark, Score, Sheet
from charter.spoken_codes import as_kept
from halton_coprod.record.flow import NotNow
from halton_coprod.record.models import AuditLine
from members import guard

from .conftest import day, easy
from .desk import typed_day

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
DOING, SAY = "/charter/how-are-we-doing/", "/charter/how-are-we-doing/say/"


@pytest.fixture
def asked(charter):
    """People are asked about one value with two statements; residents have a code."""
    by = charter.editor
    charter.one = services.add_statement(charter.value, text="People listen.", easy=easy("We listen."), by=by)
    charter.two = services.add_statement(charter.value, text="Nobody is rushed.", easy=easy("No rush."), by=by)
    charter.now = services.begin_assessment(name="This spring", starts_on=day(-2), ends_on=day(2), by=by)
    charter.code = services.make_code(charter.now, group="residents", meeting="Club", by=by)
    return charter


def drawn(seconds_ago):
    """What a page brings along that was drawn so long ago."""
    with mock.patch("time.time", return_value=time.time() - seconds_ago):
        return guard.opened()


def typed(asked, first="4", second="", words="", **other):
    return {
        f"score-{asked.one.pk}": first,
        f"score-{asked.two.pk}": second,
        f"words-{asked.value.pk}": words,
        "token": str(uuid4()),
        "opened": drawn(60),
        "_go": "send",
        **other,
    }


def page_of(code, form=""):
    return f"{form}{SAY}{code.code}/"


def read(client, path):
    """As somebody reads it now: no page that was kept before."""
    return html.unescape(client.get(f"{path}?{uuid4()}").content.decode())


def told(client, path):
    """The words of the main part of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", read(client, path).partition("<main")[2].partition("</main>")[0]).split())


def over(asked, name, residents, staff, days_ago=50):
    """A time that is over: each group's scores for the first statement."""
    by, first = asked.editor, day(-days_ago)
    when = services.begin_assessment(name=name, starts_on=first, ends_on=day(5 - days_ago), by=by)
    for group, numbers in (("residents", residents), ("staff", staff)):
        code = services.make_code(when, group=group, meeting=group, by=by)
        for number in numbers:
            services.send_sheet(code, scores={asked.one: number}, words={}, token=uuid4(), on=first)
    return when


@FORMS
@pytest.mark.parametrize("said", ["{}", "{} ", "the spaced one", "THE LOUD ONE"])
def test_a_code_is_taken_however_it_is_typed(client, asked, form, said):
    code = asked.code.code
    said = {"the spaced one": f"  {code.replace('-', '  ')}", "THE LOUD ONE": code.upper()}.get(said, said.format(code))
    answer = client.post(f"{form}{SAY}", {"spoken": said})
    assert (answer.status_code, answer["Location"]) == (302, page_of(asked.code, form))
    assert client.get(answer["Location"]).status_code == 200


@FORMS
@pytest.mark.parametrize("said", ["", "purple dragon 7", "<script>alert(1)</script>", "x" * 100_000, "\u202e\x00"])
def test_what_is_no_code_is_refused_in_words(client, asked, form, said):
    answer = client.post(f"{form}{SAY}", {"spoken": said})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["spoken"])
    assert answer.content.decode().count("<script>alert") == 0


@FORMS
def test_somebody_scores_without_signing_in_and_may_leave_questions_out(client, asked, form):
    words = read(client, page_of(asked.code, form))
    assert [words.count(one) for one in ("People listen.", "We listen.")] == ([0, 1] if form else [1, 0])
    answer = client.post(page_of(asked.code, form), typed(asked, words="Too loud."))
    assert (answer.status_code, answer["Location"]) == (302, f"{form}{SAY}thank-you/")
    assert client.get(answer["Location"]).status_code == 200
    (score,) = Score.objects.all()
    assert (score.statement, score.number, score.sheet.code, score.sheet.was_easy) == (
        asked.one,
        4,
        asked.code,
        bool(form),
    )
    (remark,) = Remark.objects.all()
    assert (remark.state, remark.group, remark.words) == ("held", "residents", "Too loud.")


@FORMS
def test_each_value_has_its_page_and_the_answers_are_carried_along(client, asked, form):
    second = asked.second.parts.get(kind="value").value
    other = services.add_value(slug="trust", by=asked.editor)
    assert second == asked.value
    statement = services.add_statement(other, text="Not in force.", easy=easy("Not in force."), by=asked.editor)
    answer = client.post(page_of(asked.code, form), typed(asked))
    assert answer.status_code == 302
    assert list(Score.objects.filter(statement=statement)) == []


@FORMS
def test_the_same_form_sent_twice_counts_once_and_the_same_code_serves_many(client, asked, form):
    sheet = typed(asked)
    for _press in range(2):
        assert client.post(page_of(asked.code, form), sheet).status_code == 302
    assert client.post(page_of(asked.code, form), typed(asked)).status_code == 302
    assert (Sheet.objects.count(), AuditLine.objects.filter(verb="charter.sheet.send").count()) == (2, 2)


def test_the_log_says_nothing_of_who_answered(client, asked, stranger):
    client.force_login(stranger)
    client.post(page_of(asked.code), typed(asked, words="Secret words."))
    line = AuditLine.objects.get(verb="charter.sheet.send")
    assert (line.actor_id, line.for_whom, line.fields) == (None, None, ["scores", "words"])


@FORMS
@pytest.mark.parametrize(
    "wrong", [{"first": "6"}, {"first": "x"}, {"first": "0"}, {"first": "", "second": ""}, {"words": "x" * 100_000}]
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(client, asked, form, wrong):
    sheet = typed(asked, **{"words": "Typed.", **wrong})
    if wrong == {"first": "", "second": ""}:
        sheet[f"words-{asked.value.pk}"] = "  "
    answer = client.post(page_of(asked.code, form), sheet)
    assert (answer.status_code, bool(answer.context["form"].errors), Sheet.objects.count()) == (200, True, 0)
    assert answer.content.decode().count("Typed.</textarea>") == (
        1 if sheet[f"words-{asked.value.pk}"] == "Typed." else 0
    )


@FORMS
def test_a_code_that_was_closed_meanwhile_says_so_and_keeps_what_was_typed(client, asked, form):
    services.close_code(asked.code, by=asked.editor)
    answer = client.post(page_of(asked.code, form), typed(asked, words="Typed for an hour."))
    assert (answer.status_code, answer.content.decode().count("Typed for an hour.</textarea>")) == (409, 1)
    assert client.get(page_of(asked.code, form))["Location"] == form + SAY
    assert list(client.post(form + SAY, {"spoken": asked.code.code}).context["form"].errors) == ["spoken"]
    assert Sheet.objects.count() == 0


def test_robots_and_the_very_quick_are_not_kept(client, asked):
    assert client.post(page_of(asked.code), typed(asked, website="http://x")).status_code == 302
    assert client.post(page_of(asked.code), typed(asked, opened=guard.opened())).status_code == 200
    assert Sheet.objects.count() == 0


def test_codes_cannot_be_guessed_by_trying(client, asked):
    answers = [client.post(SAY, {"spoken": f"red dragon {number}"}).status_code for number in range(122)]
    assert (answers[0], answers[-1]) == (200, 429)
    assert client.post(SAY, {"spoken": asked.code.code}).status_code == 302


@FORMS
def test_residents_and_staff_are_told_apart_with_the_gap(client, asked, form):
    over(asked, "Last autumn", [2, 2, 2, 3, 3], [4, 4, 5, 4, 4])
    for path in (DOING, f"{DOING}respect/"):
        words = told(client, form + path)
        means = ("between 2 and 3", "about 4") if form else ("2.4", "4.2")
        assert [words.count(f"{mean} out of 5") for mean in means] == ([1, 1] if path == DOING else [2, 2])
        assert words.count(f"gave {'about 2' if form else '1.8'} more") == (1 if path == DOING else 2)
    page = read(client, f"{form}{DOING}respect/")
    assert page.count("<rect") == 2
    said = [f"Residents: <strong>{means[0]}</strong>", f"{'Workers' if form else 'Staff'}: <strong>{means[1]}</strong>"]
    assert re.findall(r'<p class="chart-(?:time|label)">(.*?)</p>', page) == ["Last autumn", *said]


@FORMS
@pytest.mark.parametrize("staff", [[], [4, 4, 4, 4]])
def test_fewer_than_five_are_told_nowhere_and_look_like_none(client, asked, form, staff):
    """Nothing over both groups is told, so what is hidden cannot be worked out."""
    over(asked, "Last autumn", [2, 2, 2, 3, 3], staff)
    words = told(client, f"{form}{DOING}respect/")
    residents = "between 2 and 3 out of 5" if form else "2.4 out of 5"
    assert (words.count(residents), words.count(" out of 5")) == (2, 2)
    assert re.findall(r"4\.0|3\.1|\b9\b", words) == []


@FORMS
def test_a_time_is_told_only_when_it_is_over(client, asked, form):
    """Else the mean would move with the next answer and show it."""
    for number in (1, 1, 1, 1, 1, 5):
        services.send_sheet(asked.code, scores={asked.one: number}, words={}, token=uuid4())
    assert told(client, form + DOING).count("out of 5") == 0
    assert told(client, f"{form}{DOING}respect/").count("This spring") == 0


def test_one_who_answered_another_value_does_not_make_a_group_big_enough(client, asked):
    """Five sheets, but only four of them about this statement's value."""
    when = over(asked, "Last autumn", [2, 2, 2, 2], [])
    code = when.codes.get(group="residents")
    other = services.add_statement(
        services.add_value(slug="trust", by=asked.editor), text="Trust.", easy=easy("Trust."), by=asked.editor
    )
    services.send_sheet(code, scores={other: 5}, words={}, token=uuid4(), on=when.starts_on)
    assert told(client, f"{DOING}respect/").count("out of 5") == 0


@FORMS
def test_what_is_written_is_read_only_after_an_editor_and_not_of_a_small_group(client, asked, form):
    big = over(asked, "Last autumn", [2, 2, 2, 3, 3], [4])
    words = {"residents": ("Held words.", "Shown words.", "Hidden words."), "staff": ("Of a small group.",)}
    for group, all_said in words.items():
        for said in all_said:
            code = big.codes.get(group=group)
            services.send_sheet(code, scores={}, words={asked.value: said}, token=uuid4(), on=big.starts_on)
    for said in ("Shown words.", "Of a small group."):
        services.show_remark(Remark.objects.get(words=said), by=asked.editor)
    services.hide_remark(Remark.objects.get(words="Hidden words."), by=asked.editor)
    page = told(client, f"{form}{DOING}respect/")
    assert [page.count(said) for said in (*words["residents"], *words["staff"])] == [0, 1, 0, 0]


@FORMS
def test_hostile_words_are_shown_harmless(client, asked, form):
    big = over(asked, "Last autumn", [2, 2, 2, 3, 3], [])
    code = big.codes.get(group="residents")
    said = "<script>alert(1)</script> \u202eevil"
    services.send_sheet(code, scores={}, words={asked.value: said}, token=uuid4(), on=big.starts_on)
    services.show_remark(Remark.objects.get(), by=asked.editor)
    assert client.get(f"{form}{DOING}respect/").content.decode().count("<script>alert") == 0


def test_the_public_pages_ask_little(client, asked, django_assert_max_num_queries):
    for number in range(4):
        over(asked, f"Time {number}", [2, 2, 2, 3, 3], [4, 4, 5, 4, 4], days_ago=50 + 20 * number)
    for path in (DOING, f"{DOING}respect/"):
        with django_assert_max_num_queries(6):
            client.get(f"{path}?{uuid4()}")


@FORMS
@pytest.mark.parametrize("page", ["0", "99", "x", "-1", "9" * 50])
def test_a_strange_page_number_is_no_fault(client, asked, form, page):
    assert client.get(f"{page_of(asked.code, form)}?page={page}").status_code == 200
    assert client.get(f"{form}{DOING}no-such-value/").status_code == 404


def test_a_code_can_be_said_and_is_open_only_in_its_time(asked):
    assert re.fullmatch(r"[a-z]+-[a-z]+-\d\d", asked.code.code)
    assert as_kept(f" {asked.code.spoken.upper()}, ") == asked.code.code
    send = {"scores": {asked.one: 3}, "words": {}}
    for when in (day(-3), day(3)):
        with pytest.raises(NotNow):
            services.send_sheet(asked.code, token=uuid4(), on=when, **send)
    with pytest.raises(ValidationError):
        services.send_sheet(asked.code, scores={asked.one: 6}, words={}, token=uuid4())
    assert Sheet.objects.count() == 0


@FORMS
def test_the_desk_asks_makes_codes_and_closes_them(desk, charter, form):
    at = f"{form}/team/charter/assessing/"
    days = {"starts_on_0": day(0).day, "starts_on_1": day(0).month, "starts_on_2": day(0).year}
    until = {"ends_on_0": day(9).day, "ends_on_1": day(9).month, "ends_on_2": day(9).year}
    for _press in range(2):
        assert desk.post(f"{at}begin/", {"name": "Winter", **days, **until})["Location"] == at
    when = Assessment.objects.get(name="Winter")
    for _press in range(2):
        desk.post(f"{at}{when.pk}/code/", {"group": "staff", "meeting": "Team day"})
    code = MeetingCode.objects.get()
    page = read(desk, at)
    assert (code.group, page.count(f"<strong>{code.spoken}</strong>")) == ("staff", 1)
    for _press in range(2):
        assert desk.post(f"{at}codes/{code.pk}/close/")["Location"] == at
    assert (MeetingCode.objects.get().is_open, AuditLine.objects.filter(verb="charter.meetingcode.close").count()) == (
        False,
        1,
    )


@FORMS
def test_the_desk_adds_statements_in_both_forms_and_takes_them_out(desk, charter, form):
    at = f"{form}/team/charter/assessing/"
    words = {
        "easy-total": "1",
        "easy-title": "",
        "easy-of": "",
        "easy-0-picture": "listen",
        "easy-0-words": "We listen.",
    }
    said = {"value": charter.value.pk, "text": "People listen."}
    none = desk.post(f"{at}statements/add/", {**said, "easy-total": "0"})
    assert (none.status_code, list(none.context["form"].errors)) == (200, ["easy"])
    assert desk.post(f"{at}statements/add/", {**said, **words})["Location"] == at
    statement = charter.value.statements.get()
    desk.post(f"{at}statements/{statement.pk}/retire/")
    statement.refresh_from_db()
    assert (statement.easy.text, statement.is_asked) == ("We listen.", False)


@FORMS
def test_the_desk_reads_what_people_wrote(desk, asked, form):
    at = f"{form}/team/charter/assessing/"
    services.send_sheet(asked.code, scores={}, words={asked.value: "Too loud."}, token=uuid4())
    remark = Remark.objects.get()
    assert read(desk, at).count("Too loud.") == 1
    services.show_remark(remark, by=asked.editor)
    # The time is not over: nobody but the team reads it yet, and the page says so.
    assert (Remark.objects.told().count(), read(desk, at).count("everybody can read</h2>")) == (0, 0)
    for move, state in (("show", "shown"), ("show", "shown"), ("hide", "not_shown")):
        assert desk.post(f"{at}remarks/{remark.pk}/{move}/")["Location"] == at
        remark.refresh_from_db()
        assert remark.state == state


def test_only_editors_enter_the_desk(client, asked, facilitator, stranger):
    at = "/team/charter/assessing/"
    presses = (f"{at}codes/{asked.code.pk}/close/", f"{at}statements/{asked.one.pk}/retire/")
    for user in (None, facilitator, stranger):
        client.logout()
        if user:
            client.force_login(user)
        wanted = 403 if user else 302
        assert [client.get(one).status_code for one in (at, f"{at}begin/")] == [wanted, wanted]
        assert [client.post(one).status_code for one in presses] == [wanted, wanted]
    assert MeetingCode.objects.get().is_open


def test_the_name_and_the_days_are_mended_while_it_goes_on_and_two_editors_lose_nothing(client, asked):
    client.force_login(asked.editor)
    page = f"/team/charter/assessing/{asked.now.pk}/change/"
    seen = client.get(page).context["form"].initial["seen"]
    days = {**typed_day("starts_on", day(-2)), **typed_day("ends_on", day(9)), "seen": seen}
    assert client.post(page, {"name": "Spring", **days})["Location"] == "/team/charter/assessing/"
    assert Assessment.objects.values_list("name", "ends_on").get() == ("Spring", day(9))
    assert client.post(page, {"name": "Autumn", **days}).status_code == 409
    wrong = client.post(page, {"name": "Spring", **days, **typed_day("ends_on", day(-3))})
    assert list(wrong.context["form"].errors) == ["ends_on"]
    assert Assessment.objects.get().name == "Spring"


def test_a_time_whose_numbers_are_told_takes_no_more_answers(asked):
    """One more answer would move the mean, and show what this person said."""
    when = over(asked, "Last year", [4] * 5, [])
    facts = {"starts_on": when.starts_on, "by": asked.editor}
    with pytest.raises(ValidationError, match="Only its name"):
        services.change_assessment(when, name="Last year", ends_on=day(1), **facts)
    assert services.change_assessment(when, name="The year before", ends_on=when.ends_on, **facts).is_over


def test_the_desk_calls_values_by_their_names(client, asked):
    services.send_sheet(asked.code, scores={}, words={asked.value: "Too loud."}, token=uuid4())
    client.force_login(asked.editor)
    page = told(client, "/team/charter/assessing/")
    assert (page.count("Value respect. "), page.count("This spring, Value respect")) == (2, 1)


@FORMS
def test_the_trend_is_a_bar_and_a_row_for_each_time_in_their_order(client, asked, form):
    for number, name in enumerate(("Autumn one", "Autumn two", "Autumn three")):
        over(asked, name, [number + 1] * 5, [number + 2] * 5, days_ago=300 - number * 90)
    page = read(client, f"{form}{DOING}respect/")
    assert page.count("<rect") == 6
    bars, rows = page.partition("<table")[::2]
    assert re.findall(r"Autumn \w+", bars.partition("<figure")[2]) == ["Autumn one", "Autumn two", "Autumn three"]
    assert re.findall(r"Autumn \w+", rows.partition("</table>")[0]) == ["Autumn three", "Autumn two", "Autumn one"]


@FORMS
def test_each_statement_has_five_faces_with_their_words(client, asked, form):
    page = client.get(page_of(asked.code, form)).content.decode()
    for statement in (asked.one, asked.two):
        answers = re.findall(rf'name="score-{statement.pk}" value="(\d)".*?<label(.*?)</label>', page, re.DOTALL)
        assert [number for number, _label in answers] == ["5", "4", "3", "2", "1"]
        words = [re.sub(r"<[^>]+>", "", label.partition(">")[2]).strip() for _number, label in answers]
        assert (len(set(words)), "" in words) == (5, False)
        assert ["<img" in label for _number, label in answers] == [True] * 5
