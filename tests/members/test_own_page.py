"""From joining to a page of one's own: a sign-in by email, for the person and for the supporter they name."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import translation

from halton_coprod.record.models import AuditLine
from members import services
from members.models import Member, Message, User
from members.wording import SUPPORT

from .people import make_member
from .test_join import FORMS, LEAST, join
from .test_sign_in import ask, code_in, type_code

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("nobody_waits")]
EMAIL = LEAST["email"]["email"]


def sign_in(client, form, email=EMAIL):
    ask(client, email, form)
    return type_code(client, code_in(mail.outbox[-1]), form)


@FORMS
def test_whoever_has_joined_makes_a_page_and_signs_in_with_the_code(client, form):
    rosa = join(client, form)
    assert client.get(f"{form}/join/done/").content.decode().count(f'action="{form}/join/own-page/"') == 1
    answer = client.post(f"{form}/join/own-page/", follow=True)
    assert answer.redirect_chain == [(f"{form}/accounts/login/", 302)]
    assert answer.context["form"]["email"].value() == EMAIL
    assert sign_in(client, form)["Location"] == f"{form}/me/"
    page = client.get(f"{form}/me/").content.decode()
    assert page.count(f'<a href="{form}/me/needs/">') == 1
    rosa.refresh_from_db()
    assert (rosa.user.email, rosa.user.name, rosa.user.has_usable_password()) == (EMAIL, rosa.name, False)
    line = AuditLine.objects.get(verb="members.member.make_sign_in")
    assert (line.actor_id, line.for_whom, EMAIL in f"{line.fields}{line.note}") == (None, rosa.pk, False)


def without_secrets(answer) -> str:
    return re.sub(r'value="[^"]{30,}"', "", answer.content.decode())


@FORMS
def test_nothing_tells_whether_the_address_was_known(client, form):
    said = []
    for known in (False, True):
        cache.clear()
        Member.objects.all().delete()
        User.objects.filter(email=EMAIL).delete()
        client.logout()
        if known:
            User.objects.create_user(EMAIL, name="Ida Other")
        join(client, form)
        answer = client.post(f"{form}/join/own-page/", follow=True)
        after = client.get(f"{form}/join/done/")
        number = Member.objects.get().reference
        said.append((answer.redirect_chain, without_secrets(answer), without_secrets(after).replace(number, "")))
    assert said[0] == said[1]


@FORMS
def test_an_address_that_is_known_opens_what_it_opened_and_can_take_the_new_record(client, form):
    ida = User.objects.create_user(EMAIL, name="Ida")
    rosa = join(client, form)
    client.post(f"{form}/join/own-page/")
    rosa.refresh_from_db()
    assert rosa.user is None
    sign_in(client, form)
    assert client.get(f"{form}/me/").content.decode().count(f'action="{form}/me/mine/"') == 1
    for _twice in range(2):
        assert client.post(f"{form}/me/mine/")["Location"] == f"{form}/me/"
    rosa.refresh_from_db()
    assert rosa.user == ida


def test_somebody_with_a_page_does_not_get_the_record_of_a_housemate(client):
    make_member("Ida", user=User.objects.create_user(EMAIL, name="Ida"))
    rosa = make_member("Rosa", facts={"email": EMAIL})
    joined_here(client, rosa)
    sign_in(client, "")
    assert client.get("/me/").content.decode().count("/me/mine/") == 0
    client.post("/me/mine/")
    rosa.refresh_from_db()
    assert rosa.user is None


@FORMS
def test_whoever_shares_an_address_is_told_that_the_code_opens_the_others_page(client, pool_staff, form):
    """By email and to the team: nothing on a page tells whether the address was known."""
    rosa = join(client, form)
    make_member("Ida", user=User.objects.create_user(EMAIL, name="Ida"))
    for _twice in range(2):
        client.post(f"{form}/join/own-page/")
    message = rosa.messages.exclude(occasion="joined").get()
    assert (message.occasion, message.way, message.goes_to) == ("shared-address", "email", EMAIL)
    words = " ".join(said for _picture, said in message.ideas)
    assert (words.count(EMAIL), "Ida" in words) == (1, False)
    client.force_login(pool_staff)
    page = client.get(f"{form}/team/pool/{rosa.pk}/").content.decode()
    assert (page.count("Somebody else signs in with their email address"), page.count("/sign-in/")) == (1, 0)
    services.change_member(rosa, email="rosa@own.example", by=pool_staff)
    assert client.get(f"{form}/team/pool/{rosa.pk}/").content.decode().count("/sign-in/") == 1


def joined_here(client, member):
    """As if this session had just walked the way into the pool."""
    session = client.session
    session["join_member"] = member.pk
    session.save()


def test_a_record_with_another_address_is_not_taken(client, stranger):
    rosa = make_member("Rosa", facts={"email": EMAIL})
    client.force_login(stranger)
    joined_here(client, rosa)
    client.post("/me/mine/")
    rosa.refresh_from_db()
    assert rosa.user is None


def test_without_having_joined_here_nobody_makes_a_sign_in(client):
    rosa = make_member("Rosa", facts={"email": EMAIL})
    assert client.post("/join/own-page/")["Location"] == "/accounts/login/"
    rosa.refresh_from_db()
    assert (rosa.user, User.objects.count()) == (None, 0)
    assert client.get("/join/own-page/").status_code == 405


def test_without_an_email_there_is_no_offer(client):
    join(client, "", {**LEAST, "way": {"way": "letter"}})
    assert client.get("/join/done/").content.decode().count("own-page") == 0
    client.post("/join/own-page/")
    assert User.objects.count() == 0


@pytest.mark.parametrize("reads", ["", "en-gb", "en-simple"])
def test_a_supporter_is_told_in_the_form_they_read_and_in_both_where_we_do_not_know(resident, stranger, reads):
    stranger.reads_form = reads
    stranger.save()
    rosa = make_member("Rosa", user=resident, by=resident, supporter={"name": "Sunil", "email": stranger.email})
    message = Message.objects.get(occasion=f"supporter-{rosa.supporters.get().pk}")
    said = [words for _picture, words in message.ideas]
    easy = [translated("en-simple", words, person="Rosa") for _picture, words in SUPPORT[:1]]
    plain = [translated("en-gb", words, person="Rosa") for _picture, words in SUPPORT[:1]]
    assert easy != plain
    shown = [said.count(one) for one in (*plain, *easy)]
    assert shown == {"": [1, 1], "en-gb": [1, 0], "en-simple": [0, 1]}[reads]
    assert message.form == (reads or "en-gb")


def translated(language, words, **facts):
    with translation.override(language):
        return str(words).format(**facts)


@FORMS
def test_a_supporter_who_is_named_gets_a_sign_in_and_an_email(client, resident, form):
    rosa = make_member("Rosa", user=resident, by=resident, supporter={"name": "Sunil"})
    link = rosa.supporters.get()
    link.email = "sunil@home.example"
    link.save()
    client.force_login(resident)
    assert client.get(f"{form}/me/supporter/").content.decode().count(f"/supporter/{link.pk}/invite/") == 1
    for _twice in range(2):
        client.post(f"{form}/me/supporter/{link.pk}/invite/")
    told = Message.objects.get(member=None)
    assert (told.to, told.way) == ("sunil@home.example", "email")
    link.refresh_from_db()
    assert (link.user.email, link.user.name) == ("sunil@home.example", "Sunil")
    services.send_messages()
    (sent,) = [one for one in mail.outbox if one.to == ["sunil@home.example"]]
    assert (sent.subject, "/accounts/login/" in sent.body) == ("Rosa wants you to be their supporter", True)
    client.logout()
    sign_in(client, form, "sunil@home.example")
    assert client.get(f"{form}/me/").status_code == 200


def test_the_person_cannot_be_their_own_supporter_by_a_shared_address(client, resident):
    rosa = make_member("Rosa", user=resident, by=resident)
    client.force_login(resident)
    seen = client.get("/me/supporter/add/").context["form"]["seen"].value()
    answer = client.post("/me/supporter/add/", {"name": "Sunil", "email": resident.email, "seen": seen})
    assert answer.context["form"].errors == {"email": ["Nobody can be their own supporter."]}
    assert (rosa.supporters.count(), Message.objects.filter(member=None).count()) == (0, 0)


def test_erasing_the_person_takes_the_message_to_the_supporter_too(resident):
    rosa = make_member("Rosa", user=resident, by=resident, supporter={"name": "Sunil", "email": "sunil@home.example"})
    services.invite_supporter(rosa.supporters.get(), by=resident)
    services.erase_member(rosa, by=resident)
    assert Message.objects.count() == 0


@FORMS
def test_the_person_reads_who_changed_something_for_them(client, resident, pool_staff, form):
    rosa = make_member("Rosa", user=resident, by=resident)
    other = make_member("Ida")
    services.change_member(rosa, best_time="morning", by=pool_staff)
    services.change_member(rosa, best_time="evening", by=resident)
    services.change_member(other, best_time="evening", by=pool_staff)
    client.force_login(resident)
    page = client.get(f"{form}/me/information/looks/").content.decode()
    assert page.count(f"<strong>{pool_staff.name}</strong>") == 1


@FORMS
def test_the_team_gives_somebody_a_sign_in_and_they_are_told(client, pool_staff, form):
    rosa = make_member("Rosa", facts={"email": EMAIL, "easy_read": bool(form)})
    client.force_login(pool_staff)
    here = f"{form}/team/pool/{rosa.pk}/"
    assert client.get(here).content.decode().count(f'href="{here}sign-in/"') == 1
    assert client.get(f"{here}sign-in/").content.decode().count(EMAIL) == 1
    for _twice in range(2):
        assert client.post(f"{here}sign-in/")["Location"] == here
    assert client.get(here).content.decode().count(f'href="{here}sign-in/"') == 0
    told = rosa.messages.get(occasion__startswith="sign-in")
    assert (told.form, EMAIL in told.ideas[0][1]) == ("en-simple" if form else "en-gb", True)
    client.logout()
    sign_in(client, form)
    assert client.get(f"{form}/me/").content.decode().count(f'<a href="{form}/me/needs/">') == 1


@pytest.mark.parametrize("whose", ["housemate", "worker", "supporter"])
def test_nobody_gets_the_sign_in_of_somebody_else(client, pool_staff, whose):
    user = pool_staff if whose == "worker" else User.objects.create_user(EMAIL, name="Ida")
    if whose == "housemate":
        make_member("Ida", user=user)
    if whose == "supporter":
        make_member("Ida", supporter={"name": "Sunil", "user": user})
    rosa = make_member("Rosa", facts={"email": user.email})
    client.force_login(pool_staff)
    answer = client.post(f"/team/pool/{rosa.pk}/sign-in/")
    said = "Somebody else signs in with this address. Ask them for another one."
    assert (answer.status_code, answer.content.decode().count(said) >= 1) == (200, True)
    rosa.refresh_from_db()
    assert rosa.user is None


def test_without_an_address_there_is_no_sign_in(client, pool_staff):
    rosa = make_member("Rosa", facts={"way": "letter", "email": "", "address": "1 Example Street"})
    client.force_login(pool_staff)
    assert client.get(f"/team/pool/{rosa.pk}/").content.decode().count("/sign-in/") == 0
    page = client.post(f"/team/pool/{rosa.pk}/sign-in/").content.decode()
    assert page.count("Record their email address first.") >= 1
    assert User.objects.count() == 1
