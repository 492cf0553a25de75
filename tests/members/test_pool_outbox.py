"""The outbox: each person told once, by their way, in their form; nobody's failure is anybody else's."""

import re
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone

from halton_coprod.record.flow import NotNow
from halton_coprod.record.models import AuditLine
from halton_coprod.record.stamp import page_stamp
from members import services
from members.models import Member, Message, Way
from members.services.outbox import FIRST_WAIT, LOST_AFTER, MOST_TRIES, drop_overtaken, queue_to_stranger

from .outbox import HUB, PLACE, due, now_is, person, queue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_message_of_joining(settings):
    settings.SITE_URL = HUB


# Whom


def test_the_same_occasion_makes_one_message():
    rosa = person()
    assert queue(rosa) == queue(rosa)
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "news", "place"),
    [
        ({}, True, True),
        ({"state": "active"}, True, True),
        ({"wants_messages": False}, False, True),
        ({"state": "paused"}, False, True),
        ({"state": "left"}, False, True),
    ],
)
def test_news_go_to_whoever_wants_them_and_places_to_whoever_holds_one(facts, news, place):
    rosa = person()
    Member.objects.filter(pk=rosa.pk).update(**facts)
    rosa.refresh_from_db()
    assert (queue(rosa) is not None, queue(rosa, "place", PLACE) is not None) == (news, place)


def test_without_a_standing_yes_to_the_pool_there_is_no_news(pool_staff):
    rosa, ida = person("Rosa"), person("Ida")
    services.withdraw_consent(rosa, purpose="pool", by=pool_staff)
    ida.consents.all().delete()
    assert (queue(rosa), queue(ida)) == (None, None)


def test_an_erased_person_is_told_nothing(pool_staff):
    rosa = services.erase_member(person(), by=pool_staff)
    assert (queue(rosa), queue(rosa, "place", PLACE)) == (None, None)


@pytest.mark.parametrize("way", ["email", "letter", "phone"])
def test_whoever_stops_wanting_news_while_it_waits_does_not_get_it(pool_staff, way):
    rosa = person(way=way, phone="01632 960 001", address="1 Example Street")
    news, place = queue(rosa), queue(rosa, "place", PLACE)
    services.change_member(rosa, wants_messages=False, by=pool_staff)
    services.send_messages()
    assert now_is(news) == ("dropped", "unwanted")
    assert now_is(place) == ("sent" if way == "email" else "waiting", "")


# Sending


def test_an_email_says_why_it_came_and_how_to_stop_in_both_forms():
    queue(person("Rosa"), about=PLACE)
    queue(person("Ida", easy_read=True))
    assert services.send_messages() == {"lost": 0, "dropped": 0, "taken": 2, "sent": 2}
    for sent, form in zip(mail.outbox, ("", "/easy"), strict=True):
        assert sent.body.count("in the pool") == 1
        link = re.search(rf"{HUB}{form}(/messages/stop/[\w:-]+/)", sent.body)
        assert sent.extra_headers["List-Unsubscribe"] == f"<{link[0]}>"
        assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_easy_read_email_carries_its_pictures_inside():
    queue(person(easy_read=True))
    queue(person("Ida"))
    services.send_messages()
    easy, standard = (sent.message().as_string() for sent in mail.outbox)
    assert (easy.count('src="cid:meeting"'), easy.count("Content-ID: <meeting>")) == (1, 1)
    assert (standard.count("cid:"), standard.count("Content-ID")) == (0, 0)


class Post:
    """A mail server that answers some addresses with a fault."""

    def __init__(self, faults):
        self.faults, self.sent = faults, []

    def send(self, mail):
        for address, fault in self.faults.items():
            if mail.to == [address]:
                raise fault
        self.sent += mail.to
        return 1


def with_faults(monkeypatch, **faults):
    post = Post({f"{name}@home.example": fault for name, fault in faults.items()})
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", lambda self: post.send(self))
    return post


def no_mailbox(code):
    return SMTPRecipientsRefused({"a@b": (code, b"no")})


