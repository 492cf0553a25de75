"""What changed between two versions: only what differs is told, in each form."""

import html
import re

import pytest

from charter import services
from charter.models import Part, Version
from tests.conftest import HubClient

from .conftest import LATER, day, easy

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WAS = "We meet on Mondays.\n\nYou can bring:\n- a friend\n- tea and a cake"
NOW = "We meet on Mondays.\n\nYou can bring:\n- a friend\n- tea and a cushion"


@pytest.fixture
def told(charter):
    """Gives what the page tells, in one form, when the definition was said so and is now said so: before, now."""

    def told(form, was, now):
        for version, (text, words) in ((charter.first, was), (charter.second, now)):
            Part.objects.filter(version=version, kind="definition").update(text=text, easy=words)
        page = HubClient().get(f"{form}/charter/history/2/changes/").content.decode()
        section = re.search(r'<section class="changed-part">\s*<h3>What it means.*?</section>', page, re.DOTALL)[0]
        before, _heading, after = section.partition("<h4>Now it says</h4>")
        return before.partition("<h4>Before, it said</h4>")[2], after

    return told


def lines(page: str) -> list[str]:
    """What stands in each paragraph, its marks kept."""
    return re.findall(r'<p class="(?:was|now)">(.*?)</p>', page)


def words(page: str) -> list[str]:
    return re.findall(r'<div class="easy-words">\s*<p>(.*?)</p>', page, re.DOTALL)


def test_the_standard_form_shows_the_lines_that_differ_and_marks_their_words(told):
    before, after = told("", (WAS, easy("We meet.")), (NOW, easy("We meet.")))
    assert (lines(before), lines(after)) == (["tea and a <del>cake</del>"], ["tea and a <ins>cushion</ins>"])


def test_where_only_a_sign_differs_its_word_is_not_marked(told):
    was, now = "Everybody can take part, at 9:30 or later.", "Everybody can take part at 9:30 or later!"
    before, after = told("", (was, easy("We meet.")), (now, easy("We meet.")))
    assert lines(before) == ["Everybody can take part<del>, </del>at 9:30 or later<del>.</del>"]
    assert lines(after) == ["Everybody can take part at 9:30 or later<ins>!</ins>"]


def test_where_little_is_alike_no_word_is_marked(told):
    was, now = "Everybody decides together.", "Plans are made with residents and not for them."
    before, after = told("", (was, easy("We meet.")), (now, easy("We meet.")))
    assert (lines(before), lines(after)) == ([was], [now])


def test_a_line_that_is_new_has_nothing_before_it(told):
    before, after = told("", (WAS, easy("We meet.")), (f"{WAS}\n- a <b>map</b>", easy("We meet.")))
    assert (lines(before), lines(after)) == ([], ["a &lt;b&gt;map&lt;/b&gt;"])


def test_easy_read_shows_the_blocks_that_differ(told):
    before, after = told("/easy", (WAS, easy("We meet.", "Bring tea.")), (NOW, easy("We meet.", "Bring a cushion.")))
    assert (words(before), words(after)) == (["Bring tea."], ["Bring a cushion."])


def test_easy_read_that_only_moved_is_shown_whole(told):
    before, after = told("/easy", (WAS, easy("We meet.", "Bring tea.")), (NOW, easy("Bring tea.", "We meet.")))
    assert (words(before), words(after)) == (["We meet.", "Bring tea."], ["Bring tea.", "We meet."])


# Which two are compared

FORMS = pytest.mark.parametrize("form", ["", "/easy"])


