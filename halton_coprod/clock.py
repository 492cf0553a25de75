"""What the clock does on the top floor: `manage.py tick`. Safe to run by many at once and again."""

from . import services


def forget() -> str:
    """That somebody was called, after 30 days; calls that nobody made in a year."""
    return f"{services.forget_calls()} calls"


def clear() -> str:
    """Own pictures that no text shows."""
    return f"{services.clear_pictures()} pictures"


JOBS = {"calls": forget, "pictures": clear}
