"""Joining the pool on a small phone without JavaScript, in both forms: by email, up to being erased; by letter alone,
with a supporter and on two devices; and by phone, with somebody of the team who writes it down.
"""

import re

import pytest

from members.joining.steps import STEPS
from members.wording import EQUALITY
from tests.members.joining import LEAST

from .arrival import assert_at, find_in_pool, follow, press

pytestmark = pytest.mark.browser
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
LAST = "#form > button[type=submit]"
LATER = "#form button[name=_save]"
# Questions of each kind, looked at in every way that people read them.
FIRST_QUESTIONS = ("way", "address", "best-time")
MORE_QUESTIONS = ("postcode", "connection", "help", "supporter-who", "agree-needs")
SEND = "#form button.button[type=submit]:not([name])"


def start(somebody, form):
    """From the first page to the first question."""
    somebody.goto(f"{form}/")
    follow(somebody.locator("main a[href$='/join/']").first)
    follow(somebody.locator(f"main a.button[href='{form}/join/{STEPS[0].slug}/']"))
    assert_at(somebody, f"{form}/join/{STEPS[0].slug}/")
    somebody.wait_for_timeout(1_200)


def slug_of(somebody) -> str:
    return re.search(r"/join/([a-z-]+)/", somebody.url)[1]


def answer(somebody, said: dict):
    """Answer the page that is open. What the page does not ask is not said."""
    for name, value in said.items():
        for one in value if isinstance(value, list) else [value]:
            option = somebody.locator(f"#form input[name={name}]:is([type=radio], [type=checkbox])")
            if option.count():
                value = "" if one == "on" else f"[value='{one}']"
                somebody.locator(f"#form input[name={name}]{value}").check()
            else:
                somebody.fill(f"#form [name={name}]", one)


def go_on(somebody, answers: dict, until="check") -> list[str]:
    """Answer each question, to the one named `until`."""
    asked = []
    while (slug := slug_of(somebody)) != until:
        asked.append(slug)
        assert len(asked) <= len(STEPS)
        answer(somebody, answers.get(slug, {}))
        press(somebody)
        assert somebody.locator(".error-summary").count() == 0
    return asked


def finish(somebody, form) -> str:
    """From the check to the page that says what comes next; gives what it says."""
    assert_at(somebody, f"{form}/join/check/")
    somebody.wait_for_timeout(1_200)
    press(somebody, LAST)
    assert_at(somebody, f"{form}/join/done/")
    return somebody.locator("main").inner_text()


def answer_equality(somebody, look_closely, form):
    """Answered, saved for later, gone back, and counted; then the page that says what comes next again."""
    follow(somebody.locator("main a[href*='/join/equality/']"))
    first = somebody.url
    look_closely(somebody)
    somebody.locator("#form input[type=radio]").first.check()
    press(somebody)
    press(somebody, LATER)
    look_closely(somebody)
    follow(somebody.locator("main a.button[href*='/join/equality/']"))
    follow(somebody.locator("a.back-link"))
    assert (somebody.url, somebody.locator("#form input:checked").count()) == (first, 1)
    for _question in EQUALITY:
        somebody.locator("#form input[type=radio]").last.check()
        press(somebody)
    assert_at(somebody, f"{form}/join/done/")


@FORMS
def test_with_an_email_address_and_a_page_of_ones_own_where_all_is_erased(phone, own_hub, look_closely, form):
    somebody, name, email = phone(), f"Ada Example {form}".strip(), f"ada{len(form)}@home.example"
    start(somebody, form)
    press(somebody)
    assert somebody.locator(".error-summary a[href='#id_name']").count() == 1
    asked = go_on(somebody, {**LEAST, "name": {"name": name}, "email": {"email": email}})
    assert {"agree-pool", "agree-partners", "agree-photos"} < set(asked)
    assert "Today we send you an email" in finish(somebody, form)
    own_hub.tick()
    assert name in own_hub.newest_mail(to=email)
    answer_equality(somebody, look_closely, form)

    press(somebody, "form[action$='/join/own-page/'] button")
    assert somebody.input_value("#id_email") == email
    press(somebody, SEND)
    somebody.fill("#id_code", own_hub.newest_code())
    press(somebody, SEND)
    assert_at(somebody, f"{form}/me/")
    assert name in somebody.locator("h1").inner_text()

    somebody.goto(f"{form}/me/information/")
    follow(somebody.locator("main a[href$='/erase/']"))
    somebody.check("#id_sure")
    press(somebody, SEND)
    assert_at(somebody, f"{form}/")
    staff = phone("pool-staff")
    assert find_in_pool(staff, name) == 0


