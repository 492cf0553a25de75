"""MP3: frame after frame; tags before and behind them are left out, and nothing else may stand between."""

from .parts import Found, whole

BIT_RATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLE_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
FEWEST_FRAMES = 4


def begins(start: bytes) -> bool:
    return start[:3] == b"ID3" or (len(start) > 1 and start[0] == 0xFF and start[1] & 0xE6 == 0xE2)


def clean(data: bytes) -> Found:
    """The frames, and how long they are together."""
    start = behind_tag(data)
    at, frames, seconds = start, 0, 0.0
    while at + 4 <= len(data) and data[at] == 0xFF:
        size, length = frame(data[at : at + 4])
        if at + size > len(data):
            break
        at, frames, seconds = at + size, frames + 1, seconds + length
    whole(frames >= FEWEST_FRAMES and is_tag(data[at:]))
    return Found(data[start:at], "audio/mpeg", round(seconds))


def behind_tag(data: bytes) -> int:
    """Where the first frame begins."""
    if data[:3] != b"ID3":
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    end = 10 + size
    while end < len(data) and data[end] == 0:
        end += 1
    return end


def is_tag(rest: bytes) -> bool:
    """Behind the frames stand only known tags, or a last frame that was cut."""
    return not rest or rest[:3] in (b"TAG", b"APE") or (rest[0] == 0xFF and len(rest) < 3000)


def frame(head: bytes) -> tuple[int, float]:
    """The bytes and the seconds of one frame of layer 3."""
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bits, rate, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    whole(version != 1 and layer == 1 and 0 < bits < 15 and rate < 3)
    kilobits = BIT_RATES[1 if version == 3 else 2][bits]
    hertz, samples = SAMPLE_RATES[version][rate], 1152 if version == 3 else 576
    return samples // 8 * kilobits * 1000 // hertz + padding, samples / hertz
