"""Recorded for somebody by pool staff: what they told, how it was explained, and their own yes; nothing lost."""

import uuid

import pytest
from django.utils import timezone

from members import services
from members.models import ConsentRecord, Member, Need, Told
from members.services import Said

from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
HOW = {"how": "phone", "explained": "I read it aloud."}
REACH = {
    "way": "phone",
    "phone": "01632 960 777",
    "best_time": "morning",
    "print_size": "large",
    "wants_messages": "on",
}
NEED = "A guide horse"
PAGES = ("record/reach/", "record/facts/", "record/picks/", "consents/photos/")


@pytest.fixture
def desk(client, pool_staff):
    client.force_login(pool_staff)
    return client


@pytest.fixture
def rosa():
    needs = [Said("surroundings", "parking", "I come in a van."), Said("other", words=NEED, who_sees="pool")]
    return make_member(
        facts={"name": "Rosa", "way": "email", "email": "r@x.example", "postcode": "WA8 7QF"}, needs=needs
    )


def page(member, name="", form=""):
    return f"{form}/team/pool/{member.pk}/{name}"


def seen(desk, where):
    return {"seen": desk.get(where).context["form"].initial["seen"]}


@FORMS
def test_the_rooms_are_for_pool_staff_only(desk, rosa, resident, facilitator, curator, form):
    where = [f"{form}/team/pool/add/", *(page(rosa, name, form) for name in PAGES)]
    assert [desk.get(address).status_code for address in where] == [200] * 5
    assert desk.get(page(rosa, "needs/record/", form))["Location"] == page(rosa, "needs/", form)
    where.append(page(rosa, "needs/record/", form))
    for somebody in (resident, facilitator, curator):
        desk.force_login(somebody)
        assert {desk.get(address).status_code for address in where} == {403}
        assert {desk.post(address, {**HOW, **REACH}).status_code for address in where} == {403}
    desk.logout()
    assert {desk.get(address).status_code for address in where} == {302}
    assert (Member.objects.count(), Told.objects.count()) == (1, 0)


@FORMS
def test_how_to_reach_somebody_is_recorded(desk, rosa, pool_staff, form):
    where = page(rosa, "record/reach/", form)
    answer = desk.post(where, {**HOW, **REACH, **seen(desk, where)})
    assert answer["Location"] == page(rosa, form=form)
    rosa.refresh_from_db()
    assert (rosa.way, rosa.phone, rosa.email, rosa.best_time, rosa.easy_read) == (
        "phone",
        "01632 960 777",
        "",
        "morning",
        False,
    )
    told = rosa.told.get()
    assert (told.what, told.how, told.explained, told.taken_by) == ("reach", "phone", "I read it aloud.", pool_staff)
    assert "I read it aloud." in desk.get(page(rosa, "what-happened/", form)).content.decode()


@FORMS
def test_what_a_supporter_may_do_is_changed_for_somebody_who_told_the_team(desk, rosa, pool_staff, form):
    link = services.add_supporter(rosa, name="Sunil", may_see=True, by=pool_staff)
    where = page(rosa, f"supporters/{link.pk}/change/", form)
    assert desk.get(page(rosa, form=form)).content.decode().count(f'href="{where}"') == 1
    day = {"until_0": "1", "until_1": "March", "until_2": timezone.localdate().year + 1}
    answer = desk.post(where, {**HOW, "rights": ["change", "book"], **day, **seen(desk, where)})
    assert answer["Location"] == page(rosa, form=form)
    link.refresh_from_db()
    assert (link.may_see, link.may_change, link.may_book, link.until.month) == (False, True, True, 3)
    assert [(told.what, told.explained) for told in rosa.told.all()] == [("support", "I read it aloud.")]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"way": "letter"}, "address"),
        ({"way": "email", "email": "rosa"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"way": "pigeon"}, "way"),
        ({"explained": " "}, "explained"),
        ({"how": "online"}, "how"),
        ({"explained": "x" * 301}, "explained"),
        ({"language": "\0"}, ""),
    ],
)
@FORMS
def test_what_cannot_be_kept_is_said_at_its_question(desk, rosa, typed, field, form):
    where = page(rosa, "record/reach/", form)
    answer = desk.post(where, {**REACH, **HOW, **seen(desk, where), **typed})
    if not field:
        assert (answer.status_code, Member.objects.get().language) == (302, "")
        return
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert (Member.objects.get().way, Told.objects.count()) == ("email", 0)


@FORMS
def test_what_somebody_else_changed_is_not_written_over_unseen(desk, rosa, pool_staff, form):
    where = page(rosa, "record/reach/", form)
    old = seen(desk, where)
    services.change_member(rosa, email="new@x.example", by=pool_staff)
    answer = desk.post(where, {**HOW, **REACH, **old})
    assert (answer.status_code, answer.context["form"]["phone"].value()) == (409, "01632 960 777")
    assert Member.objects.get().email == "new@x.example"
    again = {**HOW, **REACH, "seen": answer.context["form"]["seen"].value()}
    assert desk.post(where, again).status_code == 302
    assert (Member.objects.get().way, Told.objects.count()) == ("phone", 1)
    assert (desk.post(where, again).status_code, Told.objects.count()) == (409, 1)
    assert desk.post(where, {**HOW, **REACH}).status_code == 409


