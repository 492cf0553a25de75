"""One process of a race for places, or its beginning and its end: `python -m tests.workshops.racer WHAT NUMBER`."""

import json
import multiprocessing
import os
import sys
import time
import uuid
from datetime import timedelta
from functools import partial

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "halton_coprod.settings"
django.setup()

from django.db import connections

from halton_coprod.record.models import AuditLine
from members.joining.answers import kept
from members.models import Member, Message
from tests.conftest import make_person
from tests.members.people import make_member
from tests.workshops.conftest import in_days, on_the_day, plan, sign_up
from tests.workshops.crowd import crowd
from workshops import services
from workshops.models import Session, SignUp, Tap
from workshops.signing.draft import Draft
from workshops.signing.steps import path_for

PLACES, TO_TICK = 15, 12
# Sessions that are over, and nobody has said if they took place.
OVER = 30
# The race for places: who comes, how many clients press at once, and how many places there are at first and at last.
PEOPLE, CLIENTS, FIRST, LAST = 600, 24, 120, 150
SAME = "Same Person"
PATIENCE = 600
# To how many sessions the same people of one name come.
MEETINGS = 5
fork = multiprocessing.get_context("fork")


def begin(_number, capacity=PLACES):
    facilitator = make_person("facilitator", "facilitator")
    services.open_session(plan(facilitator, capacity=capacity), by=facilitator)


