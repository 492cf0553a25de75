"""How are we doing: people at a meeting answer with its code, on small phones without JavaScript, in both forms."""

import datetime
import re
from uuid import uuid4

import pytest

from .arrival import assert_at, fill_day, follow, press

pytestmark = pytest.mark.browser
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
CODE = re.compile(r"^[a-z]+ [a-z]+ \d\d$")
PEOPLE = 5


def ask_again(editor, form, name) -> list[str]:
    """A new time of asking, and the codes that residents and staff are told at their meetings."""
    today = datetime.date.today()
    editor.goto(f"{form}/team/charter/")
    follow(editor.locator("a[href$='/team/charter/assessing/']"))
    follow(editor.locator("a[href$='/assessing/begin/']"))
    editor.fill("#id_name", name)
    fill_day(editor, "starts_on", today)
    fill_day(editor, "ends_on", today)
    press(editor)
    time = editor.locator("section.card", has=editor.get_by_role("heading", name=name))
    for group in ("residents", "staff"):
        follow(time.locator("a[href$='/code/']"))
        editor.locator(f"input[name=group][value={group}]").check()
        editor.fill("#id_meeting", f"Example {group}")
        press(editor)
    # The newest code stands first.
    codes = time.locator("li strong").all_inner_texts()[::-1]
    assert [bool(CODE.match(code)) for code in codes] == [True, True]
    return codes


def answer(resident, form, code, face, words) -> str:
    """From the Charter's first page to the end: the first value with faces and words, the others left out.

    Returns the address of the sheet.
    """
    resident.goto(f"{form}/charter/")
    follow(resident.locator("main a[href$='/how-are-we-doing/']"))
    follow(resident.locator("main a[href$='/how-are-we-doing/say/']").first)
    resident.fill("#id_spoken", code.upper())
    press(resident)
    sheet = resident.url
    for group in resident.locator("fieldset").all():
        group.locator(f"input[value='{face}']").check()
    resident.locator("textarea").fill(words)
    resident.wait_for_timeout(1_200)
    while resident.locator("button[value=on]").count():
        press(resident, "button[value=on]")
    press(resident, "button[value=send]")
    assert_at(resident, f"{form}/charter/how-are-we-doing/say/thank-you/")
    return sheet


def others_answer(resident, sheet, face, many):
    """So many more people say the same: what their phones send from the last page."""
    asked = set(re.findall(r'type="radio" name="(score-\d+)"', resident.request.get(sheet).text()))
    last = f"{sheet}?page=99"
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)"(?: value="([^"]*)")?', resident.request.get(last).text()))
    resident.wait_for_timeout(1_200)
    for _person in range(many):
        said = {**hidden, **dict.fromkeys(asked, face), "token": str(uuid4()), "_go": "send"}
        sent = resident.request.post(last, form=said, headers={"Referer": last})
        assert sent.url.endswith("/say/thank-you/")


@FORMS
def test_answers_of_a_meeting_are_told_when_nobody_can_answer_any_more(phone, own_hub, look_closely, form):
    # Both forms share the hub, in either order: neither may find what the other left.
    name = "Example time of pictures" if form else "Example time of words"
    words = f"Breaks are too short at {name}."
    editor, resident = phone("editor"), phone()
    code, staff_code = ask_again(editor, form, name)
    sheet = answer(resident, form, code, "4", words)
    look_closely(resident, "", sheet)
    others_answer(resident, sheet, "4", PEOPLE - 1)
    others_answer(resident, answer(resident, form, staff_code, "5", ""), "5", PEOPLE - 1)

    resident.goto(f"{form}/charter/how-are-we-doing/")
    assert resident.locator("main").inner_text().count(name) == 0

    # What somebody wrote is read by the team first.
    editor.goto(f"{form}/team/charter/assessing/")
    press(editor, f".card:has-text('{words}') form[action$='/show/'] button")

    own_hub.days_pass("charter_assessment", 1, name=name)
    own_hub.tick()
    resident.goto(f"{form}/charter/how-are-we-doing/?now={form.strip('/')}")
    shown = resident.locator("li.choice", has_text=name).first
    assert "4 out of 5" in shown.inner_text()
    follow(shown.locator("a"))
    table = resident.locator("table tbody tr").first.inner_text()
    assert [words in table for words in (name, "4 out of 5", "5 out of 5")] == [True, True, True]
    main = resident.locator("main").inner_text()
    more = "Workers gave 1 more" if form else "Staff gave 1 more"
    assert (more in main, "Fewer than 5 people" in main) == (True, True)
    assert resident.locator("svg .chart-bar").count() > 0
    assert resident.locator(".comment", has_text=words).count() == 1

    # The code is of no use any more.
    resident.goto(f"{form}/charter/how-are-we-doing/say/")
    resident.fill("#id_spoken", code)
    press(resident)
    assert resident.locator(".error-summary").count() == 1
