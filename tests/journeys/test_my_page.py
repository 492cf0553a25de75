"""One's own page on a small phone without JavaScript, in both forms: change, stop agreeing, take a break, erase."""

import pytest

from .arrival import assert_at, find_in_pool, follow, press

pytestmark = pytest.mark.browser
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
SAVE = "#form button.button[type=submit]"


def open_choice(page, form, path):
    """From the first page of one's own, by its card."""
    page.goto(f"{form}/me/")
    follow(page.locator(f"main a[href$='{path}']").first)
    assert_at(page, f"{form}{path}")


@FORMS
def test_what_is_changed_is_there_for_the_supporter_too(phone, form):
    rosa, sunil = phone("resident"), phone("supporter")
    open_choice(rosa, form, "/me/needs/")
    follow(rosa.locator("main a[href$='/needs/other/']"))
    rosa.fill("#id_words", f"My own mug {form}")
    rosa.locator("input[name=who_sees][value=pool]").check()
    press(rosa, SAVE)
    assert_at(rosa, f"{form}/me/needs/")
    assert f"My own mug {form}".strip() in rosa.locator("main").inner_text()

    sunil.goto(f"{form}/me/")
    follow(sunil.locator("main a[href*='/me/for/']").first)
    assert all(name in sunil.locator("[data-acts-for]").inner_text() for name in ("Sunil Example", "Rosa Example"))
    follow(sunil.locator("main a[href$='/needs/']"))
    assert f"My own mug {form}".strip() in sunil.locator("main").inner_text()
    assert sunil.locator("main a[href$='/needs/other/']").count() == 0

    open_choice(rosa, form, "/me/information/")
    follow(rosa.locator("main a[href$='/looks/']"))
    assert "Sunil Example" in rosa.locator("dl.summary").first.inner_text()


@FORMS
def test_stopping_to_agree_and_saying_yes_again(phone, form):
    rosa = phone("resident")
    open_choice(rosa, form, "/me/agreed/")
    press(rosa, "form[action$='/agreed/needs/stop/'] button")
    assert rosa.locator("form[action$='/agreed/needs/stop/']").count() == 0
    follow(rosa.locator("main a[href$='/agreed/needs/']"))
    rosa.locator("input[name=agreed][value=yes]").check()
    press(rosa, SAVE)
    assert_at(rosa, f"{form}/me/agreed/")
    assert rosa.locator("form[action$='/agreed/needs/stop/']").count() == 1


@FORMS
def test_a_break_and_its_end(phone, form):
    rosa = phone("resident")
    open_choice(rosa, form, "/me/leave/")
    press(rosa, "form[action$='/leave/pause/'] button")
    rosa.goto(f"{form}/me/")
    assert rosa.locator("main .notice a[href$='/me/leave/']").count() == 1
    open_choice(rosa, form, "/me/leave/")
    press(rosa, "form[action$='/leave/resume/'] button")
    assert rosa.locator("form[action$='/leave/pause/']").count() == 1


def test_erasing_everything_comes_last(phone):
    """The example has one Rosa: this is the last journey here."""
    rosa, staff = phone("resident"), phone("pool-staff")
    assert find_in_pool(staff, "Rosa Example") == 1
    open_choice(rosa, "", "/me/information/")
    follow(rosa.locator("main a[href$='/erase/']"))
    press(rosa, SAVE)
    assert rosa.locator(".error-summary").count() == 1
    rosa.locator("#id_sure").check()
    press(rosa, SAVE)
    assert_at(rosa, "/")
    rosa.goto("/me/")
    assert_at(rosa, "/accounts/login/")
    assert find_in_pool(staff, "Rosa Example") == 0
