"""Small real files, made here, and files that pretend."""

import io
import struct

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def upload(data: bytes, name="file.bin", content_type="application/octet-stream"):
    return SimpleUploadedFile(name, data, content_type)


def png(size=(40, 30), colour="purple") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def photo_with_place() -> bytes:
    """A JPEG that says where it was taken."""
    image, out = Image.new("RGB", (60, 40), "green"), io.BytesIO()
    hidden = Image.Exif()
    hidden[0x010E] = "Taken at 1 Secret Street"
    image.save(out, "JPEG", exif=hidden)
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def wav(seconds=2, rate=8000, hidden=b"") -> bytes:
    form = struct.pack("<HHIIHH", 1, 1, rate, rate, 1, 8)
    more = chunk(b"LIST", hidden) if hidden else b""
    return chunk(b"RIFF", b"WAVE" + chunk(b"fmt ", form) + more + chunk(b"data", b"\x80" * rate * seconds))


def mp3(frames=20, hidden=b"") -> bytes:
    """Silent frames of 128 kilobits, 44,100 a second."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    tag = b"ID3\x04\0\0" + bytes([0, 0, len(hidden) >> 7, len(hidden) & 127]) + hidden if hidden else b""
    return tag + frame * frames


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4(handler=b"soun", hidden=b"Secret Street", seconds=7) -> bytes:
    head = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, seconds * 1000) + bytes(80))
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12))))
    moov = box(b"moov", head + track + box(b"udta", hidden))
    return box(b"ftyp", b"M4A \0\0\0\0isom") + moov + box(b"mdat", b"sound" * 20)


def element(name: bytes, body: bytes) -> bytes:
    return name + (1 << 56 | len(body)).to_bytes(8, "big") + body


def webm(kind=2, hidden=b"Secret Street") -> bytes:
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
    track = element(b"\x16\x54\xae\x6b", element(b"\xae", element(b"\x83", bytes([kind]))))
    tags = element(b"\x12\x54\xc3\x67", hidden)
    cluster = b"\x1f\x43\xb6\x75" + b"\x01" + b"\xff" * 7 + element(b"\xa3", b"sound")
    return head + element(b"\x18\x53\x80\x67", track + tags + cluster)
