"""Somebody for whom a message waits in the outbox."""

from django.db import transaction

from members import services

from .people import make_member

WAYS = {"phone": "01632 960 777", "address": "9 Secret Row, Widnes, WA8 0XX", "email": "rosa@secret.example"}


def waiting(name="Rosa", way="phone", title="A meeting", needs=(), **facts):
    """A person with one message that waits for them."""
    member = make_member(name, facts={**WAYS, "way": way, **facts}, needs=list(needs))
    member.messages.all().delete()
    with transaction.atomic():
        ideas = [("meeting", "Come and talk."), ("calendar", "It is on Monday.")]
        return services.queue_message(member, occasion="news", title=title, ideas=ideas)