@pytest.mark.parametrize(
    ("fault", "state", "why"),
    [
        (no_mailbox(550), "failed", "refused"),
        (no_mailbox(450), "waiting", ""),
        (SMTPDataError(554, b"spam"), "failed", "refused"),
        (SMTPDataError(451, b"later"), "waiting", ""),
        (ValueError("a header with two lines"), "failed", "broken"),
        (UnicodeEncodeError("ascii", "ü", 0, 1, "no"), "failed", "broken"),
    ],
)
def test_one_that_cannot_be_sent_holds_up_nobody(monkeypatch, fault, state, why):
    people = [person(name) for name in ("Ann", "Ben", "Cy")]
    ann, ben, cy = (queue(one) for one in people)
    post = with_faults(monkeypatch, ben=fault)
    services.send_messages()
    assert post.sent == ["ann@home.example", "cy@home.example"]
    assert (now_is(ann), now_is(ben), now_is(cy)) == (("sent", ""), (state, why), ("sent", ""))


def test_a_row_that_cannot_be_unsealed_holds_up_nobody():
    ann, ben = queue(person("Ann")), queue(person("Ben"))
    with connection.cursor() as cursor:
        cursor.execute("update members_message set title = 'not sealed by us' where id = %s", [ann.pk])
    services.send_messages()
    assert dict(Message.objects.order_by("pk").values_list("pk", "state")) == {ann.pk: "failed", ben.pk: "sent"}


def test_when_the_server_does_not_answer_the_others_wait_as_they_are(monkeypatch):
    ann, ben = queue(person("Ann")), queue(person("Ben"))
    with_faults(monkeypatch, ann=ConnectionRefusedError(), ben=ConnectionRefusedError())
    before = timezone.now()
    services.send_messages()
    ann.refresh_from_db()
    ben.refresh_from_db()
    assert (ann.state, ann.tries, ann.try_at - before >= FIRST_WAIT) == ("waiting", 1, True)
    assert (ben.state, ben.tries, ben.try_at < before) == ("waiting", 0, True)


def test_each_wait_is_twice_as_long_and_then_a_person_clears_it(monkeypatch):
    ann = queue(person("Ann"))
    with_faults(monkeypatch, ann=SMTPServerDisconnected())
    waits = []
    for _time in range(MOST_TRIES):
        due(ann)
        services.send_messages()
        ann.refresh_from_db()
        waits.append(round((ann.try_at - timezone.now()) / FIRST_WAIT))
    assert waits[: MOST_TRIES - 1] == [2**number for number in range(MOST_TRIES - 1)]
    assert (ann.state, ann.fault) == ("failed", "no mail server")
    assert services.send_messages() == {"lost": 0, "dropped": 0}


def test_an_email_without_an_address_is_not_sent_but_goes_the_way_there_is():
    ann = person("Ann")
    message = queue(ann)
    Member.objects.filter(pk=ann.pk).update(way="phone", phone="01632 960 002", email="")
    services.send_messages()
    message.refresh_from_db()
    assert (len(mail.outbox), message.state, message.way) == (0, "waiting", "phone")


def test_what_waits_follows_a_change_of_way(pool_staff):
    rosa = person()
    message, other = queue(rosa), queue(person("Ida"))
    services.change_member(rosa, best_time="morning", by=pool_staff)
    assert Message.objects.get(pk=message.pk).way == "email"
    services.change_member(rosa, way="letter", address="1 Example Street", by=pool_staff)
    assert [Message.objects.get(pk=one.pk).way for one in (message, other)] == ["letter", "email"]


def test_sending_writes_its_line_and_has_public_pages_made_anew_once_a_tick(django_capture_on_commit_callbacks):
    """They say when people were told what came of a session; a tick that sent nothing lets them stay."""
    message, lines, stamp = queue(person()), AuditLine.objects.count(), page_stamp()
    with django_capture_on_commit_callbacks() as with_each_message:
        services.send_messages()
    (line,) = AuditLine.objects.order_by("pk")[lines:]
    assert (line.verb, line.thing_id, line.note) == ("members.message.send", str(message.pk), "sending → sent")
    sent = page_stamp()
    services.send_messages()
    assert (with_each_message, sent == stamp, page_stamp() == sent) == ([], False, True)


