"""What the clock does for sessions: `manage.py tick`."""

from . import services


def lapse() -> str:
    """Places that were offered: asked once more by phone, then gone on; and who waited until it began."""
    asked, lapsed, waited = services.ask_once_more(), services.lapse_offers(), services.tell_who_waited()
    return f"{asked} asked once more, {lapsed} offers, {waited} waited in vain"


def remind() -> str:
    """7 days and 1 day before; by letter 10 days."""
    return f"{services.send_reminders()} reminders"


def gather() -> str:
    """What people have told the pool since they signed up."""
    return f"{services.gather_requests()} needs"


def forget() -> str:
    """Names of people who walked in, when they have been told; badges and what people said in their own words,
    after two weeks; all places, after a year.
    """
    counts = f"{services.forget_walk_ins()} names, {services.forget_badges()} badges"
    return f"{counts}, {services.forget_places()} places"


def ask() -> str:
    """How it was, on the day after."""
    return f"{services.ask_for_feedback()} asked how it was"


def nudge() -> str:
    """The team hears what is overdue, and what comes near."""
    return f"{services.nudge_team()} nudges to the team"


JOBS = {"nudges": nudge, "feedback": ask, "walk-ins": forget, "needs": gather, "offers": lapse, "reminders": remind}
