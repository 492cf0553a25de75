"""The lists that people can change, as one check uses them. The check asks no database: it is handed its lists."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from .. import wordlists
from ..wordlists import Swap
from . import vocabulary


class Lists:
    """Everyday words, office words and the words that are not ours, and what follows from them; never changed.

    `known` are the words that the word list explains, in small letters.
    """

    def __init__(
        self,
        *,
        everyday: Iterable[str],
        office: Mapping[str, Swap],
        terms: Mapping[str, Swap],
        known: frozenset[str] = frozenset(),
    ):
        self.everyday, self.office, self.terms, self.known = frozenset(everyday), office, terms, known

    @cached_property
    def office_lemmas(self) -> dict[str, Swap]:
        """The office list by dictionary forms, so that "commissioned services" is found too."""
        return {
            " ".join(vocabulary.lemma(word) for word in phrase.split()): swap for phrase, swap in self.office.items()
        }

    @cached_property
    def term_pattern(self) -> re.Pattern:
        """Finds the words that are not ours, the longest first; with no words, nothing."""
        others = sorted(self.terms, key=len, reverse=True)
        return re.compile(rf"\b({'|'.join(map(re.escape, others)) or '(?!)'})(?:e?s)?\b", re.IGNORECASE)


@cache
def shipped() -> Lists:
    """The lists as the hub is delivered."""
    return Lists(everyday=wordlists.everyday(), office=wordlists.council(), terms=wordlists.terms())
