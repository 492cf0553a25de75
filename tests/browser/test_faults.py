"""What people see when something is wrong: as well made as the pages where nothing is."""

import pytest
from django.shortcuts import render
from django.test import RequestFactory
from django.urls import resolve, set_script_prefix
from django.utils.translation import override

from halton_coprod.easyread.mode import EASY, STANDARD, Reading

from .audit import faults

pytestmark = pytest.mark.browser

# Who → where a form is, and which links lead to it from there.
FORMS = {
    "": {
        "/help/call-me/": (),
        "/accounts/login/": (),
        "/join/name/": (),
        "/join/back/": (),
        "/charter/concerns/tell/": (),
        "/charter/concerns/answer/": (),
        "/charter/how-are-we-doing/say/": (),
        "/charter/history/4/comments/": ("main .choice a", "main a[href$='/say/']"),
        "/workshops/is-the-charter-kept/sign-up/name/": (),
    },
    "resident": {"/me/supporter/add/": ()},
    "pool-staff": {"/team/pool/add/": ()},
    "facilitator": {"/team/workshops/venues/add/": ()},
    "editor": {
        "/me/name/": (),
        "/team/components/": (),
        "/team/charter/adopters/add/": (),
        "/team/charter/promises/expenses-in-five-days/update/": (),
        "/team/charter/promises/expenses-in-five-days/reading/": (),
        "/team/charter/promises/expenses-in-five-days/change/": (),
        "/team/charter/adopters/example-nhs-trust/pledge/": (),
        "/team/words/add/": (),
        "/team/words/lists/office/add/": (),
        "/team/words/lists/office/amend/change/": (),
        "/accounts/2fa/totp/activate/": (),
    },
}
ALL_FORMS = [(who, path) for who, paths in FORMS.items() for path in paths]
# Faults that a hub that is well does not show.
FAULTS = ("400", "410", "413", "429", "500", "503")
BOXES = "#form input:is([type=text], [type=email], [type=tel], [type=number], [type=url]), #form textarea"
# Address → the status it answers with.
REFUSED = {"/nowhere/": 404, "/demo/sign-in/": 405, "/charter/values/nothing/": 404, "/charter/history/99/": 404}


@pytest.fixture(scope="module", params=["", "/easy"])
def form(request):
    return request.param


@pytest.fixture(scope="module")
def pages(chromium, hub):
    """Who → a page of theirs."""
    contexts = {who: chromium.new_context() for who in FORMS}
    for role in filter(None, FORMS):
        contexts[role].request.post(f"{hub.address}/demo/sign-in/", form={"role": role})
    yield {who: context.new_page() for who, context in contexts.items()}
    for context in contexts.values():
        context.close()


def send_empty(page, address, links=()):
    """Empty every box of the main form and press its button."""
    page.goto(address)
    for link in links:
        page.locator(link).first.click()
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


@pytest.mark.parametrize(("who", "path"), ALL_FORMS)
def test_a_form_that_is_not_filled_in(pages, hub, form, who, path):
    page = pages[who]
    send_empty(page, hub.address + form + path, FORMS[who][path])
    assert_leads_to_each_mistake(page)
    assert faults(page) == []


def test_a_story_without_words(pages, hub):
    """In easy read it is asked one question at a time, and the first may be left out."""
    page = pages["resident"]
    send_empty(page, f"{hub.address}/stories/tell/")
    assert_leads_to_each_mistake(page)
    assert faults(page) == []


def test_pictures_to_choose_from(pages, hub, form):
    page = pages["editor"]
    page.goto(f"{hub.address}{form}/team/components/")
    page.locator("summary").first.click()
    page.fill("#id_easy-0-find", "money")
    with page.expect_navigation():
        page.press("#id_easy-0-find", "Enter")
    assert page.locator(".picture-choice input").count() == 3
    assert faults(page) == []


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
    assert faults(page) == []
    context.close()


@pytest.mark.parametrize("path", REFUSED)
def test_an_address_that_leads_nowhere(pages, hub, form, path):
    assert pages[""].goto(hub.address + form + path).status == REFUSED[path]
    assert faults(pages[""]) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_hub(pages, hub, form, name):
    page, address = pages[""], f"{hub.address}{form}/fault/"
    html = drawn(name, form)
    page.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(address)
    assert faults(page) == []


def drawn(name: str, form: str) -> str:
    """The page for this fault at an address that there is, with words that wait to be sent again."""
    request = RequestFactory().get(f"{form}/fault/")
    request.resolver_match = resolve("/help/call-me/")
    request.reading = Reading(easy=bool(form))
    set_script_prefix(f"{form}/")
    with override(EASY if form else STANDARD):
        more = {"kept": f"{form}/help/call-me/", "again": [("name", "Sam")], "had_files": True}
        return render(request, f"{name}.html", more).content.decode()


def test_a_room_that_is_not_for_you(chromium, hub, form):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.request.post(f"{hub.address}/demo/sign-in/", form={"role": "resident"})
    page = context.new_page()
    assert page.goto(f"{hub.address}{form}/team/").status == 403
    assert faults(page) == []
    context.close()
