"""Moved again before anybody has heard of the first time: people hear once, and all that they need to know."""

import pytest

from members import services as members
from members.models import Message
from workshops import services
from workshops.models import Session, SignUp

from .conftest import WHY, in_days, said_in, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LANGUAGE = {"": "en-gb", "/easy": "en-simple"}
NAMES = {"Rosa": "", "Ros": "/easy", "Sam": ""}
PAID = "Have you paid for something already? Tell us. We pay it back."
LATE = "You hear it late. So you get what we offered, in full."


def move(by, days, **facts):
    services.move_session(Session.objects.get(), starts_at=in_days(days), ends_at=in_days(days, 2), **facts, by=by)


def waiting(place) -> list[str]:
    """The words of what still waits for this person."""
    messages = Message.objects.waiting().filter(occasion__startswith=f"place-{place.pk}-").order_by("pk")
    return [words for message in messages for _picture, words in message.ideas]


AGAIN = {
    "move": lambda by: move(by, 31),
    "put off": lambda by: services.postpone_session(Session.objects.get(), because=WHY, by=by),
    "put off to": lambda by: services.postpone_session(
        Session.objects.get(), because=WHY, starts_at=in_days(31), ends_at=in_days(31, 2), by=by
    ),
    "cancel": lambda by: services.cancel_session(Session.objects.get(), because=WHY, by=by),
}


@pytest.mark.parametrize("deed", AGAIN)
def test_what_overtakes_a_late_word_says_that_it_is_late(session, facilitator, deed):
    services.change_session(session, capacity=9, by=facilitator)
    rosa, ros, sam = (sign_up(session, name, language=LANGUAGE[form]) for name, form in NAMES.items())
    SignUp.objects.filter(pk=sam.pk).update(state="waiting")
    Session.objects.update(starts_at=in_days(1), ends_at=in_days(1, 2))
    move(facilitator, 30)
    AGAIN[deed](facilitator)
    for place, form, is_said in ((rosa, "", 1), (ros, "/easy", 1), (sam, "", 0)):
        assert waiting(place).count(said_in(form, LATE)) == is_said
    assert [waiting(rosa).count(PAID), waiting(ros).count(said_in("/easy", PAID))] == [1, 1]


def test_whoever_heard_the_late_word_does_not_hear_it_again(session, facilitator):
    rosa = sign_up(session, "Rosa")
    Session.objects.update(starts_at=in_days(1), ends_at=in_days(1, 2))
    move(facilitator, 30)
    members.send_messages()
    move(facilitator, 31)
    assert waiting(rosa).count(f"It is on {Session.objects.get().when}.") == 1
    assert [waiting(rosa).count(words) for words in (LATE, PAID)] == [0, 0]
