"""MP4 and M4A (and the films of phones): its boxes must fill it exactly; what describes it (place, camera, names) is
emptied where it stands, so that nothing moves."""

from .parts import Found, whole

KINDS = (b"isom", b"iso2", b"iso5", b"iso6", b"mp41", b"mp42", b"M4A ", b"M4V ", b"avc1", b"qt  ", b"MSNV", b"dash")
HOLDS_BOXES = (b"moov", b"trak", b"mdia")
HIDDEN = (b"udta", b"meta", b"uuid", b"free", b"skip")


def begins(start: bytes) -> bool:
    return start[4:8] == b"ftyp" and start[8:12] in KINDS


def clean(data: bytes) -> Found:
    """The same file without its hidden parts."""
    clean = bytearray(data)
    names, handlers, seconds = [], set(), None
    for name, start, end in boxes(data, 0, len(data)):
        names.append(name)
        if name in HIDDEN:
            empty(clean, start, end)
        if name == b"hdlr":
            handlers.add(data[start + 8 : start + 12])
        if name == b"mvhd":
            seconds = length(data[start:end])
    whole(b"moov" in names and b"mdat" in names and handlers & {b"vide", b"soun"})
    return Found(bytes(clean), "video/mp4" if b"vide" in handlers else "audio/mp4", seconds)


def boxes(data: bytes, at: int, end: int):
    """Every box with where its content begins and ends, those inside others too."""
    while at < end:
        whole(at + 8 <= end)
        size, name, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        whole(size >= head and at + size <= end)
        yield name, at + head, at + size
        if name in HOLDS_BOXES:
            yield from boxes(data, at + head, at + size)
        at += size


def empty(data: bytearray, start: int, end: int) -> None:
    """The box stays as long as it is, and says nothing."""
    data[start - 4 : start] = b"free"
    data[start:end] = bytes(end - start)


def length(head: bytes) -> int:
    """Seconds, from the movie header."""
    at = 20 if head[0] == 1 else 12
    wide = 8 if head[0] == 1 else 4
    scale = int.from_bytes(head[at : at + 4], "big")
    return round(int.from_bytes(head[at + 4 : at + 4 + wide], "big") / scale)
