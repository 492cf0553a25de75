"""Two records of one person become one: at each session they have one place, and it says what both said."""

import uuid

import pytest

from members.models import Message
from tests.members.people import make_member
from workshops import services
from workshops.models import Attendance, Badge, SignUp
from workshops.services import Asking

from .conftest import on_the_day

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Of the same name with the same way to be told, both would be one already when they sign up.
ELSEWHERE = {"email": "rosa@work.example"}


def takes(session, member, by, **said):
    return services.sign_up(session, asking=Asking(**said), member=member, token=uuid.uuid4(), by=by)


def joined(client, staff, kept, other):
    """As the team does it, on the page that shows both."""
    client.force_login(staff)
    assert client.post(f"/team/pool/{kept.pk}/same/{other.pk}/", {"sure": "on"}).status_code == 302


def stands(session):
    return [(place.member_id, place.state) for place in session.sign_ups.order_by("pk")]


def test_the_second_place_goes_to_whoever_waits(client, session, pool_staff):
    rosa, twin, mina = make_member("Rosa"), make_member("Rosa", facts=ELSEWHERE), make_member("Mina")
    first = takes(session, rosa, pool_staff, this_day="A chair")
    second = takes(session, twin, pool_staff, this_day="A ramp", supporters=1, supporter_name="Sunil")
    takes(session, mina, pool_staff)
    services.choose_badge(second, name="Rosie", please="slow", by=pool_staff)
    joined(client, pool_staff, rosa, twin)
    assert stands(session) == [(rosa.pk, "in"), (rosa.pk, "cancelled"), (mina.pk, "offered")]
    first.refresh_from_db()
    assert (first.this_day, first.supporters, first.supporter_name) == ("A chair\nA ramp", 1, "Sunil")
    assert sorted(one.says for one in first.requests.all()) == ["A chair", "A ramp"]
    assert Badge.objects.get().place == first
    told = Message.objects.filter(member=rosa, occasion__startswith="place-").order_by("pk")
    assert [(one.occasion, one.state) for one in told] == [
        (f"place-{first.pk}-in", "waiting"),
        (f"place-{second.pk}-in", "dropped"),
    ]
    # The link of a message that went out before opens the place they have.
    assert client.get(second.address).context["place"] == first
    assert takes(session, rosa, pool_staff) == first


def test_the_better_place_stays(client, session, pool_staff):
    rosa, twin, mina = make_member("Rosa"), make_member("Rosa", facts=ELSEWHERE), make_member("Mina")
    for member in (twin, mina, rosa):
        takes(session, member, pool_staff)
    joined(client, pool_staff, rosa, twin)
    assert stands(session) == [(rosa.pk, "in"), (mina.pk, "in"), (rosa.pk, "cancelled")]


def test_nobody_is_counted_twice_as_having_come(client, session, pool_staff, facilitator):
    rosa, twin = make_member("Rosa"), make_member("Rosa", facts=ELSEWHERE)
    places = [takes(session, member, pool_staff) for member in (rosa, twin)]
    today = on_the_day(session)
    for place in places:
        services.mark_attendance(today, place=place, state="came", was="", by=facilitator)
    joined(client, pool_staff, rosa, twin)
    assert Attendance.objects.counted() == (1, 0)
    assert SignUp.objects.to_tell().get() == places[0]
