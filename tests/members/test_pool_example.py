"""The example pool covers the hard cases, and loading it twice changes nothing."""

import pytest

from members import example
from members.models import Member, Message, Need, NeedGroup, Supporter, Way

pytestmark = pytest.mark.django_db


def test_it_holds_every_state_way_and_kind_of_need():
    example.load()
    people = Member.objects.all()
    assert people.count() == 121
    assert set(people.values_list("state", flat=True)) == set(Member.State.values)
    assert set(people.values_list("way", flat=True)) == {*Way.values, ""}
    assert set(Need.objects.values_list("group", flat=True)) == set(NeedGroup.values)
    assert set(Message.objects.values_list("state", flat=True)) == {"waiting", "rung", "posted", "failed"}
    assert Supporter.objects.active().count() >= 10
    assert len([one for one in people.in_pool() if not one.email]) >= 15
    assert len({one.phone_mark for one in people if one.phone}) < len([one for one in people if one.phone])
    assert people.filter(is_example=False).count() == 0


def test_loading_it_twice_changes_nothing():
    example.load()
    before = list(Member.objects.values_list("pk", "state", "joined_at"))
    example.load()
    assert list(Member.objects.values_list("pk", "state", "joined_at")) == before
