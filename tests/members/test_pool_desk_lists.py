"""Files of the pool, lists that are kept, and records that may be of one person."""

import csv
import io
from datetime import timedelta

import pytest
import rules
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.desk import export
from members.desk.finding import UNREADABLE
from members.models import LookRecord, Member, Need, SavedQuestion
from members.roles import POOL_STAFF
from members.rules import is_pool_staff
from members.services import Said
from tests.conftest import make_person

from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
NEED = "A guide horse"
ALL = list(export.COLUMNS)


@pytest.fixture
def desk(client, pool_staff):
    client.force_login(pool_staff)
    return client


def person(name="Rosa Privat", **facts):
    known = {"name": name, "way": "email", "email": "rosa@private.example", "phone": "01632 960 777"}
    picks = {"connections": ["learning", "autistic"], "interests": ["homes"], "taking_part": ["online"]}
    return make_member(facts={**known, "postcode": "WA8 7QF", **facts}, picks=picks, needs=[Said("other", words=NEED)])


def table(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def merge_page(kept, gone, form=""):
    return f"{form}/team/pool/{kept.pk}/same/{gone.pk}/"


@FORMS
def test_the_rooms_are_for_pool_staff_only(desk, resident, facilitator, editor, curator, form):
    rosa, other = person(), person()
    where = [f"{form}/team/pool/{name}" for name in ("export/", "lists/add/", "same/")]
    where.append(merge_page(rosa, other, form))
    assert [desk.get(address).status_code for address in where] == [200] * 4
    looks = LookRecord.objects.count()
    for somebody in (resident, facilitator, editor, curator):
        desk.force_login(somebody)
        assert {desk.get(address).status_code for address in where} == {403}
        typed = {"columns": ["name"], "why": "x", "name": "x", "sure": "on"}
        assert {desk.post(address, typed).status_code for address in where} <= {403, 405}
    desk.logout()
    assert {desk.get(address).status_code for address in where} == {302}
    assert (LookRecord.objects.count(), SavedQuestion.objects.count()) == (looks, 0)
    assert Member.objects.exclude(state="erased").count() == 2


@FORMS
def test_a_file_holds_the_columns_and_people_of_the_list(desk, pool_staff, form):
    rosa, _ben = person(), person("Ben", postcode="WA7 2ES")
    where = f"{form}/team/pool/export/?district=wa8"
    answer = desk.post(where, {"columns": ["reference", "name", "interests"], "why": "To ring them"})
    assert (answer["Content-Type"], "no-store" in answer["Cache-Control"]) == ("text/csv; charset=utf-8", True)
    assert answer["Content-Disposition"].startswith('attachment; filename="pool-20')
    assert [row[:2] for row in table(answer)[1:]] == [[rosa.reference, "Rosa Privat"]]
    look = LookRecord.objects.get()
    assert (look.member, look.what, look.looker, look.why) == (rosa, "export", pool_staff, "To ring them")
    line = AuditLine.objects.filter(verb="members.user.export_pool").get()
    assert (line.actor_id, line.fields, line.note) == (pool_staff.pk, ["interests", "name", "reference"], "1 people")


@pytest.fixture
def no_reach():
    """A role that may save facts, and not how to reach people."""
    rules.set_perm("members.export_reach", rules.always_deny)
    yield
    rules.set_perm("members.export_reach", is_pool_staff)


def test_whoever_may_not_have_how_to_reach_people_gets_no_such_column(desk, no_reach):
    person(address="1 Road")
    offered = [name for name, _says in desk.get("/team/pool/export/").context["form"].fields["columns"].choices]
    assert offered == [name for name in ALL if name not in ("email", "phone", "address")]
    for column in ("email", "phone", "address"):
        answer = desk.post("/team/pool/export/", {"columns": ["name", column], "why": "x"})
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["columns"])
    answer = desk.post("/team/pool/export/", {"columns": offered, "why": "x"}).getvalue().decode()
    assert [one for one in ("rosa@private.example", "960 777", "1 Road") if one in answer] == []


