"""A backup, made and put back as the README says, opens with the key it was sealed with and with no other."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.databases import CHECKOUT
from tests.hub import clean_environment
from tests.members.people import make_member
from tests.run import postgres_folder

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL = "zelda@quill.example"
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


def read(database: str, key: str, folder) -> subprocess.CompletedProcess:
    known = {"DATABASE_URL": database, "SECRET_KEY": "another-for-sessions", "DATA_KEYS": key, "HUB_DATA": str(folder)}
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", LOOK]
    return subprocess.run(command, cwd=CHECKOUT, env={**clean_environment(), **known}, capture_output=True, text=True)


def test_what_was_backed_up_comes_back_with_its_key_and_only_with_it(tmp_path):
    make_member("Zelda", facts={"email": EMAIL})
    with put_back(tmp_path) as database:
        assert read(database, settings.DATA_KEYS[0], tmp_path).stdout == f"[('Zelda', '{EMAIL}')]\n"
        newer = read(database, f"a-newer-key,{settings.DATA_KEYS[0]}", tmp_path)
        assert newer.stdout == f"[('Zelda', '{EMAIL}')]\n"
        stolen = read(database, "a-guessed-key", tmp_path)
        assert (stolen.returncode, stolen.stdout) == (1, "")
