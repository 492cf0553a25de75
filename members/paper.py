"""Letters on paper: tagged PDF by typst, in the form and the size of print that the person wants.

The address stands in the window of a DL envelope when the sheet is folded at the small line. The words of the letter
are as large as the person asked for; the address stays small enough for the window.
"""

import logging
import re
from itertools import zip_longest

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from halton_coprod.easyread import mode
from halton_coprod.easyread.pdf import adds_something, make_pdf
from halton_coprod.easyread.said import said_date
from halton_coprod.easyread.signs import unshown

from .letters import hello, how_to_stop, why_it_came
from .links import said_to_others
from .models import Message, Print, Way

# Points, in standard and in easy read.
SIZES = {Print.NORMAL: (14, 16), Print.LARGE: (20, 20), Print.LARGEST: (28, 28)}
LINES = re.compile(r"\s*(?:\n|,\s)\s*")
MOST_LINES = 7
log = logging.getLogger(__name__)


def letter_pdf(messages) -> bytes:
    """One letter after the other, each on its own sheet also when both sides are printed."""
    return make_pdf("letter", {"hub_name": settings.HUB_NAME, "letters": [letter(message) for message in messages]})


def make_letters(messages: list[Message]) -> tuple[bytes, list[Message]]:
    """The letters as one file, empty when there is none, and those that could not be made: they hold up no other."""
    try:
        return letter_pdf(messages), []
    except Exception:
        broken = [message for message in messages if not can_be_made(message)]
        if not broken:
            raise
    made = [message for message in messages if message not in broken]
    return letter_pdf(made) if made else b"", broken


def can_be_made(message: Message) -> bool:
    try:
        letter_pdf([message])
    except Exception as fault:
        log.error("Letter %s could not be made: %s", message.pk, type(fault).__name__)
        return False
    return True


def signs_by_hand(message: Message) -> list[str]:
    """The signs of a letter that the font lacks. Boxes stand in their place, until somebody writes them."""
    own = [message.name, message.goes_to, message.title, *(words for _picture, words in message.ideas)]
    return unshown(" ".join(own))


def letter(message: Message) -> dict:
    """All that stands on one letter."""
    is_easy = message.form == mode.EASY
    with translation.override(message.form):
        return {
            "easy": is_easy,
            "size": SIZES[print_size(message)][is_easy],
            "sender": [settings.HUB_NAME, *lines(settings.HELP["address"])],
            "address": [message.name, *lines(message.goes_to)] if message.name else lines(message.goes_to),
            "date": said_date(timezone.localdate()),
            "reference": reference(message),
            "title": message.title,
            "hello": hello(message),
            "ideas": [
                {**idea, "picture": idea["picture"] if is_easy or adds_something(idea["picture"]) else ""}
                for idea in with_leads(message.ideas)
            ],
            "why": [words for words in (*why_it_came(message), how_to_stop(message)) if words],
            "phone": _("Phone us: %(phone)s. We are here on these days: %(hours)s.") % settings.HELP,
            "page": _("Page"),
        }


def with_leads(ideas) -> list[dict]:
    """The ideas of a letter. Words that lead to an answer stand with it, under one picture."""
    found, lead = [], None
    for (picture, words), follows in zip_longest(ideas, ideas[1:]):
        if leads(words) and follows and not leads(follows[1]):
            lead = (picture, words)
            continue
        its_picture, its_words = lead or ("", "")
        found.append({"picture": picture or its_picture, "lead": its_words, "words": words})
        lead = None
    return found


def leads(words: str) -> bool:
    return words.endswith(":")


def words_on_paper(message: Message) -> list[str]:
    """What a letter or an email says, for whoever reads it on a page; its links are for whom it goes to."""
    with translation.override(message.form):
        # An email to somebody of the pool has a button for it.
        stop = "" if message.way == Way.EMAIL and message.member_id else how_to_stop(message)
        words = [message.title, hello(message), *said_to_others(message), *why_it_came(message), stop]
        return [one for one in words if one]


def print_size(message: Message) -> str:
    """As the person wants it; for supporters and people outside the pool nobody has said."""
    is_own = message.member_id and not message.supporter_id
    return message.member.print_size if is_own else Print.NORMAL


def reference(message: Message) -> str:
    return message.member.reference if message.member_id else f"M-{message.pk:05d}"


def lines(address: str) -> list[str]:
    """An address as it stands on an envelope, however it was typed; the last line takes what is too much."""
    found = [line for line in LINES.split(address.strip()) if line]
    return [*found[: MOST_LINES - 1], ", ".join(found[MOST_LINES - 1 :])] if len(found) > MOST_LINES else found
