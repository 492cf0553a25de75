"""The pages of people who are signed in, in both forms: links, accessibility, type and reflow."""

import re

import pytest

from .audit import faults, style_faults
from .pages import Visitor
from .test_public import found_on

pytestmark = pytest.mark.browser
STARTS = ("/me/", "/team/", "/easy/me/", "/easy/team/")
OURS = re.compile(r"/(easy/)?(me|team|accounts)/")


@pytest.fixture(scope="module", params=["resident", "editor", "pool-staff"])
def role(request):
    return request.param


@pytest.fixture(scope="module")
def walked(hub, role):
    starts = [start for start in STARTS if role != "resident" or "team" not in start]
    found = Visitor(hub, role).walk(*starts)
    return {path: page for path, page in found.items() if OURS.match(path)}


@pytest.fixture(scope="module")
def sample(walked):
    """Pages that differ only by a number or a name are looked at twice."""
    kinds = {}
    for path in walked:
        kinds.setdefault(re.sub(r"/\d+/|/(promises|infrastructure|adopters)/[\w-]+/", "/1/", path), []).append(path)
    return [path for paths in kinds.values() for path in paths[:2]]


@pytest.fixture(scope="module")
def page(chromium, hub, role):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.request.post(f"{hub.address}/demo/sign-in/", form={"role": role})
    yield context.new_page()
    context.close()


def test_every_link_of_a_signed_in_person_leads_to_a_page(walked):
    assert {path: page.status for path, page in walked.items() if page.status != 200} == {}


def test_nothing_is_wrong_on_a_wide_screen(page, hub, sample):
    page.set_viewport_size({"width": 1280, "height": 900})
    assert found_on(page, hub, sample, faults) == {}


def test_nothing_is_wrong_on_a_small_phone(page, hub, sample):
    page.set_viewport_size({"width": 320, "height": 640})
    assert found_on(page, hub, sample, style_faults) == {}
