"""What the clock does for sessions: `manage.py tick`."""

from . import services


def lapse() -> str:
    """Places that were offered, and nobody answered in time."""
    return f"{services.lapse_offers()} offers"


def remind() -> str:
    """7 days and 1 day before."""
    return f"{services.send_reminders()} reminders"


def gather() -> str:
    """What people have told the pool since they signed up."""
    return f"{services.gather_requests()} needs"


def forget() -> str:
    """Names of people who walked in, two weeks after the day."""
    return f"{services.forget_walk_ins()} names"


def ask() -> str:
    """How it was, on the day after."""
    return f"{services.ask_for_feedback()} asked how it was"


JOBS = {"feedback": ask, "walk-ins": forget, "needs": gather, "offers": lapse, "reminders": remind}
