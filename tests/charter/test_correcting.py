"""Facts of a promise put right in the open, and what is next that is never dropped."""

import html

import pytest
from django.core.exceptions import ValidationError

from charter import services
from charter.models import Correction, Infrastructure, Promise, Update
from halton_coprod.easyread.said import said_date
from halton_coprod.record.models import AuditLine

from .conftest import day, easy
from .desk import opened, said_easy, typed_day, typed_easy

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGE = "/team/charter/promises/expenses/change/"
PUBLIC = "/charter/accountability/expenses/"


def answers(**other):
    """The form as its page gives it, with a reason and these answers instead."""
    return {
        "owner": "The council",
        **typed_day("due", day(-10)),
        "target": "5",
        "direction": "at_most",
        "unit": "days",
        "unit_one": "day",
        "because": "A typing mistake.",
        **typed_easy("easy", ("write", "We wrote it wrong.")),
        **other,
    }


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_date_put_right_shows_before_since_then_and_why(desk, charter, form):
    answer = desk.post(form + PAGE, {**answers(**typed_day("due", day(30))), **opened(desk, form + PAGE)})
    assert answer["Location"] == form + PUBLIC
    desk.logout()
    page = html.unescape(desk.get(form + PUBLIC).content.decode())
    assert page.count("A typing mistake.") == (0 if form else 1)
    assert page.count("We wrote it wrong.") == (1 if form else 0)
    # The new day stands in the facts, at the top, and in the history; the old one only in the history.
    assert page.partition('class="timeline"')[2].count(said_date(day(-10))) == 1
    assert page.partition('class="timeline"')[0].count(said_date(day(-10))) == 0
    assert page.partition('class="timeline"')[2].count(said_date(day(30))) == 1


def test_each_fact_can_be_put_right_without_a_new_version(desk, charter):
    both = opened(desk, PAGE)
    desk.post(PAGE, {**answers(owner="The NHS", target="7", unit="weeks", unit_one="week"), **both})
    now = Promise.objects.get(slug="expenses")
    assert (now.owner, now.target_said, charter.draft.number) == ("The NHS", "No more than 7 weeks", 3)
    (line,) = AuditLine.objects.filter(verb="charter.promise.change")
    assert (line.fields, line.note) == (["owner", "target", "unit", "unit_one"], "")
    assert [(what, before, since) for what, before, since in Correction.objects.get().lines] == [
        ("Who answers for it", "The council", "The NHS"),
        ("We promised", "No more than 5 days", "No more than 7 weeks"),
    ]


def test_how_often_it_is_counted_is_put_right_too_and_what_is_missing_then_shows(desk, charter, editor):
    words = {"words": "We counted.", "easy": easy("We counted.")}
    services.take_reading(charter.expenses, number=3, on=day(-100), by=editor, **words)
    desk.post(PAGE, {**answers(how_often_days="91"), **opened(desk, PAGE)})
    assert [(what, since) for what, _before, since in Correction.objects.get().lines] == [
        ("We count again after", "91 days")
    ]
    assert desk.get(PUBLIC).content.decode().count("A number is missing.") == 1


def test_a_day_and_a_number_can_be_taken_back(charter, editor):
    none = {"due": None, "target": None, "direction": "", "unit": "", "unit_one": ""}
    services.change_promise(charter.expenses, **none, because="Nobody counts.", by=editor)
    assert [line[2] for line in Correction.objects.get().lines] == ["No day was named", "No number was named"]
    assert Promise.objects.get(slug="expenses").standing.key == "not_started"


UNCHANGED = ["You changed nothing. Change what is wrong, or go back without saving."]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_reason_for_no_change_is_refused_and_kept_in_the_form(desk, charter, form):
    page = desk.post(form + PAGE, {**answers(), **opened(desk, form + PAGE)})
    words = html.unescape(page.content.decode())
    assert (page.status_code, page.context["form"].non_field_errors()) == (200, UNCHANGED)
    assert (words.count("A typing mistake.</textarea>"), words.count("We wrote it wrong.</textarea>")) == (1, 1)
    assert not Correction.objects.exists()


def test_the_same_correction_twice_is_once(desk, charter):
    both = opened(desk, PAGE)
    for _press in range(2):
        assert desk.post(PAGE, {**answers(owner="The NHS"), **both}).status_code == 302
    assert Correction.objects.count() == 1


