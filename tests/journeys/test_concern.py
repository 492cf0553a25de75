"""The Charter was not kept: somebody says so on a small phone, without a name and without JavaScript, in both forms."""

import re

import pytest

from .arrival import assert_at, follow, press

pytestmark = pytest.mark.browser
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
SEND = "#form button.button[type=submit]:not([name])"
NUMBER = re.compile(r"^C-[A-Z0-9]{4}-[A-Z0-9]{4}$")


def say(resident, form, words) -> str:
    """From the first page to the number of the concern."""
    resident.goto(f"{form}/charter/accountability/")
    follow(resident.locator("main a[href$='/charter/concerns/']").first)
    follow(resident.locator("main a[href$='/concerns/tell/']").first)
    assert_at(resident, f"{form}/charter/concerns/tell/")
    before = resident.locator("main").inner_text().partition("?")[2]
    assert "999" in before
    resident.wait_for_timeout(1_200)
    press(resident, SEND)
    assert resident.locator(".error-summary").count() == 1
    resident.fill("#id_what_happened", words)
    # In easy read each question has its page; the value and the name are left out.
    for _page in range(3 if form else 0):
        press(resident, SEND)
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
def test_without_a_name_it_is_read_and_answered(phone, look_closely, form):
    resident, editor = phone(), phone("editor")
    number = say(resident, form, "Nobody asked us before the day centre moved.")
    look_closely(resident)
    assert "Our answer" not in look_up(resident, form, number)

    editor.goto(f"{form}/team/charter/concerns/")
    follow(editor.get_by_role("link", name=number))
    assert editor.locator("blockquote").inner_text() == "Nobody asked us before the day centre moved."
    press(editor, "form[action$='/acknowledge/'] button")
    follow(editor.locator("a[href$='/answer/']"))
    editor.fill("#id_answer", "We are sorry. From now on we ask you before we decide.")
    editor.fill("#id_easy-0-words", "We are sorry. We will ask you first.")
    editor.fill("#id_changed", "Moves of a centre are talked about with the people first.")
    editor.fill("#id_changed_easy-0-words", "We talk with people first.")
    press(editor)
    # What everybody reads at once has no picture: it is named, and somebody ticks that it may stay.
    editor.check("input[name^='changed_easy_']")
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
def test_what_is_late_goes_to_the_co_chairs_by_itself_and_they_answer(phone, own_hub, form):
    resident, editor, chair = phone(), phone("editor"), phone("approver")
    unread = say(resident, form, "The meeting had no pictures.")
    slow = say(resident, form, "The bus came too late.")
    own_hub.tick()
    editor.goto(f"{form}/team/charter/concerns/{slow}/")
    press(editor, "form[action$='/acknowledge/'] button")
    assert editor.locator(".notice-warning").count() == 0
    for number, days in ((unread, 14), (slow, 40)):
        own_hub.days_pass("charter_concern", days, reference=number)
    editor.goto(f"{form}/team/charter/concerns/?list=overdue")
    assert [editor.get_by_role("link", name=number).count() for number in (unread, slow)] == [1, 1]
    assert "We are late" in look_up(resident, form, unread)
    own_hub.tick()

    # What nobody has read, and what was read and not answered, are with the co-chairs now.
    chair.goto(f"{form}/team/charter/concerns/?list=escalated")
    assert [chair.get_by_role("link", name=number).count() for number in (unread, slow)] == [1, 1]
    who = "people who lead the board" if form else "co-chairs"
    assert who in look_up(resident, form, slow)
    follow(chair.get_by_role("link", name=slow))
    answer(chair)

    # Who is not content says so with the number, and it is with them again; then it is finished.
    said = look_up(resident, form, slow)
    assert ("We pay your taxi next time." in said) is not bool(form)
    press(resident, "button[name=not_content]")
    assert who in resident.locator("main section.card").inner_text()
    chair.reload()
    answer(chair)
    press(chair, "form[action$='/close/'] button")
    look_up(resident, form, slow)
    assert resident.locator("button[name=not_content]").count() == 0


def answer(chair):
    """The answer in both forms, as the co-chairs give it."""
    follow(chair.locator("a[href$='/answer/']"))
    chair.fill("#id_answer", "We pay your taxi next time.")
    chair.fill("#id_easy-0-words", "Next time we pay for a taxi.")
    press(chair)
