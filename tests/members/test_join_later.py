"""Joining later: what was said is not lost, and comes back on another device by its code."""

from datetime import timedelta

import pytest

from members import services
from members.joining import views
from members.models import JoinDraft, Message, RetentionRun, Way
from tests.conftest import HubClient

from .joining import ALL, FORMS, LEAST, send, walk

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("nobody_waits")]


@FORMS
def test_the_code_brings_everything_back_on_another_device(client, form):
    page, _asked = walk(client, form, ALL, until="interests")
    saved = send(client, page, {"interests": ["work"]}, _save="1")
    assert saved["Location"] == f"{form}/join/saved/"
    code = client.get(saved["Location"]).context["code"]

    other = HubClient()
    typed = code.lower().replace("-", " ")
    back = other.post(f"{form}/join/back/", {"code": typed})
    assert back["Location"] == f"{form}/join/taking-part/"
    page = other.get(f"{form}/join/interests/")
    assert page.context["form"]["interests"].value() == ["work"]
    assert other.get(f"{form}/join/name/").context["form"]["name"].value() == "Rosa Example"


def test_saving_keeps_what_is_not_right_yet(client):
    page, _asked = walk(client, until="email")
    assert send(client, page, {"email": "rosa at home"}, _save="1")["Location"] == "/join/saved/"
    [draft] = JoinDraft.objects.all()
    other = HubClient()
    assert other.post("/join/back/", {"code": draft.code})["Location"] == "/join/email/"
    assert other.get("/join/email/").context["form"]["email"].value() == "rosa at home"


@FORMS
def test_a_session_that_ended_in_the_middle_loses_nothing(client, form):
    page, _asked = walk(client, form, until="print")
    other = HubClient()
    answer = send(other, page, LEAST["print"])
    assert answer["Location"] == f"{form}/join/format/"
    assert other.get(f"{form}/join/name/").context["form"]["name"].value() == "Rosa Example"
    assert JoinDraft.objects.count() == 1


def test_a_draft_is_named_by_nobody_but_us(client):
    walk(client, until="way")
    [draft] = JoinDraft.objects.all()
    other = HubClient()
    page = other.get("/join/way/")
    for name in (str(draft.pk), f"{draft.pk}:forged", draft.code):
        data = {"opened": page.context["opened"], "draft": name, "way": "letter"}
        other.post("/join/way/", data)
        other.session.flush()
    assert JoinDraft.objects.get(pk=draft.pk).answers.keys() == {"name"}


def test_codes_cannot_be_guessed_all_day(client):
    answers = [client.post("/join/back/", {"code": f"BCDF-{number:04}"}).status_code for number in range(31)]
    assert answers == [200] * 30 + [429]


@FORMS
def test_a_wrong_code_says_what_to_do(client, form):
    answer = client.post(f"{form}/join/back/", {"code": "BCDF-3467"})
    [fault] = answer.context["form"].errors["code"]
    assert fault.count(" ") > 5
    assert answer.context["form"]["code"].value() == "BCDF-3467"


def test_a_draft_whose_time_is_over_is_found_by_nobody(client):
    walk(client, until="way")
    JoinDraft.objects.update(keep_until="2020-01-01T00:00:00Z")
    [draft] = JoinDraft.objects.all()
    assert client.post("/join/back/", {"code": draft.code}).status_code == 200
    assert client.get("/join/name/").context["form"]["name"].value() is None


@pytest.mark.parametrize(("days", "kept"), [(14, 1), (29, 1), (31, 0)])
def test_answers_are_kept_for_two_weeks_and_more(client, days, kept):
    walk(client, until="way")
    [draft] = JoinDraft.objects.all()
    JoinDraft.objects.update(keep_until=draft.keep_until - timedelta(days=days))
    services.forget_drafts()
    assert list(RetentionRun.objects.values_list("kind", "rows")) == ([] if kept else [("drafts", 1)])
    assert JoinDraft.objects.count() == kept
    assert HubClient().post("/join/back/", {"code": draft.code}).status_code == (302 if kept else 200)


@FORMS
def test_the_code_is_sent_once_to_an_address(client, form):
    walk(client, form, until="way")
    for _time in range(2):
        answer = client.post(f"{form}/join/saved/", {"email": "Rosa@home.example"})
        assert answer["Location"] == f"{form}/join/saved/"
    [message] = Message.objects.all()
    [draft] = JoinDraft.objects.all()
    assert (message.member, message.goes_to, message.way) == (None, "Rosa@home.example", Way.EMAIL)
    assert sum(words.count(draft.code) for _picture, words in message.ideas) == 1


@FORMS
@pytest.mark.parametrize("backend", ["", "members.texts.FolderTexts"])
def test_the_code_is_sent_by_text_to_who_has_no_email(client, settings, form, backend):
    settings.TEXT_BACKEND = backend
    walk(client, form, until="way")
    nothing = client.post(f"{form}/join/saved/", {"email": "", "phone": ""})
    assert list(nothing.context["form"].errors) == ["email"]
    said = client.post(f"{form}/join/saved/", {"phone": "07700 900 123"}, follow=True).content.decode()
    [message], [draft] = Message.objects.all(), JoinDraft.objects.all()
    assert (message.member, message.goes_to, message.way) == (None, "07700 900 123", Way.TEXT)
    assert sum(words.count(draft.code) for _picture, words in message.ideas) == 1
    by_hand, by_machine = said.count("This can take 5 working days."), said.count("the code to this phone")
    assert (by_hand, by_machine) == ((0, 1) if backend else (1, 0))


@FORMS
@pytest.mark.parametrize(
    ("way", "address"), [("text", "https://hub.example{}/join/back/"), ("phone", "hub.example{}/join/back")]
)
def test_the_team_types_or_says_where_the_code_is_typed(client, settings, pool_staff, form, way, address):
    """Where no service sends texts; and on the phone, where the text did not arrive."""
    settings.TEXT_BACKEND, settings.SITE_URL = "", "https://hub.example"
    walk(client, form, until="way")
    client.post(f"{form}/join/saved/", {"phone": "07700 900 123"})
    Message.objects.update(way=way)
    [message], [draft] = Message.objects.all(), JoinDraft.objects.all()
    client.force_login(pool_staff)
    said = list(client.get(f"/team/outbox/{message.pk}/").context["line"].words)
    go = f"Go to {address.format(form)} and type the code."
    kept = "We keep your answers for 30 days."
    start = said.index(f"Your code is {draft.code}.")
    assert said[start : start + 3] == [f"Your code is {draft.code}.", go, kept]
    assert [words for words in said if "phone, 0" in words or "now, on" in words] == []


def test_codes_are_not_sent_without_end(client, monkeypatch):
    monkeypatch.setattr(views, "MOST_SENT", 1)
    page = client.get("/join/name/")
    send(client, page, {"name": "Rosa Example"}, _save="")
    for status in (302, 429):
        assert client.post("/join/saved/", {"email": "rosa@home.example"}).status_code == status
    assert Message.objects.count() == 1
