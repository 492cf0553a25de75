"""Several clocks at once, on both databases: each thing is nudged about once, each person reminded and asked once."""

import json

import pytest

from tests.databases import KINDS, own_hub

from .racer import OVER
from .test_race import racer

CLOCKS = 3


@pytest.mark.once
@pytest.mark.parametrize("kind", KINDS)
def test_each_nudge_is_one_message_and_one_line(tmp_path, kind):
    with own_hub(kind, tmp_path) as environment:
        found = json.loads(racer(environment, "nudge", CLOCKS))
    assert found == {"sent": OVER, "messages": OVER, "lines": OVER}


@pytest.mark.once
@pytest.mark.parametrize("kind", KINDS)
def test_each_person_is_reminded_and_asked_how_it_was_once(tmp_path, kind):
    with own_hub(kind, tmp_path) as environment:
        assert json.loads(racer(environment, "ask", CLOCKS)) == {"-soon-": OVER, "-how-was-it": OVER}
