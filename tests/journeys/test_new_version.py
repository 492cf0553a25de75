"""A new version of the Charter goes its whole way on a small phone without JavaScript, in both forms; nobody's words
are lost on it.
"""

import datetime
import re

import pytest
from playwright.sync_api import expect

from .arrival import assert_at, fill_day, follow, press

pytestmark = pytest.mark.browser
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


def number_of(page) -> str:
    return re.search(r"/versions/(\d+)/", page.url)[1]


def begin(editor, form) -> str:
    """A draft of the version in force; what is being made before is agreed and put in force first."""
    editor.goto(f"{form}/team/charter/")
    if not editor.locator("form[action$='/team/charter/draft/']").count():
        follow(editor.locator("main a.button[href*='/versions/']").first)
        if editor.locator("form[action$='/open/']").count():
            press(editor, "form[action$='/open/'] button")
        agree(editor, form, number_of(editor))
        editor.goto(f"{form}/team/charter/")
    press(editor, "form[action$='/team/charter/draft/'] button")
    return number_of(editor)


def agree(editor, form, number):
    """The meeting's decision, then in force."""
    editor.goto(f"{form}/team/charter/versions/{number}/agree/")
    editor.fill("#id_meeting", "Example Board, summer meeting")
    editor.fill("#id_decided_by", "Everyone at the meeting")
    editor.check("#id_was_quorate")
    fill_day(editor, "on", datetime.date.today())
    press(editor)
    editor.goto(f"{form}/team/charter/versions/{number}/put_in_force/")
    press(editor)
    assert_at(editor, f"{form}/team/charter/versions/{number}/")


def open_part(editor, form, number, kind):
    editor.goto(f"{form}/team/charter/versions/{number}/")
    follow(editor.locator(f"section[aria-labelledby=kind-{kind}] a[href*='/parts/']").first)


@FORMS
def test_from_the_version_in_force_to_the_next(phone, look_closely, form):
    editor, resident = phone("editor"), phone()
    number = begin(editor, form)
    desk = f"{form}/team/charter/versions/{number}/"
    unready = editor.locator("#gaps li")

    # Two parts in both forms: one whose easy read does not fit any more, one with a hard word.
    open_part(editor, form, number, "definition")
    before = editor.input_value("#id_text")
    was = " ".join((editor.input_value("#id_easy-0-words") if form else before).strip().splitlines()[0].split())
    editor.fill("#id_text", f"Words of version {number}: we all decide together.")
    press(editor)
    open_part(editor, form, number, "foreword")
    editor.fill("#id_text", f"Welcome to version {number}, which we wrote together.")
    editor.fill("#id_easy-0-words", "Welcome. Our procurement is fair.")
    editor.check("#id_easy_fits")
    press(editor)
    assert unready.count() == 2

    # It does not go out like this.
    follow(editor.locator(f"a[href='{desk}open/']"))
    press(editor)
    assert_at(editor, f"{desk}open/")
    assert editor.locator(".error-summary").count() == 1
    assert "procurement" in unready.last.inner_text() + unready.first.inner_text()

    # Mended, looked at in both forms, out.
    open_part(editor, form, number, "foreword")
    editor.fill("#id_easy-0-words", f"Welcome to version {number}.")
    editor.check("#id_easy_fits")
    press(editor)
    open_part(editor, form, number, "definition")
    editor.fill("#id_easy-0-words", f"In version {number} we all decide.")
    editor.check("#id_easy_fits")
    press(editor, "button[name=_preview]")
    shown = editor.locator(".both-forms").inner_text()
    assert (f"Words of version {number}" in shown, f"In version {number} we all decide." in shown) == (True, True)
    press(editor)
    assert unready.count() == 0
    press(editor, f"form[action='{desk}open/'] button")

    # Somebody says what they think, from a phone, without signing in.
    resident.goto(f"{form}/charter/")
    follow(resident.locator(".asked a"))
    assert_at(resident, f"{form}/charter/history/{number}/comments/")
    follow(resident.locator("main .choice a").nth(1))
    said = resident.url
    assert f"version {number}" in resident.locator("main").inner_text()
    follow(resident.locator("main a[href$='/say/']"))
    resident.fill("#id_words", "Who is we?")
    if form:  # one question a page
        press(resident, "#form button.button[type=submit]:not([name])")
    resident.fill("#id_name", "Rosa")
    resident.wait_for_timeout(1_200)
    press(resident, "#form button.button[type=submit]:not([name])")
    expect(resident).to_have_url(re.compile("/said/$"))
    look_closely(resident)
    look_closely(editor, f"{desk}agree/")
    resident.goto(said)
    assert resident.locator(".comment").count() == 0

    # The team answers in both forms; now everybody reads both.
    editor.goto(f"{form}/team/charter/comments/")
    follow(editor.locator(".card", has_text="Who is we?").locator("a"))
    follow(editor.locator("a[href$='/answer/']"))
    editor.fill("#id_reply", "Residents, the council and the NHS.")
    editor.fill("#id_easy-0-words", "We are all of us.")
    press(editor)
    # It has no picture: that is named, and somebody ticks that it may stay.
    editor.check("input[name^='easy_']")
    press(editor)
    assert_at(editor, f"{form}/team/charter/comments/")
    resident.goto(said)
    comment = resident.locator(".comment").inner_text()
    answer = "We are all of us." if form else "Residents, the council and the NHS."
    assert ("Rosa" in comment, "Who is we?" in comment, answer in comment) == (True, True, True)

    # Agreed by a meeting, and in force.
    agree(editor, form, number)
    resident.goto(f"{form}/charter/definition/")
    now = f"In version {number} we all decide." if form else f"Words of version {number}"
    assert now in resident.locator("main").inner_text()

    # The old version can still be read, what changed is said in words, and what people said stays.
    resident.goto(f"{form}/charter/history/{number}/")
    assert resident.locator(".asked").count() == 0
    resident.goto(f"{form}/charter/history/{number}/changes/")
    changed = " ".join(resident.locator("main").inner_text().split())
    if form:
        assert f"Welcome to version {number}." in changed
    else:
        lines = [" ".join(line.removeprefix("- ").split()) for line in before.splitlines() if line.strip()]
        assert [line for line in lines if line not in changed] == []
        assert f"Words of version {number}: we" in changed
        assert f"Welcome to version {number}, which we wrote together." in changed
    old = resident.goto(f"{form}/charter/history/{int(number) - 1}/")
    told = " ".join(resident.locator("main").inner_text().split())
    assert (old.status, f"ersion {number} we" in told, was in told) == (200, False, True)
    resident.goto(said)
    assert (resident.locator(".comment").count(), resident.locator("a[href$='/say/']").count()) == (1, 0)


