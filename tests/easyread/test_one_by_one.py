"""Short forms in easy read: one question a page, what was answered goes along, and all of it is sent at the end."""

from uuid import uuid4

import pytest
from django.forms import BaseForm

from charter.models import Concern
from halton_coprod.easyread.one_by_one import OneByOne
from halton_coprod.easyread.pictures import PICTURES
from halton_coprod.models import CallBack

from .one_by_one import TELL, asked, press

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("nobody_waits")]


def test_the_standard_page_asks_all_of_it(client):
    page = client.get(TELL)
    assert asked(page) == ["what_happened", "value", "name", "way", "reach"]
    assert page.content.decode().count('name="_at"') == 0


def test_each_page_asks_one_and_the_last_button_sends_all(client):
    page = client.get(f"/easy{TELL}")
    assert (asked(page), page.content.decode().count("Question 1 of 4")) == (["what_happened"], 1)
    page = press(client, page, what_happened="Nobody\nasked us.")
    assert asked(page) == ["value"]
    page = press(client, page, value="")
    assert asked(page) == ["name"]
    page = press(client, page, name="Rosa")
    assert (asked(page), Concern.objects.count()) == (["way", "reach"], 0)
    assert press(client, page, way="email", reach="rosa@home.example")["Location"] == "/easy/charter/concerns/sent/"
    concern = Concern.objects.get()
    assert (concern.what_happened, concern.name, concern.way) == ("Nobody\nasked us.", "Rosa", "email")


def test_a_fault_stays_on_its_page_and_no_other_is_found_yet(client):
    page = press(client, client.get(f"/easy{TELL}"), what_happened="")
    assert (asked(page), page.content.decode().count('class="fault"')) == (["what_happened"], 1)


def test_going_back_finds_no_fault_and_keeps_what_was_typed(client):
    page = press(client, client.get(f"/easy{TELL}"), what_happened="Nobody asked.")
    page = press(client, page)
    long = "x" * 200
    page = press(client, page, name=long, _back="1")
    assert (asked(page), page.content.decode().count('class="fault"')) == (["value"], 0)
    page = press(client, page)
    assert (asked(page), page.content.decode().count(long)) == (["name"], 1)
    page = press(client, page, name=long)
    assert (asked(page), page.content.decode().count('class="fault"')) == (["name"], 1)


def test_going_back_from_the_last_question_sends_nothing(client):
    page = client.get(f"/easy{TELL}")
    for said in ({"what_happened": "Nobody asked."}, {}, {}):
        page = press(client, page, **said)
    page = press(client, page, way="none", _back="1")
    assert (asked(page), Concern.objects.count()) == (["name"], 0)


@pytest.mark.parametrize("at", ["-1", "99", "x", "²"])
def test_a_made_up_number_of_a_question_changes_nothing(client, at):
    page = client.post(f"/easy{TELL}", {"_at": at, "token": str(uuid4())})
    assert asked(page) == ["what_happened"]


def test_the_switch_keeps_the_question_and_all_answers(client):
    page = press(client, client.get(f"/easy{TELL}"), what_happened="Nobody asked.")
    there = press(client, page, value="", _switch="1")["Location"]
    assert there == TELL
    page = client.get(there)
    assert asked(page) == ["what_happened", "value", "name", "way", "reach"]
    assert page.content.decode().count("Nobody asked.") == 1
    press(client, page, TELL, what_happened="Nobody asked us.", name="Rosa", _switch="1")
    page = client.get(f"/easy{TELL}")
    assert (asked(page), page.content.decode().count("Nobody asked us.")) == (["what_happened"], 1)


def test_a_call_is_asked_for_in_two_short_pages(client):
    address, page = "/easy/help/call-me/", client.get("/easy/help/call-me/")
    page = press(client, page, address, name="Sam")
    assert asked(page) == ["phone"]
    assert press(client, page, address, phone="01632 960 999")["Location"] == "/easy/help/call-me/asked/"
    call = CallBack.objects.get()
    assert (call.name, call.phone) == ("Sam", "01632 960 999")


def test_each_question_has_a_picture_or_answers_that_are_pictures_or_stands_with_another(client):
    client.get("/")  # All forms are read in with the addresses.
    without = [
        f"{form.__name__}.{name}"
        for form in short_forms(OneByOne)
        for name, field in form.base_fields.items()
        if not field.widget.is_hidden and form.PICTURES.get(name) not in PICTURES
    ]
    assert sorted(without) == ["ConcernForm.reach", "HowItWasForm.heard", "HowItWasForm.how"]


def short_forms(kind):
    for form in kind.__subclasses__():
        if issubclass(form, BaseForm):
            yield form
        yield from short_forms(form)
