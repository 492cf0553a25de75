"""The second step: nobody reaches a page of the team without it, and only the demo is let off."""

import re
import time
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache

from members import services
from members.roles import DEMO_ROLE, STAFF_ROLES
from tests.conftest import HubClient, make_person
from tests.members.test_sign_in import ask, code_in, type_code

pytestmark = pytest.mark.once

ROOMS = ("/team/", "/easy/team/", "/team/calls/", "/admin/", "/easy/admin/")


def sign_in(client, user):
    """By the front door, with the code from the email."""
    ask(client, user.email)
    return type_code(client, code_in(mail.outbox[-1]))


def code_of(secret: str, *, ago: int = 0) -> str:
    """What the app shows now, or showed so many half minutes ago."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 - ago))


def recovery_code() -> str:
    return Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]


def set_up_app(client) -> str:
    """The secret of the app that is now set up."""
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert done["Location"] == "/accounts/2fa/recovery-codes/"
    return secret


@pytest.mark.parametrize("form", ["", "/easy"])
def test_the_key_of_an_app_is_read_in_groups_of_four_or_opened_on_this_phone(client, pool_staff, form):
    sign_in(client, pool_staff)
    answer = client.get(f"{form}/accounts/2fa/totp/activate/")
    secret, page = answer.context["form"].secret, answer.content.decode()
    (shown,) = re.findall("<code>(.*?)</code>", page)
    assert [len(four) for four in shown.split(" ")] == [4] * 8
    assert shown.replace(" ", "") == secret
    (address,) = map(unescape, re.findall(r'href="(otpauth:.*?)"', page))
    assert parse_qs(urlsplit(address).query)["secret"] == [secret]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_whoever_has_new_codes_is_led_to_keep_them_before_going_on(client, pool_staff, form):
    sign_in(client, pool_staff)
    set_up_app(client)
    page = client.get(f"{form}/accounts/2fa/recovery-codes/").content.decode()
    group = re.search(r'<p class="button-group">(.*?)</p>', page, re.DOTALL)[1]
    assert re.findall(r'class="(button.*?)" href="(.*?)"', group) == [
        ("button", f"{form}/accounts/2fa/recovery-codes/download/"),
        ("button button-second", f"{form}/team/"),
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_a_code_by_email_alone_opens_no_room_of_the_team(client, pool_staff, room):
    sign_in(client, pool_staff)
    answer = client.get(room)
    form = "/easy" if room.startswith("/easy") else ""
    assert answer["Location"].partition("?")[0] == f"{form}/accounts/2fa/"


def test_setting_up_an_app_opens_the_rooms(client, pool_staff):
    sign_in(client, pool_staff)
    set_up_app(client)
    assert client.get("/team/calls/").status_code == 200


def test_from_then_on_signing_in_asks_for_the_app(client, pool_staff):
    sign_in(client, pool_staff)
    secret = set_up_app(client)

    later = HubClient()
    cache.clear()
    assert sign_in(later, pool_staff)["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in later.session
    wrong = later.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert list(wrong.context["form"].errors) == ["code"]
    assert later.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})["Location"] == "/me/"
    assert later.get("/team/calls/").status_code == 200


@pytest.mark.parametrize("form", ["", "/easy"])
def test_whoever_has_no_passkey_is_offered_none_at_the_second_step(client, pool_staff, form):
    sign_in(client, pool_staff)
    set_up_app(client)
    later = HubClient()
    cache.clear()
    sign_in(later, pool_staff)
    page = later.get(f"{form}/accounts/2fa/authenticate/").content.decode()
    assert [page.count(words) for words in ("webauthn", "passkey", "JavaScript")] == [0, 0, 0]


def test_the_code_may_be_typed_in_groups_as_the_app_shows_it(client, pool_staff):
    sign_in(client, pool_staff)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    code = code_of(secret)
    client.post("/accounts/2fa/totp/activate/", {"code": f"{code[:3]} {code[3:]}"})
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_the_code_of_half_a_minute_ago_still_counts_and_no_older_one(client, pool_staff):
    sign_in(client, pool_staff)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    for ago, made in ((3, 0), (1, 1)):
        client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret, ago=ago)})
        assert Authenticator.objects.filter(type="totp").count() == made


def test_a_recovery_code_works_once(client, pool_staff):
    sign_in(client, pool_staff)
    set_up_app(client)
    code = recovery_code()
    for answers in (302, 200):
        later = HubClient()
        cache.clear()
        sign_in(later, pool_staff)
        assert later.post("/accounts/2fa/authenticate/", {"code": code}).status_code == answers


def test_a_sign_in_older_than_the_second_step_is_asked_for_it(client, pool_staff):
    old = HubClient()
    sign_in(old, pool_staff)
    cache.clear()
    sign_in(client, pool_staff)
    set_up_app(client)
    asked = old.get("/team/calls/")
    assert asked["Location"] == "/accounts/reauthenticate/?next=%2Fteam%2Fcalls%2F"
    page = old.get(asked["Location"], follow=True)
    assert page.redirect_chain == [("/accounts/2fa/reauthenticate/?next=%2Fteam%2Fcalls%2F", 302)]
    answer = old.post(page.redirect_chain[0][0], {"code": recovery_code(), "next": "/team/calls/"})
    assert answer["Location"] == "/team/calls/"
    assert old.get("/team/calls/").status_code == 200


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_no_role_of_the_team_gets_in_without_the_second_step(client, db, role):
    sign_in(client, make_person(role, role))
    assert client.get("/team/")["Location"] == "/accounts/2fa/?next=%2Fteam%2F"
    set_up_app(client)
    assert client.get("/team/").status_code == 200


def test_not_even_the_keeper_of_the_server_does(client, django_user_model):
    keeper = django_user_model.objects.create_superuser("keeper@example.org")
    sign_in(client, keeper)
    assert client.get("/admin/")["Location"] == "/accounts/2fa/?next=%2Fadmin%2F"
    set_up_app(client)
    assert client.get("/admin/").status_code == 200


def test_taking_the_second_step_away_closes_the_rooms(client, pool_staff):
    sign_in(client, pool_staff)
    set_up_app(client)
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert client.get("/team/")["Location"] == "/accounts/2fa/?next=%2Fteam%2F"


def test_a_role_that_is_taken_away_closes_the_rooms_at_once(client, pool_staff):
    sign_in(client, pool_staff)
    set_up_app(client)
    services.change_roles(pool_staff, roles=[])
    assert client.get("/team/").status_code == 403


def test_residents_are_refused_even_with_a_second_step(client, resident):
    sign_in(client, resident)
    set_up_app(client)
    for room in ROOMS:
        assert client.get(room).status_code == 403


@pytest.mark.parametrize("room", ROOMS)
def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, db, room):
    form = "/easy" if room.startswith("/easy") else ""
    assert client.get(room)["Location"].partition("?")[0] in {f"{form}/accounts/login/", f"{form}/admin/login/"}


def test_the_mark_of_the_demo_opens_nothing_elsewhere(client, pool_staff):
    client.force_login(pool_staff, second_step=False)
    session = client.session
    session[DEMO_ROLE] = "pool-staff"
    session.save()
    assert client.get("/team/calls/").status_code == 302


def test_there_is_no_password_door_to_the_admin(client, db):
    answer = client.get("/admin/login/?next=/admin/")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/accounts/login/")


@pytest.mark.parametrize("form", ["", "/easy"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "totp/activate/",
        "totp/deactivate/",
        "recovery-codes/",
        "recovery-codes/generate/",
        "webauthn/",
        "webauthn/add/",
        "reauthenticate/",
    ],
)
def test_each_page_of_the_second_step_looks_like_the_hub(client, pool_staff, form, path):
    sign_in(client, pool_staff)
    if path != "totp/activate/":
        set_up_app(client)
    page = client.get(f"{form}/accounts/2fa/{path}")
    assert page.status_code == 200
    words = page.content.decode()
    assert (words.count("<h1"), words.count('class="site-header"')) == (1, 1)


def test_guessing_the_second_step_stops_and_even_the_right_code_waits(client, pool_staff):
    sign_in(client, pool_staff)
    secret = set_up_app(client)
    later = HubClient()
    cache.clear()
    sign_in(later, pool_staff)
    for number in range(5):
        later.post("/easy/accounts/2fa/authenticate/", {"code": f"00000{number}"})
    answer = later.post("/easy/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert answer.status_code == 200
    assert "Wait 5 minutes" in " ".join(answer.context["form"].errors["code"])
    assert later.get("/team/").status_code == 302


def test_a_new_passkey_has_no_name_beforehand_and_one_of_our_words_when_it_is_given_none(client, pool_staff):
    client.force_login(pool_staff)
    form = client.get("/accounts/2fa/webauthn/add/").context["form"]
    assert form["name"].value() == ""
    given = []
    for _each in range(2):
        given.append(get_adapter().generate_authenticator_name(pool_staff, "webauthn"))
        Authenticator.objects.create(user=pool_staff, type="webauthn", data={"name": given[-1]})
    assert given == ["My passkey", "My passkey 2"]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_passkey_keeps_a_name(client, pool_staff, form):
    sign_in(client, pool_staff)
    set_up_app(client)
    key = Authenticator.objects.create(user=pool_staff, type="webauthn", data={"name": "My phone"})
    page = client.post(f"{form}/accounts/2fa/webauthn/keys/{key.pk}/edit/", {"name": " "})
    assert page.context["form"].errors == {"name": ["Type a name for this passkey."]}
