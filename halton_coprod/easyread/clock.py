"""A clock face for any minute of the day. The words stand beside it, so it is silent for screen readers."""

from datetime import datetime, time

from django.template.loader import render_to_string
from django.utils import timezone


def hands(at: time) -> tuple[float, float]:
    """How far the hour hand and the minute hand have turned from 12, in degrees."""
    return at.hour % 12 * 30 + at.minute / 2, at.minute * 6.0


def context(at: time | datetime) -> dict[str, str]:
    """What the face template needs; angles as text, so that no language puts a comma into them."""
    if isinstance(at, datetime) and timezone.is_aware(at):
        at = timezone.localtime(at)
    hour, minute = hands(at)
    return {"hour": f"{hour:g}", "minute": f"{minute:g}"}


def clock_svg(at: time | datetime) -> str:
    """The face as an SVG of its own, for printed papers."""
    return render_to_string("easyread/clock.svg", context(at))
