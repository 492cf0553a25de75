"""A small chart of readings, ready to be drawn: for each reading its words, a bar, and a line where the promise stands.

Widths are shares of the page, so that nothing shrinks on a phone or under big text.
"""

from dataclasses import dataclass
from decimal import Decimal

from .models import Promise, Reading

MOST_BARS = 8
WIDEST = 96  # of 100; the rest keeps the line at the end visible


@dataclass(frozen=True)
class Bar:
    """One number, said above its bar."""

    reading: Reading | str
    says: str
    share: float


@dataclass(frozen=True)
class Chart:
    """What the template draws. `target` is where the line of the promise stands, or None."""

    bars: tuple[Bar, ...]
    target: float | None

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
    bars = tuple(Bar(one, promise.said(one.number), share(one.number, biggest)) for one in shown)
    return Chart(bars, None if promise.target is None else share(promise.target, biggest))


def share(number: Decimal, biggest: Decimal) -> float:
    return round(float(max(number, 0) / biggest) * WIDEST, 1) if biggest else 0.0
