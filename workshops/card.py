"""What stands on the one sheet of a session, in the order in which a person decides; what does not fit is named.

A page cannot ask how its print will come out: so each part is measured by its words, on the safe side.
"""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from django.conf import settings
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from halton_coprod.easyread.said import said_date, said_time
from workshops.models import Session

# A sheet in millimetres, as `workshops.css` prints it.
SHEET, PICTURE, GAP, HEADING = 252, 12, 2.5, 7.8
# So many words of a longer text stand on the sheet in the standard form; what people get is whole.
BEGINNING, WHOLE = 40, 200


class Form(NamedTuple):
    """How high a line of print is, and how many letters it holds: across the sheet, and beside the square code."""

    line: float
    across: int
    in_foot: int


STANDARD, EASY = Form(5.8, 76, 60), Form(6.8, 55, 40)


class Shown(NamedTuple):
    """Sentences beside one picture."""

    picture: str
    alt: str
    says: list[str]


class Part(NamedTuple):
    """One thing to decide by. `heading` names it where it does not fit; `times` are the agenda."""

    heading: str = ""
    shown: tuple[Shown, ...] = ()
    times: tuple[tuple[str, str], ...] = ()

    def height(self, easy: bool) -> float:
        form = EASY if easy else STANDARD
        lines = [sum(ceil(len(words) / form.across) for words in one.says) * form.line for one in self.shown]
        blocks = [max(PICTURE, high) + GAP if easy else high + 1 for high in lines]
        day = ceil(sum(ceil(len(f"{at} {words}") * 2 / form.across) for at, words in self.times) / 2) * form.line
        return sum(blocks) + day + (HEADING if self.times or (self.heading and not easy) else 0)


def card_of(session: Session, headings: dict, easy: bool) -> tuple[list[Part], list[str]]:
    """The parts that fit, and the names of those that do not."""
    parts = list(easy_parts(session, headings) if easy else standard_parts(session, headings))
    room = room_for(session, easy)
    if sum(part.height(easy) for part in parts) > room:
        room -= names_height(parts, easy)
    on_it, left = [], []
    for part in parts:
        high = part.height(easy)
        if high <= room:
            on_it.append(part)
            room -= high
        else:
            left.append(part.heading)
    return on_it, list(dict.fromkeys(filter(None, left)))


def names_height(parts: list[Part], easy: bool) -> float:
    """What the names of the last half of the parts need, more than are left as a rule."""
    form = EASY if easy else STANDARD
    return ceil((40 + sum(len(part.heading) + 2 for part in parts[len(parts) // 2 :])) / form.across) * form.line + 1


def room_for(session: Session, easy: bool) -> float:
    """What the name and the foot leave of the sheet."""
    form = EASY if easy else STANDARD
    address = f"Or go to this page: {settings.SITE_URL}{session.get_absolute_url()}"
    foot = sum(ceil(len(words) / form.in_foot) for words in ("?", f"You can ask: {session.contact}", "Phone", address))
    above = ceil(len(session.name) / 34) * 11 + form.line * (session.is_example + session.is_off)
    return SHEET - above - max(35, foot * form.line + 5) - 4


def facts_of(session: Session) -> Iterator[Part]:
    """When and where, and until when to say so; of what is called off the standing says all."""
    if session.is_called_off:
        return
    was = session.is_over
    if not session.waits_for_day:
        says = _("It was on %(when)s.") if was else _("It is on %(when)s.")
        yield Part("", (Shown("calendar", "", [says % {"when": session.when}]),))
    if session.is_online_only:
        yield Part("", (Shown("video-call", "", [_("It was online.") if was else _("It is online.")]),))
    elif session.venue:
        where = {"name": session.venue.name, "address": session.venue.address}
        also = _("People could also come online.") if was else _("You can also come online.")
        says = _("It was here: %(name)s, %(address)s.") if was else _("It is here: %(name)s, %(address)s.")
        yield Part("", (Shown("place", "", [says % where, *([also] if session.is_both else [])]),))
    if session.has_last_day:
        until = {"day": said_date(localdate(session.sign_up_until))}
        yield Part("", (Shown("deadline", "", [_("You can sign up until %(day)s.") % until]),))


def places_of(session: Session) -> str:
    says = ngettext("There is %(number)s place.", "There are %(number)s places.", session.capacity)
    return says % {"number": session.capacity}


def access_of(session: Session) -> list[tuple[str, list[str]]]:
    """What is missing at the venue, and what is there, each with its picture."""
    known = session.venue.access if session.venue and not session.is_online_only else ()
    kinds = [
        (idea, [str(says) for there, says in known if there == wanted])
        for idea, wanted in (("no", False), ("yes", True))
    ]
    return [(idea, facts) for idea, facts in kinds if facts]


def easy_parts(session: Session, headings: dict) -> Iterator[Part]:
    def text(name):
        return Part(str(headings[name]), in_one(getattr(session, f"{name}_easy").blocks))

    yield text("about")
    yield from facts_of(session)
    yield text("reward")
    for idea, facts in access_of(session):
        yield Part(_("What is there, and what is not"), (Shown(idea, "", facts),))
    rung = [Shown("decide", "", [session.get_rung_display()])] if session.rung else []
    yield Part(_("How many places there are"), (Shown("many-people", "", [places_of(session)]), *rung))
    yield from map(text, ("can_change", "cannot_change"))
    yield agenda_of(session, easy=True)
    yield text("people")
    if session.venue and not session.is_online_only:
        yield Part(_("How to get there"), in_one(session.venue.directions_easy.blocks))


def standard_parts(session: Session, headings: dict) -> Iterator[Part]:
    def text(name, most=BEGINNING):
        return said(str(headings[name]), getattr(session, name), most)

    yield text("about")
    yield from facts_of(session)
    yield text("reward", WHOLE)
    access = [Shown("", "", [" ".join(facts)]) for _idea, facts in access_of(session)]
    yield Part(_("What is there, and what is not") if access else "", tuple(access))
    rung = f" {session.get_rung_display()}." if session.rung else ""
    yield Part("", (Shown("", "", [f"{places_of(session)}{rung}"]),))
    yield from map(text, ("can_change", "cannot_change"))
    yield agenda_of(session, easy=False)
    yield text("people")
    if session.venue and not session.is_online_only:
        yield said(_("How to get there"), session.venue.directions, 60)


def in_one(blocks) -> tuple[Shown, ...]:
    """The sentences of a text beside its first picture."""
    return (Shown(blocks[0].picture, blocks[0].alt, [one.words for one in blocks]),) if blocks else ()


def said(heading: str, words: str, most: int) -> Part:
    return Part(heading, (Shown("", "", [Truncator(words).words(most)]),)) if words.strip() else Part()


def agenda_of(session: Session, *, easy: bool) -> Part:
    day = [(said_time(item.at, easy), item.easy if easy else item.words) for item in session.day_plan]
    return Part(_("What happens, and when"), times=tuple(day)) if day else Part()
