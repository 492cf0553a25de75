"""Working days in England: promises of ours are counted in them."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

# England's, one a line, worked out by the library `holidays`, which takes 18 MB of each process that asks it:
# `python -m tests.record.bank_holidays` writes them anew, and a test says when that is to be done.
BANK_HOLIDAYS = Path(__file__).with_name("bank_holidays.txt")


@cache
def bank_holidays() -> frozenset[date]:
    return frozenset(map(date.fromisoformat, BANK_HOLIDAYS.read_text().split()))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays()


def working_day_after(day: date, days: int = 1) -> date:
    """The working day that comes `days` working days after this one."""
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_day_before(day: date, days: int = 1) -> date:
    """The working day that comes `days` working days before this one."""
    while days:
        day -= timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days after `first` the day `last` is; a day at the weekend counts as the working day before."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)
