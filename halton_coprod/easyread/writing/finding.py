"""What the check says about one place in a text."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

LOOK, STOP = "look", "stop"
# So many characters of a long sentence are shown on each side of what is meant.
REACH = 100

# Every rule with its name for people, in the order of the sections of the list.
RULES = {
    "SENT": _("Long sentence"),
    "PARA": _("Long block"),
    "WORD": _("Hard word"),
    "TERM": _("Our own word"),
    "ABBR": _("Short form"),
    "PCT": _("Percentage or fraction"),
    "BIGNUM": _("Big number"),
    "NUMBER": _("Number as a word"),
    "DATE": _("Date"),
    "TIME": _("Time"),
    "DASH": _("Dash between numbers"),
    "NEG": _("Not and not"),
    "PASSIVE": _("Who does it?"),
    "CAPS": _("Capital letters"),
    "ITALIC": _("Marks around words"),
    "SIGNS": _("Signs instead of words"),
    "LINKTEXT": _("Link words"),
    "NOPIC": _("No picture"),
    "NOALT": _("Picture that nobody describes"),
}


@dataclass(frozen=True)
class Finding:
    """One thing to look at.

    `block` is the place of the block (from 0), or None in a plain text. `span` counts in `sentence`.
    `level` is "stop" only for a sentence that is too long to publish. A `maybe` is often all right.
    `explained`: the word list or the text itself explains the word, so nobody needs to act; it is listed all the same.
    """

    rule: str
    block: int | None
    sentence: str
    span: tuple[int, int]
    words: str
    why: str
    do: str
    level: str = LOOK
    maybe: bool = False
    explained: bool = False

    @property
    def name(self) -> str:
        """The rule's name for people."""
        return str(RULES[self.rule])

    @property
    def place(self) -> tuple[str, str, str]:
        """The sentence before, in and after the words that are meant, as much of it as helps to find them."""
        start, end = self.span
        before, after = self.sentence[:start], self.sentence[end:]
        if not self.words or not before + after:
            return Truncator(self.sentence).chars(2 * REACH), "", ""
        if len(before) > REACH:
            before = f"…{before[-REACH:].partition(' ')[2]}"
        return before, self.words, Truncator(after).chars(REACH)


@dataclass(frozen=True)
class Hit:
    """A place in a sentence that a rule points at, before it is known where the sentence stands.

    `key` is the word that can be explained or is said once per text; empty for all other rules.
    """

    rule: str
    span: tuple[int, int]
    why: str
    do: str
    level: str = LOOK
    maybe: bool = False
    key: str = ""
