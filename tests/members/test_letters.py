"""Letters on paper: whose form and size they have, what they say, and where the address stands."""

import io

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTChar, LTTextContainer

from halton_coprod.record.models import AuditLine
from members import paper, services
from members.models import LookRecord, Message, PrintBatch
from members.paper import letter_pdf, lines

from .waiting import waiting

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def letter(**facts):
    return letter_pdf([waiting(way="letter", **facts)])


def sizes(pdf: bytes) -> dict[str, float]:
    """Each line of the file → the size of its letters."""
    found = {}
    for sheet in extract_pages(io.BytesIO(pdf)):
        for box in (one for one in sheet if isinstance(one, LTTextContainer)):
            for line in box:
                signs = [sign.size for sign in line if isinstance(sign, LTChar)]
                found[line.get_text().strip()] = round(min(signs), 1)
    return found


@pytest.mark.parametrize(
    ("easy", "size", "points"),
    [
        (easy, size, points)
        for size, both in (("normal", (14, 16)), ("large", (20, 20)), ("largest", (28, 28)))
        for easy, points in enumerate(both)
    ],
)
def test_a_letter_is_in_the_persons_form_and_size_and_tagged(easy, size, points):
    pdf = letter(easy_read=bool(easy), print_size=size)
    found = sizes(pdf)
    assert round(found["Come and talk."]) == points
    assert all(round(found[said]) == 12 for said in ("Rosa", "9 Secret Row"))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert (bool(file.Root.MarkInfo.Marked), "/StructTreeRoot" in file.Root, str(file.Root.Lang)) == (
            True,
            True,
            "en-GB",
        )
        assert file.open_metadata()["pdfuaid:part"] == "1"
    # In easy read the words stand beside their picture.
    assert (left_of("Come and talk.", pdf) > 50) == bool(easy)


def left_of(words: str, pdf: bytes) -> float:
    """How far these words are from the left edge, in millimetres."""
    boxes = [box for sheet in extract_pages(io.BytesIO(pdf)) for box in sheet if isinstance(box, LTTextContainer)]
    return min(box.x0 for box in boxes if words in box.get_text()) / 72 * 25.4


@pytest.mark.parametrize("easy", [False, True])
def test_a_letter_says_why_it_came_how_to_stop_and_where_to_answer(easy):
    words = " ".join(extract_text(io.BytesIO(letter(easy_read=easy))).split())
    for said in (
        "in the pool.",
        "You want no more letters? Phone us: 01632 960 123.",
        "Monday to Friday",
        "1 Example Street Widnes WA8 0XX",
    ):
        assert said in words


def test_the_address_stands_in_the_window_of_the_envelope():
    (sheet,) = extract_pages(io.BytesIO(letter()))
    millimetres = 72 / 25.4
    for name in ("Rosa", "9 Secret Row", "Widnes", "WA8 0XX"):
        (box,) = [
            line
            for box in sheet
            if isinstance(box, LTTextContainer)
            for line in box
            if line.get_text().strip() == name
            and line.x0 < 100 * millimetres
            and line.y1 > sheet.height - 95 * millimetres
        ]
        top, bottom = (sheet.height - box.y1) / millimetres, (sheet.height - box.y0) / millimetres
        assert (19 < box.x0 / millimetres < 21, top > 55, bottom < 93) == (True, True, True)


def test_each_letter_begins_on_its_own_sheet():
    one, two = waiting("Ann", "letter"), waiting("Ben", "letter")
    both = letter_pdf([one, two])
    with pikepdf.open(io.BytesIO(both)) as file:
        texts = [extract_text(io.BytesIO(both), page_numbers=[number]) for number in range(3)]
        assert (len(file.pages), "Ann" in texts[0], "Ben" in texts[1], "Ben" in texts[2]) == (3, True, False, True)


def test_an_empty_back_is_empty_and_each_letter_counts_its_own_pages():
    """The middle one goes over three pages, the last over two: only what is written on has a number."""
    letters = [waiting(name, "letter", easy_read=name == "Ben") for name in ("Ann", "Ben", "Cat")]
    letters[1].ideas = [["meeting", f"Words {number}."] for number in range(12)]
    letters[2].ideas = [["", f"Words {number}."] for number in range(40)]
    pdf = letter_pdf(letters)
    sheets = [extract_text(io.BytesIO(pdf), page_numbers=[number]).split() for number in range(count_pages(pdf))]
    ann, ben, cat = (letter.member.reference for letter in letters)
    feet = [(sheet.count(ann), sheet.count(ben), sheet.count(cat), sheet[-1]) if sheet else () for sheet in sheets]
    assert feet == [
        (1, 0, 0, "1"),
        (),
        *((0, 1, 0, number) for number in "123"),
        (),
        *((0, 0, 1, number) for number in "12"),
    ]


def test_a_long_address_stays_in_the_window_and_loses_nothing():
    typed = "Flat 1, The House\n2 The Street, The Village,\nThe Town, The County, WA8 0XX, England"
    assert lines(typed) == [
        "Flat 1",
        "The House",
        "2 The Street",
        "The Village",
        "The Town",
        "The County",
        "WA8 0XX, England",
    ]


