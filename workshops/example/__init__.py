"""The example hub's sessions: past, full, coming, put off, cancelled, still planned, and one today.

Three are over and written up; one of these is late to be told to all. Their notes led to themes, and
these to what people ask for, answered in each way that there is.
Built through the services, all of it made up. Guests have addresses that nobody has (example.org).
"""

import tomllib
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from charter.models import Promise, Value
from workshops import services
from workshops.models import Outcome, Session, Topic, Venue
from workshops.services import Asking, HowItWas

from . import after, past
from .words import easy

FILE = Path(__file__).parent / "sessions.toml"
CONTACT = "Farah Example, 01632 960 001"
NAMES = (
    *("Ada", "Bert", "Cora", "Dai", "Elsie", "Finn", "Gita", "Hal", "Ines", "Jack", "Kofi", "Lena"),
    *("Mo", "Nina", "Olu", "Peg", "Ravi", "Sue", "Tariq", "Una", "Viv", "Wes", "Yan", "Zoe"),
)
SATURDAY = 5
# Before the first of the sessions that are over.
LOOKED_BEFORE = timedelta(days=130)


def load(*, by, pool_staff, helper) -> bool:
    """Everything of the files, where nothing is there yet, and a session today, where there is none. Facilitators plan;
    the pool's staff tell people; `helper` stands at the door.
    """
    told = tomllib.loads(FILE.read_text())
    is_new = not Session.objects.filter(is_example=True).exists()
    if is_new:
        load_all(told, by=by, pool_staff=pool_staff, helper=helper)
    meet_today(told, by)
    return is_new


def load_all(told: dict, *, by, pool_staff, helper) -> None:
    topics = {name: services.name_topic(name=name, by=by) for name in told["topics"]}
    series = services.name_series(name=told["series"], by=by)
    venues = {one["key"]: keep_venue(one, by) for one in told["venues"]}
    themes = {one["name"]: keep_theme(one, by) for one in told["themes"]}
    for one in told["sessions"]:
        facts = {"topics": [topics[name] for name in one["topics"]], "venue": venues.get(one.get("venue"))}
        session = bring_about(one, told["common"], by, **facts, series=series if one.get("in_series") else None)
        if "outcome" in one:
            write_up(session, one["outcome"], by, pool_staff)
        for said in one.get("notes", ()):
            keep_notes(session, said, themes, by)
    for one in told["recommendations"]:
        recommend(one, themes, by)
    after.load(series, themes, by=by, helper=helper)


def meet_today(told: dict, by) -> None:
    """A session with people that begins in an hour or two, so that its register can be tried: sign-up is closed.

    In the last two hours of a day it begins after midnight, and where the clocks change meanwhile, after that.
    """
    one = told["today"]
    begins = later(timezone.now().replace(minute=0, second=0, microsecond=0), 120)
    while begins.utcoffset() != later(begins, one["after"][-1]).utcoffset():
        begins = later(begins, 60)
    if Session.objects.filter(is_example=True, name=one["name"], starts_at__gte=start_of(begins)).exists():
        return
    at = [f"{later(begins, minutes):%H:%M}" for minutes in one["after"]]
    agenda = [[time_of_day, *item] for time_of_day, item in zip(at, one["agenda"], strict=False)]
    told_so = {**one, "day": begins.date(), "from": at[0], "to": at[-1], "agenda": agenda}
    facts = {
        "topics": Topic.objects.filter(name__in=one["topics"]),
        "venue": Venue.objects.filter(name=one["at"]).first(),
    }
    services.close_session(bring_about(told_so, told["common"], by, **facts), by=by)


def later(moment: datetime, minutes: int) -> datetime:
    """So many minutes, on the clocks of Halton."""
    return timezone.localtime(moment.astimezone(UTC) + timedelta(minutes=minutes))


def start_of(moment: datetime) -> datetime:
    """Midnight before it."""
    return moment.replace(hour=0)


def keep_venue(told: dict, by):
    """A venue; one that nobody has looked at has no facts."""
    known = {name: told.get(name, "") for name in ("name", "address", "directions", "taxi")}
    venue = services.keep_venue(**known, directions_easy=easy(told["easy"]), by=by)
    if "facts" not in told:
        return venue
    looked = timezone.localdate() - LOOKED_BEFORE
    return services.check_venue(venue, facts=told["facts"], checked_by="Farah Example", on=looked, by=by)


def bring_about(told: dict, common: dict, by, **facts) -> Session:
    """Plan it, open it, fill it, and take it as far as the file says."""
    words = {**common, **told.get("words", {})}
    known = {name: told[name] for name in ("name", "mode", "rung", "capacity", "kept_for_new") if name in told}
    texts = {name: said["words"] for name, said in words.items()}
    easies = {f"{name}_easy": easy(said["easy"]) for name, said in words.items() if not told.get("is_draft")}
    day = told["day"] if "day" in told else working_day(abs(told["in_days"]))
    facts = {**known, **facts, **texts, **easies, **hours(day, told)}
    session = services.plan_session(**facts, contact=CONTACT, is_example=True, by=by)
    if told.get("is_draft"):
        return session
    services.set_agenda(session, items=[agenda_item(*item) for item in told["agenda"]], by=by)
    session = services.open_session(session, by=by)
    for number in range(told.get("guests", 0)):
        services.sign_up(session, asking=guest(number, told["name"]), token=uuid.uuid4())
    if told.get("in_days", 0) < 0:
        return held(session, told, by)
    if "because" in told:
        call_off = services.postpone_session if told.get("is_postponed") else services.cancel_session
        return call_off(session, because=told["because"], because_easy=easy(told["because_easy"]), by=by)
    return session


