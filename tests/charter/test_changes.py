"""What changed between two versions: only what differs is told, in each form."""

import re

import pytest

from charter.models import Part
from tests.conftest import HubClient

from .conftest import easy

pytestmark = pytest.mark.django_db

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


def lines(html: str) -> list[str]:
    """What stands in each paragraph, its marks kept."""
    return re.findall(r'<p class="(?:was|now)">(.*?)</p>', html)


def words(html: str) -> list[str]:
    return re.findall(r'<div class="easy-words">\s*<p>(.*?)</p>', html, re.DOTALL)


def test_the_standard_form_shows_the_lines_that_differ_and_marks_their_words(told):
    before, after = told("", (WAS, easy("We meet.")), (NOW, easy("We meet.")))
    assert (lines(before), lines(after)) == (["tea and a <del>cake</del>"], ["tea and a <ins>cushion</ins>"])


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
