"""What is said in a sound or film, in words: who speaks stands at the beginning of a line, with a colon."""

import re
from typing import NamedTuple

MOST_IN_A_NAME = 3
# A line that only says when: of captions, or of a program that writes down what is said.
CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
ONLY_TIME = re.compile(rf"^[\[(]?{CLOCK}[\])]?(?:\s*-->\s*{CLOCK}.*)?$")
TIME_FIRST = re.compile(rf"^[\[(]{CLOCK}[\])]\s*|^{CLOCK}\s+(?=\S)")
SPEAKER = re.compile(r"^([A-Z][\w.'’-]*(?: [\w.'’-]+)*):\s+(\S.*)$")
VOICE = re.compile(r"^<v(?:\.[^ >]*)? ([^>]+)>(.*?)(?:</v>)?$")


class Turn(NamedTuple):
    """What one person says in one go; `who` is empty where nobody is named."""

    who: str
    words: str


def clean_transcript(words: str) -> str:
    """Pasted captions or a written-down recording as plain lines: no times, no numbers, one speaker a line."""
    if not is_timed(words):
        return words
    lines = [line.strip() for line in words.lstrip("\ufeff").splitlines()]
    kept = [plain(line) for line in lines if line and not is_mark(line)]
    return "\n\n".join(f"{turn.who}: {turn.words}" if turn.who else turn.words for turn in together(kept))


def is_timed(words: str) -> bool:
    return any(ONLY_TIME.match(line.strip()) or TIME_FIRST.match(line.strip()) for line in words.splitlines())


def is_mark(line: str) -> bool:
    return line.isdecimal() or line.startswith(("WEBVTT", "NOTE", "STYLE")) or bool(ONLY_TIME.match(line))


def plain(line: str) -> str:
    line = TIME_FIRST.sub("", line)
    voice = VOICE.match(line)
    return f"{voice[1]}: {voice[2].strip()}" if voice else line


def together(lines: list[str]) -> list[Turn]:
    """The lines of each speaker as one turn."""
    turns: list[Turn] = []
    for line in lines:
        who, words = split(line)
        if turns and who in ("", turns[-1].who):
            turns[-1] = Turn(turns[-1].who, f"{turns[-1].words} {words}")
        else:
            turns.append(Turn(who, words))
    return turns


def split(line: str) -> tuple[str, str]:
    """Who speaks, and what they say."""
    found = SPEAKER.match(line.strip())
    is_name = found and len(found[1].split()) <= MOST_IN_A_NAME
    return (found[1], found[2]) if is_name else ("", line)


def turns_of(words: str) -> list[Turn]:
    """The turns of a talk; nothing where it is not marked who speaks: then it is a text like any other.

    Each paragraph begins a turn, or goes on with the one before. One name alone is no talk: it may be a sentence.
    """
    paragraphs = [line for line in words.splitlines() if line.strip()]
    turns: list[Turn] = []
    for line in paragraphs:
        who, said = split(line)
        if turns and not who:
            turns[-1] = Turn(turns[-1].who, f"{turns[-1].words}\n\n{said}")
        else:
            turns.append(Turn(who, said))
    named = [turn for turn in turns if turn.who]
    is_talk = len(named) > 1 and turns[0].who
    return turns if is_talk else []


def speakers_of(words: str) -> set[str]:
    return {turn.who for turn in turns_of(words)}
