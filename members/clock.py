"""What the clock does for people: `manage.py tick` runs these jobs, each safe to run by many at once and again."""

from . import services


def send() -> str:
    """Emails whose time has come."""
    done = services.send_messages()
    return ", ".join(f"{count} {what}" for what, count in done.items() if count) or "nothing to send"


def forget() -> str:
    """Unfinished joinings that nobody came back for, notes whose time is over, lists that nobody brought in."""
    drafts, notes, lists = services.forget_drafts(), services.forget_notes(), services.forget_lists()
    return f"{drafts} drafts, {notes} notes, {lists} lists"


JOBS = {"messages": send, "keeping": forget}