def test_it_needs_a_reason(desk, charter):
    page = desk.post(PAGE, {**answers(owner="The NHS", because=""), **opened(desk, PAGE)})
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["because"])
    with pytest.raises(ValidationError, match="Say why"):
        services.change_promise(charter.expenses, owner="The NHS", because=" ", by=charter.editor)
    assert not Correction.objects.exists()


def test_a_correction_of_somebody_else_is_seen_first(desk, charter):
    both = opened(desk, PAGE)
    desk.post(PAGE, {**answers(owner="The NHS"), **both})
    told = desk.post(PAGE, {**answers(owner="A charity"), **both})
    words = html.unescape(told.content.decode())
    assert (told.status_code, words.count("The NHS"), words.count("A charity")) == (409, 1, 1)
    assert Promise.objects.get(slug="expenses").owner == "The NHS"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"unit": ""}, "unit"),
        ({"target": "many"}, "target"),
        ({"target": "99999999999"}, "target"),
        (typed_day("due", day(-400)), None),
        ({"owner": "x" * 300}, "owner"),
        ({"because": "x" * 100_000}, "because"),
        ({"owner": ""}, "owner"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(desk, charter, wrong, field):
    page = desk.post(PAGE, {**answers(), **wrong, **opened(desk, PAGE)})
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field or "__all__"])
    assert not Correction.objects.exists()


def test_the_words_of_a_promise_are_not_put_right_here(charter, editor):
    with pytest.raises(TypeError, match="Not to be put right"):
        services.change_promise(charter.expenses, status="done", because="So.", by=editor)


def test_a_correction_is_never_changed(charter, editor):
    services.change_promise(charter.expenses, owner="The NHS", because="So.", by=editor)
    found = Correction.objects.get()
    for deed in (found.save, found.delete, Correction.objects.all().delete):
        with pytest.raises(TypeError):
            deed()


def test_whoever_measures_the_same_day_sees_what_the_other_has_noted(desk, charter):
    page = "/team/charter/promises/expenses/reading/"
    noted = {**typed_day("on", day(0)), **said_easy()}
    desk.post(page, {**noted, "number": "7", "words": "Their words."})
    told = desk.post(page, {**noted, "number": "9", "words": "My words."})
    words = html.unescape(told.content.decode())
    assert (told.status_code, words.count(": 7 days. Their words."), words.count("My words.</textarea>")) == (200, 1, 1)
    assert charter.expenses.readings.get().number == 7


SAID = {"status": "in_place", "words": "It met."}


def test_what_is_next_is_kept_when_nothing_else_is_said(charter, editor):
    for step in ("Find a room.", "Find money."):
        services.update_infrastructure(charter.thing, **SAID, next_step=step, by=editor)
    now = Infrastructure.objects.get()
    assert (now.next_step, bool(now.next_step_easy), Update.objects.count()) == ("Find money.", False, 1)
    assert AuditLine.objects.filter(verb="charter.infrastructure.update").count() == 2


def test_its_easy_read_alone_is_kept_too(charter, editor):
    for words in ("A room.", "A big room."):
        step = {"next_step": "Find a room.", "next_step_easy": easy(words)}
        services.update_infrastructure(charter.thing, **SAID, **step, by=editor)
    assert Infrastructure.objects.get().next_step_easy.text == "A big room."


@pytest.mark.parametrize(
    "more", [{"easy": easy("We met.")}, {"evidence_label": "Minutes", "evidence_url": "https://example.org/minutes"}]
)
def test_what_is_said_besides_the_same_words_is_not_dropped(charter, editor, more):
    for said in ({}, more, more):
        services.update_promise(charter.papers, status="on_the_way", words="Begun.", **said, by=editor)
    assert Update.objects.filter(promise=charter.papers).count() == 2


def test_what_somebody_else_says_is_next_is_not_written_over_unseen(desk, charter):
    page = "/team/charter/infrastructure/board/update/"
    both = {**SAID, **opened(desk, page), **said_easy(), **said_easy("next_step_easy")}
    assert desk.post(page, {**both, "next_step": "Their step."}).status_code == 302
    told = desk.post(page, {**both, "next_step": "My step."})
    words = html.unescape(told.content.decode())
    assert (told.status_code, words.count("Their step."), words.count("My step.")) == (409, 1, 1)
    assert Infrastructure.objects.get().next_step == "Their step."
