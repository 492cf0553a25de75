"""An easy-read text is built block by block in a real browser, with and without JavaScript, and read by everybody."""

import io
import re

import pytest
from PIL import Image

from .arrival import assert_at, press

pytestmark = pytest.mark.browser
PATH = "/team/charter/adopters/add/"
BLOCKS = """() => [...document.querySelectorAll("main .easy-block")].map((e) => [
  e.querySelector("img").getAttribute("src").replace(/^.*[/](own|money).*$/, "$1"),
  e.querySelector(".easy-words").innerText.trim(),
])"""


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium, own_hub):
    context = chromium.new_context(java_script_enabled=request.param, base_url=own_hub.address)
    context.request.post("/demo/sign-in/", form={"role": "editor"})
    page = context.new_page()
    page.has_javascript = request.param
    yield page
    context.close()


@pytest.fixture
def reader(chromium, own_hub):
    context = chromium.new_context(base_url=own_hub.address)
    yield context.new_page()
    context.close()


def press_editor(page, deed):
    press(page, f"button[name=easy-press][value={deed}]")


def photo() -> dict:
    file = io.BytesIO()
    Image.new("RGB", (60, 60), "teal").save(file, "PNG")
    return {"name": "door.png", "mimeType": "image/png", "buffer": file.getvalue()}


def test_blocks_are_added_moved_taken_out_and_given_pictures(page, reader):
    name = f"Example Choir {int(page.has_javascript)}"
    page.goto(PATH)
    page.fill("#id_name", name)
    page.fill("#id_about", "A choir that everybody may join.")
    page.fill("#id_lead", "The members")
    for part, number in enumerate((1, 6, 2026)):
        page.fill(f"#id_signed_on_{part}", str(number))

    page.fill("#id_easy-0-words", "You pay nothing.")
    page.fill("#id_easy-0-find", "money")
    press_editor(page, "find-0")
    page.check("input[name=easy-0-pick][value=money]")
    press_editor(page, "add")
    page.fill("#id_easy-1-words", "We sing.")
    page.set_input_files("#id_easy-1-upload", photo())
    page.check("#id_easy-1-consent")
    page.fill("#id_easy-1-alt", "The choir in its hall")
    if page.has_javascript:
        shown = page.locator("[data-editor-preview] .easy-words").all_inner_texts()
        assert [words.strip() for words in shown] == ["You pay nothing.", "We sing."]
    press_editor(page, "add")
    page.fill("#id_easy-2-words", "This goes again.")
    press_editor(page, "remove-2")
    press_editor(page, "up-1")
    assert page.input_value("#id_name") == name
    press(page)

    slug = re.search(r"/charter/adopters/([\w-]+)/", page.url)[1]
    assert_at(page, f"/charter/adopters/{slug}/")
    reader.goto(f"/easy/charter/adopters/{slug}/")
    assert reader.evaluate(BLOCKS) == [["own", "We sing."], ["money", "You pay nothing."]]