@FORMS
def test_it_is_not_in_force_with_a_hard_word_until_somebody_says_why_and_by_when(phone, look_closely, form):
    editor, resident = phone("editor"), phone()
    number = begin(editor, form)
    desk = f"{form}/team/charter/versions/{number}/"
    open_part(editor, form, number, "foreword")
    words = editor.input_value("#id_easy-0-words")
    editor.fill("#id_easy-0-words", "Our procurement is fair.")
    editor.check("#id_easy_fits")
    press(editor)
    look_closely(editor, f"{desk}open/")
    say_why(editor, f"{desk}open/")
    editor.goto(f"{desk}agree/")
    editor.fill("#id_meeting", "Example Board, summer meeting")
    editor.fill("#id_decided_by", "Everyone at the meeting")
    editor.check("#id_was_quorate")
    fill_day(editor, "on", datetime.date.today())
    press(editor)

    editor.goto(f"{desk}put_in_force/")
    look_closely(editor, "", editor.locator("a[href$='/findings/']").first.get_attribute("href"))
    editor.fill("#id_easy_follows_because", "")
    press(editor)
    assert_at(editor, f"{desk}put_in_force/")
    assert (editor.locator(".error-summary").count(), editor.locator("#gaps li").count()) == (1, 1)
    say_why(editor, f"{desk}put_in_force/")
    assert_at(editor, desk)

    # Everybody is told so, until it is mended.
    resident.goto(f"{form}/charter/definition/")
    notice = resident.locator(".easy-follows").inner_text()
    assert "The readers meet on Monday." in notice
    open_part(editor, form, number, "foreword")
    editor.fill("#id_easy-0-words", words)
    editor.check("#id_easy_fits")
    press(editor)
    resident.reload()
    assert resident.locator(".easy-follows").count() == 0


def say_why(editor, page):
    """Why easy read is not ready, and by when it follows."""
    editor.goto(page)
    editor.fill("#id_easy_follows_because", "The readers meet on Monday.")
    fill_day(editor, "easy_follows_by", datetime.date.today() + datetime.timedelta(days=9))
    press(editor)


@FORMS
def test_two_editors_at_once_lose_nothing(phone, form):
    first, second = phone("editor"), phone("editor")
    number = begin(first, form)
    for editor in (first, second):
        open_part(editor, form, number, "definition")
    first.fill("#id_text", "What the first one wrote.")
    press(first)
    second.fill("#id_text", "What the second one wrote.")
    press(second)
    assert second.locator("section[aria-labelledby=theirs]").inner_text().count("What the first one wrote.") == 1
    assert second.input_value("#id_text") == "What the second one wrote."
    second.fill("#id_text", "What both wrote.")
    second.check("#id_easy_fits")
    press(second)
    open_part(first, form, number, "definition")
    assert first.input_value("#id_text") == "What both wrote."
