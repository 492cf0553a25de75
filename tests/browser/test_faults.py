"""What people see when something is wrong: as well made as the pages where nothing is."""

import pytest

from .audit import faults, style_faults

pytestmark = pytest.mark.browser

FORMS = ("/help/call-me/", "/accounts/login/")
TEAM_FORMS = (
    "/me/name/",
    "/team/charter/adopters/add/",
    "/team/charter/promises/expenses-in-five-days/update/",
    "/team/charter/promises/expenses-in-five-days/reading/",
    "/accounts/2fa/totp/activate/",
)
BOXES = "#form input:is([type=text], [type=email], [type=tel], [type=number], [type=url]), #form textarea"
# Address → the status it answers with.
REFUSED = {"/nowhere/": 404, "/demo/sign-in/": 405, "/charter/values/nothing/": 404, "/charter/history/99/": 404}


@pytest.fixture(scope="module", params=["", "/easy"])
def form(request):
    return request.param


@pytest.fixture(scope="module")
def stranger(chromium, hub):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def editor(chromium, hub):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.request.post(f"{hub.address}/demo/sign-in/", form={"role": "editor"})
    yield context.new_page()
    context.close()


def look_at(page) -> list[str]:
    """Wide and narrow."""
    found = faults(page)
    page.set_viewport_size({"width": 320, "height": 640})
    found += [f"320: {fault}" for fault in style_faults(page)]
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def send_empty(page, address):
    """Empty every box of the main form and press its button."""
    page.goto(address)
    for box in page.locator(BOXES).all():
        if box.is_visible():
            box.fill("")
    with page.expect_navigation():
        page.locator("#form button.button[type=submit]:not([name])").last.click()


def assert_leads_to_each_mistake(page):
    """The summary has the focus, the title says it, and each link leads to a control that can be typed in (G3)."""
    assert page.title().startswith(("Error: ", "Mistake: ", "Problem: "))
    assert page.evaluate("document.activeElement.closest('.error-summary') !== null")
    links = page.locator(".error-summary a").all()
    assert len(links) > 0
    for link in links:
        target = page.locator(link.get_attribute("href"))
        assert target.count() == 1
        assert target.evaluate("(e) => e.matches('input, select, textarea')")


@pytest.mark.parametrize("path", FORMS)
def test_a_form_that_is_not_filled_in(stranger, hub, form, path):
    send_empty(stranger, hub.address + form + path)
    assert_leads_to_each_mistake(stranger)
    assert look_at(stranger) == []


@pytest.mark.parametrize("path", TEAM_FORMS)
def test_a_form_of_a_signed_in_person_that_is_not_filled_in(editor, hub, form, path):
    send_empty(editor, hub.address + form + path)
    assert_leads_to_each_mistake(editor)
    assert look_at(editor) == []


def test_a_code_that_is_wrong(chromium, hub, form):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{hub.address}{form}/accounts/login/")
    page.fill("#id_email", f"nobody{len(form)}@example.org")
    page.press("#id_email", "Enter")
    page.fill("#id_code", "000000")
    with page.expect_navigation():
        page.press("#id_code", "Enter")
    assert_leads_to_each_mistake(page)
    assert look_at(page) == []
    context.close()


@pytest.mark.parametrize("path", REFUSED)
def test_an_address_that_leads_nowhere(stranger, hub, form, path):
    assert stranger.goto(hub.address + form + path).status == REFUSED[path]
    assert look_at(stranger) == []


def test_a_room_that_is_not_for_you(chromium, hub, form):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.request.post(f"{hub.address}/demo/sign-in/", form={"role": "resident"})
    page = context.new_page()
    assert page.goto(f"{hub.address}{form}/team/").status == 403
    assert look_at(page) == []
    context.close()
