"""The Charter on paper, in both forms: tagged for screen readers, big enough in easy read, and all of it there."""

import io
import re
from itertools import pairwise

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTChar
from PIL import Image

from charter import services
from charter.models import Part
from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.services import keep_picture

from .conftest import easy

pytestmark = pytest.mark.once

FORMS = {"standard": "/charter.pdf", "easy": "/easy/charter.pdf"}
MM = 72 / 25.4


@pytest.fixture(params=FORMS)
def form(request):
    return request.param


@pytest.fixture
def paper(client, charter, form):
    """The PDF's bytes."""
    response = client.get(FORMS[form])
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return response.content


@pytest.fixture
def document(paper):
    with pikepdf.open(io.BytesIO(paper)) as opened:
        yield opened


def tags(element, wanted):
    """Every structure element of this kind."""
    if isinstance(element, pikepdf.Array):
        return [found for one in element for found in tags(one, wanted)]
    if not isinstance(element, pikepdf.Dictionary):
        return []
    own = [element] if element.get("/S") == f"/{wanted}" else []
    return own + tags(element.get("/K"), wanted)


def structure(document, wanted):
    return tags(document.Root.StructTreeRoot.K, wanted)


def letters(thing):
    if isinstance(thing, LTChar):
        yield thing
    elif hasattr(thing, "__iter__"):
        for one in thing:
            yield from letters(one)


def test_it_is_tagged_and_names_itself_and_its_language(document):
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "en-GB"
    with document.open_metadata() as facts:
        assert facts["pdfuaid:part"] == "1"
        assert facts["dc:title"] == "Halton's Co-production Charter, version 2"
    assert document.Root.ViewerPreferences.DisplayDocTitle


def test_its_headings_go_down_one_by_one(document):
    levels = [int(name[1]) for name in re.findall(r"/(H\d)", " ".join(kinds(document.Root.StructTreeRoot.K)))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))


def kinds(element):
    """Every structure element's kind, in reading order."""
    if isinstance(element, pikepdf.Array):
        return [kind for one in element for kind in kinds(one)]
    if not isinstance(element, pikepdf.Dictionary):
        return []
    return [str(element["/S"])] * ("/S" in element) + kinds(element.get("/K"))


def test_each_table_says_what_its_columns_are(document):
    heads = structure(document, "TH")
    assert len(heads) == 3 * 2  # infrastructure and promises
    assert [str(attributes(head)["/Scope"]) for head in heads] == ["/Column"] * len(heads)


def attributes(element):
    found = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
    return {key: one[key] for one in found if isinstance(one, pikepdf.Dictionary) for key in one}


def test_every_picture_that_adds_something_says_what(document):
    assert [figure for figure in structure(document, "Figure") if not str(figure.get("/Alt", ""))] == []


def test_easy_read_is_never_smaller_than_16_points(paper, form):
    smallest = min(round(letter.size, 1) for letter in letters(extract_pages(io.BytesIO(paper))))
    assert smallest == {"standard": 11, "easy": 16}[form]


def test_easy_read_has_a_picture_beside_each_idea(charter, document, form):
    ideas = sum(len(part.easy.blocks) for part in charter.second.parts.all())
    assert sum(pictures(page) for page in document.pages) == {"standard": 0, "easy": ideas}[form]


def pictures(page) -> int:
    """How many drawings this page has: artifacts with a curve in them (the line above the foot is straight)."""
    found, curves = 0, None
    for _words, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            curves = 0
        elif name == "c" and curves is not None:
            curves += 1
        elif name == "EMC":
            found, curves = found + bool(curves), None
    return found


def test_it_says_the_words_of_its_form_and_nothing_of_a_draft(paper, form):
    words = " ".join(extract_text(io.BytesIO(paper)).split())
    said = {"standard": "Standard words of expenses.", "easy": "Easy words of expenses."}
    assert {name: words.count(one) for name, one in said.items()} == {name: int(name == form) for name in said}
    assert words.lower().count("secret") == 0


def test_it_says_that_it_is_made_up_and_was_not_checked(paper, form):
    words = " ".join(extract_text(io.BytesIO(paper)).split())
    says = {
        "standard": "The easy read is not yet checked by people with learning disabilities.",
        "easy": "People with a learning disability have not checked the easy read yet.",
    }
    assert (words.count("It is not the real Charter."), words.count(says[form])) == (1, 1)


def test_it_says_why_a_promise_could_not_be_kept(client, charter, form):
    said = {"status": "could_not", "words": "It came late.", "because": "the printer broke"}
    services.update_promise(charter.expenses, easy=easy("No printer."), by=charter.editor, **said)
    words = " ".join(extract_text(io.BytesIO(client.get(FORMS[form]).content)).split())
    counts = {"standard": words.count("the printer broke"), "easy": words.count("No printer.")}
    assert counts == {name: int(name == form) for name in counts}


HOSTILE = '#eval("1 + 1") *bold* _low_ $x^2$ @here <label> \\ `code` https://example.org/'


def rewrite(charter, easy, text="Standard words."):
    """Other words for one part that is in force: the foreword's, as the paper shows them."""
    part = charter.second.parts.first()
    models.QuerySet(Part).filter(pk=part.pk).update(text=text, easy=easy)


def test_words_are_never_taken_for_orders(client, charter, form):
    rewrite(charter, EasyRead("", (Block("decide", HOSTILE),)), HOSTILE)
    words = "".join(extract_text(io.BytesIO(client.get(FORMS[form]).content)).split())
    assert words.count("".join(HOSTILE.split())) == 1


def test_a_part_without_easy_read_says_so_on_paper(client, charter):
    rewrite(charter, EasyRead())
    words = " ".join(extract_text(io.BytesIO(client.get(FORMS["easy"]).content)).split())
    assert (words.count("not in easy read yet"), words.count("Standard words.")) == (1, 0)


def test_a_picture_that_adds_something_says_it_on_paper(client, charter):
    upload = io.BytesIO()
    Image.new("RGB", (50, 50), "teal").save(upload, "PNG")
    own = keep_picture(SimpleUploadedFile("door.png", upload.getvalue()), alt="The green door", has_consent=True)
    rewrite(charter, EasyRead("", (Block(own, "Come in here.", "The green door"),)))
    with pikepdf.open(io.BytesIO(client.get(FORMS["easy"]).content)) as document:
        figures = structure(document, "Figure")
        assert [str(figure["/Alt"]) for figure in figures] == ["The green door"]


def test_the_foot_of_each_page_has_the_same_lines(client, charter, form):
    """Also where the number of the page is long."""
    rewrite(charter, EasyRead("", (Block("decide", "We decide."),) * 60), "Standard words.\n\n" * 400)
    feet = [
        [round(letter.y0) for letter in letters(page) if letter.y0 < 26 * MM]
        for page in extract_pages(io.BytesIO(client.get(FORMS[form]).content))
    ]
    assert len(feet) > 10
    assert {len(set(foot)) for foot in feet} == {{"standard": 1, "easy": 2}[form]}
