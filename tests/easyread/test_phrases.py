"""Every interface phrase a resident can meet has an easy wording, and the built catalogue is the written one."""

import re

import polib
from django.core.management import call_command

from halton_coprod.easyread.phrases import catalogue_path, resident_phrases


def test_every_phrase_has_an_easy_wording():
    call_command("easy_words", check=True)


def test_the_finder_sees_templates_code_and_libraries():
    places = set(resident_phrases().values())
    assert {"templates/base.html", "halton_coprod/record/flow.py", "django forms", "allauth"} <= places


def test_the_built_catalogue_is_the_written_one():
    written = polib.pofile(str(catalogue_path()))
    built = polib.mofile(str(catalogue_path().with_suffix(".mo")))
    assert {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in built} == {
        entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in written
    }


def test_placeholders_survive_in_the_easy_wording():
    holes = re.compile(r"%\(\w+\)[sd]")
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(catalogue_path()))
        for words in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if words and not set(holes.findall(words)) <= set(holes.findall(entry.msgid + entry.msgid_plural))
    ]
    assert wrong == []