def test_facts_and_ticks_are_recorded(desk, rosa):
    where = page(rosa, "record/facts/")
    desk.post(where, {**HOW, "name": "Rosa P", "postcode": "", "age_band": "65+", "reward": "", **seen(desk, where)})
    rosa.refresh_from_db()
    assert (rosa.name, rosa.postcode, rosa.district, rosa.age_band) == ("Rosa P", "", "", "65+")
    where = page(rosa, "record/picks/")
    desk.post(where, {**HOW, "interests": ["homes", "work"], "taking_part": ["online"], **seen(desk, where)})
    assert sorted(rosa.picks.values_list("kind", "item")) == [
        ("interest", "homes"),
        ("interest", "work"),
        ("taking_part", "online"),
    ]
    assert desk.get(where).context["form"]["interests"].value() == ["homes", "work"]
    assert sorted(told.what for told in Told.objects.all()) == ["facts", "picks"]


@FORMS
def test_needs_are_recorded_below_the_ones_that_stand(desk, rosa, form):
    shown = desk.post(page(rosa, "needs/", form), {"why": "She rang."})
    change = shown.context["change"]
    assert (change["items_surroundings"].value(), change["words_surroundings"].value()) == (
        ["parking"],
        "I come in a van.",
    )
    assert (change["words_other"].value(), change["who_other"].value()) == (NEED, "pool")
    where = page(rosa, "needs/record/", form)
    typed = {**HOW, "items_surroundings": ["quiet"], "who_surroundings": "session", "words_other": NEED}
    assert desk.post(where, {**typed, "seen": "x"}).status_code == 409
    assert desk.post(where, {**typed, "items_surroundings": ["horse"], "seen": "x"}).status_code == 200
    assert Need.objects.count() == 2
    desk.post(where, {**typed, "seen": change.initial["seen"]})
    needs = [(need.group, need.item, need.words, need.who_sees, need.source) for need in rosa.needs.all()]
    assert needs == [
        ("surroundings", "quiet", "", "session", "staff"),
        ("other", "", NEED, "pool", "staff"),
    ]
    assert (Told.objects.get().what, Told.objects.get().explained) == ("needs", "I read it aloud.")


@FORMS
def test_a_yes_and_a_no_are_recorded_with_the_words_shown(desk, rosa, pool_staff, form):
    where = page(rosa, "consents/photos/", form)
    yes = {**HOW, "agreed": "yes", "language": "en-simple", **seen(desk, where)}
    assert desk.post(where, {**HOW, **seen(desk, where)}).status_code == 200
    assert desk.post(where, yes)["Location"] == page(rosa, form=form)
    record = ConsentRecord.objects.get(purpose="photos")
    assert (record.stands, record.form, record.how, record.explained_by, record.recorded_by) == (
        True,
        "easy",
        "phone",
        "I read it aloud.",
        pool_staff,
    )
    assert desk.post(where, yes).status_code == 409
    no = {**HOW, "agreed": "no", "language": "en-gb", **seen(desk, where)}
    desk.post(where, no)
    assert [(one.agreed, one.stands) for one in rosa.consents.filter(purpose="photos")] == [
        (True, False),
        (False, False),
    ]
    assert desk.get(page(rosa, "consents/everything/", form)).status_code == 404


ADDED = {
    **HOW,
    "name": "Nell Paper",
    "way": "letter",
    "address": "1 Road, Widnes",
    "best_time": "any",
    "print_size": "largest",
    "easy_read": "on",
    "postcode": "wa87qf",
    "age_band": "65+",
    "reward": "",
    "interests": ["homes"],
    "agree_pool": "yes",
    "language_shown": "en-simple",
    "how": "paper",
}


@FORMS
def test_somebody_new_is_added_from_paper_once(desk, pool_staff, form):
    where = f"{form}/team/pool/add/"
    typed = {**ADDED, "token": desk.get(where).context["form"].initial["token"]}
    answers = [desk.post(where, typed)["Location"] for _press in range(2)]
    nell = Member.objects.get()
    assert answers == [page(nell, form=form)] * 2
    assert (nell.name, nell.district, nell.easy_read, nell.came_by, nell.recorded_by) == (
        "Nell Paper",
        "wa8",
        True,
        "paper",
        pool_staff,
    )
    records = [(one.purpose, one.agreed, one.form, one.how, one.explained_by) for one in nell.consents.all()]
    assert records == [
        ("pool", True, "easy", "paper", "I read it aloud."),
    ]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"agree_pool": "no"}, "agree_pool"),
        ({"agree_pool": ""}, "agree_pool"),
        ({"name": " "}, "name"),
        ({"address": ""}, "address"),
        ({"token": "x"}, "token"),
        ({"language_shown": ""}, "language_shown"),
        ({"postcode": "Runcorn"}, "postcode"),
    ],
)
def test_nobody_is_added_who_did_not_agree_or_cannot_be_reached(desk, typed, field):
    answer = desk.post("/team/pool/add/", {**ADDED, "token": uuid.uuid4(), **typed})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert Member.objects.count() == 0


def test_what_was_told_goes_with_an_erased_person(desk, rosa, pool_staff):
    where = page(rosa, "record/reach/")
    desk.post(where, {**HOW, **REACH, **seen(desk, where)})
    services.erase_member(rosa, by=pool_staff)
    assert Told.objects.count() == 0
