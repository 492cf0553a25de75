"""Faults: each gets a page in the reader's form that says what to do next and shows nothing of the inside."""

import re
import time
from html import unescape
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import Http404
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.test import Client, override_settings
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from halton_coprod import urls as real
from halton_coprod.easyread import typed
from halton_coprod.forms import CallBackForm
from halton_coprod.models import CallBack
from halton_coprod.record.flow import NotNow
from tests.conftest import HubClient

pytestmark = pytest.mark.once
SECRET = "the-inside-of-the-house"
FORMS = {"": "standard", "/easy": "easy"}


def fault(raised):
    @login_not_required
    def view(request):
        raise raised

    return view


handler400, handler403, handler404, handler500 = real.handler400, real.handler403, real.handler404, real.handler500
FAULTS = {
    "bad": (BadRequest(SECRET), 400),
    "big": (RequestDataTooBig(SECRET), 413),
    "denied": (PermissionDenied(SECRET), 403),
    "gone-404": (Http404(SECRET), 404),
    "broken": (RuntimeError(SECRET), 500),
    "away": (OperationalError(SECRET), 503),
}
urlpatterns = [
    *(path(f"fault/{name}/", fault(raised)) for name, (raised, _status) in FAULTS.items()),
    path("fault/not-now/", fault(NotNow(_("Read it again.")))),
    path("signed-in/form/", lambda request: TemplateResponse(request, "pages/call_me.html", {"form": CallBackForm()})),
    path("", include("halton_coprod.urls")),
]


