"""The register on a phone with a bad connection: each tap is kept, sent once, and never lost unseen."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
REGISTER = "/team/workshops/sessions/is-the-charter-kept/register/"
TAP = f"**{REGISTER}tap/"
NOBODY = {
    "mark": "0b1c3a52-2a0e-4b52-9d1c-5d0c3e1f0a11",
    "tap": "p999999|came|",
    "words": "Came",
    "who": "Nobody Known",
}


@pytest.fixture(scope="module")
def the_day(own_hub):
    """The day has come: it was planned 16 days ahead, or on the Monday after."""
    own_hub.days_pass("workshops_session", 18, slug="is-the-charter-kept")


@pytest.fixture
def door(chromium, own_hub, the_day):
    """Opens the register on a phone of its own."""
    opened = []

    def open_one():
        context = chromium.new_context(viewport={"width": 320, "height": 640}, base_url=own_hub.address)
        opened.append(context)
        sign_in(context)
        page = context.new_page()
        page.goto(REGISTER)
        return page

    yield open_one
    for context in opened:
        context.close()


def sign_in(context):
    context.request.post("/demo/sign-in/", form={"role": "facilitator"})


def lines(page):
    """Those of nobody else's tests: the first four that are not ticked."""
    return page.locator(".register > li[data-state='']").evaluate_all("all => all.slice(0, 4).map(one => one.id)")


def came(page, key):
    page.locator(f"#{key} [data-came]").click()


def says(page, key, words):
    expect(page.locator(f"#{key} [data-now]")).to_have_text(words)


def heads(page):
    return int(page.locator("[data-heads]").inner_text())


def people(page):
    return int(page.locator("[data-people]").inner_text())


def connected_again(page):
    page.evaluate("dispatchEvent(new Event('online'))")


def test_taps_without_a_connection_outlive_the_page_and_count_once(door):
    page, other = door(), door()
    first, second, third, fourth = lines(page)
    before = people(page)
    page.context.set_offline(True)
    for key in (first, second, third):
        came(page, key)
        says(page, key, "Kept on this phone (Came)")
    page.locator(f"#{third} [data-undo]").click()
    page.evaluate("window.taps = 0; addEventListener('click', () => { window.taps += 1; }, true)")
    page.locator(".walk-in > summary").click()
    page.locator("#walk-in-name").click()
    page.keyboard.type("Walked Example")
    page.locator(".walk-in button").click()
    assert page.evaluate("window.taps") == 3
    expect(page.locator("[data-waiting] li")).to_have_count(5)
    expect(page.locator("[data-waiting] li").last).to_have_text("Walked Example: Add them")
    assert people(page) == before + 3

    # The page is loaded again while the hub still does not get the taps.
    page.route(TAP, lambda route: route.abort())
    page.context.set_offline(False)
    page.reload()
    says(page, first, "Kept on this phone (Came)")
    expect(page.locator("[data-waiting] li")).to_have_count(5)
    assert people(page) == before + 3

    foreseen = heads(page)

    # The hub gets the first tap, but its answer is lost: the tap is sent again, and counted once.
    page.unroute(TAP)
    page.route(TAP, lambda route: (route.fetch(), route.abort()), times=1)
    connected_again(page)
    expect(page.locator("[data-waiting]")).to_be_visible()
    with page.expect_navigation():  # somebody is new on the list: the page loads itself again
        connected_again(page)
    says(page, first, "Came")
    says(page, third, "")
    assert (people(page), heads(page)) == (before + 3, foreseen)
    other.reload()
    says(other, second, "Came")
    assert heads(other) == heads(page)
    expect(other.locator("h2", has_text="Walked Example")).to_have_count(1)
    says(other, fourth, "")


