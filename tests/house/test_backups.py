"""A backup, made and put back as the README says, opens with the key it was sealed with and with no other."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from stories import services
from tests.conftest import make_person
from tests.databases import CHECKOUT
from tests.hub import clean_environment
from tests.members.people import make_member
from tests.run import postgres_folder
from tests.stories.conftest import by_teller, day, line, published, release

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL = "zelda@quill.example"
PUBLIC = "from stories.models import Story; print(sorted(str(one) for one in Story.objects.public()))"
LINES = (
    "from stories.models import Story; "
    "print([(one.forms, one.name, one.face, str(one.until)) for one in "
    "Story.objects.get(slug='{}').newest_release.lines.all()])"
)
LOOK = "from members.models import Member; print([(one.name, one.email) for one in Member.objects.all()])"


@contextmanager
def put_back(folder):
    """Back the tests' own database up, restore it elsewhere, and say where."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "copy.sqlite3")) as copy:
            connection.connection.backup(copy)
        yield f"sqlite:///{folder}/copy.sqlite3"
        return
    server = urlsplit(os.environ["TEST_DATABASE_URL"])
    where = ["-h", server.hostname, "-p", str(server.port), "-U", server.username]
    postgres("pg_dump", *where, "-f", str(folder / "copy.sql"), connection.settings_dict["NAME"])
    name = f"copy_{os.getpid()}"
    postgres("createdb", *where, name)
    try:
        postgres("psql", *where, "-q", "-v", "ON_ERROR_STOP=1", "-f", str(folder / "copy.sql"), name)
        yield server._replace(path=f"/{name}").geturl()
    finally:
        postgres("dropdb", *where, name)


def postgres(program: str, *words: str) -> None:
    subprocess.run([postgres_folder() / program, *words], check=True, stdout=subprocess.DEVNULL)


def read(database: str, key: str, folder, look=LOOK) -> subprocess.CompletedProcess:
    return manage(database, key, folder, "shell", "-v", "0", "-c", look)


def manage(database: str, key: str, folder, *words: str) -> subprocess.CompletedProcess:
    known = {"DATABASE_URL": database, "SECRET_KEY": "another-for-sessions", "DATA_KEYS": key, "HUB_DATA": str(folder)}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=CHECKOUT, env={**clean_environment(), **known}, capture_output=True, text=True)


def test_what_was_backed_up_comes_back_with_its_key_and_only_with_it(tmp_path):
    make_member("Zelda", facts={"email": EMAIL})
    with put_back(tmp_path) as database:
        assert read(database, settings.DATA_KEYS[0], tmp_path).stdout == f"[('Zelda', '{EMAIL}')]\n"
        newer = read(database, f"a-newer-key,{settings.DATA_KEYS[0]}", tmp_path)
        assert newer.stdout == f"[('Zelda', '{EMAIL}')]\n"
        stolen = read(database, "a-guessed-key", tmp_path)
        assert (stolen.returncode, stolen.stdout) == (1, "")


def test_a_story_that_was_taken_back_narrowed_or_changed_since_does_not_come_back_with_a_backup(
    tmp_path, curator, settings
):
    settings.MEDIA_ROOT = tmp_path / "media"
    second = make_person("second curator", "curator")
    whole = line(forms=("whole", "summary"), name="full")
    kept, less, narrowed, changed, back, erased = (published(curator, second, whole) for _number in range(6))
    with put_back(tmp_path) as database:
        release(less, line(forms=["summary"], name="none", face=False, until=day(3)))
        services.narrow_release(narrowed, audience="web", by=by_teller(narrowed))
        said = {"piece": "title", "now": "Another title", "because": "Shorter."}
        proposal = services.propose_change(changed, **said, by=curator)
        services.answer_proposal(proposal, accept=True, by=by_teller(changed))
        for story in (back, erased):
            services.withdraw_story(story, by=by_teller(story))
        services.erase_story(erased, how="phone", by=curator)
        with (tmp_path / "erased.txt").open("w") as listed:
            call_command("erasures", stdout=listed)
        known = (database, settings.DATA_KEYS[0], tmp_path)
        all_six = sorted(one.slug for one in (kept, less, narrowed, changed, back, erased))
        assert read(*known, PUBLIC).stdout == f"{all_six}\n"
        for number in (5, 0):
            again = manage(*known, "erasures", "--again", str(tmp_path / "erased.txt"))
            assert again.stdout == f"0 erased again.\n{number} stories taken back or narrowed again.\n", again.stderr
        assert read(*known, PUBLIC).stdout == f"{sorted((kept.slug, less.slug))}\n"
        lines = read(*known, LINES.format(less.slug)).stdout
        assert lines == f"[(['summary'], 'none', False, '{day(3)}')]\n"
        words = read(*known, f"from stories.models import Story; print(Story.objects.get(slug='{erased.slug}').title)")
        assert words.stdout == "\n"