def test_a_message_that_was_given_up_for_lost_is_nobodys_until_a_person_decides(pool_staff):
    message = queue(person())
    taken = timezone.now() - LOST_AFTER - timedelta(seconds=1)
    Message.objects.filter(pk=message.pk).update(state="sending", taken_at=taken)
    assert services.send_messages()["lost"] == 1
    assert (now_is(message), mail.outbox) == (("failed", "not sure"), [])
    services.clear_message(message, "try_again", by=pool_staff)
    services.send_messages()
    assert (now_is(message), len(mail.outbox)) == (("sent", ""), 1)


# Of no use any more


def test_what_comes_too_late_is_told_to_nobody(pool_staff):
    gone, coming = timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(days=1)
    ways = {"phone": "01632 960 003", "address": "1 Example Street"}
    late = [queue(person(way, way=way, **ways), no_use_after=gone) for way in Way.values]
    kept = queue(person("Ida", way="phone", **ways), no_use_after=coming)
    assert list(Message.objects.to_ring()) == [kept]
    assert (Message.objects.to_post().count(), Message.objects.to_text().count()) == (0, 0)
    with pytest.raises(NotNow):
        services.clear_message(late[2], "ring", by=pool_staff)
    services.send_messages()
    assert ({now_is(one) for one in late}, now_is(kept), mail.outbox) == (
        {("dropped", "too late")},
        ("waiting", ""),
        [],
    )


def test_what_is_overtaken_is_dropped_and_nothing_else():
    rosa, ida = person("Rosa"), person("Ida")
    soon, other, of_ida = queue(rosa, "place-1-soon-7"), queue(rosa, "place-11-soon-7"), queue(ida, "place-1-soon-7")
    assert drop_overtaken(rosa, "place-1-soon") == 1
    assert now_is(soon) == ("dropped", "overtaken")
    assert {now_is(other), now_is(of_ida)} == {("waiting", "")}


def test_a_letter_to_somebody_outside_the_pool_outlives_the_thirty_days():
    months_ago = timezone.now() - timedelta(days=31)
    with transaction.atomic():
        for number, state in enumerate(Message.State.values):
            one = queue_to_stranger(
                to="1 Example Street", way="letter", occasion=f"o{number}", title="A", ideas=[], language="en-gb"
            )
            Message.objects.filter(pk=one.pk).update(state=state, queued_at=months_ago, taken_at=months_ago)
    services.forget_drafts()
    assert set(Message.objects.values_list("state", flat=True)) == {"waiting", "sending", "failed"}


# Texts


def test_texts_wait_for_a_person_until_there_is_a_machine():
    message = queue(person(way="text", phone="01632 960 005"))
    services.send_messages()
    assert (now_is(message), list(Message.objects.to_text())) == (("waiting", ""), [message])


def test_texts_go_to_a_folder(settings, tmp_path):
    settings.TEXT_BACKEND, settings.HUB_DATA = "members.texts.FolderTexts", tmp_path
    message = queue(person(way="text", phone="01632 960 005"))
    assert services.send_messages() == {"lost": 0, "dropped": 0, "taken": 1, "sent": 1}
    (file,) = (tmp_path / "texts").iterdir()
    words = file.read_text()
    assert (now_is(message), words.count("To: 01632 960 005"), words.count("Come and talk.")) == (("sent", ""), 1, 1)


def test_words_too_long_for_a_text_are_said_on_the_phone_and_never_cut(settings, tmp_path):
    settings.TEXT_BACKEND, settings.HUB_DATA = "members.texts.FolderTexts", tmp_path
    with transaction.atomic():
        message = services.queue_message(
            person(way="text", phone="01632 960 005"), occasion="long", title="A", ideas=[("talk", "Long. " * 200)]
        )
    services.send_messages()
    message.refresh_from_db()
    assert (message.state, message.way, (tmp_path / "texts").exists()) == ("waiting", "phone", False)


def test_a_wrong_name_of_a_machine_for_texts_is_one_sentence(settings):
    settings.TEXT_BACKEND = "members.texts.Nothing"
    with pytest.raises(ImproperlyConfigured, match=r"^TEXT_BACKEND names members\.texts\.Nothing, which is not there"):
        services.send_messages()
