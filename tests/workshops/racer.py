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
from workshops.models import Session, SignUp  # noqa: E402

PLACES, EACH = 15, 10


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


DO = {"begin": begin, "race": race, "raise": raise_capacity, "end": end}
if __name__ == "__main__":
    DO[sys.argv[1]](sys.argv[2])
