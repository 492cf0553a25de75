"""What the clock does for the top floor: `manage.py tick`."""

from . import services


def forget() -> str:
    """That somebody was called, after 30 days; calls that nobody made in a year."""
    return f"{services.forget_calls()} calls"


JOBS = {"calls": forget}
