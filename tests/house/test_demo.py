"""The demo: one command builds the example hub and serves it; one press signs in; nothing else can switch that on."""

import re
import subprocess
import urllib.error
import urllib.request
from http.cookiejar import CookieJar

import pytest

from tests.hub import start

pytestmark = pytest.mark.once

ROLES = ("resident", "supporter", "facilitator", "pool-staff", "editor", "curator", "second-curator", "approver")


@pytest.fixture
def demo(hub):
    return hub.address


def browser():
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_signs_in_with_one_press(demo, role):
    with browser().open(f"{demo}/demo/sign-in/", data=f"role={role}".encode()) as answer:
        room = "me" if role in ("resident", "supporter") else "team"
        assert (answer.status, answer.url) == (200, f"{demo}/{room}/")


def test_an_unknown_role_gets_the_choice_again(demo):
    with pytest.raises(urllib.error.HTTPError) as answer:
        browser().open(f"{demo}/easy/demo/sign-in/", data=b"role=mayor")
    assert answer.value.code == 400
    assert answer.value.read().decode().count('name="role"') == len(ROLES)


@pytest.mark.parametrize(("form", "on_the_first_page"), [("", 9), ("/easy", 8)])
def test_the_example_charter_is_there_and_says_that_it_is_an_example(demo, form, on_the_first_page):
    page = urllib.request.urlopen(f"{demo}{form}/charter/").read().decode()
    assert page.count('class="example-band"') == 1
    promises = urllib.request.urlopen(f"{demo}{form}/charter/accountability/").read().decode()
    assert len(set(re.findall(rf'href="{form}/charter/accountability/([a-z-]+)/"', promises))) == on_the_first_page


def test_faults_show_nothing_internal(demo):
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"{demo}/nowhere/")
    assert answer.value.code == 404
    assert answer.value.read().decode().count("urlpatterns") == 0


def test_a_second_demo_on_the_same_port_says_so(demo, tmp_path):
    port = demo.rpartition(":")[2]
    second = start({"PORT": port, "HUB_DATA": str(tmp_path)}, stderr=subprocess.PIPE, text=True)
    _out, said = second.communicate(timeout=60)
    sentence = f"Something else uses port {port} already. Choose another: make demo PORT={int(port) + 1}\n"
    assert (second.returncode, said) == (1, sentence)


def test_it_refuses_to_run_beside_a_real_mail_server(tmp_path):
    demo = start(
        {"PORT": "0", "HUB_DATA": str(tmp_path), "EMAIL_URL": "smtp://mail.example.org"},
        stderr=subprocess.PIPE,
        text=True,
    )
    _out, said = demo.communicate(timeout=60)
    assert demo.returncode == 1
    assert said == (
        "The demo lets anybody sign in as staff, so it never runs with a real mail server. "
        "Remove EMAIL_URL from the environment, or do not run the demo.\n"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["", "/easy"])
def test_outside_the_demo_there_is_no_such_page(client, form):
    assert client.get(f"{form}/demo/").status_code == 404
    assert client.post(f"{form}/demo/sign-in/", {"role": "editor"}).status_code == 404
