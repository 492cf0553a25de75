"""Sessions as a calendar file (RFC 5545). Times stand in UTC, so that the clocks going forward or back move nothing."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext
from icalendar import Calendar, Event

from halton_coprod.easyread.mode import EASY
from halton_coprod.easyread.said import said_date

from .models import Session

STATES = {
    Session.State.POSTPONED: "TENTATIVE",
    Session.State.CANCELLED: "CANCELLED",
    Session.State.NOT_HELD: "CANCELLED",
}


def calendar_of(sessions) -> bytes:
    """The file for these sessions."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.HUB_NAME}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", settings.HUB_NAME)
    for session in sessions:
        calendar.add_component(event_of(session))
    return calendar.to_ical()


def event_of(session: Session) -> Event:
    """The same session keeps its `uid`, so that a calendar moves it and does not show it twice."""
    site = settings.SITE_URL.rstrip("/")
    event = Event()
    event.add("uid", f"session-{session.pk}@{urlsplit(site).hostname}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", session.name)
    event.add("description", description_of(session))
    event.add("url", f"{site}{session.get_absolute_url()}")
    event.add("sequence", session.edition)
    event.add("last-modified", session.changed_at)
    event.add("status", status_of(session))
    if session.venue and not session.is_online_only:
        event.add("location", f"{session.venue.name}, {session.venue.address}")
    return event


def status_of(session: Session) -> str:
    """What is put off leaves the calendar until it has a new day."""
    return "CANCELLED" if session.waits_for_day else STATES.get(session.state, "CONFIRMED")


def description_of(session: Session) -> str:
    """What it is about, until when to sign up and whom to ask, in the form of the page that the file was taken from."""
    easy = session.about_easy.text if get_language() == EASY else ""
    words = easy or session.about
    asks = gettext("You can ask: %(who)s") % {"who": session.contact} if session.contact else ""
    until = timezone.localtime(session.sign_up_until).date() if session.has_last_day else None
    ends = gettext("You can sign up until %(day)s.") % {"day": said_date(until)} if until else ""
    return "\n\n".join(part for part in (words, ends, asks, session.why) if part)
