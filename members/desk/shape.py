"""What the pool looks like, told so that nobody can be found in it.

Numbers under five are never told, nought among them, and every other number is rounded to the nearest five: then
neither two tables, nor two filters, nor yesterday and today can be taken from each other to find one person.
Percentages are worked out from the rounded numbers, and only where no group is hidden: of the rest alone they would
be wrong. Access needs and the equality answers are no part of this at all.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from halton_coprod.easyread.said import said_number
from members.models import AgeBand, BoroughShare, District, Member, Pick, StateChange, TakingPart, Way

LEAST = 5
TO_THE_NEAREST = 5
QUARTERS = 4
QUARTER = timedelta(days=91)


@dataclass(frozen=True)
class Row:
    """One group. `number` is None where fewer than five are in it; `share` is of 100, as is the borough's, and None
    where it cannot be told.
    """

    name: str
    number: int | None
    share: int | None = None
    borough: Decimal | None = None

    @property
    def borough_says(self) -> str:
        return said_number(self.borough)

    @property
    def is_short(self) -> bool:
        return self.share is not None and BoroughShare.is_short(self.share, self.borough)


@dataclass(frozen=True)
class Table:
    """One question about the pool, with its rows."""

    key: str
    title: str
    rows: list[Row]

    @property
    def has_borough(self) -> bool:
        return any(row.borough is not None for row in self.rows)

    @property
    def has_shares(self) -> bool:
        return any(row.share is not None for row in self.rows)


@dataclass(frozen=True)
class Quarter:
    """Three months: who came and who left."""

    first: date
    joined: int | None
    left: int | None
    # How long their bars are, of 100.
    joined_share: int = 0
    left_share: int = 0


def told(number: int) -> int | None:
    """How a number of people is told: to the nearest five, and not at all under five."""
    return None if number < LEAST else (number + TO_THE_NEAREST // 2) // TO_THE_NEAREST * TO_THE_NEAREST


def tables(district: str = "", shares: list[BoroughShare] | tuple = ()) -> list[Table]:
    """All tables about whoever is in the pool now, or is in it from one district, beside the borough: 5 queries."""
    people = Member.objects.in_pool().filter(**({"district": district} if district else {})).order_by()
    shares = {(row.kind, row.group): row.percent for row in shares}
    active = Q(state=Member.State.ACTIVE)
    of = people.aggregate(
        all=Count("pk"), active=Count("pk", filter=active), never=Count("pk", filter=active & Q(last_asked_at=None))
    )
    found = [
        table("district", _("Where people live"), District, counted(people, "district"), shares),
        table("age", _("Age"), AgeBand, counted(people, "age_band"), shares),
        table("way", _("How we reach people"), Way, counted(people, "way")),
        table("taking_part", _("How people like to take part"), TakingPart, ticked(people), of_all=of["all"]),
        never_asked(of["active"], of["never"]),
    ]
    return [one for one in found if not (district and one.key == "district")]


def counted(people, field: str) -> dict[str, int]:
    return {row[field]: row["number"] for row in people.values(field).annotate(number=Count("pk"))}


def ticked(people) -> dict[str, int]:
    """One person may have ticked several."""
    picks = Pick.objects.filter(kind=Pick.Kind.TAKING_PART, member__in=people).order_by()
    return {row["item"]: row["number"] for row in picks.values("item").annotate(number=Count("pk"))}


def table(key: str, title: str, choices, numbers: dict[str, int], shares=None, of_all: int = 0) -> Table:
    """The shares are of all who are told in the table, or of `of_all` people where one person is in several rows."""
    shown = {one: told(numbers.get(one.value, 0)) for one in choices}
    percents = shares_of(list(shown.values()), told(of_all) or 0)
    rows = [
        Row(str(one.label), number, percent, (shares or {}).get((key, one.value)))
        for (one, number), percent in zip(shown.items(), percents, strict=True)
    ]
    return Table(key, title, rows)


def shares_of(numbers: list[int | None], of_all: int = 0) -> list[int | None]:
    """Of 100, for each group of a table; none at all where one of the groups is hidden."""
    if None in numbers:
        return [None] * len(numbers)
    whole = of_all or sum(numbers)
    return [min(100, round(100 * number / whole)) for number in numbers]


def never_asked(active: int, never: int) -> Table:
    """Of those whom we could ask."""
    shown = {_("Never asked"): told(never), _("Asked at least once"): told(active - never)}
    rows = [Row(name, shown[name], percent) for name, percent in zip(shown, shares_of([*shown.values()]), strict=True)]
    return Table("asked", _("Who has been asked, of the active people"), rows)


def quarters(today: date) -> list[Quarter]:
    """Who joined and who left in the last year, the newest three months first: 2 queries."""
    firsts = [today - QUARTER * number + timedelta(days=1) for number in range(1, QUARTERS + 1)]
    joined = counts_since("joined_at", Member.objects.all(), firsts, "pk")
    left = counts_since("at", StateChange.objects.filter(after__in=Member.GONE), firsts, "member")
    numbers = [(first, told(joined[str(first)]), told(left[str(first)])) for first in firsts]
    most = max((number for _first, *both in numbers for number in both if number), default=1)
    return [Quarter(*one, *(bar(number, most) for number in one[1:])) for one in numbers]


def bar(number: int | None, most: int) -> int:
    """How long a bar is, of 100, beside the longest."""
    return round(100 * (number or 0) / most)


def counts_since(moment: str, rows, firsts: list[date], who: str) -> dict[str, int]:
    """How many people in each quarter."""
    spans = {first: {f"{moment}__gte": begin_of(first), f"{moment}__lt": begin_of(first + QUARTER)} for first in firsts}
    counts = {str(first): Count(who, filter=Q(**span), distinct=True) for first, span in spans.items()}
    return rows.order_by().aggregate(**counts)


def begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
