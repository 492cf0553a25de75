"""Which bytes of a file somebody asks for (RFC 9110, section 14)."""

import re

ONE = re.compile(r"bytes=[ \t]*(\d*)-(\d*)[ \t]*", re.IGNORECASE | re.ASCII)
LONGEST = 100


class Unsatisfiable(Exception):  # noqa: N818 -- the standard's own word
    """Nothing of the file lies in the range."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """The first and last byte asked for; None where the header says nothing we follow: then the whole file is sent.

    Several ranges in one header are such a header: a server may ignore it.
    """
    found = ONE.fullmatch(header) if len(header) <= LONGEST else None
    if not found or found.groups() == ("", ""):
        return None
    first, last = (int(part) if part else None for part in found.groups())
    if first is None:
        if not (last and size):
            raise Unsatisfiable
        return max(0, size - last), size - 1
    if last is not None and last < first:
        return None
    if first >= size:
        raise Unsatisfiable
    return first, size - 1 if last is None else min(last, size - 1)
