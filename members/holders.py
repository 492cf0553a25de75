"""Who answers for a record of the pool without signing in: whoever has its signed link; and the clock."""

from dataclasses import dataclass

from django.core import signing

from .models import Member

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


class Clock:
    """The hub itself, when the time is over for which it may keep what it knows of somebody."""

    pk = None
    is_authenticated = False

    def has_perm(self, permission, _thing=None) -> bool:
        return permission == "members.erase_member"


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
