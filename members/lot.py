"""Drawing by lot so that anybody can do it again.

For each person in the draw take the SHA-256 of "<seed>:<number of the person>", as hexadecimal text. Put the people in
the order of these texts, the smallest first. The first so many are drawn. The seed is published before the draw.
"""

import hashlib
from collections.abc import Iterable


def drawn(seed: str, numbers: Iterable[int], many: int) -> list[int]:
    """The first `many` of these people, in the order of the lot."""
    return sorted(numbers, key=lambda number: (ticket(seed, number), number))[:many]


def ticket(seed: str, number: int) -> str:
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def mark_of_draw(numbers: Iterable[int]) -> str:
    """Proves afterwards who was in the draw: the SHA-256 of all numbers in order, parted by commas."""
    return hashlib.sha256(",".join(map(str, sorted(numbers))).encode()).hexdigest()