def test_no_column_says_what_somebody_needs_or_is(desk):
    person(easy_read=True, other_format="Braille", print_size="largest", age_band="65+")
    answer = desk.post("/team/pool/export/", {"columns": ALL, "why": "x"})
    words = answer.getvalue().decode()
    private = (NEED, "Braille", "print", "asy read", "learning", "autistic", "65", "WA8 7QF")
    assert [one for one in private if one in words] == []
    assert len(words.splitlines()[0].split(",")) == len(ALL)
    for column in ("needs", "connections", "easy_read", "postcode", "notes"):
        answer = desk.post("/team/pool/export/", {"columns": ["name", column], "why": "x"})
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["columns"])


@pytest.mark.parametrize("name", ["=1+1", "+44", "-2", "@SUM(A1)", " =1", '=HYPERLINK("x")', "|calc", "%0A=1"])
def test_a_cell_is_never_a_formula(desk, name):
    person(name, phone="+44 1632 960 777")
    rows = table(desk.post("/team/pool/export/", {"columns": ["name", "phone"], "why": "x"}))
    assert rows[1] == [f"'{name}" if not name.startswith(" ") else f"'{Member.objects.get().name}", "'+44 1632 960 777"]


def test_without_a_reason_or_a_column_no_file_is_made(desk):
    person()
    for typed in ({"columns": ALL, "why": " "}, {"columns": [], "why": "x"}):
        assert desk.post("/team/pool/export/", typed)["Content-Type"].startswith("text/html")
    assert LookRecord.objects.count() == 0


@FORMS
@pytest.mark.parametrize("query", ["words=Rosa", "district=nowhere"])
def test_of_a_question_that_we_cannot_read_no_file_is_made_and_nothing_kept(desk, form, query):
    person()
    where = f"{form}/team/pool/export/?{query}"
    for answer in (desk.get(where), desk.post(where, {"columns": ["name"], "why": "x"})):
        assert (answer["Content-Type"].startswith("text/html"), answer.context["number"]) == (True, 0)
        assert answer.content.decode().count(str(UNREADABLE)) == 1
    assert desk.post(f"{form}/team/pool/lists/add/?{query}", {"name": "All"}).status_code == 200
    assert (LookRecord.objects.count(), SavedQuestion.objects.count()) == (0, 0)


def test_everybody_of_the_list_is_in_the_file_once_and_nobody_erased_meanwhile(desk, pool_staff, monkeypatch):
    monkeypatch.setattr(export, "A_PIECE", 2)
    people = [person(name) for name in ("Ann", "Ben", "Cy", "Di", "Eve")]
    answer = desk.post("/team/pool/export/", {"columns": ["name"], "why": "x"})
    pieces = answer.streaming_content
    assert next(pieces).decode("utf-8-sig") == "Name\r\n"
    services.erase_member(people[3], by=pool_staff)
    assert b"".join(pieces).decode().split() == ["Ann", "Ben", "Cy", "Eve"]
    assert sorted(LookRecord.objects.values_list("member__name", flat=True)) == ["Ann", "Ben", "Cy", "Eve"]
    assert AuditLine.objects.get(verb="members.user.export_pool").note == "5 people"


def test_the_queries_of_a_file_do_not_grow(desk):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            desk.post("/team/pool/export/", {"columns": ALL, "why": "x"}).getvalue()
        return len(queries)

    person()
    asked()
    few = asked()
    for number in range(29):
        person(f"Ann {number}")
    assert asked() == few


@FORMS
def test_a_list_is_kept_without_the_words_that_were_looked_for(desk, pool_staff, form):
    there = desk.post(f"{form}/team/pool/", {"words": "rosa@private.example", "district": "wa8"})["Location"]
    query = there.partition("?")[2]
    back = desk.post(f"{form}/team/pool/lists/add/?{query}&colour=%3Cred", {"name": "Widnes <b>"})["Location"]
    question = SavedQuestion.objects.get()
    assert (question.owner, question.name, question.query) == (pool_staff, "Widnes <b>", "?district=wa8")
    assert back == f"{form}/team/pool/?district=wa8"
    again = desk.post(f"{form}/team/pool/lists/add/?{query}", {"name": "Widnes <b>"})
    assert (again.status_code, SavedQuestion.objects.count()) == (200, 1)
    words = desk.get(f"{form}/team/pool/").content.decode()
    assert (words.count(f'href="{form}/team/pool/?district=wa8"'), words.count("Widnes <b>")) == (1, 0)


