"""Who answers for a record or an invitation without signing in: whoever has its signed link; and the clock."""

from dataclasses import dataclass

from django.core import signing

from .models import Invitation, Member
from .models.invitations import ANSWER, LAPSE

SIGNER = signing.Signer(sep=".", salt="members.still")
BY_LINK = {"members.confirm_member", "members.leave_pool"}


@dataclass(frozen=True)
class Holder:
    """Stands where services ask `by`: may say for this one person that all is still right, or that they leave."""

    member: int
    pk: None = None
    is_authenticated: bool = False

    def has_perm(self, permission, thing=None) -> bool:
        return permission in BY_LINK and isinstance(thing, Member) and thing.pk == self.member


@dataclass(frozen=True)
class Invited:
    """Whoever has the signed link of an invitation: may answer this one, and nothing else."""

    invitation: int
    pk: None = None
    is_authenticated: bool = False

    def has_perm(self, permission, thing=None) -> bool:
        return permission == ANSWER and isinstance(thing, Invitation) and thing.pk == self.invitation


class Clock:
    """The hub itself, when a time is over: to keep what it knows of somebody, or to answer an invitation."""

    pk = None
    is_authenticated = False

    def has_perm(self, permission, _thing=None) -> bool:
        return permission in ("members.erase_member", LAPSE)


def sign(member: Member) -> str:
    """What stands in the address of the page that asks whether all is still right."""
    return SIGNER.sign(str(member.pk))


def member_of(signed: str) -> Member | None:
    """The person behind a signed link; None for any other words, and for whoever has left."""
    try:
        pk = int(SIGNER.unsign(signed))
    except (signing.BadSignature, ValueError):
        return None
    return Member.objects.in_pool().filter(pk=pk).first()


def user_of(by):
    """The signed-in user behind a deed; None for whoever holds a link, and for the clock."""
    return by if getattr(by, "is_authenticated", False) else None
