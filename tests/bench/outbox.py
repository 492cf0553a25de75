"""One tick with 5,000 emails that wait: how long it takes and what it asks of the database.

The mail server is a thread of the same process, so this is the hub's own work and a little more.
"""

import time

from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from members import services
from members.models import Member, Message
from tests.members.post_office import office

MANY = 5_000
MOST_SECONDS = 120
MOST_QUERIES = 8


def tick():
    """(name, measured, unit, budget) of each row."""
    queue(MANY)
    with office() as post:
        host, port = post.server_address
        server = {"EMAIL_BACKEND": "members.mailing.EmailBackend", "EMAIL_HOST": host, "EMAIL_PORT": port}
        with override_settings(**server):
            services.send_messages(most=1)
            with CaptureQueriesContext(connection) as asked:
                services.send_messages(most=50)
            began = time.perf_counter()
            found = services.send_messages(most=MANY)
            took = time.perf_counter() - began
        assert (len(post.got), found["taken"]) == (MANY, MANY - 51)
    yield (
        "A tick of 5,000 emails, half of them easy read with pictures",
        took * MANY / found["taken"],
        "s",
        MOST_SECONDS,
    )
    yield "Queries for each email of it", len(asked) / 50, "queries", MOST_QUERIES


def queue(many: int) -> None:
    """So many emails and nothing else that waits, as the deeds leave them."""
    Message.objects.filter(state=Message.State.WAITING).delete()
    people = list(Member.objects.may_get_news().exclude(email=""))
    ideas = [["meeting", "Come and talk with us."], ["calendar", "It is on Monday."], ["place", "It is in Widnes."]]
    Message.objects.bulk_create(
        Message(
            member=people[number % len(people)],
            occasion=f"bench-{number}",
            way="email",
            form=("en-gb", "en-simple")[number % 2],
            title="A meeting",
            ideas=ideas,
        )
        for number in range(many)
    )
