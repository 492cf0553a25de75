"""Pressing a button, and where somebody has come to."""

import re

from playwright.sync_api import expect

SAVE = "#form > .button-group > button:not([name])"


def assert_at(page, path):
    """The page at this address has come, whatever its query says."""
    expect(page).to_have_url(re.compile(rf"^[^?]*:\d+{path}([?#]|$)"))


def follow(link):
    """Click, and go on only when the whole page it leads to has come: what counts its parts does not wait for them."""
    with link.page.expect_navigation():
        link.click()


def press(page, button=SAVE):
    follow(page.locator(button))


def fill_day(page, name, day):
    for number, part in enumerate((day.day, day.month, day.year)):
        page.fill(f"#id_{name}_{number}", str(part))


def find_in_pool(staff, name: str) -> int:
    """Search the pool for a name; how many people of just this name are listed."""
    staff.goto("/team/pool/")
    staff.fill("#id_words", name)
    press(staff, "#form button[type=submit]:not([name])")
    return staff.locator("main").get_by_role("link", name=name, exact=True).count()
