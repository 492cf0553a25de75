"""The easy-read editor without JavaScript: every button is a submit that changes what was typed and saves nothing."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from halton_coprod.easyread.models import OwnPicture

pytestmark = pytest.mark.django_db
PATH = "/team/components/"
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
        ("up-999999999", [2, 0, 1], None),
        ("nonsense", [0, 1, 2], ""),
    ],
)
def test_blocks_are_moved_and_taken_out(editor_page, button, order, note):
    blocks, said, _page = press(editor_page, button)
    if note is not None:
        assert (blocks, said) == ([THREE[at] for at in order], note)
    else:
        assert sorted(blocks) == sorted(THREE)


def test_a_picture_is_found_by_words_and_chosen(editor_page):
    _blocks, note, page = press(editor_page, "find-1", **{"easy-1-find": "money"})
    assert note == "Choose a picture for block 2."
    assert page.count('name="easy-1-pick" value="money"') == 1
    blocks, _note, _page = press(editor_page, "preview", **{"easy-1-pick": "money"})
    assert blocks[1] == ("money", "Second.")


def test_words_that_find_nothing_say_so(editor_page):
    assert press(editor_page, "find-0", **{"easy-0-find": "zzzz"})[1] == "We found no picture."


def test_the_preview_shows_the_blocks(editor_page):
    page = press(editor_page, "preview")[2]
    assert page.count("data-editor-preview hidden") == 0
    assert page.count("<p>Second.</p>") == 1


def test_an_own_picture_is_kept_with_consent_only(editor_page):
    out = io.BytesIO()
    Image.new("RGB", (50, 50), "teal").save(out, "PNG")
    for consent, kept in (({}, 0), ({"easy-0-consent": "1"}, 1)):
        photo = SimpleUploadedFile("photo.png", out.getvalue())
        page = editor_page.post(PATH, typed(*THREE, **{"easy-0-upload": photo}, **consent))
        assert OwnPicture.objects.count() == kept
        says = "Block 1: Tick that everybody in the picture agrees, or that nobody is in it."
        assert page.content.decode().count(says) == 2 * (1 - kept)
    assert page.context["form"]["easy"].value().blocks[0].picture == OwnPicture.objects.get().file.name


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"easy-0-picture": "../../secret-key"}, "Block 1: this picture does not exist. Choose another one."),
        ({"easy-0-words": "x" * 1001}, "Block 1: the words are too long. Make 2 blocks of them."),
        ({"easy-0-alt": "x" * 126}, "Block 1: say in fewer words what the picture adds."),
        ({"easy-title": "x" * 201}, "The heading is too long. Make it shorter."),
        ({"easy-2-words": ""}, "Block 3 has no words. Write them."),
    ],
)
def test_what_cannot_be_kept_is_explained(editor_page, wrong, says):
    page = editor_page.post(PATH, typed(*THREE, **wrong))
    assert page.context["form"].errors["easy"] == [says]


def test_hostile_words_are_only_words(editor_page):
    page = press(editor_page, "preview", ("", "<script>alert(1)</script>\x00\u202e"))[2]
    assert page.count("<script>alert") == 0
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2
    assert page.count("\u202e") == 0


def test_the_check_says_what_to_look_at_and_why(editor_page):
    page = press(editor_page, "preview", ("", "81% of forms were processed."))[2]
    assert page.count("The check has nothing to list.") == 0
    assert page.count("“81% of forms were processed.”") >= 1
