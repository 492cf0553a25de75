"""Call me back: asked without a sign-in, kept until somebody has called."""

import re
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from halton_coprod import services
from halton_coprod.models import CallBack
from halton_coprod.record.models import AuditLine
from halton_coprod.views.calls import MOST_AN_HOUR
from members.models import RetentionRun

from .pages import page

pytestmark = pytest.mark.django_db

CALL = {"name": "Sam Example", "phone": "01632 960 999"}


def ask(client, **changed):
    return client.post("/easy/help/call-me/", {**CALL, "token": uuid4(), **changed})


def test_asking_for_a_call_needs_no_sign_in_and_says_when_we_call(client):
    answer = ask(client)
    assert answer["Location"] == "/easy/help/call-me/asked/"
    done = page(client, answer["Location"])
    assert re.search(r"(Monday|Tuesday|Wednesday|Thursday|Friday) \d+ \w+ \d{4}", done)
    call = CallBack.objects.get()
    assert (call.name, call.phone, call.state) == ("Sam Example", "01632 960 999", "asked")


def test_nothing_personal_stands_in_the_audit_or_in_an_address(client):
    answer = ask(client)
    line = AuditLine.objects.get()
    assert (line.verb, line.fields, line.note) == ("halton_coprod.callback.ask", ["name", "phone"], "")
    assert "Sam" not in answer["Location"]


def test_pressing_twice_makes_one_call(client):
    token = uuid4()
    assert ask(client, token=token).status_code == ask(client, token=token, name="Other").status_code == 302
    assert CallBack.objects.get().name == "Sam Example"
    assert AuditLine.objects.count() == 1


def test_whoever_goes_back_and_asks_again_is_called_once(client):
    ask(client)
    ask(client)
    assert CallBack.objects.count() == AuditLine.objects.count() == 1
    for other in ({"name": "Housemate Example"}, {"phone": "01632 960 998"}, {"about": "story"}):
        ask(client, **other)
    assert CallBack.objects.count() == 4
    CallBack.objects.update(asked_at=timezone.now() - timedelta(days=2))
    ask(client)
    assert CallBack.objects.count() == 5


def test_a_robot_is_thanked_and_nothing_is_kept(client):
    assert ask(client, website="spam").status_code == 302
    assert CallBack.objects.count() == 0


@pytest.mark.parametrize("phone", ["", "123", "call my sister", "0" * 39, "+44 1632 960 999 ext"])
def test_a_number_we_cannot_dial_is_sent_back_with_what_was_typed(client, phone):
    answer = ask(client, phone=phone)
    assert answer.status_code == 200
    found = answer.content.decode()
    assert "Sam Example" in found
    assert re.search(r"<title>[^<]+: ", found)
    assert CallBack.objects.count() == 0


@pytest.mark.parametrize("phone", ["01632960999", "+44 (0)1632 960-999", " 01632  960 999 ", "01632/960.999"])
def test_any_way_of_writing_a_number_is_fine(client, phone):
    assert ask(client, phone=phone).status_code == 302


def test_too_many_asks_from_one_place_wait(client):
    for _ in range(MOST_AN_HOUR):
        assert ask(client).status_code == 302
    answer = ask(client, name="Sam Toomany")
    assert answer.status_code == 429
    assert 'data-mode="easy"' in answer.content.decode()
    assert 'href="/easy/help/call-me/">' in answer.content.decode()
    assert "Sam Toomany" in page(client, "/easy/help/call-me/")


def test_what_was_typed_survives_the_switch(client):
    token = uuid4()
    switched = client.post("/help/call-me/", {**CALL, "token": token, "_switch": "1"})
    assert switched["Location"] == "/easy/help/call-me/"
    found = page(client, switched["Location"])
    assert "Sam Example" in found
    assert str(token) in found
    assert "error" not in re.search(r"<main.*</main>", found, re.S)[0].lower().replace("error-", "")


def test_pool_staff_call_and_the_person_is_forgotten(client, pool_staff):
    ask(client)
    client.force_login(pool_staff)
    assert "01632 960 999" in page(client, "/team/calls/")
    client.post(f"/team/calls/{CallBack.objects.get().pk}/finish/")
    call = CallBack.objects.get()
    assert (call.state, call.name, call.phone) == ("done", "", "")
    assert AuditLine.objects.about(call).last().note == "asked → done"
    assert "01632 960 999" not in page(client, "/team/calls/")


def test_nobody_else_sees_or_finishes_calls(client, editor):
    ask(client)
    assert client.get("/team/calls/").status_code == 302
    client.force_login(editor)
    assert client.get("/team/calls/").status_code == 403
    assert client.post(f"/team/calls/{CallBack.objects.get().pk}/finish/").status_code == 403
    assert CallBack.objects.get().state == "asked"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_calls_asks_the_same_whatever_its_length(client, pool_staff, count, django_assert_num_queries):
    for number in range(count):
        ask(client, name=f"Sam {number}")
    client.force_login(pool_staff)
    page(client, "/team/calls/")
    with django_assert_num_queries(5):
        page(client, "/team/calls/")


def test_a_stolen_database_says_nobodys_name_or_number(client):
    ask(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM halton_coprod_callback")
        (kept,) = cursor.fetchall()
    assert [word for word in ("Sam Example", "01632", "960 999") if word in str(kept)] == []
    assert CallBack.objects.get().phone == "01632 960 999"


@pytest.mark.parametrize(
    ("state", "days", "stays"), [("done", 29, True), ("done", 31, False), ("asked", 364, True), ("asked", 366, False)]
)
def test_the_clock_forgets_calls(client, pool_staff, state, days, stays):
    ask(client)
    if state == "done":
        services.finish_call(CallBack.objects.get(), by=pool_staff)
    CallBack.objects.update(asked_at=timezone.now() - timedelta(days=days))
    call_command("tick", stdout=StringIO())
    assert CallBack.objects.exists() == stays
    assert RetentionRun.objects.filter(kind="calls", rows=1).exists() != stays
