"""To a place at a session, away from it and back, on a small phone without JavaScript, in both forms."""

import re

import pytest

from .arrival import assert_at, follow, press

pytestmark = pytest.mark.browser
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
# Which pages of one's own place are looked at in every way that people read them.
LOOKED_AT = {"": ("", "give-back/"), "/easy": ("", "change/")}


def find_session(page, form, name):
    """From the first page, by the list, to one session."""
    page.goto(f"{form}/")
    follow(page.locator("main a[href$='/workshops/']").first)
    while not page.locator("main h3 a", has_text=name).count():
        follow(page.locator(".pagination a").last)
    follow(page.locator("main h3 a", has_text=name).first)


def choose(page, value):
    page.locator(f"#form input[type=radio][value='{value}']").check()
    press(page)


def write(page, field, words):
    page.fill(f"#id_{field}", words)
    press(page)


def sign_up(page, name):
    """All questions; a wrong email address is mended on the way."""
    follow(page.locator("main a[href$='/sign-up/']"))
    follow(page.locator("main a.button[href$='/sign-up/name/']"))
    press(page)
    assert page.locator(".error-summary").count() == 1
    write(page, "name", name)
    choose(page, "email")
    write(page, "email", f"{name} at home")
    assert page.locator("#id_email").input_value() == f"{name} at home"
    write(page, "email", f"{name.lower()}@example.org")
    if page.locator("#form input[value=room]").count():  # in person or online
        choose(page, "room")
    choose(page, "no")
    choose(page, "yes")
    page.locator("input[value=step-free]").check()
    press(page)
    press(page)
    press(page)
    write(page, "this_day", "My dog comes too")
    choose(page, "1")
    press(page)
    choose(page, "no")
    assert re.search(r"/sign-up/check/$", page.url)
    press(page, "#form > button")


@FORMS
def test_signing_up_changing_ones_mind_and_coming_back(phone, look_closely, form):
    page, name = phone(), f"Ola{form.strip('/')}"
    find_session(page, form, "Is the Charter kept?")
    session = page.url
    sign_up(page, name)
    assert page.locator("main[data-sign-up]").get_attribute("data-sign-up") == "in"
    mine = page.url
    follow(page.locator("main a[href$='/give-back/']"))
    press(page)
    assert (page.url, page.locator("main[data-sign-up]").count()) == (mine, 0)

    page.goto(session)
    sign_up(page, name)
    assert page.locator("main[data-sign-up]").get_attribute("data-sign-up") == "in"
    assert_at(page, rf"{form}/workshops/place/[^/]+/")
    assert page.url != mine
    look_closely(page, *LOOKED_AT[form])