def test_two_phones_and_a_tap_that_the_hub_does_not_know(door):
    page, other = door(), door()
    first, second, *_more = lines(page)
    other.locator(f"#{first} summary").click()
    other.locator(f"#{first} .more-taps button", has_text="Sent apologies").click()
    says(other, first, "Sent apologies")
    came(page, first)
    expect(page.locator(f"#{first} [data-line-trouble]")).to_contain_text("Somebody else has ticked this differently")
    says(page, first, "Sent apologies")
    expect(page.locator("[data-aside] li")).to_have_count(1)
    page.locator("[data-aside] button").click()

    page.evaluate(
        "([name, tap]) => localStorage.setItem(name, JSON.stringify([tap]))", [f"taps {REGISTER}tap/", NOBODY]
    )
    came(page, second)
    says(page, second, "Came")
    expect(page.locator("[data-aside] li")).to_contain_text("Nobody Known: Came.")
    page.reload()
    expect(page.locator("[data-aside] li")).to_have_count(1)
    page.locator("[data-aside] button").click()
    expect(page.locator("[data-aside]")).to_be_hidden()


def test_a_conflict_outlives_the_page_that_loads_itself_again(door):
    page, other = door(), door()
    first, *_more = lines(page)
    name = page.locator(f"#{first} h2").inner_text()
    page.context.set_offline(True)
    came(page, first)
    page.locator(".walk-in > summary").click()
    page.fill("#walk-in-name", "Also Example")
    page.locator(".walk-in button").click()
    other.locator(f"#{first} summary").click()
    other.locator(f"#{first} .more-taps button", has_text="Did not come").click()
    says(other, first, "Did not come")

    with page.expect_navigation():  # somebody is new on the list
        page.context.set_offline(False)
        connected_again(page)
    says(page, first, "Did not come")
    aside = page.locator("[data-aside] li")
    kept = f"{name}: Came. Somebody else has ticked this differently. Look at it, then tick again."
    expect(aside).to_have_text([kept])
    page.reload()
    expect(aside).to_have_text([kept])
    page.locator("[data-aside] button").click()
    page.reload()
    expect(page.locator("[data-aside]")).to_be_hidden()


def test_a_sign_in_that_is_over_keeps_the_taps(door):
    page = door()
    first, *_more = lines(page)
    page.context.clear_cookies()
    came(page, first)
    expect(page.locator("[data-trouble]")).to_contain_text("You are not signed in any more")
    kept = json.loads(page.evaluate(f"localStorage.getItem('taps {REGISTER}tap/')"))
    assert [tap["tap"] for tap in kept] == [f"{first}|came|"]
    sign_in(page.context)
    page.goto(REGISTER)
    says(page, first, "Came")
    expect(page.locator("[data-trouble]")).to_be_hidden()


def test_a_name_is_found_without_asking_the_hub(door):
    page, asked = door(), []
    # Without the doors of the house, prints and counts before it, the first name is on the screen or just below it.
    assert page.locator(".register > li").first.bounding_box()["y"] < page.viewport_size["height"] * 1.3
    everybody = page.locator(".register > li").count()
    page.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    shown, says = page.locator(".register > li:visible h2"), page.locator("[data-find] [role=status]")
    page.fill("#find-name", "  EXÁMPLE 2 ")
    expect(says).to_have_text("Names found: 1")
    assert shown.all_inner_texts() == ["Bert Example 2"]
    key = page.locator(".register > li:visible").get_attribute("id")
    came(page, key)
    says_kept = page.locator(f"#{key} [data-now]")
    expect(says_kept).to_have_text("Kept on this phone (Came)")
    page.fill("#find-name", "Nobody Known")
    page.keyboard.press("Enter")
    expect(says).to_have_text("Nobody on the list has this name.")
    page.fill("#find-name", "")
    assert (shown.count(), says.inner_text()) == (everybody, "")
    assert {url.removeprefix(page.url) for url in asked} == {"tap/"}


@pytest.mark.parametrize("form", ["", "/easy"])
def test_nothing_is_wrong_with_the_register_on_its_day(door, look_closely, form):
    look_closely(door(), f"{form}{REGISTER}", f"{form}{REGISTER}type-up/")
