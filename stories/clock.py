"""What the clock does for stories: `manage.py tick`. Each is safe to run by many at once and again."""

from . import services


def forget() -> str:
    """What somebody began to tell and never sent; what was taken back, after the days that its teller was told."""
    return f"{services.forget_unfinished()} unfinished stories, {services.erase_withdrawn()} taken back"


def ask_again() -> str:
    """Tellers whose time is nearly over; then those who have copies of what has run out."""
    return f"{services.ask_again()} tellers asked, {services.tell_run_out()} told that a time is over"


def remind() -> str:
    """Reporters of what they recorded and the curators do not have."""
    return f"{services.remind_unsent()} reporters reminded"


JOBS = {"keeping": forget, "recorded": remind, "still happy": ask_again}
