"""Moved again before anybody has heard of the first time: people hear once, and all that they need to know."""

import pytest
from django.utils import timezone

from members import services as members
from members.models import Message
from workshops import services
from workshops.models import Session, SignUp

from .conftest import WHY, in_days, said_in, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LANGUAGE = {"": "en-gb", "/easy": "en-simple"}
TOLD = (
    "It is on another day. It was to be on {was_when}.",
    "It is at another place. It was to be here: {was_where}.",
)
SHOWN = ("It is on another day. It was to be on %(was)s.", "It is at another place. It was to be here: %(was)s.")
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


@pytest.mark.parametrize("form", ["", "/easy"])
def test_what_it_was_is_what_people_heard_last(client, session, facilitator, form):
    """Message and own page, of the day and of the place; what has gone out is what they heard."""
    place = sign_up(session, "Rosa", language=LANGUAGE[form])
    hall, first, second = session.venue.name, session.when, f"The Hall, {session.venue.address}"

    def said(*was):
        told = [said_in(form, says).format(was_when=one, was_where=one) for says, one in zip(TOLD, was, strict=True)]
        page = client.get(f"{form}/workshops/place/{place.link}/").content.decode()
        shown = [said_in(form, says, was=one) for says, one in zip(SHOWN, was, strict=True)]
        return [waiting(place).count(one) for one in told], [page.count(one) for one in shown]

    move(facilitator, 30)
    services.keep_venue(venue=session.venue, name=hall, address="2 Elsewhere", by=facilitator)
    assert said(first, second) == ([1, 1], [1, 1])
    move(facilitator, 31)
    assert said(first, second) == ([1, 1], [1, 1])
    members.send_messages()
    heard = Session.objects.get().when
    move(facilitator, 32)
    assert said(heard, second) == ([1, 0], [1, 0])


def test_put_off_before_anybody_heard_of_another_day_it_is_not_on_the_day_they_know(session, facilitator):
    place, day = sign_up(session, "Rosa"), session.when
    move(facilitator, 30)
    AGAIN["put off"](facilitator)
    assert waiting(place).count(f"Meet is not on {day}.") == 1


@pytest.mark.parametrize("form", ["", "/easy"])
def test_each_reads_the_day_and_the_place_that_they_heard_last(client, session, facilitator, form):
    """Ann has heard of the first move, and Cyd signed up after it; the letter to Ben about it is not posted yet."""
    services.change_session(session, capacity=9, by=facilitator)
    ann, ben = (sign_up(session, name, language=LANGUAGE[form]) for name in ("Ann", "Ben"))
    first, hall = session.when, f"The Hall, {session.venue.address}"
    club = services.keep_venue(name="The Club", address="3 New Road, Widnes", by=facilitator)
    club = services.check_venue(club, facts=["step_free"], checked_by="Farah", on=timezone.localdate(), by=facilitator)
    move(facilitator, 30, venue=club)
    Message.objects.filter(occasion__startswith=f"place-{ben.pk}-moved").update(way="letter")
    members.send_messages()
    second = Session.objects.get().when
    cyd = sign_up(session, "Cyd", language=LANGUAGE[form])
    move(facilitator, 31)
    for place, heard in ((ann, {(0, second)}), (ben, {(0, first), (1, hall)}), (cyd, {(0, second)})):
        said, page = waiting(place), client.get(f"{form}/workshops/place/{place.link}/").content.decode()
        was = [(at, one) for at in (0, 1) for one in (first, second, hall, f"The Club, {club.address}")]
        told = {(at, one) for at, one in was if said_in(form, TOLD[at]).format(was_when=one, was_where=one) in said}
        shown = {(at, one) for at, one in was if said_in(form, SHOWN[at], was=one) in page}
        assert (place.name, told, shown) == (place.name, heard, heard)
