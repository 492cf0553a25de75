"""Files that people bring: what is kept of them, what is refused, and which bytes are handed out."""

import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from PIL import ExifTags, Image

from halton_coprod.record.flow import NotNow
from stories import services
from stories.media import clean_media
from stories.media.captions import clean_captions
from stories.models import MediaFile

from . import files
from .conftest import by_teller, told
from .files import upload

pytestmark = pytest.mark.once

SECRET = b"Secret Street"


@pytest.mark.parametrize(
    ("data", "kind", "content_type", "seconds"),
    [
        (files.png(), "picture", "image/webp", None),
        (files.photo_with_place(), "picture", "image/webp", None),
        (files.wav(3, hidden=SECRET), "sound", "audio/wav", 3),
        (files.mp3(80, hidden=SECRET), "sound", "audio/mpeg", 2),
        (files.mp4(hidden=SECRET), "sound", "audio/mp4", 7),
        (files.mp4(b"vide", hidden=SECRET), "film", "video/mp4", 7),
        (files.mp4(b"vide", hidden=SECRET, handlers=(b"soun", b"meta", b"text")), "film", "video/mp4", 7),
        (files.webm(2, hidden=SECRET), "sound", "audio/webm", 3),
        (files.webm(1, hidden=SECRET), "film", "video/webm", 3),
        (files.endless_wav(), "sound", "audio/wav", 2),
    ],
)
def test_a_file_is_known_by_what_is_in_it_and_loses_what_is_hidden_in_it(data, kind, content_type, seconds):
    clean = clean_media(upload(data, "film.what", "text/html"))
    assert (clean.kind, clean.content_type, clean.seconds) == (kind, content_type, seconds)
    assert [clean.data.count(one) for one in (SECRET, b"Secret camera", files.MADE_ON.to_bytes(4, "big"))] == [0] * 3
    # Cleaning what is clean changes nothing: it is whole.
    if kind != "picture":
        assert clean_media(upload(clean.data)).data == clean.data


def test_a_photo_that_is_a_page_and_a_packed_folder_too_is_only_a_photo_afterwards():
    clean = clean_media(upload(files.jpeg_with_page()))
    assert [data.count(part) for data in (clean.data, clean.small) for part in (b"script", b"PK")] == [0] * 4


def test_of_a_film_stays_what_its_tracks_play_and_nothing_else():
    data = files.mp4(b"vide", hidden=SECRET, handlers=(b"meta",))
    clean = clean_media(upload(data)).data
    assert (len(clean), clean.count(b"sound" * 20), clean.count(b"trak")) == (len(data), 1, 1)


@pytest.mark.parametrize("how", ["each", "piece", "film"])
def test_of_a_film_in_pieces_stays_what_its_tracks_play_and_nothing_else(how):
    data = files.mp4_in_pieces(3, how=how, hidden=SECRET)
    clean = clean_media(upload(data))
    assert (len(clean.data), clean.data.count(b"sound"), clean.data.count(SECRET)) == (len(data), 3, 0)
    assert (clean.seconds, clean_media(upload(clean.data)).data) == (3, clean.data)


def test_samples_of_a_track_that_is_not_there_are_played_by_nobody():
    data, strange = files.mp4_in_pieces(2), files.mp4_in_pieces(2, number=9)
    both = data + strange[strange.index(b"moof") - 4 :].replace(b"sound", b"other")
    clean = clean_media(upload(both)).data
    assert (len(clean), clean.count(b"sound"), clean.count(b"other")) == (len(both), 2, 0)


def test_a_picture_is_made_small_and_says_nothing_of_its_place():
    clean = clean_media(upload(files.png((3000, 2000))))
    assert [Image.open(io.BytesIO(data)).size for data in (clean.data, clean.small)] == [(1200, 800), (400, 267)]


def hidden_in(data: bytes) -> tuple:
    """What a picture says beside what it shows: of itself, of its place, in its packet."""
    image = Image.open(io.BytesIO(data))
    return len(image.getexif()), len(image.getexif().get_ifd(ExifTags.IFD.GPSInfo)), len(image.info.get("xmp", b"")) > 0


def test_a_photo_loses_where_it_was_taken_in_every_place_that_says_so():
    photo = files.photo_with_place()
    clean = clean_media(upload(photo))
    nothing = (0, 0, False)
    assert [hidden_in(data) for data in (photo, clean.data, clean.small)] == [(2, 4, True), nothing, nothing]
    assert [data.count(SECRET) for data in (photo, clean.data, clean.small)] == [2, 0, 0]


