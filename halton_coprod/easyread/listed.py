"""The lists of the writing check as this hub has them: what it is delivered with, and what its people changed.

The files in `wordlists/` are where each list begins; `ListedWord` rows win.
"""

from functools import lru_cache

from . import wordlists
from .models import ListedWord
from .wordlists import Swap
from .words import WordList
from .writing import Lists

Kind = ListedWord.Kind


def delivered(kind: str) -> dict[str, Swap]:
    """The words of a list as it comes with the hub; an everyday word has nothing to say beside itself."""
    if kind == Kind.EVERYDAY:
        return {word: Swap(word, "", "") for word in wordlists.everyday()}
    return wordlists.council() if kind == Kind.OFFICE else wordlists.terms()


def lists_in_force() -> Lists:
    """What the writing check goes by from now on: two queries."""
    deeds = ListedWord.objects.order_by("pk").values_list("kind", "word", "swap", "why", "deed")
    return lists_with(tuple(deeds), WordList.load().known)


@lru_cache(maxsize=2)
def lists_with(deeds: tuple[tuple[str, ...], ...], known: frozenset[str]) -> Lists:
    """The lists after these deeds, and the words that the word list explains. The same give the same lists, so that
    what follows from them is kept.
    """
    lists = {kind: dict(delivered(kind)) for kind in Kind}
    for kind, word, swap, why, deed in deeds:
        if deed == ListedWord.Deed.TAKE_OUT:
            lists[kind].pop(word, None)
        else:
            lists[kind][word] = Swap(word, swap, why)
    return Lists(everyday=lists[Kind.EVERYDAY], office=lists[Kind.OFFICE], terms=lists[Kind.TERM], known=known)


def standing(kind: str) -> dict[str, ListedWord]:
    """Each word of a list as it stands, by the alphabet, also those that were taken out: one query."""
    words = at_first(kind) | {row.word: row for row in ListedWord.objects.filter(kind=kind).order_by("pk")}
    return dict(sorted(words.items()))


def at_first(kind: str) -> dict[str, ListedWord]:
    """A list before anybody here did anything to it."""
    return {
        one.word: ListedWord(kind=kind, word=one.word, swap=one.swap, why=one.why) for one in delivered(kind).values()
    }


def history(kind: str) -> list[ListedWord]:
    """What was done to a list, the newest first; each with how the word stood `before` (None: it was not there)."""
    stood, deeds = at_first(kind), []
    for deed in ListedWord.objects.filter(kind=kind).order_by("pk").select_related("done_by"):
        deed.before = stood.get(deed.word)
        stood[deed.word] = deed
        deeds.append(deed)
    return deeds[::-1]
