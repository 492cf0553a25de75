"""What changed between two versions, in words: new parts, parts taken out, parts said in other words."""

import difflib
import re
from dataclasses import dataclass

from .models import Part, Version

WORDS = re.compile(r"\S+\s*")
# Longer texts are shown whole: finding the words that differ would keep readers waiting.
MOST_COMPARED = 1_000_000


@dataclass(frozen=True)
class Rewording:
    """One part as it was and as it is, each in pieces: (is it different here?, words)."""

    was: Part
    now: Part

    @property
    def is_renamed(self) -> bool:
        return self.was.name != self.now.name

    @property
    def text_differs(self) -> bool:
        return self.was.text.split() != self.now.text.split()

    @property
    def easy_differs(self) -> bool:
        return (self.was.easy.title, self.was.easy.blocks) != (self.now.easy.title, self.now.easy.blocks)

    @property
    def was_words(self) -> list[tuple[bool, str]]:
        return marked(self.was.text, self.now.text)

    @property
    def now_words(self) -> list[tuple[bool, str]]:
        return marked(self.now.text, self.was.text)


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two versions."""

    added: list[Part]
    removed: list[Part]
    reworded: list[Rewording]

    def __bool__(self):
        return bool(self.added or self.removed or self.reworded)


def changes_between(was: Version, now: Version) -> Changes:
    """Compare part by part: two queries, whatever the number of parts."""
    before = {part.key: part for part in was.parts.in_order()}
    after = {part.key: part for part in now.parts.in_order()}
    both = [Rewording(before[key], part) for key, part in after.items() if key in before]
    return Changes(
        added=[part for key, part in after.items() if key not in before],
        removed=[part for key, part in before.items() if key not in after],
        reworded=[pair for pair in both if pair.is_renamed or pair.text_differs or pair.easy_differs],
    )


def marked(text: str, other: str) -> list[tuple[bool, str]]:
    """`text` in pieces of whole words; the marked ones are not in `other`."""
    mine, theirs = WORDS.findall(text), WORDS.findall(other)
    if len(mine) * len(theirs) > MOST_COMPARED:
        return [(True, text)]
    alike = difflib.SequenceMatcher(None, bare(mine), bare(theirs), autojunk=False)
    return [
        (kind != "equal", "".join(mine[start:end]))
        for kind, start, end, _from, _to in alike.get_opcodes()
        if end > start
    ]


def bare(words: list[str]) -> list[str]:
    return [word.strip() for word in words]
