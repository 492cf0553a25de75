"""WebM, as browsers record it: its elements must fill it; tags and attachments are emptied where they stand."""

from .parts import Found, whole

HEAD = b"\x1a\x45\xdf\xa3"
SEGMENT, CLUSTER, TRACKS, TRACK, TYPE = 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0x83
HIDDEN = (0x1254C367, 0x1941A469)  # tags, attachments
HOLDS = (SEGMENT, TRACKS, TRACK)
VOID = 0xEC
FILM = 1


def begins(start: bytes) -> bool:
    return start[:4] == HEAD


def clean(data: bytes) -> Found:
    """The same file without its hidden parts. How long it is is not always said."""
    whole(b"webm" in data[:64])
    clean, kinds = bytearray(data), set()
    for name, begin, start, end in elements(data, 0, len(data)):
        if name in HIDDEN:
            clean[begin:end] = void(end - begin)
        if name == TYPE:
            kinds.add(data[start])
    whole(kinds)
    return Found(bytes(clean), "video/webm" if FILM in kinds else "audio/webm", None)


def elements(data: bytes, at: int, end: int):
    """Every element (its id, where it begins, where its content begins and ends), those inside others too."""
    while at < end:
        name, start = number(data, at, keep_mark=True)
        size, inside = number(data, start)
        is_open = size == (1 << 7 * (inside - start)) - 1
        whole(not is_open or name in (SEGMENT, CLUSTER))
        stop = end if is_open else inside + size
        whole(stop <= end)
        yield name, at, inside, stop
        if name in HOLDS:
            yield from elements(data, inside, stop)
        # A cluster of unknown length is walked like its neighbours.
        at = inside if is_open and name == CLUSTER else stop


def number(data: bytes, at: int, keep_mark: bool = False) -> tuple[int, int]:
    """A number of changing length, and where it ends."""
    first = data[at]
    whole(first)
    width = 9 - first.bit_length()
    whole(at + width <= len(data))
    value = int.from_bytes(data[at : at + width], "big")
    return (value if keep_mark else value - (1 << 7 * width)), at + width


def void(size: int) -> bytes:
    """An element of this length that says nothing."""
    whole(size >= 9)
    return bytes([VOID]) + (1 << 56 | size - 9).to_bytes(8, "big") + bytes(size - 9)
