"""The pool at 100,000 people: how long its list takes, how many queries, and bringing in a list of 20,000."""

import random
import time
import uuid
from functools import partial

from .timing import timed

PEOPLE, LISTED, BATCH = 100_000, 20_000, 2_000
MOST_MS, MOST_SAME_MS, MOST_SECONDS, FEW = 150, 1_000, 60, 100
FIRST = ("Amina", "Ben", "Chloe", "Dev", "Ewa", "Farah", "Gwen", "Hal", "Ines", "Joe", "Kit", "Lena", "Moss", "Nia")
LAST = ("Ash", "Birch", "Cedar", "Dale", "Elm", "Field", "Grove", "Heath", "Ivy", "Juniper", "Kale", "Lea", "Marsh")
WISHES = ["yes"] * 14 + ["waiting"] * 3 + ["unasked"] * 3
QUESTIONS = {
    "everybody": {},
    "part of a name": {"words": "marsh"},
    "an email address": {"words": "p77@example.org"},
    "district and two interests": {"district": "wa8", "interests": ["homes", "work"]},
    "longest not asked first": {"order": "asked"},
    "never asked, by letter": {"asked": "never", "way": "letter"},
    "said yes": {"agreed": "yes"},
    "not asked if they want to be in it": {"agreed": "unasked"},
    "asked, and no answer": {"agreed": "waiting"},
}


HEAD = ("", "| what | measured | budget | |", "|---|---|---|---|")


def rows(said):
    """Lines of the table; `said(what, measured, unit, most)` makes one."""
    from members.roles import POOL_STAFF

    client = staff(POOL_STAFF)
    fill(0, FEW)
    few = {name: queries_of(client, question) for name, question in QUESTIONS.items()}
    fill(FEW, PEOPLE)
    yield from HEAD
    for name, question in QUESTIONS.items():
        path = address(question)
        yield said(f"Pool of 100,000, list, {name}, p95", timed(partial(client.get, path)).p95, "ms", MOST_MS)
        yield said(f"Pool of 100,000, list, {name}, queries", queries_of(client, question), "queries", few[name])
    took = timed(partial(client.get, "/team/pool/same/")).p95
    yield said("Pool of 100,000, records that may be of one person, p95", took, "ms", MOST_SAME_MS)
    seconds, again = bring_in()
    yield said("Bring 20,000 people in: looked at and brought in", seconds, "s", MOST_SECONDS)
    yield said("The same list again: people who came twice", again, "people", 0)


def staff(role: str):
    """A client of somebody of the team who has taken the second step."""
    from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
    from django.contrib.auth.models import Group
    from django.test import Client

    from members.models import User

    user = User.objects.create_user("bench@example.org", name="Bench")
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[RECORDS] = [{"method": "mfa", "at": time.time()}]
    session[f"{RECORDS}_user"] = str(user.pk)
    session.save()
    return client


def fill(first: int, last: int) -> None:
    from django.utils import timezone

    from members.models import Interest, Member, Pick, Way
    from members.models.asked import District
    from members.services.people import set_facts

    dice = random.Random(20_261_126)  # noqa: S311 -- the same pool each time
    now = timezone.now()
    for start in range(first, last, BATCH):
        members = []
        for number in range(start, min(start + BATCH, last)):
            member = Member(token=uuid.uuid4(), state=dice.choice(["interested", "active", "active", "paused"]))
            facts = {"name": f"{dice.choice(FIRST)} {dice.choice(LAST)}", "way": dice.choice(Way.values)}
            reach = {"email": f"p{number}@example.org", "phone": f"01632{number:06}", "address": f"{number} Road"}
            set_facts(member, {**facts, **reach, "district": dice.choice(District.values)})
            member.last_asked_at = dice.choice([None, now])
            member.wish = dice.choice(WISHES)
            members.append(member)
        kept = Member.objects.bulk_create(members)
        picks = [
            Pick(member=one, kind=Pick.Kind.INTEREST, item=item)
            for one in kept
            for item in dice.sample(Interest.values, 2)
        ]
        Pick.objects.bulk_create(picks)
        answer(kept)


def answer(members) -> None:
    """Of twenty people fourteen said yes, three were asked, and three were not."""
    from members.models import ConsentRecord, Message

    said = {"purpose": "pool", "agreed": True, "wording": "Yes", "wording_version": "1", "form": "easy"}
    told = {"about": "kept", "way": "email", "form": "en-gb", "title": "Hello", "ideas": []}
    yes, waiting = ([one for one in members if one.wish == wish] for wish in ("yes", "waiting"))
    ConsentRecord.objects.bulk_create([ConsentRecord(member=one, **said) for one in yes])
    Message.objects.bulk_create([Message(member=one, occasion="joined", **told) for one in yes])
    Message.objects.bulk_create([Message(member=one, occasion="wish", **told) for one in waiting])


def address(question) -> str:
    from members.desk.finding import address_of

    return f"/team/pool/{address_of(question)}"


def queries_of(client, question) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(address(question))
    return len(asked)


def bring_in() -> tuple[float, int]:
    """Seconds for one list, and how many of its people the same list brings in a second time."""
    from django.core.exceptions import ValidationError

    from members import services
    from members.desk.rows import checked
    from members.models import Member, User

    by = User.objects.get(email="bench@example.org")
    lines = [f"Person {number},list{number}@example.org,WA8 7QF" for number in range(LISTED)]
    words = "\n".join(["Name,Email,Postcode", *lines])
    columns = {"name": 0, "email": 1, "postcode": 2}
    began = time.perf_counter()
    uploaded = services.upload_list(name="bench.csv", words=words, columns=columns, by=by)
    if any(row.faults for row in checked(uploaded.words, columns)):
        raise RuntimeError("The list has faults.")
    services.bring_in_list(uploaded, check=checked, by=by)
    took, before = time.perf_counter() - began, Member.objects.count()
    try:
        second = services.upload_list(name="bench.csv", words=words, columns=columns, by=by)
        services.bring_in_list(second, check=checked, by=by)
    except ValidationError:
        pass  # everybody is there already
    return took, Member.objects.count() - before
