"""What journeys that change something share: a hub of their own, and small phones."""

from urllib.parse import urljoin, urlsplit

import pytest

from tests.browser.audit import AXE, faults
from tests.browser.test_print import wrong_on_paper
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


@pytest.fixture
def look_closely(chromium):
    """What is wrong with the page that somebody has come to, or with others of theirs: seen with JavaScript, which
    finds it.
    """

    def look_closely(page, *paths):
        context = chromium.new_context(storage_state=page.context.storage_state())
        context.add_init_script(AXE)
        seen, address = context.new_page(), page.url
        for path in paths or [""]:
            seen.goto(urljoin(address, path))
            assert (seen.url, faults(seen)) == (urljoin(address, path), [])
        context.close()

    return look_closely


@pytest.fixture
def look_on_paper(chromium):
    """What is wrong with the page that somebody has come to, when they print it."""

    def look_on_paper(page, form):
        address = urlsplit(page.url)
        known = {"storage_state": page.context.storage_state(), "base_url": f"{address.scheme}://{address.netloc}"}
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, **known)
        printed = context.new_page()
        printed.emulate_media(media="print")
        assert wrong_on_paper(printed, form, [address.path.removeprefix(form)]) == {}
        assert printed.url == page.url
        context.close()

    return look_on_paper
