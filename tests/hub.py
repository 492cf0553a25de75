"""A running hub for tests: the demo command in an empty folder, as `make demo` starts it.

The example hub is made once for all workers; each hub of a test is a copy of it.
"""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from halton_coprod.demo import PREPARED
from tests.databases import CHECKOUT, empty_file, made_once

PATIENCE = 600
SEND = "import halton_coprod.wsgi; from members import services; services.send_messages()"


@dataclass(frozen=True)
class Hub:
    """Where it answers, and the folder it writes to."""

    address: str
    folder: Path

    def newest_mail(self, to: str = "") -> str:
        """The text of the last email that it wrote, or of the last one to somebody."""
        mails = sorted((self.folder / "mail").iterdir(), key=lambda file: file.stat().st_mtime_ns)
        texts = [text for mail in mails for text in mail.read_text().split("-" * 79 + "\n") if f"\nTo: {to}" in text]
        return texts[-1]

    def tick(self) -> None:
        """What the clock does, as cron would do it."""
        self.do("manage.py", "tick")

    def send(self) -> None:
        """What waits goes out now, and nothing else is done."""
        self.do("-c", SEND)

    def do(self, *words: str) -> None:
        known = {"HUB_DATA": str(self.folder), "SECRET_KEY": (self.folder / "secret-key").read_text()}
        command = [sys.executable, *words]
        subprocess.run(command, cwd=CHECKOUT, env={**clean_environment(), **known}, check=True, capture_output=True)

    def days_pass(self, table: str, days: int, **row) -> None:
        """So many days go by for the dates and times of one row."""
        ((name, value),) = row.items()
        with closing(sqlite3.connect(self.folder / "hub.sqlite3")) as database, database:
            facts = database.execute(f"PRAGMA table_info({table})").fetchall()
            dates = [(kind, name_of) for _number, name_of, kind, *_more in facts if kind in ("date", "datetime")]
            moved = ", ".join(f"{name_of} = {kind}({name_of}, '-{days} days')" for kind, name_of in dates)
            changed = database.execute(f"UPDATE {table} SET {moved} WHERE {name} = ?", (value,))  # noqa: S608
            assert changed.rowcount == 1

    def newest_code(self) -> str:
        return re.search(r"^\d{6}$", self.newest_mail(), re.MULTILINE).group()


def start(environment: dict, *words: str, **options) -> subprocess.Popen:
    """The demo command with nothing of our own environment but what finds programs."""
    command = [sys.executable, "-m", "halton_coprod.demo", *words]
    return subprocess.Popen(command, cwd=CHECKOUT, env={**clean_environment(), **environment}, **options)


def clean_environment() -> dict:
    return {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def running_copy(folder: Path, home: Path):
    """A copy of the example hub that was made under `home`; the first to ask makes it, the others wait."""
    shutil.copytree(made_once(home / "example", make_example), folder)
    with running_hub(folder, PREPARED) as hub:
        yield hub


def make_example(folder: Path) -> None:
    """As `make demo` makes it, on a database that is migrated already; its first hundreds of messages have gone out,
    so that no tick of a test begins with them.
    """
    folder.mkdir()
    shutil.copy(empty_file(), folder / "hub.sqlite3")
    with running_hub(folder) as hub:
        hub.send()


@contextmanager
def running_hub(folder: Path, *words: str):
    """A hub that answers, stopped afterwards."""
    port = free_port()
    known = {"PORT": str(port), "HUB_DATA": str(folder), "WEB_CONCURRENCY": "1"}
    process = start(known, *words, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/health/", process)
        yield Hub(f"http://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def wait_for(address: str, process) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the demo stopped"
        try:
            urllib.request.urlopen(address).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the demo did not answer")
