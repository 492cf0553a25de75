"""What a session still needs before people may sign up, in words."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshops.models import AccessRequest

LONG = timedelta(minutes=90)
NAMES = {
    "about": (_("Say what it is about."), _("Say in easy read what it is about.")),
    "can_change": (_("Say what can change."), _("Say in easy read what can change.")),
    "cannot_change": (_("Say what cannot change."), _("Say in easy read what cannot change.")),
    "people": (_("Say who will be there."), _("Say in easy read who will be there.")),
    "reward": (
        _("Say what people get: how much and which costs, or not paid and why."),
        _("Say in easy read what people get."),
    ),
}


def missing(session, *, overdue: int | None = None) -> list[str]:
    """Everything that keeps it from opening. `overdue`: how many needs are, where they are counted already."""
    return [*promised(session), *said((*day(session), *needs(session, overdue)))]


def promised(session) -> list[str]:
    """What people read before they sign up, and what they count on afterwards."""
    return said((*texts(session), *place(session), *plan(session)))


def said(parts) -> list[str]:
    return [words for words, lacks in parts if lacks]


def texts(session):
    for name, (standard, easy) in NAMES.items():
        yield standard, not getattr(session, name).strip()
        written = getattr(session, f"{name}_easy")
        yield easy, not written or written.is_drifted(getattr(session, name))


def place(session):
    meets = not session.is_online_only
    yield _("Choose the venue."), meets and session.venue is None
    checked = session.venue is None or session.venue.is_checked
    yield _("Somebody must go and look at the venue first."), meets and not checked
    joins = session.mode != session.Mode.IN_PERSON
    yield _("Say how people join online."), joins and not session.online_how.strip()
    easy = session.online_how_easy
    yield _("Say in easy read how people join online."), joins and (not easy or easy.is_drifted(session.online_how))


def plan(session):
    agenda = list(session.agenda.all())
    yield _("Write the agenda."), not agenda
    yield _("Write the agenda in easy read."), any(not item.easy for item in agenda)
    outside = [item for item in agenda if not session.holds_time(item.at)]
    yield _("Some times of the agenda are before it begins or after it ends. Change them."), outside
    never = [item for item in agenda if not session.has_time(item.at)]
    yield _("Some times of the agenda never come: on this night the clocks go forward. Change them."), never
    yield _("Plan a break."), session.duration > LONG and not any(item.is_break for item in agenda)
    yield _("Say on which step of the ladder it is."), not session.rung
    yield _("Say whom people can ask."), not session.contact.strip()
    yield _("Say who runs it."), not session.team.all()


def day(session):
    yield _("It is put off. Choose the new day."), session.waits_for_day
    is_past = session.starts_at <= timezone.now() and not session.waits_for_day
    yield _("The day is over already. Choose a new one."), is_past


def needs(session, overdue: int | None):
    """Only what was put off or closed has people already who wait for an answer."""
    words = _("Answer what people need: somebody waits for more than 5 working days.")
    has_people = session.state in (session.State.POSTPONED, session.State.CLOSED)
    if has_people and overdue is None:
        overdue = AccessRequest.objects.overdue().filter(sign_up__session=session).count()
    yield words, has_people and overdue
