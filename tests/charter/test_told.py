"""What the public pages of the Charter say of how it is kept, in both forms, and what they never show."""

import re
from html import unescape

import pytest
from django.utils import timezone

from charter import services
from charter.models import Promise
from charter.reading_copy import whole
from halton_coprod.record.models import AuditLine
from halton_coprod.record.stamp import forget_pages

from .conftest import day, easy
from .test_pages import PAGES

pytestmark = pytest.mark.once

FORMS = ["", "/easy"]
PAPERS, EXPENSES = "/charter/accountability/papers/", "/charter/accountability/expenses/"


def main_of(client, path):
    return client.get(path).content.decode().partition("<main")[2].partition("</main>")[0]


def said(html, start, end):
    """The words of each piece of the page between these two marks."""
    found = re.findall(f"{start}(.*?){end}", html, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", piece)).split()) for piece in found]


def standings(client, path):
    return said(main_of(client, path), '<span class="standing [^>]*>', "</span>")


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_is_on_no_page(client, charter, form):
    """Not as words, not as an address."""
    pages = [client.get(form + path).content.decode() for path in [*PAGES, "/", "/search/?q=words"]]
    assert [re.findall("secret", page, re.IGNORECASE) for page in pages] == [[]] * len(pages)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["values/secret-value/", "accountability/secret-promise/", "history/3/"])
def test_a_draft_has_no_address(client, charter, form, path):
    assert client.get(f"{form}/charter/{path}").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_a_promise_is_late_by_itself(client, charter, form):
    assert (standings(client, form + EXPENSES), standings(client, form + PAPERS)) == (["Late"], ["Not started"])


@pytest.mark.parametrize("form", FORMS)
def test_late_promises_come_first(client, charter, form):
    page = main_of(client, form + "/charter/accountability/")
    assert said(page, "<h2>", "</h2>") == ["Late", "Not started"]


def test_what_could_not_be_kept_says_why_at_the_top(client, charter):
    services.update_promise(
        charter.papers,
        status="could_not",
        words="The papers came too late.",
        because="the printer was broken.",
        easy=easy("The printer did not work."),
        by=charter.editor,
    )
    standard, simple = main_of(client, PAPERS), main_of(client, "/easy" + PAPERS)
    assert said(standard, '<div class="standing-now">', "</div>") == [
        "We could not We could not do this, because the printer was broken."
    ]
    assert said(simple, '<div class="standing-now">', "</div>") == ["We could not"]
    assert said(simple, '<div class="easy-words">', "</div>")[0] == "The printer did not work."


@pytest.mark.parametrize("form", FORMS)
def test_a_promise_that_goes_on_again_no_longer_says_why_it_could_not(client, charter, form):
    for status, because in (("could_not", "of rain"), ("on_the_way", "")):
        words = {"words": f"Words of {status}.", "easy": easy(f"Easy words of {status}.")}
        services.update_promise(charter.papers, status=status, because=because, by=charter.editor, **words)
    page = main_of(client, form + PAPERS)
    assert said(page, '<div class="standing-now">', "</div>")[0].startswith("On the way We promised it for")
    assert page.count("ords of could_not.") == 1


@pytest.mark.parametrize("form", FORMS)
def test_the_table_says_what_the_chart_draws(client, charter, form):
    for number, ago in ((9, -60), (7, -30), (1, -2)):
        words = {"words": "We counted.", "easy": easy("We counted.")}
        services.take_reading(charter.expenses, number=number, on=day(ago), by=charter.editor, **words)
    page = main_of(client, form + EXPENSES)
    assert said(page, '<td data-label="Number">', "</td>") == ["1 day", "7 days", "9 days"]
    assert re.findall(r'<p class="chart-label">.*?: <strong>(.*?)</strong></p>', page) == ["9 days", "7 days", "1 day"]
    drawn = re.findall(r"<svg width.*?</svg>", page)
    assert [one.count('<rect class="chart-bar"') for one in drawn] == [1, 1, 1]
    assert [one.count("<line ") for one in drawn] == [2, 2, 2]
    assert [re.sub("<.*?>", "", one) for one in drawn] == ["", "", ""], "a line could run through words"


@pytest.mark.parametrize(
    ("form", "words"),
    [("", "It is not in the Charter that is in force now."), ("/easy", "It is not in the Charter now.")],
)
def test_what_was_replaced_can_be_read_and_says_so(client, charter, form, words):
    page = main_of(client, form + "/charter/accountability/old-promise/")
    assert said(page, '<p class="notice">', "</p>") == [f"This was in version 1. {words}"]


@pytest.mark.parametrize(("form", "words"), [("", "Train ten people."), ("/easy", "We train people.")])
def test_a_late_pledge_says_so(client, charter, form, words):
    path = form + "/charter/adopters/advocates/"
    assert (standings(client, path), main_of(client, path).count(words)) == (["Late"], 1)


