"""How long an MP4 plays: the times of its samples added up. What its headers say of that may be wrong, or nothing."""

import struct

from .parts import whole
from .samples import MOST_SAMPLES

# What the flags of a fragment say is there.
DATA_OFFSET, FIRST_FLAGS, EACH_LASTS = 0x1, 0x4, 0x100
OF_EACH = (EACH_LASTS, 0x200, 0x400, 0x800)
BASE, DESCRIPTION, LASTS = 0x1, 0x2, 0x8


def seconds_of(film, played) -> int:
    """Of the longest track that is played; a file that lasts no time is none."""
    fragments: dict[int, int] = {}
    for about, runs in film.fragments:
        number, lasts = fragment(about, film.lasts)
        fragments[number] = fragments.get(number, 0) + sum(of_run(run, lasts) for run in runs)
    tracks = [track for track in film.tracks if track.handler in played]
    longest = max((of_table(one.parts) + fragments.get(one.number, 0)) / one.scale for one in tracks)
    whole(longest > 0)
    return max(1, round(longest))


def of_table(parts: dict[str, bytes]) -> int:
    """Of a track whose times stand in one table: so many samples last so long, row by row."""
    table = parts.get("times", bytes(8))
    many = int.from_bytes(table[4:8], "big")
    whole(8 + 8 * many <= len(table))
    return sum(samples * lasts for samples, lasts in struct.iter_unpack(">II", table[8 : 8 + 8 * many]))


def fragment(about: bytes, known: dict[int, int]) -> tuple[int, int]:
    """Which track it is of, and how long each of its samples lasts where they do not say it themselves."""
    flags, number = (int.from_bytes(about[at:end], "big") for at, end in ((1, 4), (4, 8)))
    at = 8 + 8 * bool(flags & BASE) + 4 * bool(flags & DESCRIPTION)
    return number, int.from_bytes(about[at : at + 4], "big") if flags & LASTS else known.get(number, 0)


def of_run(run: bytes, lasts: int) -> int:
    flags, many = int.from_bytes(run[1:4], "big"), int.from_bytes(run[4:8], "big")
    if not flags & EACH_LASTS:
        return many * lasts
    at = 8 + 4 * bool(flags & DATA_OFFSET) + 4 * bool(flags & FIRST_FLAGS)
    wide = 4 * sum(bool(flags & one) for one in OF_EACH)
    whole(many <= MOST_SAMPLES and at + wide * many <= len(run))
    return sum(int.from_bytes(run[one : one + 4], "big") for one in range(at, at + wide * many, wide))
