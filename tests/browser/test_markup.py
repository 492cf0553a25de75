"""The Nu HTML checker over pages that say what is wrong, as the hub sends them, in both forms."""

import re

import pytest

from .markup import markup_faults, needs_java
from .pages import Visitor
from .test_faults import FAULTS, FORMS, drawn

WRONG = {"": ["/nowhere/", "/demo/sign-in/"], "resident": ["/team/"]}


def wrong_pages(hub, form):
    """Addresses that lead nowhere, faults of the hub, and each form sent empty."""
    for role, paths in WRONG.items():
        for path in paths:
            yield f"{role}{path}", Visitor(hub, role).look(form + path).html
    for name in FAULTS:
        yield name, drawn(name, form)
    for role, paths in FORMS.items():
        visitor = Visitor(hub, role)
        for path in (path for path, links in paths.items() if not links):
            answer = visitor.send_empty(form + path)
            assert re.search(r"<title>(Error|Mistake|Problem): ", answer.html), path
            yield f"{role}{path}", answer.html


@needs_java
@pytest.mark.parametrize("form", ["", "/easy"])
def test_the_checker_finds_nothing(hub, tmp_path, form):
    assert markup_faults(dict(wrong_pages(hub, form)), tmp_path) == []
