"""The times of a plan fit together: the agenda lies inside the session, which ends after it begins and is to come."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from tests.charter.desk import typed_day
from workshops import services
from workshops.models import Session
from workshops.readiness import missing

from .conftest import AGENDA, at_ten, plan

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OUTSIDE = "Some times of the agenda are before it begins or after it ends. Change them."
DAY = timezone.localdate() + timedelta(days=30)


def at(session) -> list[tuple]:
    return [(item.at.hour, item.at.minute) for item in session.day_plan]


@pytest.mark.parametrize(
    ("last", "lacks"),
    [(time(9, 59), [OUTSIDE]), (time(13), []), (time(13, 1), [OUTSIDE]), (time(2), [OUTSIDE])],
)
def test_a_time_outside_the_session_keeps_it_from_opening(facilitator, last, lacks):
    draft = plan(facilitator)
    services.set_agenda(draft, items=[*AGENDA, (last, "We go home", "We go home.", False)], by=facilitator)
    assert [str(words) for words in missing(Session.objects.get())] == lacks


def test_an_open_session_gets_no_agenda_outside_it(session, facilitator):
    with pytest.raises(services.NotReady) as refused:
        services.set_agenda(session, items=[*AGENDA, (time(20), "Late", "Late.", False)], by=facilitator)
    assert refused.value.messages == [OUTSIDE]


def test_the_copy_of_last_time_has_its_agenda_from_the_new_beginning(session, facilitator):
    evening = services.copy_session(session, starts_at=at_ten(40, 9), ends_at=at_ten(40, 12), by=facilitator)
    assert (at(evening), at(session)) == ([(19, 0), (20, 0)], [(10, 0), (11, 0)])
    night = services.copy_session(session, starts_at=at_ten(40, 13), ends_at=at_ten(41, -9), by=facilitator)
    assert (at(night), [str(words) for words in missing(night)]) == ([(23, 0), (0, 0)], [])


def test_the_agenda_moves_with_the_session(session, facilitator):
    half = timedelta(minutes=30)
    services.move_session(session, starts_at=at_ten(25) + half, ends_at=at_ten(25, 2) + half, by=facilitator)
    assert at(Session.objects.get()) == [(10, 30), (11, 30)]
    with pytest.raises(services.NotReady) as refused:
        services.move_session(session, starts_at=at_ten(25), ends_at=at_ten(25) + half, by=facilitator)
    assert refused.value.messages == [OUTSIDE]


@pytest.mark.parametrize(
    ("day", "begins", "ends", "faults"),
    [
        (DAY, "10am", "9am", {"ends": ["It ends before it begins. Over midnight it can last 12 hours, not more."]}),
        (DAY, "10am", "10am", {"ends": ["It ends before it begins. Over midnight it can last 12 hours, not more."]}),
        (DAY, "8pm", "1am", {}),
        (DAY, "10pm", "10am", {}),
        (
            timezone.localdate(),
            "12:01am",
            "12:30am",
            {"day": ["This day or time is over already. Choose a later one."]},
        ),
        (DAY - timedelta(days=40), "10am", "1pm", {"day": ["This day or time is over already. Choose a later one."]}),
    ],
)
def test_no_plan_ends_before_it_begins_or_lies_in_the_past(client, session, facilitator, day, begins, ends, faults):
    client.force_login(facilitator)
    typed = {**typed_day("day", day), "begins": begins, "ends": ends}
    one = f"/team/workshops/sessions/{session.slug}/"
    pages = {
        "/team/workshops/plan/": {"name": "New", "mode": "in_person"},
        f"{one}copy/": {},
        f"{one}another-day/": {"mode": "in_person", "venue": session.venue.pk},
    }
    for page, more in pages.items():
        answer = client.post(page, {**typed, **more})
        found = answer.context["form"].errors if answer.status_code == 200 else {}
        assert (page, found) == (page, faults)
        if faults:
            assert answer.context["form"]["begins"].value() == begins


def test_the_day_of_what_is_over_is_put_right_and_an_old_plan_keeps_its_other_facts(client, session, facilitator):
    client.force_login(facilitator)
    Session.objects.update(starts_at=at_ten(-2), ends_at=at_ten(-2, 3))
    typed = {"begins": "10am", "ends": "1pm", "mode": "in_person", "venue": session.venue.pk}
    yesterday = typed_day("day", timezone.localdate() - timedelta(days=1))
    page = f"/team/workshops/sessions/{session.slug}/another-day/"
    assert client.post(page, {**typed, **yesterday}).status_code == 302
    assert Session.objects.get().starts_at == at_ten(-1)
    old = plan(facilitator, name="Old")
    Session.objects.filter(pk=old.pk).update(starts_at=at_ten(-5), ends_at=at_ten(-5, 3))
    page = f"/team/workshops/sessions/{old.slug}/change/"
    form = client.get(page).context["form"]
    day = form.initial["day"]
    said = {"name": "Older", "mode": "in_person", "begins": "10am", "ends": "1pm", "seen": form.initial["seen"]}
    assert client.post(page, {**said, **yesterday}).status_code == 200
    assert client.post(page, {**said, **typed_day("day", day)}).status_code == 302
    assert Session.objects.get(pk=old.pk).name == "Older"


def test_what_begins_at_nine_stands_before_what_begins_at_eleven(facilitator):
    draft = plan(facilitator)
    services.set_agenda(draft, items=[*AGENDA, (time(9), "Doors open", "Doors open.", False)], by=facilitator)
    assert at(draft) == [(9, 0), (10, 0), (11, 0)]
