"""A text told in steps, all on one page to print it; and the standard form, which has no steps, says nothing twice."""

import re

import pytest

from charter.models import Part, Promise, Version
from charter.steps import MOST_ON_PAPER
from halton_coprod.record.stamp import forget_pages

from .conftest import easy

pytestmark = pytest.mark.once

LONG = easy(*(f"Idea {number}." for number in range(30)))
DEFINITION, VERSION = "/charter/definition/", "/charter/history/2/"


@pytest.fixture(autouse=True)
def long_texts(charter):
    Part.objects.filter(version=charter.second).update(easy=LONG)
    Promise.objects.update(how_we_know_easy=LONG)
    Version.objects.update(summary_easy=LONG)
    forget_pages()


def main_of(client, path):
    return client.get(path).content.decode().partition("<main")[2].partition("</main>")[0]


def ideas(html):
    return re.findall(r"<p>(Idea \d+\.)</p>", html)


def links(html):
    steps = re.search(r'<nav class="steps".*?</nav>', html, re.DOTALL)
    return re.findall(r'href="(\?page=[^"]+)"', steps[0]) if steps else []


@pytest.mark.parametrize("path", [DEFINITION, VERSION, "/charter/accountability/expenses/"])
def test_the_whole_text_says_what_its_pages_say(client, path):
    total = client.get(f"/easy{path}").context["step"].total
    pages = [main_of(client, f"/easy{path}?page={number}") for number in range(1, total + 1)]
    whole = main_of(client, f"/easy{path}?page=all")
    assert total > 1
    assert ideas(whole) == [idea for page in pages for idea in ideas(page)]
    assert [links(page)[-1] for page in pages] == ["?page=all"] * total
    assert (links(whole), "step-count" in whole) == (["?page=1"], False)


def test_the_whole_text_says_each_heading_once(client):
    headings = re.findall(r"<h[2-4]>(.*?)</h", main_of(client, f"/easy{VERSION}?page=all"))
    assert [headings.count(one) for one in ("What it means", "Promise expenses")] == [1, 1]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_where_all_stands_on_one_page_none_is_offered(client, charter, form):
    Part.objects.filter(version=charter.second).update(easy=easy("Idea 1."))
    pages = [main_of(client, f"{form}{DEFINITION}{asked}") for asked in ("", "?page=all")]
    assert [links(page) for page in pages] == [[], []]


def test_what_is_too_much_for_a_booklet_stays_in_pages(client, charter):
    much = easy(*(f"Idea {number}." for number in range(MOST_ON_PAPER + 1)))
    Part.objects.filter(version=charter.second, kind="definition").update(easy=much)
    page = main_of(client, f"/easy{DEFINITION}?page=all")
    assert (len(ideas(page)), links(page)) == (12, ["?page=2"])


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (DEFINITION, "We all decide together."),
        ("/charter/values/respect/", "Standard words of respect."),
        ("/charter/accountability/expenses/", "We count the days."),
        ("/charter/history/2/changes/", "The definition is clearer."),
    ],
)
def test_the_standard_form_says_nothing_twice(client, path, words):
    assert main_of(client, path).count(f"<p>{words}</p>") == 1
