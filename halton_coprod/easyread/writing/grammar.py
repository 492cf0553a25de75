"""Rules about how a sentence is built: its length, its ideas, its "not"s, and who does what."""

import itertools
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .. import wordlists
from . import vocabulary
from .finding import STOP, Hit

LONG, TOO_LONG, MOST_JOINS = 15, 25, 1
JOINS = re.compile(r"\b(?:and|but)\b|(?<!\d),|,(?!\d)", re.IGNORECASE)

NEGATIVE = re.compile(
    r"\b(?:not|no|never|nobody|nothing|nowhere|none|neither|nor|without|unless|cannot|hardly)\b|\b\w{2,8}n['’]t\b",
    re.IGNORECASE,
)
OPENING_NO = re.compile(r"^\W*no,", re.IGNORECASE)
NOT_UNTIL = re.compile(r"\b(?:not|never|\w{2,8}n['’]t)\b.{1,80}?\b(?:until|except|before)\b", re.IGNORECASE)
NOT = re.compile(r"\b(?:not|never|\w{2,8}n['’]t)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
# How far after "not" a word like "unhappy" still turns the sentence round twice.
REACH = 7

ADVERBS = r"(?:not\s+|now\s+|all\s+|also\s+|often\s+|always\s+|never\s+|being\s+|\w+ly\s+)?"
PASSIVE = re.compile(
    rf"\b(?:am|is|are|was|were|be|been|being|get|gets|got)(?:n['’]t)?\s+{ADVERBS}"
    r"(?!signed (?:in|out)\b)"
    r"(\w+ed|done|made|given|taken|sent|held|told|kept|paid|seen|known|written|shown|found|chosen|lost|built|brought"
    r"|bought|spoken|heard|drawn|led|run by|set up|left out|put)\b",
    re.IGNORECASE,
)


def grammar_hits(sentence: str) -> Iterator[Hit]:
    yield from length_hits(sentence)
    yield from negative_hits(sentence)
    yield from passive_hits(sentence)


def count_words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def length_hits(sentence: str) -> Iterator[Hit]:
    """More than 15 words, more than 25 words, more than one "and", "but" or comma."""
    words, joins = count_words(sentence), list(JOINS.finditer(sentence.rstrip(" ,")))
    whole = (0, len(sentence))
    do = _("Make 2 or more sentences. Give each of them one idea.")
    if words > TOO_LONG:
        why = _("This sentence has %(count)d words. More than 25 is too long for easy read.")
        yield Hit("SENT", whole, why % {"count": words}, do, STOP)
    elif words > LONG:
        why = _("This sentence has %(count)d words. More than 15 is hard to keep in mind.")
        yield Hit("SENT", whole, why % {"count": words}, do)
    if len(joins) > MOST_JOINS:
        why = _("This sentence has more than one “and”, “but” or comma. It may hold more than one idea.")
        yield Hit("SENT", (joins[0].start(), joins[-1].end()), why, do, maybe=True)


def negative_hits(sentence: str) -> Iterator[Hit]:
    """Two negatives, "not un...", "not until"."""
    opening = OPENING_NO.match(sentence)
    found = list(NEGATIVE.finditer(sentence, opening.end() if opening else 0))
    why = _("Two negatives in one sentence are hard to turn round.")
    do = _("Say what is so, or what people can do.")
    if len(found) > 1:
        yield Hit("NEG", (found[0].start(), found[-1].end()), why, do)
        return
    if opposite := not_opposite(sentence):
        yield Hit("NEG", opposite, why, do)
    elif until := NOT_UNTIL.search(sentence):
        why = _("“Not … until” makes people think of the wrong thing first.")
        yield Hit("NEG", until.span(), why, _("Say what to do: “Stay until …”."))


def not_opposite(sentence: str) -> tuple[int, int] | None:
    """Where "not" meets a word that is negative itself."""
    if not (start := NOT.search(sentence)):
        return None
    after = itertools.islice(WORD.finditer(sentence, start.end()), REACH)
    return next(((start.start(), word.end()) for word in after if is_opposite(word.group())), None)


def is_opposite(word: str) -> bool:
    """Is it a word made negative, like "unusual"? Words that only begin like one are not."""
    word = word.lower()
    if word in wordlists.opposites():
        return True
    return (
        word.startswith("un")
        and word not in wordlists.ordinary_un()
        and vocabulary.rank(word[2:]) <= vocabulary.MAYBE_RANK
    )


def passive_hits(sentence: str) -> Iterator[Hit]:
    for match in PASSIVE.finditer(sentence):
        if match.group(1).lower() not in wordlists.states():
            why = _("It may not be clear who does this.")
            do = _("Say who does it, for example: “We pay you”, not “You are paid”.")
            yield Hit("PASSIVE", match.span(), why, do, maybe=True)
