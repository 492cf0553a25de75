"""The archive at 10,000 stories on both databases, files handed out, and a large photo taken in.

`python -m tests.bench.stories` measures one database (that of DATABASE_URL) and prints its rows.
"""

import http.client
import io
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.run import postgres, postgres_folder

from .timing import timed

STORIES = 10_000
BUDGET = 150
PAGES = {
    "list, first page": "/stories/",
    "list, last page": "/stories/?page=1000",
    "list, of one topic": "/stories/?topic=health&length=short",
    "search, a word that is in every story": "/stories/?q=doctor",
    "search, a word that is in one story": "/stories/?q=story7777",
    "search, three words, the beginnings": "/stories/?q=doct+picture+number42",
    "search over the whole hub": "/search/?q=story7777",
}
DESK = {
    "the curators' list, in the middle": "/team/stories/?state=published&page=200",
    "the last page": "/team/stories/?state=published&page=400",
}
WORDS = "The doctor drew me a picture of what was wrong. It was clear to me then. " * 20


def rows():
    """What the table of the bench says of stories."""
    yield ""
    yield f"| {STORIES:,} stories, built anew | p50 | p95 | first reader after a deed, p50 | p95 | budget for p95 | |"
    yield "|---|---|---|---|---|---|---|"
    for name, url in databases():
        with url as address:
            yield from (line.format(database=name) for line in measured_on(address))
    yield ""
    yield "| what | measured |"
    yield "|---|---|"
    yield from throughput()
    yield from photo()


def databases():
    yield "SQLite", nothing()
    if postgres_folder():
        yield "PostgreSQL", postgres()


@contextmanager
def nothing():
    yield ""


def measured_on(url: str) -> list[str]:
    """In a process of its own, because the settings name one database."""
    from django.conf import settings

    known = {"STATIC_ROOT": str(settings.STATIC_ROOT), **({"DATABASE_URL": url} if url else {})}
    with tempfile.TemporaryDirectory(prefix="hub-bench-stories-") as folder:
        environment = {**os.environ, "HUB_DATA": folder, **known}
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.stories"],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return done.stdout.splitlines()


def one_database() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    fill()
    from django.test import Client

    from members.roles import CURATOR

    from .pool import staff

    # One visitor for all: a new one would first read what static files there are, as a server does once.
    client = Client(headers={"cookie": "sessionid=none"})
    client.get("/health/")
    measure(client, PAGES)
    measure(staff(CURATOR), DESK)


def measure(client, pages) -> None:
    from halton_coprod.record.stamp import forget_pages

    for name, path in pages.items():
        assert client.get(path).status_code == 200, path
        after_a_deed = timed(partial(client.get, path), before=forget_pages)
        took = timed(partial(client.get, path))
        met = "met" if took.p95 <= BUDGET else "**missed**"
        measured = " | ".join(f"{one:.0f} ms" for one in (*took, *after_a_deed))
        print(f"| {name}, {{database}} | {measured} | at most {BUDGET} ms | {met} |")


def fill() -> None:
    """Published stories with a release for everybody, as rows; the database makes the index itself."""
    from datetime import timedelta

    from django.utils import timezone

    from stories.models import Story, StoryWords
    from stories.models.words import plain

    today = timezone.localdate()
    stories = Story.objects.bulk_create(
        Story(
            state="published",
            slug=f"story-{number}",
            title=f"Story {number}",
            transcript=WORDS,
            summary="A doctor explains.",
            mark="seen",
            minutes=1 + number % 9,
            published_on=today - timedelta(days=number % 900),
        )
        for number in range(STORIES)
    )
    StoryWords.objects.bulk_create(
        StoryWords(
            story=one,
            whole=plain(f"story{number} number{number % 500} {WORDS}"),
            summary=plain(f"story{number} a doctor explains"),
            quote="",
            # One in ten has words under a picture of its teller.
            face="" if number % 10 else plain(f"story{number} number{number % 500} {WORDS} at the table"),
        )
        for number, one in enumerate(stories)
    )
    say_what_about(stories)
    release(stories[::4], today)
    release(stories, today)
    know_the_tables()


