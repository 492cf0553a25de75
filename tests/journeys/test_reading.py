"""A resident reads the Charter: from the home page to a promise, their own way, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from .arrival import assert_at, follow, press

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium, hub):
    context = chromium.new_context(
        java_script_enabled=request.param, viewport={"width": 320, "height": 640}, base_url=hub.address
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("start", "steps", "heading", "says"),
    [
        (
            "/",
            ["Read the Charter", "Are promises kept?", "Expenses are paid within five days"],
            "Expenses are paid within five days",
            "Late",
        ),
        (
            "/easy/",
            ["Read the Charter", "Do we keep our promises?", "You get your money back in 5 days"],
            "You get your money back in 5 days",
            "Late",
        ),
    ],
)
def test_from_the_home_page_to_a_promise(page, start, steps, heading, says):
    page.goto(start)
    for step in steps:
        follow(page.locator("main").get_by_role("link", name=step, exact=True).first)
    assert page.locator("h1").inner_text() == heading
    assert page.locator("main .standing").first.inner_text().strip() == says
    assert page.url.partition("/charter/")[0].endswith("/easy") == (start == "/easy/")


@pytest.mark.parametrize(("form", "name"), [("", "Taking part is easy"), ("/easy", "It is easy to take part")])
def test_a_card_is_pressed_anywhere_and_a_hard_word_in_it_leads_to_its_meaning(page, form, name):
    page.goto(f"{form}/charter/values/")
    while not page.locator("li.choice", has_text=name).count():
        follow(page.locator("main a[href*='page=']").last)
    here = page.url
    with page.expect_navigation():
        page.locator("li.choice", has_text=name).click(position={"x": 20, "y": 20})
    assert page.locator("h1").inner_text() == name
    if not form:
        page.goto(here)
        follow(page.locator("li.choice", has_text=name).locator(".word-link").first)
        assert_at(page, "/words/")


def test_the_switch_shows_the_same_page_and_is_remembered(page):
    page.goto("/charter/definition/")
    follow(page.get_by_role("link", name="Easy read", exact=True).first)
    assert_at(page, "/easy/charter/definition/")
    page.goto("/")
    assert_at(page, "/easy/")
    follow(page.get_by_role("link", name="Standard version", exact=True).first)
    assert_at(page, "/")
    page.goto("/")
    assert_at(page, "/")


def test_reading_settings_hold_on_every_page(page):
    page.goto("/easy/charter/")
    follow(page.get_by_role("link", name="Change how you read").last)
    for name, value in {"form": "easy", "size": "larger", "colours": "dark", "pictures": "off"}.items():
        page.check(f"input[name={name}][value={value}]")
    press(page, "#form > button[type=submit]")

    assert_at(page, "/easy/charter/")
    for path in ("/easy/charter/", "/easy/help/", "/charter/values/"):
        page.goto(path)
        html = page.locator("html")
        assert [html.get_attribute(f"data-{name}") for name in ("size", "colours", "pictures")] == [
            "larger",
            "dark",
            "off",
        ]
        assert page.locator("main img:visible").count() == 0


def test_the_switch_keeps_what_is_typed(page):
    page.goto("/help/call-me/")
    page.fill("#id_name", "Rosa Example")
    page.fill("#id_phone", "555")
    press(page, "button[name=_switch]")
    assert_at(page, "/easy/help/call-me/")
    # In easy read the other question waits for its own page.
    assert (page.input_value("#id_name"), page.input_value("#id_phone")) == ("Rosa Example", "555")
    press(page, "#form button[type=submit]:not([name])")
    page.fill("#id_phone", "01632 960 555")
    press(page, "button[name=_switch]")
    assert_at(page, "/help/call-me/")
    assert (page.input_value("#id_name"), page.input_value("#id_phone")) == ("Rosa Example", "01632 960 555")
    press(page, "#form > button[type=submit]")
    assert_at(page, "/help/call-me/asked/")


def test_enter_sends_the_form_and_does_not_switch(page):
    page.goto("/help/call-me/")
    page.fill("#id_name", "Rosa Example")
    with page.expect_navigation():
        page.press("#id_name", "Enter")
    assert_at(page, "/help/call-me/")
    assert page.locator(".error-summary a").count() == 1


def test_a_hard_word_leads_to_its_meaning(page):
    page.goto("/easy/charter/definition/")
    word = page.locator("main a[href*='/words/'][href*='#']").first
    where, _hash, place = word.get_attribute("href").partition("#")
    follow(word)
    assert_at(page, where.partition("?")[0])
    expect(page.locator(f"[id='{place}']")).to_be_visible()
