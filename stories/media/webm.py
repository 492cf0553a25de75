"""WebM, as browsers record it: its elements must fill it. Only what a player needs stays; titles, dates, tags and all
that is not known is emptied where it stands, so that nothing moves."""

from dataclasses import dataclass, field

from .parts import Found, whole

HEAD = b"\x1a\x45\xdf\xa3"
EBML, SEGMENT, SEEK_HEAD, SEEK, INFO = 0x1A45DFA3, 0x18538067, 0x114D9B74, 0x4DBB, 0x1549A966
TRACKS, TRACK, TYPE, VIDEO, AUDIO, COLOUR = 0x1654AE6B, 0xAE, 0x83, 0xE0, 0xE1, 0x55B0
CLUSTER, TIME, BLOCK, GROUP, BLOCK_IN_GROUP = 0x1F43B675, 0xE7, 0xA3, 0xA0, 0xA1
CUES, CUE, CUE_PLACE, SCALE = 0x1C53BB6B, 0xBB, 0xB7, 0x2AD7B1
VOID = 0xEC
FILM, SOUND = 1, 2
IN_CLUSTER = (TIME, BLOCK, GROUP, 0xA7, 0xAB)
# Where an element may stand → the elements that stay there. What holds others is a place itself.
STAYS = {
    None: (EBML, SEGMENT),
    EBML: (0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285),
    # A cluster of unknown length is walked like its neighbours.
    SEGMENT: (SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES, *IN_CLUSTER),
    SEEK_HEAD: (SEEK,),
    SEEK: (0x53AB, 0x53AC),
    INFO: (SCALE, 0x4489),
    TRACKS: (TRACK,),
    TRACK: (
        *(0xD7, 0x73C5, TYPE, 0xB9, 0x88, 0x55AA, 0x9C, 0x6DE7, 0x6DF8, 0x23E383, 0x55EE, 0x86, 0x63A2, 0xAA, 0x56AA),
        *(0x56BB, VIDEO, AUDIO),
    ),
    VIDEO: (0x9A, 0x9D, 0x53B8, 0x53C0, 0xB0, 0xBA, 0x54AA, 0x54BB, 0x54CC, 0x54DD, 0x54B0, 0x54BA, 0x54B2, COLOUR),
    COLOUR: (*range(0x55B1, 0x55BE),),
    AUDIO: (0xB5, 0x78B5, 0x9F, 0x6264),
    CLUSTER: IN_CLUSTER,
    GROUP: (BLOCK_IN_GROUP, 0x9B, 0xFB, 0x75A2),
    CUES: (CUE,),
    CUE: (0xB3, CUE_PLACE),
    CUE_PLACE: (0xF7, 0xF1, 0xF0, 0xB2, 0x5378),
}
# No other element that stays is longer than this; only the setting of a track's decoder may be.
LONGEST, LONGEST_SETTING, SETTING = 64, 20_000, 0x63A2
MOST_ELEMENTS = 300_000


@dataclass
class Recording:
    """What is learned while walking."""

    clean: bytearray
    kinds: set = field(default_factory=set)
    elements: int = 0
    scale: int = 1_000_000
    time: int = 0
    last: int = 0


def begins(start: bytes) -> bool:
    return start[:4] == HEAD


def clean(data: bytes) -> Found:
    """The same file without its hidden parts."""
    whole(b"webm" in data[:64])
    made = Recording(bytearray(data))
    walk(made, data, 0, len(data), None)
    whole(made.kinds and made.kinds <= {FILM, SOUND})
    seconds = round(made.last * made.scale / 1_000_000_000) or None
    return Found(bytes(made.clean), "video/webm" if FILM in made.kinds else "audio/webm", seconds)


def walk(made: Recording, data: bytes, at: int, end: int, place) -> None:
    """Look at every element here and inside; empty what may not stay. As deep as `STAYS` goes, and no deeper."""
    while at < end:
        name, inside, stop, is_open = element(data, at, end)
        made.elements += 1
        whole(made.elements <= MOST_ELEMENTS)
        if name not in STAYS[place]:
            made.clean[at:stop] = void(stop - at)
        elif is_open and name == CLUSTER:
            stop = inside
        elif name in STAYS:
            walk(made, data, inside, stop, name)
        else:
            look(made, data, name, inside, stop)
        at = stop


def element(data: bytes, at: int, end: int) -> tuple[int, int, int, bool]:
    """Its name, where its content begins and ends, and whether its length is left open."""
    name, start = number(data, at, keep_mark=True)
    size, inside = number(data, start)
    is_open = size == (1 << 7 * (inside - start)) - 1
    whole(not is_open or name in (SEGMENT, CLUSTER))
    stop = end if is_open else inside + size
    whole(stop <= end)
    return name, inside, stop, is_open


def look(made: Recording, data: bytes, name: int, inside: int, stop: int) -> None:
    """Keep what tells the kind and the length; nothing long hides where a number should be."""
    if name in (BLOCK, BLOCK_IN_GROUP):
        _track, at = number(data, inside)
        made.last = max(made.last, made.time + int.from_bytes(data[at : at + 2], "big", signed=True))
        return
    whole(stop - inside <= (LONGEST_SETTING if name == SETTING else LONGEST))
    if name == TYPE:
        made.kinds.add(data[inside])
    elif name == TIME:
        made.time = int.from_bytes(data[inside:stop], "big")
    elif name == SCALE:
        made.scale = int.from_bytes(data[inside:stop], "big")


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
    if size < 9:
        return bytes([VOID, 0x80 | size - 2]) + bytes(size - 2)
    return bytes([VOID]) + (1 << 56 | size - 9).to_bytes(8, "big") + bytes(size - 9)
