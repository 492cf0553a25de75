"""Who came to the last sessions is known when people are chosen for something else."""

import pytest

from members.faces import came_to_the_last
from workshops.gatherings import gatherings_of
from workshops.models import Attendance, Session

from .conftest import in_days
from .test_desk_people import a_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_only_who_came_counts_and_only_of_the_people_who_are_asked_about(session, pool_staff):
    rosa, came = a_member(session, pool_staff)
    sam, absent = a_member(session, pool_staff, facts={"email": "sam@home.example"})
    Attendance.objects.create(session=session, sign_up=came, state="came")
    Attendance.objects.create(session=session, sign_up=absent, state="absent")
    assert gatherings_of([rosa.pk, sam.pk]) == []
    Session.objects.filter(pk=session.pk).update(starts_at=in_days(-2), ends_at=in_days(-2, 2), state="held")
    assert [one.came for one in gatherings_of([rosa.pk, sam.pk])] == [{rosa.pk}]
    assert [one.came for one in gatherings_of([sam.pk])] == [frozenset()]
    # One thing that took place is not the last two.
    assert came_to_the_last([rosa.pk]) == frozenset()
