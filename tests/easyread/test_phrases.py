"""Every interface phrase a resident can meet has an easy wording, and the built catalogue is the written one."""

import re

import polib
from django.conf import settings
from django.core.management import call_command

from halton_coprod.easyread.phrases import catalogue_path, resident_phrases
from halton_coprod.easyread.wordlists import glossary_words
from halton_coprod.easyread.writing import check

HOLE = re.compile(r"%\(\w+\)[sdr]|\{\w+\}")
BESIDE_A_PICTURE = re.compile(
    r'{% (?:translate "([^"]*)"|blocktranslate [^%]*%}(.*?){% endblocktranslate)(?: as words)? %}'
    r'{% include "components/idea.html"'
)
FILLED_IN = re.compile(r"\{\{ *(\w+) *\}\}")
SENTENCE_END = re.compile(r"[.?!](?=\s|$)")
# Words that have no easier word: on a button, before an amount, names.
KEPT = {"Pause", "minus 5", "Braille", "Buddhist", "Hindu", "Sikh", "Halton's Co-production Charter, version 5"}


def wordings():
    """Each phrase with its easy wording; a plural has two."""
    for entry in polib.pofile(str(catalogue_path())):
        if entry.msgid_plural:
            yield entry, entry.msgid, entry.msgstr_plural[0]
            yield entry, entry.msgid_plural, entry.msgstr_plural[1]
        else:
            yield entry, entry.msgid, entry.msgstr


def test_every_phrase_has_an_easy_wording():
    call_command("easy_words", check=True)


def test_the_finder_sees_templates_code_and_libraries():
    places = set(resident_phrases().values())
    assert {"templates/base.html", "halton_coprod/record/flow.py", "django forms", "allauth"} <= places


def test_the_finder_leaves_out_what_only_the_team_sees():
    places = set(resident_phrases().values())
    assert {"templates/easyread/editor/editor.html", "halton_coprod/easyread/writing/check.py"} & places == set()
    assert {"email address", "users"} & resident_phrases().keys() == set()


def test_the_built_catalogue_is_the_written_one():
    written = polib.pofile(str(catalogue_path()))
    built = polib.mofile(str(catalogue_path().with_suffix(".mo")))
    assert {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in built} == {
        entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in written
    }


def test_our_own_phrases_keep_their_placeholders():
    wrong = [
        (phrase, easy)
        for entry, phrase, easy in wordings()
        if set(HOLE.findall(phrase)) != set(HOLE.findall(easy)) and not is_from_a_library(entry)
    ]
    assert wrong == []


def test_library_phrases_get_no_new_placeholders():
    """They may lose some: Django names machine values that help nobody."""
    wrong = [
        (phrase, easy)
        for entry, phrase, easy in wordings()
        if is_from_a_library(entry) and not set(HOLE.findall(easy)) <= set(HOLE.findall(phrase))
    ]
    assert wrong == []


def is_from_a_library(entry):
    return not entry.occurrences[0][0].endswith((".html", ".txt", ".svg", ".py"))


def test_easy_wordings_keep_our_own_writing_rules():
    """The team's check finds nothing certain in them. What it only doubts was looked at by a person."""
    found = [
        (finding.rule, finding.words, easy)
        for easy in {HOLE.sub("5", easy) for _entry, _phrase, easy in wordings()} - KEPT
        for finding in check(easy, known=glossary_words())
        if not finding.maybe and not finding.explained
    ]
    assert found == []


def test_what_stands_beside_one_picture_is_three_sentences_at_most():
    easy = {phrase: words for _entry, phrase, words in wordings()}
    beside = [
        FILLED_IN.sub(r"%(\1)s", told or filled)
        for template in (settings.BASE_DIR / "templates").rglob("*.html")
        for told, filled in BESIDE_A_PICTURE.findall(template.read_text(encoding="utf-8"))
    ]
    assert len(beside) > 300
    assert [easy[phrase] for phrase in beside if len(SENTENCE_END.findall(easy.get(phrase, ""))) > 3] == []
