"""Signing in by code with the email that the hub really wrote."""

import pytest

from .arrival import assert_at, follow, press

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium, hub):
    context = chromium.new_context(
        java_script_enabled=request.param, viewport={"width": 320, "height": 640}, base_url=hub.address
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("form", "email"), [("", "resident@example.org"), ("/easy", "supporter@example.org")])
def test_a_resident_signs_in_by_code(page, hub, form, email):
    page.goto(f"{form}/")
    follow(page.locator("header").get_by_role("link", name="Sign in"))
    page.fill("#id_email", email)
    page.press("#id_email", "Enter")
    assert_at(page, f"{form}/accounts/login/code/confirm/")
    page.fill("#id_code", hub.newest_code())
    page.press("#id_code", "Enter")

    assert_at(page, f"{form}/me/")
    assert page.locator("h1").inner_text() == {"": "Hello Rosa Example", "/easy": "Hello Sunil Example"}[form]
    follow(page.locator("main").get_by_role("link", name="Sign out"))
    press(page, "main button[type=submit]")
    page.goto(f"{form}/me/")
    assert_at(page, f"{form}/accounts/login/")


def test_a_sign_in_that_is_lost_while_writing_keeps_the_words(page, hub, request):
    """The whole way back: the other form, the code by email, and what was written as it was left."""
    email = f"{'editor' if 'without' in request.node.callspec.id else 'pool-staff'}@example.org"
    sign_in(page, hub, email)
    page.goto("/easy/me/name/")
    page.fill("#id_name", "Somebody New")
    page.context.clear_cookies(name="sessionid")
    follow(page.locator("#form button.button[type=submit]:not([name])").last)
    assert_at(page, "/easy/accounts/login/")
    press(page, "button[name=_switch]")
    assert_at(page, "/accounts/login/")
    sign_in(page, hub, email, at_once="")
    assert_at(page, "/me/name/")
    assert page.input_value("#id_name") == "Somebody New"


def sign_in(page, hub, email, *, at_once=None):
    """From the page that asks for the email, which is open already (`at_once`: in which form) or not yet."""
    if at_once is None:
        page.goto("/easy/accounts/login/")
    page.fill("#id_email", email)
    page.press("#id_email", "Enter")
    assert_at(page, f"{'/easy' if at_once is None else at_once}/accounts/login/code/confirm/")
    page.fill("#id_code", hub.newest_code())
    with page.expect_navigation():
        page.press("#id_code", "Enter")


def test_the_code_page_can_be_read_in_the_other_form(page, hub):
    page.goto("/accounts/login/")
    page.fill("#id_email", "curator@example.org")
    page.press("#id_email", "Enter")
    press(page, "button[name=_switch]")
    assert_at(page, "/easy/accounts/login/code/confirm/")
    page.fill("#id_code", hub.newest_code())
    page.press("#id_code", "Enter")
    assert_at(page, "/easy/me/")
