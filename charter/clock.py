"""What the clock does for the Charter: `manage.py tick` runs these jobs, each safe to run by many at once and again."""

from . import services


def escalate() -> str:
    """Concerns that nobody has read in time go to the co-chairs."""
    return f"{services.escalate_overdue()} concerns given to the co-chairs"


def remind() -> str:
    """Who answers for a promise hears that its day comes near or has passed, and that a number is missing."""
    return f"{services.remind_owners()} reminders"


JOBS = {"concerns": escalate, "promises": remind}
