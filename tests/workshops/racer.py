"""One process of a race for places, or its beginning and its end: `python -m tests.workshops.racer WHAT NUMBER`."""

import json
import os
import sys
import uuid

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "halton_coprod.settings"
django.setup()

from tests.conftest import make_person  # noqa: E402 -- Django must know its settings first
from tests.workshops.conftest import plan, sign_up  # noqa: E402
from workshops import services  # noqa: E402
from workshops.models import Session, SignUp, Tap  # noqa: E402

PLACES, EACH, TO_TICK = 15, 10, 12


def begin(_number):
    facilitator = make_person("facilitator", "facilitator")
    services.open_session(plan(facilitator, capacity=PLACES), by=facilitator)


def race(number):
    session = Session.objects.get()
    for one in range(EACH):
        sign_up(session, f"P{number}x{one} Racer", token=uuid.uuid4())
        sign_up(session, f"P{number}x{one} Racer", token=uuid.uuid4())
        sign_up(session, "Same Person", token=uuid.uuid4())


def raise_capacity(_number):
    session = Session.objects.get()
    for more in range(1, 6):
        services.change_session(session, capacity=PLACES + more, by=session.team.get())


def end(_number):
    places = list(SignUp.objects.order_by("in_line_since", "pk"))
    line = [place.pk for place in SignUp.objects.waiting()]
    order = [place.pk for place in places if place.state == "waiting"]
    found = {state: sum(place.state == state for place in places) for state in ("in", "offered", "waiting")}
    sys.stdout.write(json.dumps({**found, "all": len(places), "in order": line == order}))


def begin_register(_number):
    begin(_number)
    session = Session.objects.get()
    for one in range(TO_TICK):
        sign_up(session, f"P{one} Racer", supporters=1)


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


DO = {"begin": begin, "race": race, "raise": raise_capacity, "end": end}
DO |= {"begin_register": begin_register, "tick": tick, "end_register": end_register}
if __name__ == "__main__":
    DO[sys.argv[1]](sys.argv[2])
