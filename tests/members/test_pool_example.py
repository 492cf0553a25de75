"""The example pool covers the hard cases, and loading it twice changes nothing."""

import pytest

from members import example
from members.desk.equality import totals
from members.models import Invitation, Member, Message, Need, NeedGroup, Opportunity, PeopleList, Supporter, Way

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WITH_BARS = ("sex", "disability", "carer")


def test_it_covers_the_hard_cases_and_loading_it_twice_changes_nothing():
    example.load()
    people = Member.objects.all()
    assert people.count() == 126
    assert set(people.values_list("state", flat=True)) == set(Member.State.values)
    assert set(people.values_list("way", flat=True)) == {*Way.values, ""}
    assert set(Need.objects.values_list("group", flat=True)) == set(NeedGroup.values)
    assert set(Message.objects.values_list("state", flat=True)) == {"waiting", "sent", "rung", "posted", "failed"}
    assert Supporter.objects.active().count() >= 10
    assert len([one for one in people.in_pool() if not one.email]) >= 15
    assert len({one.phone_mark for one in people if one.phone}) < len([one for one in people if one.phone])
    assert people.filter(is_example=False).count() == 0

    # Invitations in every state, and opportunities up to their end.
    assert set(Invitation.objects.values_list("state", flat=True)) == set(Invitation.State.values)
    assert set(Opportunity.objects.values_list("state", flat=True)) == {"draft", "open", "choosing", "fed_back"}
    rosa = Member.objects.get(name="Rosa Example")
    assert sorted(rosa.invitations.sent().values_list("state", flat=True)) == ["asked", "silent", "yes"]
    # When somebody was last asked is what their invitations say, and only the first of them says that it is the first.
    for member in people.filter(invitations__in=Invitation.objects.sent()).distinct():
        first, *later = member.invitations.sent().order_by("asked_at")
        assert member.last_asked_at.date() == [first, *later][-1].asked_at.date()
        assert [["never", ""] in one.reasons for one in later] == [False] * len(later)
    # Nobody was asked before they joined.
    asked = Invitation.objects.sent().select_related("member")
    assert [one.member.name for one in asked if one.member.joined_at >= one.asked_at] == []
    assert PeopleList.objects.get().state == "brought_in"
    assert Member.objects.filter(name="Olive Twice Example", district="wa8").count() == 2

    # People came and were asked over a year.
    active = people.filter(state="active")
    assert len(set(active.values_list("joined_at__date", flat=True))) > 20
    for name in ("last_asked_at", "last_came_at"):
        assert (active.filter(**{name: None}).exists(), active.exclude(**{name: None}).exists()) == (True, True)

    # Some tables of the equality answers have bars; in the others somebody is in a group too small to be shown.
    tables = totals()
    assert [table.key for table in tables if table.has_shares] == [f"equality-{one}" for one in WITH_BARS]
    hidden = [sum(row.number is None for row in table.rows) for table in tables if not table.has_shares]
    assert hidden == [1, 1, 5, 1]

    before = list(people.values_list("pk", "state", "joined_at"))
    example.load()
    assert list(people.values_list("pk", "state", "joined_at")) == before
