"""Lists of people by name: numbers in names count as numbers, and each letter can be jumped to."""

import re


def by_name(name: str) -> list[tuple]:
    """What to sort by: Table 2 comes before Table 10, and capitals make no difference."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def letters(people) -> list[tuple]:
    """Each letter that names begin with, and the first person there."""
    first = {}
    for one in people:
        first.setdefault(one.name[:1].upper(), one)
    return list(first.items())
