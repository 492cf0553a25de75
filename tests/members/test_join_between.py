"""Joining the pool: what one answer means for another, and one thing at a time is told."""

import pytest
from django.utils import translation

from members import guard
from members.joining.answers import NOT_SAID, OWN_ADDRESS
from members.joining.steps import STEPS
from members.models import JoinDraft, Member
from tests.conftest import HubClient

from .joining import ALL, FORMS, LEAST, come_back, send, walk

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("nobody_waits")]
IN_WIDNES = {
    "name": LEAST["name"],
    "way": {"way": "letter"},
    "address": {"address": "Flat 2\r\n1 Example Street\r\nWidnes wa87qf"},
}
NAMED = {"name": "Sunil Example", "relation": "My brother", "phone": ""}


@FORMS
def test_the_postcode_of_the_address_is_filled_in_and_can_be_changed(client, form):
    come_back(client, IN_WIDNES)
    page = client.get(f"{form}/join/postcode/")
    assert page.context["form"]["postcode"].value() == "WA8 7QF"
    assert send(client, page, {"postcode": "WA7 2ES"})["Location"] == f"{form}/join/age/"
    assert client.get(f"{form}/join/postcode/").context["form"]["postcode"].value() == "WA7 2ES"


@FORMS
def test_rather_not_say_counts_more_than_what_we_filled_in(client, form):
    come_back(client, IN_WIDNES)
    page = client.get(f"{form}/join/postcode/")
    assert send(client, page, {"postcode": "WA8 7QF", "unsaid": "on"})["Location"] == f"{form}/join/age/"
    again = client.get(f"{form}/join/postcode/").context["form"]
    assert (again["postcode"].value(), again["unsaid"].value()) == ("", "True")


@pytest.mark.parametrize(
    "said", [{"way": {"way": "email"}}, {"address": {"address": "1 Example Street"}}, {"postcode": {"unsaid": "on"}}]
)
def test_no_postcode_is_filled_in_that_was_not_told(client, said):
    come_back(client, {**IN_WIDNES, **said})
    assert client.get("/join/postcode/").context["form"]["postcode"].value() is None


@FORMS
@pytest.mark.parametrize(("email", "is_own"), [("Shared@home.example", True), ("sunil@home.example", False)])
def test_at_the_persons_own_address_no_email_to_a_supporter_is_promised(client, form, email, is_own):
    said = {**ALL, "supporter-who": {**NAMED, "email": email}}
    come_back(client, {step.slug: said.get(step.slug, {}) for step in STEPS})
    told = {one["step"].slug: one["lines"] for one in client.get(f"{form}/join/check/").context["summary"]}
    with translation.override("en-simple" if form else "en-gb"):
        warned = [str(OWN_ADDRESS)] if is_own else []
    assert told["supporter-who"] == ["Sunil Example", "My brother", email, *warned]


@pytest.mark.parametrize(("typed", "told", "wrong"), [("", [], ["name"]), ("Rosa", [str(guard.TOO_QUICK)], [])])
def test_too_quick_and_empty_are_not_told_at_once(client, monkeypatch, typed, told, wrong):
    monkeypatch.setattr(guard, "QUICKEST", 600)
    answer = send(client, client.get("/join/name/"), {"name": typed})
    assert [str(one) for one in answer.context["messages"]] == told
    assert (list(answer.context["form"].errors), JoinDraft.objects.count()) == (wrong, 0)


@FORMS
def test_an_age_left_empty_is_apart_from_rather_not_said(form):
    told = {}
    for answer in ("", "unsaid"):
        client = HubClient()
        page, _asked = walk(client, form, {**LEAST, "age": {"age_band": answer}})
        told[answer] = next(one["lines"] for one in page.context["summary"] if one["step"].slug == "age")
        send(client, page, {})
    assert told == {"": [NOT_SAID], "unsaid": ["I would rather not say"]}
    assert [one.get_age_band_display() for one in Member.objects.all()] == ["Not said", "Not said"]
    assert HubClient().get(f"{form}/join/age/").content.decode().count(" checked") == 0
