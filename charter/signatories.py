"""An organisation that has signed comes without a sign-in: by the signed link of its own page."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from .models import Adopter

SIGNER = signing.Signer(sep=".", salt="charter.adopter")


@dataclass(frozen=True)
class Signatory:
    """Stands where services ask `by`: may pledge for this one organisation, and report on its pledges."""

    adopter_id: int
    pk: None = None
    is_authenticated: bool = False

    def has_perm(self, permission, thing=None) -> bool:
        if permission != "charter.keep_pledge" or thing is None:
            return False
        return getattr(thing, "adopter_id", thing.pk) == self.adopter_id


def sign(adopter: Adopter) -> str:
    """What stands in the organisation's own address."""
    return SIGNER.sign(adopter.link.hex)


def adopter_of(signed: str) -> Adopter | None:
    """The organisation behind a signed link; None for any other words, and for a link that was replaced."""
    try:
        link = UUID(SIGNER.unsign(signed))
    except (signing.BadSignature, ValueError):
        return None
    return Adopter.objects.signed().filter(link=link).first()
