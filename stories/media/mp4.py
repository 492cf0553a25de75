"""MP4 and M4A (and the films of phones): its boxes must fill it exactly. Only the boxes that a player needs stay,
and of the sounds and pictures only what its tracks play; all else is emptied where it stands, so that nothing moves.
"""

import struct
from dataclasses import dataclass, field

from .fragments import Fragment, runs_of
from .lengths import seconds_of
from .parts import Found, whole
from .samples import keep_only, played

KINDS = (
    *(b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"M4A ", b"M4B ", b"M4V ", b"avc1", b"qt  "),
    *(b"MSNV", b"dash", b"3gp4", b"3gp5", b"3gp6", b"3g2a"),
)
# Where a box may stand → the boxes that stay there. What holds others is a place itself.
STAYS = {
    b"": (b"ftyp", b"moov", b"mdat", b"moof", b"sidx", b"styp", b"mfra"),
    b"moov": (b"mvhd", b"trak", b"mvex"),
    b"mvex": (b"mehd", b"trex"),
    b"trak": (b"tkhd", b"edts", b"mdia"),
    b"edts": (b"elst",),
    b"mdia": (b"mdhd", b"hdlr", b"minf"),
    b"minf": (b"vmhd", b"smhd", b"hdlr", b"dinf", b"stbl"),
    b"dinf": (b"dref",),
    b"stbl": (
        b"stsd",
        b"stts",
        b"ctts",
        b"cslg",
        b"stsc",
        b"stsz",
        b"stco",
        b"co64",
        b"stss",
        b"sgpd",
        b"sbgp",
        b"sdtp",
    ),
    b"moof": (b"mfhd", b"traf"),
    b"traf": (b"tfhd", b"tfdt", b"trun", b"sgpd", b"sbgp", b"sdtp"),
    b"mfra": (b"tfra", b"mfro"),
}
PLAYED = {b"vide", b"soun"}
MOST_BOXES = 100_000
LONGEST_HEAD = 128
# In the description of a picture track: the name of the program that made it.
MAKER = slice(50, 82)


@dataclass
class Track:
    """What is learned of one track while walking."""

    handler: bytes = b""
    number: int = 0
    scale: int = 0
    parts: dict = field(default_factory=dict)
    place: tuple = ()


@dataclass
class Film:
    """What is learned of the whole file while walking."""

    clean: bytearray
    names: set = field(default_factory=set)
    tracks: list = field(default_factory=list)
    stores: list = field(default_factory=list)
    # Of a film in pieces: where the piece begins that is looked at, what each has of a track, and what is usual for a
    # sample of a track.
    piece: int = 0
    fragments: list = field(default_factory=list)
    usual: dict = field(default_factory=dict)
    boxes: int = 0


def begins(start: bytes) -> bool:
    return start[4:8] == b"ftyp" and start[8:12] in KINDS


def clean(data: bytes) -> Found:
    """The same file without its hidden parts."""
    film = Film(bytearray(data))
    walk(film, data, 0, len(data), b"")
    handlers = {track.handler for track in film.tracks} & PLAYED
    whole({b"moov", b"mdat"} <= film.names and handlers)
    if b"moof" in film.names:
        whole(all(track.handler in PLAYED for track in film.tracks))
    keep_played(film, data)
    return Found(bytes(film.clean), "video/mp4" if b"vide" in handlers else "audio/mp4", seconds_of(film, PLAYED))


def walk(film: Film, data: bytes, at: int, end: int, place: bytes) -> None:
    """Look at every box here and inside; empty what may not stay. As deep as `STAYS` goes, and no deeper."""
    while at < end:
        name, start, stop = box(data, at, end, place)
        film.boxes += 1
        whole(film.boxes <= MOST_BOXES)
        if name not in STAYS[place]:
            empty(film.clean, at, start, stop)
        else:
            film.names.add(name)
            if name == b"trak":
                film.tracks.append(Track(place=(at, start, stop)))
            if name == b"moof":
                film.piece = at
            LOOK.get(name, nothing)(film, data, start, stop, place)
            if name in STAYS:
                walk(film, data, start, stop, name)
        at = stop


def box(data: bytes, at: int, end: int, place: bytes) -> tuple[bytes, int, int]:
    """Its name, and where its content begins and ends. The last one of a file may leave its size open."""
    whole(at + 8 <= end)
    size, name, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
    if size == 1:
        whole(at + 16 <= end)
        size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
    elif size == 0 and not place:
        size = end - at
    whole(size >= head and at + size <= end)
    return name, at + head, at + size


