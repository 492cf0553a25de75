"""Captions as WebVTT: a time and its words, in order. Anything else is refused with a sentence."""

import re
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
CUE = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}")
HEAD = "WEBVTT"
MARK = re.compile(r"</?[\w.:]*[^<>]*>")


def clean_captions(words: str) -> str:
    """The captions with a plain head and one kind of line end; empty stays empty."""
    lines = "\n".join(line.rstrip() for line in words.lstrip("\ufeff").splitlines()).strip()
    if not lines:
        return ""
    blocks = [block for block in re.split(r"\n{2,}", lines) if not block.startswith((HEAD, "NOTE", "STYLE", "REGION"))]
    cues = [cue_of(block) for block in blocks]
    if not cues or any(later[0] < earlier[0] for earlier, later in pairwise(cues)):
        raise unreadable()
    return "\n\n".join([HEAD, *(cue for _start, cue in cues)]) + "\n"


def cue_of(block: str) -> tuple[int, str]:
    """When a caption begins, and the caption: its time without settings, its words without marks."""
    lines = block.split("\n")
    at = 0 if "-->" in lines[0] else 1
    found = CUE.match(lines[at]) if len(lines) > at + 1 else None
    if not found:
        raise unreadable()
    start, end = seconds(found.groups()[:4]), seconds(found.groups()[4:])
    if end <= start:
        raise unreadable()
    words = MARK.sub("", "\n".join(lines[at + 1 :])).replace("<", "")
    if not words.strip() or "-->" in words:
        raise unreadable()
    return start, f"{found.group()}\n{words}"


def seconds(parts) -> int:
    """Thousandths."""
    hours, minutes, secs, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + secs) * 1000 + thousandths


def unreadable() -> ValidationError:
    return ValidationError(
        {"captions": _("Write captions like this: 00:01.000 --> 00:04.000 and the words on the next line.")}
    )
