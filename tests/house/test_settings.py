"""Settings: safe when nothing is said, one clear sentence when something is missing."""

import os
import re
import subprocess
import sys
import tomllib

import pytest
from django.conf import settings

from members.checks import sealed_with_a_key_of_its_own

KEY = "made-up-for-this-test-" + "0123456789abcdefghij" * 3


def python(*words, **environment):
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env={**clean, **environment}, capture_output=True, text=True, check=False
    )


def manage(*words, **environment):
    return python("manage.py", *words, **environment)


def test_a_missing_secret_key_is_one_sentence(tmp_path):
    said = manage("check", HUB_DATA=str(tmp_path))
    assert said.returncode == 1
    assert said.stderr.startswith("SECRET_KEY is missing. The hub needs one long random value")
    assert (said.stderr.count("\n"), said.stderr.count("Traceback")) == (1, 0)


def test_a_server_without_a_secret_key_says_the_same_sentence(tmp_path):
    said = python("-c", "import halton_coprod.wsgi", HUB_DATA=str(tmp_path))
    assert said.returncode == 1
    assert said.stderr.startswith("SECRET_KEY is missing. The hub needs one long random value")
    assert (said.stderr.count("\n"), said.stderr.count("Traceback")) == (1, 0)


@pytest.mark.django_db
def test_no_cookie_goes_over_an_open_line_or_to_another_website(client, resident):
    """Those of a sign-in, of a form and of how somebody reads; no script needs any."""
    page = {"Host": "testserver", "Referer": "https://testserver/help/"}
    client.get("/easy/help/", headers=page, secure=True)
    client.get("/help/call-me/", secure=True)
    client.post("/accounts/login/", {"email": resident.email}, secure=True)
    flags = {name: (one["secure"], one["httponly"], one["samesite"]) for name, one in client.cookies.items()}
    safe = (True, True, "Lax")
    assert flags == {"sessionid": safe, "csrftoken": (True, "", "Lax"), "reading_form": safe}


@pytest.mark.parametrize("mark", ["1", "999999"])
def test_nothing_but_its_command_switches_on_the_demo(tmp_path, mark):
    said = manage("check", HUB_DATA=str(tmp_path), SECRET_KEY=KEY, HUB_DEMO=mark)
    assert said.returncode == 1
    assert said.stderr.startswith("HUB_DEMO is set, but the demo command did not set it.")


def test_the_deployment_check_finds_nothing(tmp_path):
    (tmp_path / "static").mkdir()
    known = {"HUB_DATA": str(tmp_path), "SECRET_KEY": KEY, "DATA_KEYS": KEY[::-1]}
    said = manage("check", "--deploy", "--fail-level", "INFO", **known)
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize("keys", ["", KEY, f"new-{KEY},{KEY}"])
def test_the_deployment_check_says_when_what_is_sealed_has_no_key_of_its_own(settings, keys):
    settings.SECRET_KEY, settings.DATA_KEYS = KEY, keys.split(",") if keys else [KEY]
    assert [one.id for one in sealed_with_a_key_of_its_own(None)] == ["members.I001"]
    settings.DATA_KEYS = [KEY[::-1]]
    assert sealed_with_a_key_of_its_own(None) == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/easy/charter/", "/nowhere/", "/accounts/login/", "/static/css/base.css"])
def test_every_answer_carries_the_headers_that_protect(client, path):
    answer = client.get(path, secure=True)
    answer.close()
    headers = answer.headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[f"{kind}-src"] for kind in ("script", "style", "img", "font", "connect")} == {"'self'"}
    assert (policy["base-uri"], policy["frame-ancestors"], policy["form-action"]) == ("'none'", "'none'", "'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["Permissions-Policy"].count("=()") == len(headers["Permissions-Policy"].split(","))


def as_registered(name: str) -> str:
    """The same name however it is written: Django, django; pdfminer.six, pdfminer-six."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_pinned():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    wanted = {as_registered(re.match(r"[\w.-]+", one)[0]) for one in named} - {project["name"]}
    lines = (settings.BASE_DIR / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {as_registered(line.partition("==")[0]) for line in lines if "==" in line}
    assert (len(wanted) > 30, wanted - pinned) == (True, set())


@pytest.mark.parametrize("name", ["Makefile", ".ci/run", "pyproject.toml", "constraints.txt"])
def test_no_package_registry_is_named(name):
    words = (settings.BASE_DIR / name).read_text(encoding="utf-8")
    assert re.findall(r"pypi\.org|pythonhosted|index-url|registry", words) == []
