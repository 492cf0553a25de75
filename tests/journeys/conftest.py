"""What journeys that change something share: a hub of their own, and small phones."""

import pytest

from tests.environment import HOME
from tests.hub import running_copy


@pytest.fixture(scope="module")
def own_hub(tmp_path_factory):
    """A hub of its own: the other journeys read the example as it was loaded."""
    with running_copy(tmp_path_factory.mktemp("own-hub") / "data", HOME) as hub:
        yield hub


@pytest.fixture
def phone(chromium, own_hub):
    """Opens a small phone without JavaScript, signed in as a role or as nobody."""
    opened = []

    def open_one(role=""):
        context = chromium.new_context(
            java_script_enabled=False, viewport={"width": 320, "height": 640}, base_url=own_hub.address
        )
        opened.append(context)
        if role:
            context.request.post("/demo/sign-in/", form={"role": role})
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()
