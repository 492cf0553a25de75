"""Sessions in the bench: how fast people sign up on each database, and pages with many sessions and many people.

Imported when the example hub is ready: Django knows its settings then.
"""

import json
import os
import tempfile
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from halton_coprod.record.stamp import forget_pages
from tests.conftest import HubClient
from tests.databases import own_hub
from tests.run import postgres, postgres_folder
from tests.workshops.crowd import crowd
from tests.workshops.racer import CLIENTS, PEOPLE
from tests.workshops.test_race import doors, racer
from workshops.models import Session

from .timing import timed

SESSIONS = 5_000
# Presses that bring no answers, so that each process has read its pages in before the race.
WAKING = 200
BIG = "co-production-week-the-big-day"
# People a second, and what that was of the least that signing up can be, where the design measured: 80 of 209.
LEAST = {"SQLite": None, "PostgreSQL": (80, 0.38)}
HUB, BARE = "halton_coprod.wsgi:application", "tests.bench.bare_sign_up:application"
RACES = 5
MOST = {"public": 6, "team": 12, "p95": 150}
PAGES = {
    "Sessions to come": ("/workshops/", "public"),
    "Sessions that are over": ("/workshops/?when=past", "public"),
    "One session": (f"/workshops/{BIG}/", "public"),
    "The facilitators' list": ("/team/workshops/", "team"),
}
REGISTER = f"/team/workshops/sessions/{BIG}/register/"


def lines():
    """After the example hub is loaded in this process."""
    make_many()
    yield ""
    yield f"| with {SESSIONS:,} sessions | p50 / p95 ms | queries | KB | budget | |"
    yield "|---|---|---|---|---|---|"
    for name, (path, kind) in PAGES.items():
        for form in ("", "/easy") if kind == "public" else ("",):
            yield page_line(f"{name}, {'easy read' if form else 'standard'}", form + path, kind)
    begin_the_day()
    yield page_line("The register of 150 people, on its day", REGISTER, "team")
    yield ""
    yield "| 600 people sign up by 24 clients, some of them twice, 2 processes | people a second | a bare locked sign-up | of it | budget | |"
    yield "|---|---|---|---|---|---|"
    yield rate_line("SQLite")
    if postgres_folder():
        with postgres() as os.environ["TEST_POSTGRES"]:
            yield rate_line("PostgreSQL")
        del os.environ["TEST_POSTGRES"]
    else:
        yield "| PostgreSQL | not installed on this machine | | | | |"


def make_many() -> None:
    """Half of them over, half to come, each like the big day."""
    big = Session.objects.get(slug=BIG)
    facts = {field.attname: getattr(big, field.attname) for field in big._meta.concrete_fields if field.name != "id"}
    now = timezone.now()
    many = []
    for number in range(SESSIONS):
        begins = now + timedelta(hours=7 * (number - SESSIONS // 2))
        days = {"starts_at": begins, "ends_at": begins + timedelta(hours=2)}
        state = "held" if begins < now else "open"
        many.append(Session(**{**facts, **days, "slug": f"many-{number}", "state": state}))
    Session.objects.bulk_create(many)


def begin_the_day() -> None:
    """Only then has the register its buttons."""
    now = timezone.now()
    Session.objects.filter(slug=BIG).update(starts_at=now, ends_at=now + timedelta(hours=4))


def page_line(name: str, path: str, kind: str) -> str:
    """Built anew each time, as somebody who is signed in gets it."""
    client = client_for(kind)
    took = timed(partial(client.get, path), before=forget_pages)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    is_met = took.p95 <= MOST["p95"] and len(asked) <= MOST[kind]
    size, budget = len(answer.content) / 1000, f"at most {MOST['p95']} ms, {MOST[kind]} queries"
    return f"| {name} | {took.p50:.0f} / {took.p95:.0f} | {len(asked)} | {size:.0f} | {budget} | {met(is_met)} |"


def client_for(kind: str):
    """Somebody without a session that is kept, or whoever runs the big day."""
    if kind == "public":
        return Client(headers={"cookie": "sessionid=none"})
    client = HubClient()
    client.force_login(Session.objects.get(slug=BIG).team.first())
    return client


def rate_line(database: str) -> str:
    """The race of the tests, and beside it the least that signing up can be, in turn; of each the middle of some."""
    rates = [(rate(database, HUB), rate(database, BARE)) for _time in range(RACES)]
    hub, bare = (median(one) for one in zip(*rates, strict=True))
    least = LEAST[database]
    budget = f"at least {least[0]}, or {least[1]} of it" if least else ""
    is_met = not least or hub >= least[0] or hub / bare >= least[1]
    return f"| {database} | {hub:.0f} | {bare:.0f} | {hub / bare:.2f} | {budget} | {met(is_met)} |"


def rate(database: str, target: str) -> float:
    """How many people a second, from the first press to the last answer, where each process is awake already."""
    with (
        tempfile.TemporaryDirectory(prefix="hub-race-") as folder,
        own_hub(database.lower(), Path(folder)) as environment,
    ):
        presses = json.loads(racer(environment, "begin_race"))
        if target == BARE:
            presses = [(path, {"name": "Racer"}) for path, _draft in presses]
        with doors(environment, threads=1, target=target) as port:
            crowd(port, [(path, {"name": "Racer"}) for path, _fields in presses[:WAKING]], clients=CLIENTS)
            began = time.perf_counter()
            answers = crowd(port, presses, clients=CLIENTS)
            took = time.perf_counter() - began
    if answers != {302: len(presses)}:
        raise RuntimeError(f"Not everybody was let in: {answers}")
    return PEOPLE / took


def met(is_met: bool) -> str:
    return "met" if is_met else "**missed**"
