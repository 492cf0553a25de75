"""The word lists of the hub: everyday words, office words, our own terms, the word list, short forms.

They are data: each list is a file beside this one that people who write no code can read and mend.
Every list is read once, when somebody first asks for it. What a hub changes in them is in its database (see listed.py).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """A word of the word list. `forms` are other shapes of it that stand in texts."""

    word: str
    forms: tuple[str, ...]
    means: str
    easy: tuple[str, ...]
    picture: str

    @property
    def all_forms(self) -> tuple[str, ...]:
        return (self.word, *self.forms)


@dataclass(frozen=True)
class Swap:
    """A word of offices, or one that is not our word for the thing: what to write instead, and why."""

    word: str
    swap: str
    why: str


@dataclass(frozen=True)
class Abbreviation:
    """A short form. An allowed one is better known than its long form."""

    short: str
    full: str
    allowed: bool = False


def read_toml(name: str) -> dict:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def read_words(name: str) -> frozenset[str]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))


@cache
def everyday() -> frozenset[str]:
    """Words of everyday life that lists of common words miss."""
    return read_words("everyday")


@cache
def names() -> frozenset[str]:
    """Places round here, in small letters."""
    return read_words("names")


def grammar_words(name: str) -> frozenset[str]:
    return frozenset(read_toml("grammar")[name].split())


@cache
def opposites() -> frozenset[str]:
    """Words made negative by how they begin, like "impossible"."""
    return grammar_words("opposites")


@cache
def ordinary_un() -> frozenset[str]:
    """Words with "un" that are not negative, like "until"."""
    return grammar_words("ordinary_un")


@cache
def states() -> frozenset[str]:
    """Words like "worried": they look as if somebody did it, but say how a person is."""
    return grammar_words("states")


@cache
def council() -> dict[str, Swap]:
    """Words of councils and the NHS."""
    return {word: Swap(word, **entry) for word, entry in read_toml("council").items()}


@cache
def terms() -> dict[str, Swap]:
    """The words we do not use, in small letters, each with our own word for the thing."""
    return {
        other.lower(): Swap(other.lower(), word, entry["why"])
        for word, entry in read_toml("terms").items()
        for other in entry["instead_of"]
    }


@cache
def abbreviations() -> dict[str, Abbreviation]:
    """Short forms as they are written: "BSL", "mins"."""
    return {short: Abbreviation(short, **entry) for short, entry in read_toml("abbreviations").items()}


@cache
def glossary() -> dict[str, Entry]:
    """The word list as the hub is delivered; the living one is in the database."""
    return {
        word: Entry(word, tuple(entry["forms"]), entry["means"], tuple(entry["easy"]), entry["picture"])
        for word, entry in read_toml("glossary").items()
    }


@cache
def glossary_words() -> frozenset[str]:
    """Every word of the delivered word list with its forms, in small letters: what `check` takes as `known`."""
    return frozenset(form.lower() for entry in glossary().values() for form in entry.all_forms)
