"""The page of all components: for the team, with every question, and with every mistake shown as it should be."""

import pytest

from charter.models.standing import STANDINGS
from tests.easyread.test_forms import Page

FORMS = pytest.mark.parametrize("form", ["", "/easy"])
LINES = {"easy-total": "0", "lines-TOTAL_FORMS": "2", "lines-INITIAL_FORMS": "0"}
GOOD = {
    "text": "High Street",
    "email": "rosa@example.org",
    "phone": "01632 960 123",
    "postcode": "wa8 7qf",
    "number": "3",
    "choice": "letter",
    "one": "phone",
    "some": ["letter", "email"],
    "tick": "on",
    "day_0": "1",
    "day_1": "December",
    "day_2": "2026",
    "time": "half past",
    **LINES,
}


@pytest.fixture
def page(client, curator):
    client.force_login(curator)
    return client


@FORMS
def test_everything_is_there(page, form):
    words = page.get(f"{form}/team/components/").content.decode()
    assert words.count("<h1") == 1
    for kind in ("radio", "checkbox", "file", "email", "tel", "number", "hidden"):
        assert words.count(f'type="{kind}"') > 0, kind


COMPONENTS = {
    "button": ["button", "button button-second"],
    "a": ["button", "back-link"],
    "span": [f"standing standing-{key}" for key in STANDINGS],
    "div": ["notice", "notice notice-success saved", "notice notice-warning", "notice notice-error", "empty"],
    "p": ["step-count", "timeline-date"],
    "nav": ["breadcrumbs", "pagination", "choices"],
    "dl": ["summary"],
    "table": ["table"],
    "ul": ["ways-on", "cards"],
    "li": ["card", "choice"],
    "ol": ["timeline"],
}


@FORMS
def test_each_component_is_shown(page, form):
    shown = Page(page.get(f"{form}/team/components/").content.decode())
    classes = {tag: {one.attrs.get("class") for one in shown.all(tag)} for tag in COMPONENTS}
    assert {tag: set(wanted) - classes[tag] for tag, wanted in COMPONENTS.items()} == {tag: set() for tag in COMPONENTS}
    assert {tag: bool(shown.all(tag)) for tag in ("textarea", "select")} == {"textarea": True, "select": True}


@FORMS
def test_each_cell_of_the_table_says_its_column_on_a_phone(page, form):
    shown = Page(page.get(f"{form}/team/components/").content.decode())
    heads = [one.words for one in shown.all("th", scope="col")]
    assert [one.attrs["data-label"] for one in shown.all("td")] == heads[1:] * 2


@FORMS
def test_each_question_left_out_is_named_once_at_the_top_and_once_at_its_place(page, form):
    answer = page.post(f"{form}/team/components/", LINES)
    words = answer.content.decode()
    wrong = list(answer.context["form"].errors)
    assert wrong == ["text", "email", "phone", "number", "choice", "one", "some", "tick", "day", "time"]
    for name in wrong:
        assert words.count(f'id="id_{name}_error"') == 1, name
    assert words.count('class="error-summary"') == 1


def test_what_was_typed_stays_and_one_mistake_is_one_link(page):
    answer = page.post("/team/components/", GOOD)
    words = answer.content.decode()
    assert answer.context["form"].errors == {"time": ["Write the time like this: 2pm or 2:30pm."]}
    assert words.count('href="#id_time"') == 1
    for typed in ("High Street", "rosa@example.org", "half past", "December"):
        assert words.count(f'value="{typed}"') == 1


def test_when_all_is_well_it_says_so(page):
    words = page.post("/team/components/", {**GOOD, "time": "2pm"}).content.decode()
    assert words.count('role="status"') == 1
    assert words.count('class="error-summary"') == 0
