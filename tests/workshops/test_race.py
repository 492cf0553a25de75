"""Many processes at once for few places, on both databases: exactly so many in, nobody lost, the order kept."""

import json
import os
import subprocess
import sys

import pytest

from tests.hub import CHECKOUT
from tests.run import postgres, postgres_folder

CLIENTS = 6


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


def the_race(environment, *more) -> dict:
    run(environment, "manage.py", "migrate", "-v0")
    racer(environment, "begin")
    runners = [racer(environment, "race", number, wait=False) for number in range(CLIENTS)]
    runners += [racer(environment, what, wait=False) for what in more]
    for runner in runners:
        finish(runner)
    return json.loads(racer(environment, "end"))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_exactly_so_many_get_in_and_nobody_is_lost(tmp_path, kind):
    if kind == "sqlite":
        found = the_race({"HUB_DATA": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/hub.sqlite3"}, "raise")
    elif postgres_folder():
        with postgres() as url:
            found = the_race({"HUB_DATA": str(tmp_path), "DATABASE_URL": url}, "raise")
    else:
        pytest.skip("no PostgreSQL on this machine")
    everybody = CLIENTS * 10 + 1
    assert (found["all"], found["in"] + found["offered"], found["in order"]) == (everybody, 20, True)
    assert found["waiting"] == everybody - 20