@pytest.mark.parametrize(("form", "says"), [("", "A number is missing."), ("/easy", "We have no new number.")])
def test_a_number_that_was_due_is_said_to_be_missing(client, charter, form, says):
    words = {"words": "We counted.", "easy": easy("We counted.")}
    services.take_reading(charter.expenses, number=3, on=day(-100), by=charter.editor, **words)
    assert main_of(client, f"{form}{EXPENSES}?first").count(says) == 0
    Promise.objects.filter(pk=charter.expenses.pk).update(how_often_days=91)
    forget_pages()
    assert main_of(client, form + EXPENSES).count(says) == 1
    services.take_reading(charter.expenses, number=3, on=day(0), by=charter.editor, **words)
    forget_pages()
    assert main_of(client, form + EXPENSES).count(says) == 0


@pytest.mark.parametrize(
    ("form", "on_card", "counted"),
    [
        ("", "A number is missing", "1 number is missing."),
        ("/easy", "We have no new number", "We have no new number for 1 promise."),
    ],
)
@pytest.mark.parametrize("path", ["/charter/accountability/", "/charter/values/respect/"])
def test_lists_say_that_a_number_is_missing(client, charter, form, on_card, counted, path):
    Promise.objects.filter(pk=charter.expenses.pk).update(how_often_days=91)
    page = main_of(client, form + path)
    assert said(page, '<p class="missing">', "</p>") == [on_card]
    assert page.count(counted) == (1 if "accountability" in path else 0)


@pytest.mark.parametrize("form", FORMS)
def test_a_day_that_passes_makes_a_promise_late_with_nobody_touching_it(client, charter, form, monkeypatch):
    assert standings(client, form + PAPERS) == ["Not started"]
    lines, later = AuditLine.objects.count(), day(31)
    monkeypatch.setattr(timezone, "localdate", lambda value=None: value.date() if value else later)
    assert (standings(client, form + PAPERS), AuditLine.objects.count()) == (["Late"], lines)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("status", "says"), [("on_the_way", ["Yes", "No", "Not yet"]), ("could_not", ["Yes", "No", "No"])]
)
def test_before_its_day_a_promise_is_not_kept_yet_and_from_then_on_it_is_not(client, charter, form, status, says):
    words = {"words": "We counted.", "easy": easy("We counted.")}
    for number, ago in ((9, -60), (7, -10), (1, -2)):
        services.take_reading(charter.expenses, number=number, on=day(ago), by=charter.editor, **words)
    services.update_promise(charter.expenses, status=status, because="of rain", by=charter.editor, **words)
    label = "Did we keep the promise?" if form else "Promise kept"
    page = unescape(main_of(client, form + EXPENSES))
    assert said(page, f'<td data-label="{re.escape(label)}">', "</td>") == says


@pytest.mark.parametrize(
    ("form", "why", "not_here"),
    [("", "the printer broke", "No printer."), ("/easy", "No printer.", "the printer broke")],
)
@pytest.mark.parametrize("path", ["/charter/accountability/", "/charter/values/respect/"])
def test_lists_say_why_a_promise_could_not_be_kept(client, charter, form, why, not_here, path):
    said_so = {"status": "could_not", "words": "It came late.", "because": "the printer broke"}
    services.update_promise(charter.expenses, easy=easy("No printer."), by=charter.editor, **said_so)
    page = main_of(client, form + path)
    assert (page.count(why), page.count(not_here)) == (1, 0)


@pytest.mark.parametrize("form", FORMS)
def test_a_reason_is_told_with_its_promise_on_one_page(client, charter, form):
    long = easy(*(f"Reason {number}." for number in range(11)))
    for promise in (charter.expenses, charter.papers):
        services.update_promise(promise, status="could_not", words="w", because="b", easy=long, by=charter.editor)
    page = client.get(f"{form}/charter/accountability/")
    step = page.context["step"]
    assert (step.number, step.total, page.content.decode().count("Reason 10.")) == (1, 1, 2 if form else 0)


@pytest.mark.parametrize("path", ["/charter/accountability/expenses/", "/charter/infrastructure/"])
@pytest.mark.parametrize(
    ("form", "asked"), [(form, asked) for form in FORMS for asked in ("abc", "999", "-1", "", "²")]
)
def test_a_page_that_is_not_there_leads_to_the_nearest_one(client, charter, form, path, asked):
    answer = client.get(f"{form}{path}?page={asked}")
    assert (answer.status_code, answer.context["step"].number) == (200, 1)


@pytest.mark.parametrize("form", FORMS)
def test_the_whole_text_says_why_a_promise_could_not_be_kept(client, charter, form):
    said_so = {"status": "could_not", "words": "It came late.", "because": "the printer broke"}
    services.update_promise(charter.expenses, easy=easy("No printer."), by=charter.editor, **said_so)
    (table,) = [one for one in whole(charter.second, bool(form))["sections"] if one["heading"] == "Our promises"]
    stands = [row[2] for row in table["tables"][0]["rows"]]
    why = "We could not. No printer." if form else "We could not do this, because the printer broke"
    assert stands == [why, "Not started"]
