"""Letters on paper: whose form and size they have, what they say, and where the address stands."""

import io

import pikepdf
import pytest
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTChar, LTTextContainer

from members.paper import letter_pdf, lines

from .waiting import waiting

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def letter(**facts):
    return letter_pdf([waiting(way="letter", **facts)])


def sizes(pdf: bytes) -> dict[str, float]:
    """Each line of the file → the size of its letters."""
    found = {}
    for sheet in extract_pages(io.BytesIO(pdf)):
        for box in (one for one in sheet if isinstance(one, LTTextContainer)):
            for line in box:
                signs = [sign.size for sign in line if isinstance(sign, LTChar)]
                found[line.get_text().strip()] = round(min(signs), 1)
    return found


@pytest.mark.parametrize(
    ("easy", "size", "points"),
    [
        (easy, size, points)
        for size, both in (("normal", (14, 16)), ("large", (20, 20)), ("largest", (28, 28)))
        for easy, points in enumerate(both)
    ],
)
def test_a_letter_is_in_the_persons_form_and_size_and_tagged(easy, size, points):
    pdf = letter(easy_read=bool(easy), print_size=size)
    found = sizes(pdf)
    assert round(found["Come and talk."]) == points
    assert all(round(found[said]) == 12 for said in ("Rosa", "9 Secret Row"))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert (bool(file.Root.MarkInfo.Marked), "/StructTreeRoot" in file.Root, str(file.Root.Lang)) == (
            True,
            True,
            "en-GB",
        )
        assert file.open_metadata()["pdfuaid:part"] == "1"
    # In easy read the words stand beside their picture.
    assert (left_of("Come and talk.", pdf) > 50) == bool(easy)


def left_of(words: str, pdf: bytes) -> float:
    """How far these words are from the left edge, in millimetres."""
    boxes = [box for sheet in extract_pages(io.BytesIO(pdf)) for box in sheet if isinstance(box, LTTextContainer)]
    return min(box.x0 for box in boxes if words in box.get_text()) / 72 * 25.4


@pytest.mark.parametrize("easy", [False, True])
def test_a_letter_says_why_it_came_how_to_stop_and_where_to_answer(easy):
    words = " ".join(extract_text(io.BytesIO(letter(easy_read=easy))).split())
    for said in (
        "in the pool.",
        "You want no more letters? Phone us: 01632 960 123.",
        "Monday to Friday",
        "1 Example Street Widnes WA8 0XX",
    ):
        assert said in words


def test_the_address_stands_in_the_window_of_the_envelope():
    (sheet,) = extract_pages(io.BytesIO(letter()))
    millimetres = 72 / 25.4
    for name in ("Rosa", "9 Secret Row", "Widnes", "WA8 0XX"):
        (box,) = [
            line
            for box in sheet
            if isinstance(box, LTTextContainer)
            for line in box
            if line.get_text().strip() == name
            and line.x0 < 100 * millimetres
            and line.y1 > sheet.height - 95 * millimetres
        ]
        top, bottom = (sheet.height - box.y1) / millimetres, (sheet.height - box.y0) / millimetres
        assert (19 < box.x0 / millimetres < 21, top > 55, bottom < 93) == (True, True, True)


def test_each_letter_begins_on_its_own_sheet():
    one, two = waiting("Ann", "letter"), waiting("Ben", "letter")
    both = letter_pdf([one, two])
    with pikepdf.open(io.BytesIO(both)) as file:
        texts = [extract_text(io.BytesIO(both), page_numbers=[number]) for number in range(3)]
        assert (len(file.pages), "Ann" in texts[0], "Ben" in texts[1], "Ben" in texts[2]) == (3, True, False, True)


def test_a_long_address_stays_in_the_window_and_loses_nothing():
    typed = "Flat 1, The House\n2 The Street, The Village,\nThe Town, The County, WA8 0XX, England"
    assert lines(typed) == [
        "Flat 1",
        "The House",
        "2 The Street",
        "The Village",
        "The Town",
        "The County",
        "WA8 0XX, England",
    ]
