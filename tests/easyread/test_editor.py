"""The easy-read editor without JavaScript: every button is a submit that changes what was typed and saves nothing."""

import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from halton_coprod.easyread.blocks import EasyRead, text_hash
from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.easyread.models import OwnPicture
from tests.easyread.test_forms import Page
from tests.easyread.test_uploads import REFUSED, image, photo_of_20_megabytes, upload

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PATH = "/team/components/"
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
THREE = (("round-table", "First."), ("decide", "Second."), ("letter", "Third."))


@pytest.fixture
def editor_page(client, curator):
    client.force_login(curator)
    return client


def typed(*blocks, **more):
    data = {"easy-total": str(len(blocks)), "easy-title": "Our heading", "easy-of": ""}
    for number, (picture, words) in enumerate(blocks):
        data |= {f"easy-{number}-picture": picture, f"easy-{number}-words": words}
    return {**data, "lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0", **more}


def press(client, button, *blocks, **more):
    """The blocks as the page then shows them, and what it says."""
    page = client.post(PATH, typed(*(blocks or THREE), **{"easy-press": button}, **more))
    field = page.context["form"]["easy"]
    value = field.value()
    return [(block.picture, block.words) for block in value.blocks], value.note, page.content.decode()


def test_a_block_is_added_at_the_end(editor_page):
    blocks, note, page = press(editor_page, "add")
    assert (blocks, note) == ([*THREE, ("", "")], "There is a new block at the end.")
    assert page.count('name="easy-3-words"') == 1


@pytest.mark.parametrize(
    ("button", "order", "note"),
    [
        ("up-1", [1, 0, 2], "Block 2 is now block 1."),
        ("down-1", [0, 2, 1], "Block 2 is now block 3."),
        ("up-0", [0, 1, 2], "Block 1 is now block 1."),
        ("remove-1", [0, 2], "Block 2 is taken out."),
        ("remove-9", [0, 1, 2], "This block is not there any more."),
        ("up-999999999", [0, 1, 2], "This block is not there any more."),
        ("nonsense", [0, 1, 2], ""),
    ],
)
def test_blocks_are_moved_and_taken_out(editor_page, button, order, note):
    blocks, said, _page = press(editor_page, button)
    assert (blocks, said) == ([THREE[at] for at in order], note)


def test_a_picture_is_found_by_words_and_chosen(editor_page):
    _blocks, note, page = press(editor_page, "find-1", **{"easy-1-find": "money"})
    assert note == "Choose a picture for block 2."
    assert page.count('name="easy-1-pick" value="money"') == 1
    blocks, _note, _page = press(editor_page, "preview", **{"easy-1-pick": "money"})
    assert blocks[1] == ("money", "Second.")


def test_words_that_find_nothing_say_so(editor_page):
    assert press(editor_page, "find-0", **{"easy-0-find": "zzzz"})[1] == "We found no picture. Write another word."


def test_the_preview_shows_the_blocks(editor_page):
    page = press(editor_page, "preview")[2]
    assert page.count("data-editor-preview hidden") == 0
    assert page.count("<p>Second.</p>") == 1


def test_an_own_picture_is_kept_with_consent_only(editor_page):
    out = io.BytesIO()
    Image.new("RGB", (50, 50), "teal").save(out, "PNG")
    for consent, kept in (({}, 0), ({"easy-0-consent": "1"}, 1)):
        photo = SimpleUploadedFile("photo.png", out.getvalue())
        page = editor_page.post(PATH, typed(*THREE, **{"easy-0-upload": photo, "easy-0-alt": "A door"}, **consent))
        assert OwnPicture.objects.count() == kept
        says = "Block 1: Tick that everybody in the picture agrees, or that nobody is in it."
        assert page.content.decode().count(f"{says} Then choose the picture again.") == 2 * (1 - kept)
    assert page.context["form"]["easy"].value().blocks[0].picture == OwnPicture.objects.get().file.name


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"easy-0-picture": "../../secret-key"}, "Block 1: this picture does not exist. Choose another one."),
        ({"easy-0-words": "x" * 1001}, "Block 1: the words are too long. Make 2 blocks of them."),
        ({"easy-0-alt": "x" * 126}, "Block 1: say in fewer words what the picture adds."),
        (
            {"easy-1-alt": "  SECOND.\n"},
            "Block 2: this repeats the words. Leave it empty, or say what only the picture shows.",
        ),
        ({"easy-title": "x" * 201}, "The heading is too long. Make it shorter."),
        ({"easy-2-words": ""}, "Block 3 has no words. Write them."),
    ],
)
def test_what_cannot_be_kept_is_explained(editor_page, wrong, says):
    page = editor_page.post(PATH, typed(*THREE, **wrong))
    assert page.context["form"].errors["easy"] == [says]


