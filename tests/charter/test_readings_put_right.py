"""A number that was typed wrongly is put right or taken back in the open; the wrong one stays on record."""

import html

import pytest
from django.core.exceptions import ValidationError

from charter import services
from charter.models import Correction, Promise, Reading
from halton_coprod.easyread.said import said_date
from halton_coprod.record.models import AuditLine

from .conftest import day, easy
from .desk import opened, typed_day, typed_easy

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PUBLIC = "/charter/accountability/expenses/"
NOTE = "/team/charter/promises/expenses/reading/"


@pytest.fixture
def readings(charter):
    """A good one, and one with a number too many."""
    take = services.take_reading
    good = {"words": "It took 7 days.", "easy": easy("It took 7 days.")}
    wrong = {"words": "It took 44 days.", "easy": easy("It took 44 days.")}
    take(charter.expenses, on=day(-200), number=7, by=charter.editor, **good)
    return take(charter.expenses, on=day(-100), number=44, by=charter.editor, **wrong)


def page_of(reading):
    return f"/team/charter/promises/expenses/readings/{reading.pk}/"


def answers(**other):
    """The form as it is sent: the right number, its words, and why."""
    return {
        "number": "4",
        "words": "It took 4 days.",
        **typed_easy("easy", ("calendar", "It took 4 days.")),
        "because": "We typed 4 twice.",
        **typed_easy("because_easy", ("write", "We made a mistake.")),
        **other,
    }


@pytest.mark.parametrize("form", ["", "/easy"])
def test_everybody_reads_the_right_number_and_what_was_changed_and_why(desk, readings, form):
    page = form + page_of(readings)
    answer = desk.post(page, {**answers(), **opened(desk, page)})
    assert (answer.status_code, answer["Location"]) == (302, form + PUBLIC)
    desk.logout()
    page = desk.get(form + PUBLIC)
    told = html.unescape(page.content.decode())
    numbers, _timeline, happened = told.partition('class="timeline"')
    # Of the wrong number only the history tells; chart, table and newest number have the right one.
    assert (numbers.count("44 days"), happened.count("Before: 44 days. Now: 4 days.")) == (0, 1)
    assert (numbers.count('class="put-right"'), numbers.count("4 days</td>")) == (1, 0)
    assert [says for _reading, says, _kept in page.context["readings"]] == ["4 days", "7 days"]
    assert [bar.says for bar in page.context["chart"].bars] == ["7 days", "4 days"]
    assert (told.count("We typed 4 twice."), told.count("We made a mistake.")) == ((0, 1) if form else (1, 0))


def test_the_wrong_number_stays_on_record_behind_the_right_one(desk, charter, readings):
    desk.post(page_of(readings), {**answers(), **opened(desk, page_of(readings))})
    right = Reading.objects.standing().get(on=day(-100))
    assert ([one.number for one in Reading.objects.order_by("pk")], right.number, right.replaces) == (
        [7, 44, 4],
        4,
        readings,
    )
    # A picture of somebody can be taken away, so none is kept where no page shows it.
    before = Correction.objects.get().was["easy"]["blocks"]
    assert before == [{"picture": "", "words": "It took 44 days.", "alt": ""}]
    assert Promise.objects.with_latest().get(slug="expenses").latest_said == "4 days"
    line = AuditLine.objects.first()
    assert (line.verb, line.actor_id, line.fields, line.note) == (
        "charter.promise.correct_reading",
        charter.editor.pk,
        ["number"],
        f"reading {readings.pk}",
    )


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_number_that_was_never_measured_is_taken_back(desk, charter, readings, form):
    page = form + page_of(readings)
    taken = {**answers(number="44", words="It took 44 days."), "is_none": "on", **opened(desk, page)}
    assert desk.post(page, taken).status_code == 302
    page = desk.get(form + PUBLIC)
    numbers, _timeline, happened = html.unescape(page.content.decode()).partition('class="timeline"')
    assert (numbers.count("44 days"), happened.count("Before: 44 days. Now: No number.")) == (0, 1)
    assert [says for _reading, says, _kept in page.context["readings"]] == ["7 days"]
    # The day is free again: what was really measured then can be noted.
    services.take_reading(charter.expenses, on=day(-100), number=6, words="Six.", by=charter.editor)
    assert [one.number for one in charter.expenses.readings.standing()] == [7, 6]