def test_nobody_sees_or_drops_what_somebody_else_keeps(desk, pool_staff):
    other = make_person("other staff", POOL_STAFF)
    theirs = services.save_question(name="Theirs", query="?way=letter", by=other)
    mine = services.save_question(name="Mine", query="?way=phone", by=pool_staff)
    assert [one.name for one in desk.get("/team/pool/").context["saved"]] == ["Mine"]
    assert desk.post(f"/team/pool/lists/{theirs.pk}/drop/").status_code == 404
    assert desk.get(f"/team/pool/lists/{mine.pk}/drop/").status_code == 405
    assert desk.post(f"/team/pool/lists/{mine.pk}/drop/")["Location"] == "/team/pool/"
    assert list(SavedQuestion.objects.all()) == [theirs]


@FORMS
def test_records_that_may_be_of_one_person_are_hinted_at_and_never_joined(desk, pool_staff, form):
    rosa = person()
    twin = person(email="other@x.example", phone="")
    short = person("Rosa P", phone="0163 2960777", email="third@x.example", postcode="")
    person("Ben")
    capitals = person("ROSA privat", email="fourth@x.example", phone="", postcode="")
    person(postcode="WA7 2ES", email="far@x.example", phone="")
    services.erase_member(person(), by=pool_staff)
    hints = desk.get(f"{form}/team/pool/{rosa.pk}/").context["same"]
    assert {one.pk for one in hints} == {twin.pk, short.pk, capitals.pk}
    pairs = desk.get(f"{form}/team/pool/same/").context["pairs"]
    found = {(pair["number"], pair["one"], pair["other"]) for pair in pairs}
    assert found == {(2, rosa.pk, twin.pk), (2, rosa.pk, short.pk), (4, rosa.pk, capitals.pk)}
    assert Member.objects.exclude(state="erased").count() == 6


@FORMS
def test_the_same_address_and_first_name_is_a_hint_and_the_address_alone_is_none(desk, form):
    by_letter = {"way": "letter", "email": "", "phone": "", "postcode": ""}
    ida, twin = (
        person("Ida Brook", address="9 Row, Widnes", **by_letter),
        person("Ida B", address="9 row\nWIDNES WA8 7QF", **by_letter),
    )
    person("Ben Brook", address="9 Row, Widnes", **by_letter)
    assert [one.pk for one in desk.get(f"{form}/team/pool/{ida.pk}/").context["same"]] == [twin.pk]
    pairs = desk.get(f"{form}/team/pool/same/").context["pairs"]
    assert [(pair["one"], pair["other"]) for pair in pairs] == [(ida.pk, twin.pk)]
    assert [[one.name for one in pair["both"]] for pair in pairs] == [["Ida Brook", "Ida B"]]
    words = desk.get(f"{form}/team/pool/same/").content.decode()
    assert [words.count(f"<strong>{one.name}</strong> ({one.reference})") for one in (ida, twin)] == [1, 1]


