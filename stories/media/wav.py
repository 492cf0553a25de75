"""WAV: built anew from its format and its samples; everything else in it is left out."""

import struct

from .parts import Found, whole

HEAD = 12
LONGEST_FORMAT = 40
# What recorders write that do not know yet how long it will be: the sound goes on to the end.
OPEN = (0, 0xFFFFFFFF)
# 1: plain samples; 3: floating point; 6, 7: telephone sound; 0xFFFE: one of these, said at length.
FORMATS = (1, 3, 6, 7, 0xFFFE)


def begins(start: bytes) -> bool:
    return start[:4] == b"RIFF" and start[8:12] == b"WAVE"


def clean(data: bytes) -> Found:
    """Only the chunks `fmt ` and `data`."""
    chunks = dict(chunks_of(data))
    form, samples = chunks.get(b"fmt ", b""), chunks.get(b"data", b"")
    whole(16 <= len(form) <= LONGEST_FORMAT and samples)
    kind, channels, _rate, rate_bytes = struct.unpack("<HHII", form[:12])
    whole(kind in FORMATS and 1 <= channels <= 8 and rate_bytes > 0)
    body = b"WAVE" + chunk(b"fmt ", form) + chunk(b"data", samples)
    return Found(chunk(b"RIFF", body), "audio/wav", round(len(samples) / rate_bytes))


def chunks_of(data: bytes):
    at = HEAD
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"data" and size in OPEN:
            size = len(data) - at - 8
        whole(at + 8 + size <= len(data))
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
