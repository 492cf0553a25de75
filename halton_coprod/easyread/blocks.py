"""The value of an easy-read text: an ordered list of blocks, each one picture and one idea."""

import hashlib
from dataclasses import dataclass
from typing import Self


def text_hash(text: str) -> str:
    """A short fingerprint of a standard text, blind to white space, to see that it has changed."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Block:
    """One picture and one idea. `alt` is empty where the picture repeats the words beside it.

    A picture of our own shows somebody or something that no words beside it show: it needs its `alt`.
    """

    picture: str = ""
    words: str = ""
    alt: str = ""

    @property
    def is_own(self) -> bool:
        return self.picture.startswith("own/")

    def to_data(self) -> dict:
        return {"picture": self.picture, "words": self.words, "alt": self.alt}


@dataclass(frozen=True)
class EasyRead:
    """An easy-read text. `of` is the fingerprint of the standard text it was checked against."""

    title: str = ""
    blocks: tuple[Block, ...] = ()
    of: str = ""

    def __bool__(self):
        return bool(self.blocks)

    def __str__(self):
        return self.text

    def is_drifted(self, standard: str) -> bool:
        """Has the standard text changed since this easy read was checked against it?"""
        return bool(self) and self.of != text_hash(standard)

    def checked_against(self, standard: str) -> Self:
        """The same words, marked as checked against `standard`."""
        return type(self)(self.title, self.blocks, text_hash(standard))

    @property
    def text(self) -> str:
        """All words, for search and the writing check."""
        return f"{self.title}\n{self.body}".strip()

    @property
    def body(self) -> str:
        """The words of the blocks, for where the title stands above them."""
        return "\n".join(block.words for block in self.blocks)

    def without_picture(self, key: str) -> Self:
        """The same words, with no picture where this one stood."""
        blocks = tuple(Block("", one.words) if one.picture == key else one for one in self.blocks)
        return type(self)(self.title, blocks, self.of)

    def words_alone(self) -> Self:
        """The same words without any picture, for where no picture is shown."""
        return type(self)(self.title, tuple(Block("", one.words) for one in self.blocks), self.of)

    @property
    def photos(self) -> list[Block]:
        """The blocks with a picture of our own: what is to be seen there and nowhere else."""
        return [block for block in self.blocks if block.is_own]

    @classmethod
    def from_data(cls, data) -> Self:
        """Read the stored JSON. Anything that has not the shape raises ValueError."""
        if not data:
            return cls()
        try:
            blocks = tuple(
                Block(str(one.get("picture", "")), str(one["words"]), str(one.get("alt", ""))) for one in data["blocks"]
            )
            return cls(str(data.get("title", "")), blocks, str(data.get("of", "")))
        except (KeyError, TypeError, AttributeError) as fault:
            raise ValueError("This is not an easy-read text.") from fault

    def to_data(self) -> dict:
        return {"title": self.title, "blocks": [block.to_data() for block in self.blocks], "of": self.of}


def fitted(easy: EasyRead | None, standard: str) -> EasyRead:
    """The easy read of a text that is written in the same stroke: it fits this text."""
    return easy.checked_against(standard) if easy else EasyRead()
