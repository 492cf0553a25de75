"""One process of the outbox's tests: `python -m tests.members.sender begin:12 send end` does one after the other."""

import json
import os
import sys
from collections import Counter
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "halton_coprod.settings"
django.setup()

from django.db import transaction
from django.utils import timezone

from members import services
from members.letters import message_id
from members.models import Message
from tests.members.people import make_member


def begin(number):
    """So many people, each with one email that waits; nothing else does."""
    with transaction.atomic():
        Message.objects.all().delete()
        for one in range(number):
            queue(f"P{one}")


def begin_with_trouble(_number):
    """The same three troubles among people whose emails are fine, the silent one last but one."""
    with transaction.atomic():
        Message.objects.all().delete()
        for name in ("Ann", "refuse", "Ben", "later", "Cy", "silent", "Di"):
            queue(name)


def queue(name):
    member = make_member(name, facts={"email": f"{name.lower()}@home.example"})
    member.messages.all().delete()
    services.queue_message(member, occasion="news", title="A meeting", ideas=[("meeting", "Come and talk.")])


def send(_number):
    services.send_messages()


def hours_pass(_number):
    """Whoever is still sending has been at it for longer than anybody needs; what is to be tried again is due."""
    Message.objects.filter(state="sending").update(taken_at=timezone.now() - timedelta(hours=1))
    Message.objects.filter(state="waiting").update(try_at=timezone.now())


def end(_number):
    rows = Message.objects.select_related("member").order_by("pk")
    found = {
        "states": Counter(f"{one.state} {one.fault}".strip() for one in rows),
        "ids": {message_id(one): one.state for one in rows},
        "by name": {one.member.name: f"{one.state} {one.fault}".strip() for one in rows},
    }
    sys.stdout.write(json.dumps(found))


DO = {"begin": begin, "trouble": begin_with_trouble, "send": send, "hours": hours_pass, "end": end}
if __name__ == "__main__":
    for deed in sys.argv[1:]:
        what, _colon, how_many = deed.partition(":")
        DO[what](int(how_many or 0))
