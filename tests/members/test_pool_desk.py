"""The pool's desk: found by facts, never by needs; one person, each look kept; for pool staff only, in both forms."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.desk.finding import UNREADABLE
from members.desk.forms import FindForm
from members.models import Invitation, LookRecord, Member, Note, Opportunity, StateChange
from members.models.sealed import seal
from members.roles import POOL_STAFF
from members.services import Said
from tests.charter.desk import typed_day
from tests.conftest import make_person

from .people import make_member

pytestmark = pytest.mark.django_db
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
ONE = ("", "what-happened/", "needs/", "notes/add/", "move/leave/", "move/erase/")
REACH = {"email": "rosa@private.example", "phone": "01632 960 777"}
NEED = "A guide horse"


@pytest.fixture
def desk(client, pool_staff):
    client.force_login(pool_staff)
    return client


@pytest.fixture
def rosa():
    facts = {"name": "Rosa Privat", "way": "email", **REACH, "postcode": "WA8 7QF"}
    picks = {"connections": ["learning"], "interests": ["homes"], "taking_part": ["online"]}
    return make_member(facts=facts, picks=picks, needs=[Said("other", words=NEED)], supporter={"name": "Sunil Privat"})


def page(member, name="", form=""):
    return f"{form}/team/pool/{member.pk}/{name}"


def addresses(member, form=""):
    return [f"{form}/team/pool/", *(page(member, name, form) for name in ONE)]


def names(answer):
    return [person.name for person in answer.context["people"]]


def find(desk, form="", **asked):
    """Ask as the form does: posted, then read at the address that it leads to."""
    return desk.get(desk.post(f"{form}/team/pool/", asked)["Location"])


@FORMS
def test_the_rooms_are_for_pool_staff_only(desk, rosa, resident, facilitator, editor, curator, form):
    for address in addresses(rosa, form):
        found = desk.get(address)
        assert (address, found.status_code, found.content.decode().count("<h1")) == (address, 200, 1)
        assert "no-store" in found["Cache-Control"]
    for somebody in (resident, facilitator, editor, curator):
        desk.force_login(somebody)
        assert {desk.get(address).status_code for address in addresses(rosa, form)} == {403}
        assert {desk.post(address, {"why": "x"}).status_code for address in addresses(rosa, form)} <= {403, 405}
    assert LookRecord.objects.exclude(looker__groups__name=POOL_STAFF).count() == 0
    desk.logout()
    assert {desk.get(address).status_code for address in addresses(rosa, form)} == {302}
    assert Member.objects.get().state == "interested"


def test_somebody_on_one_step_alone_is_not_let_in(client, pool_staff, rosa):
    client.force_login(pool_staff, second_step=False)
    assert {client.get(address).status_code for address in addresses(rosa)} == {302}


@FORMS
def test_the_list_says_facts_and_neither_reach_nor_needs(desk, rosa, form):
    words = desk.get(f"{form}/team/pool/").content.decode()
    assert words.count("Rosa Privat") == 1
    private = (*REACH.values(), NEED, "Sunil", "WA8 7QF", "learning disability")
    assert [one for one in private if one in words] == []


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ({"words": "privat ROSA"}, ["Rosa Privat"]),
        ({"words": "ros"}, ["Rosa Privat", "Rosalind"]),
        ({"words": "élodie"}, ["Élodie"]),
        ({"words": "ROSA@private.example "}, ["Rosa Privat"]),
        ({"words": "rosa@private"}, []),
        ({"words": "+44 1632 960777"}, ["Rosa Privat"]),
        ({"words": NEED}, []),
        ({"words": "%"}, []),
        ({"words": "' OR 1=1 --"}, []),
        ({"words": "P-999999999999"}, []),
        ({"district": "wa8"}, ["Rosa Privat"]),
        ({"district": "unsaid"}, ["Rosalind", "Élodie"]),
        ({"interests": ["homes"]}, ["Rosa Privat"]),
        ({"interests": ["work", "homes"], "taking_part": ["online"]}, ["Rosa Privat"]),
        ({"taking_part": ["board"]}, []),
        ({"way": "letter"}, ["Élodie"]),
        ({"asked": "never"}, ["Rosa Privat", "Élodie"]),
        ({"asked": "lately"}, ["Rosalind"]),
        ({"asked": "half", "came": "year"}, ["Rosa Privat"]),
        ({"came": "lately"}, ["Élodie"]),
        ({"state": "left"}, ["Lee"]),
        ({"order": "asked"}, ["Rosa Privat", "Élodie", "Rosalind"]),
        ({"connections": ["learning"], "needs": "other", "easy_read": "yes"}, ["Rosa Privat", "Rosalind", "Élodie"]),
    ],
)
def test_people_are_found_by_facts(desk, rosa, pool_staff, asked, who):
    make_member("Rosalind")
    make_member(facts={"name": "Élodie", "way": "letter", "address": "1 Road"})
    services.leave_pool(make_member("Lee"), by=pool_staff)
    services.erase_member(make_member("Gone"), by=pool_staff)
    Member.objects.filter(name="Rosalind").update(last_asked_at=timezone.now())
    Member.objects.filter(name="Élodie").update(last_came_at=timezone.now())
    assert names(find(desk, **asked)) == who
    assert names(find(desk, "/easy", **asked)) == who


def test_a_reference_finds_one_person(desk, rosa):
    make_member("Other")
    assert names(find(desk, words=rosa.reference)) == ["Rosa Privat"]
    assert names(find(desk, words=f"p{rosa.pk}")) == ["Rosa Privat"]


def test_what_is_typed_never_stands_in_an_address(desk, rosa):
    there = desk.post("/team/pool/", {"words": "rosa@private.example", "way": "email"})["Location"]
    assert ("rosa" in there.lower(), "way=email" in there) == (False, True)
    found = desk.get(there)
    assert found.context["form"]["words"].value() == "rosa@private.example"
    assert "".join(found.context[name] for name in ("next", "before")) == ""
    assert [there for *_list, there in found.context["lists"] if "rosa@" in there] == []


@pytest.mark.parametrize(
    "query",
    [
        "words=Rosa",
        "words=gAAAAA%00",
        "words=%C3%A9%F0%9F%98%80",
        pytest.param(f"words={seal('x' * 121)}", id="too long"),
        "district=%00",
        "interests=nothing&interests=%27",
        "order=name;drop",
        "asked=%F0%9F%98%80&came=x&way=carrier&taking_part=",
    ],
)
@FORMS
def test_a_question_that_we_cannot_read_says_so_and_finds_nobody(desk, rosa, query, form):
    found = desk.get(f"{form}/team/pool/?{query}")
    words = found.content.decode()
    assert (found.status_code, names(found), found.context["page"].paginator.count) == (200, [], 0)
    assert (words.count(str(UNREADABLE)), words.count("/team/pool/export/"), found.context["lists"]) == (1, 0, [])


@FORMS
def test_words_that_are_too_long_find_nobody(desk, rosa, form):
    found = desk.post(f"{form}/team/pool/", {"words": "x" * 121})
    words = found.content.decode()
    assert (found.status_code, names(found), list(found.context["form"].errors)) == (200, [], ["words"])
    assert (words.count(str(UNREADABLE)), words.count("/team/pool/export/")) == (1, 0)


@pytest.mark.parametrize("query", ["page=x", "page=-4", "page=99999999999999999999", "colour=red"])
@FORMS
def test_an_address_that_asks_for_nothing_lists_everybody(desk, rosa, query, form):
    found = desk.get(f"{form}/team/pool/?{query}")
    assert (found.status_code, names(found)) == (200, ["Rosa Privat"])


@FORMS
def test_what_nobody_told_us_is_not_said_and_not_refused(desk, form):
    ann = make_member("Ann")
    words = [desk.get(address).content.decode() for address in (f"{form}/team/pool/", page(ann, form=form))]
    assert [one.count("Would rather not say") for one in words] == [0, 0]
    # In the list and its filter; on the page where they live, their age and three lists.
    assert [one.count("Not said") for one in words] == [2, 5]


def test_an_erased_person_is_neither_listed_nor_opened(desk, rosa, pool_staff):
    services.erase_member(rosa, by=pool_staff)
    assert names(desk.get("/team/pool/?state=erased")) == []
    assert desk.get("/team/pool/").context["page"].paginator.count == 0
    assert {desk.get(page(rosa, name)).status_code for name in ONE} == {404}


def test_the_counts_follow_the_question(desk, rosa, pool_staff):
    services.move_member(make_member("Ann"), "welcome", by=pool_staff)
    services.leave_pool(make_member("Lee"), by=pool_staff)
    lists = {state: count for state, _says, count, _there in desk.get("/team/pool/").context["lists"]}
    assert lists == {"": 2, "interested": 1, "active": 1, "left": 1}
    lists = {state: count for state, _says, count, _there in find(desk, district="wa8").context["lists"]}
    assert lists == {"": 1, "interested": 1}


@FORMS
def test_whoever_left_is_pointed_to_where_nobody_is_found(desk, rosa, pool_staff, form):
    services.leave_pool(make_member("Lee"), by=pool_staff)
    answers = [find(desk, form, words=words) for words in ("lee", "nobody")]
    found = [[(str(says), count) for says, count, _there in answer.context["elsewhere"]] for answer in answers]
    assert found == [[("Left", 1)], []]
    assert names(desk.get(f"{form}/team/pool/{answers[0].context['elsewhere'][0][2]}")) == ["Lee"]
    said = "Look here before you add somebody:"
    assert [answer.content.decode().count(said) for answer in answers] == [1, 0]


@FORMS
def test_the_question_stands_before_the_people_and_more_of_it_is_open_where_it_was_asked(desk, rosa, form):
    """Whatever is asked by is in the form, also in the part that is closed."""
    for asked, is_open in (({}, 0), ({"words": "rosa"}, 0), ({"district": "wa8"}, 1)):
        words = find(desk, form, **asked).content.decode()
        assert words.index('id="form"') < words.index('id="people"')
        assert words.count('<details class="more-taps" open>') == is_open
        assert {name: words.count(f'name="{name}"') > 0 for name in FindForm.base_fields} == dict.fromkeys(
            FindForm.base_fields, True
        )


def test_a_long_list_stands_on_pages_and_keeps_its_question(desk):
    for number in range(52):
        make_member(f"Ann {number:02}")
    make_member("Ben")
    first = find(desk, words="ann")
    assert (first.context["page"].paginator.count, len(names(first)), first.context["before"]) == (52, 50, "")
    second = desk.get(f"/team/pool/{first.context['next']}")
    assert (names(second), second.context["next"]) == (["Ann 50", "Ann 51"], "")


@FORMS
def test_the_queries_stay_the_same_however_many_there_are(desk, rosa, pool_staff, form):
    def asked():
        counts = []
        for address in (f"{form}/team/pool/?interests=homes&district=wa8", *addresses(rosa, form)[:3]):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                desk.get(address)
            counts.append(len(queries))
        return counts

    asked()
    few = asked()
    for number in range(29):
        by = make_person(f"staff {number}", POOL_STAFF)
        facts = {"name": f"Ann {number}", "way": "email", "email": "a@b.example", "postcode": "WA8 7QF"}
        make_member(facts=facts, picks={"interests": ["homes"]})
        services.write_note(rosa, words="Ring.", keep_until=timezone.localdate(), by=by)
        services.record_look(rosa, what="page", by=by)
        services.add_supporter(rosa, name=f"Helper {number}", by=by)
        services.give_consent(rosa, purpose="photos", language="en-gb", by=by)
    assert asked() == few
    assert few[0] <= 12


@FORMS
def test_each_look_at_a_person_is_kept_for_them(desk, rosa, pool_staff, form):
    found = desk.get(page(rosa, form=form)).content.decode()
    assert [one for one in (*REACH.values(), "Sunil Privat") if one not in found] == []
    assert NEED not in found
    assert NEED not in desk.get(page(rosa, "what-happened/", form)).content.decode()
    looks = [(look.what, look.looker, look.why) for look in rosa.looks.all()]
    assert looks == [("page", pool_staff, ""), ("page", pool_staff, "")]


@FORMS
def test_needs_are_shown_to_whoever_says_why(desk, rosa, pool_staff, form):
    where = page(rosa, "needs/", form)
    assert NEED not in desk.get(where).content.decode()
    for nothing in ("", "   ", "x" * 201):
        answer = desk.post(where, {"why": nothing})
        assert (answer.status_code, NEED in answer.content.decode(), rosa.looks.count()) == (200, False, 0)
    shown = desk.post(where, {"why": "To book a <b>room</b>"}).content.decode()
    assert (NEED in shown, "<b>room" in shown) == (True, False)
    look = rosa.looks.get()
    assert (look.what, look.looker, look.why) == ("needs", pool_staff, "To book a <b>room</b>")
    assert [line for line in AuditLine.objects.all() if "room" in f"{line.fields}{line.note}"] == []
    assert NEED not in desk.get(where).content.decode()


@FORMS
def test_a_note_is_kept_until_its_day(desk, rosa, pool_staff, form):
    where, today = page(rosa, "notes/add/", form), timezone.localdate()
    for wrong in (today - timedelta(days=1), today + timedelta(days=366)):
        answer = desk.post(where, {"words": "Ring after lunch.", **typed_day("keep_until", wrong)})
        assert (answer.status_code, answer.context["form"]["words"].value()) == (200, "Ring after lunch.")
    assert desk.post(where, {"words": "", **typed_day("keep_until", today)}).status_code == 200
    assert Note.objects.count() == 0
    answer = desk.post(where, {"words": "<script>Ring</script>", **typed_day("keep_until", today)})
    assert answer["Location"] == page(rosa, form=form)
    note = Note.objects.get()
    assert (note.words, note.keep_until, note.written_by) == ("<script>Ring</script>", today, pool_staff)
    assert "<script>Ring" not in desk.get(answer["Location"]).content.decode()


@FORMS
def test_a_move_is_made_once_with_its_comment(desk, rosa, pool_staff, form):
    where = page(rosa, "move/welcome/", form)
    assert (desk.post(where, {"comment": ""}).status_code, Member.objects.get().state) == (200, "interested")
    assert desk.post(where, {"comment": "We talked."})["Location"] == page(rosa, form=form)
    again = desk.post(where, {"comment": "We talked again."})
    assert (again.status_code, again.context["form"]["comment"].value()) == (409, "We talked again.")
    changes = [(one.move, one.after, one.comment) for one in StateChange.objects.exclude(move="join")]
    assert changes == [("welcome", "active", "We talked.")]
    assert desk.post(page(rosa, "move/leave/", form), {}).status_code == 302
    assert (Member.objects.get().state, desk.get(page(rosa, "move/dance/", form)).status_code) == ("left", 404)


def test_erasing_asks_whether_it_is_meant(desk, rosa):
    where = page(rosa, "move/erase/")
    assert (desk.post(where, {}).status_code, Member.objects.get().name) == (200, "Rosa Privat")
    answer = desk.post(where, {"sure": "on"}, follow=True)
    assert answer.redirect_chain == [("/team/pool/", 302)]
    assert [str(words) for words in answer.context["messages"]] == [
        f"{rosa.reference} is erased. Nothing that says who it was is kept. Nothing is sent to them any more."
    ]
    assert (Member.objects.get().state, Member.objects.get().name) == ("erased", "")
    assert desk.post(where, {"sure": "on"}).status_code == 404


@pytest.mark.parametrize("move", ["import", "merge", *Member.MOVES])
def test_every_kind_of_move_has_its_words(desk, rosa, move):
    StateChange.objects.create(member=rosa, move=move, after="interested")
    assert desk.get(page(rosa, "what-happened/")).status_code == 200


def test_every_kind_of_look_speaks_about_the_person(desk, rosa, pool_staff):
    for what in LookRecord.What:
        LookRecord.objects.create(member=rosa, looker=pool_staff, what=what, why="To see")
    says = [str(moment.says) for moment in desk.get(page(rosa, "what-happened/")).context["moments"]]
    looked = [one for one in says if one.startswith("Looked: ")]
    # Opening the page is a look too.
    assert len(looked) == len(LookRecord.What) + 1
    assert [one for one in looked if re.search("[Yy]ou", one)] == []


def test_what_happened_is_told_in_order(desk, rosa, pool_staff):
    services.move_member(rosa, "welcome", by=pool_staff, comment="We talked.")
    services.withdraw_consent(rosa, purpose="pool", by=pool_staff)
    moments = desk.get(page(rosa, "what-happened/")).context["moments"]
    assert [moment.at for moment in moments] == sorted((moment.at for moment in moments), reverse=True)
    assert [str(moment.says) for moment in moments if moment.by == pool_staff] == [
        "Looked: the page in the pool",
        "Leave the pool",
        "Welcome to the pool",
    ]
    assert "Took back: Be in the pool" in [str(moment.says) for moment in moments]


@FORMS
def test_what_happened_has_supporters_changes_and_answers(desk, rosa, pool_staff, resident, form):
    rosa.user = resident
    rosa.save()
    link = services.add_supporter(rosa, name="Sunil", may_book=True, by=pool_staff)
    services.change_supporter(link, may_book=False, by=pool_staff)
    services.end_supporter(link, by=pool_staff)
    services.change_member(rosa, best_time="morning", by=resident)
    opportunity = Opportunity.objects.create(title="Plan the new bus", closes_on=timezone.localdate())
    now = timezone.now()
    answered = {"answered_at": now, "answered_by": pool_staff, "words": "With pleasure."}
    Invitation.objects.create(member=rosa, opportunity=opportunity, state="yes", asked_at=now, **answered)
    moments = desk.get(page(rosa, "what-happened/", form)).context["moments"]
    said = {str(moment.says): (moment.by, moment.more) for moment in moments}
    assert said["A supporter begins: Sunil"] == (pool_staff, "")
    assert said["What a supporter may do was changed"] == (pool_staff, "")
    assert said["A supporter ends: Sunil"] == (None, "")
    assert said["Facts were changed"] == (resident, "best time")
    assert said["Asked to take part: Plan the new bus"] == (None, "")
    assert said["Plan the new bus: Said yes"] == (pool_staff, "With pleasure.")


@FORMS
def test_the_teams_first_page_leads_there(desk, facilitator, form):
    there = f'href="{form}/team/pool/"'
    assert desk.get(f"{form}/team/").content.decode().count(there) == 1
    desk.force_login(facilitator)
    assert desk.get(f"{form}/team/").content.decode().count(there) == 0