EASY_WORDS = typed_easy("easy", ("calendar", "It was a holiday."))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("", "Before: “It took 44 days”. Now: “It took 44 days, in the holidays”."),
        ("/easy", "Before: “It took 44 days”. Now: “It was a holiday”."),
    ],
)
def test_the_words_about_a_number_are_put_right_too_and_shown_before_and_since_then(desk, readings, form, said):
    right = {**answers(number="44", words="It took 44 days, in the holidays."), **EASY_WORDS}
    desk.post(page_of(readings), {**right, **opened(desk, page_of(readings))})
    told = html.unescape(desk.get(form + PUBLIC).content.decode()).partition('class="timeline"')[2]
    assert (told.count(said), told.count("Before: ")) == (1, 1)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("", "Before: “It took 44 days”. Now: “It took 4 days”."),
        ("/easy", "Before: “It took 44 days”. Now: “It was a holiday”."),
    ],
)
def test_a_number_and_its_words_are_told_both(desk, readings, form, said):
    desk.post(page_of(readings), {**answers(), **EASY_WORDS, **opened(desk, page_of(readings))})
    told = html.unescape(desk.get(form + PUBLIC).content.decode()).partition('class="timeline"')[2]
    assert [told.count(one) for one in ("Before: 44 days. Now: 4 days.", said, "Before: ")] == [1, 1, 2]


def test_what_was_put_right_before_its_easy_read_was_kept_is_still_told(charter, readings):
    about = {"measured_on": str(day(-100)), "number": "44"}
    known = Correction(promise=charter.expenses, was={**about, "words": "Some."}, now={**about, "words": "Others."})
    what = f"What we said about the number of {said_date(day(-100))}"
    assert known.lines == [(what, "“Some”", "“Others”")]
    known.now = known.was
    assert known.lines == [(what, "Other words", "The right words")]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_reason_for_no_change_is_refused_and_kept_in_the_form(desk, readings, form):
    same = answers(number="44.00", words="It took 44 days.") | typed_easy("easy", ("talk-together", "It took 44 days."))
    address = form + page_of(readings)
    page = desk.post(address, {**same, **opened(desk, address)})
    says = "You changed nothing. Change what is wrong, or go back without saving."
    assert (page.status_code, page.context["form"].non_field_errors()) == (200, [says])
    assert page.content.decode().count("We typed 4 twice.</textarea>") == 1
    assert not Correction.objects.exists()


def test_a_second_press_changes_nothing_more(desk, readings):
    both = opened(desk, page_of(readings))
    for _press in range(2):
        assert desk.post(page_of(readings), {**answers(), **both}).status_code == 302
    assert (Correction.objects.count(), Reading.objects.count()) == (1, 3)


@pytest.mark.parametrize("theirs", ["right", "taken back"])
def test_what_somebody_else_has_put_right_is_seen_first(desk, readings, theirs):
    both = opened(desk, page_of(readings))
    more = {"is_none": "on"} if theirs == "taken back" else {"number": "5", "words": "It took 5 days."}
    desk.post(page_of(readings), {**answers(), **both, **more})
    told = desk.post(page_of(readings), {**answers(), **both})
    shown = told.content.decode().partition('aria-labelledby="theirs"')[2].partition("</section>")[0]
    says = "It was taken back." if theirs == "taken back" else "It took 5 days."
    assert (told.status_code, shown.count(says), Correction.objects.count()) == (409, 1, 1)
    assert told.content.decode().count("It took 4 days.</textarea>") >= 1
    # Whoever has seen it may decide.
    seen = {"seen": told.context["form"].data["seen"]}
    assert desk.post(page_of(readings), {**answers(), **seen}).status_code == 302
    assert Reading.objects.standing().get(on=day(-100)).number == 4


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "-4"}, "number"),
        ({"number": "four"}, "number"),
        ({"words": ""}, "words"),
        ({"because": ""}, "because"),
        ({"because": "x" * 100_000}, "because"),
        (typed_easy("easy"), "easy"),
        (typed_easy("because_easy"), "because_easy"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words_and_nothing_is_lost(desk, readings, wrong, field):
    page = desk.post(page_of(readings), {**answers(), **wrong, **opened(desk, page_of(readings))})
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    assert (Reading.objects.count(), Correction.objects.exists()) == (2, False)


def test_it_needs_a_reason(charter, readings):
    with pytest.raises(ValidationError, match="Say why"):
        services.correct_reading(readings, number=4, words="w", because=" ", by=charter.editor)


def test_every_number_can_be_reached_from_the_page_on_which_it_was_noted(desk, charter, readings):
    for ago in range(10, 15):
        services.take_reading(charter.expenses, on=day(-ago), number=ago, words="w", by=charter.editor)
    page = desk.get(NOTE).content.decode()
    standing = charter.expenses.readings.standing()
    assert [page.count(f'href="{page_of(one)}"') for one in standing] == [1] * 7
    refused = desk.post(
        NOTE, {"number": "4", "words": "w", **typed_day("on", day(-100)), **typed_easy("easy", ("calendar", "w"))}
    )
    says = "There is a number for this day already. If it is wrong, put it right."
    assert refused.context["form"].errors["on"] == [says]
    assert desk.get(page_of(readings).replace("expenses", "papers")).status_code == 404
