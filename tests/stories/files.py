"""Small real files, made here, and files that pretend."""

import io
import struct

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image


def upload(data: bytes, name="file.bin", content_type="application/octet-stream"):
    return SimpleUploadedFile(name, data, content_type)


def png(size=(40, 30), colour="purple") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def photo_with_place() -> bytes:
    """A JPEG that says where it was taken: in words, by satellite, and in a packet of its own."""
    image, out = Image.new("RGB", (60, 40), "green"), io.BytesIO()
    hidden = Image.Exif()
    hidden[ExifTags.Base.ImageDescription] = "Taken at 1 Secret Street"
    hidden.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (53.0, 20.0, 27.0), 3: "W", 4: (2.0, 44.0, 2.0)})
    image.save(out, "JPEG", exif=hidden, xmp=b"<x:xmpmeta><where>1 Secret Street</where></x:xmpmeta>")
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def wav(seconds=2, rate=8000, hidden=b"") -> bytes:
    form = struct.pack("<HHIIHH", 1, 1, rate, rate, 1, 8)
    more = chunk(b"LIST", hidden) if hidden else b""
    return chunk(b"RIFF", b"WAVE" + chunk(b"fmt ", form) + more + chunk(b"data", b"\x80" * rate * seconds))


def endless_wav(seconds=2, rate=8000) -> bytes:
    """As a recorder writes it that does not know how long it will be."""
    return wav(seconds, rate).replace(b"data" + struct.pack("<I", rate * seconds), b"data" + b"\xff" * 4)


def wav_with_head(size: int) -> bytes:
    return chunk(b"RIFF", b"WAVE" + chunk(b"fmt ", bytes(size)) + chunk(b"data", bytes(9)))


def webp_bomb() -> bytes:
    """A few bytes that say they are a moving picture of 16,000 by 16,000."""
    edge = (16_000 - 1).to_bytes(3, "little")
    frame = chunk(b"ANMF", bytes(6) + edge + edge + bytes(4) + chunk(b"VP8 ", still()[20:]))
    body = b"WEBP" + chunk(b"VP8X", b"\x02\0\0\0" + edge + edge) + chunk(b"ANIM", bytes(6)) + frame
    return chunk(b"RIFF", body)


def still() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "WEBP")
    return out.getvalue()


def jpeg_with_page() -> bytes:
    """A photo that is a page and a packed folder too, for whoever opens it as one."""
    return photo_with_place() + b"<!doctype html><script>alert(1)</script>PK\x03\x04" + bytes(30)


