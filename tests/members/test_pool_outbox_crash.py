"""Exactly once: killed in the middle, two at once, a server that refuses or falls silent; on both databases."""

import json
import os
import subprocess
import sys

import pytest

from tests.databases import CHECKOUT, KINDS, own_hub

from .post_office import office

pytestmark = pytest.mark.once
PATIENCE = 120


class Hub:
    """A database with the outbox in it, and processes that send from it."""

    def __init__(self, environment):
        self.environment = {**os.environ, **environment, "EMAIL_TIMEOUT": "3"}

    def start(self, *words, post=None):
        environment = {**self.environment, **({"EMAIL_URL": post.url} if post else {})}
        return subprocess.Popen(
            [sys.executable, *words], cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, text=True
        )

    def run(self, *words, post=None) -> str:
        process = self.start(*words, post=post)
        out, _nothing = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        return out

    def do(self, *deeds, post=None) -> dict:
        """In a process of its own; what stands in the outbox afterwards."""
        return json.loads(self.run("-m", "tests.members.sender", *deeds, "end", post=post))

    def tick(self, post):
        """The command that runs every few minutes, with every job of every app; the outbox is its last."""
        return self.start("manage.py", "tick", post=post)


@pytest.fixture(scope="module", params=KINDS)
def outbox(request, tmp_path_factory):
    """One for each kind of database; each test begins with an empty outbox."""
    with own_hub(request.param, tmp_path_factory.mktemp("outbox")) as environment:
        yield Hub(environment)


def test_when_a_tick_is_killed_in_the_middle_nobody_gets_two_and_one_is_for_a_person(outbox):
    outbox.do("begin:12")
    with office(stop_at=5) as post:
        first = outbox.tick(post)
        assert post.stopped.wait(PATIENCE)
        first.kill()
        first.communicate()
        post.go_on.set()
        assert outbox.do("send", post=post)["states"] == {"sent": 11, "sending": 1}
        found = outbox.do("hours", "send", post=post)
    assert found["states"] == {"sent": 11, "failed not sure": 1}
    assert sorted(post.got) == sorted(found["ids"])


def test_two_ticks_at_once_send_each_message_once(outbox):
    outbox.do("begin:60")
    with office() as post:
        both = [outbox.tick(post) for _number in range(2)]
        for one in both:
            one.communicate(timeout=PATIENCE)
        assert [one.returncode for one in both] == [0, 0]
    found = outbox.do()
    assert found["states"] == {"sent": 60}
    assert sorted(post.got) == sorted(found["ids"])


def test_a_server_that_refuses_or_falls_silent_or_is_gone_holds_up_nobody(outbox):
    with office() as post:
        first = outbox.do("trouble", "send", post=post)["by name"]
        assert first == {
            **dict.fromkeys(("Ann", "Ben", "Cy"), "sent"),
            "refuse": "failed refused",
            "later": "waiting",
            "silent": "failed not sure",
            "Di": "waiting",
        }
        second = outbox.do("hours", "send", post=post)["by name"]
        assert second == {**first, "Di": "sent"}
        assert len(post.got) == len(set(post.got)) == 5
    assert outbox.do("hours", "send", post=post)["by name"] == second
