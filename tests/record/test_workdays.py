"""Working days: no weekend, no bank holiday of England."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from halton_coprod.record.workdays import BANK_HOLIDAYS, working_day_after, working_day_before, working_days_between

from .bank_holidays import YEARS, known


def test_the_bank_holidays_are_those_that_the_library_knows_for_years_to_come():
    assert BANK_HOLIDAYS.read_text().split() == known(), "Write them anew: python -m tests.record.bank_holidays"
    assert timezone.localdate().year + 10 < YEARS.stop


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        (date(2026, 11, 26), 1, date(2026, 11, 27)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        # Christmas Day is a Friday, Boxing Day is taken on Monday.
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 23), 5, date(2027, 1, 4)),
        # Good Friday and Easter Monday.
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
    ],
)
def test_the_working_day_after(day, days, then):
    assert (working_day_after(day, days), working_days_between(day, then)) == (then, days)


def test_a_weekend_adds_nothing():
    assert working_days_between(date(2026, 11, 27), date(2026, 11, 29)) == 0
    assert working_days_between(date(2026, 11, 27), date(2026, 11, 27)) == 0


@pytest.mark.parametrize("day", [date(2026, 12, 20) + timedelta(days=number) for number in range(21)])
def test_what_is_older_than_the_working_day_before_was_due_by_now(day):
    """Over Christmas, on every day of it."""
    first = working_day_before(day, 5)
    assert working_day_after(first, 5) >= day
    assert working_day_after(first - timedelta(days=1), 5) < day
