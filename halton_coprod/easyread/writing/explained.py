"""Which hard words a text explains itself, and which the word list explains."""

import re
from functools import lru_cache

from . import vocabulary
from .finding import Hit

MEANS = (
    r"(?:means?|is when|are when|is where|is a way|is how|is someone|is a person|are people|is a group"
    r"|is a word for|are words for|is short for|are short for|stands? for)"
)
# "This means ..." explains the sentence before it.
THIS_MEANS = re.compile(
    rf"^\W*(?:this|that|it|these|they|in other words)\b\W*(?:{MEANS}|is called|are called|$|,)",
    re.IGNORECASE,
)
IN_OTHER_WORDS = re.compile(r"^\W*in other words\b", re.IGNORECASE)
# "X means ..." and "An X is a ..." explain X; "this is called X" and "we call this X" explain X.
X_MEANS = re.compile(rf"^\W*(?:an? |the )?(.{{2,60}}?) {MEANS}\b", re.IGNORECASE)
A_X_IS_A = re.compile(r"^\W*an? ([^\W\d_]{2,30}(?: [^\W\d_]{2,30}){0,3}?) is an?\b", re.IGNORECASE)
CALLED_X = re.compile(r"\b(?:is|are) called (.{2,60})|\bwe call (?:this|it|them|these) (.{2,60})", re.IGNORECASE)
# "British Sign Language (BSL)": the long form stands before the short one.
LONG_FORM = re.compile(r"[a-z]\W{0,2}\(([A-Z]{2,})s?\)")


def explained_words(sentences: list[str]) -> list[frozenset[str]]:
    """For each sentence, the words that are explained there, before, or in the sentence after it."""
    named = [words_explained(sentence) for sentence in sentences]
    said: frozenset[str] = frozenset()
    found = []
    for place, here in enumerate(named):
        said |= here
        after = named[place + 1] if place + 1 < len(named) else frozenset()
        found.append(said | after)
    return found


def words_explained(sentence: str) -> frozenset[str]:
    """The words this one sentence says the meaning of."""
    parts = [X_MEANS.match(sentence), A_X_IS_A.match(sentence), CALLED_X.search(sentence)]
    texts = [text for match in parts if match for text in match.groups() if text]
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*", text)]
    return frozenset(form for word in [*words, *LONG_FORM.findall(sentence)] for form in shapes(word))


def shapes(word: str) -> set[str]:
    return {word.lower(), vocabulary.bare(word), vocabulary.lemma(word)}


def explains_the_one_before(sentence: str) -> bool:
    return bool(THIS_MEANS.match(sentence) or IN_OTHER_WORDS.match(sentence))


def is_explained(hit: Hit, sentence: str, said: frozenset[str], known: frozenset[str]) -> bool:
    """Does the word list or the text say what this word means?"""
    words = hit.key.split()
    if all(shapes(word) & said for word in words):
        return True
    return bool(shapes(hit.key) & known) or in_known_phrase(hit.span, sentence, known)


def in_known_phrase(span: tuple[int, int], sentence: str, known: frozenset[str]) -> bool:
    """Is the word part of a phrase of the word list, like "board" in "Integrated Care Board"?"""
    pattern = known_pattern(known)
    return bool(pattern) and any(
        match.start() <= span[0] and span[1] <= match.end() for match in pattern.finditer(sentence)
    )


@lru_cache(maxsize=8)
def known_pattern(known: frozenset[str]) -> re.Pattern | None:
    words = sorted((word for word in known if word), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})(?:e?s)?\b", re.IGNORECASE) if words else None
