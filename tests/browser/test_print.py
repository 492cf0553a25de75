"""Every kind of page on paper: what it says, where it lives, big enough, and nothing that can only be pressed (J1)."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from pdfminer.converter import PDFPageAggregator
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from qrcode import constants
from qrcode.main import QRCode

from .test_faults import drawn as fault_page

pytestmark = pytest.mark.browser

FAULT = "/fault/"
PATHS = (
    "/",
    "/help/",
    "/help/call-me/",
    "/words/?page=all",
    "/charter/",
    "/charter/definition/",
    "/charter/values/",
    "/charter/values/equal-partners/",
    "/charter/infrastructure/",
    "/charter/accountability/",
    "/charter/accountability/expenses-in-five-days/",
    "/charter/adopters/",
    "/charter/history/",
    "/charter/history/3/?page=all",
    "/charter/history/3/changes/",
    "/charter/history/4/comments/",
    "/charter/adopters/ask/",
    "/charter/adopters/example-nhs-trust/",
    "/charter/concerns/",
    "/charter/concerns/tell/",
    "/charter/concerns/answer/",
    "/charter/how-are-we-doing/",
    "/charter/how-are-we-doing/equal-partners/",
    "/charter/how-are-we-doing/say/",
    "/accounts/login/",
    "/search/?q=money",
    "/reading/",
    "/accessibility/",
    "/privacy/",
    "/stories/tell/sheet/?page=all",
    "/pictures/",
    "/join/name/",
    "/workshops/",
    "/workshops/what-happened/",
    "/stories/",
    "/nowhere/",
)
# Role → rooms of people who are signed in, with what the team needs on paper for one day.
DAY = "/team/workshops/sessions/is-the-charter-kept"
ROOMS = {
    "resident": ("/me/", "/me/needs/", "/me/places/", "/team/"),
    "editor": ("/me/", "/team/", "/team/charter/", "/team/charter/concerns/", "/team/help/", "/team/components/"),
    "pool-staff": (
        *("/team/pool/", "/team/invitations/"),
        *(f"/team/outbox/{name}" for name in ("", "calls/", "batches/1/")),
    ),
    "curator": ("/team/stories/", "/team/stories/findings/", "/team/stories/projects/"),
    "facilitator": (
        *(f"/team/workshops/{name}" for name in ("", "recommendations/", "venues/")),
        *(f"{DAY}/{name}" for name in ("", "people/", "register/")),
        *(f"{DAY}/{name}/" for name in ("register/sheet", "register/badges", "register/expenses", "on-paper")),
        *(f"/workshops/is-the-charter-kept/{name}/" for name in ("feedback-sheet", "ground-rules")),
    ),
}
# A name badge, in points.
BADGE = 54 * 72 / 25.4
# One of each, as the lists lead to them.
LISTS = {
    "/workshops/": ".session-card a",
    "/stories/": ".story-card a",
    "/charter/history/4/comments/": "main .choice a",
}
A4 = (595, 842)
MARGIN = 55
SMALLEST = {"": 11.99, "/easy": 15.99}
MOST_SHEETS = 24
ON_PAPER = (Path(__file__).parent / "print.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["", "/easy"])
def form(request):
    return request.param


@pytest.fixture(scope="module")
def page(chromium, hub):
    page = printing(chromium, hub)
    page.route(f"**{FAULT}", answer_with_a_fault)
    page.paths = [*PATHS, FAULT, *(first_of(page, *one) for one in LISTS.items())]
    yield page
    page.context.close()


def printing(chromium, hub):
    """Somebody who reads light words on dark paper, and prints."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=hub.address)
    context.add_cookies([{"name": "reading", "value": "normal.dark.on", "url": hub.address}])
    page = context.new_page()
    page.emulate_media(media="print")
    return page


def answer_with_a_fault(route) -> None:
    """As a hub does that has one of its own: with the page for that, in the form that was asked for."""
    form = "/easy" if f"/easy{FAULT}" in route.request.url else ""
    route.fulfill(status=500, body=fault_page("500", form), content_type="text/html")


def first_of(page, path: str, link: str) -> str:
    page.goto(path)
    return page.locator(link).first.get_attribute("href")


def printed(page) -> list[LTPage]:
    """The sheets with their letters gathered into lines of words."""
    return list(extract_pages(BytesIO(page.pdf(prefer_css_page_size=True))))


def drawn(page) -> list[LTPage]:
    """The sheets with each letter where it is drawn: far quicker than gathering them into words."""
    known = PDFResourceManager()
    sheets = PDFPageAggregator(known, laparams=None)
    interpreter, found = PDFPageInterpreter(known, sheets), []
    for sheet in PDFPage.get_pages(BytesIO(page.pdf(prefer_css_page_size=True))):
        interpreter.process_page(sheet)
        found.append(sheets.get_result())
    return found


def letters(thing):
    """Every letter that is shown, spaces left out."""
    if isinstance(thing, LTChar):
        if thing.get_text().strip():
            yield thing
    elif isinstance(thing, Iterable):
        for part in thing:
            yield from letters(part)


def text_of(sheet) -> str:
    return " ".join(part.get_text() for part in sheet if hasattr(part, "get_text"))


def wrong_on_paper(page, form, paths) -> dict:
    wrong = {}
    for path in paths:
        # To an address that does not exist leads no way back.
        ways = int(page.goto(form + path).status != 404)
        if faults := page.evaluate(ON_PAPER, ways):
            wrong[path, "only on a screen"] = faults
        sheets = drawn(page)
        small = {one.get_text() for one in letters(sheets) if one.size < SMALLEST[form]}
        outside = {one.get_text() for one in letters(sheets) if one.x0 < MARGIN or one.x1 > A4[0] - MARGIN}
        size = {(round(sheet.width), round(sheet.height)) for sheet in sheets}
        if small or outside or size != {A4} or len(sheets) > MOST_SHEETS:
            wrong[path] = small, outside, size, len(sheets)
    return wrong


