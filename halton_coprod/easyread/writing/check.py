"""The check itself: takes a text or blocks apart, asks every rule, and says where the findings stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from django.utils.translation import gettext as _

from .explained import explained_words, explains_the_one_before, is_explained
from .finding import Finding, Hit
from .grammar import count_words, grammar_hits
from .lists import Lists, shipped
from .patterns import pattern_hits
from .sentences import clean, paragraphs, sentences
from .words import names_in, word_hits

MOST_CHARACTERS = 20_000
LONGEST_PART, MOST_SENTENCES = 50, 3
# Said once per text, at the first place.
ONCE = frozenset({"WORD", "ABBR"})


class BlockLike(Protocol):
    picture: str
    words: str
    alt: str
    is_own: bool


@dataclass(frozen=True)
class Part:
    """A block, or a paragraph of a plain text, in sentences."""

    block: int | None
    words: str
    sentences: tuple[str, ...]
    has_picture: bool = True
    is_undescribed: bool = False


def check(
    blocks_or_text: str | Iterable[BlockLike], *, known: frozenset[str] = frozenset(), lists: Lists | None = None
) -> list[Finding]:
    """Everything worth a look in an easy-read text, in reading order.

    Takes a plain text, an `EasyRead`, or its blocks. `lists` are those of this hub; without them those that it is
    delivered with are used, and `known` are words that need no explaining, in small letters.
    """
    lists = lists or shipped()
    parts, was_cut = take_apart(blocks_or_text)
    in_sentences = sentence_findings(parts, known | lists.known, lists)
    findings = [*chain.from_iterable(part_findings(part) for part in parts), *in_sentences]
    findings.sort(key=lambda finding: -1 if finding.block is None else finding.block)
    return [*([too_long(parts)] if was_cut else []), *first_of_each(findings)]


def take_apart(blocks_or_text) -> tuple[list[Part], bool]:
    """The parts to check, and whether the text was too long to check all of it."""
    if isinstance(blocks_or_text, str):
        text = clean(blocks_or_text[:MOST_CHARACTERS])
        parts = [Part(None, words, tuple(sentences(words))) for words in paragraphs(text)]
        return parts, len(blocks_or_text) > MOST_CHARACTERS
    parts, left = [], MOST_CHARACTERS
    for place, block in enumerate(getattr(blocks_or_text, "blocks", blocks_or_text)):
        if left <= 0:
            return parts, True
        words = clean(block.words[:left])
        parts.append(Part(place, words, tuple(sentences(words)), bool(block.picture), block.is_own and not block.alt))
        left -= len(block.words)
    return parts, left < 0


def part_findings(part: Part) -> Iterator[Finding]:
    """Rules about a whole block: it has a picture, everybody knows what it shows, and it is short."""
    whole = part.words.strip()
    if not part.has_picture:
        why, do = _("This block has no picture."), _("Choose a picture that shows the idea.")
        yield Finding("NOPIC", part.block, whole, (0, 0), "", why, do)
    if part.is_undescribed:
        why, do = _("People who cannot see this picture of your own miss it."), _("Say what the picture shows.")
        yield Finding("NOALT", part.block, whole, (0, 0), "", why, do)
    count, do = count_words(whole), _("Part it. One block is one idea.")
    if count > LONGEST_PART:
        why = _("This block has %(count)d words. More than 50 is too much at once.") % {"count": count}
        yield Finding("PARA", part.block, whole, (0, len(whole)), "", why, do)
    elif len(part.sentences) > MOST_SENTENCES:
        why = _("This block has %(count)d sentences. More than 3 is more than one idea.") % {
            "count": len(part.sentences)
        }
        # A rule for blocks; a paragraph without a picture may have a few more.
        yield Finding("PARA", part.block, whole, (0, len(whole)), "", why, do, maybe=part.block is None)


def too_long(parts: list[Part]) -> Finding:
    why = _("This text is very long. The check has only read the start of it.")
    last = parts[-1] if parts else Part(None, "", ())
    return Finding("PARA", last.block, last.words.strip(), (0, 0), "", why, _("Make several shorter texts."))


def sentence_findings(parts: list[Part], known: frozenset[str], lists: Lists) -> Iterator[Finding]:
    """Rules about sentences. The sentences of all blocks are one text: the next block may explain a word."""
    placed = [(part.block, sentence) for part in parts for sentence in part.sentences]
    texts = [sentence for _block, sentence in placed]
    names, said = names_in(texts), explained_words(texts)
    for place, (block, sentence) in enumerate(placed):
        by_next = place + 1 < len(texts) and explains_the_one_before(texts[place + 1])
        for hit in hits(sentence, names, lists):
            explained = bool(hit.key) and (by_next or is_explained(hit, sentence, said[place], known))
            yield finding(hit, block, sentence, explained=explained)


def hits(sentence: str, names: frozenset[str], lists: Lists) -> list[Hit]:
    """What all rules find in one sentence, from its start to its end."""
    found = chain(grammar_hits(sentence), pattern_hits(sentence), word_hits(sentence, names, lists))
    return sorted(found, key=lambda hit: hit.span)


def finding(hit: Hit, block: int | None, sentence: str, *, explained: bool) -> Finding:
    words = sentence[slice(*hit.span)]
    return Finding(hit.rule, block, sentence, hit.span, words, hit.why, hit.do, hit.level, hit.maybe, explained)


def first_of_each(findings: list[Finding]) -> Iterator[Finding]:
    """The findings, but each hard word and short form only once, where it stands first."""
    seen = set()
    for one in findings:
        key = (one.rule, one.words.lower()) if one.rule in ONCE else one
        if key not in seen:
            seen.add(key)
            yield one
