"""Databases of the tests: an empty hub is migrated once, and whoever needs a database of its own gets a copy."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from fcntl import LOCK_EX, flock
from hashlib import sha256
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from tests.environment import HOME
from tests.run import postgres, postgres_folder

CHECKOUT = Path(__file__).parent.parent
KINDS = ("sqlite", "postgresql")
IN_MEMORY = "file:hub?mode=memory&cache=shared"
numbers = count()


def made_once(place: Path, make: Callable[[Path], None]) -> Path:
    """What `make` makes for all workers: the first to ask makes it, the others wait."""
    with place.with_name(f"{place.name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not place.exists():
            in_the_making = place.with_name(f"{place.name}.making")
            make(in_the_making)
            in_the_making.rename(place)
    return place


def migrate(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=CHECKOUT, env=environment, check=True)


def empty_file() -> Path:
    return made_once(HOME / "empty.sqlite3", lambda place: migrate(f"sqlite:///{place}"))


def empty_memory() -> sqlite3.Connection:
    """An empty hub in the memory of this process, for as long as the connection is open."""
    memory = sqlite3.connect(IN_MEMORY, uri=True)
    with closing(sqlite3.connect(empty_file())) as empty:
        empty.backup(memory)
    let_tests_empty(memory)
    return memory


def let_tests_empty(database: sqlite3.Connection) -> None:
    """Tests with several connections empty every table behind them: on SQLite by deleting its rows, audit lines too."""
    database.execute("DROP TRIGGER audit_lines_are_kept")


@contextmanager
def standing_in(file: Path, copy: Path) -> Iterator[None]:
    """This process asks a copy of the database in `file` instead of its own, to which it comes back."""
    with closing(sqlite3.connect(file)) as found, closing(sqlite3.connect(copy)) as taken:
        found.backup(taken)
    own, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, str(copy)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = own, name


def empty_template(server: str) -> str:
    """The name of an empty hub on this PostgreSQL, to copy from; one of an earlier run serves where it is as new."""
    name, half = f"hub_empty_{as_of()}", f"hub_half_{os.getpid()}"

    def make(place):
        with psycopg.connect(server, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                create(server, half)
                migrate(database_of(server, half))
                connection.execute(f"ALTER DATABASE {half} RENAME TO {name}")
        place.touch()

    made_once(HOME / f"empty-{urlsplit(server).port}", make)
    return name


def as_of() -> str:
    """A mark of all migrations of ours."""
    files = sorted(CHECKOUT.glob("*/migrations/*.py")) + sorted(CHECKOUT.glob("*/*/migrations/*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def database_of(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def create(server: str, name: str, template: str = "template0") -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


@contextmanager
def postgres_server() -> Iterator[str]:
    """The PostgreSQL that `make test` started, or one that lives as long as this."""
    if known := os.environ.get("TEST_POSTGRES"):
        yield known
    else:
        with postgres() as server:
            yield server


@contextmanager
def own_hub(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """An empty hub of its own on this kind of database: the environment of its processes."""
    if kind == "sqlite":
        shutil.copy(empty_file(), folder / "hub.sqlite3")
        yield {"HUB_DATA": str(folder), "DATABASE_URL": f"sqlite:///{folder}/hub.sqlite3"}
    elif postgres_folder():
        with postgres_server() as server:
            name = f"hub_{os.getpid()}_{next(numbers)}"
            create(server, name, empty_template(server))
            yield {"HUB_DATA": str(folder), "DATABASE_URL": database_of(server, name)}
    else:
        pytest.skip("no PostgreSQL on this machine")
