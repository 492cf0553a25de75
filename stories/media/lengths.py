"""How long an MP4 plays: the times of its samples added up. What its headers say of that may be wrong, or nothing."""

import struct

from .fragments import runs_of
from .parts import whole


def seconds_of(film, played) -> int:
    """Of the longest track that is played; a file that lasts no time is none."""
    fragments: dict[int, int] = {}
    for number, time, _first, _last in runs_of(film.fragments, film.usual):
        fragments[number] = fragments.get(number, 0) + time
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
