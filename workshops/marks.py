"""By what two sign-ups, or one and somebody who walked in, are the same person: the same name with the same address."""

import re

from members.models import marks_of


def marks_with(name: str, reach: str) -> list[str]:
    """One with each key; the first is with the key in use."""
    return marks_of("sign-up", " ".join(f"{name} {plain_reach(reach)}".lower().split()))


def plain_reach(reach: str) -> str:
    """A phone number by its digits and an address by its words, however they are written."""
    if re.search(r"[^\d\s()+./-]", reach):
        return reach if "@" in reach else reach.replace(",", " ")
    return re.sub(r"^(00)?44", "0", re.sub(r"\D", "", reach.replace("(0)", "")))
