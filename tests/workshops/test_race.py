"""600 people, 24 clients, several server processes, 150 places: exactly so many in, nobody lost, the order kept."""

import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.databases import CHECKOUT, KINDS, own_hub
from tests.hub import free_port, wait_for

from .crowd import crowd
from .racer import CLIENTS, LAST, PEOPLE

PROCESSES = 2


def run(environment, *words, wait=True):
    process = subprocess.Popen(
        [sys.executable, *words], cwd=CHECKOUT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True
    )
    return finish(process) if wait else process


def finish(process) -> str:
    out, _nothing = process.communicate(timeout=300)
    assert process.returncode == 0
    return out


def racer(environment, what, number=0, *, wait=True):
    return run(environment, "-m", "tests.workshops.racer", what, str(number), wait=wait)


@contextmanager
def doors(environment, *, threads=2, target="halton_coprod.wsgi:application"):
    """The hub with several processes, each of which takes people in, so many at once."""
    port = free_port()
    granian = Path(sys.executable).parent / "granian"
    command = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(PROCESSES)]
    command += ["--blocking-threads", str(threads), "--log-level", "error", "--workers-kill-timeout", "5"]
    command += [target]
    known = {"ALLOWED_HOSTS": "127.0.0.1", "DJANGO_SETTINGS_MODULE": "halton_coprod.settings", **environment}
    server = subprocess.Popen(command, cwd=CHECKOUT, env={**os.environ, **known})
    try:
        wait_for(f"http://127.0.0.1:{port}/health/", server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def the_race(environment) -> tuple[Counter, dict]:
    """600 people sign up by 24 clients; places are added, offered, taken and passed on at the same time."""
    presses = json.loads(racer(environment, "begin_race"))
    with doors(environment) as port:
        meanwhile = [racer(environment, what, port, wait=False) for what in ("raise", "answer", "lapse")]
        answers = crowd(port, presses, clients=CLIENTS)
        for runner in meanwhile:
            finish(runner)
    return answers, json.loads(racer(environment, "end"))


@pytest.mark.once
@pytest.mark.parametrize("kind", KINDS)
def test_exactly_so_many_get_in_nobody_is_lost_and_the_order_is_kept(tmp_path, kind):
    with own_hub(kind, tmp_path) as environment:
        answers, found = the_race(environment)
    assert answers == {302: PEOPLE - 1 + (PEOPLE - 1 + 19) // 20 + CLIENTS}
    lapsed, waiting = found.pop("lapsed"), found.pop("waiting")
    assert (lapsed > 0, lapsed + waiting) == (True, PEOPLE - LAST)
    assert found == {
        "people": PEOPLE,
        "places": PEOPLE - lapsed,
        "in": LAST,
        "offered": 0,
        "the line is whole": True,
        "numbers in line": [1, waiting // 2 + 1, waiting],
        "told of a place": LAST,
    }