def test_words_for_a_picture_that_say_more_are_kept(editor_page):
    page = editor_page.post(PATH, typed(*THREE, **{"easy-0-alt": "First. Rosa opens the door", "easy-1-alt": " "}))
    assert "easy" not in page.context["form"].errors
    assert [block.alt for block in page.context["form"].cleaned_data["easy"].blocks] == [
        *("First. Rosa opens the door", "", "")
    ]


def test_an_own_picture_says_what_it_shows(editor_page):
    """When it is brought, and in a text from before that was asked; nothing that was typed is lost."""
    brought = {"easy-0-upload": upload(image()), "easy-0-consent": "1", "easy-0-words": "Our hall."}
    from_before = {"easy-1-picture": OwnPicture.objects.create(file=f"own/{'0' * 32}.webp").file.name}
    page = editor_page.post(PATH, typed(*THREE, **brought, **from_before))
    says = "ay what your picture shows, for people who cannot see it."
    assert page.context["form"].errors["easy"] == [
        f"Block 1: S{says} Then choose the picture again.",
        f"Block 2: s{says}",
    ]
    shown = Page(page.content.decode())
    assert [shown.by_id(f"id_easy-{number}-alt").attrs.get("aria-invalid") for number in range(3)] == [
        *("true", "true", None)
    ]
    assert (shown.by_id("id_easy-0-words").words, OwnPicture.objects.count()) == ("Our hall.", 1)
    assert page.content.decode().count("Picture that nobody describes.") == 1


@FORMS
def test_an_own_picture_is_told_in_few_words(editor_page, form):
    """Said at its words; what was typed stands there, and only the picture is to be chosen again."""
    brought = {"easy-0-upload": upload(image()), "easy-0-consent": "1", "easy-0-alt": "x" * 126}
    answer = editor_page.post(f"{form}{PATH}", typed(*THREE, **brought, **{"easy-press": "keep-0"}))
    assert (answer.status_code, OwnPicture.objects.count()) == (200, 0)
    page = Page(answer.content.decode())
    says = "Block 1: Say in fewer words what your picture shows. Then choose the picture again."
    assert [("id_easy-0-alt", says)] == [one for one in page.summary if one[0].startswith("id_easy-")]
    assert page.by_id("id_easy-0-alt").attrs["value"] == "x" * 126


def test_words_that_repeat_are_not_asked_to_be_taken_off_a_picture_of_ones_own(editor_page):
    brought = {"easy-0-upload": upload(image()), "easy-0-consent": "1", "easy-0-alt": "First."}
    page = editor_page.post(PATH, typed(*THREE, **brought))
    assert page.context["form"].errors["easy"] == ["Block 1: this repeats the words. Say what only the picture shows."]
    assert page.context["form"]["easy"].value().blocks[0].picture == OwnPicture.objects.get().file.name


@pytest.mark.parametrize("what", ["a bomb", "words", "a drawing that can run scripts", "half a picture", "empty"])
def test_a_bad_picture_is_said_at_its_block_and_no_word_is_lost(editor_page, what):
    content, says = REFUSED[what]
    sent = {"easy-0-upload": upload(content), "easy-0-consent": "1", "easy-0-alt": "A door", "text": "High Street"}
    answer = editor_page.post(PATH, typed(*THREE, **sent))
    assert answer.status_code == 200
    page = Page(answer.content.decode())
    assert page.by_id("id_easy-0-fault").words == f"Error: Block 1: {says}"
    assert ("id_easy-0-upload", f"Block 1: {says}") in page.summary
    boxes = [f"id_easy-{box}" for box in ("0-words", "0-upload", "0-consent", "0-alt", "1-upload")]
    assert [page.by_id(box).attrs.get("aria-invalid") for box in boxes] == [None, "true", None, None, None]
    assert [page.by_id(f"id_easy-{number}-words").words for number in range(3)] == ["First.", "Second.", "Third."]
    values = [page.by_id(name).attrs["value"] for name in ("id_easy", "id_easy-0-alt", "id_text")]
    assert values == ["Our heading", "A door", "High Street"]
    assert OwnPicture.objects.count() == 0


