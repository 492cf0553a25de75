"""The writing check: each rule on our own sentences, what it says, and texts that want to break it."""

import subprocess
import sys
import time
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from halton_coprod.easyread import wordlists
from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.pictures import PICTURES
from halton_coprod.easyread.writing import MOST_CHARACTERS, RULES, check
from halton_coprod.easyread.writing.sentences import sentences
from tests.bench.writing_table import table

from .writing_samples import SAMPLES, flagged

FRUITS = "People come to the meeting and say what they think of the plan. "


def rules(text, **kwargs) -> list[str]:
    return [finding.rule for finding in check(text, **kwargs)]


def open_words(text, known=frozenset()) -> list[str]:
    return [finding.words for finding in check(text, known=known) if not finding.explained]


# Each rule, measured


def test_every_rule_has_enough_samples():
    assert set(SAMPLES) == set(RULES)
    for kinds in SAMPLES.values():
        assert min(len(kinds["bad"]), len(kinds["good"])) >= 8


@pytest.mark.parametrize("rule", SAMPLES)
def test_rule_finds_what_we_say_it_finds(rule):
    kinds = SAMPLES[rule]
    assert flagged(rule, "bad") == kinds["bad"]
    assert flagged(rule, "missed") == []
    assert flagged(rule, "good") == []
    assert flagged(rule, "wrongly") == kinds["wrongly"]


def test_the_readme_says_what_was_measured():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert readme.partition("<!-- writing -->\n")[2].partition("<!-- /writing -->")[0] == table()


# What a finding says


def test_a_good_text_has_no_findings():
    text = EasyRead(
        "Your money back",
        (
            Block("money", "We said: you get your travel money back in 5 days."),
            Block("late", "We were late. Most people waited about 3 weeks."),
            Block("two-people", "What now? A second person starts on Monday 2 March 2026."),
        ),
    )
    assert check(text) == []


def test_a_finding_says_where_why_and_what_to_do():
    (finding,) = check([Block("bus", "Hello."), Block("bus", "Come at 2.30pm.")])
    assert (finding.rule, finding.block, finding.sentence) == ("TIME", 1, "Come at 2.30pm.")
    assert finding.sentence[slice(*finding.span)] == finding.words == "2.30pm"
    assert finding.why.endswith(".") and finding.do.endswith(".")
    assert (finding.level, finding.maybe, finding.explained) == ("look", False, False)
    assert finding.name == "Time"
    with pytest.raises(FrozenInstanceError):
        finding.rule = "DATE"


def test_only_a_very_long_sentence_stops_a_text():
    levels = {(words, finding.level) for words in (15, 16, 25, 26) for finding in check("go " * words)}
    assert levels == {(16, "look"), (25, "look"), (26, "stop")}


def test_a_block_is_at_most_three_sentences_and_a_plain_text_may_have_more():
    three = "You ask us. We write. You read it."
    four = f"{three} Then we talk."
    assert [rules([Block("bus", words)]) for words in (three, four)] == [[], ["PARA"]]
    assert [finding.maybe for text in (four, [Block("bus", four)]) for finding in check(text)] == [True, False]


def test_every_sample_says_why_and_what_to_do_and_only_long_sentences_stop():
    samples = [sample for kinds in SAMPLES.values() for kind in kinds.values() for sample in kind]
    for finding in (finding for sample in samples for finding in check(sample)):
        assert finding.why and finding.do and finding.rule in RULES
        assert finding.level == "look" or finding.rule == "SENT"


def test_a_plain_text_has_no_blocks_and_needs_no_pictures():
    assert [(finding.rule, finding.block) for finding in check("First.\n\nCome at 14:00.")] == [("TIME", None)]


def test_blocks_are_in_order_and_each_hard_word_is_said_once():
    blocks = [Block("", "We facilitate."), Block("bus", "We FACILITATE. We facilitate.")]
    assert [(finding.rule, finding.block) for finding in check(blocks)] == [("NOPIC", 0), ("WORD", 0), ("CAPS", 1)]


def test_common_words_are_fine_rarer_ones_maybe_and_rare_ones_hard():
    found = {finding.words: finding.maybe for finding in check("The people wrote a productive palimpsest.")}
    assert found == {"productive": True, "palimpsest": False}


def test_an_office_word_comes_with_its_swap():
    (finding,) = check("We commissioned it.")
    assert "choosing and paying for services" in finding.do


def test_an_office_phrase_is_one_finding():
    assert [finding.words for finding in check("It is a service level agreement.")] == ["service level agreement"]


# Explained words


@pytest.mark.parametrize(
    "text",
    [
        "You get reablement. This means help to do things again.",
        "You get reablement. Reablement means help to do things again.",
        "A signatory is a person.",
        "Reablement is when people help you to do things again.",
        "We help you to do things again. This is called reablement.",
        "You get reablement. It is called reablement.",
        "Reablement means help. You get reablement.",
    ],
)
def test_an_explained_word_is_closed_and_still_listed(text):
    found = [finding for finding in check(text) if finding.rule == "WORD"]
    assert len(found) == 1 and found[0].explained


def test_the_next_block_may_explain_a_word():
    assert open_words([Block("bus", "You get reablement."), Block("bus", "This means help to do things again.")]) == []


@pytest.mark.parametrize(
    "text",
    [
        "You get reablement. You like it. This means help.",
        "You get reablement. Scrutiny means councillors check the work.",
        "You get reablement.",
    ],
)
def test_a_word_that_is_not_explained_stays_open(text):
    assert "reablement" in open_words(text)


