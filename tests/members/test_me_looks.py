"""Who looked at what we keep about a person: each reads by whom, when and why, and what left in a list."""

import ast
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from halton_coprod.record.models import AuditLine
from members import services
from members.desk.export import COLUMNS
from members.me.looks import DEEDS, LEFT, NEWEST, TO_LOOK_AFTER
from members.models import LookRecord
from tests.conftest import make_person

from .asked import make_opportunity
from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
MORNING = datetime(2026, 3, 2, 10, 5, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def rosa(client, resident):
    client.force_login(resident)
    return make_member("Rosa", user=resident, by=resident)


def words_of(client, form=""):
    return client.get(f"{form}/me/information/looks/").content.decode()


def told(client):
    return client.get("/me/information/looks/").context["looks"]


@FORMS
def test_who_looked_is_told_with_what_and_why(client, rosa, pool_staff, form):
    services.record_look(rosa, what="needs", why="To book a quiet room", by=pool_staff)
    services.record_look(rosa, what="page", by=pool_staff)
    page = words_of(client, form)
    assert page.count(f"<strong>{pool_staff.name}</strong>") == 2
    assert page.count("To book a quiet room") == 1


@pytest.mark.parametrize(("form", "times"), [("", "10:05am, 2:05pm"), ("/easy", "10:05am in the morning, 2:05pm in")])
def test_the_page_of_somebody_is_looked_at_for_a_reason_and_at_a_time(client, rosa, pool_staff, form, times):
    for hours in (0, 0, 4):
        look = services.record_look(rosa, what="page", by=pool_staff)
        LookRecord.objects.filter(pk=look.pk).update(at=MORNING + timedelta(hours=hours))
    with translation.override("en-simple" if form else "en-gb"):
        why = str(TO_LOOK_AFTER)
    words = words_of(client, form)
    assert [words.count(one) for one in (pool_staff.name, f"Monday 2 March 2026, {times}", why)] == [1, 1, 1]


@FORMS
def test_a_list_that_left_says_which_kinds_of_facts_stood_in_it(client, rosa, pool_staff, form):
    services.record_export([rosa.pk], columns=["name", "interests", "taking_part"], why="To ring them", by=pool_staff)
    services.record_export([rosa.pk], columns=["phone"], why="To ring them", by=pool_staff)
    assert sorted(one["facts"] for one in told(client)) == [
        (LEFT["name"], LEFT["interests"]),
        (LEFT["phone"],),
    ]
    words = words_of(client, form)
    assert [words.count(str(LEFT[one])) for one in ("name", "phone", "email")] == [1, 1, 0]


def test_each_column_of_a_list_is_told():
    assert set(LEFT) == set(COLUMNS)


def looks(rosa, user, number, **facts):
    now = timezone.now()
    LookRecord.objects.bulk_create(
        LookRecord(member=rosa, looker=user, at=now - timedelta(seconds=one), **facts) for one in range(number)
    )


@FORMS
def test_what_others_did_for_somebody_is_told_with_their_name(client, rosa, resident, pool_staff, form):
    """By pool staff and by a supporter; what the person does is not told back to them."""
    sunil = make_person("sunil")
    services.add_supporter(rosa, name="Sunil", user=sunil, may_book=True, by=pool_staff)
    services.give_consent(rosa, purpose="photos", language="en-gb", by=pool_staff)
    services.move_member(rosa, "book_chat", by=pool_staff, comment="Monday")
    services.move_member(rosa, "welcome", by=pool_staff, comment="Hello")
    services.pause_member(rosa, by=pool_staff)
    services.move_member(rosa, "resume", by=resident)
    opportunity = make_opportunity(pool_staff)
    services.choose_people(opportunity, numbers=[rosa.pk], by=pool_staff)
    services.send_invitations(opportunity, by=pool_staff)
    services.answer_invitation(opportunity.invitations.get(), answer="maybe", by=sunil)
    mina = make_member("Mina")
    services.pause_member(services.move_member(mina, "welcome", by=pool_staff, comment="Hello"), by=pool_staff)
    deeds = client.get(f"{form}/me/information/looks/").context["deeds"]
    verbs = {str(words): verb for verb, words in DEEDS.items()}
    assert [(deed["who"], verbs[str(deed["what"])]) for deed in deeds] == [
        (sunil, "members.invitation.say_maybe"),
        *(
            (pool_staff, f"members.{verb}")
            for verb in ("member.pause", "member.welcome", "member.book_chat", "consent.give", "supporter.add")
        ),
    ]
    line = AuditLine.objects.get(verb="members.invitation.say_maybe")
    assert (line.actor_id, line.for_whom) == (sunil.pk, rosa.pk)
    assert AuditLine.objects.get(verb="members.member.resume").for_whom is None


FLOORS = ("halton_coprod", "members", "charter", "workshops", "stories")
# What else is written for somebody, and how they learn of it.
TOLD_OTHERWISE = {
    "members.member.erase",  # there is nobody to tell any more
    "members.look.record",  # the list above this one
    *("members.note.write", "members.note.forget"),  # with what is kept about them, until its day
    *("members.opportunity.name_person", "members.invitation.take_off"),  # chosen for an invitation, and not asked yet
    *(f"members.invitation.{verb}" for verb in ("send", "chase", "lapse", "miss")),  # under their invitations
    *(f"members.member.{verb}" for verb in ("ask_for_yes", "ask_yearly", "ask_stay", "make_sign_in")),  # a message
    *("members.member.stop_messages", "members.supporter.stop_messages"),  # their own press in a message
    *(f"workshops.signup.{verb}" for verb in ("offer", "lapse")),  # a message, and their place
    *(f"workshops.accessrequest.{verb}" for verb in ("arrange", "agree", "refuse")),  # a message, and their place
}
# Verbs that are put together where they are written.
PUT_TOGETHER = {
    "{row._meta.label_lower}.stop_messages": ("members.member.stop_messages", "members.supporter.stop_messages"),
    "members.member.ask_{occasion}": ("members.member.ask_yearly", "members.member.ask_stay"),
    "workshops.signup.{deed}": ("workshops.signup.confirm", "workshops.signup.change"),
}


def written_for_somebody() -> set[str]:
    """Every verb of the log that names whom it is for: each move of what has a person, and each line written so."""
    moves = {
        f"{model._meta.label_lower}.{move}"
        for model in apps.get_models()
        if hasattr(model, "MOVES") and hasattr(model, "person")
        for move in model.MOVES
    }
    files = [file for floor in FLOORS for file in (Path(__file__).parents[2] / floor).rglob("*.py")]
    calls = [node for file in files for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    said = [
        call.args[0]
        for call in calls
        if ast.unparse(call.func) == "audit.write" and any(one.arg == "for_whom" for one in call.keywords)
    ]
    verbs = [one.value if isinstance(one, ast.Constant) else ast.unparse(one)[2:-1] for one in said]
    return moves | {verb for said in verbs for verb in PUT_TOGETHER.get(said, (said,))}


def test_every_deed_for_somebody_is_told():
    """Whoever writes a new one says here how the person learns of it."""
    flow = "{row._meta.app_label}.{row._meta.model_name}.{name}"
    assert written_for_somebody() - {flow} == set(DEEDS) | TOLD_OTHERWISE
    assert set(DEEDS) & TOLD_OTHERWISE == set()


@FORMS
def test_what_the_team_changed_about_a_supporter_is_told(client, rosa, pool_staff, form):
    link = services.add_supporter(rosa, name="Sunil", may_see=True, by=rosa.user)
    services.change_supporter(link, may_see=True, may_change=True, by=pool_staff)
    deeds = client.get(f"{form}/me/information/looks/").context["deeds"]
    assert [(deed["who"], deed["what"]) for deed in deeds] == [(pool_staff, DEEDS["members.supporter.change"])]


@FORMS
def test_many_looks_of_a_supporter_do_not_bury_the_teams(client, rosa, pool_staff, stranger, form):
    services.record_look(rosa, what="page", by=pool_staff)
    LookRecord.objects.update(at=MORNING)
    for what in ("needs", "contact"):
        looks(rosa, stranger, NEWEST, as_what="supporter", what=what, why="supporter")
    days = {timezone.localdate(look.at) for look in rosa.looks.filter(looker=stranger)}
    words = words_of(client, form)
    assert (words.count(stranger.name), words.count(pool_staff.name)) == (len(days), 1)
    first, *_older, last = told(client)
    assert {str(what) for what in first["what"]} == {"What you said you need", "How to reach you"}
    assert (first["who"], last["who"]) == (stranger, pool_staff)


def test_the_page_asks_as_much_for_many_looks_as_for_few(client, rosa, pool_staff, stranger):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            words_of(client)
        return len(queries)

    def more(number):
        looks(rosa, stranger, number, as_what="supporter", what="needs", why="supporter")
        looks(rosa, pool_staff, number, as_what="pool staff", what="page")
        for _time in range(number):
            services.record_export([rosa.pk], columns=["name"], why="To ring", by=pool_staff)

    more(1)
    asked()
    few = asked()
    more(9)
    assert asked() == few
