"""Signing in by code with the email that the hub really wrote; and the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium, hub):
    context = chromium.new_context(base_url=hub.address, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def assert_at(page, path):
    """The page has come, whatever its query says."""
    expect(page).to_have_url(re.compile(rf"^[^?]*:\d+{path}(\?|$)"))


@pytest.mark.parametrize(("form", "email"), [("", "resident@example.org"), ("/easy", "supporter@example.org")])
def test_a_resident_signs_in_by_code(page, hub, form, email):
    page.goto(f"{form}/")
    page.locator("header").get_by_role("link", name="Sign in").click()
    page.fill("#id_email", email)
    page.press("#id_email", "Enter")
    assert_at(page, f"{form}/accounts/login/code/confirm/")
    page.fill("#id_code", hub.newest_code())
    page.press("#id_code", "Enter")

    assert_at(page, f"{form}/me/")
    assert page.locator("h1").inner_text() == {"": "Hello Rosa Example", "/easy": "Hello Sunil Example"}[form]
    page.locator("main").get_by_role("link", name="Sign out").click()
    with page.expect_navigation():
        page.locator("main button[type=submit]").click()
    page.goto(f"{form}/me/")
    assert_at(page, f"{form}/accounts/login/")


def test_the_code_page_can_be_read_in_the_other_form(page, hub):
    page.goto("/accounts/login/")
    page.fill("#id_email", "curator@example.org")
    page.press("#id_email", "Enter")
    page.locator("button[name=_switch]").click()
    assert_at(page, "/easy/accounts/login/code/confirm/")
    page.fill("#id_code", hub.newest_code())
    page.press("#id_code", "Enter")
    assert_at(page, "/easy/me/")


FOCUSED = "document.activeElement"
# The focused thing is drawn with a ring, and nothing lies over it.
SEEN = f"""() => {{
  const e = {FOCUSED}, box = e.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  const hasRing = (one) =>
    getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 3;
  return {{
    ringed: [e, e.closest(".choice")].some((one) => one && hasRing(one)),
    seen: !!top && (top === e || e.contains(top) || top.contains(e)),
  }};
}}"""
REACHABLE = """[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .filter((e) => e.tabIndex >= 0 && e.checkVisibility() && !(e.type === "radio" && !e.checked)).length"""


@pytest.mark.parametrize("path", ["/", "/easy/charter/", "/help/call-me/", "/easy/reading/"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(page, path):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(path)
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.getAttribute('href')") == "#main"
    reached, last = 1, None
    while reached < 200:
        page.keyboard.press("Tab")
        here = page.evaluate(f"{FOCUSED}.outerHTML")
        if page.evaluate(f"{FOCUSED} === document.body") or here == last:
            break
        assert (here[:120], page.evaluate(SEEN)) == (here[:120], {"ringed": True, "seen": True})
        reached, last = reached + 1, here
    assert reached >= page.evaluate(REACHABLE)


def test_the_skip_link_leads_past_the_navigation(page):
    page.goto("/charter/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.closest('main') !== null")
