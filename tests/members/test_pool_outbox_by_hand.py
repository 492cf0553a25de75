"""What people do by hand: calls, another way, batches of letters."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from halton_coprod.easyread.said import said_date
from halton_coprod.record.flow import NotNow
from members import services
from members.letters import words_to_say
from members.models import LookRecord, Message, Way
from members.roles import POOL_STAFF
from members.services.outbox import queue_to_stranger
from tests.conftest import make_person

from .outbox import HUB, PLACE, now_is, person, queue
from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture(autouse=True)
def no_message_of_joining(settings):
    settings.SITE_URL = HUB


def test_a_call_that_reached_nobody_comes_back_later_and_one_that_did_is_told(pool_staff):
    message = queue(person(way="phone", phone="01632 960 006"))
    services.clear_message(message, "not_reached", by=pool_staff)
    message.refresh_from_db()
    assert (message.state, message.tries, message.try_at > timezone.now()) == ("waiting", 1, True)
    services.clear_message(message, "ring", answer="She comes.", by=pool_staff)
    message.refresh_from_db()
    assert (message.state, message.answer, message.done_at is not None) == ("rung", "She comes.", True)


def test_pressing_twice_notes_the_call_of_one_person_by_name_and_nobody_elses(client, pool_staff):
    ann, ben = (queue(person(name, way="phone", phone="01632 960 006")) for name in ("Ann", "Ben"))
    client.force_login(pool_staff)
    where, pressed = f"/team/outbox/{ann.pk}/", {"move": "ring", "queue": "calls"}
    first, second = client.post(where, pressed, follow=True), client.post(where, pressed)
    assert [str(one) for one in first.context["messages"]] == ["Saved for Ann: I have rung."]
    assert (second.status_code, now_is(ann), now_is(ben)) == (409, ("rung", ""), ("waiting", ""))


def test_another_way_needs_an_address(pool_staff):
    message = queue(person(way="phone", phone="01632 960 006", email=""))
    with pytest.raises(ValidationError):
        services.reroute_message(message, way=Way.EMAIL, by=pool_staff)
    assert now_is(message) == ("waiting", "")


def test_a_letter_that_comes_back_can_be_told_another_way(pool_staff):
    message = queue(person(way="letter", address="1 Example Street"))
    services.clear_message(message, "post", by=pool_staff)
    services.clear_message(message, "fail", by=pool_staff)
    assert now_is(message) == ("failed", "came back")
    services.reroute_message(message, way=Way.EMAIL, by=pool_staff)
    services.send_messages()
    assert (now_is(message), mail.outbox[0].to) == (("sent", ""), ["rosa@home.example"])


def test_what_is_said_on_the_phone_has_no_web_address():
    with transaction.atomic():
        message = services.queue_message(
            person(easy_read=True),
            occasion="a",
            title="A place",
            ideas=[("undo", f"You cannot come? Tell us here: {HUB}/workshops/place/secret/")],
            about=PLACE,
            way=Way.PHONE,
        )
    said = " ".join(words_to_say(message))
    assert (said.count("http"), said.count("Rosa"), said.count("You cannot come?")) == (0, 1, 1)


@pytest.mark.parametrize(
    ("way", "on_the_phone", "by_phone", "stop"),
    [("phone", 1, 0, "You can tell me now."), ("text", 0, 1, "no more texts?"), ("email", 0, 0, "")],
)
def test_the_page_shows_the_words_of_the_way(client, pool_staff, way, on_the_phone, by_phone, stop):
    client.force_login(pool_staff)
    idea = ("undo", f"Tell us here: {HUB}/workshops/place/secret/")
    rosa = person(phone="01632 960 006")
    with transaction.atomic():
        message = services.queue_message(rosa, occasion="a", title="A place", ideas=[idea], way=way)
    words = client.get(f"/team/outbox/{message.pk}/").context["line"].words
    said = " ".join(words)
    assert (said.count("now, on the phone"), said.count("by phone, ")) == (on_the_phone, by_phone)
    assert (said.count("secret"), stop in said, said.count("This is the")) == (0, True, on_the_phone)


@pytest.mark.parametrize(
    ("way", "address"), [("phone", "hub.example/accounts/login"), ("text", "https://hub.example/accounts/login/")]
)
def test_where_to_sign_in_is_told_also_by_phone_and_by_text(client, settings, pool_staff, way, address):
    settings.SITE_URL = "https://hub.example"
    rosa = person(phone="01632 960 006", way=way)
    services.give_sign_in(rosa, by=pool_staff)
    client.force_login(pool_staff)
    message = rosa.messages.get(occasion__startswith="sign-in")
    words = client.get(f"/team/outbox/{message.pk}/").context["line"].words
    assert f"Sign in here with rosa@home.example: {address}" in words


def test_a_look_at_the_same_contacts_is_recorded_once_an_hour(pool_staff):
    first, second = queue(person("Ann")), queue(person("Ben"))
    assert services.record_contacts([first, second], by=pool_staff) == 2
    assert services.record_contacts([first, second], by=pool_staff) == 0
    LookRecord.objects.update(at=timezone.now() - timedelta(minutes=61))
    assert services.record_contacts([first], by=pool_staff) == 1


# Batches


def letters(*names, **facts):
    known = {"way": "letter", "address": "1 Example Street", **facts}
    return [queue(person(name, **known), about=PLACE) for name in names]


def test_a_batch_is_made_printed_and_posted_each_letter_once(pool_staff):
    ann, ben = letters("Ann", "Ben")
    batch = services.make_batch(by=pool_staff)
    with pytest.raises(NotNow):
        services.make_batch(by=pool_staff)
    with pytest.raises(NotNow):
        services.move_batch(batch, "post", by=pool_staff)
    services.clear_message(ben, "ring", by=pool_staff)
    services.move_batch(batch, "print", by=pool_staff)
    services.move_batch(batch, "post", by=pool_staff)
    assert (now_is(ann), now_is(ben), batch.messages.count()) == (("posted", ""), ("rung", ""), 2)


def test_a_batch_taken_apart_gives_its_letters_back(pool_staff):
    (ann,) = letters("Ann")
    services.move_batch(services.make_batch(by=pool_staff), "take_apart", by=pool_staff)
    assert list(Message.objects.to_print()) == [ann]


def test_letters_in_another_format_or_language_are_made_by_hand(pool_staff):
    (ann,), (ben,), (cy,) = letters("Ann"), letters("Ben", other_format="Braille"), letters("Cy", language="Polish")
    assert (list(Message.objects.to_print()), list(Message.objects.to_make_by_hand())) == ([ann], [ben, cy])
    assert services.make_batch(by=pool_staff).letters == 1


def test_a_letter_to_somebody_outside_the_pool_is_printed():
    with transaction.atomic():
        one = queue_to_stranger(to="1 A Road", way="letter", occasion="o", title="A", ideas=[], language="en-gb")
    assert list(Message.objects.to_print()) == [one]


def test_a_letter_that_waits_leaves_its_batch_when_the_person_wants_another_way(pool_staff):
    (ann,), (ben,) = letters("Ann"), letters("Ben")
    batch = services.make_batch(by=pool_staff)
    services.change_member(ann.member, way="email", by=pool_staff)
    services.move_batch(batch, "print", by=pool_staff)
    services.change_member(ben.member, way="email", by=pool_staff)
    services.move_batch(batch, "post", by=pool_staff)
    services.send_messages()
    assert (now_is(ann), now_is(ben)) == (("sent", ""), ("posted", ""))


def test_a_letter_that_came_too_late_is_not_noted_as_posted(pool_staff):
    (ann,) = letters("Ann")
    batch = services.make_batch(by=pool_staff)
    services.move_batch(batch, "print", by=pool_staff)
    Message.objects.filter(pk=ann.pk).update(no_use_after=timezone.now())
    services.move_batch(batch, "post", by=pool_staff)
    assert now_is(ann) == ("dropped", "too late")


def test_sending_asks_as_much_for_each_message():
    counts = []
    for many in (1, 3):
        for number in range(many):
            queue(person(f"P{many}x{number}"))
        with CaptureQueriesContext(connection) as asked:
            services.send_messages()
        counts.append(len(asked))
    assert (counts[1] - counts[0]) % 2 == 0
    assert (counts[1] - counts[0]) // 2 <= 7


@FORMS
def test_what_was_noted_says_what_when_and_by_whom(client, pool_staff, form):
    message = queue(person(way="phone", phone="01632 960 006"))
    services.clear_message(message, "not_reached", by=make_person("otto other", POOL_STAFF))
    services.clear_message(message, "ring", by=pool_staff)
    day = timezone.localdate() - timedelta(days=2)
    Message.objects.update(done_at=timezone.make_aware(datetime.combine(day, time(14, 30))))
    client.force_login(pool_staff)
    for where in ("noted/", f"{message.pk}/"):
        words = " ".join(client.get(f"{form}/team/outbox/{where}").content.decode().split())
        at = "2:30pm in the afternoon" if form else "2:30pm"
        said = f"<dd>Told by phone, {said_date(day)}, {at}, by {pool_staff}</dd>"
        assert (words.count(said), words.count("Otto Other")) == (1, 0)


@FORMS
def test_where_no_other_way_is_known_none_is_offered_and_it_says_so(client, pool_staff, form):
    ann = queue(person("Ann", way="phone", phone="01632 960 006", email=""))
    ben = queue(person("Ben", way="letter", address="1 Example Street", email=""))
    client.force_login(pool_staff)
    for message, offered in ((ann, 1), (ben, 0)):
        where = f"{form}/team/outbox/{message.pk}/"
        words = client.get(where).content.decode()
        assert words.count(f'href="{where}way/"') == offered
        assert words.count("We know no other way to tell them.") == 1 - offered
        for answer in (client.get(f"{where}way/"), client.post(f"{where}way/", {"way": "email"})):
            assert (answer.status_code, answer.get("Location")) == ((200, None) if offered else (302, where))


@FORMS
def test_a_letter_whose_yes_was_taken_back_in_the_batch_is_not_printed_or_posted(client, pool_staff, form):
    """At once, without waiting for the clock; the page says to take it out."""
    ann, ben = (queue(person(name, way="letter", address="1 Example Street")) for name in ("Ann", "Ben"))
    batch = services.make_batch(by=pool_staff)
    where = f"{form}/team/outbox/batches/{batch.pk}/"
    client.force_login(pool_staff)
    assert client.get(where).content.decode().count("Take this letter out.") == 0
    services.move_batch(batch, "print", by=pool_staff)
    services.withdraw_consent(ann.member, purpose="pool", by=pool_staff)
    words = client.get(where).content.decode()
    assert words.count("Take this letter out. It must not be posted: The person does not want it.") == 1
    client.get(f"{where}letters.pdf")
    assert list(LookRecord.objects.filter(what="contact").values_list("member__name", flat=True)) == ["Ben"]
    client.post(f"{where}post/")
    assert (now_is(ann), now_is(ben)) == (("dropped", "unwanted"), ("posted", ""))


@FORMS
def test_a_call_that_failed_reached_nobody_and_did_not_come_back(client, pool_staff, form):
    """Wherever it says how a call stands: to the team, and to the person."""
    rosa = make_member(user=make_person("rosa"), facts={"way": "phone", "phone": "01632 960 006"})
    call = queue(rosa)
    services.clear_message(call, "fail", by=pool_staff)
    team = [f"/team/outbox/{where}" for where in (f"{call.pk}/", "failed/", f"person/{rosa.pk}/")]
    says, wrong = "We could not talk to" if form else "We did not reach", ("It came back", "<dd>Did not arrive")
    for user, whom, pages in (
        (pool_staff, "them", [*team, f"/team/pool/{rosa.pk}/what-happened/"]),
        (rosa.user, "you", ["/me/messages/", "/me/information/document/"]),
    ):
        client.force_login(user)
        for where in pages:
            words = client.get(f"{form}{where}").content.decode()
            assert (where, f"{says} {whom}" in words) == (where, True)
            assert (where, [one for one in wrong if one in words]) == (where, [])