@FORMS
def test_two_records_are_joined_by_somebody_who_made_sure(desk, pool_staff, form):
    rosa, twin = person(phone=""), person(address="1 Road")
    services.write_note(twin, words="Ring.", keep_until=timezone.localdate(), by=pool_staff)
    shown = desk.get(merge_page(rosa, twin, form)).content.decode()
    assert (NEED in shown, "1 Road" in shown, "Be in the pool" in shown) == (False, True, True)
    assert {(look.member_id, look.what) for look in LookRecord.objects.all()} == {(rosa.pk, "page"), (twin.pk, "page")}
    assert desk.post(merge_page(rosa, twin, form), {}).status_code == 200
    assert Member.objects.exclude(state="erased").count() == 2
    assert desk.post(merge_page(rosa, twin, form), {"sure": "on"})["Location"] == f"{form}/team/pool/{rosa.pk}/"
    assert desk.post(merge_page(rosa, twin, form), {"sure": "on"}).status_code == 404
    assert desk.get(merge_page(rosa, rosa, form)).status_code == 404
    rosa.refresh_from_db()
    twin.refresh_from_db()
    assert (rosa.phone, rosa.address, rosa.notes.get().words) == ("01632 960 777", "1 Road", "Ring.")
    assert (twin.state, twin.name, twin.email_mark) == ("erased", "", "")
    assert list(Member.objects.by_mark(rosa.phone_mark)) == [rosa]
    assert [(need.words, need.member_id) for need in Need.objects.all()] == [(NEED, rosa.pk)]
    assert (rosa.picks.count(), rosa.health_items) == (2, ["learning", "autistic"])
    assert sorted(rosa.messages.values_list("state", flat=True)) == ["dropped", "waiting"]
    assert desk.get(f"{form}/team/pool/{rosa.pk}/what-happened/").status_code == 200


def answers(member):
    return {record.purpose for record in member.consents.standing()}


def test_of_two_answers_the_newer_holds(pool_staff):
    rosa, twin = person(), person()
    services.give_consent(rosa, purpose="photos", language="en-gb", by=pool_staff)
    services.give_consent(rosa, purpose="partners", language="en-gb", by=pool_staff)
    services.give_consent(twin, purpose="photos", agreed=False, language="en-gb", by=pool_staff)
    services.give_consent(twin, purpose="needs", language="en-gb", by=pool_staff)
    services.give_consent(twin, purpose="partners", language="en-gb", by=pool_staff)
    services.withdraw_consent(rosa, purpose="pool", by=pool_staff)
    services.merge_members(rosa, other=twin, by=pool_staff)
    assert answers(rosa) == {"partners", "needs"}
    assert (rosa.consents.count(), twin.consents.count()) == (7, 0)


def test_a_merge_makes_nobody_easier_to_ask(pool_staff):
    rosa, twin = person(), person(wants_messages=False)
    services.move_member(twin, "welcome", by=pool_staff)
    Need.objects.filter(member=twin).update(who_sees="pool")
    Member.objects.filter(pk=twin.pk).update(last_asked_at=timezone.now() - timedelta(days=3))
    rosa = services.merge_members(rosa, other=twin, by=pool_staff)
    assert (rosa.state, rosa.wants_messages, rosa.needs.get().who_sees) == ("interested", False, "pool")
    assert (timezone.now() - rosa.last_asked_at).days == 3


def test_two_sign_ins_are_never_joined_and_a_supporter_keeps_one_link(pool_staff, resident, stranger):
    rosa, twin = person(), person()
    for member in (rosa, twin):
        services.add_supporter(
            member, name="Sunil", user=stranger, may_see=member == rosa, may_book=True, by=pool_staff
        )
    services.link_sign_in(twin, user=resident, by=pool_staff)
    kept = services.merge_members(rosa, other=twin, by=pool_staff)
    assert kept.user == resident
    assert [(link.user, link.may_see) for link in kept.supporters.active()] == [(stranger, True)]
    third = person()
    services.link_sign_in(third, user=pool_staff, by=pool_staff)
    for one, other in ((kept, third), (kept, twin), (kept, kept)):
        with pytest.raises(ValidationError):
            services.merge_members(one, other=other, by=pool_staff)


def test_what_other_floors_keep_goes_to_the_kept_record(pool_staff):
    """Places in sessions and stories name a person; whatever is added later does too, without being told here."""
    from stories.models import Story  # noqa: PLC0415 -- of a higher floor

    rosa, twin = person(), person()
    story = Story.objects.create(teller=twin)
    services.merge_members(rosa, other=twin, by=pool_staff)
    story.refresh_from_db()
    assert story.teller == rosa
    left = [
        (relation.related_model.__name__, relation.related_model.objects.filter(**{relation.field.name: twin}).count())
        for relation in Member._meta.related_objects
    ]
    assert [(name, count) for name, count in left if count] == [("StateChange", 1)]
