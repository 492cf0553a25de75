"""Which bytes of an MP4 a track plays: its samples lie in chunks, and tables say where each chunk is and how long. All
others go.
"""

import struct
from itertools import accumulate, pairwise

from .parts import whole

MOST_SAMPLES = 2_000_000


def played(tables: dict[str, bytes]) -> list[tuple[int, int]]:
    """Where each chunk of the track begins and ends in the file."""
    places = numbers(tables["places"], ">I") if "places" in tables else numbers(tables.get("far places", b""), ">Q")
    ends = ends_of(tables.get("sizes", b""))
    spans, first = [], 0
    for place, many in zip(places, counts(tables.get("runs", b""), len(places)), strict=True):
        last = first + many
        whole(last < len(ends))
        spans.append((place, place + ends[last] - ends[first]))
        first = last
    return spans


def numbers(table: bytes, form: str) -> list[int]:
    """The rows of a table whose rows are one number each."""
    whole(len(table) >= 8)
    many = int.from_bytes(table[4:8], "big")
    whole(many <= MOST_SAMPLES and 8 + many * struct.calcsize(form) <= len(table))
    return [one for (one,) in struct.iter_unpack(form, table[8 : 8 + many * struct.calcsize(form)])]


def ends_of(table: bytes) -> list[int]:
    """How many bytes the first 0, 1, 2 … samples have together."""
    whole(len(table) >= 12)
    each, many = struct.unpack_from(">II", table, 4)
    whole(many <= MOST_SAMPLES)
    return list(accumulate([each] * many if each else numbers(table[4:], ">I"), initial=0))


def counts(table: bytes, chunks: int) -> list[int]:
    """How many samples each chunk has: a row holds from its chunk up to the next row's."""
    whole(len(table) >= 8)
    many = int.from_bytes(table[4:8], "big")
    whole(many <= chunks and 8 + 12 * many <= len(table))
    rows = list(struct.iter_unpack(">III", table[8 : 8 + 12 * many]))
    found: list[int] = []
    for (first, samples, _description), (following, *_rest) in pairwise([*rows, (chunks + 1, 0, 0)]):
        whole(first == len(found) + 1 and first <= following <= chunks + 1)
        found += [samples] * (following - first)
    return found


def keep_only(spans: list[tuple[int, int]], stores: list[tuple[int, int]], clean: bytearray, data: bytes) -> None:
    """Empty the stores but for these spans. Each list is gone through once, however many there are."""
    spans, at = joined(spans), 0
    for start, stop in stores:
        clean[start:stop] = bytes(stop - start)
        while at < len(spans) and spans[at][0] < stop:
            first, last = max(spans[at][0], start), min(spans[at][1], stop)
            if first < last:
                clean[first:last] = data[first:last]
            if spans[at][1] > stop:
                break
            at += 1


def joined(spans: list[tuple[int, int]]) -> list[list[int]]:
    """In order, and none over another."""
    found: list[list[int]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1][1] = max(found[-1][1], last)
        else:
            found.append([first, last])
    return found
