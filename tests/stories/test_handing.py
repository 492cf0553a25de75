"""Which bytes of a file are handed out, to whom, by whom, and that it is asked again each time."""

import datetime

import pytest
from django.utils import timezone

from stories import services
from stories.media.ranges import Unsatisfiable, asked_range
from stories.tellers import sign

from . import files
from .conftest import by_teller, day, line, published, release

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Of 10,000 bytes, as in the examples of RFC 9110 (14.1.2), then what it says of wrong ones (14.2).
RANGES = [
    ("bytes=0-499", (0, 499)),
    ("bytes=500-999", (500, 999)),
    ("bytes=-500", (9500, 9999)),
    ("bytes=9500-", (9500, 9999)),
    ("bytes=0-0", (0, 0)),
    ("Bytes=0-0", (0, 0)),
    ("bytes= 0-999", (0, 999)),
    ("bytes=0-20000", (0, 9999)),
    ("bytes=-20000", (0, 9999)),
    ("bytes=10000-", Unsatisfiable),
    ("bytes=20000-30000", Unsatisfiable),
    ("bytes=-0", Unsatisfiable),
    ("bytes=500-499", None),
    ("bytes=0-0,-1", None),
    ("bytes= 0-999, 4500-5499, -1000", None),
    ("bytes=", None),
    ("bytes=-", None),
    ("bytes=a-b", None),
    ("bytes=0", None),
    ("bytes=+1-5", None),
    ("bytes=١-٥", None),
    ("pages=0-1", None),
    ("0-499", None),
    ("bytes=0-" + "9" * 200, None),
]


@pytest.mark.parametrize(("header", "found"), RANGES)
def test_ranges_are_read_as_the_standard_says(header, found):
    if found is Unsatisfiable:
        with pytest.raises(Unsatisfiable):
            asked_range(header, 10_000)
    else:
        assert asked_range(header, 10_000) == found


def test_nothing_of_an_empty_file_can_be_asked_for():
    for header in ("bytes=0-", "bytes=-1"):
        with pytest.raises(Unsatisfiable):
            asked_range(header, 0)


