"""Spreads the example over the last year: its services work today, but not everybody came today."""

from datetime import timedelta

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from members.models import Invitation, Member, Opportunity

# Nobody of the example has been silent for so long that the clock would ask whether they stay.
YEAR = 330
MONTH = timedelta(days=30)


def spread(member: Member, number: int) -> None:
    """Person `number` joined some time in the last year, and was heard from since."""
    ago = timedelta(days=number * 37 % YEAR + 5)
    rows = Member.objects.filter(pk=member.pk)
    rows.update(last_heard_at=F("last_heard_at") - ago / 2)
    join_earlier(member, ago)
    if number % 3 == 0:
        rows.update(last_asked_at=timezone.now() - timedelta(days=number * 53 % 700 + 20))
    if number % 6 == 0:
        rows.update(last_came_at=timezone.now() - timedelta(days=number * 29 % 300 + 20))


def join_earlier(member: Member, ago: timedelta) -> None:
    """They joined, agreed and were welcomed so much earlier."""
    Member.objects.filter(pk=member.pk).update(joined_at=F("joined_at") - ago)
    member.changes.update(at=F("at") - ago)
    member.consents.filter(withdrawn_at=None).update(given_at=F("given_at") - ago)


def move_back(opportunity: Opportunity, *, days: int) -> None:
    """All of it happened so many days ago; whoever was asked had joined a month before that."""
    ago = timedelta(days=days)
    days_of = ("made_at", "begun_at", "closes_on", "told_on")
    Opportunity.objects.filter(pk=opportunity.pk).update(**{name: F(name) - ago for name in days_of})
    times = ("chosen_at", "asked_at", "answered_at")
    opportunity.invitations.update(**{name: F(name) - ago for name in times})
    opportunity.draws.update(at=F("at") - ago)
    for one in opportunity.invitations.sent().filter(member__joined_at__gt=F("asked_at") - MONTH):
        join_earlier(one.member, ago + MONTH)
    times_asked = Invitation.objects.filter(member=OuterRef("pk")).exclude(asked_at=None).order_by("-asked_at")
    asked = Member.objects.filter(pk__in=opportunity.invitations.sent().values("member"))
    asked.update(last_asked_at=Subquery(times_asked.values("asked_at")[:1]))
    came = opportunity.invitations.taking_part().filter(opportunity__state__in=Opportunity.HELD)
    Member.objects.filter(pk__in=came.values("member")).update(last_came_at=F("last_came_at") - ago)
