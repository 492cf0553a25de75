"""Easy read is told in steps: at most twelve blocks a page, longer texts as "Page 2 of 4" (EASY_READ F3).

Paper has no next page to go on to: `?page=all` shows the whole text, to print it.
"""

from dataclasses import dataclass, field, replace
from itertools import takewhile

from halton_coprod.easyread.blocks import EasyRead

MOST_BLOCKS = 12
# More than that is no booklet: what many people wrote stays in pages.
MOST_ON_PAPER = 400
WHOLE = "all"


@dataclass(frozen=True)
class Piece:
    """Something that stands on a page: words in blocks, or a card that takes the room of `blocks` blocks.

    `place` is where the template draws it. `goes_on` marks the rest of a text that began on the page before.
    `leads` marks a heading alone: it stands on the page of what comes after it.
    """

    place: str
    thing: object = None
    easy: EasyRead = field(default_factory=EasyRead)
    blocks: int = 1
    goes_on: bool = False
    leads: bool = False


def words(place: str, thing, easy: EasyRead) -> list[Piece]:
    """A text as pieces, none of them longer than a page."""
    starts = range(0, len(easy.blocks), MOST_BLOCKS) or [0]
    parts = [replace(easy, blocks=easy.blocks[start : start + MOST_BLOCKS]) for start in starts]
    return [Piece(place, thing, part, max(1, len(part.blocks)), at > 0) for at, part in enumerate(parts)]


def cards(place: str, things, blocks: int = 1) -> list[Piece]:
    """Each thing as one piece."""
    return [Piece(place, thing, blocks=blocks) for thing in things]


@dataclass(frozen=True)
class Step:
    """One page of a text told in steps, or the whole. `step.promises` in a template are its pieces for that place.

    `has_whole` says that the text can be had on one page; `is_whole` that this is that page.
    """

    pieces: tuple[Piece, ...]
    number: int = 1
    total: int = 1
    has_whole: bool = False
    is_whole: bool = False

    def __getitem__(self, place: str) -> list[Piece]:
        found = [piece for piece in self.pieces if piece.place == place]
        if not found:
            # A template then looks for an attribute of this name, and else finds nothing.
            raise KeyError(place)
        return found

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.total else None


def split(pieces: list[Piece], most: int = MOST_BLOCKS) -> list[list[Piece]]:
    """The pieces on pages, each as full as it may be."""
    pages, room = [[]], most
    for piece in pieces:
        if piece.blocks > room and pages[-1]:
            rest = list(takewhile(lambda one: one.leads, reversed(pages[-1])))[::-1]
            del pages[-1][len(pages[-1]) - len(rest) :]
            pages.append(rest)
            room = most - sum(one.blocks for one in rest)
        pages[-1].append(piece)
        room -= piece.blocks
    return pages


def step_of(request, pieces: list[Piece], most_in_standard: int | None = None) -> Step:
    """The step this address asks for; in the standard form everything is on one page, or `most_in_standard`."""
    most = MOST_BLOCKS if request.reading.easy else most_in_standard
    pages = split(pieces, most) if most else [pieces]
    has_whole = len(pages) > 1 and sum(piece.blocks for piece in pieces) <= MOST_ON_PAPER
    if has_whole and request.GET.get("page") == WHOLE:
        return Step(tuple(pieces), is_whole=True)
    number = asked_page(request, len(pages))
    return Step(tuple(pages[number - 1]), number, len(pages), has_whole)


def asked_page(request, total: int) -> int:
    """The nearest page there is: the other form may have another number of pages, and the switch leads from it."""
    asked = request.GET.get("page", "1")
    known = asked.isascii() and asked.isdigit() and len(asked) < 5
    return min(max(int(asked), 1), total) if known else 1