def test_it_is_black_on_white_big_enough_inside_the_sheet_and_only_what_paper_can_do(page, form):
    assert wrong_on_paper(page, form, page.paths) == {}


@pytest.mark.parametrize("role", ROOMS)
def test_so_are_the_rooms_of_people_who_are_signed_in(chromium, hub, form, role):
    page = printing(chromium, hub)
    page.context.request.post(f"{hub.address}/demo/sign-in/", form={"role": role})
    assert wrong_on_paper(page, form, ROOMS[role]) == {}
    page.context.close()


@pytest.fixture
def team_page(chromium, hub):
    page = printing(chromium, hub)
    page.context.request.post(f"{hub.address}/demo/sign-in/", form={"role": "facilitator"})
    yield page
    page.context.close()


def test_no_badge_is_cut_by_the_end_of_a_sheet(team_page, form):
    team_page.goto(f"{form}{DAY}/register/badges/")
    sheets = drawn(team_page)
    names = [[one.y1 for one in letters(sheet) if one.size > SMALLEST[form] * 1.7] for sheet in sheets]
    assert all(min(tops) - BADGE >= 0 for tops in names if tops)
    assert team_page.locator(".badges > li").count() == 17


def test_each_table_has_a_sheet_of_its_own(team_page, form):
    team_page.goto(f"{form}/team/workshops/sessions/co-production-week-the-big-day/tables/lists/")
    begins = extract_pages(BytesIO(team_page.pdf(prefer_css_page_size=True, page_ranges="2-4")))
    assert [re.search(r"Table \d+", text_of(sheet)).group() for sheet in begins] == ["Table 1", "Table 2", "Table 3"]


def test_each_sheet_has_its_number_and_whom_to_ask_and_the_last_says_where(page, hub, form):
    page.goto(f"{form}/charter/accountability/")
    sheets = [re.sub(r"\s+", " ", text_of(sheet)) for sheet in printed(page)]
    assert [re.search(r"Sheet \d+ of \d+", sheet).group() for sheet in sheets] == [
        f"Sheet {number} of {len(sheets)}" for number in range(1, len(sheets) + 1)
    ]
    ask = "Help: 01632 960 123, help@example.org"
    assert [sheet.count(ask) for sheet in sheets] == [*([1] * (len(sheets) - 1)), 2]
    for words in (f"{hub.address}{form}/charter/accountability/", "1 Example Street"):
        assert words in sheets[-1]


# The longest words that a plan can hold, in each part of the card.
LONG = """() => {
  const words = count => Array(count).fill("considerations").join(" ");
  document.querySelector(".one-sheet h1").textContent = words(8);
  document.querySelectorAll(".sheet-words p").forEach(one => { one.textContent = words(60); });
  document.querySelectorAll(".sheet-foot p").forEach(one => { one.textContent = words(14); });
}"""


# What is missing stands there as well as what is there, what people get is whole, and the rest as far as it fits.
DECISIVE = {
    "": [
        "10am to 3pm",
        "There is no Changing Places toilet.",
        "There is a hearing loop.",
        "There is parking for blue badges.",
        "A £20 voucher for each half day, and your travel paid on the day.",
        "There are 150 places. You help to shape it.",
        "The words of the Charter, and how we check that it is kept.",
        "The law, and how much money there is this year.",
        "2:20pm What happens next",
        "Farah Example runs the day.",
    ],
    "/easy": [
        "10am to 3pm",
        "There is no big toilet with a hoist.",
        "There is a hearing loop.",
        "You can park with a blue badge.",
        "You get a £20 voucher.",
        "We pay for your travel.",
    ],
}


def test_what_is_folded_on_the_screen_is_read_on_paper(page, hub, form):
    page.goto(f"{hub.address}{form}/take-part/3/")
    seed = page.locator("main details p", has_text="seed" if not form else "start word").first
    said = seed.text_content().split()[-1]
    assert "".join(text_of(sheet) for sheet in printed(page)).count(said) == 1


def squares_of(code) -> tuple[int, set]:
    """How many squares wide the drawn code is, and which of them are dark."""
    strokes = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.locator("path").last.get_attribute("d"))
    dark = {(int(x) + more, int(y)) for x, y, many in strokes for more in range(int(many))}
    return int(code.get_attribute("viewBox").split()[-1]), dark


def squares_for(address: str) -> tuple[int, set]:
    """The same as the library of codes has it for this address."""
    code = QRCode(error_correction=constants.ERROR_CORRECT_L, border=4, mask_pattern=2)
    code.add_data(address)
    rows = code.get_matrix()
    return len(rows), {(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark}


@pytest.mark.parametrize("is_long", [False, True])
def test_the_card_of_a_session_is_one_sheet_with_the_way_to_sign_up(page, hub, form, is_long):
    page.goto(f"{form}/workshops/co-production-week-the-big-day/card/")
    address = f"{hub.address}{form}/workshops/co-production-week-the-big-day/"
    if is_long:
        page.evaluate(LONG)
    (sheet,) = printed(page)
    assert {one.get_text() for one in letters(sheet) if one.size < SMALLEST[form]} == set()
    if not is_long:
        said = re.sub(r"\s+", "", text_of(sheet))
        assert [said.count(re.sub(r"\s+", "", one)) for one in (address, "Phone us: 01632 960 123")] == [1, 1]
        assert squares_of(page.locator(".sheet-foot svg.qr")) == squares_for(address)
        assert [said.count(re.sub(r"\s+", "", one)) for one in DECISIVE[form]] == [1] * len(DECISIVE[form])
