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


def ask() -> str:
    """Once a year: is it all still right? And of whoever nobody has heard from in a year: do you want to stay?"""
    return f"{services.ask_once_a_year()} asked if all is right, {services.ask_who_is_silent()} asked if they stay"


def clear() -> str:
    """People who did not answer or left a year ago; old messages, looks and sign-ins."""
    erased = services.erase_who_did_not_answer() + services.erase_who_left()
    messages, looks, sign_ins = services.empty_messages(), services.forget_looks(), services.forget_sign_ins()
    return f"{erased} people, {messages} messages, {looks} looks, {sign_ins} sign-ins"


def invite() -> str:
    """Invitations that nobody answered: asked once more, and given up when the last day is over."""
    return f"{services.chase_invitations()} asked once more, {services.lapse_invitations()} not answered"


def outlive() -> str:
    """Papers, supporters of before, words about moves and answers, old lines of the log."""
    papers, supporters = services.forget_papers(), services.forget_supporters()
    words, lines = services.forget_words(), services.forget_lines()
    return f"{papers} papers, {supporters} supporters, {words} words, {lines} lines"


def tidy() -> str:
    """What was erased goes from the journal of the database too."""
    services.empty_journal()
    return "done"


JOBS = {
    "journal": tidy,
    "old": outlive,
    "asking": ask,
    "clearing": clear,
    "invitations": invite,
    "keeping": forget,
    "messages": send,
}
