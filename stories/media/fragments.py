"""Of an MP4 in pieces: how long each run of samples lasts, and which bytes of the file it plays."""

from dataclasses import dataclass, field

from .parts import whole
from .samples import MOST_SAMPLES

# What the flags say is there: at the head of a run, of each of its samples in this order, and at the head of a piece.
DATA_OFFSET, FIRST_FLAGS = 0x1, 0x4
EACH_LASTS, EACH_SIZE = 0x100, 0x200
OF_EACH = (EACH_LASTS, EACH_SIZE, 0x400, 0x800)
BASE, DESCRIPTION, LASTS, SIZE, FROM_PIECE = 0x1, 0x2, 0x8, 0x10, 0x20000


@dataclass
class Fragment:
    """What one piece has of one track: where the piece begins, the head of its samples, their runs."""

    at: int
    head: bytes
    runs: list[bytes] = field(default_factory=list)


def runs_of(fragments: list[Fragment], usual: dict[int, tuple[int, int]]):
    """(the track, how long it lasts, where its bytes begin, where they end) of each run. `usual` is how long a sample
    of a track lasts, and how many bytes it has, where the pieces do not say it themselves.
    """
    before = place = -1
    for one in fragments:
        flags, number = number_at(one.head, 0), number_at(one.head, 4)
        base, lasts, size = usual_of(one.head, usual.get(number, (0, 0)))
        if base is None:
            base = one.at if flags & FROM_PIECE or one.at != before else place
        before, place = one.at, base
        for run in one.runs:
            if number_at(run, 0) & DATA_OFFSET:
                place = base + int.from_bytes(run[8:12], "big", signed=True)
            time, end = of_run(run, lasts), place + of_run(run, size, EACH_SIZE)
            yield number, time, place, end
            place = end


def usual_of(head: bytes, known: tuple[int, int]) -> tuple[int | None, int, int]:
    """From where the places of its runs count, how long a sample lasts, how many bytes it has."""
    flags, at = number_at(head, 0), 8
    base = int.from_bytes(head[8:16], "big") if flags & BASE else None
    at += 8 * bool(flags & BASE) + 4 * bool(flags & DESCRIPTION)
    lasts = number_at(head, at) if flags & LASTS else known[0]
    at += 4 * bool(flags & LASTS)
    return base, lasts, number_at(head, at) if flags & SIZE else known[1]


def of_run(run: bytes, usual: int, which: int = EACH_LASTS) -> int:
    """The times or the sizes of all its samples added up."""
    flags, many = number_at(run, 0) & 0xFFFFFF, number_at(run, 4)
    at = 8 + 4 * bool(flags & DATA_OFFSET) + 4 * bool(flags & FIRST_FLAGS)
    wide = 4 * sum(bool(flags & one) for one in OF_EACH)
    whole(many <= MOST_SAMPLES and at + wide * many <= len(run))
    if not flags & which:
        return many * usual
    first = at + 4 * (which == EACH_SIZE and bool(flags & EACH_LASTS))
    return sum(number_at(run, one) for one in range(first, at + wide * many, wide))


def number_at(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")
