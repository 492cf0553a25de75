"""What people are told about their place, by their own way, written in the transaction of the deed."""

from django.conf import settings
from django.utils.text import format_lazy

from halton_coprod.easyread.mode import EASY
from halton_coprod.easyread.said import said_time
from members.models import Message, Way
from members.services import queue_message
from members.services.outbox import drop_overtaken, not_heard_yet, queue_to_stranger

from . import wording
from .models import SignUp
from .wording import HAPPENED, HAPPENED_TITLE, LOOK, NOT_SO, SAYS

# Of no use once it begins; the last word about an offer, once that is over.
NO_USE_AFTER = {
    **dict.fromkeys(
        (
            *("in", "in-yes", "waiting", "soon", "moved", "moved-late", "moved-waiting", "again", "again-waiting"),
            *("offered", "offered-moved", "offered-again", "longer", "lapsed"),
        ),
        lambda place: place.session.starts_at,
    ),
    "offer-soon": lambda place: place.offered_until,
}
OFFERS = ("offered", "longer", "offer-soon")
DAYS = ("in", "waiting", "soon", "moved", "again")
PUT_OFF = tuple(f"postponed{to}{stands}" for to in ("", "-to") for stands in ("", "-late", "-waiting", "-offered"))
# Which messages that still wait are wrong once this one is sent.
OVERTAKES = {
    **dict.fromkeys(("moved", "moved-late", "again", *PUT_OFF, "cancelled", "cancelled-late"), (*DAYS, *OFFERS)),
    **dict.fromkeys(("moved-waiting", "again-waiting"), DAYS),
    **dict.fromkeys(("in", "offered"), ("waiting", "moved-waiting", "again-waiting")),
    **dict.fromkeys(("offered-moved", "offered-again", "in-yes", "lapsed"), (*OFFERS, "waiting")),
    **dict.fromkeys(("given_back", "given_back-waiting"), (*DAYS, *OFFERS)),
}
# Asked of whoever wants news; all the rest they must know about their place.
NEWS = ("how-was-it", "missed")


def tell(place, occasion: str, *, once: str = "", is_first: bool = False, **more) -> None:
    """One message to the person of this place. `once` tells occasions apart that come more than once; before the first
    word about a place there is none that it could overtake.
    """
    occasion = late_too(place, occasion)
    title, *ideas = SAYS[occasion]
    number = more.get("number") or (place.place_in_line if place.state == SignUp.State.WAITING else "")
    facts = facts_of(place) | more | {"number": number}
    words = [idea for said in ideas for idea in ideas_of(said, place, facts)]
    overtaken = [f"place-{place.pk}-{one}" for one in OVERTAKES.get(occasion, ())]
    if overtaken and not is_first:
        drop_overtaken(place.member, *overtaken)
    queue(
        place,
        f"{occasion}-{once}".rstrip("-"),
        format_lazy(title, **facts),
        words,
        about=Message.About.NEWS if occasion in NEWS else Message.About.PLACE,
        no_use_after=NO_USE_AFTER.get(occasion, lambda _place: None)(place),
        is_first=is_first,
    )


def late_too(place, occasion: str) -> str:
    """What overtakes a word that came late, before anybody heard it, is late itself."""
    late = f"{occasion}-late"
    is_late = late in SAYS and not_heard_yet(place.member, f"place-{place.pk}-moved-late").exists()
    return late if is_late else occasion


def not_told_yet(session) -> set[int]:
    """The places whose people still have to hear of the last change of its day or place."""
    places = "|".join(str(key) for key in session.sign_ups.active().order_by().values_list("pk", flat=True))
    if not places:
        return set()
    about_it = rf"^place-({places})-(offered-)?(moved|again)(-|$)"
    own = Message.objects.filter(state__in=Message.OPEN, supporter=None, occasion__regex=about_it)
    return {int(occasion.split("-")[1]) for occasion in own.values_list("occasion", flat=True)}


def ideas_of(said, place, facts: dict) -> list[tuple]:
    """One idea with its facts; or all those that stand in its place."""
    if said is wording.DETAILS:
        return details_of(place, facts)
    if said is wording.REWARD:
        return reward_of(place, facts)
    if said is wording.CHANGED:
        return changes_of(place, facts)
    if said is wording.HOW_LONG:
        said = how_long(place)
    if said in (wording.ASK, wording.PHONE_US) and not facts["contact"]:
        return []
    if said is wording.OR_PHONE and place.reached_by != Way.LETTER:
        return []
    if said is wording.STILL and place.still_comes == SignUp.Still.YES:
        return []
    picture, words = said
    return [(picture, format_lazy(words, **facts))]


def how_long(place) -> tuple:
    """A day where we know when it is read, or where it ends with the beginning; else how many days there are."""
    ends_there = place.offered_until >= place.session.starts_at
    if place.reached_by == Way.EMAIL or ends_there:
        return wording.BY_DAY
    return wording.IN_A_DAY if place.session.offer_days == 1 else wording.IN_DAYS


