"""The public pages in both forms: what they say, and what they never show."""

import re

import pytest

from charter import services
from charter.signatories import sign

from .conftest import LATER, day, easy

pytestmark = pytest.mark.once
WRITES = {"contact_name": "Sam", "email": "sam@us.example"}

PAGES = [
    "/charter/",
    "/charter/definition/",
    "/charter/values/",
    "/charter/values/respect/",
    "/charter/infrastructure/",
    "/charter/accountability/",
    "/charter/accountability/expenses/",
    "/charter/accountability/old-promise/",
    "/charter/adopters/",
    "/charter/adopters/advocates/",
    "/charter/history/",
    "/charter/history/1/",
    "/charter/history/1/changes/",
    "/charter/history/2/",
    "/charter/history/2/changes/",
]


@pytest.mark.parametrize("mount", ["", "/easy"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_stands_in_both_forms(client, charter, page, mount):
    response = client.get(mount + page)
    assert response.status_code == 200
    html = response.content.decode()
    assert html.count("<h1>") == 1


@pytest.mark.parametrize("mount", ["", "/easy"])
def test_no_form_for_residents_cuts_what_is_pasted(client, charter, mount):
    """What is too long is said in a sentence, with the words kept; a browser would cut it without a word."""
    services.open_version(charter.draft, **LATER, by=charter.editor)
    services.add_statement(charter.value, text="People listen.", easy=easy("We listen."), by=charter.editor)
    time = services.begin_assessment(name="Now", starts_on=day(0), ends_on=day(1), by=charter.editor)
    code = services.make_code(time, group="residents", meeting="Club", by=charter.editor)
    part = charter.draft.parts.get(kind="definition")
    for page in (
        f"history/3/comments/{part.key}/say/",
        "concerns/tell/",
        "concerns/answer/",
        "adopters/ask/",
        f"adopters/mine/{sign(services.send_link(charter.adopter, **WRITES, by=charter.editor))}/pledge/",
        "how-are-we-doing/say/",
        f"how-are-we-doing/say/{code.code}/",
    ):
        html = client.get(f"{mount}/charter/{page}").content.decode()
        kept = re.findall(r"<(?:input|textarea)[^>]*maxlength[^>]*>", html)
        assert (page, html.count('id="form"'), [one for one in kept if 'type="email"' not in one]) == (page, 1, [])