def test_the_word_list_explains_words_their_forms_and_phrases():
    text = "The charter was sent by the Integrated Care Board. We curated it."
    assert {"Integrated", "curated"} <= set(open_words(text))
    assert not {"charter", "Integrated", "curated"} & set(open_words(text, wordlists.glossary_words()))


def test_a_short_form_is_explained_by_its_long_form():
    (finding,) = (one for one in check("British Sign Language (BSL) is a language.") if one.rule == "ABBR")
    assert finding.explained
    assert "British Sign Language" in check("We use BSL.")[0].do


def test_only_words_can_be_explained():
    found = check("Come at 14:00. This means the afternoon.")
    assert [(finding.rule, finding.explained) for finding in found] == [("TIME", False)]


# Sentences


def test_sentences_keep_what_belongs_together():
    text = "Dr. Smith comes at 2.30pm. She helps, e.g. with forms.\n- A list\n- Of things"
    assert sentences(text) == ["Dr. Smith comes at 2.30pm.", "She helps, e.g. with forms.", "A list", "Of things"]


@pytest.mark.parametrize("size", [999, 1000, 1001, 5000])
@pytest.mark.parametrize("unit", ["word ", "x", "Yes. No! ", "∯ȸ♬ ", "(a. b) "])
def test_sentences_lose_no_letter(unit, size):
    text = (unit * size)[:size]
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


# Texts that want to break it

HOSTILE = {
    "nothing": "",
    "spaces": " \n\t " * 1000,
    "one long word": "a" * 100_000,
    "one long capital": "A" * 100_000,
    "full stops": "." * 100_000,
    "initials": "A." * 50_000,
    "stars": "*" * 100_000,
    "open stars": "*a" * 50_000,
    "underlines": "_a " * 33_000,
    "digits": "1" * 100_000,
    "commas in digits": "1,111" * 20_000,
    "dashes": "1-" * 50_000,
    "dotted address": "a." * 25_000 + "@" * 50_000,
    "web addresses": "http://" * 14_000,
    "numbered": " 1. a" * 20_000,
    "brackets": "(" * 50_000 + ")" * 50_000,
    "quotes": "\"'" * 50_000,
    "slashes": "1/" * 50_000,
    "nulls": "\0" * 100_000,
    "text direction": "\u202eabc\u202c\u200f" * 16_000,
    "no joins": "\ufeff\u200b" * 50_000,
    "half a pair": "\ud800" * 1000,
    "hyphens": "a-" * 50_000,
    "not": "not " * 25_000,
    "was": "was " * 25_000,
    "hebrew": "שלום עולם. " * 9_000,
    "emoji": "😀👩‍🦽 " * 20_000,
    "lines": "a\n" * 50_000,
    "blank lines": "a\n\n" * 33_000,
    "tags": "<i>" * 33_000,
    "means": "a means " * 12_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_neither_breaks_nor_hangs(name):
    start = time.process_time()
    for text in (HOSTILE[name], [Block("", HOSTILE[name])]):
        for finding in check(text, known=wordlists.glossary_words()):
            assert finding.sentence[slice(*finding.span)] == finding.words or finding.rule in {"PARA", "NOPIC"}
    assert time.process_time() - start < 4


def test_a_very_long_text_says_that_only_its_start_was_read():
    findings = check(FRUITS * (MOST_CHARACTERS // len(FRUITS) + 1))
    assert findings[0].rule == "PARA" and "very long" in findings[0].why
    assert "very long" in check([Block("bus", FRUITS)] * 1000)[0].why


def test_unseen_signs_do_not_hide_words():
    assert rules("We faci\u00adli\u200btate it\u202e.") == ["WORD"]


def test_a_page_of_text_is_quick():
    text = FRUITS * 23  # 299 words
    check(text)
    start = time.process_time()
    check(text)
    assert time.process_time() - start < 0.1


def test_nothing_heavy_is_loaded_before_the_first_check():
    code = (
        "import sys, halton_coprod.easyread.writing, halton_coprod.easyread.said\n"
        "sys.exit(bool({'wordfreq', 'simplemma', 'pysbd', 'msgpack'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# The lists


def test_lists_have_the_words_we_meet():
    assert len(wordlists.everyday()) >= 250
    assert len(wordlists.council()) >= 90
    assert len(wordlists.glossary()) >= 60
    assert {"co-production", "charter", "reimbursement", "infrastructure", "accountability", "signatory"} <= set(
        wordlists.glossary()
    )


def test_lists_do_not_contradict_each_other():
    assert not wordlists.everyday() & set(wordlists.council())
    ours = {term.swap for term in wordlists.terms().values()}
    assert not ours & set(wordlists.terms())
    assert not wordlists.glossary_words() & set(wordlists.terms())


def test_no_two_words_of_the_word_list_share_a_form():
    forms = [form.lower() for entry in wordlists.glossary().values() for form in entry.all_forms]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize("word", wordlists.glossary())
def test_the_word_list_keeps_its_own_rules(word):
    entry = wordlists.glossary()[word]
    assert 1 <= len(entry.easy) <= 3
    assert entry.means.endswith(".") and entry.picture in PICTURES
    own = frozenset(form.lower() for form in entry.all_forms)
    found = check([Block(entry.picture, " ".join(entry.easy))], known=own)
    assert [(finding.rule, finding.words) for finding in found if not finding.explained] == []


@pytest.mark.parametrize("word", wordlists.council())
def test_no_swap_is_as_hard_as_its_word(word):
    hard = [
        finding.words
        for finding in check(wordlists.council()[word].swap)
        if finding.rule == "WORD" and not finding.maybe
    ]
    assert hard == []
