"""Dates, times, money and shares in words."""

import datetime
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.utils import formats, timezone, translation

from halton_coprod.easyread.said import (
    said_date,
    said_distance,
    said_duration,
    said_money,
    said_number,
    said_once,
    said_share,
    said_time,
    said_time_range,
)

TODAY = date(2026, 3, 3)


def table(said, rows):
    """Each row of a table of values against the words for them."""
    assert {row: said(*row) for row in rows} == rows


@pytest.mark.parametrize("easy", [False, True])
def test_date_has_its_weekday_and_no_abbreviation(easy):
    assert said_date(date(2026, 12, 1), easy) == "Tuesday 1 December 2026"
    after_midnight = datetime.datetime(2026, 7, 1, 23, 30, tzinfo=datetime.UTC)
    assert said_date(after_midnight, easy) == "Thursday 2 July 2026"


def test_time():
    table(
        said_time,
        {
            (time(0, 0),): "midnight",
            (time(0, 5),): "12:05am",
            (time(9, 0),): "9am",
            (time(12, 0),): "midday",
            (time(12, 30),): "12:30pm",
            (time(14, 0),): "2pm",
            (time(14, 30),): "2:30pm",
            (time(23, 59),): "11:59pm",
            (time(14, 30, 59),): "2:30pm",
            (time(0, 0), True): "midnight",
            (time(0, 30), True): "12:30am at night",
            (time(4, 59), True): "4:59am at night",
            (time(5, 0), True): "5am in the morning",
            (time(11, 59), True): "11:59am in the morning",
            (time(12, 0), True): "midday",
            (time(12, 1), True): "12:01pm in the afternoon",
            (time(14, 0), True): "2pm in the afternoon",
            (time(18, 0), True): "6pm in the evening",
            (time(22, 0), True): "10pm at night",
        },
    )


def test_every_minute_is_said_in_its_own_way():
    minutes = [time(hour, minute) for hour in range(24) for minute in range(60)]
    for easy in (False, True):
        said = [said_time(minute, easy) for minute in minutes]
        assert len(set(said)) == 24 * 60
        assert not [words for words in said if "0:" in words.replace("10:", "") or words.startswith("0")]


def test_a_moment_is_said_on_the_clock_of_halton():
    summer = datetime.datetime(2026, 7, 1, 13, 30, tzinfo=datetime.UTC)
    assert said_time(summer) == "2:30pm"
    assert said_time(timezone.make_naive(summer)) == "2:30pm"


def test_time_range():
    assert said_time_range(time(11), time(13)) == "11am to 1pm"
    assert said_time_range(time(11), time(12)) == "11am to midday"
    assert said_time_range(time(11), time(11)) == "11am"


def test_duration():
    table(
        said_duration,
        {
            (90,): "1 hour 30 minutes",
            (60,): "1 hour",
            (1,): "1 minute",
            (0,): "no time",
            (24 * 60,): "1 day",
            (timedelta(days=2, hours=3),): "2 days 3 hours",
            (timedelta(minutes=45, seconds=10),): "45 minutes",
        },
    )


def test_money():
    table(
        said_money,
        {
            (0,): "free",
            (5,): "£5",
            (Decimal("5.00"),): "£5",
            ("5.5",): "£5.50",
            (0.5,): "50p",
            (1250,): "£1,250",
            (Decimal("1250.05"),): "£1,250.05",
            (Decimal("0.005"),): "1p",
            (-5,): "minus £5",
        },
    )


def test_number():
    table(said_number, {(0,): "0", (12,): "12", (1250,): "1,250", (2.5,): "2.5", (Decimal("1000.50"),): "1,000.5"})


def test_share():
    table(
        said_share,
        {
            (0, 10): "none",
            (1, 0): "none",
            (10, 10): "all",
            (19, 20): "nearly all",
            (3, 4): "most",
            (81, 100): "most",
            (3, 5): "more than half",
            (51, 100): "about half",
            (5, 10): "half",
            (46, 100): "about half",
            (2, 5): "less than half",
            (1, 3): "1 in 3",
            (33, 100): "about 1 in 3",
            (10, 100): "1 in 10",
            (3, 100): "a few",
        },
    )


def test_every_share_is_said_without_percent():
    said = {said_share(part, 150) for part in range(151)}
    assert not [words for words in said if "%" in words or "per" in words]


def test_distance():
    table(
        lambda date: said_distance(date, TODAY),
        {
            (TODAY,): "today, Tuesday 3 March 2026",
            (date(2026, 3, 4),): "tomorrow, on Wednesday 4 March 2026",
            (date(2026, 3, 6),): "in 3 days, on Friday 6 March 2026",
            (date(2026, 3, 31),): "in about 4 weeks, on Tuesday 31 March 2026",
            (date(2026, 9, 1),): "on Tuesday 1 September 2026",
            (date(2026, 3, 2),): "yesterday, on Monday 2 March 2026",
            (date(2026, 2, 28),): "3 days ago, on Saturday 28 February 2026",
            (date(2026, 2, 3),): "about 4 weeks ago, on Tuesday 3 February 2026",
            (date(2020, 1, 1),): "on Wednesday 1 January 2020",
        },
    )


@pytest.mark.parametrize("language", ["en-gb", "en-simple"])
def test_django_writes_the_same_way_in_both_forms(language):
    with translation.override(language):
        assert formats.date_format(date(2026, 12, 1)) == "Tuesday 1 December 2026"
        assert formats.date_format(date(2026, 12, 1), "SHORT_DATE_FORMAT") == "Tuesday 1 December 2026"
        assert formats.time_format(time(14, 30)) == "2:30 p.m."
        assert formats.number_format(1250, use_l10n=True, force_grouping=True) == "1,250"
        assert "%d/%m/%Y" in formats.get_format("DATE_INPUT_FORMATS")


def test_a_sentence_ends_once_whatever_the_name_in_it_ends_with():
    table(
        said_once,
        {
            ("You come to: Is it kept?.",): "You come to: Is it kept?",
            ("You come to: Stop!. We wait.",): "You come to: Stop! We wait.",
            ("You come to: The Hall Ltd.. We wait.",): "You come to: The Hall Ltd. We wait.",
            ("You come to: The Hall. We wait...",): "You come to: The Hall. We wait...",
            ("Look: https://hub.example/?a=b.",): "Look: https://hub.example/?a=b.",
        },
    )
