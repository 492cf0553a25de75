"""How we are doing, ready to be told: means by value, time and group. Groups of fewer than five are never told.

No number over both groups exists anywhere, and a time is told only when nobody can answer any more: so a hidden group
cannot be worked out from a total, nor a person from how a mean moves.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from halton_coprod.easyread.mode import EASY
from halton_coprod.easyread.said import said_number

from .chart import Bar, share
from .models import Assessment, Group, Score
from .models.assessing import MOST

LEAST_PEOPLE = 5
MOST_TIMES = 4  # in the chart; the table has them all
NEAR = Decimal("0.2")  # so near to a whole number a mean is "about" this number
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Told:
    """What one group said of one value."""

    mean: Decimal
    people: int

    @property
    def says(self) -> str:
        return about(self.mean) if get_language() == EASY else said_number(self.mean)


@dataclass(frozen=True)
class Time:
    """One value in one time of asking. A group that is not told is None, whether nobody answered or four did."""

    assessment: Assessment
    residents: Told | None = None
    staff: Told | None = None

    def __bool__(self):
        return bool(self.residents or self.staff)

    @property
    def gap(self) -> Decimal | None:
        return self.staff.mean - self.residents.mean if self.residents and self.staff else None

    @property
    def gap_says(self) -> str:
        """The gap in words; empty where one of the two is not told."""
        if self.gap is None:
            return ""
        if not self.gap:
            return _("Residents and staff say the same.")
        words = _("Staff gave %(number)s more.") if self.gap > 0 else _("Residents gave %(number)s more.")
        return words % {"number": said_gap(abs(self.gap))}

    def group(self, group: str) -> Told | None:
        return getattr(self, group)


def about(mean: Decimal) -> str:
    """A mean without a decimal point (EASY_READ E1): 4, about 4, between 3 and 4."""
    nearest = mean.to_integral_value(ROUND_HALF_UP)
    if mean == nearest:
        return said_number(mean)
    if abs(mean - nearest) <= NEAR:
        return _("about %(number)s") % {"number": said_number(nearest)}
    return _("between %(least)d and %(most)d") % {"least": int(mean), "most": int(mean) + 1}


def said_gap(gap: Decimal) -> str:
    """How much more one group gave; in easy read without a decimal point."""
    if get_language() != EASY or gap == int(gap):
        return said_number(gap)
    return _("about %(number)s") % {"number": gap.to_integral_value(ROUND_HALF_UP)} if gap >= HALF else _("a little")


def told_by_value() -> dict[int, list[Time]]:
    """For each value the times of asking that are over, the oldest first: two queries."""
    times = {one.pk: one for one in Assessment.objects.over()}
    found: dict[tuple, dict[str, Told]] = {}
    for row in Score.objects.told():
        if row["people"] >= LEAST_PEOPLE:
            groups = found.setdefault((row["value"], row["assessment"]), {})
            groups[row["group"]] = Told(rounded(row["mean"]), row["people"])
    values = {value for value, _assessment in found}
    return {value: [Time(one, **found.get((value, pk), {})) for pk, one in times.items()] for value in values}


def rounded(mean) -> Decimal:
    return Decimal(str(mean)).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class GroupBar(Bar):
    """One group in one time: `reading` names the group, `time` the time."""

    group: str = ""
    time: str = ""


@dataclass(frozen=True)
class DoingChart:
    """What the template draws."""

    bars: tuple[GroupBar, ...]


def chart_of_times(times: list[Time]) -> DoingChart | None:
    """The newest times, the oldest first, residents above staff; no chart for fewer than two numbers."""
    known = [
        (time.assessment.name, group, told)
        for time in times[-MOST_TIMES:]
        for group in Group
        if (told := time.group(group.value))
    ]
    if len(known) < 2:
        return None
    return DoingChart(tuple(bar(*one) for one in known))


def bar(time: str, group: Group, told: Told) -> GroupBar:
    return GroupBar(group.label, told.says, share(told.mean, Decimal(MOST)), group=group.value, time=time)
