"""Imports go one way, and every package and every module of the top floor has its floor."""

import subprocess
import sys
import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings

CONTRACT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
# Modules of the top floor that have no floor of their own, and why.
NO_FLOOR = {
    "apps": "read by Django; tells the floors below who else is to be erased",
    "admin": "found by Django; shows what services change",
    "migrations": "found by Django; a history, not a part of the house",
    "pagecache": "named in the settings; imports the ground floor only",
    "settings": "read by Django; imports nothing of ours",
    "texts": "words of the fixed pages; imports the ground floor only",
}


def test_imports_go_down_only():
    program = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run([program, "--no-cache"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


def test_every_app_of_ours_stands_in_the_contract():
    ours = {app.name.partition(".")[0] for app in apps.get_app_configs() if is_ours(Path(app.path))}
    assert ours - set(CONTRACT["root_packages"]) == set()


def is_ours(folder: Path) -> bool:
    return folder.is_relative_to(settings.BASE_DIR) and "site-packages" not in folder.parts


def test_every_module_of_the_top_floor_has_its_floor():
    top = settings.BASE_DIR / "halton_coprod"
    found = {path.stem for path in top.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert found - {"__init__"} == floors() | set(NO_FLOOR)


def floors() -> set[str]:
    """The modules of the top-floor package that the contract names."""
    (layers,) = (contract["layers"] for contract in CONTRACT["contracts"])
    named = {name.strip() for line in layers for name in line.replace("|", ":").split(":")}
    return {name.removeprefix("halton_coprod.") for name in named if name.startswith("halton_coprod.")}
