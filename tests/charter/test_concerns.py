"""The Charter was not kept: said without a sign-in in both forms, read in 5 working days, answered, counted."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from charter import services
from charter.models import Concern
from charter.views.concerns import count_concerns
from halton_coprod.record.flow import NotNow
from halton_coprod.record.models import AuditLine
from halton_coprod.record.workdays import working_day_after
from members.models import Message
from members.roles import APPROVER
from members.services import clear_message, send_messages
from tests.conftest import HubClient, make_person

from .conftest import easy
from .told import DESK, FORMS, LOOK, SECRET, SENT, TELL, answered, raised, text, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("nobody_waits")]


# Saying it


@FORMS
def test_somebody_says_it_without_a_name_and_gets_a_number(client, charter, form):
    before = client.get(form + TELL).content.decode().partition('id="form"')[0]
    routes = (" 999", "01632 960 911", "complain about a service" if not form else "complain")
    assert [before.count(route) > 0 for route in routes] == [True, True, True]
    assert client.post(form + TELL, typed())["Location"] == form + SENT
    concern = Concern.objects.get()
    assert (concern.what_happened, concern.name, concern.way, concern.reach) == (SECRET, "", "none", "")
    assert concern.language == ("en-simple" if form else "en-gb")
    assert concern.acknowledge_by == working_day_after(timezone.localdate(), 5)
    assert concern.answer_by == working_day_after(timezone.localdate(), 20)
    assert text(client.get(form + SENT)).count(concern.reference) == 1
    assert HubClient().get(form + SENT).content.decode().count(concern.reference) == 0


def test_what_was_told_is_sealed_in_the_database_and_in_no_line_of_the_log(client, charter):
    client.post(TELL, typed(name="Rosa Green", way="letter", reach="2 Example Street"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT what_happened, name, reach FROM charter_concern")
        stored = " ".join(cursor.fetchone())
    assert [word for word in (SECRET, "Rosa", "Example Street") if word in stored] == []
    lines = [f"{line.verb} {line.note} {line.fields}" for line in AuditLine.objects.filter(verb__contains="concern")]
    assert lines == ["charter.concern.raise  ['name', 'what_happened']"]


@FORMS
def test_each_value_can_be_chosen_by_its_name_in_this_form(client, charter, form):
    # In easy read it is the second question.
    page = text(client.post(form + TELL, {"_at": "0", "what_happened": SECRET}) if form else client.get(TELL))
    assert page.count("Easy respect" if form else "Value respect") == 1
    client.post(form + TELL, typed(value=str(charter.value.pk)))
    assert Concern.objects.get().value == charter.value


def test_a_value_that_is_only_drafted_cannot_be_chosen(client, charter):
    secret = charter.draft.parts.get(kind="value", value__slug="secret-value").value
    answer = client.post(TELL, typed(value=str(secret.pk)))
    assert (answer.status_code, Concern.objects.count()) == (200, 0)
    assert list(answer.context["form"].errors) == ["value"]


@FORMS
@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"what_happened": " "}, "what_happened"),
        ({"what_happened": "x" * 100_000}, "what_happened"),
        ({"way": ""}, "way"),
        ({"way": "pigeon"}, "way"),
        ({"way": "email", "reach": ""}, "reach"),
        ({"way": "email", "reach": "rosa@"}, "reach"),
        ({"way": "phone", "reach": "12"}, "reach"),
        ({"way": "letter", "reach": ""}, "reach"),
        ({"name": "x" * 101}, "name"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_kept(client, charter, form, said, fault):
    answer = client.post(form + TELL, typed(name="Rosa", **said) if "name" not in said else typed(**said))
    assert (answer.status_code, list(answer.context["form"].errors), Concern.objects.count()) == (200, [fault], 0)
    assert answer.context["form"]["name"].value() == said.get("name", "Rosa")
    assert answer.content.decode().count('class="error-summary"') == 1


def test_pressing_twice_makes_one_concern(client, charter):
    said = typed()
    client.post(TELL, said)
    client.post(TELL, said)
    assert Concern.objects.count() == 1


def test_a_robot_is_thanked_and_nothing_is_kept(client, charter):
    assert client.post(TELL, typed(website="http://spam.example"))["Location"] == SENT
    assert Concern.objects.count() == 0


def test_too_many_from_one_place_wait_and_keep_their_words(client, charter, monkeypatch):
    monkeypatch.setattr("charter.views.concerns.MOST_SENT", 1)
    assert client.post(TELL, typed()).status_code == 302
    assert client.post(TELL, typed(what_happened="The second thing.")).status_code == 429
    assert client.get(TELL).context["form"]["what_happened"].value() == "The second thing."


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "\u202eabc", "<img src=x onerror=alert(1)>"])
def test_hostile_words_are_only_words(client, charter, hostile):
    client.post(TELL, typed(what_happened=f"{hostile} words"))
    client.force_login(charter.editor)
    page = client.get(f"{DESK}{Concern.objects.get().reference}/").content.decode()
    assert [page.count(sign) for sign in ("<script>alert", "<img src=x", "\u202e")] == [0, 0, 0]


# Looking it up


@FORMS
def test_the_number_brings_the_answer_and_never_what_was_told(client, charter, form):
    concern = raised(name="Rosa Green", way="letter", reach="2 Example Street")
    stands = client.post(form + LOOK, {"reference": concern.reference.lower().replace("-", " ")})
    assert stands.context["concern"] == concern
    answered(concern, charter.editor, easy=easy("We were wrong. Easy."))
    page = text(client.post(form + LOOK, {"reference": concern.reference}))
    assert page.count("We were wrong. Easy." if form else "We were wrong.") == 1
    assert [word for word in (SECRET, "Rosa Green", "2 Example Street") if word in page] == []


@FORMS
@pytest.mark.parametrize("reference", ["", "C-BCDF-3467", "' OR 1=1", "x" * 300])
def test_a_wrong_number_says_what_to_do(client, charter, form, reference):
    raised()
    answer = client.post(form + LOOK, {"reference": reference})
    assert (answer.status_code, answer.context["concern"]) == (200, None)
    assert list(answer.context["form"].errors) == ["reference"]


def test_numbers_cannot_be_guessed_all_day(client, charter):
    answers = [client.post(LOOK, {"reference": "C-BCDF-3467"}).status_code for _guess in range(61)]
    assert answers == [200] * 60 + [429]


# The team


def test_a_concern_goes_its_way_and_the_person_is_told_in_their_form(charter):
    concern = raised(way="email", reach="rosa@home.example", language="en-simple")
    services.acknowledge_concern(concern, by=charter.editor)
    services.look_into_concern(concern, by=charter.editor)
    services.answer_concern(concern, answer="Standard.", easy=easy("We say sorry."), by=charter.editor)
    with pytest.raises(NotNow):
        services.close_concern(concern, by=charter.editor)
    send_messages()
    services.close_concern(concern, by=charter.editor)
    first, second = Message.objects.order_by("pk")
    assert {(one.to, one.way, one.form, one.state) for one in (first, second)} == {
        ("rosa@home.example", "email", "en-simple", "sent")
    }
    assert second.ideas[0][1] == "We say sorry."
    assert sum(words.count(concern.reference) for _picture, words in first.ideas) == 1
    verbs = AuditLine.objects.about(concern).values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in verbs] == ["raise", "acknowledge", "look_into", "answer", "close"]


def test_who_left_no_way_gets_no_message(charter):
    answered(raised(), charter.editor)
    assert Message.objects.count() == 0


def test_an_answer_needs_easy_read_and_so_does_what_changed(charter):
    concern = raised()
    services.acknowledge_concern(concern, by=charter.editor)
    with pytest.raises(ValidationError):
        services.answer_concern(concern, answer="A", easy=easy(), by=charter.editor)
    with pytest.raises(ValidationError):
        services.answer_concern(concern, answer="A", easy=easy("A"), changed="B", by=charter.editor)
    assert Concern.objects.get().state == "acknowledged"


def test_two_people_who_answer_at_once_lose_nothing(charter):
    concern = raised()
    services.acknowledge_concern(concern, by=charter.editor)
    seen = Concern.objects.get().fingerprint
    services.answer_concern(concern, answer="Mine.", easy=easy("Mine."), seen=seen, by=charter.editor)
    with pytest.raises(services.Stale) as stale:
        services.answer_concern(concern, answer="Yours.", easy=easy("Yours."), seen=seen, by=charter.editor)
    assert (stale.value.theirs.answer, Concern.objects.get().answer) == ("Mine.", "Mine.")


@pytest.mark.parametrize("state", ["raised", "acknowledged", "looked_into", "escalated", "answered", "closed"])
def test_only_the_moves_of_the_table_can_be_made(charter, state):
    concern = raised()
    day = timezone.localdate()
    Concern.objects.update(state=state, acknowledged_on=day, answered_on=day, answer="A")
    for name, deed in (
        ("acknowledge", services.acknowledge_concern),
        ("look_into", services.look_into_concern),
        ("escalate", services.escalate_concern),
        ("close", services.close_concern),
    ):
        if state not in Concern.MOVES[name].sources:
            with pytest.raises(NotNow):
                deed(concern, by=charter.editor)
    assert Concern.objects.get().state == state


ROLES = ("resident", "facilitator", "pool_staff", "curator")


@pytest.mark.parametrize("role", ROLES)
def test_nobody_else_sees_or_handles_them(client, charter, request, role):
    person, concern = request.getfixturevalue(role), raised()
    client.force_login(person)
    pages = (DESK, f"{DESK}{concern.reference}/", f"{DESK}{concern.reference}/answer/")
    assert [client.get(page).status_code for page in pages] == [403] * 3
    assert client.post(f"{DESK}{concern.reference}/acknowledge/").status_code == 403
    deeds = (services.acknowledge_concern, services.escalate_concern, services.look_at_concern)
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed(concern, by=person)
    assert Concern.objects.get().state == "raised"


@pytest.mark.parametrize("who", ["editor", "approver"])
def test_editors_and_approvers_handle_them_and_each_look_is_recorded(client, charter, who):
    person = charter.editor if who == "editor" else make_person("co-chair", APPROVER)
    concern = raised(name="Rosa Green")
    client.force_login(person)
    assert text(client.get(DESK)).count(concern.reference) == 1
    assert text(client.get(DESK)).count("Rosa Green") == 0
    page = client.get(f"{DESK}{concern.reference}/")
    assert text(page).count(SECRET) == 1
    assert AuditLine.objects.filter(verb="charter.concern.look", actor_id=person.pk).count() == 1
    assert client.post(f"{DESK}{concern.reference}/acknowledge/")["Location"] == f"{DESK}{concern.reference}/"
    assert Concern.objects.get().state == "acknowledged"
    assert client.post(f"{DESK}{concern.reference}/explode/").status_code == 404


def test_what_is_late_shows_by_itself_and_goes_to_the_co_chairs(client, charter):
    late, fresh, slow, slower, done = (raised(days_ago=days) for days in (14, 0, 40, 41, 42))
    for concern in (slow, slower):
        services.acknowledge_concern(concern, by=charter.editor)
    services.look_into_concern(slower, by=charter.editor)
    answered(done, charter.editor)
    assert set(Concern.objects.overdue()) == {late, slow, slower}
    client.force_login(charter.editor)
    assert text(client.get(f"{DESK}?list=overdue")).count("Due by") == 3
    for _tick in range(2):
        call_command("tick", verbosity=0)
    assert {one.pk: one.state for one in Concern.objects.all()} == {
        late.pk: "escalated",
        fresh.pk: "raised",
        slow.pk: "escalated",
        slower.pk: "escalated",
        done.pk: "answered",
    }
    notes = AuditLine.objects.filter(verb="charter.concern.escalate").values_list("note", flat=True)
    assert sorted(notes) == [f"{state} → escalated" for state in ("acknowledged", "looked_into", "raised")]
    assert text(client.get(f"{DESK}?list=escalated")).count("Due by") == 3


def test_the_co_chairs_hear_the_number_and_the_person_hears_who_looks_at_it(charter):
    chair = make_person("co-chair", APPROVER)
    concern = raised(days_ago=14, name="Rosa Green", way="email", reach="rosa@home.example", language="en-simple")
    services.escalate_overdue()
    person, team = Message.objects.order_by("pk")
    assert (person.to, person.form, person.title) == (
        "rosa@home.example",
        "en-simple",
        "The people who lead the board look at what you told us",
    )
    assert (team.to, team.way) == (chair.email, "email")
    told = " ".join(words for _picture, words in team.ideas)
    assert (told.count(f"{concern.reference} "), told.count(f"/team/charter/concerns/{concern.reference}/")) == (1, 1)
    assert [word for word in (SECRET, "Rosa", "rosa@") if word in f"{team.title} {told}"] == []


def test_an_answer_that_was_not_enough_is_owed_anew_told_again_and_counted_no_more(charter):
    concern = raised(days_ago=60, way="email", reach="rosa@home.example")
    answered(concern, charter.editor)
    services.escalate_concern(concern, by=charter.editor)
    row = Concern.objects.get(pk=concern.pk)
    assert (row.state, row.is_overdue) == ("escalated", False)
    assert row.answer_by == working_day_after(timezone.localdate(), 20)
    for _more in range(5):
        raised()
    assert count_concerns(timezone.now()).answered == 0
    services.answer_concern(row, answer="The second answer.", easy=easy("Answer 2."), by=charter.editor)
    titles = [message.title.partition(" ")[0] for message in row.messages]
    assert titles == ["We", "Our", "The", "Our"]
    assert row.messages.last().ideas[0][1] == "The second answer."


@FORMS
def test_whoever_has_the_number_can_say_that_the_answer_is_not_enough(client, charter, form):
    concern = raised()
    said = {"reference": concern.reference, "not_content": "1"}
    client.post(form + LOOK, said)
    assert Concern.objects.get().state == "raised"
    answered(concern, charter.editor)
    page = client.post(form + LOOK, {"reference": concern.reference})
    assert page.content.decode().count('name="not_content"') == 1
    for _press in range(2):
        page = client.post(form + LOOK, said)
        assert page.content.decode().count('name="not_content"') == 0
    assert (Concern.objects.get().state, page.context["concern"].state) == ("escalated", "escalated")
    assert AuditLine.objects.filter(verb="charter.concern.escalate").count() == 1


@pytest.mark.parametrize(("way", "reach", "move"), [("phone", "01632 960 321", "ring"), ("letter", "2 Street", "post")])
def test_it_is_not_finished_before_the_answer_is_with_the_person(client, charter, pool_staff, way, reach, move):
    concern = raised(way=way, reach=reach)
    answered(concern, charter.editor)
    client.force_login(charter.editor)
    page = text(client.get(f"{DESK}{concern.reference}/"))
    assert page.count("Our answer to what you told us about the Charter") == 1
    assert page.count("The answer has not gone out yet.") == 1
    client.post(f"{DESK}{concern.reference}/close/")
    assert Concern.objects.get().state == "answered"
    clear_message(concern.messages.last(), move, by=pool_staff)
    assert not concern.is_answer_on_its_way
    client.post(f"{DESK}{concern.reference}/close/")
    assert Concern.objects.get().state == "closed"


def test_a_press_that_comes_twice_moves_it_once(client, charter):
    concern = raised()
    client.force_login(charter.editor)
    for move in ("acknowledge", "look_into", "escalate"):
        for _press in range(2):
            answer = client.post(f"{DESK}{concern.reference}/{move}/", follow=True)
            assert [str(message) for message in answer.context["messages"]] == ["Saved."]
    assert AuditLine.objects.about(concern).exclude(verb="charter.concern.look").count() == 4


def test_editors_hear_once_a_working_day_what_waits(charter):
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    assert services.tell_what_waits(friday) == 0
    raised()
    assert services.tell_what_waits(saturday) == 0
    assert [services.tell_what_waits(friday) for _tick in range(2)] == [1, 0]
    message = Message.objects.get()
    told = " ".join(words for _picture, words in message.ideas)
    assert (message.to, told.count("Concerns that nobody has read: 1."), told.count(SECRET)) == (
        charter.editor.email,
        1,
        0,
    )


def test_the_rooms_say_what_waits(client, charter):
    raised(days_ago=14)
    raised()
    client.force_login(charter.editor)
    page = text(client.get("/team/"))
    assert (page.count("0 comments wait."), page.count("To do: 2. Overdue: 1.")) == (1, 1)
    assert text(client.get("/team/charter/")).count("2 concerns are to be answered. 1 is overdue.") == 1
