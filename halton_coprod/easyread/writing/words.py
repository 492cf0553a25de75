"""Rules about single words: hard words, our own terms, short forms, capital letters."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .. import wordlists
from . import vocabulary
from .finding import Hit
from .lists import Lists
from .patterns import hide

TOKEN = re.compile(r"(?<![\w¤])[^\W\d_]+(?:['’‑-][^\W\d_]+)*(?![\w¤])")
CAPITALS = re.compile(r"(?<![\w¤])(?:[A-Z]{2,}\d*s?(?![\w¤])|(?:[A-Z]\.){2,})")
NOT_SHOUTED = frozenset({"it", "us", "am", "pm", "id", "ok", "uk", "tv", "re", "co", "la"})
NEXT_WORDS = re.compile(r"[\s,]{1,3}")
LONGEST_PHRASE = 4
SHOUT_RANK, LONGEST_SHORT_FORM = 1000, 6


def word_hits(sentence: str, names: frozenset[str], lists: Lists) -> Iterator[Hit]:
    sentence = hide(sentence)
    yield from hard_hits(sentence, names, lists)
    yield from term_hits(sentence, lists)
    yield from capital_hits(sentence, lists)
    yield from short_form_hits(sentence)


# Hard words


def names_in(sentences: list[str]) -> frozenset[str]:
    """Words with a capital letter inside a sentence: people and places. Their places are known anyway."""
    return wordlists.names() | {
        match.group().lower()
        for sentence in sentences
        for match in list(TOKEN.finditer(sentence))[1:]
        if is_name(match.group())
    }


def is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def hard_hits(sentence: str, names: frozenset[str], lists: Lists) -> Iterator[Hit]:
    """Office words and phrases first, then words that are not common."""
    tokens = list(TOKEN.finditer(sentence))
    taken = -1
    for place, token in enumerate(tokens):
        if token.start() < taken:
            continue
        length, swap = office_words(tokens, place, lists)
        if swap:
            taken = tokens[place + length - 1].end()
            yield office_hit(sentence, (token.start(), taken), swap)
        elif not is_judged_elsewhere(token.group(), names):
            yield from rare_hit(token, lists)


def is_judged_elsewhere(word: str, names: frozenset[str]) -> bool:
    """Names are never hard; capitals and short forms have rules of their own."""
    return word.isupper() or word.lower() in names or word in wordlists.abbreviations()


def office_words(tokens, place: int, lists: Lists) -> tuple[int, wordlists.Swap | None]:
    """The longest office word or phrase that begins here, with how many words it has."""
    forms = [vocabulary.lemma(token.group()) for token in tokens[place : place + LONGEST_PHRASE]]
    for length in range(len(forms), 0, -1):
        written = " ".join(vocabulary.bare(token.group()) for token in tokens[place : place + length])
        if swap := lists.office.get(written) or lists.office_lemmas.get(" ".join(forms[:length])):
            return length, swap
    return 0, None


def office_hit(sentence: str, span: tuple[int, int], swap: wordlists.Swap) -> Hit:
    do = _("Write “%(swap)s”, or explain the word in the next sentence.") % {"swap": swap.swap}
    return Hit("WORD", span, swap.why, do, key=sentence[slice(*span)])


def rare_hit(token: re.Match, lists: Lists) -> Iterator[Hit]:
    word = token.group()
    hard = vocabulary.how_hard(word, lists.everyday)
    if hard == vocabulary.MAYBE:
        why, do = _("Some people may not know this word."), _("Is there an easier word? If not, explain it.")
        yield Hit("WORD", token.span(), why, do, maybe=True, key=word)
    elif hard == vocabulary.HARD:
        why = _("Many people do not know this word.")
        do = _("Use an easier word, or explain it in the next sentence: “This means …”.")
        yield Hit("WORD", token.span(), why, do, key=word)


# Our own terms


def term_hits(sentence: str, lists: Lists) -> Iterator[Hit]:
    for match in lists.term_pattern.finditer(sentence.replace("’", "'")):
        term = lists.terms[match.group(1).lower()]
        do = _("Our word is “%(word)s”.") % {"word": term.swap}
        yield Hit("TERM", match.span(), term.why, do)


# Capital letters and short forms


def capital_hits(sentence: str, lists: Lists) -> Iterator[Hit]:
    """Words in capital letters: shouted words are joined into one hit, the others are short forms."""
    shouted: list[re.Match] = []
    for match in CAPITALS.finditer(sentence):
        if is_shouted(match.group(), lists, after_shout=bool(shouted)):
            if shouted and not NEXT_WORDS.fullmatch(sentence, shouted[-1].end(), match.start()):
                yield shout_hit(shouted)
                shouted = []
            shouted.append(match)
        elif not is_roman(match.group()) and not is_allowed(match.group()):
            yield short_form_hit(match, known_short_form(match.group()))
    if shouted:
        yield shout_hit(shouted)


def known_short_form(word: str) -> wordlists.Abbreviation | None:
    return wordlists.abbreviations().get(word.replace(".", "").removesuffix("s")) or wordlists.abbreviations().get(word)


def is_allowed(word: str) -> bool:
    short = known_short_form(word)
    return bool(short and short.allowed)


def is_shouted(word: str, lists: Lists, *, after_shout: bool) -> bool:
    """An ordinary word in capitals, not initials."""
    if known_short_form(word) or not word.isupper() or not word.isalpha() or is_roman(word):
        return False
    if len(word) > LONGEST_SHORT_FORM:
        return True
    if word.lower() in NOT_SHOUTED:
        return after_shout
    limit = vocabulary.MAYBE_RANK if len(word) > 3 or after_shout else SHOUT_RANK
    return vocabulary.rank(word) <= limit or word.lower() in lists.everyday


def is_roman(word: str) -> bool:
    return set(word) <= set("IVX")


def shout_hit(shouted: list[re.Match]) -> Hit:
    why = _("Words in capital letters lose their shape and look like shouting.")
    do = _("Write small letters, with a capital only at the start.")
    return Hit("CAPS", (shouted[0].start(), shouted[-1].end()), why, do)


def short_form_hits(sentence: str) -> Iterator[Hit]:
    """Short forms in small letters, like "mins"."""
    for match in TOKEN.finditer(sentence):
        word = match.group()
        if word.islower() and (short := wordlists.abbreviations().get(word)):
            yield short_form_hit(match, short)


def short_form_hit(match: re.Match, short: wordlists.Abbreviation | None) -> Hit:
    why = _("People may not know what these letters stand for.")
    do = _("Write it out: “%(full)s”.") % {"full": short.full} if short else _("Write the whole words.")
    return Hit("ABBR", match.span(), why, do, key=match.group())
