"""What the clock does for the Charter: `manage.py tick` runs these jobs, each safe to run by many at once and again."""

from . import services


def escalate() -> str:
    """Concerns that nobody has read or answered in time go to the co-chairs."""
    return f"{services.escalate_overdue()} concerns given to the co-chairs"


def remind() -> str:
    """Who answers for a promise or a pledge hears that its day comes near, has passed, or that a number is missing."""
    return f"{services.remind_owners() + services.remind_adopters()} reminders"


def tell() -> str:
    """Editors hear that comments or concerns wait to be read."""
    return f"{services.tell_what_waits()} editors told what waits"


JOBS = {"concerns": escalate, "promises": remind, "waiting": tell}
