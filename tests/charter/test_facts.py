"""What the public pages say of things: who answers, by when, what shows it, who agreed, who wrote and who checked."""

import pytest
from django.conf import settings
from django.db import connection, models

from charter import services
from charter.models import Part
from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.easyread.said import said_date
from tests.easyread.test_forms import Page

from .conftest import day, easy
from .test_pages import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


def read(client, address) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200
    return Page(answer.content.decode())


def of_class(page, name) -> list:
    return [one for one in page if name in (one.attrs.get("class") or "").split()]


def facts(page) -> list[tuple[str, str]]:
    """What the lists of facts say."""
    lines = [line for one in of_class(page, "summary") for line in one if line.tag == "div"]
    return [(line.first("dt").words, line.first("dd").words) for line in lines]


@FORMS
def test_a_promise_says_who_answers_by_when_and_what_shows_it(client, charter, form):
    services.update_promise(
        charter.expenses,
        status="on_the_way",
        words="We asked around.",
        easy=easy("We asked people."),
        evidence_label="The minutes of May",
        evidence_url="https://example.org/minutes",
        by=charter.editor,
    )
    page = read(client, f"{form}/charter/accountability/expenses/")
    assert facts(page.root) == [
        ("Who makes sure it happens" if form else "Who answers for it", "The council"),
        ("We promised it on" if form else "Promised on", said_date(day(-300))),
        ("By when", said_date(day(-10))),
        ("The value it belongs to" if form else "The value behind it", "Easy respect" if form else "Value respect"),
    ]
    shown = page.all("a", href="https://example.org/minutes")
    assert [one.words for one in shown] == ["The minutes of May"]
    says = "How you can check it:" if form else "What shows it:"
    assert shown[0].parent.words == f"{says} The minutes of May (another website)"


@FORMS
def test_what_must_be_in_place_says_who_answers_and_what_is_next(client, charter, form):
    page = read(client, f"{form}/charter/infrastructure/")
    says = "Who makes sure it happens" if form else "Who answers for it"
    assert facts(page.root) == [(says, "The board's chairs")]
    assert [one.words for one in page.by_id("board") if one.tag == "h3"] == ["What is next"]
    assert [one.words for one in page.by_id("board") if one.tag == "p"][-1] == (
        "Next: a chair." if form else "Find a co-chair."
    )


@FORMS
def test_who_has_signed_says_when_and_who_leads(client, charter, form):
    page = read(client, f"{form}/charter/adopters/advocates/")
    leads = "Who leads this" if form else "Who leads"
    assert facts(page.root) == [("Signed on", said_date(day(-90))), (leads, "Sam Green")]


@FORMS
def test_the_history_says_which_meeting_agreed_who_and_when(client, charter, form):
    in_force, on, at, by, again = (
        ("We use it from", "The day people agreed", "The meeting that agreed", "Who agreed", "We look at it again by")
        if form
        else ("In force from", "Agreed on", "Agreed at", "Agreed by", "We look at it again by")
    )
    decision = [(at, "Co-production board"), (by, "Everybody who was there")]
    assert facts(read(client, f"{form}/charter/history/").root) == [
        *[(in_force, said_date(day(-100))), (on, said_date(day(-100))), *decision, (again, said_date(day(200)))],
        *[(in_force, said_date(day(-400))), (on, said_date(day(-400))), *decision],
    ]


# Who wrote it, who checked it


@FORMS
def test_each_page_says_whether_its_easy_read_was_checked_and_by_whom(client, charter, form):
    def checked(page):
        (box,) = of_class(page.root, "written-by")
        return [one.words for one in box if one.tag == "p"][-2]

    assert checked(read(client, f"{form}/charter/")) == (
        "People with a learning disability have not checked the easy read yet."
        if form
        else "The easy read is not yet checked by people with learning disabilities."
    )
    services.check_easy_read(charter.second, checked_by="The Reading Group", on=day(-5), by=charter.editor)
    client.cookies["reading"] = "large.white.on"  # a reader for whom no page is kept yet
    says = f"Who checked the easy read: The Reading Group, on {said_date(day(-5))}."
    assert checked(read(client, f"{form}/charter/")) == says


@pytest.mark.once
@FORMS
@pytest.mark.parametrize("address", PAGES)
def test_each_page_of_the_example_says_once_that_it_is_made_up(client, charter, address, form):
    page = read(client, f"{form}{address}")
    assert [one.words for one in of_class(page.root, "example-note")] == [
        "We made up this text. It is not the real Charter. People with a learning disability have not checked it yet."
        if form
        else "This is our own example text. It is not the real Charter. "
        "It is not yet checked by people with learning disabilities."
    ]


# Where there is no easy read


def write_raw(part, stored: str) -> None:
    """What no form and no service would keep."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE charter_part SET easy = %s WHERE id = %s", [stored, part.pk])


def take_out(part) -> None:
    models.QuerySet(Part).filter(pk=part.pk).update(easy=EasyRead())


GONE = {"no easy read": take_out, "a damaged one": lambda part: write_raw(part, "[1, 2]")}


@pytest.mark.parametrize("gone", GONE)
@pytest.mark.parametrize("address", ["/charter/definition/", "/charter/history/2/"])
def test_a_part_without_easy_read_says_so_with_a_phone_number_and_not_in_standard_words(client, charter, address, gone):
    GONE[gone](charter.second.parts.get(kind="definition"))
    standard, easy_page = (read(client, f"{form}{address}") for form in ("", "/easy"))
    assert [said(page, "We all decide together.") for page in (standard, easy_page)] == [1, 0]
    assert missing(standard) == []
    phone = settings.HELP["phone"]
    assert missing(easy_page) == [f"This page is not in easy read yet. Phone us: {phone}. We tell you what it says."]


def said(page, words) -> int:
    return sum(one.words == words for one in page.all("p"))


def missing(page) -> list[str]:
    return [one.words for one in page.all("div") if "data-easy-missing" in one.attrs]