def begin_race(_number):
    """What each press sends: one draft a person; one in twenty presses twice, and one person comes with each client."""
    begin(0, capacity=FIRST)
    names = [name for one in range(PEOPLE - 1) for name in [f"P{one} Racer"] * (2 if one % 20 == 0 else 1)]
    for client in range(CLIENTS):
        names.insert(client * len(names) // CLIENTS, SAME)
    session = Session.objects.get()
    page = f"{session.get_absolute_url()}sign-up/check/"
    sys.stdout.write(json.dumps([[page, {"draft": draft_of(session, name)}] for name in names]))


def draft_of(session, name: str) -> str:
    """All questions answered, nothing sent."""
    said = {
        "name": {"name": name},
        "way": {"way": "email"},
        "email": {"email": f"{name.split(maxsplit=1)[0].lower()}@racer.example"},
        "before": {"before": "no"},
        "help": {"help": "no"},
        "supporters": {"supporters": "0"},
        "travel": {"travel": "no"},
    }
    steps = path_for({}, session).by_slug
    answers = {slug: kept(steps[slug].form(words), "en-gb", steps[slug].version) for slug, words in said.items()}
    return Draft(session.pk, answers=answers).sealed


def raise_capacity(_number):
    """The team finds more places while people press and some wait already."""
    session = Session.objects.get()
    while not SignUp.objects.waiting().exists():
        time.sleep(0.2)
    for capacity in range(FIRST + 1, LAST + 1):
        services.change_session(session, capacity=capacity, by=session.team.get())


def people() -> int:
    """How many have come; whoever missed the day of an offer may sign up again."""
    return SignUp.objects.values("mark").distinct().count()


def answer(port):
    """Everybody who is offered a place says yes at once, at the doors of the hub, until nobody is offered one. Every
    other waits until the time of one of them was over: so one always is.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        offered = list(SignUp.objects.filter(state="offered"))
        if not offered and people() == PEOPLE and Session.objects.get().capacity == LAST:
            return
        has_lapsed = SignUp.objects.filter(state="lapsed").exists()
        ready = [place for place in offered if has_lapsed or place.pk % 2]
        crowd(int(port), [(f"{place.address}yes/", {}) for place in ready], clients=4)
        time.sleep(0.2)
    raise SystemExit("Somebody was offered a place and could not answer.")


def lapse(_number):
    """Meanwhile the time of every other offer is over, and the clock passes each on."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for place in SignUp.objects.filter(state="offered", pk__in=range(0, 10_000, 2)):
            told = Message.objects.filter(occasion__startswith=f"place-{place.pk}-offered")
            told.update(state="sent", done_at=place.signed_up_at - timedelta(days=30))
            SignUp.objects.filter(pk=place.pk, state="offered").update(offered_until=place.signed_up_at)
        services.lapse_offers()
        is_full = SignUp.objects.filter(state="in").count() == LAST
        if is_full and people() == PEOPLE:
            return
        time.sleep(0.2)
    raise SystemExit("The places never came to be taken.")


def end(_number):
    """How each stands; whether whoever left the line stood before all who still wait; who was told of a place."""
    places = SignUp.objects.order_by("in_line_since", "pk")
    last = {place.mark: place.pk for place in SignUp.objects.order_by("pk")}
    places = [place for place in places if last[place.mark] == place.pk]
    states = "".join(place.state[0] for place in places)
    waiting = [place for place in places if place.state == "waiting"]
    numbers = [waiting[one].place_in_line for one in (0, len(waiting) // 2, -1)]
    # Who signed up from two devices is told again; that is another occasion.
    told = Message.objects.filter(occasion__regex=r"^place-\d+-in(-yes)?$").values("occasion")
    with_place = {int(one["occasion"].split("-")[1]) for one in told}
    found = {
        "people": len(places),
        "places": SignUp.objects.active().count(),
        **{state: sum(place.state == state for place in places) for state in ("in", "offered", "waiting", "lapsed")},
        "the line is whole": states.rstrip("w").count("w") == 0,
        "numbers in line": numbers,
        "told of a place": with_place == {place.pk for place in places if place.state == "in"} and len(told),
    }
    sys.stdout.write(json.dumps(found))


def begin_register(_number):
    begin(_number)
    session = Session.objects.get()
    for one in range(TO_TICK):
        sign_up(session, f"P{one} Racer", supporters=1)
    on_the_day(session)


def tick(number):
    """One register: everybody ticked and somebody new let in, each tap sent twice as a bad connection does."""
    session, door = Session.objects.get(), Session.objects.get().team.get()
    for one, place in enumerate(session.sign_ups.order_by("pk")):
        mark, new = uuid.uuid4(), uuid.uuid5(uuid.NAMESPACE_OID, f"{number} {one}")
        for _time in range(2):
            services.mark_attendance(session, place=place, state="came", token=mark, by=door)
            services.add_walk_in(session, name="Walker", token=new, by=door)
    services.add_walk_in(session, name="Same Walker", token=uuid.uuid5(uuid.NAMESPACE_OID, "same"), by=door)


def end_register(_number):
    people, supporters = Session.objects.get().attendances.counted()
    sys.stdout.write(json.dumps({"people": people, "supporters": supporters, "taps": Tap.objects.count()}))


def nudge(clocks):
    """What so many clocks sent, and what stands afterwards."""
    facilitator = make_person("facilitator", "facilitator")
    for one in range(OVER):
        services.open_session(plan(facilitator, name=f"Meet {one}"), by=facilitator)
    Session.objects.update(starts_at=in_days(-2), ends_at=in_days(-2, 2))
    sent = at_once(services.nudge_team, clocks)
    lines = AuditLine.objects.filter(verb="workshops.session.nudge")
    messages = Message.objects.filter(occasion__startswith="nudge-held-")
    found = {"sent": sent, "messages": messages.count(), "lines": lines.count()}
    sys.stdout.write(json.dumps(found))


def ask(clocks):
    """Everybody with a place is reminded by so many clocks, comes, and is asked how it was."""
    begin(0, capacity=OVER)
    session = Session.objects.get()
    places = [sign_up(session, f"P{one} Racer") for one in range(OVER)]
    SignUp.objects.update(told_at=in_days(-30))
    Session.objects.update(starts_at=in_days(1, -2), ends_at=in_days(1))
    at_once(services.send_reminders, clocks)
    on_the_day(session)
    for place in places:
        services.mark_attendance(session, place=place, state="came", by=session.team.get())
    Session.objects.update(starts_at=in_days(-2), ends_at=in_days(-2, 2))
    at_once(services.ask_for_feedback, clocks)
    asked = {what: Message.objects.filter(occasion__contains=what).count() for what in ("-soon-", "-how-was-it")}
    sys.stdout.write(json.dumps(asked))


def namesakes(people):
    """So many people of one name and one address sign up at the same moment, again and again: places each time."""
    staff = make_person("staff", "pool staff")
    found = []
    for meeting in range(MEETINGS):
        begin(meeting)
        session = Session.objects.latest("pk")
        waiting = fork.SimpleQueue()
        for _one in range(int(people)):
            waiting.put(make_member("Same Name", by=staff).pk)
        found.append(at_once(partial(book_next, waiting, session, staff), people))
    sys.stdout.write(json.dumps([found, SignUp.objects.active().values("member").distinct().count()]))


def book_next(waiting, session, staff) -> int:
    member = Member.objects.get(pk=waiting.get())
    place = services.sign_up(session, asking=services.Asking(), token=uuid.uuid4(), member=member, by=staff)
    return int(place.member_id == member.pk)


def at_once(deed, clocks) -> int:
    """So many clocks at the same moment, each in a process of its own: how much they say they did."""
    connections.close_all()
    gate, done = fork.Barrier(int(clocks)), fork.SimpleQueue()
    running = [fork.Process(target=do_at, args=(deed, gate, done)) for _clock in range(int(clocks))]
    for clock in running:
        clock.start()
    for clock in running:
        clock.join()
    assert [clock.exitcode for clock in running] == [0] * int(clocks)
    return sum(done.get() for _clock in running)


def do_at(deed, gate, done):
    gate.wait(PATIENCE)
    done.put(deed())


DO = {"begin": begin, "begin_race": begin_race, "raise": raise_capacity, "answer": answer, "lapse": lapse, "end": end}
DO |= {"begin_register": begin_register, "tick": tick, "end_register": end_register}
DO |= {"nudge": nudge, "ask": ask, "namesakes": namesakes}
if __name__ == "__main__":
    DO[sys.argv[1]](sys.argv[2])
