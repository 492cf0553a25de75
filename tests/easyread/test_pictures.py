"""The picture register: every idea has one picture of its own, it can be found, and nothing else is served."""

import hashlib
import re
import unicodedata
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command

from halton_coprod.easyread import pictures
from halton_coprod.easyread.pictures import OPENMOJI_FOLDER, OWN_FOLDER, PICTURES, PictureError, read_register

SVG = "{http://www.w3.org/2000/svg}"
OWN = [picture for picture in PICTURES.values() if picture.source == "own"]
# Signs of Unicode that are drawn as words or letters.
LETTERED = re.compile("OCTAGONAL SIGN|SQUARED|LATIN|ARROW ABOVE|HUNDRED POINTS|AUTOMATED TELLER|SLEEPING SYMBOL")
DRAWN_WITH = {"svg", "g", "path", "circle", "rect"}


def drawing_of(picture):
    return ET.fromstring(picture.path.read_bytes())  # noqa: S314 - our own files and OpenMoji's, not a stranger's


# The register


def test_there_are_enough_ideas_to_write_with():
    assert len(PICTURES) >= 150


@pytest.mark.parametrize("picture", PICTURES.values(), ids=lambda picture: picture.idea)
def test_every_picture_is_a_square_drawing(picture):
    drawing = drawing_of(picture)
    assert drawing.tag == f"{SVG}svg"
    assert drawing.get("viewBox") == "0 0 72 72"
    assert picture.licence.endswith("CC BY-SA 4.0")


def test_no_two_ideas_share_a_picture():
    prints = {hashlib.sha256(picture.path.read_bytes()).hexdigest() for picture in PICTURES.values()}
    assert len(prints) == len(PICTURES)


def test_no_picture_has_words_in_it():
    signs = {
        one.idea: unicodedata.name(chr(int(one.path.stem.partition("-")[0], 16)), "")
        for one in PICTURES.values()
        if one not in OWN
    }
    assert {idea: sign for idea, sign in signs.items() if LETTERED.search(sign)} == {}


def test_ideas_are_names_that_can_stand_in_an_address():
    assert [idea for idea in PICTURES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", idea)] == []


def test_no_word_leads_to_two_pictures():
    words = Counter(word for picture in PICTURES.values() for word in picture.words)
    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize("picture", OWN, ids=lambda picture: picture.idea)
def test_our_own_drawings_are_only_shapes(picture):
    drawing = drawing_of(picture)
    assert {part.tag.removeprefix(SVG) for part in drawing.iter()} <= DRAWN_WITH
    forbidden = {"style", "class", "id", "href", "{http://www.w3.org/1999/xlink}href"}
    assert not [part for part in drawing.iter() if forbidden & part.attrib.keys()]
    assert "url(" not in picture.path.read_text()


def test_every_own_drawing_is_registered():
    assert {path.name for path in OWN_FOLDER.iterdir()} == {picture.path.name for picture in OWN}


# A wrong entry says which


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[kettle]\nwords = "kettle"\nopenmoji = "NONE"', "“kettle” is missing: there is no NONE.svg"),
        ('[kettle]\nwords = "kettle"\nfile = "kettle.svg"', "“kettle” is missing: there is no kettle.svg"),
        ('[kettle]\nwords = "kettle"', "“kettle” needs either openmoji or file"),
        ('[kettle]\nwords = "kettle"\nfile = "a.svg"\nopenmoji = "2B50"', "“kettle” needs either openmoji or file"),
        ('[kettle]\nopenmoji = "2B50"', "“kettle” has no words"),
        ('[kettle]\nwords = ["kettle"]\nopenmoji = "2B50"', "“kettle” needs words and one picture"),
        ('[kettle]\nwords = "kettle"\nopenmoji = "2B50"\ncolor = "red"', "“kettle” has fields nobody knows: color"),
        ('kettle = "2B50"', "“kettle” needs words and one picture"),
        ("[kettle", "cannot be read"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(text, says):
    with pytest.raises(PictureError, match=re.escape(says)):
        read_register(text)


# Searching


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("meeting", "meeting"),
        ("Round Table", "round-table"),
        ("co-production", "round-table"),
        ("news", "news"),
        ("new", "new"),
        ("carers", "carer"),
        ("stories", "story"),
        ("buses", "bus"),
        ("houses", "house"),
        ("my supporter", "supporter"),
        ("BSL", "sign-language"),
        ("big print", "large-print"),
        ("can't", "could-not"),
        ("pound", "money"),
        ("£", "money"),
        ("£5", "money"),
        ("dentist", "dentist"),
        ("hoist", "hoist"),
        ("a cup of tea", "break"),
        ("sorry", "say-sorry"),
        ("danger", "warning"),
        ("goodbye", "hello"),
        ("queue", "waiting-list"),
        ("calen", "calendar"),
        ("who helps me", "help"),
    ],
)
def test_search_finds_what_people_type(typed, first):
    assert pictures.search(typed)[0].idea == first


@pytest.mark.parametrize("idea", PICTURES)
def test_every_idea_is_found_first_by_its_name(idea):
    assert pictures.search(idea.replace("-", " "))[0].idea == idea


@pytest.mark.parametrize("typed", ["", "  ", "!?", "qwertyuiop"])
def test_search_finds_nothing_for_nothing(typed):
    assert pictures.search(typed) == []


def test_search_shows_a_handful():
    assert len(pictures.search("p")) == 12


# Serving


def test_a_registered_picture_is_served_by_its_idea():
    assert finders.find("pictures/star.svg") == str(OPENMOJI_FOLDER / "2B50.svg")
    assert finders.find("pictures/round-table.svg") == str(OWN_FOLDER / "round-table.svg")
    assert finders.find("pictures/star.svg", find_all=True) == [str(OPENMOJI_FOLDER / "2B50.svg")]


@pytest.mark.parametrize(
    "path", ["2B50.svg", "1F4A9.svg", "star.svg.gz", "star.svg.zst", "star", "deep/star.svg", "../pictures.toml"]
)
def test_nothing_else_is_served(path):
    assert not finders.find(f"pictures/{path}")


def test_collectstatic_takes_exactly_the_registered_pictures(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["halton_coprod.easyread.pictures.PictureFinder"]
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    call_command("collectstatic", interactive=False, verbosity=0)
    named = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/").hashed_files
    assert set(named) == {f"pictures/{idea}.svg" for idea in PICTURES}
    assert (tmp_path / named["pictures/star.svg"]).read_bytes() == PICTURES["star"].path.read_bytes()