@pytest.mark.parametrize("easy", [False, True])
def test_words_that_lead_to_an_answer_stand_with_it_under_one_picture(easy):
    """Wherever the sheet ends."""
    letters = [waiting(f"P{number}", "letter", easy_read=easy) for number in range(10)]
    asked = [["clock", "This is how long it takes:"], ["clock", "Two hours."], ["locked", "This cannot change:"]]
    for number, one in enumerate(letters, start=4):
        one.ideas = [*[["", "Words."]] * number, *asked, ["", "The day."], ["yes", "Come."]]
    pdf = letter_pdf(letters)
    sheets = [extract_text(io.BytesIO(pdf), page_numbers=[number]) for number in range(count_pages(pdf))]
    for lead, answer in (("This is how long it takes:", "Two hours."), ("This cannot change:", "The day.")):
        assert [sheet.count(lead) for sheet in sheets] == [sheet.count(answer) for sheet in sheets]
        assert [("Bold" in font_of(words, pdf)) for words in (lead, answer)] == [True, False]
    drawn = [idea["picture"] for idea in paper.letter(letters[0])["ideas"] if idea["picture"]]
    assert drawn == (["clock", "locked", "yes"] if easy else [])


def count_pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


def font_of(words: str, pdf: bytes) -> str:
    """The font of the first line that says this."""
    for sheet in extract_pages(io.BytesIO(pdf)):
        for line in (line for box in sheet if isinstance(box, LTTextContainer) for line in box):
            if words in line.get_text():
                return next(sign.fontname for sign in line if isinstance(sign, LTChar))
    return ""


def page(client, address):
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize("form", ["", "/easy"])
def test_signs_that_cannot_be_printed_are_boxes_and_somebody_writes_them(client, pool_staff, form):
    names = ("Zelda 🦊", "李明", "ਸਿੰਘ", "Ann")
    found = [waiting(name, "letter", easy_read=bool(form)) for name in names]
    client.force_login(pool_staff)
    client.post("/team/outbox/batches/make/")
    where = f"{form}/team/outbox/batches/{PrintBatch.objects.get().pk}/"
    file = client.get(f"{where}letters.pdf")
    words = extract_text(io.BytesIO(file.content))
    assert (file.status_code, words.count("Hello Zelda"), words.count("Hello Ann")) == (200, 1, 1)
    by_hand = ("To write by hand: 🦊", "To write by hand: 李 明", "To write by hand: ਸਿੰ ਘ", "To write by hand")
    desk = page(client, where)
    assert [desk.count(said) for said in by_hand] == [1, 1, 1, 3]
    for letter, signs in zip(found, ("🦊", "李 明", "ਸਿੰ ਘ", None), strict=True):
        shown = page(client, f"{form}/team/outbox/{letter.pk}/")
        assert shown.count(f"<dt>To write by hand</dt><dd><strong>{signs}</strong>") == bool(signs)
        assert client.get(f"/team/outbox/{letter.pk}/letter.pdf").status_code == 200


@pytest.fixture
def broken(settings, tmp_path):
    """A letter whose picture is none."""
    settings.MEDIA_ROOT = tmp_path
    default_storage.save("own/broken.png", ContentFile(b"no picture"))
    letter = waiting("Ben", "letter", easy_read=True)
    letter.ideas = [["own/broken.png", "Come and talk."]]
    letter.save(update_fields=["ideas"])
    return letter


def test_a_letter_that_cannot_be_made_holds_up_no_other_and_waits_with_what_did_not_arrive(client, pool_staff, broken):
    waiting("Ann", "letter")
    client.force_login(pool_staff)
    client.post("/team/outbox/batches/make/")
    batch = PrintBatch.objects.get()
    where = f"/team/outbox/batches/{batch.pk}/"
    words = extract_text(io.BytesIO(client.get(f"{where}letters.pdf").content))
    assert (words.count("Hello Ann"), words.count("Ben")) == (1, 0)
    assert list(LookRecord.objects.filter(what="contact").values_list("member__name", flat=True)) == ["Ann"]
    assert page(client, where).count("A meeting. Did not arrive. The hub could not make it.") == 1
    assert page(client, "/team/outbox/failed/").count("The hub could not make it") == 1
    lines = AuditLine.objects.filter(verb="members.message.fail").values_list("thing_id", "actor_id", "note")
    assert list(lines) == [(str(broken.pk), None, "waiting → failed")]
    for move in ("print", "post"):
        services.move_batch(batch, move, by=pool_staff)
    services.clear_message(broken, "try_again", by=pool_staff)
    # It waits to be printed again, in no batch that has gone.
    assert list(Message.objects.to_print()) == [broken]


def test_one_letter_that_cannot_be_made_says_so(client, pool_staff, broken):
    client.force_login(pool_staff)
    answer = client.get(f"/team/outbox/{broken.pk}/letter.pdf", follow=True)
    assert answer.redirect_chain == [("/team/outbox/failed/", 302)]
    words = answer.content.decode()
    assert words.count("The hub could not make the letter. Tell them by another way.") == 1
