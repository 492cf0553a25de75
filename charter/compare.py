"""What changed between two versions, in words: new parts, parts taken out, parts said in other words."""

import difflib
import re
from dataclasses import dataclass, replace

from halton_coprod.easyread.blocks import EasyRead

from .models import Part, Version

# A word, or the signs after it: where only a comma went, the word before it is the same.
WORDS = re.compile(r"\S*[^\s.,;:!?]\s*|[.,;:!?]+\s*")
# How a line of a list begins in standard text.
DASH = re.compile(r"^-\s+")
# In longer texts no word is marked: finding those that differ would keep readers waiting.
MOST_COMPARED = 1_000_000
# Of lines that share less than this, every other word would be marked: nobody could read that.
ALIKE = 0.4


@dataclass(frozen=True)
class Rewording:
    """One part as it was and as it is, each in pieces: (is it different here?, words)."""

    was: Part
    now: Part

    @property
    def is_renamed(self) -> bool:
        return self.was.name != self.now.name

    @property
    def is_renamed_in_easy(self) -> bool:
        return self.was.title != self.now.title

    @property
    def text_differs(self) -> bool:
        return self.was.text.split() != self.now.text.split()

    @property
    def easy_differs(self) -> bool:
        return (self.was.easy.title, self.was.easy.blocks) != (self.now.easy.title, self.now.easy.blocks)

    @property
    def was_lines(self) -> list[list[tuple[bool, str]]]:
        return lines_apart(self.was.text, self.now.text)

    @property
    def now_lines(self) -> list[list[tuple[bool, str]]]:
        return lines_apart(self.now.text, self.was.text)

    @property
    def was_easy(self) -> EasyRead:
        return blocks_apart(self.was.easy, self.now.easy)

    @property
    def now_easy(self) -> EasyRead:
        return blocks_apart(self.now.easy, self.was.easy)


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


def blocks_apart(easy: EasyRead, other: EasyRead) -> EasyRead:
    """The blocks that `other` does not have; all of them where the two have the same in another order."""
    apart = tuple(block for block in easy.blocks if block not in other.blocks)
    is_moved = not apart and easy.blocks != other.blocks and len(easy.blocks) == len(other.blocks)
    return easy if is_moved else replace(easy, blocks=apart)


def lines_apart(text: str, other: str) -> list[list[tuple[bool, str]]]:
    """The lines of `text` that `other` does not have, each in pieces; the marked words are not in `other`."""
    mine, theirs = lines_of(text), lines_of(other)
    gone = " ".join(line for line in theirs if line not in mine)
    return [marked(line, gone) for line in mine if line not in theirs]


def lines_of(text: str) -> list[str]:
    return [DASH.sub("", line.strip()) for line in text.splitlines() if line.strip()]


def marked(line: str, other: str) -> list[tuple[bool, str]]:
    """A line in pieces of whole words and signs; the marked ones are not in `other`. None where little is alike."""
    mine, theirs = WORDS.findall(line), WORDS.findall(other)
    if len(mine) * len(theirs) > MOST_COMPARED:
        return [(False, line)]
    pieces = difflib.SequenceMatcher(None, bare(mine), bare(theirs), autojunk=False).get_opcodes()
    alike = sum(end - start for kind, start, end, _from, _to in pieces if kind == "equal")
    if alike < ALIKE * len(mine):
        return [(False, line)]
    return [(kind != "equal", "".join(mine[start:end])) for kind, start, end, _from, _to in pieces if end > start]


def bare(words: list[str]) -> list[str]:
    return [word.strip() for word in words]
