"""Hostile words in every form of the Charter's desk: stored as harmless words, or refused in a clear sentence."""

import pytest

from charter import services
from halton_coprod.record.models import AuditLine
from tests.charter.conftest import LATER, day
from tests.charter.deeds import measured, read_by_us, somebody_asks, somebody_said
from tests.charter.desk import said_easy, typed_day

pytestmark = [pytest.mark.django_db, pytest.mark.once]
RLO, NUL = "\u202e", "\x00"
HOSTILE = f"<script>alert(1)</script> <img src=x onerror=a()> {RLO}back{NUL}wards"


def page_of_comment(charter):
    somebody_said(charter)
    return f"comments/{charter.comment.pk}/answer/"


def page_of_concern(charter):
    read_by_us(charter)
    return f"concerns/{charter.concern.reference}/answer/"


def page_of_reading(charter):
    measured(charter)
    return f"promises/expenses/readings/{charter.reading.pk}/"


def page_of_asking(last):
    def page(charter):
        somebody_asks(charter)
        return f"adopters/{charter.asks.pk}/{last}/"

    return page


# form → (its page, the question with most words, its easy read, the other answers)
DEEDS = {
    "part": (lambda c: "versions/3/add/value/", "text", "easy", {"name": "Trust"}),
    "describe": (lambda c: "versions/3/describe/", "summary", "summary_easy", {"written_by": "Ten"}),
    "update": (lambda c: "promises/expenses/update/", "words", "easy", {"status": "on_the_way"}),
    "how we know": (lambda c: "promises/expenses/describe/", "how_we_know", "how_we_know_easy", {}),
    "correction": (lambda c: "promises/papers/change/", "because", "easy", {"owner": "The NHS"}),
    "reading": (lambda c: "promises/expenses/reading/", "words", "easy", {"number": "7", **typed_day("on", day(0))}),
    "reading put right": (
        page_of_reading,
        "words",
        "easy",
        {"number": "4", "because": "A slip.", **said_easy("because_easy")},
    ),
    "in place": (
        lambda c: "infrastructure/board/update/",
        "words",
        "easy",
        {"status": "in_place", **said_easy("next_step_easy")},
    ),
    "adopter": (
        lambda c: "adopters/add/",
        "about",
        "easy",
        {"name": "Carers", "lead": "Sam", **typed_day("signed_on", day(0))},
    ),
    "confirm": (page_of_asking("confirm"), "about", "easy", typed_day("signed_on", day(0))),
    "not now": (page_of_asking("refuse"), "because", "easy", {}),
    "pledge": (lambda c: "adopters/advocates/pledge/", "text", "easy", typed_day("due", day(9))),
    "report": (lambda c: f"pledges/{c.pledge.pk}/report/", "report", "easy", {"status": "done"}),
    "reply": (page_of_comment, "reply", "easy", {}),
    "answer": (page_of_concern, "answer", "easy", said_easy("changed_easy")),
    "statement": (lambda c: "assessing/statements/add/", "text", "easy", {}),
}


@pytest.mark.parametrize("name", DEEDS)
def test_hostile_words_are_refused_in_words_or_are_only_words(desk, charter, name):
    path, question, easy, others = DEEDS[name]
    page = f"/team/charter/{path(charter)}"
    form = desk.get(page).context["form"]
    answers = {**others, **said_easy(easy), "seen": form.initial.get("seen", ""), "value": charter.value.pk}
    lines = AuditLine.objects.count()
    for wrong in (
        {question: "x" * 100_000},
        {question: "Good.", f"{easy}-total": "9" * 30},
        {question: "Good.", f"{easy}-total": "9999"},
        {question: "Good.", f"{easy}-0-words": "x" * 100_000},
        {question: "Good.", f"{easy}-0-picture": "../../etc/passwd"},
    ):
        answer = desk.post(page, {**answers, **wrong})
        assert (answer.status_code, answer.content.decode().count('class="error-summary"')) == (200, 1)
    assert AuditLine.objects.count() == lines

    answers |= {question: HOSTILE, f"{easy}-0-words": HOSTILE}
    answer = desk.post(page, answers, follow=True)
    if not answer.redirect_chain:
        # Everybody would read it at once: what the writing check finds is named first, and somebody ticks it.
        shown = answer.content.decode()
        assert [shown.count(sign) for sign in ("<script>alert", "<img src=x")] == [0, 0]
        ticks = dict.fromkeys(answer.context["form"].errors, "on")
        answer = desk.post(page, {**answers, **ticks}, follow=True)
    assert (answer.status_code, answer.redirect_chain != []) == (200, True)
    assert AuditLine.objects.count() > lines
    for form in ("", "/easy"):
        shown = desk.get(f"{form}{answer.request['PATH_INFO'].removeprefix('/easy')}").content.decode()
        assert [shown.count(sign) for sign in ("<script>alert", "<img src=x", RLO, NUL)] == [0, 0, 0, 0]


def page_of_agreeing(charter):
    services.open_version(charter.draft, **LATER, by=charter.editor)
    return "versions/3/agree/"


# What is asked in words alone: form → (its page, its questions, the other answers)
PLAIN = {
    "checked": (lambda c: "versions/3/checked/", ["checked_by"], typed_day("on", day(0))),
    "open": (lambda c: "versions/3/open/", ["easy_follows_because"], typed_day("easy_follows_by", day(9))),
    "agree": (page_of_agreeing, ["meeting", "decided_by"], {"was_quorate": "on", **typed_day("on", day(0))}),
}


@pytest.mark.parametrize("name", PLAIN)
def test_hostile_words_where_no_easy_read_is_asked_for(desk, charter, name):
    path, questions, others = PLAIN[name]
    page = f"/team/charter/{path(charter)}"
    answers = {**others, "seen": desk.get(page).context["form"].initial.get("seen", "")}
    for question in questions:
        good = dict.fromkeys(questions, "Good.")
        answer = desk.post(page, {**answers, **good, question: "x" * 100_000})
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, [question])
    assert desk.post(page, {**answers, **dict.fromkeys(questions, HOSTILE)}).status_code == 302
    for address in ("/team/charter/versions/3/", "/charter/history/", "/charter/history/3/"):
        for form in ("", "/easy"):
            shown = desk.get(form + address).content.decode()
            assert [shown.count(sign) for sign in ("<script>alert", "<img src=x", RLO, NUL)] == [0, 0, 0, 0]
