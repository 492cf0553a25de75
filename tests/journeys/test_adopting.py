"""An organisation adopts the Charter on a small phone without JavaScript, in both forms: it asks, is confirmed, gets
its own link by email, says what it will do, is late for all to see, and says what became of it.
"""

import datetime
import re

import pytest

from .arrival import assert_at, fill_day, follow, press

pytestmark = pytest.mark.browser
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
SEND = "#form button.button[type=submit]:not([name])"


def ask(somebody, form, name, email):
    """From the list of who has signed; a forgotten answer is asked for, and nothing typed is lost."""
    somebody.goto(f"{form}/charter/adopters/")
    follow(somebody.locator("main a[href$='/adopters/ask/']"))
    said = {"name": name, "about": "We mend bicycles together.", "lead": "The members", "contact_name": "Kim"}
    for question, words in said.items():
        somebody.fill(f"#id_{question}", words)
        if form:
            press(somebody, SEND)
    somebody.wait_for_timeout(1_200)
    press(somebody, SEND)
    assert somebody.locator(".error-summary a").count() == 1
    assert somebody.input_value("#id_name") == name
    somebody.fill("#id_email", email)
    somebody.wait_for_timeout(1_200)
    press(somebody, SEND)
    assert_at(somebody, f"{form}/charter/adopters/asked/")


def confirm(editor, form, name):
    editor.goto(f"{form}/team/charter/")
    follow(editor.get_by_role("link", name=name))
    follow(editor.locator("a[href$='/confirm/']"))
    fill_day(editor, "signed_on", datetime.date.today())
    editor.fill("#id_easy-0-words", "We mend bicycles.")
    press(editor)
    assert editor.locator("a[href$='/link/']").count() == 1


def link_for(hub, email) -> str:
    """The own page of the organisation, as its email says it."""
    mails = [file.read_text() for file in (hub.folder / "mail").iterdir()]
    (mail,) = [mail for mail in mails if email in mail]
    return re.search(r"http://127\.0\.0\.1:\d+(\S*/charter/adopters/mine/\S+/)", mail)[1]


def list_of(somebody, form, name) -> str:
    """What the list says of it, asked for anew."""
    somebody.goto(f"{form}/charter/adopters/?{datetime.datetime.now().timestamp()}")
    found = somebody.locator("li.choice", has_text=name)
    return found.first.inner_text() if found.count() else ""


@FORMS
def test_an_organisation_signs_pledges_is_late_and_reports(phone, own_hub, look_closely, form):
    name, email = f"Example wheels of {'pictures' if form else 'words'}", f"kim{len(form)}@wheels.example"
    resident, editor, kim = phone(), phone("editor"), phone()
    ask(kim, form, name, email)
    look_closely(kim)
    assert list_of(resident, form, name) == ""
    confirm(editor, form, name)
    assert list_of(resident, form, name) != ""

    own_hub.tick()
    link = link_for(own_hub, email)
    assert link.startswith(f"{form}/charter/")
    kim.goto(link)
    follow(kim.locator("a[href$='/pledge/']"))
    words = f"A ramp at {name}."
    kim.fill("#id_text", words)
    kim.fill("#id_easy-0-words", f"We build a ramp: {name}.")
    fill_day(kim, "due", datetime.date.today() + datetime.timedelta(days=3))
    press(kim)
    assert_at(kim, re.escape(link))
    late = "1 promise is late." if form else "1 pledge is late."
    assert late not in list_of(resident, form, name)

    own_hub.days_pass("charter_pledge", 10, text=words)
    own_hub.tick()
    assert late in list_of(resident, form, name)
    follow(resident.locator("li.choice", has_text=name).locator("a"))
    assert resident.locator(".pledge .standing-late").count() == 1
    assert (f"We build a ramp: {name}." if form else words) in resident.locator(".pledge").inner_text()

    kim.goto(link)
    follow(kim.locator("a[href$='/report/']"))
    look_closely(kim, link, "", f"{link}pledge/")
    kim.locator("input[name=status][value=done]").check()
    kim.fill("#id_report", "The ramp stands.")
    kim.fill("#id_easy-0-words", "Our ramp is here.")
    press(kim)
    assert late not in list_of(resident, form, name)
    follow(resident.locator("li.choice", has_text=name).locator("a"))
    told = resident.locator(".pledge").inner_text()
    assert ("Our ramp is here." if form else "The ramp stands.") in told
    assert resident.locator(".pledge .standing-done").count() == 1
