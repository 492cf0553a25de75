"""Cutting a text into sentences, whatever the text is."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module

# pysbd takes time that grows with the square of its input, so it only ever sees short pieces.
PIECE = 1000
# Signs that nobody sees: controls, soft hyphens, zero-width and text-direction marks.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
LIST_MARK = re.compile(r"^\s*(?:[-•*]|\d{1,2}[.)])\s+")
PLAIN_END = re.compile(r"(?<=[.!?])\s+")


def clean(text: str) -> str:
    """The text as people see it, with one kind of line end."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs(text: str) -> list[str]:
    """Parts of a plain text between blank lines."""
    return [part for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def sentences(text: str) -> list[str]:
    """All sentences of a clean text. A new line always starts a new sentence."""
    return [
        sentence
        for line in text.split("\n")
        for piece in pieces(LIST_MARK.sub("", line).strip())
        for sentence in cut(piece)
    ]


def pieces(line: str) -> Iterator[str]:
    """A line in pieces that are short enough to cut, parted at a space where there is one."""
    while len(line) > PIECE:
        end = line.rfind(" ", PIECE // 2, PIECE)
        end = PIECE if end < 0 else end
        yield line[:end]
        line = line[end:].lstrip()
    if line:
        yield line


def cut(piece: str) -> list[str]:
    """The sentences of one piece; never loses a letter, even where pysbd does."""
    if not PLAIN_END.search(piece):
        return [piece]
    found = segmenter().segment(piece)
    if "".join(found) != piece:
        found = PLAIN_END.split(piece)
    return [sentence.strip() for sentence in found if sentence.strip()]


@cache
def segmenter():
    # Imported on first use: most workers never check a text.
    return import_module("pysbd").Segmenter(language="en", clean=False)
