"""How the hub says dates, times, money, lengths and shares, in the standard and the easy-read form.

Pure functions: a value goes in, words come out. One way of saying each thing, so that readers meet it only once.
"""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MIDNIGHT, MIDDAY = datetime.time(0), datetime.time(12)
# From which hour each part of the day is said; before the first of them it is night.
PARTS_OF_DAY = ((22, "night"), (18, "evening"), (12, "afternoon"), (5, "morning"), (0, "night"))
NEAR_DAYS, NEAR_WEEKS = 14, 8
# A stop after a name that ends with a sign of its own: "You have a place at: Is it kept?."
SECOND_STOP = re.compile(r"(?:(?<=[?!])|(?<=[^.]\.))\.(?=\s|$)")


@lru_cache(maxsize=4000)
def said_date(date: datetime.date, easy: bool = False) -> str:
    """Tuesday 1 December 2026: of a moment, the day in Halton. The same in both forms, so `easy` changes nothing."""
    return dateformat.format(local_day(date), "l j F Y")


def local_day(date: datetime.date) -> datetime.date:
    is_moment = isinstance(date, datetime.datetime) and timezone.is_aware(date)
    return timezone.localtime(date).date() if is_moment else date


def said_time(time: datetime.time | datetime.datetime, easy: bool = False) -> str:
    """2pm, 2:30pm, midday, midnight; in easy read "2:30pm in the afternoon"."""
    time = local_time(time)
    if time == MIDNIGHT:
        return _("midnight")
    if time == MIDDAY:
        return _("midday")
    minutes = f":{time.minute:02}" if time.minute else ""
    clock = f"{time.hour % 12 or 12}{minutes}{'am' if time.hour < 12 else 'pm'}"
    return f"{clock} {part_of_day(time)}" if easy else clock


def local_time(moment: datetime.time | datetime.datetime) -> datetime.time:
    """The time on a clock in Halton, to the minute."""
    if isinstance(moment, datetime.datetime):
        moment = (timezone.localtime(moment) if timezone.is_aware(moment) else moment).time()
    return datetime.time(moment.hour, moment.minute)


def part_of_day(time: datetime.time) -> str:
    """In the morning, in the afternoon, in the evening, at night."""
    part = next(part for hour, part in PARTS_OF_DAY if time.hour >= hour)
    return {
        "morning": _("in the morning"),
        "afternoon": _("in the afternoon"),
        "evening": _("in the evening"),
        "night": _("at night"),
    }[part]


def said_time_range(start, end) -> str:
    """11am to 1pm. The same in both forms: two parts of the day in one line are hard to read."""
    first, last = said_time(start), said_time(end)
    return first if first == last else _("%(start)s to %(end)s") % {"start": first, "end": last}


def said_duration(length: datetime.timedelta | int) -> str:
    """1 hour 30 minutes, 2 days. A number means minutes."""
    if isinstance(length, datetime.timedelta):
        length = round(length.total_seconds() / 60)
    days, rest = divmod(abs(length), 24 * 60)
    hours, minutes = divmod(rest, 60)
    said = [
        days and ngettext("%(count)d day", "%(count)d days", days) % {"count": days},
        hours and ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours},
        minutes and ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes},
    ]
    return " ".join(part for part in said if part) or _("no time")


def said_money(amount: Decimal | int | str | float) -> str:
    """£5, £5.50, 50p, £1,250, free."""
    pounds = Decimal(str(amount)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not pounds:
        return _("free")
    if pounds < 0:
        return _("minus %(amount)s") % {"amount": said_money(-pounds)}
    if pounds < 1:
        return f"{int(pounds * 100)}p"
    return f"£{pounds:,.0f}" if pounds == pounds.to_integral_value() else f"£{pounds:,.2f}"


def said_number(number: Decimal | int | float) -> str:
    """12, 1,250, 2.5."""
    if number == int(number):
        return f"{int(number):,}"
    return f"{Decimal(str(number)).normalize():,f}"


def said_share(part: int, whole: int) -> str:
    """Half, most, 1 in 10, a few: never a percentage. The words are for the middle of a sentence."""
    if whole <= 0 or part <= 0:
        return _("none")
    share = Fraction(part, whole)
    if share >= 1:
        return _("all")
    if share == Fraction(1, 2):
        return _("half")
    if share > Fraction(1, 2):
        return said_big_share(share)
    return said_small_share(share)


def said_big_share(share: Fraction) -> str:
    """More than half."""
    if share >= Fraction(9, 10):
        return _("nearly all")
    if share >= Fraction(2, 3):
        return _("most")
    return _("more than half") if share > Fraction(11, 20) else _("about half")


def said_small_share(share: Fraction) -> str:
    """Less than half: 1 in 3, about 1 in 4, a few."""
    if share < Fraction(1, 12):
        return _("a few")
    if share >= Fraction(2, 5):
        return _("about half") if share >= Fraction(9, 20) else _("less than half")
    group = {"group": round(1 / share)}
    return (_("1 in %(group)d") if share.numerator == 1 else _("about 1 in %(group)d")) % group


def said_distance(date: datetime.date, today: datetime.date) -> str:
    """In 3 days, on Friday 6 March 2026; 3 days ago, on Tuesday 10 March 2026.

    The date is always there, because a page may be printed. A far date is said alone.
    """
    days = (date - today).days
    words = {"date": said_date(date), "distance": said_days(abs(days)) if days else ""}
    if not days:
        return _("today, %(date)s") % words
    if days == 1:
        return _("tomorrow, on %(date)s") % words
    if days == -1:
        return _("yesterday, on %(date)s") % words
    if not words["distance"]:
        return _("on %(date)s") % words
    return (_("in %(distance)s, on %(date)s") if days > 0 else _("%(distance)s ago, on %(date)s")) % words


def said_days(days: int) -> str:
    """3 days, about 4 weeks; empty when it is too far to count."""
    if days <= NEAR_DAYS:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    weeks = round(days / 7)
    if weeks > NEAR_WEEKS:
        return ""
    return ngettext("about %(count)d week", "about %(count)d weeks", weeks) % {"count": weeks}


def said_once(sentence: str) -> str:
    """A sentence with a name in it ends once, whatever the name ends with."""
    return SECOND_STOP.sub("", sentence)
