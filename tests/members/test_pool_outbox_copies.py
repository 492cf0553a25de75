"""Copies for supporters, and how each is stopped."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.models import Message
from stories import services as stories
from stories.notices import sign, tell_received

from .outbox import HUB, PLACE, now_is, person, queue
from .people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_message_of_joining(settings):
    settings.SITE_URL = HUB


def supported(**facts):
    known = {"name": "Sunil", "email": "sunil@home.example", "gets_copies": True, **facts}
    member = make_member("Rosa", facts={"email": "rosa@home.example"}, supporter=known)
    Message.objects.all().delete()
    return member


def test_a_supporter_who_gets_copies_gets_one_without_address_or_link():
    rosa = supported()
    with transaction.atomic():
        ideas = [("yes", "A place is free."), ("answer", f"Answer here: {HUB}/workshops/place/secret/")]
        services.queue_message(rosa, occasion="place-1-in", title="A place", ideas=ideas, about=PLACE)
    services.send_messages()
    own, copy = mail.outbox
    assert (own.to, copy.to) == (["rosa@home.example"], ["sunil@home.example"])
    assert (copy.subject, copy.body.count("A place is free.")) == ("Copy for you: A place", 1)
    said = copy.message().as_string()
    assert (said.count("rosa@home.example"), said.count("secret"), own.body.count("secret")) == (0, 0, 1)


@pytest.mark.parametrize("site", [HUB, f"{HUB}/", f"{HUB}//"])
def test_the_secret_link_of_a_story_is_in_no_copy(settings, site):
    settings.SITE_URL = site
    rosa = supported()
    story = stories.begin_story(wording="We may keep what you tell us.", teller=rosa)
    story.sent_at = timezone.now()
    with transaction.atomic():
        tell_received(story)
    services.send_messages()
    own, copy = mail.outbox
    said = "".join(part.get_payload(decode=True).decode() for part in copy.message().get_payload())
    assert (own.body.count(f"/stories/mine/{sign(story)}/"), said.count("/stories/mine/")) == (1, 0)
    assert said.count("Your story is safe with us.") == 2  # as text and as HTML


@pytest.mark.parametrize(
    ("facts", "ways"),
    [({"gets_copies": False}, []), ({"email": ""}, []), ({"email": "", "phone": "01632 960 004"}, ["phone"])],
)
def test_copies_go_by_the_supporters_own_way_and_only_with_the_right(facts, ways):
    queue(supported(**facts))
    assert list(Message.objects.exclude(supporter=None).values_list("way", flat=True)) == ways


def test_a_copy_to_a_supporter_whose_address_is_gone_is_for_a_person_to_clear():
    rosa = supported()
    queue(rosa)
    rosa.supporters.update(email="")
    services.send_messages()
    assert now_is(Message.objects.exclude(supporter=None).get()) == ("failed", "no address")
    assert [sent.to for sent in mail.outbox] == [["rosa@home.example"]]


def test_a_copy_is_dropped_when_the_link_ends(pool_staff):
    rosa = supported()
    queue(rosa)
    services.end_supporter(rosa.supporters.get(), by=pool_staff)
    services.send_messages()
    assert [sent.to for sent in mail.outbox] == [["rosa@home.example"]]
    assert now_is(Message.objects.exclude(supporter=None).get()) == ("dropped", "link ended")


def test_a_link_that_has_run_out_gets_no_copy_that_waited():
    rosa = supported()
    queue(rosa)
    rosa.supporters.update(begins=timezone.localdate() - timedelta(days=9), until=timezone.localdate() - timedelta(1))
    services.send_messages()
    assert [sent.to for sent in mail.outbox] == [["rosa@home.example"]]


# Stopping


def stop_address(sent) -> str:
    return re.search(rf"{HUB}((?:/easy)?/messages/stop/[\w:-]+/)", sent.body)[1]


@pytest.mark.parametrize("easy", [False, True])
def test_the_stop_page_stops_by_a_button_and_never_by_being_opened(client, easy):
    rosa = person(easy_read=easy)
    queue(rosa)
    services.send_messages()
    address = stop_address(mail.outbox[0])
    waiting = queue(rosa, "more")
    assert client.get(address).content.decode().count("<form method=") >= 1
    rosa.refresh_from_db()
    assert rosa.wants_messages is True
    stopped = client.post(address, follow=True)
    assert stopped.redirect_chain == [(f"{'/easy' if easy else ''}/messages/stopped/", 302)]
    assert stopped.content.decode().count("You want messages again? Phone us: 01632 960 123.") == 1
    rosa.refresh_from_db()
    assert (rosa.wants_messages, now_is(waiting)) == (False, ("dropped", "unwanted"))
    line = AuditLine.objects.get(verb="members.member.stop_messages")
    assert (line.actor_id, line.for_whom) == (None, rosa.pk)


def test_the_stop_button_of_a_mail_program_works_without_a_cookie():
    rosa = person()
    queue(rosa)
    services.send_messages()
    address = stop_address(mail.outbox[0])
    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    rosa.refresh_from_db()
    assert (answer.status_code, rosa.wants_messages) == (302, False)


def test_a_supporter_stops_copies_and_nothing_of_the_person(client):
    rosa = supported()
    queue(rosa)
    services.send_messages()
    client.post(stop_address(mail.outbox[1]))
    rosa.refresh_from_db()
    assert (rosa.supporters.get().gets_copies, rosa.wants_messages) == (False, True)


def test_a_made_up_stop_link_stops_nobody(client, pool_staff):
    rosa = person()
    queue(rosa)
    services.send_messages()
    address = stop_address(mail.outbox[0])
    assert client.post(f"{address[:-3]}x/").status_code == 404
    services.erase_member(rosa, by=pool_staff)
    assert client.get(address).status_code == 404
