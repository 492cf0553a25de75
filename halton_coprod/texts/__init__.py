"""The words of the hub's own pages, in both forms: one TOML file a page, written to be read by people who do not code.

`{phone}`, `{email}`, `{address}` and `{hours}` stand for the contact of this hub. A part's `easy` lists blocks, each a
picture and its words; `links` are address name (or https address), standard words and easy words.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from halton_coprod.easyread.asked import stands_in
from halton_coprod.easyread.blocks import Block, EasyRead

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Link:
    """A way on, under a part or as one of the choices on the home page."""

    to: str
    words: str
    easy: str
    picture: str = ""
    room: str = ""
    more: str = ""
    easy_more: str = ""

    @property
    def address(self) -> str:
        return self.to if self.to.startswith("https:") else reverse(self.to)


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it, in both forms."""

    text: str
    easy: EasyRead
    heading: str = ""
    easy_heading: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Text:
    """All words of one page."""

    name: str
    title: str
    easy_title: str
    parts: tuple[Part, ...]
    choices: tuple[Link, ...] = ()

    def has(self, words: list[str]) -> bool:
        """Do all of `words` stand somewhere on this page?"""
        said = [self.title, self.easy_title]
        for part in self.parts:
            said += [part.heading, part.easy_heading, part.text, part.easy.text]
        text = " ".join(said).lower()
        return all(stands_in(word, text) for word in words)


@cache
def text(name: str) -> Text:
    """The words of the page with this address name."""
    found = tomllib.loads(with_contact((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))
    return Text(
        name,
        found["title"],
        found["easy_title"],
        tuple(part(one) for one in found["parts"]),
        tuple(Link(**one) for one in found.get("choices", ())),
    )


def all_texts() -> list[Text]:
    return [text(path.stem) for path in sorted(FOLDER.glob("*.toml"))]


def part(found: dict) -> Part:
    return Part(
        found["text"].strip(),
        EasyRead("", tuple(Block(picture, words) for picture, words in found["easy"])),
        found.get("heading", ""),
        found.get("easy_heading", found.get("heading", "")),
        tuple(Link(*one) for one in found.get("links", ())),
    )


def with_contact(words: str) -> str:
    for name, value in settings.HELP.items():
        words = words.replace(f"{{{name}}}", value.replace("\\", "").replace('"', "'"))
    return words
