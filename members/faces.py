"""New and returning people among those who are asked, and a warning when the same faces come up (DOMAIN BR-24)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from .models import Invitation, Member, Opportunity

LAST = 2
# More than so many of 100 came to the last two: say so before anything is sent.
SAME_FACES = 60


@dataclass(frozen=True)
class Gathering:
    """Something that took place: when, and which of the people it was asked about came."""

    at: datetime
    came: frozenset[int]


# Each floor adds a function from numbers of people to the last two things that took place there, in its
# AppConfig.ready().
gatherings: list[Callable[[list[int]], Iterable[Gathering]]] = []


@dataclass(frozen=True)
class Mix:
    """Of the people who are about to be asked."""

    people: int
    new: int
    never_asked: int
    came_to_both: int

    @property
    def returning(self) -> int:
        return self.people - self.new

    @property
    def are_same_faces(self) -> bool:
        return self.came_to_both * 100 > self.people * SAME_FACES


def mix_of(numbers: list[int]) -> Mix:
    """A few queries, however many people it is about."""
    facts = list(Member.objects.filter(pk__in=numbers).values_list("last_came_at", "last_asked_at"))
    return Mix(
        people=len(facts),
        new=sum(1 for came, _asked in facts if came is None),
        never_asked=sum(1 for _came, asked in facts if asked is None),
        came_to_both=len(came_to_the_last(numbers)),
    )


def came_to_the_last(numbers: list[int]) -> frozenset[int]:
    """Who of these came to each of the last two things that took place; nobody, where there were not two yet."""
    found = [one for tell in (opportunities, *gatherings) for one in tell(numbers)]
    newest = sorted(found, key=lambda one: one.at, reverse=True)[:LAST]
    return newest[0].came & newest[1].came if len(newest) == LAST else frozenset()


def opportunities(numbers: list[int]) -> list[Gathering]:
    """The last two opportunities that people took part in."""
    held = Opportunity.objects.filter(state__in=Opportunity.HELD, begun_at__isnull=False).order_by("-begun_at")[:LAST]
    found = {one.pk: (one.begun_at, set()) for one in held}
    took_part = Invitation.objects.taking_part().filter(opportunity__in=found, member__in=numbers)
    for opportunity, member in took_part.values_list("opportunity", "member"):
        found[opportunity][1].add(member)
    return [Gathering(at, frozenset(came)) for at, came in found.values()]
