"""A workshop goes its whole way on small phones without JavaScript, in both forms: planned, held, told, closed."""

import datetime

import pytest

from .arrival import fill_day, follow, press
from .test_coming import sign_up

pytestmark = pytest.mark.browser
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
TEXTS = ("about", "can_change", "cannot_change", "people", "reward")


def today():
    return datetime.date.today()


def in_days(days):
    return today() + datetime.timedelta(days=days)


def write(page, **answers):
    for name, words in answers.items():
        page.fill(f"#id_{name}", words)


def in_both_forms(page, *names):
    """A text and its easy read, for each of these questions."""
    for name in names:
        page.fill(f"#id_{name}", f"What we say about {name}.")
        page.fill(f"#id_{name}_easy-0-words", "We say it in easy words.")


def go_on(page, end):
    """To a page that stands beside this one, by its link."""
    with page.expect_navigation():
        follow(page.locator(f"main a[href$='{end}']").first)


def press_here(page, end):
    press(page, f"form[action$='/{end}/'] button")


def plan(desk, form, name):
    """From nothing to open; on the way it says what is missing, and does not open before that."""
    desk.goto(f"{form}/team/workshops/series/add/")
    write(desk, name=f"Series of {name}")
    press(desk)
    desk.goto(f"{form}/team/workshops/plan/")
    write(desk, name=name, begins="10am", ends="1pm")
    desk.check("#form input[name=mode][value=in_person]")
    fill_day(desk, "day", in_days(20))
    press(desk)
    session = desk.url
    assert desk.locator("main .notice-warning li").count() > 5
    press_here(desk, "move/open")
    assert desk.locator("form[action$='/move/open/']").count() == 1

    go_on(desk, "/change/")
    write(desk, contact="Farah Example, 01632 960 001")
    desk.select_option("#id_venue", label="The Example Hall")
    desk.select_option("#id_series", label=f"Series of {name}")
    desk.check("#form input[name=rung][value=co_design]")
    press(desk)
    go_on(desk, "/words/")
    in_both_forms(desk, *TEXTS)
    desk.check("#id_easy_fits")
    press(desk)
    go_on(desk, "/agenda/")
    write(desk, at_1="10am", words_1="We begin", easy_1="We begin.", at_2="11am", words_2="A break", easy_2="We rest.")
    desk.check("#id_break_2")
    press(desk)
    go_on(desk, "/places/")
    write(desk, capacity="1", kept_for_new="0")
    press(desk)
    assert desk.locator("main .notice-warning li").count() == 0
    press_here(desk, "move/open")
    assert desk.locator("form[action$='/move/open/']").count() == 0
    return session


def coming(phone, form, session, name):
    """One person signs up; their page says how it stands."""
    page = phone()
    page.goto(session)
    sign_up(page, name)
    return page, page.locator("main[data-sign-up]").get_attribute("data-sign-up")


def fill(phone, form, session):
    """The only place is taken; the next one waits, is offered the place that comes free, and takes it."""
    first, stands = coming(phone, form, session, "Ola")
    assert stands == "in"
    second, stands = coming(phone, form, session, "Sam")
    assert stands == "waiting"
    go_on(first, "/give-back/")
    press(first)
    second.reload()
    press_here(second, "yes")
    assert second.locator("main[data-sign-up]").get_attribute("data-sign-up") == "in"
    return second


def hold(desk, own_hub, session):
    """The day: somebody comes, and is ticked; then it is over."""
    slug = session.rstrip("/").rpartition("/")[2]
    own_hub.days_pass("workshops_session", 20, slug=slug)
    desk.goto(session)
    go_on(desk, "/register/")
    line = desk.locator(".register > li", has=desk.locator("h2", has_text="Sam"))
    with desk.expect_navigation():
        line.locator("[data-came]").click()
    assert desk.locator("[data-heads]").inner_text() == "2"  # Sam and a supporter
    own_hub.days_pass("workshops_session", 5, slug=slug)
    desk.goto(session)
    press_here(desk, "move/hold")


def write_up(desk, session):
    desk.goto(f"{session}after/")
    go_on(desk, "/write/")
    in_both_forms(desk, "said", "did")
    desk.check("#id_easy_fits")
    press(desk)
    press_here(desk, "publish")
    press_here(desk, "close")
    assert desk.locator("form[action$='/close/']").count() == 1  # somebody has not been told yet


def report(desk, form, sam, name):
    """Drafted, edited, checked by whoever was there, approved, published in both forms and on paper."""
    desk.goto(f"{form}/team/workshops/reports/")
    with desk.expect_navigation():
        follow(desk.locator("main h2 a", has_text=f"Series of {name}"))
    address = desk.url.replace("/team/workshops/", "/workshops/")
    press_here(desk, "draft")
    go_on(desk, "/change/")
    in_both_forms(desk, "summary")
    press(desk)
    go_on(desk, "/parts/add/")
    write(desk, heading="Buses", text="They are late.")
    desk.fill("#id_easy-0-words", "Buses are late.")
    press(desk)
    go_on(desk, "/check/")
    fill_day(desk, "until", in_days(10))
    press(desk)
    sam.reload()
    go_on(sam, "/report/")
    sam.check("#form input[name=is_right][value=yes]")
    press(sam, "#form button[type=submit]")
    desk.reload()
    go_on(desk, "/approve/")
    write(desk, at_meeting="Example Board", by_whom="All who were there")
    fill_day(desk, "on", today())
    press(desk)
    assert sam.goto(address).status == 404
    press_here(desk, "publish")
    assert sam.goto(address).status == 200
    assert sam.request.get(f"{address}report.pdf").headers["content-type"] == "application/pdf"


@FORMS
def test_from_the_plan_to_closed(phone, own_hub, form):
    name = f"Buses {form.strip('/') or 'standard'}"
    desk = phone("facilitator")
    session = plan(desk, form, name)
    sam = fill(phone, form, session.replace("/team/workshops/sessions/", "/workshops/"))
    hold(desk, own_hub, session)
    write_up(desk, session)
    report(desk, form, sam, name)
    own_hub.tick()
    assert "sam@example.org" in "".join(mail.read_text() for mail in (own_hub.folder / "mail").iterdir())
    desk.goto(f"{session}after/")
    press_here(desk, "close")
    assert desk.locator("form[action$='/close/']").count() == 0
    sam.goto(f"{form}/workshops/what-happened/")
    assert sam.locator("main h2 a", has_text=name).count() == 1