KIND = "We cannot read this file."
PICTURE = "We cannot read this picture."
PIXELS = "This picture is too large to open."
HOSTILE = {
    "a film with boxes in boxes in boxes": (files.mp4(b"vide")[:20] + files.nested(b"moov", 3000), KIND),
    "a film that fetches from elsewhere": (files.mp4(b"vide", elsewhere=True), KIND),
    "a film of nothing but boxes": (files.mp4(b"vide") + files.box(b"free", b"") * 100_001, KIND),
    "a film with no picture and no sound": (files.mp4(b"meta"), KIND),
    "a film whose tables point nowhere": (files.mp4(b"vide").replace(b"stsz", b"what"), KIND),
    "a recording with parts in parts in parts": (
        files.webm()[:15] + files.nested_elements(b"\x18\x53\x80\x67", 3000),
        KIND,
    ),
    "a recording with a track of words": (files.webm(17), KIND),
    "a recording of nothing but parts": (files.webm(more=b"\xec\x80" * 300_001), KIND),
    "a sound with a head that is too long": (files.wav_with_head(500), KIND),
    "a moving picture that is a bomb": (files.webp_bomb(), PIXELS),
    "nothing in it": (b"", "This file is empty."),
    "a page": (b"<!doctype html><script>alert(1)</script>", KIND),
    "a drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', KIND),
    "a page that begins like a picture": (b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", PICTURE),
    "an old picture format": (b"GIF89a" + bytes(40), KIND),
    "a program": (b"MZ" + bytes(100), KIND),
    "a paper": (b"%PDF-1.7\n" + bytes(100), KIND),
    "a packed folder": (b"PK\x03\x04" + bytes(100), KIND),
    "half a photo": (files.photo_with_place()[:300], PICTURE),
    "half a sound": (files.wav(2)[:9000], KIND),
    "a sound without sound": (files.wav(0), KIND),
    "a sound that turns into a page": (files.mp3() + b"<script>alert(1)</script>", KIND),
    "half a film": (files.mp4(b"vide")[:-30], KIND),
    "a film with a page behind it": (files.mp4(b"vide") + b"<script>alert(1)</script>", KIND),
    "a film that is only a head": (files.box(b"ftyp", b"isom\0\0\0\0"), KIND),
    "a recording that is cut off": (files.webm()[:70], KIND),
    "a recording of another kind": (b"\x1a\x45\xdf\xa3" + bytes(80), KIND),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_sentence_and_leave_nothing(settings, name):
    data, says = HOSTILE[name]
    story = services.begin_story(wording="Yes")
    with pytest.raises(ValidationError) as refused:
        services.add_file(story, upload(data, "../../etc/photo.png", "image/png"), by=by_teller(story))
    assert refused.value.messages[0].startswith(says)
    assert (MediaFile.objects.count(), stored(settings)) == (0, [])


def stored(settings):
    return sorted(path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def test_a_file_that_is_too_big_and_a_picture_that_is_a_bomb_are_refused(monkeypatch):
    big = upload(files.wav())
    big.size = 50_000_001
    with pytest.raises(ValidationError, match="under 50 megabytes"):
        clean_media(big)
    with pytest.raises(ValidationError, match="too large to open"):
        clean_media(upload(files.png((9000, 9000))))
    with pytest.raises(ValidationError, match="longer than 1 hour"):
        clean_media(upload(files.mp4(seconds=3700)))


@pytest.mark.parametrize("how", ["each", "piece", "film"])
def test_a_film_is_as_long_as_its_samples_whatever_its_head_says(how):
    whole, pieces = files.mp4(seconds=20, says=1), files.mp4_in_pieces(20, says=1, how=how)
    assert [clean_media(upload(data)).seconds for data in (whole, pieces)] == [20, 20]
    for long in (files.mp4(seconds=3700, says=0), files.mp4_in_pieces(3700, how=how)):
        with pytest.raises(ValidationError, match="longer than 1 hour"):
            clean_media(upload(long))
    for nothing in (files.mp4(seconds=0, says=20), files.mp4_in_pieces(0, says=20, how=how)):
        with pytest.raises(ValidationError, match=KIND):
            clean_media(upload(nothing))


@pytest.mark.django_db
def test_a_kept_file_has_a_name_that_tells_nothing_and_is_deleted_when_it_is_taken_out(
    settings, django_capture_on_commit_callbacks
):
    story = services.begin_story(wording="Yes")
    media = services.add_file(story, upload(files.png(), "../rosa at home.png"), by=by_teller(story))
    assert [name.count("rosa") for name in stored(settings)] == [0, 0]
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_file(media, by=by_teller(story))
    assert (stored(settings), MediaFile.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_a_deed_that_fails_leaves_no_file(settings, monkeypatch):
    story = services.begin_story(wording="Yes")
    monkeypatch.setattr(MediaFile, "full_clean", lambda self, **_left_out: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.add_file(story, upload(files.png()), by=by_teller(story))
    assert stored(settings) == []


@pytest.mark.django_db
def test_nobody_brings_a_file_after_the_story_was_sent_or_to_somebody_elses_story(resident):
    story = told()
    with pytest.raises(NotNow, match="sent already"):
        services.add_file(story, upload(files.png()), by=by_teller(story))
    with pytest.raises(PermissionDenied, match="not allowed"):
        services.add_file(story, upload(files.png()), by=resident)
    assert MediaFile.objects.count() == 0


def test_captions_are_kept_plain():
    raw = "\ufeffWEBVTT - made by Rosa\r\n\r\nNOTE secret\r\n\r\n1\r\n00:01.000 --> 00:04.000 align:start\r\nHello.\r\n"
    assert clean_captions(raw) == "WEBVTT\n\n00:01.000 --> 00:04.000\nHello.\n"
    assert clean_captions("  \n") == ""


@pytest.mark.parametrize(
    "words",
    [
        "Hello.",
        "WEBVTT",
        "00:04.000 --> 00:01.000\nBack in time.",
        "00:01 --> 00:04\nNo thousandths.",
        "00:01.000 --> 00:04.000",
        "00:05.000 --> 00:06.000\nLater.\n\n00:01.000 --> 00:02.000\nEarlier.",
    ],
)
def test_captions_that_no_player_reads_are_refused(words):
    with pytest.raises(ValidationError, match="Write captions like this"):
        clean_captions(words)


@pytest.mark.parametrize(
    "words",
    [
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<script>alert(1)</script>",
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Rosa>Hello</v> <00:02.000>again",
    ],
)
def test_marks_in_captions_are_words_and_nothing_else(words):
    assert "<" not in clean_captions(words)
