"""Signing in with a code by email: in both forms, for people we know, without telling whom we know."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from halton_coprod.easyread.templatetags.easyread import breakable
from members import services
from tests.conftest import HubClient

from .people import make_member

pytestmark = pytest.mark.once

FORMS = pytest.mark.parametrize("form", ["", "/easy"])


TOO_MANY = "You have tried many times. Wait 5 minutes and try again."


def said_on(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def easily(words: str, form: str) -> str:
    """As they are said in this form."""
    with translation.override("en-simple" if form else "en-gb"):
        return gettext(words)


def ask(client, email, form="", **more):
    return client.post(f"{form}/accounts/login/", {"email": email, **more})


def code_in(message) -> str:
    return re.search(r"^\d{6}$", message.body, re.MULTILINE).group()


def type_code(client, code, form="", **more):
    return client.post(f"{form}/accounts/login/code/confirm/", {"code": code, **more})


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


@FORMS
def test_a_resident_signs_in_with_the_code_from_the_email(client, resident, form):
    asked = ask(client, resident.email, form)
    assert asked["Location"] == f"{form}/accounts/login/code/confirm/"
    page = client.get(asked["Location"]).content.decode()
    assert page.count(breakable(resident.email)) == 1

    [message] = mail.outbox
    assert message.to == [resident.email]
    assert page.count(code_in(message)) == 0

    done = type_code(client, code_in(message), form)
    assert (done.status_code, done["Location"]) == (302, f"{form}/me/")
    assert signed_in(client)


def test_a_code_may_be_typed_with_spaces(client, resident):
    ask(client, resident.email)
    code = code_in(mail.outbox[0])
    assert type_code(client, f" {code[:3]} {code[3:]} ").status_code == 302
    assert signed_in(client)


def test_after_signing_in_people_come_back_to_where_they_wanted_to_go(client, resident):
    asked = ask(client, resident.email, next="/me/name/")
    assert asked["Location"] == "/accounts/login/code/confirm/?next=%2Fme%2Fname%2F"
    assert type_code(client, code_in(mail.outbox[0]), next="/me/name/")["Location"] == "/me/name/"


def test_nobody_is_led_to_another_website(client, resident):
    ask(client, resident.email, next="https://example.com/")
    assert type_code(client, code_in(mail.outbox[0]), next="https://example.com/")["Location"] == "/me/"


def shape(response):
    """What anybody can see of an answer, without what was typed."""
    return response.status_code, response.get("Location"), sorted(response.cookies)


def seen(client, email, form) -> tuple:
    """What anybody sees who asks for a code, without what was typed and what is another each time."""
    answer = shape(ask(client, email, form))
    page = client.get(f"{form}/accounts/login/code/confirm/").content.decode().replace(breakable(email), "X")
    return answer, re.sub(r'value="\w{64}"|name="csrfmiddlewaretoken"', "", page)


@FORMS
def test_the_page_is_the_same_for_an_address_we_do_not_know(client, resident, form):
    assert seen(client, resident.email, form) == seen(HubClient(), "nobody@example.org", form)
    assert [message.to for message in mail.outbox] == [[resident.email], ["nobody@example.org"]]
    assert re.findall(r"\d{6}", mail.outbox[1].body.replace("01632 960 123", "")) == []


def test_no_code_works_for_an_address_we_do_not_know(client, resident):
    ask(client, "nobody@example.org")
    for code in ("", "000000", "None"):
        assert type_code(client, code).status_code == 200
    assert not signed_in(client)


def test_a_wrong_code_says_what_to_do_and_five_end_it_so_that_a_new_one_can_be_asked_for(client, resident):
    ask(client, resident.email)
    for _try in range(4):
        page = type_code(client, "1")
        assert page.context["form"].errors == {
            "code": ["This is not the code that we sent. Look at the newest email from us and try again."]
        }
    last = type_code(client, "1")
    assert last["Location"] == "/accounts/login/code/"
    assert said_on(client.get(last["Location"], follow=True)) == [
        "You have tried many times. This code no longer works. Ask for a new one."
    ]
    type_code(client, code_in(mail.outbox[0]))
    assert not signed_in(client)
    assert ask(client, resident.email)["Location"] == "/accounts/login/code/confirm/"
    type_code(client, code_in(mail.outbox[1]))
    assert signed_in(client)


@FORMS
def test_when_the_code_is_no_longer_here_we_say_so_whether_we_know_the_address_or_not(resident, form):
    for email in (resident.email, "nobody@example.org"):
        client = HubClient()
        ask(client, email, form)
        del client.cookies["sessionid"]
        lost = type_code(client, "123456", form, next="/me/name/")
        page = client.get(lost["Location"], follow=True)
        assert page.redirect_chain == [(f"{form}/accounts/login/?next=%2Fme%2Fname%2F", 302)]
        assert said_on(page) == [easily("Your code is no longer here. Ask for a new one.", form)]


def test_a_code_that_was_typed_twice_is_not_called_lost(client, pool_staff):
    """The second press comes to the second step, or to the page that opened."""
    Authenticator.objects.create(user=pool_staff, type="totp", data={"secret": "x"})
    ask(client, pool_staff.email)
    code = code_in(mail.outbox[0])
    for _press in range(2):
        type_code(client, code)
    page = client.get("/accounts/login/", follow=True)
    assert page.redirect_chain == [("/accounts/2fa/authenticate/", 302)]
    assert said_on(page) == []


def test_whoever_mistyped_the_address_can_start_again(client, resident):
    ask(client, "wrong@example.org")
    assert client.get("/accounts/login/")["Location"] == "/accounts/login/code/confirm/"
    back = client.post("/accounts/logout/", {"next": "/accounts/login/"})
    assert client.get(back["Location"]).status_code == 200


def test_a_new_code_replaces_the_first(client, resident):
    ask(client, resident.email)
    type_code(client, "", action="resend")
    first, second = (code_in(message) for message in mail.outbox)
    type_code(client, second)
    assert signed_in(client)
    assert len({first, second}) == 2


@FORMS
def test_a_new_code_is_told_and_when_there_are_no_more_what_to_do(resident, form):
    """From an old page it can be asked for once more; and nothing tells whether we know the address."""
    again = easily("We sent you a new code. Use the newest one.", form)
    no_more = easily("We cannot send more codes now. Wait 5 minutes and start again. You can also phone us.", form)
    for email in (resident.email, "nobody@example.org"):
        client = HubClient()
        ask(client, email, form)
        told = []
        for _press in range(3):
            answer = client.post(f"{form}/accounts/login/code/confirm/?next=%2Fme%2Fname%2F", {"action": "resend"})
            page = client.get(answer["Location"])
            assert page.request["QUERY_STRING"] == "next=%2Fme%2Fname%2F"
            told += [(said_on(page), page.content.decode().count(f"<p>{no_more}</p>"))]
        assert told == [([again], 0), ([again], 1), ([no_more], 2)]
    assert [message.to for message in mail.outbox] == [[resident.email]] * 3 + [["nobody@example.org"]] * 3


def test_asking_again_and_again_is_slowed_down_for_known_and_unknown_alike(resident):
    says = {}
    for email in (resident.email, "nobody@example.org"):
        cache.clear()
        answers = [ask(Client(), email) for _try in range(4)]
        assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
        says[email] = answers[-1].context["form"].errors["email"]
    assert says[resident.email] == says["nobody@example.org"]


def test_a_machine_that_tries_many_addresses_is_stopped_in_words(db):
    answers = [ask(Client(), f"person{number}@example.org") for number in range(31)]
    assert [answer.status_code for answer in answers] == [302] * 30 + [200]
    assert answers[-1].context["form"].errors == {"email": [TOO_MANY]}


@FORMS
def test_a_closed_sign_in_gets_no_code_and_looks_like_any_other(client, resident, form):
    resident.is_active = False
    resident.save()
    closed, unknown = seen(client, resident.email, form), seen(HubClient(), "nobody@example.org", form)
    assert closed == unknown
    mail.outbox.pop()
    assert [re.findall(r"^\d{6}$", message.body, re.MULTILINE) for message in mail.outbox] == [[]]


@FORMS
def test_whoever_has_no_sign_in_is_told_so_whether_the_pool_knows_the_address_or_not(db, form):
    make_member("Rosa", facts={"email": "rosa@private.example"})
    for email in ("rosa@private.example", "nobody@private.example"):
        ask(HubClient(), email, form)
    known, unknown = ((one.subject, one.body) for one in mail.outbox)
    assert (known == unknown, known[0]) == (True, "There is no sign-in for this email address")
    said = ("There is no sign-in for this address yet.", "make one for you", "01632 960 123", "do not know")
    assert [" ".join(known[1].split()).count(words) for words in said] == [1, 1, 1, 0]


@FORMS
def test_what_is_typed_wrong_stays_and_is_explained(client, db, form):
    page = ask(client, "rosa at example", form)
    assert page.content.decode().count('value="rosa at example"') == 1
    assert list(page.context["form"].errors) == ["email"]


@FORMS
@pytest.mark.parametrize("path", ["password/change/", "password/reset/", "password/set/", "email/"])
def test_there_are_no_pages_for_passwords(client, resident, form, path):
    client.force_login(resident)
    assert client.get(f"{form}/accounts/{path}").status_code == 404


@FORMS
def test_nobody_makes_a_sign_in_for_themselves(client, db, django_user_model, form):
    page = client.post(f"{form}/accounts/signup/", {"email": "new@example.org"})
    assert page.status_code == 405
    assert client.get(f"{form}/accounts/signup/").status_code == 200
    assert django_user_model.objects.count() == 0


@FORMS
def test_signing_out_ends_it_and_leads_home_in_the_same_form(client, resident, form):
    client.force_login(resident)
    assert client.get(f"{form}/accounts/logout/").status_code == 200
    assert signed_in(client)
    assert client.post(f"{form}/accounts/logout/")["Location"] == f"{form}/"
    assert not signed_in(client)
    assert client.get(f"{form}/accounts/logout/")["Location"] == f"{form}/"


def test_the_email_is_in_the_form_of_the_page(resident):
    for form in ("", "/easy"):
        ask(Client(), resident.email, form)
    standard, easy = (message.body.splitlines()[0] for message in mail.outbox)
    assert standard == "You want to sign in to the hub. Type this code on the page that is open:"
    with translation.override("en-simple"):
        assert easy == gettext(standard)
    assert [message.alternatives for message in mail.outbox] == [[], []]


@pytest.mark.parametrize(("reads", "language"), [("standard", "en-gb"), ("easy", "en-simple")])
@FORMS
def test_the_email_is_in_the_form_that_the_person_has_chosen(client, resident, form, reads, language):
    services.remember_reading(resident, form=reads, settings="")
    ask(client, resident.email, form)
    with translation.override(language):
        assert mail.outbox[0].body.count(gettext("The code works for 30 minutes.")) == 1


@FORMS
def test_when_no_email_can_be_sent_we_say_so_and_keep_the_address(client, resident, settings, form):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = ask(client, resident.email, form)
    assert (answer.status_code, answer["Location"]) == (303, f"{form}/accounts/login/")
    page = client.get(answer["Location"])
    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    assert page.content.decode().count(f'value="{resident.email}"') == 1


def test_an_address_that_takes_no_mail_looks_like_any_other(client, resident, settings):
    known = shape(ask(client, resident.email))
    settings.EMAIL_BACKEND = "tests.members.refusing_mail.EmailBackend"
    assert shape(ask(HubClient(), "nobody@example.org")) == known


def test_in_easy_read_each_idea_of_signing_in_and_of_a_call_has_its_picture(client, resident):
    """What stands on the page; the questions themselves are short."""
    pages = [client.get("/easy/accounts/login/")]
    ask(client, resident.email, "/easy")
    pages += [client.get(f"/easy/{where}") for where in ("accounts/login/code/confirm/", "help/call-me/?about=story")]
    client.force_login(resident)
    pages += [client.get("/easy/accounts/logout/")]
    mains = [page.content.decode().partition("<main")[2].partition("</main>")[0] for page in pages]
    block = r'class="easy-block"><div class="easy-picture"><img[^>]*src="/static/pictures/([\w-]+)\.'
    shown = [re.findall(block, main) for main in mains]
    assert shown == [["email"], ["email", "look", "repeat"], ["phone", "story"], ["sign-out"]]
    assert [main.count("<p>") for main in mains] == [len(pictures) for pictures in shown]