@FORMS
def test_by_letter_alone_with_a_supporter_begun_on_one_device_and_ended_on_another(
    phone, look_closely, look_on_paper, form
):
    at_home, at_the_centre, staff = phone(), phone(), phone("pool-staff")
    name, helper = f"Bea Example {form}".strip(), f"Dan Example {form}".strip()
    answers = {
        **LEAST,
        "name": {"name": name},
        "way": {"way": "letter"},
        "supporter": {"wants_supporter": "yes"},
        "supporter-who": {"name": helper, "relation": "My friend"},
        "supporter-may": {"rights": ["book"]},
    }
    start(at_home, form)
    go_on(at_home, answers, until="easy-read")
    answer(at_home, answers["easy-read"])
    press(at_home, LATER)
    code = at_home.locator(".join-code").inner_text()
    look_on_paper(at_home, form)
    look_closely(at_home, "", *(f"../{slug}/" for slug in FIRST_QUESTIONS))
    press(at_home, "form[action$='/join/close/'] button")

    at_the_centre.goto(f"{form}/join/")
    follow(at_the_centre.locator("main a[href$='/join/back/']"))
    at_the_centre.fill("#id_code", code.lower().replace("-", " "))
    press(at_the_centre, "#form button[type=submit]")
    asked = go_on(at_the_centre, answers)
    assert {"name", "way", "address", "email"} & set(asked) == set()
    look_closely(at_the_centre, "", *(f"../{slug}/" for slug in MORE_QUESTIONS))
    told = at_the_centre.locator("main").inner_text()
    assert (name in told, "1 Example Street" in told, helper in told) == (True, True, True)
    assert "we send you a letter" in finish(at_the_centre, form).lower()
    look_closely(at_the_centre)
    look_on_paper(at_the_centre, form)

    # On the first device nothing is left of it, and the letter waits for somebody to print it.
    at_home.goto(f"{form}/join/name/")
    assert at_home.input_value("#id_name") == ""
    staff.goto("/team/outbox/letters/")
    assert name in staff.locator("main").inner_text()
    assert find_in_pool(staff, name) == 1
    follow(staff.locator("main").get_by_role("link", name=name, exact=True))
    assert helper in staff.locator("main").inner_text()


@FORMS
def test_a_call_is_written_down_by_the_team(phone, form):
    staff, name = phone("pool-staff"), f"Eve Example {form}".strip()
    staff.goto(f"{form}/team/pool/")
    follow(staff.locator("main a[href$='/team/pool/add/']").first)
    reach = {"way": "phone", "phone": "01632 960 321", "best_time": "any", "print_size": "large"}
    answer(staff, {"name": name, **reach, "language_shown": "en-simple", "how": "phone", "explained": "I read it out."})
    press(staff)
    assert staff.locator(".error-summary a[href='#id_agree_pool_0']").count() == 1
    answer(staff, {"agree_pool": "yes"})
    press(staff)
    told = staff.locator("main").inner_text()
    assert (name in told, staff.locator(".error-summary").count()) == (True, 0)
    follow(staff.locator("main a[href$='/consents/photos/']").first)
    answer(staff, {"agreed": "no", "language": "en-simple", "how": "phone", "explained": "I read it out."})
    press(staff)
    assert staff.locator(".error-summary").count() == 0
