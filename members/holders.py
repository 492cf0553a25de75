"""Who answers for a record or an invitation without signing in: whoever has its signed link; and the clock."""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from .models import Invitation, Member
from .models.invitations import ANSWER, LAPSE

SIGNER = signing.Signer(sep=".", salt="members.still")
WISH = signing.Signer(sep=".", salt="members.wish")
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


@dataclass(frozen=True)
class Asked:
    """Whoever has the signed link of the question if they want to be in the pool: may answer it for this person."""

    member: int
    pk: None = None
    is_authenticated: bool = False

    def has_perm(self, permission, thing=None) -> bool:
        may = permission in ("members.answer_wish", "members.leave_pool")
        return may and isinstance(thing, Member) and thing.pk == self.member

    @property
    def address(self) -> str:
        return reverse("wish", args=[WISH.sign(str(self.member))])


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


def asked_by(signed: str) -> Member | None:
    """The person behind the link of this question; None for any other words, and for whoever has left."""
    try:
        pk = int(WISH.unsign(signed))
    except (signing.BadSignature, ValueError):
        return None
    return Member.objects.in_pool().filter(pk=pk).first()


def user_of(by):
    """The signed-in user behind a deed; None for whoever holds a link, and for the clock."""
    return by if getattr(by, "is_authenticated", False) else None
