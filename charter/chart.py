"""A small chart of readings, ready to be drawn as SVG: one bar a reading, and the promise as a dashed line.

Widths are shares of the page and heights are in letters, so that nothing shrinks on a phone or under big text.
"""

from dataclasses import dataclass
from decimal import Decimal

from halton_coprod.easyread.said import said_number

from .models import Promise, Reading

MOST_BARS = 8
ROW = 3.4  # letters high: one line of words, one bar
BAR = 1.6
TOP = 1.6  # room for the word at the dashed line
WIDEST = 96  # of 100; the rest keeps the line at the end visible
ROOM_FOR_WORDS = 55
LONGEST_UNIT = 8  # letters; a longer one stands in the words beside the chart only


@dataclass(frozen=True)
class Bar:
    """One number. Its words stand behind the bar, or in it where the bar is long."""

    reading: Reading | str
    says: str
    share: float

    @property
    def words_inside(self) -> bool:
        return self.share > ROOM_FOR_WORDS


@dataclass(frozen=True)
class PlacedBar(Bar):
    """One reading at its height in the drawing of all."""

    line: float
    top: float

    @property
    def words_line(self) -> float:
        return round(self.top + 1.15, 2)

    @property
    def bottom(self) -> float:
        """Where the dash of the promised line ends: it goes over the bars and leaves the dates between them alone."""
        return round(self.top + BAR, 2)


@dataclass(frozen=True)
class Chart:
    """What the template draws. `target` is where the dashed line stands, or None."""

    bars: tuple[PlacedBar, ...]
    target: float | None
    height: float
    unit_apart: bool = False  # what is counted is said above the chart, because it is too long for each bar

    @property
    def target_word_ends(self) -> bool:
        """Whether the word stands left of the dashed line."""
        return self.target is not None and self.target > 50

    @property
    def first(self) -> Reading:
        return self.bars[0].reading

    @property
    def last(self) -> Reading:
        return self.bars[-1].reading


def chart_of(promise: Promise, readings: list[Reading]) -> Chart | None:
    """The newest readings, oldest first; no chart for fewer than two."""
    if len(readings) < 2:
        return None
    shown = readings[-MOST_BARS:]
    biggest = max([*(reading.number for reading in shown), promise.target or 0])
    bars = tuple(bar(at, reading, promise, biggest) for at, reading in enumerate(shown))
    target = None if promise.target is None else share(promise.target, biggest)
    return Chart(bars, target, round(TOP + ROW * len(bars), 2), len(promise.unit) > LONGEST_UNIT)


def bar(at: int, reading: Reading, promise: Promise, biggest: Decimal) -> PlacedBar:
    top = TOP + ROW * at
    says = promise.said(reading.number) if len(promise.unit) <= LONGEST_UNIT else said_number(reading.number)
    return PlacedBar(reading, says, share(reading.number, biggest), round(top + 1, 2), round(top + 1.4, 2))


def share(number: Decimal, biggest: Decimal) -> float:
    return round(float(max(number, 0) / biggest) * WIDEST, 1) if biggest else 0.0
