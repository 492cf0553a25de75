"""Joining and the guard: robots, the too quick, and too many from one address lose nothing that they wrote."""

import pytest

from members import guard
from members.joining import views
from members.models import JoinDraft, Member
from tests.conftest import HubClient

from .joining import FORMS, LEAST, join, send, walk

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("nobody_waits")]


@FORMS
def test_a_robot_lands_at_the_start_and_nothing_is_kept(client, form):
    page = client.get(f"{form}/join/name/")
    answer = send(client, page, {"name": "Robot", "website": "http://spam.example"})
    assert answer["Location"] == f"{form}/join/done/"
    assert client.get(answer["Location"])["Location"] == f"{form}/join/"
    assert (JoinDraft.objects.count(), Member.objects.count()) == (0, 0)


def test_too_quick_is_asked_to_press_again_with_the_words_kept(client, monkeypatch):
    monkeypatch.setattr(guard, "QUICKEST", 600)
    page = client.get("/join/name/")
    answer = send(client, page, {"name": "Rosa Example"})
    assert [str(one) for one in answer.context["messages"]] == [str(guard.TOO_QUICK)]
    assert answer.context["form"]["name"].value() == "Rosa Example"
    assert JoinDraft.objects.count() == 0


@pytest.mark.parametrize("opened", ["", "forged", "open:1:forged"])
def test_a_page_that_we_did_not_draw_is_asked_again(client, opened):
    answer = client.post("/join/name/", {"name": "Rosa Example", "opened": opened})
    assert answer.context["form"]["name"].value() == "Rosa Example"
    assert JoinDraft.objects.count() == 0


@pytest.mark.parametrize("name", ["\u200b", "\u202e\u200b", "\u2060 \u200d", "\u3164", "\u0301", "\n"])
def test_a_name_of_which_nothing_is_seen_is_none(client, name):
    answer = send(client, client.get("/join/name/"), {"name": name})
    assert (answer.status_code, answer.context["form"].errors) == (200, {"name": ["Tell us what to call you."]})


@FORMS
def test_a_name_is_one_line_and_an_address_keeps_its_lines(client, form):
    own = {"name": "Eve\u200b\nBcc: x\r\n", "way": "letter", "address": "9 Row\r\nWidnes\r\nWA8 0XX"}
    page, _asked = walk(client, form, {**LEAST, **{step: {step: said} for step, said in own.items()}})
    send(client, page, {})
    found = Member.objects.get()
    assert (found.name, found.address.splitlines()) == ("Eve Bcc: x", ["9 Row", "Widnes", "WA8 0XX"])


@FORMS
def test_beginning_too_often_waits_and_keeps_what_was_written(client, monkeypatch, form):
    monkeypatch.setattr(views, "MOST_BEGUN", 1)
    for status in (302, 429):
        other = HubClient()
        page = other.get(f"{form}/join/name/")
        answer = send(other, page, {"name": "Rosa Example"})
        assert answer.status_code == status
    assert answer["Retry-After"] == "3600"
    assert other.get(f"{form}/join/name/").context["form"]["name"].value() == "Rosa Example"
    assert JoinDraft.objects.count() == 1


@FORMS
def test_joining_too_often_waits_and_loses_nothing(client, monkeypatch, form):
    monkeypatch.setattr(views, "MOST_FINISHED", 1)
    join(client, form)
    other = HubClient()
    page, _asked = walk(other, form)
    assert send(other, page, {}).status_code == 429
    assert (Member.objects.count(), JoinDraft.objects.count()) == (1, 1)
    assert other.get(f"{form}/join/check/").content.decode().count("Rosa Example") > 0
