"""Easy read that everybody reads as soon as it is saved: what the check finds is mended, or ticked that it may stay."""

import html

import pytest

from charter import services
from charter.models import Promise
from halton_coprod.record.models import AuditLine

from .conftest import day, easy
from .deeds import read_by_us
from .desk import opened, said_easy, typed_day, typed_easy

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HARD = "Our procurement is fair."
KNOWN = "/team/charter/promises/expenses/describe/"


def page_of_concern(charter):
    read_by_us(charter)
    return f"concerns/{charter.concern.reference}/answer/"


# form → (its page, its easy read, the other answers)
DEEDS = {
    "update": (lambda c: "promises/papers/update/", "easy", {"status": "on_the_way", "words": "We began."}),
    "what is next": (
        lambda c: "infrastructure/board/update/",
        "next_step_easy",
        {"status": "in_place", "words": "It met.", "next_step": "More.", **said_easy()},
    ),
    "reading": (
        lambda c: "promises/expenses/reading/",
        "easy",
        {"number": "7", "words": "Seven.", **typed_day("on", day(0))},
    ),
    "reason of a correction": (
        lambda c: "promises/papers/change/",
        "easy",
        {"owner": "The NHS", "because": "A slip.", **typed_day("due", day(30))},
    ),
    "what changed": (
        page_of_concern,
        "changed_easy",
        {"answer": "We are sorry.", "changed": "We train.", **said_easy()},
    ),
}


@pytest.mark.parametrize("form", ["", "/easy"])
@pytest.mark.parametrize("name", DEEDS)
def test_a_hard_word_is_named_and_nothing_is_lost_or_saved_until_somebody_ticks_it(desk, charter, form, name):
    path, its_easy, others = DEEDS[name]
    page = f"{form}/team/charter/{path(charter)}"
    typed = {
        **others,
        **typed_easy(its_easy, ("decide", HARD)),
        "seen": desk.get(page).context["form"].initial.get("seen", ""),
    }
    lines = AuditLine.objects.count()
    refused = desk.post(page, typed)
    (tick,) = refused.context["form"].errors
    words = html.unescape(refused.content.decode())
    named = (f'href="#id_{tick}"', "Hard word: procurement. It may stay.", HARD + "</textarea>")
    assert (refused.status_code, [words.count(one) for one in named]) == (200, [1, 1, 1])
    assert AuditLine.objects.count() == lines
    assert desk.post(page, {**typed, tick: "on"}).status_code == 302


def test_a_tick_holds_for_what_it_names_only(desk, charter):
    typed = {"how_we_know": "We look.", **opened(desk, KNOWN)}
    refused = desk.post(KNOWN, {**typed, **typed_easy("how_we_know_easy", ("look", HARD))})
    (tick,) = refused.context["form"].errors
    other = {**typed, tick: "on", **typed_easy("how_we_know_easy", ("look", "Ask the CQC."))}
    assert desk.post(KNOWN, other).status_code == 200
    assert desk.post(KNOWN, {**other, **typed_easy("how_we_know_easy", ("look", "We look."))}).status_code == 302


def test_words_that_stood_before_are_not_asked_about_again(desk, charter, editor):
    stood = easy(HARD)
    services.describe_promise(charter.expenses, how_we_know="We look.", how_we_know_easy=stood, by=editor)
    typed = {"how_we_know": "We look twice.", **opened(desk, KNOWN)}
    same = typed_easy("how_we_know_easy", ("talk-together", HARD), ("look", "We look."))
    assert desk.post(KNOWN, {**typed, **same}).status_code == 302
    assert Promise.objects.get(slug="expenses").how_we_know == "We look twice."
