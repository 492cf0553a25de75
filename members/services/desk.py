"""The deeds of the pool's desk: what somebody told the team by phone, on paper or face to face."""

from dataclasses import dataclass

from django.db import transaction

from members.models import Member, Told

from .gate import allow, saved
from .needs import Said, record_needs
from .people import change_member


@dataclass(frozen=True)
class HowTold:
    """By what, and who explained it how: in the words of whoever took it."""

    how: str
    explained: str


@transaction.atomic
def record_told(member: Member, *, what: str, told: HowTold, by, **facts) -> Told:
    """Pool staff record for a person what they said about themselves (`facts` as for `change_member`)."""
    allow(by, "members.record_member")
    change_member(member, by=by, **facts)
    return keep_told(member, what, told, by)


@transaction.atomic
def record_told_needs(member: Member, *, needs: list[Said], told: HowTold, by) -> Told:
    """Pool staff record for a person what helps them: all of it, in place of what stood there."""
    allow(by, "members.record_member")
    record_needs(member, needs=needs, by=by)
    return keep_told(member, Told.What.NEEDS, told, by)


def keep_told(member, what, told: HowTold, by) -> Told:
    return saved(Told(member=member, what=what, how=told.how, explained=told.explained, taken_by=by))
