"""What people are told about a place is told in time or not at all; and also to whoever has left the pool."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from members import services as members
from members.models import Member, Message
from workshops import services
from workshops.holders import Holder
from workshops.models import Session, SignUp
from workshops.notices import tell

from .conftest import asking, in_days, plan, sign_up
from .test_places import a_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def messages(place, occasion):
    return Message.objects.filter(occasion__startswith=f"place-{place.pk}-{occasion}").order_by("pk")


@pytest.fixture
def soon(facilitator):
    """A session in 5 days, and somebody who signed up weeks ago."""
    session = services.open_session(
        plan(facilitator, starts_at=in_days(5), ends_at=in_days(5, 3), capacity=1), by=facilitator
    )
    place = sign_up(session, "Rosa Privat", way="phone", reach="01632 960 777")
    session.sign_ups.update(told_at=timezone.now() - timedelta(days=30))
    return session, place


def test_a_reminder_is_of_no_use_after_the_session_begins(soon):
    session, place = soon
    services.send_reminders()
    reminder = messages(place, "soon").get()
    assert (reminder.no_use_after, reminder.to_name) == (session.starts_at, "Rosa Privat")
    Message.objects.filter(pk=reminder.pk).update(no_use_after=timezone.now())
    members.send_messages()
    assert messages(place, "soon").get().fault == "too late"
    assert (services.send_reminders(), messages(place, "soon").get().state) == (0, "dropped")


def test_an_offer_is_of_no_use_after_the_session_begins(soon):
    session, place = soon
    waiting = sign_up(session, "Ida Privat")
    services.give_back(place, by=session.team.get())
    waiting.refresh_from_db()
    assert (waiting.state, messages(waiting, "offered").get().no_use_after) == ("offered", session.starts_at)


@pytest.mark.parametrize("deed", ["move", "cancel", "give_back"])
def test_a_reminder_that_waits_is_dropped_when_it_is_not_true_any_more(soon, facilitator, deed):
    session, place = soon
    services.send_reminders()
    if deed == "move":
        services.move_session(session, starts_at=in_days(9), ends_at=in_days(9, 2), by=facilitator)
        assert messages(place, "moved").get().no_use_after == Session.objects.get().starts_at
    elif deed == "cancel":
        services.cancel_session(session, because="Snow.", by=facilitator)
    else:
        services.give_back(place, by=facilitator)
    assert messages(place, "soon").get().fault == "overtaken"
    said = {"move": "moved", "cancel": "cancelled", "give_back": "given_back"}[deed]
    assert messages(place, said).get().state == "waiting"


def test_whoever_left_the_pool_is_still_told_that_it_is_cancelled(session, facilitator, resident):
    rosa = a_member(resident, way="email", email="rosa@private.example", easy_read=False)
    services.sign_up(session, asking=asking("Rosa Privat"), token=uuid.uuid4(), member=rosa, user=resident, by=resident)
    members.leave_pool(rosa, by=resident)
    services.cancel_session(session, because="Snow.", by=facilitator)
    members.send_messages()
    assert [(sent.to, sent.subject) for sent in mail.outbox][-1] == (["rosa@private.example"], "It is cancelled: Meet")


def test_how_it_was_is_asked_only_of_whoever_wants_messages(session, resident):
    rosa = a_member(resident)
    place = services.sign_up(
        session, asking=asking("Rosa Privat"), token=uuid.uuid4(), member=rosa, user=resident, by=resident
    )
    tell(place, "how-was-it")
    assert messages(place, "how-was-it").count() == 1
    Member.objects.update(wants_messages=False)
    place = SignUp.objects.get(pk=place.pk)
    tell(place, "missed")
    assert messages(place, "missed").count() == 0


@pytest.mark.parametrize(
    ("is_moved", "title"), [(False, "You have a place: Meet"), (True, "Something has changed: Meet")]
)
def test_whoever_waited_and_said_yes_hears_first_of_all_that_they_have_a_place(session, facilitator, is_moved, title):
    rosa, _sam, sue = (sign_up(session, f"{name} Privat") for name in ("Rosa", "Sam", "Sue"))
    services.give_back(rosa, by=facilitator)
    services.accept_offer(sue, by=Holder(sue.pk))
    if is_moved:
        services.move_session(session, starts_at=in_days(25), ends_at=in_days(25, 2), by=facilitator)
    members.send_messages()
    (sent,) = messages(sue, "").filter(state="sent")
    assert (sent.title, ["yes", "You have a place at: Meet."] in sent.ideas) == (title, True)
    others = messages(sue, "").exclude(state="sent")
    assert set(others.values_list("state", "fault")) == {("dropped", "overtaken")}


def test_whoever_waits_hears_of_which_day_and_which_number_and_not_of_the_old_one(session, facilitator):
    for name in ("Rosa", "Sam", "Sue"):
        sign_up(session, f"{name} Privat")
    waiting = sign_up(session, "Tess Privat")
    said = [words for _picture, words in messages(waiting, "waiting").get().ideas]
    assert said[1:4] == [
        f"It is on {session.when}.",
        "It is here: The Hall, 1 Example Street, Widnes.",
        "Your number in the line is 2.",
    ]
    services.move_session(session, starts_at=in_days(25), ends_at=in_days(25, 2), by=facilitator)
    waits = messages(waiting, "").filter(state="waiting").get()
    assert (waits.title, waits.ideas[1][1]) == ("Something has changed: Meet", "You are on the waiting list.")
