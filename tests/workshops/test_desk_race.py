"""Several registers at once, each tap sent twice, on both databases: everybody is counted once."""

import json

import pytest

from tests.databases import KINDS, own_hub

from .racer import MEETINGS, TO_TICK
from .test_race import finish, racer

REGISTERS = 3


def the_day(environment) -> dict:
    racer(environment, "begin_register")
    for runner in [racer(environment, "tick", register, wait=False) for register in range(REGISTERS)]:
        finish(runner)
    return json.loads(racer(environment, "end_register"))


@pytest.mark.once
@pytest.mark.parametrize("kind", KINDS)
def test_each_tap_counts_once(tmp_path, kind):
    with own_hub(kind, tmp_path) as environment:
        found = the_day(environment)
    walk_ins = REGISTERS * TO_TICK + 1
    assert found == {"people": TO_TICK + walk_ins, "supporters": TO_TICK, "taps": TO_TICK + walk_ins}


@pytest.mark.once
@pytest.mark.parametrize("kind", KINDS)
def test_namesakes_who_press_at_once_have_a_place_each(tmp_path, kind):
    with own_hub(kind, tmp_path) as environment:
        found = json.loads(racer(environment, "namesakes", REGISTERS))
    assert found == [[REGISTERS] * MEETINGS, REGISTERS * MEETINGS]
