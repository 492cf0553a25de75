"""Codes that can be said aloud in a room, remembered for a minute, and typed on a phone: "green fox 47"."""

import re
import secrets

COLOURS = ("red", "blue", "green", "yellow", "black", "white", "pink", "orange", "purple", "brown", "gold", "silver")
ANIMALS = (
    *("bear", "bee", "bird", "cat", "cow", "crab", "deer", "dog", "duck", "fish", "fox", "frog", "goat", "goose"),
    *("hen", "horse", "lamb", "lion", "mouse", "owl", "panda", "pig", "rabbit", "robin", "seal", "sheep", "snail"),
    *("spider", "swan", "tiger", "whale", "zebra"),
)


def new_code() -> str:
    """One of some 34,000; wrong tries are counted, and a code is open for a meeting only."""
    return f"{secrets.choice(COLOURS)}-{secrets.choice(ANIMALS)}-{secrets.randbelow(90) + 10}"


def as_kept(typed: str) -> str:
    """However it was typed: big or small letters, with spaces, commas or without."""
    return "-".join(re.findall(r"[a-z]+|[0-9]+", typed.lower()))[:40]