def say_what_about(stories) -> None:
    """Each is about a topic, two values and a promise."""
    from django.utils import timezone

    from charter.models import Promise, Value
    from stories.models import Story, StoryTopic

    topics = ("health", "care", "homes", "work")
    StoryTopic.objects.bulk_create(StoryTopic(story=one, topic=topics[one.pk % 4]) for one in stories)
    values = [Value.objects.create(slug=f"value-{number}") for number in range(6)]
    promises = [Promise.objects.create(slug=f"promise-{number}", made_on=timezone.localdate()) for number in range(12)]
    of_value, of_promise = Story.values.through, Story.promises.through
    of_value.objects.bulk_create(
        of_value(story=one, value=values[(one.pk + more) % 6]) for one in stories for more in (0, 1)
    )
    of_promise.objects.bulk_create(of_promise(story=one, promise=promises[one.pk % 12]) for one in stories)


def release(stories, today) -> None:
    """To partners and to everybody. A later release takes the place of an earlier one."""
    from datetime import timedelta

    from stories.models import Line, Release

    releases = Release.objects.bulk_create(
        Release(story=one, mark="seen", wording="Who?", others_agree=True) for one in stories
    )
    until = today + timedelta(days=300)
    Line.objects.bulk_create(
        Line(release=one, audience=audience, whole=True, summary=True, quote=True, name="none", until=until)
        for one in releases
        for audience in ("partners", "web")
    )


def know_the_tables() -> None:
    """PostgreSQL plans by what it knows of its tables. It learns by itself within a minute of so many new rows, while the
    bench has just made them; a hub in use did so long ago. SQLite never does, and is measured so.
    """
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def throughput():
    """A sound of 8 MB over granian, whole and in parts, asked one after the other on one connection."""
    from .servers import serving

    megabytes, times = 8, 30
    address, size = published_sound(megabytes)
    environment = {name: value for name, value in os.environ.items() if name in KEPT}
    with serving("granian", "halton_coprod.wsgi:application", environment) as (port, _pid):
        whole = rate(port, address, {}, 200, times)
        part = rate(port, address, {"Range": f"bytes={size // 2}-{size // 2 + 262_143}"}, 206, times * 10)
    yield f"| A sound of {megabytes} MB, whole (200), through the permission check, granian | {whole[1]:.0f} MB/s, {whole[0]:.0f} requests/s |"
    yield f"| 256 KB from the middle of it (206) | {part[1]:.0f} MB/s, {part[0]:.0f} requests/s |"


KEPT = ("SECRET_KEY", "HUB_DATA", "SECURE_SSL_REDIRECT", "ALLOWED_HOSTS", "DJANGO_SETTINGS_MODULE")


def rate(port: int, address: str, headers: dict, status: int, times: int) -> tuple[float, float]:
    """Requests and megabytes a second."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    began, got = time.perf_counter(), 0
    for _time in range(times):
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        assert answer.status == status, answer.status
        got += len(answer.read())
    took = time.perf_counter() - began
    return times / took, got / took / 1_000_000


def published_sound(megabytes: int) -> tuple[str, int]:
    """A story with one sound, released to everybody; its address and size."""
    from datetime import timedelta

    from django.core.files.base import ContentFile
    from django.utils import timezone

    from stories.models import Line, MediaFile, Release, Story

    story = Story.objects.create(state="published", title="Sound", mark="seen", published_on=timezone.localdate())
    release = Release.objects.create(story=story, mark="seen", wording="Who?", others_agree=True)
    Line.objects.create(release=release, audience="web", whole=True, until=timezone.localdate() + timedelta(days=9))
    data = bytes(megabytes * 1_000_000)
    media = MediaFile(story=story, kind="sound", content_type="audio/wav", size=len(data), digest="0" * 64)
    media.file.save("file.wav", ContentFile(data))
    return f"/stories/{story.slug}/files/{media.pk}/", len(data)


def photo():
    """In a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.stories", "photo"], check=True, stdout=subprocess.PIPE, text=True
    )
    yield from done.stdout.splitlines()


def one_photo() -> None:
    import django
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    django.setup()
    from stories.media import clean_media

    out = io.BytesIO()
    Image.effect_noise((6000, 4000), 60).convert("RGB").save(out, "JPEG", quality=85)
    upload = SimpleUploadedFile("photo.jpg", out.getvalue(), "image/jpeg")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forget the peak of making it
    before = peak()
    began = time.perf_counter()
    clean = clean_media(upload)
    took = time.perf_counter() - began
    print(
        f"| A photo of 24 megapixels ({upload.size / 1e6:.0f} MB JPEG) → {len(clean.data) / 1e3:.0f} KB WebP and a small one "
        f"| {took:.2f} s, {peak() - before:.0f} MB more memory at most |"
    )


def peak() -> float:
    """The most memory that this process has had, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    now = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(now.split()[1]) / 1000


if __name__ == "__main__":
    one_photo() if sys.argv[1:] == ["photo"] else one_database()