def test_a_sound_is_handed_out_whole_or_in_parts_and_never_as_a_page(client, curator, second_curator, with_files):
    story = published(curator, second_curator, **with_files)
    media = story.media.filter(kind="sound").first()
    where = f"/stories/{story.slug}/files/{media.pk}/"
    with media.file.open() as opened:
        data = opened.read()
    whole = client.get(where, headers={"accept-encoding": "gzip"})
    assert (whole.status_code, b"".join(whole), whole["Content-Length"]) == (200, data, str(len(data)))
    assert (whole["Content-Type"], whole["X-Content-Type-Options"]) == ("audio/wav", "nosniff")
    assert (whole["Cache-Control"], whole.has_header("Content-Encoding")) == ("private, no-cache", False)
    part = client.get(where, headers={"range": "bytes=10-19", "accept-encoding": "gzip"})
    assert (part.status_code, b"".join(part)) == (206, data[10:20])
    assert (part["Content-Range"], part["Content-Length"]) == (f"bytes 10-19/{len(data)}", "10")
    beyond = client.get(where, headers={"range": f"bytes={len(data)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(data)}")
    head = client.head(where)
    assert (head.status_code, head["Content-Length"], head.content) == (200, str(len(data)), b"")
    for known, status in ((whole["ETag"], 206), ('"another"', 200), ("Mon, 01 Jan 2024 00:00:00 GMT", 200)):
        answer = client.get(where, headers={"range": "bytes=0-4", "if-range": known})
        assert (known, answer.status_code) == (known, status)
    again = client.get(where, headers={"if-none-match": whole["ETag"], "range": "bytes=0-4"})
    assert (again.status_code, again.content) == (304, b"")


@pytest.fixture
def film(curator, second_curator):
    captions = "WEBVTT\n\n00:01.000 --> 00:04.000\nHello.\n"
    return published(curator, second_curator, films=[(files.mp4(b"vide"), captions)])


def where_of(story, part=""):
    return f"/stories/{story.slug}/files/{story.media.get().pk}/{part}"


@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-4"}, {"range": "bytes=99999999-"}])
@pytest.mark.parametrize("part", ["", "small/"])
def test_whatever_is_in_a_file_no_browser_runs_it(client, curator, second_curator, headers, part):
    story = published(curator, second_curator, files=[(files.png(), {"alt": "A drawing"})])
    answer = client.get(where_of(story, part), headers=headers)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (answer["X-Content-Type-Options"], answer["Cross-Origin-Resource-Policy"]) == ("nosniff", "same-origin")


def test_a_film_too_is_handed_out_in_parts_and_a_look_at_its_head_brings_no_part(client, film):
    where = where_of(film)
    data = b"".join(client.get(where))
    part = client.get(where, headers={"range": "bytes=-7"})
    assert (part.status_code, part["Content-Type"], b"".join(part)) == (206, "video/mp4", data[-7:])
    head = client.head(where, headers={"range": "bytes=0-4"})
    assert (head.status_code, head["Content-Length"], head.content) == (200, str(len(data)), b"")


def test_what_a_browser_has_is_not_sent_again(client, film):
    where = where_of(film)
    whole = client.get(where)
    b"".join(whole)
    for known in (f"W/{whole['ETag']}", "*", f'"other", {whole["ETag"]}'):
        assert (known, client.get(where, headers={"if-none-match": known}).status_code) == (known, 304)
    answer = client.get(where, headers={"if-none-match": '"other"', "range": "bytes=0-0"})
    assert (answer.status_code, len(b"".join(answer))) == (206, 1)


def test_in_the_middle_of_playing_it_is_gone_when_it_is_taken_back(client, film):
    doors = [where_of(film), where_of(film, "captions/")]
    assert [client.get(door, headers={"range": "bytes=0-4"}).status_code for door in doors] == [206, 200]
    services.withdraw_story(film, by=by_teller(film))
    assert [client.get(door, headers={"range": "bytes=5-9"}).status_code for door in doors] == [410, 410]
    known = client.get(doors[0], headers={"if-none-match": "*"})
    assert (known.status_code, known.content) == (410, b"This file is not here any more.")


def test_the_doors_of_the_teller_and_of_the_desk_hand_out_parts_too_until_it_is_taken_back(client, film, curator):
    media = film.media.get()
    own, desk = f"/stories/mine/{sign(film)}/files/{media.pk}/", f"/team/stories/{film.slug}/files/{media.pk}/"
    client.force_login(curator)
    for door in (own, desk):
        part = client.get(door, headers={"range": "bytes=0-3"})
        assert (door, part.status_code, len(b"".join(part))) == (door, 206, 4)
    services.withdraw_story(film, by=by_teller(film))
    assert [client.get(door).status_code for door in (own, f"{own}captions/", desk)] == [410, 410, 404]


@pytest.mark.parametrize(("way", "header"), [("x-accel-redirect", "X-Accel-Redirect"), ("x-sendfile", "X-Sendfile")])
def test_the_web_server_sends_the_bytes_where_the_setting_says_so(client, film, settings, way, header):
    settings.MEDIA_HANDOFF = way
    answer = client.get(where_of(film), headers={"range": "bytes=0-4"})
    name = film.media.get().file.name
    place = {"x-accel-redirect": f"/kept-files/{name}", "x-sendfile": str(settings.MEDIA_ROOT / name)}[way]
    assert (answer.status_code, answer.content, answer[header]) == (200, b"", place)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("video/mp4", "private, no-cache")
    services.withdraw_story(film, by=by_teller(film))
    gone = client.get(where_of(film))
    assert (gone.status_code, gone.has_header(header)) == (410, False)


def test_the_bucket_sends_the_bytes_at_an_address_that_is_good_for_one_minute(client, film, settings, monkeypatch):
    store = pytest.importorskip("storages.backends.s3").S3Storage
    keys = {"access_key": "made-up", "secret_key": "made-up", "region_name": "eu-west-2"}
    bucket = store(bucket_name="kept", endpoint_url="https://bucket.example.org", **keys)
    monkeypatch.setattr(type(film)._meta.get_field("media").related_model._meta.get_field("file"), "storage", bucket)
    settings.MEDIA_HANDOFF = "presigned"
    answer = client.get(where_of(film))
    assert (answer.status_code, answer["Cache-Control"]) == (302, "private, no-store")
    asked = dict(one.split("=") for one in answer.url.partition("?")[2].split("&"))
    assert answer.url.startswith("https://bucket.example.org/kept/stories/")
    assert (asked["response-content-type"], asked["X-Amz-Expires"]) == ("video%2Fmp4", "60")
    services.withdraw_story(film, by=by_teller(film))
    assert client.get(where_of(film)).status_code == 410


def test_a_file_of_a_story_whose_time_is_over_or_that_was_narrowed_is_not_handed_out(client, film, monkeypatch):
    release(film, line(until=day(1)))
    later = timezone.now() + datetime.timedelta(days=2)
    with monkeypatch.context() as moved:
        moved.setattr(timezone, "now", lambda: later)
        assert client.get(where_of(film)).status_code == 410
    release(film, line("partners"))
    assert [client.get(where_of(film, part)).status_code for part in ("", "captions/")] == [410, 410]
