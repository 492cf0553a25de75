"""What form the words have is asked once, and known wherever it counts: nobody says "large print" two times."""

import importlib

import pytest
from django.apps import apps

from members import guard, services
from members.models import NEEDS, Member, Need, NeedGroup
from members.services import Said
from tests.workshops.conftest import plan
from workshops import services as workshops

from .joining import ALL, FORMS, join, walk
from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TICKS = ["makaton", "read-aloud"]
WORDS = {"easy_read": True, "print_size": "largest", "other_format": "Braille"}
SAID = ["Easy read", "Very large print", "Braille"]


@pytest.fixture
def rosa(resident):
    return make_member("Rosa", user=resident, by=resident, facts=WORDS, needs=[Said("surroundings", "quiet")])


@FORMS
def test_joining_shows_it_where_information_is_asked_about(client, monkeypatch, form):
    monkeypatch.setattr(guard, "QUICKEST", 0)
    page, _asked = walk(client, form, ALL, until="need-information")
    told = {one["step"].slug: one["lines"][0] for one in page.context["told"]}
    assert told == {"easy-read": "Easy read, with pictures", "print": "Large print", "format": "A recording"}
    assert [page.content.decode().count(f'href="{form}/join/{slug}/?change=1"') for slug in told] == [1, 1, 1]
    assert [name for name, _label in page.context["form"].fields["items"].choices] == TICKS == [*NEEDS["information"]]
    others = [walk(client, form, ALL, until=f"need-{group}")[0] for group in NeedGroup if group != "information"]
    assert [page.context["told"] for page in others] == [[]] * 5
    assert join(client, form, ALL).formats == ["Easy read", "Large print", "A recording"]


# What DOMAIN 4.0 names, of each group of the Accessible Information Standard and of the surroundings. What form words
# have is asked with how to reach somebody.
NAMED = {
    "contact": ("relay", "supporter", "slowly"),
    "information": ("makaton", "read-aloud"),
    "communication": (
        *("lip-reads", "hearing-aid", "hearing-loop", "symbols", "device", "makaton-talk", "passport"),
        *("understand", "express"),
    ),
    "professional": ("bsl", "speech-to-text", "lipspeaker", "guide", "deafblind-guide", "advocate"),
    "surroundings": (*("step-free", "quiet", "light", "breaks", "seat", "parking", "toilet", "dog", "food"),),
}


@FORMS
def test_each_access_need_of_the_standard_can_be_ticked(client, monkeypatch, form):
    monkeypatch.setattr(guard, "QUICKEST", 0)
    asked = {
        group: walk(client, form, ALL, until=f"need-{group}")[0].context["form"].fields["items"] for group in NAMED
    }
    assert {group: tuple(name for name, _label in items.choices) for group, items in asked.items()} == NAMED
    labels = [str(label) for items in asked.values() for _name, label in items.choices]
    assert len(set(labels)) == len(labels)


@FORMS
def test_the_own_page_says_it_with_who_may_see_it_and_the_way_to_change_it(client, rosa, form):
    client.force_login(rosa.user)
    page = client.get(f"{form}/me/needs/")
    told = {group["name"]: [says for says, _who, _to in group["told"]] for group in page.context["groups"]}
    assert told == {group.label: SAID if group == "information" else [] for group in NeedGroup}
    assert [page.content.decode().count(f"{says}<br>") for says in SAID] == [1, 1, 1]
    page = client.get(f"{form}/me/needs/information/")
    assert [row.change for row in page.context["told"]] == [
        f"{form}/me/reach/{slug}/" for slug in ("easy-read", "print", "format")
    ]
    assert client.get(f"{form}/me/needs/other/").context["told"] == []


@FORMS
def test_the_team_reads_it_where_needs_are_and_is_not_asked_again(client, rosa, pool_staff, form):
    client.force_login(pool_staff)
    page = client.post(f"{form}/team/pool/{rosa.pk}/needs/", {"why": "She rang."})
    words = page.content.decode()
    assert [words.count(f"<li>{says}</li>") for says in SAID] == [1, 1, 1]
    assert words.count(f'href="{form}/team/pool/{rosa.pk}/record/reach/"') == 1
    assert [name for name, _label in page.context["change"].fields["items_information"].choices] == TICKS


def test_those_who_run_a_meeting_know_it_while_the_person_lets_them(rosa, facilitator):
    session = workshops.open_session(plan(facilitator), by=facilitator)
    workshops.sign_up(session, asking=workshops.Asking(), member=rosa, token="1" * 32, by=rosa.user)
    for agreed, known in ((None, []), (True, [*SAID, "A quiet room"]), (False, [])):
        if agreed is not None:
            services.give_consent(rosa, purpose="needs", agreed=agreed, language="en-gb", by=rosa.user)
        [place] = workshops.look_at_sign_ups(session, by=facilitator)
        assert place.said_needs == known == session.sign_ups.get().said_needs


def test_what_was_said_twice_before_is_kept_once():
    """The migration: what was said with how to reach somebody holds, and words beside a tick stay."""
    both = make_member("Both", facts={"print_size": "large", "other_format": "Braille"})
    none = make_member("None")
    other = make_member("Other", needs=[Said("information", "makaton"), Said("surroundings", "quiet")])
    for member, item, words in [
        (both, "print-28", ""),
        (both, "braille", "Grade 2"),
        (none, "easy-read", ""),
        (none, "print-28", ""),
        (none, "braille", ""),
        (none, "audio", ""),
    ]:
        Need.objects.create(member=member, group="information", item=item, words=words)
    importlib.import_module("members.migrations.0004_said_once").move_formats(apps, None)
    found = {
        member.name: (member.formats, [need.says for need in member.needs.all()]) for member in Member.objects.all()
    }
    assert found == {
        both.name: (["Large print", "Braille"], ["Grade 2"]),
        none.name: (["Easy read", "Very large print", "Braille, A recording to listen to"], []),
        other.name: ([], ["Makaton", "A quiet room"]),
    }
