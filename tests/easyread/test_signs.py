"""What the fonts of paper lack: no paper fails on it, and whoever reads it sees or hears where it was."""

import io

import pikepdf
import pytest
from pdfminer.high_level import extract_text

from charter.views.paper import paper_words
from halton_coprod.easyread.pdf import make_pdf
from halton_coprod.easyread.signs import unshown

WORDS = "Zelda 🦊, 李明, ਸਿੰਘ, 👍🏽 and 1️⃣: Łucja Đặng Олена"
BLOCK = {"picture": "meeting", "alt": "", "words": WORDS, "parts": [{"words": WORDS}]}
SECTION = {"level": 2, "heading": WORDS, "prose": [{"words": WORDS}], "blocks": [BLOCK]}
SECTIONS = {
    "reading_copy": {**SECTION, "tables": [{"caption": WORDS, "head": [WORDS], "rows": [[WORDS]]}]},
    "booklet": {**SECTION, "lines": [WORDS], "pictures": []},
}


def test_the_signs_that_fonts_lack_are_named_once_with_all_that_belongs_to_them():
    assert unshown(f"{WORDS} 李") == ["🦊", "李", "明", "ਸਿੰ", "ਘ", "👍🏽", "1️⃣"]


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("template", ["reading_copy", "booklet"])
def test_a_paper_has_a_box_for_each_and_all_else(template, easy):
    copy = {"title": WORDS, "lines": [WORDS], "sections": [SECTIONS[template]], "easy": easy}
    pdf = make_pdf(template, {**copy, **paper_words()})
    words = " ".join(extract_text(io.BytesIO(pdf)).split())
    assert words.count("Łucja Đặng Олена") == {"reading_copy": 7, "booklet": 5}[template]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        boxes = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
        assert {str(one.Alt) for one in boxes} == {"A sign that we cannot print"}
        assert len(boxes) == 7 * words.count("Łucja")
        assert file.open_metadata()["pdfuaid:part"] == "1"