@pytest.fixture
def client():
    return HubClient(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("mount", FORMS)
@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_has_a_page_in_the_readers_form(client, mount, name):
    answer = client.get(f"{mount}/fault/{name}/")
    page = answer.content.decode()
    assert answer.status_code == FAULTS[name][1]
    assert f'data-mode="{FORMS[mount]}"' in page
    assert len(re.findall("<h1", page)) == 1
    assert SECRET not in page
    assert "Traceback" not in page
    assert f'href="{mount}/help/call-me/"' in page
    assert f'href="{mount}/"' in page
    assert page.count('class="easy-picture"') >= (2 if mount else 0)


@pytest.mark.django_db
@pytest.mark.parametrize("mount", FORMS)
def test_an_unknown_address_answers_in_the_form_it_was_asked_in(client, mount):
    answer = client.get(f"{mount}/no/such/page/%3Cscript%3E/")
    assert answer.status_code == 404
    assert f'data-mode="{FORMS[mount]}"' in answer.content.decode()
    assert "<script>/" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_rule_that_says_why_is_quoted(client):
    assert "Read it again." in client.get("/fault/not-now/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["400", "403", "404", "405", "410", "413", "429", "500", "503"])
def test_each_fault_page_has_one_heading_that_is_its_title(rf, template):
    request = rf.get("/")
    page = render(request, f"{template}.html").content.decode()
    heading = re.search(r"<h1>(.*?)</h1>", page)[1]
    assert f"<title>{heading} – " in page


@pytest.mark.parametrize("mount", FORMS)
def test_without_a_database_the_page_says_so(client, mount, settings, django_db_blocker):
    """Nothing on the way to the fault page asks the database, even for somebody with a session."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    with django_db_blocker.block(), no_database():
        answer = client.get(f"{mount}/")
        health = client.get("/health/")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert f'data-mode="{FORMS[mount]}"' in answer.content.decode()
    assert "OperationalError" not in answer.content.decode()
    assert health.status_code == 503


def no_database():
    return patch(
        "django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", side_effect=OperationalError(SECRET)
    )


@pytest.mark.parametrize("mount", FORMS)
def test_what_was_typed_while_the_database_is_away_can_be_sent_again(client, mount, django_db_blocker):
    path, call = f"{mount}/help/call-me/", {**CALL, "token": str(uuid4()), "name": 'Sam "<b>'}
    with django_db_blocker.block(), no_database():
        away = client.post(path, call, headers={"origin": "http://testserver"})
    assert (away.status_code, away["Cache-Control"].count("no-store")) == (503, 1)
    sent = again(away)
    assert (sent.pop("csrfmiddlewaretoken") != "", sent) == (True, call)


def test_words_from_elsewhere_are_not_offered_to_be_sent_again(client, django_db_blocker):
    with django_db_blocker.block(), no_database():
        away = client.post(
            "/help/call-me/", {**CALL, "token": uuid4()}, headers={"origin": "https://elsewhere.example"}
        )
    assert (away.status_code, again(away)) == (503, {})


def again(answer) -> dict:
    """The fields of the page's own form, as a browser would send them."""
    found = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', answer.content.decode())
    return {name: unescape(value) for name, value in found}


@pytest.mark.django_db
def test_sending_it_again_does_what_was_wanted_once(careful, django_db_blocker):
    here = {"headers": {"origin": "http://testserver"}}
    careful.raise_request_exception = False
    token = re.search(r'csrfmiddlewaretoken" value="(.*?)"', careful.get("/help/call-me/").content.decode())[1]
    with no_database():
        away = careful.post("/help/call-me/", {**CALL, "token": uuid4(), "csrfmiddlewaretoken": token}, **here)
    for _time in range(2):
        assert careful.post("/help/call-me/", again(away), **here)["Location"] == "/help/call-me/asked/"
    assert CallBack.objects.get().name == "Sam Example"


@pytest.mark.django_db
def test_a_buttons_address_opened_as_a_page_answers_in_words(client, pool_staff):
    client.force_login(pool_staff)
    answer = client.get("/easy/team/calls/1/finish/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert 'data-mode="easy"' in answer.content.decode()


@pytest.fixture
def careful():
    return Client(enforce_csrf_checks=True)


CALL = {"name": "Sam Example", "phone": "01632 960 999"}


@pytest.mark.django_db
def test_an_old_page_goes_back_to_the_form_with_what_was_typed(careful):
    posted = careful.post("/easy/help/call-me/", {**CALL, "token": uuid4()}, headers={"origin": "http://testserver"})
    assert posted.status_code == 303
    page = careful.get(posted["Location"]).content.decode()
    assert 'data-mode="easy"' in page
    assert "Sam Example" in page
    assert page.count('class="notice') == 2  # it was open for long, and the words are here again
    assert CallBack.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("mount", FORMS)
def test_a_page_without_a_form_says_nothing_of_words(careful, mount):
    posted = careful.post(f"{mount}/charter/values/", CALL, headers={"origin": "http://testserver"})
    page = careful.get(posted["Location"]).content.decode()
    assert (posted.status_code, page.count('class="notice notice-warning"'), page.count('class="notice')) == (303, 1, 1)


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("mount", FORMS)
def test_only_who_is_not_signed_in_is_told_to_sign_in(client, django_user_model, mount):
    doors = [f'href="{mount}/accounts/login/"', f'href="{mount}/me/"']
    main = client.get(f"{mount}/fault/denied/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert [main.count(door) for door in doors] == [1, 0]
    client.force_login(django_user_model.objects.create_user("sam@example.org"))
    main = client.get(f"{mount}/fault/denied/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert [main.count(door) for door in doors] == [0, 1]
    assert "sign in" not in main.lower()


@pytest.mark.django_db
def test_a_file_that_cannot_be_kept_is_asked_for_again(careful):
    call = {**CALL, "token": uuid4(), "photo": SimpleUploadedFile("face.png", b"any")}
    posted = careful.post("/help/call-me/", call, headers={"origin": "http://testserver"})
    page = careful.get(posted["Location"]).content.decode()
    assert (page.count("Sam Example"), page.count("Choose it again.")) == (1, 1)


@pytest.mark.django_db
def test_more_words_than_the_hub_keeps_are_never_dropped_without_a_word(client, monkeypatch):
    monkeypatch.setattr(typed, "MOST_KEPT", 20)
    answer = client.post("/easy/help/call-me/", {**CALL, "_switch": "1"})
    assert (answer.status_code, "Your words may still be there." in answer.content.decode()) == (413, True)


@pytest.mark.django_db
def test_words_that_nobody_came_back_for_are_not_shown_to_the_next_person(client):
    client.post("/help/call-me/", {**CALL, "_switch": "1"})
    with patch("time.time", return_value=time.time() + typed.LONGEST_KEPT + 60):
        assert "Sam Example" not in client.get("/easy/help/call-me/").content.decode()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_sign_in_that_ran_out_keeps_what_was_typed(client, django_user_model):
    posted = client.post("/signed-in/form/", CALL, headers={"origin": "http://testserver"})
    assert posted["Location"] == "/accounts/login/?next=/signed-in/form/"
    assert client.get(posted["Location"]).content.decode().count("What you wrote is safe") == 1
    client.force_login(django_user_model.objects.create_user("sam@example.org"))
    pages = [client.get("/signed-in/form/").content.decode() for _look in range(2)]
    assert [page.count("Sam Example") for page in pages] == [1, 0]
    assert [page.count("What you typed is here again.") for page in pages] == [1, 0]


@pytest.mark.django_db
@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_a_form_from_elsewhere_is_refused_and_its_words_are_not_kept(careful, origin):
    posted = careful.post("/help/call-me/", {**CALL, "token": uuid4()}, headers={"origin": origin})
    assert posted.status_code == 403
    assert "Sam Example" not in careful.get("/help/call-me/").content.decode()


@pytest.mark.django_db
def test_more_than_the_hub_takes_is_refused_in_words(client):
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        answer = client.post("/easy/help/call-me/", {**CALL, "name": "x" * 5000}, content_type="application/json")
        form = "application/x-www-form-urlencoded"
        answer = client.post("/easy/help/call-me/", "name=" + "x" * 5000, content_type=form)
    assert answer.status_code == 413
    assert 'data-mode="easy"' in answer.content.decode()
