"""Pictures people bring: real files, good, big, broken and hostile."""

import io
import os
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from halton_coprod.easyread.models import OwnPicture
from halton_coprod.easyread.uploads import EDGE
from halton_coprod.services import keep_picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def upload(content: bytes, name="photo.jpg"):
    return SimpleUploadedFile(name, content)


def image(kind="JPEG", size=(300, 200), **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 30,000 by 30,000 pixels."""

    def chunk(name, data):
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = (30_000).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9000))) + chunk(b"IEND", b"")
    )


def photo_of_20_megabytes() -> bytes:
    """Noise does not compress; turned on its side, with a place in its hidden data."""
    noise = Image.frombytes("RGB", (2600, 2500), os.urandom(2600 * 2500 * 3))
    hidden = Image.Exif()
    hidden[0x0112] = 6  # turned by a quarter
    hidden[0x010F] = "Secret Camera"
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=99, exif=hidden, subsampling=0)
    return out.getvalue()


def kept_image(key):
    with default_storage.open(key) as file:
        picture = Image.open(io.BytesIO(file.read()))
        picture.load()
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_as_webp_under_a_name_of_ours(kind):
    key = keep_picture(upload(image(kind), "Rosa at home.exe"), alt="A hall", has_consent=True)
    assert (key[:4], key[-5:], len(key)) == ("own/", ".webp", 4 + 32 + 5)
    assert (kept_image(key).format, kept_image(key).size) == ("WEBP", (300, 200))


def test_a_huge_photo_is_turned_made_small_and_told_nothing_more():
    photo = photo_of_20_megabytes()
    assert 20_000_000 < len(photo) < 25_000_000
    picture = kept_image(keep_picture(upload(photo), alt="A hall", has_consent=True))
    assert picture.size == (round(EDGE * 2500 / 2600), EDGE)
    assert (dict(picture.getexif()), "exif" in picture.info, "xmp" in picture.info) == ({}, False, False)


UNREADABLE = "We cannot read this picture. Choose a photo or drawing that is a PNG, JPEG or WebP file."
REFUSED = {
    "empty": (b"", "This file is empty. Choose another picture."),
    "words": (
        b"just words",
        UNREADABLE,
    ),
    "a web page": (
        b"<html><script>alert(1)</script>",
        UNREADABLE,
    ),
    "a drawing that can run scripts": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        UNREADABLE,
    ),
    "half a picture": (
        image()[:700],
        UNREADABLE,
    ),
    "another kind": (
        image("BMP"),
        UNREADABLE,
    ),
    "a bomb": (bomb(), "This picture is too large to open. Choose a smaller one."),
    "too many bytes": (bytes(25_000_001), "This picture is too big. Choose one under 25 megabytes."),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_picture_is_refused_in_words_and_leaves_nothing(what):
    content, says = REFUSED[what]
    with pytest.raises(ValidationError) as refused:
        keep_picture(upload(content), alt="A hall", has_consent=True)
    assert refused.value.messages == [says]
    assert OwnPicture.objects.count() == 0


CONSENT = "Tick that everybody in the picture agrees, or that nobody is in it. Then choose the picture again."
SHOWS = "Say what your picture shows, for people who cannot see it. Then choose the picture again."


@pytest.mark.parametrize(
    ("alt", "has_consent", "says"),
    [("A hall", False, [CONSENT]), ("  ", True, [SHOWS]), ("", False, [CONSENT, SHOWS])],
)
def test_nobody_is_shown_without_their_consent_and_nothing_without_words_for_it(alt, has_consent, says):
    with pytest.raises(ValidationError) as refused:
        keep_picture(upload(image()), alt=alt, has_consent=has_consent)
    assert refused.value.messages == says
    assert OwnPicture.objects.count() == 0


def test_a_kept_picture_is_served_as_a_picture_and_nothing_else(client):
    key = keep_picture(upload(image("PNG")), alt="A hall", has_consent=True)
    answer = client.get(f"/pictures/{key}")
    answer.close()
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "image/webp",
        "nosniff",
    )


@pytest.mark.parametrize("key", ["own/nothing.webp", "own/../hub.sqlite3", "own/%2e%2e/hub.sqlite3", "../secret-key"])
def test_no_other_file_is_served(client, key):
    assert client.get(f"/pictures/{key}").status_code == 404