def held(session, told, by) -> Session:
    """Nobody can plan the past: the example moves its session to yesterday, ticks who came while names are kept, moves
    it to its day, and then says that it took place.
    """
    yesterday = timezone.localdate() - timedelta(days=1)
    session = services.move_session(session, **hours(yesterday, told), by=by)
    for place in session.sign_ups.with_place():
        services.mark_attendance(session, place=place, state="came" if place.pk % 5 else "absent", by=by)
    session = services.move_session(session, **hours(working_day(told["in_days"]), told), by=by)
    session = services.hold_session(session, by=by)
    for face in told.get("faces", ()):
        rung = told["rung"] if face > 2 else "consultation"
        said = HowItWas(how=face, heard=min(face + 1, 5), rung=rung, again="yes" if face > 2 else "maybe")
        services.type_up_feedback(session, said=said, way="paper", token=uuid.uuid4(), by=by)
    return session


def write_up(session, told: dict, by, pool_staff) -> None:
    """What happened next: published, and told to all or to some of those who had a place."""
    texts = {name: told[name]["words"] for name in Outcome.TEXTS if name in told}
    easies = {f"{name}_easy": easy(told[name]["easy"]) for name in texts}
    services.write_outcome(session, **texts, **easies, by=by)
    services.publish_outcome(session, by=by)
    for place in session.sign_ups.with_place()[: told.get("told")]:
        services.note_told(session, place=place, how="phone" if place.pk % 3 else "post", by=pool_staff)
    past.told_in_time(session)
    if "told" not in told:
        services.finish_session(session, by=by)


def keep_theme(told: dict, by):
    return services.keep_theme(name=told["name"], summary=told["words"], summary_easy=easy(told["easy"]), by=by)


def keep_notes(session, told: dict, themes, by) -> None:
    """What one table said to one question; each note with how many said it and its theme."""
    lines = [words for _people, _theme, words in told["said"]]
    notes = services.add_notes(
        session, lines=lines, table=told["table"], prompt=told["prompt"], said_by=told["by"], by=by
    )
    for note, (people, theme, _words) in zip(notes, told["said"], strict=True):
        facts = {"words": note.words, "said_by": note.said_by, "people": people, "themes": [themes[theme]]}
        services.change_note(note, by=by, **facts)


def recommend(told: dict, themes, by) -> None:
    """Asked so many days ago, and answered where the file has an answer."""
    recommendation = services.write_recommendation(
        title=told["title"],
        words=told["words"],
        easy=replace(easy(told["easy"]), title=told["easy_title"]),
        theme=themes[told["theme"]],
        owner=told["owner"],
        promise=Promise.objects.filter(slug=told.get("promise")).first(),
        value=Value.objects.filter(slug=told.get("value")).first(),
        is_example=True,
        by=by,
    )
    if "asked" in told:
        services.ask_for_answer(recommendation, on=timezone.localdate() - timedelta(days=told["asked"]), by=by)
    if "answer" in told:
        said = told["answer"]
        facts = {"state": said["state"], "words": said["words"], "easy": easy(said["easy"])}
        day = timezone.localdate() - timedelta(days=said["given"])
        services.answer_recommendation(recommendation, **facts, on=day, by=by)


def working_day(days: int) -> date:
    """So many days from now, on a Monday where it would be a weekend."""
    day = timezone.localdate() + timedelta(days=days)
    return day if day.weekday() < SATURDAY else day + timedelta(days=7 - day.weekday())


def hours(day: date, told: dict) -> dict:
    begins, ends = (timezone.make_aware(datetime.combine(day, time.fromisoformat(told[at]))) for at in ("from", "to"))
    return {"starts_at": begins, "ends_at": ends if ends > begins else ends + timedelta(days=1)}


def agenda_item(at: str, words: str, easy_words: str) -> tuple:
    return time.fromisoformat(at), words, easy_words, "break" in words.lower() or "lunch" in words.lower()


def guest(number: int, name: str) -> Asking:
    """A made-up person who signed up without an account."""
    return Asking(
        name=f"{NAMES[number % len(NAMES)]} Example {number + 1}",
        way="email",
        reach=f"guest{number + 1}@example.org",
        language="en-simple" if number % 2 else "en-gb",
        needs=["Easy read"] if number % 6 == 0 else [],
        is_new=number % 3 == 0,
        supporters=int(number % 10 == 0),
        travel_help=number % 15 == 0,
        comes="online" if number % 4 == 1 else "room",
    )
