"""Clocks that go back and forward, sessions over midnight, days that move after reminders went out."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from halton_coprod.easyread.said import said_date
from members.models import Message
from tests.charter.desk import typed_day
from workshops import services
from workshops.desk.forms import CopyForm, day_of
from workshops.models import Session, SignUp
from workshops.readiness import missing
from workshops.services.line import held_until

from .conftest import BACK, FORWARD, NEXT, at, in_days, plan, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EVENING = date(NEXT, 1, 5)
NIGHT = [
    (time(22), "We begin", "We begin.", False),
    (time(23, 30), "A break", "We rest.", True),
    (time(0, 30), "We end", "We end.", False),
]


@pytest.fixture
def night(facilitator):
    """From ten in the evening until one at night."""
    begins, ends = at(EVENING, 22), at(EVENING + timedelta(days=1), 1)
    session = plan(facilitator, starts_at=begins, ends_at=ends)
    services.set_agenda(session, items=NIGHT, by=facilitator)
    return services.open_session(session, by=facilitator)


def asked(day, begins, ends):
    form = CopyForm({**typed_day("day", day), "begins": begins, "ends": ends})
    return form.is_valid(), form


@pytest.mark.parametrize("form", ["", "/easy"])
def test_over_midnight_the_day_is_told_in_its_order_and_both_days_are_said(client, facilitator, night, form):
    assert night.when == f"{said_date(EVENING)}, 10pm to 1am on {said_date(EVENING + timedelta(days=1))}"
    parts = ("We begin.", "We rest.", "We end.") if form else ("We begin", "A break", "We end")
    pages = [f"{form}{night.get_absolute_url()}", f"{form}{night.get_absolute_url()}?page=2"] if form else []
    public = "".join(client.get(page).content.decode() for page in pages or [night.get_absolute_url()])
    client.force_login(facilitator)
    desk = client.get(f"{form}/team/workshops/sessions/{night.slug}/").content.decode()
    for page in (public, desk):
        found = [page.index(part) for part in parts]
        assert found == sorted(found)
    rows = client.get(f"{form}/team/workshops/sessions/{night.slug}/agenda/").context["form"].initial
    assert [rows[f"at_{row}"] for row in (1, 2, 3)] == [time(22), time(23, 30), time(0, 30)]
    said = [words for _picture, words in Message.objects.get(pk=told(night)).ideas]
    assert said.index("10pm: We begin") < said.index("12:30am: We end")


def told(session) -> int:
    place = sign_up(session)
    return Message.objects.get(occasion=f"place-{place.pk}-in").pk


def test_to_midnight_itself_is_still_the_same_day(facilitator):
    begins = at(EVENING, 20)
    session = plan(facilitator, starts_at=begins, ends_at=begins + timedelta(hours=4))
    assert session.when == f"{said_date(EVENING)}, 8pm to midnight"


def test_the_form_brings_back_a_night_as_it_was_typed(night):
    assert day_of(night) == {"day": EVENING, "begins": time(22), "ends": time(1)}
    is_valid, form = asked(EVENING, "10pm", "1am")
    assert (is_valid, form.cleaned_data["ends_at"] - form.cleaned_data["starts_at"]) == (True, timedelta(hours=3))


def test_a_time_that_never_comes_is_refused_and_one_that_comes_twice_is_the_first():
    is_valid, form = asked(FORWARD, "1:30am", "3am")
    says = "On this night the clocks go forward. There is no such time."
    assert (is_valid, form.errors) == (False, {"begins": [says]})
    is_valid, form = asked(FORWARD - timedelta(days=1), "11pm", "1:30am")
    assert (is_valid, form.errors) == (False, {"ends": [says]})
    is_valid, form = asked(BACK, "1:30am", "3am")
    assert (is_valid, form.cleaned_data["starts_at"].astimezone(UTC)) == (
        True,
        datetime.combine(BACK, time(0, 30), UTC),
    )


LATE = [(time(0, 30), "We begin", "We begin.", False), (time(1, 45), "A break", "We rest.", True)]


def test_the_agenda_of_a_night_holds_no_time_that_never_comes(facilitator):
    begins = at(FORWARD - timedelta(days=1), 23, 30)
    clocks_change = plan(facilitator, starts_at=begins, ends_at=begins + timedelta(hours=4))
    with pytest.raises(ValidationError) as refused:
        services.set_agenda(clocks_change, items=LATE, by=facilitator)
    assert refused.value.messages == ["On this night the clocks go forward. There is no such time: 1:45am."]
    before = begins - timedelta(days=7)
    usual = plan(facilitator, starts_at=before, ends_at=before + timedelta(hours=4))
    services.set_agenda(usual, items=LATE, by=facilitator)
    copied = services.copy_session(usual, starts_at=begins, ends_at=clocks_change.ends_at, by=facilitator)
    never = "Some times of the agenda never come: on this night the clocks go forward. Change them."
    assert [[str(words) for words in missing(one)] for one in (usual, copied)] == [[], [never]]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_the_printed_plan_goes_on_over_midnight(client, facilitator, form):
    begins = at(EVENING, 23)
    night = plan(facilitator, starts_at=begins, ends_at=begins + timedelta(hours=3))
    client.force_login(facilitator)
    read = client.get(f"{form}/team/workshops/sessions/{night.slug}/on-paper/").content.decode()
    assert 0 < read.index("</strong> We begin") < read.index("</strong> A break")


@pytest.mark.parametrize(("day", "hours"), [(FORWARD, 3), (BACK, 5), (date(NEXT, 6, 1), 4)])
def test_a_night_in_which_the_clocks_change_is_as_long_as_it_is(day, hours):
    is_valid, form = asked(day - timedelta(days=1), "11pm", "3am")
    facts = form.cleaned_data
    assert (is_valid, facts["ends_at"] - facts["starts_at"].astimezone(UTC)) == (True, timedelta(hours=hours))


@pytest.mark.parametrize("day", [FORWARD, BACK])
def test_an_offer_ends_with_its_day_also_when_the_clocks_change(session, day):
    place = sign_up(session)
    place.session.starts_at = at(date(NEXT + 1, 1, 1))
    noon = at(day - timedelta(days=1), 12)
    until = timezone.localtime(held_until(place, noon))
    assert (until.date(), until.time()) == (day + timedelta(days=2), time(23, 59))


def soon(place) -> int:
    return Message.objects.filter(occasion__startswith=f"place-{place.pk}-soon").count()


def begins_in(hours):
    Session.objects.update(starts_at=in_days(0, hours), ends_at=in_days(0, hours + 2))
    return Session.objects.get()


def test_reminders_go_with_the_day_after_it_moved_and_never_come_after_it(session, facilitator):
    place = sign_up(session)
    SignUp.objects.update(told_at=in_days(-40))
    begins_in(20)
    assert ([services.send_reminders(), services.send_reminders()], soon(place)) == ([1, 0], 1)
    services.move_session(session, starts_at=in_days(30), ends_at=in_days(30, 2), by=facilitator)
    assert services.send_reminders() == 0
    SignUp.objects.update(told_at=in_days(-20))
    begins_in(6 * 24)
    assert [services.send_reminders(), services.send_reminders()] == [1, 0]
    SignUp.objects.update(told_at=in_days(-6))
    begins_in(21)
    assert [services.send_reminders(), services.send_reminders()] == [1, 0]
    SignUp.objects.update(told_at=in_days(-6))
    begins_in(-1)
    assert (services.send_reminders(), soon(place)) == (0, 3)


def test_whoever_has_just_been_told_is_not_reminded_of_two_days_at_once(session, facilitator):
    place = sign_up(session)
    SignUp.objects.update(told_at=in_days(-40))
    services.move_session(session, starts_at=in_days(0, 20), ends_at=in_days(0, 22), by=facilitator)
    assert (services.send_reminders(), soon(place)) == (0, 0)
    SignUp.objects.update(told_at=in_days(-40))
    assert (services.send_reminders(), soon(place)) == (1, 1)


def test_by_letter_it_is_ten_days_before_and_nothing_on_the_last_day(session):
    place = sign_up(session, way="letter", reach="1 Private Road")
    SignUp.objects.update(told_at=in_days(-40))
    for hours, reminders in ((11 * 24, 0), (9 * 24, 1), (6 * 24, 0), (20, 0)):
        begins_in(hours)
        assert (hours, services.send_reminders()) == (hours, reminders)
        SignUp.objects.filter(pk=place.pk).update(told_at=in_days(-2))
