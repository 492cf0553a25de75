"""Rules that a pattern can find: numbers, dates, times, signs, marks and link words.

The order matters: a pattern that `hides` its match keeps it from the patterns below
(1/12/26 is a date, not a fraction).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .finding import Hit

HIDDEN = "¤"
MONTHS = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
SHORT_MONTHS = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
DAYS = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
SHORT_DAYS = r"(?:Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)\b\.?"
NUMBER_WORDS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozen)"
)
COUNTED = (
    r"(?:day|week|month|year|hour|minute|person|page|form|letter|meeting|workshop|room|pound|break|question|place)"
)
ROMAN = r"(?:II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV)"


@dataclass(frozen=True)
class Pattern:
    """What to find, and what to say about it. A rule of "" only hides its match."""

    rule: str
    find: re.Pattern
    why: str | Promise = ""
    do: str | Promise = ""
    hides: bool = False

    def hits(self, sentence: str) -> Iterator[Hit]:
        for match in self.find.finditer(sentence):
            yield Hit(self.rule, match.span(), str(self.why), str(self.do))


def pattern(rule, find, why="", do="", *, hides=False, flags=re.IGNORECASE) -> Pattern:
    return Pattern(rule, re.compile(find, flags), why, do, hides)


HIDES = (
    pattern("", r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}", hides=True),
    pattern("", r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\bWA\d ?0XX\b", hides=True, flags=0),  # postcodes
    pattern("", r"(?<![\d£])(?:\+44 ?|0)\d{2,5}(?:[ -]?\d{2,6}){1,3}\b", hides=True),  # phone numbers
)

DATE_WHY = _("Numbers and short forms of dates are hard to read. The weekday helps people to plan.")
DATE_DO = _("Write the weekday, the day, the month and the year, like this: Tuesday 1 December 2026.")
TIME_WHY = _("People read times in different ways. One way on every page is easier.")

PATTERNS = (
    pattern(
        "LINKTEXT",
        r"(?:https?://|www\.)\S{1,200}",
        _("A web address is hard to read and to type."),
        _("Say what the page is, and make these words the link."),
        hides=True,
    ),
    *HIDES,
    pattern(
        "LINKTEXT",
        r"\b(?:click|tap|press|look|go|see) here\b|\bclick (?:on )?(?:this|the) (?:link|button)\b|\bthis link\b"
        r"|\bclick\b(?= (?:for|to)\b)|\b(?:read|learn|see|find out) more\b(?=\W*$)|\bmore info(?:rmation)?\b(?=\W*$)"
        r"|\bsee (?:above|below)\b|^here\W*$",
        _("These words do not say where the link goes. Some people hear only the links."),
        _("Name the page or the thing, for example: Read the Charter."),
    ),
    pattern(
        "ITALIC",
        r"</?(?:i|em|u|b|strong)>|(?<![\w*])\*{1,3}[^\s*][^*\n]{0,200}\*{1,3}(?!\w)|(?<!\w)_{1,2}[^\s_][^_\n]{0,200}_{1,2}(?!\w)",
        _("Slanted or underlined letters are hard to read, and here the marks are shown as they are."),
        _("Take the marks away. If a word is important, give it a sentence of its own."),
    ),
    pattern(
        "DATE",
        r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}-\d{1,2}-\d{1,2}\b"
        r"|\b(?!1/[2-9]\b|2/[35]\b|3/[45]\b|4/5\b|1/10\b)(?:0?[1-9]|[12]\d|3[01])/(?:1[0-2]|0?[1-9])\b(?!/)",
        DATE_WHY,
        DATE_DO,
        hides=True,
    ),
    pattern(
        "DATE",
        rf"\b(?:{DAYS} |{SHORT_DAYS} )?\d{{1,2}}(?:st|nd|rd|th)(?: of)?(?: {MONTHS})(?:,? \d{{4}})?"
        rf"|\b{SHORT_DAYS} \d{{1,2}}(?:st|nd|rd|th)? {MONTHS}(?: \d{{4}})?"
        rf"|\b(?:{DAYS} )?\d{{1,2}} {SHORT_MONTHS}(?: \d{{4}})?"
        rf"|\b{MONTHS} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:,? \d{{4}})?"
        rf"|(?<!day )\b\d{{1,2}} {MONTHS}(?: \d{{4}})?"
        rf"|\b{DAYS} \d{{1,2}} {MONTHS}\b(?! \d{{4}})"
        rf"|\b{DAYS} the \d{{1,2}}(?:st|nd|rd|th)\b",
        DATE_WHY,
        DATE_DO,
        hides=True,
        flags=0,
    ),
    pattern(
        "DATE",
        r"\b(?:Mon|Tues?|Weds?|Thurs?|Thu|Fri)\b\.?|\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b\.?(?! [A-Z])",
        _("A short form is hard to read aloud."),
        _("Write the whole word."),
        flags=0,
    ),
    pattern("", rf"\b(?:{DAYS} )?\d{{1,2}} {MONTHS} \d{{4}}", hides=True, flags=0),  # a date as we write it
    pattern(
        "DASH",
        r"£?\d(?:[\d.,:]{0,8}\d)?(?:am|pm|st|nd|rd|th)?\s{0,2}[-–—‑]\s{0,2}£?\d(?:[\d.,:]{0,8}\d)?(?:am|pm)?"
        rf"|\b(?:{DAYS}|{SHORT_DAYS})\s?[-–—]\s?(?:{DAYS}|{SHORT_DAYS})|\b{MONTHS}\s?[-–—]\s?{MONTHS}",
        _("A dash between numbers can look like minus. Reading aloud skips it."),
        _("Write “to”, for example: 2 to 4."),
    ),
    pattern(
        "TIME",
        r"\b12 ?(?:noon|midday|midnight|p\.?m\b\.?|a\.?m\b\.?)|\bnoon\b|\b12:00 ?pm",
        _("12pm and noon are easy to mix up."),
        _("Write “midday” or “midnight”."),
        hides=True,
    ),
    pattern(
        "TIME",
        r"\b\d{1,2}(?:[.:]\d{2})? [ap]\.?m\b\.?|\b\d{1,2}(?:[.:]\d{2})?[ap]\.m\b\.?|\b\d{1,2}\.\d{2}[ap]m\b"
        r"|\b\d{1,2}:00[ap]m\b|\b[01]?\d[:.]\d{2}\b(?=[-–— ]{1,3}(?:to )?\d{1,2}[:.]\d{2} ?[ap]m)"
        r"|\b(?:[01]?\d|2[0-3]):[0-5]\d\b(?! ?[ap]\.?m)|\b(?:[01]\d|2[0-3])[0-5]\d ?(?:hrs|hours|h)\b"
        r"|(?<![£\d.,])\b(?:1[3-9]|2[0-3])\.(?:00|15|30|45)\b(?![\d%])",
        TIME_WHY,
        _("Write 2pm or 2:30pm, and say if it is in the morning, afternoon or evening."),
        hides=True,
    ),
    pattern("TIME", r"\b\d{1,2}(?::\d{2})?[AP]M\b", TIME_WHY, _("Write am and pm in small letters."), flags=0),
    pattern("", r"\b\d{1,2}:\d{2}[ap]m", hides=True),  # a time as we write it
    pattern(
        "PCT",
        r"\d[\d.,]{0,12}\s?%|\bper ?cent(?:age)?s?\b|(?<![\d/])\d{1,2}/\d{1,3}(?![\d/])|[½⅓⅔¼¾⅕⅛]"
        r"|\b(?:one|two|three|four|\d) ?(?:thirds?|quarters?|fifths?|tenths?)\b"
        r"|\bon average\b|\bthe average\b|\baverage of\b",
        _("Percentages, fractions and averages are hard to picture."),
        _("Say “half”, “1 in 10”, “most” or “a few”."),
        hides=True,
    ),
    pattern(
        "BIGNUM",
        r"(?<![£\d.,])(?:\d{1,3}(?:,\d{3})+|\d{5,}|(?!(?:19|20)\d\d\b)\d{4})\b|(?<![£\d.,])\d{1,6}\.\d{1,6}\b(?!\.\d)"
        r"|\b\d[\d.,]{0,12} ?(?:thousand|million|billion)\b|\b(?:thousands|millions|billions)\b",
        _("Big numbers and numbers with a point are hard to picture."),
        _("Leave the number out, or say “many people” or “about 150”."),
    ),
    pattern(
        "NUMBER",
        rf"\b{NUMBER_WORDS}(?:[- ]{NUMBER_WORDS})?\b|\bone {COUNTED}\b",
        _("Numbers are easier to see as numbers."),
        _("Write 2, not two."),
    ),
    pattern(
        "NUMBER",
        rf"\b{ROMAN}\b|\b(?:Part|Phase|Stage|Level|Step|Section|Chapter|Type|Grade) (?:I|V|X)\b",
        _("Few people can read Roman numbers."),
        _("Write 2, not II."),
        flags=0,
    ),
    pattern(
        "SIGNS",
        r"&|\betc\b\.?|\be\.?g\b\.?|\bi\.?e\b\.?|\bn\.?b\b\.|\bviz\b|(?<=[^\W\d_])\s?/\s?(?=[^\W\d_])"
        r"|(?<=\w)\s?\+\s?(?=\w)|(?<!\w)#(?=\d)",
        _("Signs and Latin short forms are hard to read aloud."),
        _("Write the words: “and”, “or”, “for example”."),
    ),
)


def pattern_hits(sentence: str) -> Iterator[Hit]:
    """All places that a pattern finds, in the order of the patterns."""
    for one in PATTERNS:
        if one.rule:
            yield from one.hits(sentence)
        if one.hides:
            sentence = one.find.sub(lambda match: HIDDEN * len(match.group()), sentence)


def hide(sentence: str) -> str:
    """The sentence without web and email addresses, postcodes and phone numbers; its length stays."""
    for one in (PATTERNS[0], *HIDES):
        sentence = one.find.sub(lambda match: HIDDEN * len(match.group()), sentence)
    return sentence
