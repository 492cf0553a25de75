"""What a person holds on other floors of the hub, such as a place at a session: each floor tells it here."""

from dataclasses import dataclass
from datetime import datetime

from .models import Member


@dataclass(frozen=True)
class Held:
    """One thing: what it is, when, where it stands in words, the address of its own page, and of the same page without
    what the person needs, for a supporter who may book and not see (both may be empty).
    """

    name: str
    when: datetime
    says: str
    address: str = ""
    helper_address: str = ""
    picture: str = "meeting"
    # `says` names the day, because `when` alone would say what is not so any more.
    says_when: bool = False
    # Only for the person, whatever a supporter may see.
    is_private: bool = False


# Each floor adds a function from a person to what they hold there, in its AppConfig.ready().
tellers = []


def held_by(member: Member) -> list[Held]:
    """All of it, the newest first."""
    return sorted((one for tell in tellers for one in tell(member)), key=lambda one: one.when, reverse=True)


@dataclass(frozen=True)
class Moment:
    """One thing: when, what, by whom, and what was said about it."""

    at: datetime
    says: str
    by: object = None
    more: str = ""
    scan: int | None = None


# Each floor adds a function from a person to what was done with them there and by whom, for the team to read.
historians = []


def done_with(member: Member) -> list[Moment]:
    """All of it, the newest first."""
    done = (moment for history in historians for moment in history(member))
    return sorted(done, key=lambda one: one.at, reverse=True)


# Each floor adds a function from a person to all that it keeps about them, for the person to take away: a list of parts
# (`members.facts.Part`).
keepers = []


# Each floor adds a function from a person to what the team can do for them there: (words, address) for each deed.
doers = []


def deeds_for(member: Member) -> list[tuple]:
    return [deed for do in doers for deed in do(member)]


@dataclass(frozen=True)
class Tile:
    """One more choice on a person's own page."""

    address: str
    picture: str
    name: str
    does: str


# Each floor adds a function from a person to a tile on their own page, or None where there is nothing for it yet.
tilers = []


def tiles_for(member: Member) -> list[Tile]:
    return [tile for make in tilers if (tile := make(member))]
