"""Several registers at once, each tap sent twice, on both databases: everybody is counted once."""

import json

import pytest

from tests.run import postgres, postgres_folder

from .racer import TO_TICK
from .test_race import finish, racer, run

REGISTERS = 3


def the_day(environment) -> dict:
    run(environment, "manage.py", "migrate", "-v0")
    racer(environment, "begin_register")
    for runner in [racer(environment, "tick", register, wait=False) for register in range(REGISTERS)]:
        finish(runner)
    return json.loads(racer(environment, "end_register"))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_each_tap_counts_once(tmp_path, kind):
    if kind == "sqlite":
        found = the_day({"HUB_DATA": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/hub.sqlite3"})
    elif postgres_folder():
        with postgres() as url:
            found = the_day({"HUB_DATA": str(tmp_path), "DATABASE_URL": url})
    else:
        pytest.skip("no PostgreSQL on this machine")
    walk_ins = REGISTERS * TO_TICK + 1
    assert found == {"people": TO_TICK + walk_ins, "supporters": TO_TICK, "taps": TO_TICK + walk_ins}