def test_a_real_photo_of_20_megabytes_is_kept(editor_page):
    sent = {"easy-0-upload": upload(photo_of_20_megabytes()), "easy-0-consent": "1", "easy-0-alt": "A hall"}
    page = editor_page.post(PATH, typed(*THREE, **sent))
    assert "easy" not in page.context["form"].errors
    kept = [block.picture for block in page.context["form"].cleaned_data["easy"].blocks]
    assert kept == [OwnPicture.objects.get().file.name, "decide", "letter"]


def test_hostile_words_are_only_words(editor_page):
    page = press(editor_page, "preview", ("", "<script>alert(1)</script>\x00\u202e"))[2]
    assert page.count("<script>alert") == 0
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2
    assert page.count("\u202e") == 0


def test_the_check_says_what_to_look_at_and_why(editor_page):
    page = press(editor_page, "preview", ("", "81% of forms were processed."))[2]
    assert page.count("The check has nothing to list.") == 0
    assert page.count("“81% of forms were processed.”") >= 1


def test_the_check_gives_no_mark_and_says_what_it_cannot_do(editor_page):
    """K1: no score, no grade, no age, nothing passed."""
    page = press(editor_page, "preview", ("", "The statutory framework was implemented."))[2]
    said = re.search(r'<div class="editor-check">.*?</div>', page, re.DOTALL)[0]
    assert said.count("It cannot tell if people understand. Ask people with a learning disability.") == 1
    shown = re.sub("“.*?”|<[^>]+>", "", said)
    assert re.findall(r"%|\b(score|grade|reading age|passed?|points?)\b|\d+ (of|out of) \d+", shown, re.I) == []


# Pressing a button is not sending the form

BUTTONS = ["add", "preview", "up-1", "down-0", "remove-2", "find-0", "keep-0", "nonsense", "remove-99"]


@FORMS
@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_loses_nothing_and_finds_no_fault_with_the_rest(editor_page, form, button):
    answer = editor_page.post(
        f"{form}{PATH}",
        typed(
            *THREE,
            **{"easy-press": button, "easy-0-find": "money", "easy-1-alt": "Rosa smiles", "long": "Half a sen"},
            **{"easy-1-consent": "1", "text": "", "email": "half@", "lines-0-what": "Tea"},
        ),
    )
    page = Page(answer.content.decode())
    assert (page.summary, page.all("p", **{"class": "fault"})) == ([], [])
    assert page.all("title")[0].words == f"{page.all('h1')[0].words} – {answer.context['hub']['name']}"
    assert (page.by_id("id_email").attrs["value"], page.by_id("id_long").words) == ("half@", "Half a sen")
    values = {one.attrs["name"]: one.attrs.get("value") or one.words for one in page.root if "name" in one.attrs}
    kept = {values[f"easy-{number}-words"] for number in range(int(values["easy-total"]))} - {""}
    assert kept == {"First.", "Second.", *(["Third."] if button != "remove-2" else [])}
    assert [words for name, words in values.items() if name.endswith("-alt") and words] == ["Rosa smiles"]
    assert values["easy-title"] == "Our heading"


@FORMS
def test_each_button_comes_back_to_a_place_that_is_there(editor_page, form):
    page = Page(editor_page.post(f"{form}{PATH}", typed(*THREE)).content.decode())
    buttons = page.all("button", name="easy-press")
    assert len(buttons) == 3 * 3 + 4 + 2
    for button in buttons:
        data = typed(*THREE, **{"easy-press": button.attrs["value"]})
        after = Page(editor_page.post(f"{form}{PATH}", data).content.decode())
        after.by_id(button.attrs["formaction"].removeprefix("#"))


def test_enter_in_the_box_for_looking_looks_and_does_not_save(editor_page):
    looking = {"easy-1-find": "money"}
    page = editor_page.post(PATH, typed(*THREE, **looking))
    assert page.context["form"]["easy"].value().note == "Choose a picture for block 2."
    assert [error.code for error in page.context["form"].errors["easy"].as_data()] == ["editing"]
    page = editor_page.post(PATH, typed(*THREE, **looking, **{"easy-1-found": "money", "easy-1-pick": "money"}))
    assert "easy" not in page.context["form"].errors
    assert page.context["form"].cleaned_data["easy"].blocks[1].picture == "money"


def test_a_chosen_picture_is_said_to_be_chosen(editor_page):
    assert press(editor_page, "keep-1", **{"easy-1-pick": "money"})[1] == "The picture of block 2 is chosen."
    assert press(editor_page, "keep-0", ("", "Words."))[1] == "Block 1 has no picture yet. Choose one."