def changes_of(place, facts: dict) -> list[tuple]:
    """Each thing that changed for this person, with what they had been told before."""
    another = wording.ANOTHER_DAY if place.is_on_another_day else wording.ANOTHER_TIME
    found = [another] if facts["was_when"] else []
    found += [wording.ANOTHER_PLACE] if facts["was_where"] else []
    return [idea for said in found or [wording.SOMETHING] for idea in ideas_of(said, place, facts)]


def reward_of(place, facts: dict) -> list[tuple]:
    """What people get now; a text message is short and leads there."""
    if place.reached_by == Way.TEXT:
        return ideas_of(LOOK, place, facts)
    return text_of(place, wording.REWARD_IS, place.session.reward, place.session.reward_easy)


def details_of(place, facts: dict) -> list[tuple]:
    """All that somebody needs for the day: where, how to get there or join, who comes too, who is there, what happens,
    whom to ask. What can be pressed, a map, is for emails.

    A text message is short: the rest stands behind its link. On the phone people ask for what they want to know.
    """
    session, way = place.session, place.reached_by
    meets = session.venue is not None and not place.comes_online
    found = ideas_of(wording.WHERE, place, facts) if meets else []
    if not place.comes_to_room:
        found += text_of(place, wording.JOIN_IS, session.online_how, session.online_how_easy)
    if meets and way != Way.TEXT:
        found += text_of(place, wording.WAY_IS, session.venue.directions, session.venue.directions_easy)
        found += ideas_of(wording.MAP, place, facts) if way == Way.EMAIL else []
        found += ideas_of(wording.TAXI, place, facts) if session.venue.taxi else []
    if way in (Way.EMAIL, Way.LETTER):
        found += ideas_of(wording.comes_with(place.supporters), place, facts) if place.supporters else []
        found += [wording.TRAVEL] if place.travel_help else []
        found += text_of(place, wording.TEAM_IS, session.people, session.people_easy) + agenda_of(place)
    return found + ideas_of(wording.ASK, place, facts)


def text_of(place, heading: tuple, standard: str, easy) -> list[tuple]:
    """One text in this person's form, with its photos in either; nothing where nothing is written."""
    if place.reads == EASY and easy:
        return [heading, *((block.picture, block.words) for block in easy.blocks)]
    is_seen = place.reached_by in (Way.EMAIL, Way.LETTER)
    photos = [(block.picture, block.alt or block.words) for block in easy.photos if is_seen]
    return [heading, ("", standard), *photos] if standard.strip() else []


def agenda_of(place) -> list[tuple]:
    """The day, with its times."""
    is_easy = place.reads == EASY
    lines = [f"{said_time(item.at)}: {(is_easy and item.easy) or item.words}" for item in place.session.day_plan]
    return [wording.DAY_IS, *(("", line) for line in lines)] if lines else []


def tell_what_happened(place, outcome, *, once: str = "") -> None:
    """What people said and what came of it, in full, in this person's form; and how to say that it is not so."""
    facts = facts_of(place)
    ideas = happened_ideas(outcome, place.reads)
    ideas += [idea for said in (NOT_SO, wording.OR_PHONE, LOOK) for idea in ideas_of(said, place, facts)]
    queue(place, f"happened-{once}".rstrip("-"), format_lazy(HAPPENED_TITLE, **facts), ideas)


def happened_ideas(outcome, form: str) -> list[tuple]:
    ideas = []
    for name, heading in HAPPENED.items():
        if words := getattr(outcome, name).strip():
            easy = [(block.picture, block.words) for block in getattr(outcome, f"{name}_easy").blocks]
            ideas += [heading, *(easy if form == EASY else [("", words)])]
    return ideas


def queue(place, occasion: str, title, ideas, *, about=Message.About.PLACE, **more) -> None:
    """By the way the pool knows, or as a stranger told us. Whoever was erased has no way left."""
    words = {"occasion": f"place-{place.pk}-{occasion}", "title": title, "ideas": ideas, **more}
    if place.member:
        queue_message(place.member, about=about, **words)
    elif place.reach:
        queue_to_stranger(to=place.reach, name=place.name, way=place.way, language=place.language, **words)


def facts_of(place) -> dict:
    session, venue = place.session, place.session.venue
    return {
        "name": session.name,
        "when": session.when,
        "where": wording.ONLINE if venue is None or place.comes_online else f"{venue.name}, {venue.address}",
        "was_when": place.was_when,
        "was_where": place.left_place,
        "taxi": venue.taxi if venue else "",
        "map": venue.map_link if venue else "",
        "contact": session.contact,
        "because": session.why_in(place.reads),
        "link": link_of(place),
        "feedback": f"{link_of(place)}how-was-it/",
        "calendar": f"{site_of(place)}/workshops/{session.slug}/calendar.ics",
        "workshops": f"{site_of(place)}/workshops/",
        "days": session.offer_days,
        "supporters": place.supporters,
        "phone": settings.HELP["phone"],
        "until": place.answer_by,
    }


def site_of(place) -> str:
    """The hub in the form that this person reads."""
    return settings.SITE_URL.rstrip("/") + ("/easy" if place.reads == EASY else "")


def link_of(place) -> str:
    return f"{site_of(place)}/workshops/place/{place.link}/"
