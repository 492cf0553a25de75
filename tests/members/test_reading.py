"""How a person reads follows them: from the switch to the profile, and from there to the next device."""

import pytest
from django.test import Client

from halton_coprod.easyread import mode

CHOICE = {"form": "easy", "size": "large", "colours": "cream", "pictures": "on", "next": "/"}


@pytest.fixture
def device(resident):
    """A browser in which the resident has signed in."""
    device = Client(headers={"host": "testserver"})
    device.force_login(resident)
    return device


def kept(person):
    person.refresh_from_db()
    return person.reads_form, person.reads_with


def test_how_somebody_reads_at_the_first_signed_in_page_is_kept(device, resident):
    device.get("/easy/")
    assert kept(resident) == ("easy", "normal.white.on")


def test_pressing_the_switch_is_kept_on_the_profile(device, resident):
    device.get("/words/")
    device.get("/easy/words/", headers={"referer": "http://testserver/words/"})
    assert kept(resident) == ("easy", "normal.white.on")


def test_following_a_link_of_the_other_form_changes_nothing(device, resident):
    device.get("/words/")
    device.get("/easy/words/", headers={"referer": "http://testserver/help/"})
    assert kept(resident) == ("standard", "normal.white.on")


def test_saved_reading_settings_are_kept_and_reach_another_device(device, resident):
    device.post("/reading/", CHOICE)
    assert kept(resident) == ("easy", "large.cream.on")

    other = Client()
    other.force_login(resident)
    other.get("/words/")
    assert other.cookies[mode.FORM_COOKIE].value == "easy"
    assert other.cookies[mode.SETTINGS_COOKIE].value == "large.cream.on"
    assert other.get("/")["Location"] == "/easy/"


def test_a_person_who_is_not_signed_in_gets_no_cookie(client, db):
    assert client.get("/words/").cookies == {}


def test_the_reading_of_one_person_does_not_reach_another(device, resident, stranger):
    device.post("/reading/", CHOICE)
    device.logout()
    device.cookies.clear()
    device.force_login(stranger)
    device.get("/words/")
    assert kept(stranger) == ("standard", "normal.white.on")
