"""The keyboard alone: everything can be reached, in order, both ways, and one always sees where one is (C8)."""

import re

import pytest

from .arrival import assert_at

pytestmark = pytest.mark.browser

# Address, how it is read, and how wide the screen is.
VIEWS = (
    ("/", "normal.white.on", 1280),
    ("/easy/", "normal.dark.on", 1280),
    ("/easy/charter/", "larger.cream.off", 320),
    ("/charter/accountability/", "normal.cream.on", 1280),
    ("/easy/charter/values/", "normal.white.on", 320),
    ("/help/call-me/", "normal.dark.on", 320),
    ("/easy/reading/", "normal.white.on", 1280),
    ("/accounts/login/", "larger.dark.on", 320),
    ("/join/name/", "normal.cream.on", 320),
    ("/easy/accounts/2fa/totp/activate/", "normal.white.on", 320),
    ("/team/charter/adopters/add/", "normal.dark.off", 1280),
    ("/easy/team/components/", "normal.white.on", 1280),
)
MOST = 250
# The focused thing by its number in the document; whether it has a ring, and whether nothing lies over it.
HERE = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 20));
  const hasRing = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 3;
  };
  return {
    at: e === document.body ? -1 : [...document.querySelectorAll("*")].indexOf(e),
    looks: e.outerHTML.slice(0, 120),
    ringed: [e, e.closest(".choice")].some((one) => one && hasRing(one)),
    seen: !!top && (top === e || e.contains(top) || top.contains(e)),
  };
}"""
# Of a group of radio buttons the keyboard reaches the chosen one; where none is chosen, the first.
REACHABLE = """() => {
  const all = [...document.querySelectorAll("*")];
  const group = (e) => all.filter((one) => one.type === "radio" && one.name === e.name && one.form === e.form);
  const chosen = (e) => group(e).find((one) => one.checked) || group(e)[0];
  return all
    .filter((e) => e.matches("a[href], button, input:not([type=hidden]), select, textarea, summary"))
    .filter((e) => e.tabIndex >= 0 && e.checkVisibility() && (e.type !== "radio" || e === chosen(e)))
    .map((e) => all.indexOf(e));
}"""


@pytest.fixture
def page(chromium, hub):
    context = chromium.new_context(base_url=hub.address, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def trail(page, key) -> list[dict]:
    """Where this key leads, until it leaves the page or comes round to where it was."""
    steps = {}
    while len(steps) < MOST:
        page.keyboard.press(key)
        here = page.evaluate(HERE)
        if here["at"] < 0 or here["at"] in steps:
            break
        steps[here["at"]] = here
    return list(steps.values())


def tab_to(page, where):
    """Press Tab until the wanted thing has the focus."""
    for _press in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("(where) => document.activeElement.matches(where)", where):
            return
    raise AssertionError(f"the keyboard does not reach {where}")


@pytest.mark.parametrize(("path", "look", "width"), VIEWS)
def test_it_reaches_everything_in_order_and_shows_where_it_is(page, hub, path, look, width):
    page.context.add_cookies([{"name": "reading", "value": look, "url": hub.address}])
    page.set_viewport_size({"width": width, "height": 700})
    if re.match("/(easy/)?(team|accounts/2fa)/", path):
        page.context.request.post("/demo/sign-in/", form={"role": "editor"})
    page.goto(path)
    there = trail(page, "Tab")
    assert [step["looks"] for step in there if not (step["ringed"] and step["seen"])] == []
    assert [step["at"] for step in there] == page.evaluate(REACHABLE)
    back = trail(page, "Shift+Tab")
    assert [step["at"] for step in back] == [step["at"] for step in reversed(there)]


def test_the_skip_link_leads_past_the_navigation(page):
    page.goto("/charter/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("form", ["", "/easy"])
def test_very_large_words_leave_the_heading_on_the_first_screen_and_the_menu_opens_above_it(page, hub, form):
    page.context.add_cookies([{"name": "reading", "value": "larger.white.on", "url": hub.address}])
    for path in ("/", "/charter/", "/workshops/", "/join/", "/help/", "/accounts/login/"):
        page.goto(form + path)
        box = page.locator("h1").bounding_box()
        assert (path, box["y"] < 540) == (path, True)
    tab_to(page, ".site-nav summary")
    assert page.locator(".site-nav a:visible").count() == 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"{form}/charter/"
    doors = page.locator(".site-nav a:visible").all_inner_texts()
    page.set_viewport_size({"width": 1280, "height": 640})
    page.reload()
    assert (page.locator(".site-nav summary").is_visible(), doors) == (
        False,
        page.locator(".site-nav a:visible").all_inner_texts(),
    )


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_mistake_leads_from_the_summary_to_its_question(page, form):
    page.goto(f"{form}/help/call-me/")
    tab_to(page, "#id_name")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.error-summary a')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_name"
    page.keyboard.type("Rosa")
    assert page.input_value("#id_name") == "Rosa"


def test_reading_settings(page):
    page.goto("/easy/reading/")
    tab_to(page, "[name=colours]")
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate("document.querySelector('[name=colours]:checked').value")
    tab_to(page, "#form > button[type=submit]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert chosen != "white"
    assert page.get_attribute("html", "data-colours") == chosen


def test_signing_in_by_code(page, hub):
    page.goto("/easy/")
    tab_to(page, "header a[href*='/accounts/login/']")
    page.keyboard.press("Enter")
    assert_at(page, "/easy/accounts/login/")
    tab_to(page, "#id_email")
    page.keyboard.type("facilitator@example.org")
    page.keyboard.press("Enter")
    assert_at(page, "/easy/accounts/login/code/confirm/")
    tab_to(page, "#id_code")
    page.keyboard.type(hub.newest_code())
    page.keyboard.press("Enter")
    assert_at(page, "/easy/me/")
