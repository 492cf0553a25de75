"""The Charter was not kept: somebody says so on a small phone, without a name and without JavaScript, in both forms."""

import re

import pytest

from .arrival import assert_at, press

pytestmark = pytest.mark.browser
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
SEND = "#form button.button[type=submit]"
NUMBER = re.compile(r"^C-[A-Z0-9]{4}-[A-Z0-9]{4}$")


def say(resident, form, words) -> str:
    """From the first page to the number of the concern."""
    resident.goto(f"{form}/charter/accountability/")
    resident.locator("main a[href$='/charter/concerns/']").first.click()
    resident.locator("main a[href$='/concerns/tell/']").first.click()
    before = resident.locator("main").inner_text().partition("?")[2]
    assert "999" in before
    resident.wait_for_timeout(1_200)
    press(resident, SEND)
    assert resident.locator(".error-summary").count() == 1
    resident.fill("#id_what_happened", words)
    resident.locator("input[name=way][value=none]").check()
    resident.wait_for_timeout(1_200)
    press(resident, SEND)
    number = resident.locator(".join-code").inner_text()
    assert NUMBER.match(number)
    return number


def look_up(resident, form, number) -> str:
    resident.goto(f"{form}/charter/concerns/answer/")
    resident.fill("#id_reference", number.lower())
    press(resident, SEND)
    return resident.locator("main section.card").inner_text()


@FORMS
def test_without_a_name_it_is_read_and_answered(phone, form):
    resident, editor = phone(), phone("editor")
    number = say(resident, form, "Nobody asked us before the day centre moved.")
    assert "Our answer" not in look_up(resident, form, number)

    editor.goto(f"{form}/team/charter/concerns/")
    editor.get_by_role("link", name=number).click()
    assert editor.locator("blockquote").inner_text() == "Nobody asked us before the day centre moved."
    press(editor, "form[action$='/acknowledge/'] button")
    editor.locator("a[href$='/answer/']").click()
    editor.fill("#id_answer", "We are sorry. From now on we ask you before we decide.")
    editor.fill("#id_easy-0-words", "We are sorry. We will ask you first.")
    editor.fill("#id_changed", "Moves of a centre are talked about with the people first.")
    editor.fill("#id_changed_easy-0-words", "We talk with people first.")
    press(editor)
    assert_at(editor, f"{form}/team/charter/concerns/{number}/")

    said = look_up(resident, form, number)
    answers = ["We are sorry. We will ask you first.", "From now on we ask you before we decide."]
    assert [answer in said for answer in answers] == ([True, False] if form else [False, True])
    resident.goto(f"{form}/charter/concerns/")
    public = resident.locator("main").inner_text()
    changed = "We talk with people first." if form else "Moves of a centre are talked about with the people first."
    assert (changed in public, number in public, "day centre" in public) == (True, False, False)


@FORMS
def test_what_nobody_reads_in_time_goes_to_the_co_chairs_by_itself(phone, own_hub, form):
    resident, editor = phone(), phone("editor")
    number = say(resident, form, "The meeting had no pictures.")
    own_hub.tick()
    editor.goto(f"{form}/team/charter/concerns/{number}/")
    assert editor.locator(".notice-warning").count() == 0
    own_hub.days_pass("charter_concern", 14, reference=number)
    editor.goto(f"{form}/team/charter/concerns/?list=overdue")
    assert editor.get_by_role("link", name=number).count() == 1
    assert "We are late" in look_up(resident, form, number)
    own_hub.tick()
    editor.goto(f"{form}/team/charter/concerns/{number}/")
    who = "people who lead the board" if form else "co-chairs"
    assert who in editor.locator("dl.summary").inner_text()
    assert editor.locator("a[href$='/answer/']").count() == 1
