"""Whoever came in with a list is asked once if they want to be in the pool, by their way, and answers by a link."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail
from django.utils import translation

from halton_coprod.record.models import AuditLine
from members import services
from members.holders import Asked, Holder
from members.letters import why_it_came, words_to_say
from members.models import ConsentRecord, Member, Message

from .people import make_member
from .test_lists import LIST, press, upload

pytestmark = pytest.mark.django_db
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture
def desk(client, pool_staff):
    client.force_login(pool_staff)
    return client


@pytest.fixture
def listed(desk):
    """Three people of a list; one more joined by herself, and one wants no messages."""
    press(desk, upload(desk, LIST), "bring_in")
    make_member("Ada Agreed")
    return {one.name.split()[0]: one for one in Member.objects.filter(came_by="list")}


def ask(desk, form=""):
    return desk.post(f"{form}/team/pool/ask-for-yes/?agreed=unasked")


@FORMS
def test_those_not_asked_yet_are_found_and_asked_once_each_by_their_way(desk, listed, form):
    Member.objects.filter(pk=listed["Sam"].pk).update(wants_messages=False)
    found = desk.get(f"{form}/team/pool/?agreed=unasked")
    assert sorted(one.name for one in found.context["people"]) == ["Ida Privat", "Rosa Privat", "Sam Private"]
    assert found.content.decode().count("/team/pool/ask-for-yes/?agreed=unasked") == 1
    before = desk.get(f"{form}/team/pool/ask-for-yes/?agreed=unasked").context["explains"]
    assert [before.count(part) for part in ("2 people were", "1 more is not asked, because")] == [1, 1]
    for _press in range(2):
        assert ask(desk, form).status_code == 302
    sent = Message.objects.filter(occasion="wish").order_by("member__name")
    assert [(one.member.name, one.way, one.form) for one in sent] == [
        ("Ida Privat", "letter", "en-gb"),
        ("Rosa Privat", "email", "en-simple"),
    ]
    assert AuditLine.objects.filter(verb="members.member.ask_for_yes").count() == 2
    after = desk.get(f"{form}/team/pool/ask-for-yes/?agreed=unasked").context
    assert (after["says"], after["explains"].count("1 more is not asked, because")) == ("", 1)
    words = dict(sent[0].ideas)
    assert "01632 960 123" in words["phone"]
    waiting = desk.get(f"{form}/team/pool/?agreed=waiting").context["people"]
    assert sorted(one.name for one in waiting) == ["Ida Privat", "Rosa Privat"]
    assert [one.name for one in desk.get(f"{form}/team/pool/?agreed=yes").context["people"]] == ["Ada Agreed"]


@FORMS
@pytest.mark.parametrize(("said", "state", "stands"), [("yes", "interested", True), ("no", "left", False)])
def test_one_press_answers_without_signing_in(client, desk, listed, form, said, state, stands):
    ask(desk)
    client.logout()
    rosa, where = listed["Rosa"], form + Asked(listed["Rosa"].pk).address
    page = client.get(where).content.decode()
    buttons = [page.count(f'name="answer" value="{one}"') for one in ("yes", "no")]
    assert (buttons, page.count("Rosa"), ConsentRecord.objects.filter(member=rosa).count()) == ([1, 1], 0, 0)
    for _twice in range(2):
        client.post(where, {"answer": said})
    rosa.refresh_from_db()
    record = rosa.consents.get()
    assert AuditLine.objects.filter(verb="members.consent.give").count() == 1
    assert (record.agreed, record.stands, rosa.state) == (said == "yes", stands, state)
    assert (record.form, record.how, record.recorded_by) == ("easy" if form else "standard", "online", None)
    assert client.get(where).status_code == (200 if stands else 404)


def test_the_link_is_for_one_person_and_this_one_question(client, listed):
    rosa, sam = listed["Rosa"], listed["Sam"]
    assert client.get(f"{Asked(rosa.pk).address[:-1]}x/").status_code == 404
    assert client.get(f"/me/wish/{sam.pk}/").status_code == 404
    may = ("members.answer_wish", "members.give_consent", "members.erase_member", "members.confirm_member")
    assert [Asked(rosa.pk).has_perm(one, rosa) for one in may] == [True, False, False, False]
    assert (Asked(rosa.pk).has_perm(may[0], sam), Holder(rosa.pk).has_perm(may[0], rosa)) == (False, False)


def test_only_pool_staff_ask(client, listed, facilitator):
    client.force_login(facilitator)
    assert ask(client).status_code == 403
    with pytest.raises(Exception, match="not allowed"):
        services.ask_for_yes(Member.objects.all(), by=facilitator)
    assert Message.objects.filter(occasion="wish").count() == 0


def test_nobody_who_is_asked_is_told_that_they_are_in_the_pool(desk, listed, pool_staff):
    """By email, in a letter and on the phone: they stood on a list."""
    ask(desk)
    services.send_messages()
    reads = {
        "en-gb": "You get this message because you stood on a list that we kept before.",
        "en-simple": "You get this message because we have an old list with your name.",
    }
    for message in Message.objects.filter(occasion="wish"):
        with translation.override(message.form):
            assert list(map(str, why_it_came(message))) == [reads[message.form]]
    [email] = [one for one in mail.outbox if one.to == ["rosa@private.example"]]
    assert (email.body.count(reads["en-simple"]), email.body.count("because you are in the pool")) == (1, 0)
    said = words_to_say(Message.objects.get(occasion="wish", member__name="Sam Private"))
    assert said.count(reads["en-gb"]) == 1


def test_the_list_finds_people_by_what_they_say_now(desk, listed, pool_staff):
    """What is kept for the list follows each answer; and a hub of before is brought up to it."""
    ask(desk)
    rosa, sam, ida = (listed[name] for name in ("Rosa", "Sam", "Ida"))
    ada = Member.objects.get(name="Ada Agreed")
    assert kept() == {"Ada": "yes", "Rosa": "waiting", "Sam": "waiting", "Ida": "waiting"}
    services.answer_wish(rosa, agreed=True, language="en-gb", by=Asked(rosa.pk))
    services.answer_wish(sam, agreed=False, language="en-gb", by=Asked(sam.pk))
    services.give_consent(ada, purpose="photos", agreed=False, language="en-gb", by=pool_staff)
    assert kept() == {"Ada": "yes", "Rosa": "yes", "Sam": "no", "Ida": "waiting"}
    services.withdraw_consent(rosa, purpose="pool", by=pool_staff)
    services.leave_pool(ada, by=pool_staff)
    assert kept() == {"Ada": "no", "Rosa": "no", "Sam": "no", "Ida": "waiting"}
    services.give_consent(rosa, purpose="pool", language="en-gb", by=pool_staff)
    new = make_member("Ida Privat", facts={"email": "ida@new.example"})
    services.merge_members(ida, other=new, by=pool_staff)
    press(desk, upload(desk, "Name,Email\nNew Privat,new@private.example\n"), "bring_in")
    now = {"Ada": "no", "Rosa": "yes", "Sam": "no", "Ida": "yes", "New": "unasked"}
    assert kept() == now
    Member.objects.update(wish="unasked")
    import_module("members.migrations.0014_wish").keep_wishes(apps, None)
    assert kept() == now


def kept():
    """As the list finds them, which is as their answers say."""
    people = Member.objects.exclude(state="erased")
    assert [one.wish for one in people] == [one.says_of_pool for one in people]
    return {one.name.split()[0]: one.wish for one in people}
