"""What was typed waits under the address of its page, whatever is typed on other pages in between."""

import pytest
from django.core import mail

from halton_coprod.easyread import typed
from tests.members.test_sign_in import code_in

pytestmark = [pytest.mark.once, pytest.mark.django_db]
HERE = {"headers": {"origin": "http://testserver"}}
SWITCH = {"_switch": "1"}
CODE = "/accounts/login/code/confirm/"


@pytest.fixture
def lost(client):
    """Where somebody is led whose sign-in ran out while writing in the standard form."""
    posted = client.post("/me/name/", {"name": "Somebody New"}, **HERE)
    assert posted["Location"] == "/accounts/login/?next=/me/name/"
    return posted["Location"]


def typed_again(client, address: str) -> tuple[str, int]:
    """Where somebody is now, and how often the lost words stand there."""
    return address, client.get(address).content.decode().count('value="Somebody New"')


def type_newest_code(client, address: str) -> str:
    return client.post(address, {"code": code_in(mail.outbox[-1])})["Location"]


def test_the_switch_on_the_way_back_takes_nothing(client, resident, lost):
    """On the page for the email address, and on the page for the code."""
    easy = client.post(lost, {"email": resident.email, **SWITCH})["Location"]
    assert client.get(easy).content.decode().count(f'value="{resident.email}"') == 1
    standard = client.post(client.post(easy, {"email": resident.email})["Location"], SWITCH)["Location"]
    assert standard == f"{CODE}?next=%2Fme%2Fname%2F"
    back = client.post(standard, SWITCH)["Location"]
    assert typed_again(client, type_newest_code(client, back)) == ("/easy/me/name/", 1)


def test_the_other_form_says_too_that_the_words_are_safe(client, resident, lost):
    safe = "What you wrote is safe."
    assert client.get(lost).content.decode().count(safe) == 1
    easy = client.post(lost, {"email": resident.email, **SWITCH})["Location"]
    assert client.get(easy).content.decode().count(safe) == 1
    nothing_lost = client.post("/accounts/login/?next=/me/", {"email": resident.email, **SWITCH})["Location"]
    assert client.get(nothing_lost).content.decode().count(safe) == 0


@pytest.mark.parametrize("button", ["/team/calls/1/finish/", "/easy/team/pool/1/confirm/"])
def test_whoever_lost_the_sign_in_at_a_button_comes_back_to_its_page(client, button):
    """A button has no page of its own: where it was pressed it is pressed again, and nothing is promised."""
    before = {"headers": {"origin": "http://testserver", "referer": "http://testserver/team/calls/?page=2"}}
    login = client.post(button, {"seat": "3"}, **before)["Location"]
    page = client.get(login).content.decode()
    assert login.endswith("/accounts/login/?next=/team/calls/%3Fpage%3D2")
    assert (page.count("press the button again"), page.count("What you wrote is safe")) == (1, 0)
    elsewhere = {"headers": {"origin": "http://testserver", "referer": "http://testserver//evil.example/"}}
    assert client.post(button, {}, **elsewhere)["Location"].endswith("/accounts/login/?next=/evil.example/")


def test_five_wrong_codes_lose_neither_the_way_nor_the_words(client, resident, lost):
    code = client.post(lost, {"email": resident.email})["Location"]
    for _try in range(5):
        answer = client.post(code, {"code": "1"})
    login = client.get(answer["Location"])["Location"]
    code = client.post(login, {"email": resident.email})["Location"]
    assert typed_again(client, type_newest_code(client, code)) == ("/me/name/", 1)


def test_another_email_address_loses_neither(client, resident, lost):
    page = client.get(client.post(lost, {"email": "wrong@example.org"})["Location"])
    assert page.content.decode().count('value="/accounts/login/?next=/me/name/"') == 1
    login = client.post("/accounts/logout/", {"next": "/accounts/login/?next=/me/name/"})["Location"]
    code = client.post(login, {"email": resident.email})["Location"]
    assert typed_again(client, type_newest_code(client, code)) == ("/me/name/", 1)


def test_coming_back_to_the_sign_in_that_has_begun_loses_neither(client, resident, lost):
    client.post(lost, {"email": resident.email})
    assert typed_again(client, type_newest_code(client, client.get(lost)["Location"])) == ("/me/name/", 1)


def test_an_email_that_could_not_be_sent_loses_neither(client, resident, lost, settings):
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    login = client.post(lost, {"email": resident.email})["Location"]
    settings.EMAIL_BACKEND = works
    code = client.post(login, {"email": resident.email})["Location"]
    assert typed_again(client, type_newest_code(client, code)) == ("/me/name/", 1)


def test_the_way_by_a_passkey_leads_there_too(client, lost):
    page = client.get(lost).content.decode()
    assert page.count('href="/accounts/login/passkey/?next=/me/name/"') == 1
    passkey = client.get("/accounts/login/passkey/?next=/me/name/").content.decode()
    assert passkey.count('<input type="hidden" name="next" value="/me/name/">') == 1
    assert passkey.count('href="/accounts/login/?next=/me/name/"') == 1
    failed = client.post("/accounts/2fa/webauthn/login/", {"credential": "x", "next": "/me/name/"})
    assert failed["Location"] == "/accounts/login/?next=%2Fme%2Fname%2F"


def test_nobody_is_led_to_another_website_on_the_way(client):
    address = "https://elsewhere.example/"
    failed = client.post("/accounts/2fa/webauthn/login/", {"credential": "x", "next": address})
    assert failed["Location"] == "/accounts/login/"


CALL, ASK, LOGIN = "/help/call-me/", "/charter/adopters/ask/", "/accounts/login/"
WORDS = {CALL: {"name": "Sam Example"}, ASK: {"contact_name": "Sam Example"}, LOGIN: {"email": "Sam Example"}}


def kept(client) -> list[str]:
    return [page for page in WORDS if "Sam Example" in client.get(page).content.decode()]


def test_each_page_keeps_its_own_words(client):
    for page, words in WORDS.items():
        client.post(page, {**words, **SWITCH})
    assert kept(client) == [CALL, ASK, LOGIN]
    assert kept(client) == []


@pytest.mark.parametrize(("bound", "most"), [("MOST_PLACES", 2), ("MOST_KEPT_IN_ALL", 50)])
def test_what_waited_longest_goes_when_there_is_too_much(client, monkeypatch, bound, most):
    monkeypatch.setattr(typed, bound, most)
    for page, words in WORDS.items():
        client.post(page, {**words, **SWITCH})
    assert kept(client) == [ASK, LOGIN]
