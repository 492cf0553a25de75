"""Which words people know: how common a word is, and its dictionary form.

wordfreq's package would cost 25 MB and simplemma's usual dictionary 20 MB in every worker that checks a text.
The check reads only the 5,000 most common words from the first, and takes the small form of the second.
"""

import gzip
import itertools
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

EASY_RANK, MAYBE_RANK = 2000, 5000
EASY, MAYBE, HARD = range(3)
ENDINGS = ("'s", "s'", "n't", "'re", "'ll", "'ve", "'d", "'m")
LONGEST_WORD = 45


@cache
def ranks() -> dict[str, int]:
    """The most common English words, each with its place from 1."""
    # Imported on first use; wordfreq itself is not imported at all, only its list is read.
    msgpack = import_module("msgpack")
    folder = Path(find_spec("wordfreq").submodule_search_locations[0])
    groups = msgpack.loads(gzip.decompress((folder / "data" / "small_en.msgpack.gz").read_bytes()))[1:]
    words = itertools.islice(itertools.chain.from_iterable(groups), MAYBE_RANK)
    return {word: place for place, word in enumerate(words, start=1)}


@cache
def dictionary_forms() -> Mapping[str, str]:
    """From a form to its dictionary form ("meetings" to "meeting"), read straight from the packed list."""
    # Imported on first use: most workers never check a text.
    return import_module("simplemma.strategies.dictionaries").LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary("en")


# A text says the same words again and again, and each look into the packed dictionary reads a part of it anew.
@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """The word in small letters without "'s", "n't" and the like."""
    word = word.lower().replace("’", "'").replace("‑", "-")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix("'") if ending == "s'" else word.removesuffix(ending)
    return word


@lru_cache(maxsize=4096)
def lemma(word: str) -> str:
    """The dictionary form."""
    word = bare(word)
    if len(word) > LONGEST_WORD:
        return word
    return dictionary_forms().get(word) or british(word)


def british(word: str) -> str:
    """simplemma knows "organizes" better than "organises": ask for the other spelling too."""
    other = dictionary_forms().get(word.replace("is", "iz"))
    return other.replace("iz", "is") if other else word


def rank(word: str) -> int:
    """The place of a word or of its dictionary form, whichever is more common."""
    return min(ranks().get(form, MAYBE_RANK + 1) for form in spellings(word))


def spellings(word: str) -> set[str]:
    """The word as written and its dictionary form, in British and American letters."""
    forms = {word.lower().replace("’", "'"), bare(word), lemma(word)}
    return forms | {form.replace("is", "iz") for form in forms if form.endswith(("ise", "ised", "ising"))}


def how_hard(word: str, everyday: frozenset[str]) -> int:
    """EASY, MAYBE or HARD, by how common the word is and by the everyday list."""
    if everyday & spellings(word):
        return EASY
    place = rank(word)
    if place > MAYBE_RANK and "-" in word:
        return max(how_hard(part, everyday) for part in word.replace("‑", "-").split("-") if part)
    return EASY if place <= EASY_RANK else MAYBE if place <= MAYBE_RANK else HARD
