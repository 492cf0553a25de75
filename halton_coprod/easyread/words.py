"""The word list: hard words, what they mean in both forms, and where a page uses one for the first time.

Shipped words are in `wordlists/glossary.toml`; the council's own words and changes are `Word` rows, and win.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import Self

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language

from .asked import stands_in
from .mode import EASY
from .models import Word

GLOSSARY = Path(__file__).resolve().parent / "wordlists" / "glossary.toml"
END = ""
# With no full stop or bracket that ends the sentence around it.
ADDRESS = re.compile(r"(https?://\S*[\w/])")
MOST_ON_A_PAGE = 12


@dataclass(frozen=True)
class Entry:
    """One word of the list. `forms` are its other shapes in texts, `not_in` longer ones in which it means something
    else; `easy` are sentences.
    """

    word: str
    means: str
    easy: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    picture: str = ""
    not_in: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return slugify(self.word)

    @property
    def letter(self) -> str:
        return self.word[0].upper()

    @property
    def text(self) -> str:
        """All of it in small letters, for whoever looks for a word."""
        return " ".join([self.word, *self.forms, self.means, *self.easy]).lower()


@cache
def shipped() -> tuple[Entry, ...]:
    """The words that come with the hub."""
    found = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))
    lists = ("easy", "forms", "not_in")
    return tuple(
        Entry(word, one["means"], picture=one.get("picture", ""), **{name: tuple(one.get(name, ())) for name in lists})
        for word, one in found.items()
    )


def own() -> tuple[Entry, ...]:
    """The words people of this hub wrote or changed: one query. What a word does not mean stays as it came."""
    not_in = {entry.slug: entry.not_in for entry in shipped()}
    return tuple(
        Entry(row.word, row.means, row.easy_lines, row.form_lines, row.picture, not_in.get(row.slug, ()))
        for row in Word.objects.order_by("pk")
    )


class WordList:
    """The words in force, read once and then only looked at."""

    def __init__(self, entries):
        by_slug = {entry.slug: entry for entry in entries}
        self.entries = tuple(sorted(by_slug.values(), key=lambda entry: entry.word.lower()))

    @classmethod
    def load(cls) -> Self:
        """The shipped words, with the hub's own words added or in their place."""
        return cls([*shipped(), *own()])

    @property
    def letters(self) -> list[tuple[str, list[Entry]]]:
        """The words under their first letters."""
        return [(letter, list(entries)) for letter, entries in groupby(self.entries, lambda entry: entry.letter)]

    @cached_property
    def pages(self) -> list[list[tuple[str, list[Entry]]]]:
        """In easy read: at most twelve words a page, and a letter on one page where it fits."""
        pages: list = []
        room = 0
        for letter, entries in self.letters:
            for start in range(0, len(entries), MOST_ON_A_PAGE):
                some = entries[start : start + MOST_ON_A_PAGE]
                if len(some) > room:
                    pages.append([])
                    room = MOST_ON_A_PAGE
                pages[-1].append((letter, some))
                room -= len(some)
        return pages

    @cached_property
    def page_numbers(self) -> dict[str, int]:
        """Each word's slug → its page in easy read."""
        return {
            entry.slug: number
            for number, page in enumerate(self.pages, 1)
            for _letter, entries in page
            for entry in entries
        }

    def address_of(self, entry: Entry, place: str = "") -> str:
        """Where this word, or its letter, is explained in the form that is spoken now."""
        page = f"?page={self.page_numbers[entry.slug]}" if get_language() == EASY else ""
        return f"{reverse('words')}{page}#{place or f'word-{entry.slug}'}"

    @property
    def letter_addresses(self) -> list[tuple[str, str]]:
        """Each letter with the address of its first word."""
        return [(letter, self.address_of(entries[0], f"letter-{letter}")) for letter, entries in self.letters]

    @cached_property
    def by_form(self) -> dict[str, tuple[str, Entry | None]]:
        """Each form in small letters → the form as it is written, and its word; none where it means something else."""
        others = {phrase.lower(): (phrase, None) for entry in self.entries for phrase in entry.not_in}
        return others | {form.lower(): (form, entry) for entry in self.entries for form in (*entry.forms, entry.word)}

    @property
    def known(self) -> frozenset[str]:
        """Every word that is explained, with its forms, in small letters."""
        return frozenset(form for form, (_written, entry) in self.by_form.items() if entry)

    @cached_property
    def pattern(self) -> re.Pattern:
        """Finds any form of any word in a text of small letters."""
        return re.compile(rf"\b(?<!-){any_of(self.by_form)}(?![\w-])")

    def found_in(self, text: str) -> Iterator[tuple[int, int, str, Entry | None]]:
        """Where `text` uses words of the list: from, to, the form, and the word; none where it means something else."""
        small = text.lower()
        for match in self.pattern.finditer(small if len(small) == len(text) else text):
            form, entry = self.by_form[match[0]]
            # Initials and names keep their capitals: "SEND" is not "send".
            if entry is None or form.islower() or form[1:] == text[match.start() + 1 : match.end()]:
                yield match.start(), match.end(), match[0], entry

    def matching(self, words: list[str]) -> list[Entry]:
        """The words that a search for all of `words` finds, in the word, its forms or its explanation."""
        return [entry for entry in self.entries if all(stands_in(word, entry.text) for word in words)]


def any_of(forms: Iterable[str]) -> str:
    """A regular expression for any of `forms`, as a tree of letters: many times as fast as a row of alternatives."""
    tree: dict = {}
    for form in forms:
        branch = tree
        for letter in form:
            branch = branch.setdefault(letter, {})
        branch[END] = {}
    return branches(tree)


def branches(tree: dict) -> str:
    shapes = [re.escape(letter) + branches(below) for letter, below in sorted(tree.items()) if letter != END]
    if not shapes:
        return "" if END in tree else "(?!)"
    return f"(?:{'|'.join(shapes)}){'?' if END in tree else ''}"


class PageWords:
    """The word list as one page uses it: each hard word is linked where the page says it for the first time. Where the
    page has said "swimming pool", its "pool" is that one.
    """

    def __init__(self, load: Callable[[], WordList]):
        self.load = load
        self.linked: set[str] = set()
        self.said_otherwise: set[str] = set()

    def link(self, text: str) -> list[dict]:
        """`text` in pieces; one with an `entry` is a word to link to the word list, one with only an `address` a page
        of the hub. No word inside an address is explained.
        """
        parts = enumerate(ADDRESS.split(text))
        return [piece for at, part in parts for piece in (self.link_page(part) if at % 2 else self.link_words(part))]

    def link_page(self, address: str) -> list[dict]:
        """Only the hub's own pages: what others write leads nowhere else."""
        is_own = address.startswith(f"{settings.SITE_URL.rstrip('/')}/")
        return [{"text": address, "address": address}] if is_own else [{"text": address}]

    def link_words(self, text: str) -> list[dict]:
        pieces, done = [], 0
        words = self.load()
        found = list(words.found_in(text))
        self.said_otherwise |= {form for _start, _end, form, entry in found if entry is None}
        for start, end, form, entry in found:
            if entry and entry.slug not in self.linked and not self.means_other(form):
                self.linked.add(entry.slug)
                link = {"text": text[start:end], "entry": entry, "address": words.address_of(entry)}
                pieces += [{"text": text[done:start]}, link]
                done = end
        return [piece for piece in (*pieces, {"text": text[done:]}) if piece["text"]]

    def means_other(self, form: str) -> bool:
        return any(f" {form} " in f" {phrase} " for phrase in self.said_otherwise)