def empty(clean: bytearray, at: int, start: int, stop: int) -> None:
    """The box stays as long as it is, and says nothing."""
    clean[at + 4 : at + 8] = b"free"
    clean[start:stop] = bytes(stop - start)


def nothing(film, data, start, stop, place) -> None:
    """Most boxes stay as they are."""


def head(film: Film, data: bytes, start: int, stop: int, place) -> None:
    whole(stop - start <= LONGEST_HEAD)


def store(film: Film, data: bytes, start: int, stop: int, place) -> None:
    film.stores.append((start, stop))


def dates(film: Film, data: bytes, start: int, stop: int, place) -> None:
    """When it was made and changed is nobody's to know."""
    wide = 8 if data[start] == 1 else 4
    whole(start + 4 + 2 * wide <= stop)
    film.clean[start + 4 : start + 4 + 2 * wide] = bytes(2 * wide)


def track_head(film: Film, data: bytes, start: int, stop: int, place) -> None:
    dates(film, data, start, stop, place)
    film.tracks[-1].number = after_dates(data, start)


def media_head(film: Film, data: bytes, start: int, stop: int, place) -> None:
    dates(film, data, start, stop, place)
    film.tracks[-1].scale = after_dates(data, start)


def after_dates(data: bytes, start: int) -> int:
    at = start + (20 if data[start] == 1 else 12)
    return int.from_bytes(data[at : at + 4], "big")


def default(film: Film, data: bytes, start: int, stop: int, place) -> None:
    number, _description, lasts, size = struct.unpack_from(">4I", data[start:stop], 4)
    film.usual[number] = (lasts, size)


def piece(film: Film, data: bytes, start: int, stop: int, place) -> None:
    film.fragments.append(Fragment(film.piece, data[start:stop]))


def run(film: Film, data: bytes, start: int, stop: int, place) -> None:
    film.fragments[-1].runs.append(data[start:stop])


def handler(film: Film, data: bytes, start: int, stop: int, place) -> None:
    """What the track is; the name that some program gave it goes."""
    whole(stop - start >= 20)
    if place == b"mdia":
        film.tracks[-1].handler = data[start + 8 : start + 12]
    film.clean[start + 24 : stop] = bytes(max(0, stop - start - 24))


def references(film: Film, data: bytes, start: int, stop: int, place) -> None:
    """A track plays what is in this file, and fetches nothing from elsewhere."""
    at = start + 8
    while at < stop:
        _name, inside, end = box(data, at, stop, place)
        whole(end - inside >= 4 and data[inside + 3] & 1)
        film.clean[inside + 4 : end] = bytes(end - inside - 4)
        at = end


def description(film: Film, data: bytes, start: int, stop: int, place) -> None:
    at = start + 8
    while at < stop:
        _name, _inside, end = box(data, at, stop, place)
        if film.tracks[-1].handler == b"vide" and end - at >= MAKER.stop:
            film.clean[at + MAKER.start : at + MAKER.stop] = bytes(MAKER.stop - MAKER.start)
        at = end


def table(name: str):
    def look(film: Film, data: bytes, start: int, stop: int, place) -> None:
        film.tracks[-1].parts[name] = data[start:stop]

    return look


LOOK = {
    b"ftyp": head,
    b"styp": head,
    b"mdat": store,
    b"mvhd": dates,
    b"tkhd": track_head,
    b"mdhd": media_head,
    b"trex": default,
    b"tfhd": piece,
    b"trun": run,
    b"stts": table("times"),
    b"hdlr": handler,
    b"dref": references,
    b"stsd": description,
    b"stsc": table("runs"),
    b"stsz": table("sizes"),
    b"stco": table("places"),
    b"co64": table("far places"),
}


def keep_played(film: Film, data: bytes) -> None:
    """Empty the tracks that are neither sound nor film (where a phone writes its place), and all bytes that no track
    plays."""
    kept = []
    for track in film.tracks:
        if track.handler in PLAYED:
            kept += played(track.parts)
        else:
            empty(film.clean, *track.place)
    numbers = {track.number for track in film.tracks}
    runs = runs_of(film.fragments, film.usual)
    kept += [(first, last) for number, _time, first, last in runs if number in numbers]
    keep_only(kept, film.stores, film.clean, data)