def read(client, address) -> str:
    """The main part of a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def told_under(page: str) -> dict[str, list[str]]:
    """Each heading, and the parts that are told under it."""
    found = {}
    for level, heading in re.findall(r"<h([23])>(.*?)</h", page):
        if level == "2":
            found[heading] = []
        else:
            found[list(found)[-1]].append(heading)
    return found


def ways(page: str) -> list[tuple[str, str]]:
    """The links to other comparisons and other pages of the text: where they lead, and their words."""
    return [(html.unescape(where), said) for where, said in re.findall(r'href="(\?[^"]*)">(.*?)</a>', page)]


@pytest.fixture
def third(charter):
    """Version 3 is out for comment: now two older ones can be read."""
    return services.open_version(charter.draft, **LATER, by=charter.editor)


@FORMS
def test_a_new_promise_stands_under_new_and_an_old_one_under_taken_out(client, charter, form):
    said = "Easy" if form else "Promise"
    assert told_under(read(client, f"{form}/charter/history/2/changes/")) == {
        "In short": [],
        "New": ["Our board" if form else "A board", f"{said} expenses", f"{said} papers"],
        "Taken out": [f"{said} old-promise"],
        "Said in other words": ["What it means"],
    }


@FORMS
def test_a_version_is_compared_with_any_older_one(client, charter, third, form):
    """Not with its summary: that tells what changed since the version before."""
    summary = {"summary": "A value is new.", "summary_easy": easy("A value is new.")}
    services.describe_version(third, **summary, by=charter.editor)
    said = "Easy" if form else "Promise"
    assert told_under(read(client, f"{form}/charter/history/3/changes/?with=1")) == {
        "New": [
            "Easy secret-value" if form else "Value secret-value",
            "we everyone secret-value",
            "Our board" if form else "A board",
            *(f"{said} {slug}" for slug in ("expenses", "papers", "secret-promise")),
        ],
        "Taken out": [f"{said} old-promise"],
        "Said in other words": ["What it means"],
    }


ASKED = {
    "1/changes/": [],
    "2/changes/": [],
    "3/changes/": ["?with=1"],
    "3/changes/?with=2": ["?with=1"],
    "3/changes/?with=1": ["?with=2"],
}


@FORMS
def test_each_comparison_leads_to_the_others_and_is_kept_apart_from_them(client, third, form):
    """Pages are kept for the next reader, three of these under one path."""
    for _reader in range(2):
        found = {asked: ways(read(client, f"{form}/charter/history/{asked}")) for asked in ASKED}
        assert {asked: [where for where, _said in links] for asked, links in found.items()} == ASKED


@pytest.mark.parametrize("asked", ["3", "4", "99", "0", "", "one", "01", "١", "1&with=9"])
def test_what_is_not_there_or_not_older_is_not_compared(client, third, asked):
    assert client.get(f"/charter/history/3/changes/?with={asked}").status_code == 404


def test_only_who_may_read_a_draft_compares_with_it(desk, charter):
    not_decided = {"decided_at_meeting": "", "decided_on": None, "decided_by": "", "in_force_from": None}
    Version.objects.filter(number=1).update(state="draft", **not_decided)
    pages = [f"{form}/charter/history/2/changes/?with=1" for form in ("", "/easy")]
    assert [desk.get(page).status_code for page in pages] == [200, 200]
    assert [HubClient().get(page).status_code for page in pages] == [404, 404]


def test_the_pages_of_a_long_text_keep_what_it_is_compared_with(client, third):
    Part.objects.filter(version=third, kind="infrastructure").update(easy=easy(*["One idea."] * 12))
    first, second = (read(client, f"/easy/charter/history/3/changes/?with=1&page={page}") for page in (1, 2))
    assert ways(first)[0] == ("?with=1&page=2", "Go on to page 2")
    assert ways(second)[:2] == [("?with=1&page=3", "Go on to page 3"), ("?with=1&page=1", "Back to page 1")]
    assert [page.count("Page 2 of 3") for page in (first, second)] == [0, 2]


@pytest.mark.parametrize(("form", "most"), [("", 6), ("/easy", 3)])
def test_easy_read_offers_no_more_than_five_ways_on(client, charter, form, most):
    decided = {"decided_at_meeting": "Board", "decided_on": day(-1), "decided_by": "All", "in_force_from": day(-1)}
    Version.objects.filter(state="draft").update(number=99)
    Version.objects.bulk_create(Version(number=number, state="superseded", **decided) for number in range(3, 9))
    page = read(client, f"{form}/charter/history/8/changes/")
    assert [where for where, _said in ways(page)] == [f"?with={number}" for number in (6, 5, 4, 3, 2, 1)[:most]]
    assert re.search(r'<ul class="ways-on">.*?</ul>', page, re.DOTALL)[0].count("<a ") == 2 + most


def test_a_name_that_easy_read_shares_is_said_to_be_new_and_nothing_else(charter):
    charter.first.parts.filter(kind="definition").update(name="What it was", text="We talk.", easy=easy("We talk."))
    charter.second.parts.filter(kind="definition").update(name="What it is", text="We talk.", easy=easy("We talk."))
    page = read(HubClient(), "/easy/charter/history/2/changes/")
    section = re.search(r'<section class="changed-part">\s*<h3>What it is.*?</section>', page, re.DOTALL)[0]
    assert re.findall(r"<p>(.*?)</p>", section) == ["Its name was: What it was."]