@pytest.mark.parametrize(
    ("consent", "says"), [({}, ""), ({"easy-0-consent": "1"}, "The picture of block 1 is chosen.")]
)
def test_a_picture_that_was_refused_is_not_said_to_be_chosen(editor_page, consent, says):
    brought = {"easy-0-upload": upload(image()), "easy-0-alt": "A hall", **consent}
    _blocks, note, page = press(editor_page, "keep-0", **brought)
    assert (note, "Tick that everybody" in page) == (says, not consent)


# What is wrong, at its place

AT = {
    "easy-0-picture": ("own/../../secret", "id_easy-0-find"),
    "easy-0-alt": ("first. ", "id_easy-0-alt"),
    "easy-1-words": ("x" * 1001, "id_easy-1-words"),
    "easy-2-words": ("  ", "id_easy-2-words"),
    "easy-2-alt": ("x" * 126, "id_easy-2-alt"),
    "easy-title": ("x" * 201, "id_easy"),
}


@FORMS
def test_each_mistake_is_said_at_its_block_and_the_summary_leads_there(editor_page, form):
    data = typed(*THREE, **{name: wrong for name, (wrong, _control) in AT.items()})
    page = Page(editor_page.post(f"{form}{PATH}", data).content.decode())
    links = [(control, words) for control, words in page.summary if control.startswith("id_easy")]
    assert [control for control, _words in links] == [
        *("id_easy-0-find", "id_easy-0-alt", "id_easy-1-words", "id_easy-2-alt", "id_easy-2-words", "id_easy")
    ]
    for control, words in links:
        element = page.by_id(control)
        assert element.tag in ("input", "textarea")
        group = next(one for one in element.up() if one.tag == "fieldset")
        assert any(one.words.endswith(words) or words in one.words for one in page.described(group))
        assert all("open" in one.attrs for one in element.up() if one.tag == "details")


def test_more_blocks_than_anybody_reads_are_refused(editor_page):
    page = editor_page.post(PATH, typed(*[("", "One.")] * 41))
    assert page.context["form"].errors["easy"] == ["There are more than 40 blocks. Take some out."]
    assert page.content.decode().count('value="add"') == 0


@pytest.mark.parametrize("total", ["", "many", "-1", "1e3", "99999999"])
def test_an_editor_that_arrives_in_part_is_not_taken_for_an_empty_one(editor_page, total):
    page = editor_page.post(PATH, {**typed(*THREE), "easy-total": total})
    assert page.context["form"].errors["easy"] == [
        "The easy read did not arrive whole. Open the page again and look at it."
    ]


@pytest.mark.parametrize("broken", ["[1, 2]", '{"blocks": 3}', '{"blocks": [{"picture": "letter"}]}', '"words"'])
def test_a_damaged_row_reads_as_no_easy_read_and_is_not_saved_as_one(broken):
    assert EasyReadField().from_db_value(broken, None, connection) == EasyRead()
    with pytest.raises(ValidationError, match="not an easy-read text"):
        EasyReadField().to_python({"blocks": [{"picture": "letter"}]})


# What the team should know


@FORMS
def test_a_standard_text_that_has_changed_since_is_noted(editor_page, form):
    says = "The standard text has changed since the easy read was checked. Look at the easy read again."
    for of, standard, notes in (("", "New words.", 1), (text_hash("New words."), "New  words.", 0)):
        data = typed(*THREE, **{"easy-of": of, "easy-press": "preview", "long": standard})
        assert editor_page.post(f"{form}{PATH}", data).content.decode().count(says) == notes


def test_each_finding_names_its_block_the_words_the_reason_and_what_to_do(editor_page):
    page = Page(press(editor_page, "preview", ("letter", "We will utilise 81% of it."), ("", "Fine."))[2])
    box = next(one for one in page.all("div") if one.attrs.get("class") == "editor-check")
    said = "“We will utilise 81% of it.”"
    assert [one.words for one in box if one.tag == "li"] == [
        f"Block 1. Hard word. {said} There is a shorter word. Write “use”, or explain the word in the next sentence.",
        f"Block 1. Percentage or fraction. {said} Percentages, fractions and averages are hard to picture. "
        "Say “half”, “1 in 10”, “most” or “a few”.",
        "Block 2. No picture. “Fine.” This block has no picture. Choose a picture that shows the idea.",
    ]
    assert [one.words for one in box if one.tag == "mark"] == ["utilise", "81%"]