def mp3(frames=20, hidden=b"") -> bytes:
    """Silent frames of 128 kilobits, 44,100 a second."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    tag = b"ID3\x04\0\0" + bytes([0, 0, len(hidden) >> 7, len(hidden) & 127]) + hidden if hidden else b""
    return tag + frame * frames


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def full_box(name: bytes, *words: int, rest=b"") -> bytes:
    """A box with a version, then numbers of 4 bytes each."""
    return box(name, bytes(4) + struct.pack(f">{len(words)}I", *words) + rest)


MADE_ON = 0xE5EC4E7A  # when it was made, as no file may say after it was cleaned


def track(handler, chunks: list[tuple[int, int]], *, elsewhere=False, name=b"Secret Street", seconds=7) -> bytes:
    """A track whose samples are these pieces of the file (where, how long), one a chunk; the last one lasts."""
    places, sizes = [at for at, _size in chunks], [size for _at, size in chunks]
    maker = bytes(78 - 36) + b"Secret camera".ljust(32, b"\0") + bytes(4) if handler == b"vide" else bytes(20)
    tables = [
        full_box(b"stsd", 1, rest=box(b"avc1" if handler == b"vide" else b"mp4a", maker)),
        full_box(b"stts", 1, 1, seconds * 1000) if chunks else full_box(b"stts", 0),
        full_box(b"stsc", 1, 1, 1, 1) if chunks else full_box(b"stsc", 0),
        full_box(b"stsz", 0, len(sizes), *sizes),
        full_box(b"stco", len(places), *places),
    ]
    where = full_box(b"dref", 1, rest=box(b"url ", bytes(3) + bytes([not elsewhere])))
    media = box(b"minf", box(b"dinf", where) + box(b"udta", name) + box(b"stbl", b"".join(tables)))
    what = box(b"hdlr", bytes(8) + handler + bytes(12) + name)
    head = full_box(b"tkhd", MADE_ON, MADE_ON, 1, rest=bytes(68))
    return box(b"trak", head + box(b"mdia", full_box(b"mdhd", MADE_ON, MADE_ON, 1000, 7000, 0) + what + media))


def mp4(
    handler=b"soun", hidden=b"Secret Street", seconds=7, handlers=(), elsewhere=False, more=b"", says=None
) -> bytes:
    """A film or sound with one track, and others of these kinds; between their samples something is hidden. Its head
    `says` how long it is.
    """
    kinds = (handler, *handlers)
    head = box(b"ftyp", b"M4A \0\0\0\0isom")
    pieces = [(b"sound" if kind in (b"soun", b"vide") else hidden) * 20 for kind in kinds]

    def moov(at):
        tracks = []
        for kind, piece in zip(kinds, pieces, strict=True):
            tracks.append(track(kind, [(at, len(piece))], elsewhere=elsewhere, name=hidden, seconds=seconds))
            at += len(piece) + len(hidden)
        said = seconds if says is None else says
        movie = full_box(b"mvhd", MADE_ON, MADE_ON, 1000, said * 1000, rest=bytes(80))
        return box(b"moov", movie + b"".join(tracks) + box(b"udta", hidden) + more)

    size = len(head) + len(moov(0)) + 8
    return head + moov(size) + box(b"mdat", b"".join(piece + hidden for piece in pieces)) + box(b"what", hidden)


def mp4_in_pieces(seconds: int, *, says=0, how="each", hidden=b"", number=1) -> bytes:
    """As browsers record it: the samples of each second follow in a piece of its own, and the head says nothing. How
    long a sample lasts and how many bytes it has stands at `each`, at each `piece`, or once for the `film`. Before and
    behind the samples something is hidden; they are of the track of this `number`.
    """
    flags, facts = (0x301, (1000, 5)) if how == "each" else (0x1, ())
    of_film = full_box(b"trex", 1, 1, *((1000, 5) if how == "film" else (0, 0)), 0)
    movie = full_box(b"mvhd", MADE_ON, MADE_ON, 1000, says * 1000, rest=bytes(80))
    out = box(b"ftyp", b"iso5\0\0\0\0iso5") + box(b"moov", movie + track(b"soun", []) + box(b"mvex", of_film))
    of_piece = (0x20018, number, 1000, 5) if how == "piece" else (0x20000, number)
    about = struct.pack(f">{len(of_piece)}I", *of_piece)
    # From the beginning of its piece: the boxes before, the head of the store, and what is hidden there.
    far = 8 + 16 + 8 + (8 + len(about)) + (8 + 12 + 4 * len(facts)) + 8 + len(hidden)
    run = struct.pack(f">{3 + len(facts)}I", flags, 1, far, *facts)
    for count in range(seconds):
        traf = box(b"traf", box(b"tfhd", about) + box(b"trun", run))
        out += box(b"moof", full_box(b"mfhd", count) + traf) + box(b"mdat", hidden + b"sound" + hidden)
    return out


def nested(name: bytes, depth: int) -> bytes:
    """A box in a box in a box …"""
    return b"".join(struct.pack(">I", 8 * (depth - level)) + name for level in range(depth))


def element(name: bytes, body: bytes) -> bytes:
    return name + (1 << 56 | len(body)).to_bytes(8, "big") + body


def nested_elements(name: bytes, depth: int) -> bytes:
    size = len(name) + 8
    return b"".join(name + (1 << 56 | size * (depth - level - 1)).to_bytes(8, "big") for level in range(depth))


def webm(kind=2, hidden=b"Secret Street", seconds=3, more=b"") -> bytes:
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
    about = element(b"\x44\x61", b"\x06" * 8) + element(b"\x7b\xa9", hidden) + element(b"\x57\x41", hidden)
    info = element(b"\x15\x49\xa9\x66", element(b"\x2a\xd7\xb1", (1_000_000).to_bytes(3, "big")) + about)
    name = element(b"\x53\x6e", hidden)
    tracks = element(b"\x16\x54\xae\x6b", element(b"\xae", element(b"\x83", bytes([kind])) + name))
    tags = element(b"\x12\x54\xc3\x67", hidden)
    open_cluster = b"\x1f\x43\xb6\x75" + b"\x01" + b"\xff" * 7
    first = open_cluster + element(b"\xe7", b"\0") + element(b"\xa3", b"\x81\0\0\x80sound")
    block = element(b"\xa0", element(b"\xa1", b"\x81\0\0\x80sound") + element(b"\x75\xa1", hidden))
    second = element(b"\x1f\x43\xb6\x75", element(b"\xe7", (seconds * 1000).to_bytes(4, "big")) + block)
    return head + element(b"\x18\x53\x80\x67", info + tracks + tags + first + second + element(b"\xec", hidden) + more)
