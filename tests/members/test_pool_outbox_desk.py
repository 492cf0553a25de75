"""The outbox's desk: who sees what waits, what can be noted about it, letters in batches, and each look recorded."""

import io
import uuid
from datetime import timedelta

import pikepdf
import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pdfminer.high_level import extract_text

from halton_coprod.record.models import AuditLine
from members import services
from members.models import LookRecord, Member, Message, Need, PrintBatch
from members.services import Said

from .waiting import WAYS, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture
def staff(client, pool_staff):
    client.force_login(pool_staff)
    return client


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@FORMS
def test_the_first_page_counts_what_waits_for_people(staff, form):
    waiting("Ann"), waiting("Ben"), waiting("Cy", "letter"), waiting("Di", "letter", language="Polish")
    waiting("Ed", "text"), waiting("Fay", "email")
    Message.objects.filter(pk=waiting("Gus", "letter").pk).update(state="failed")
    words = page(staff, f"{form}/team/outbox/")
    for name, count in (
        ("Calls to make", 2),
        ("Letters to print", 1),
        ("Letters to make by hand", 1),
        ("Texts to send by hand", 1),
        ("Did not arrive", 1),
    ):
        assert words.count(f"{name}: {count}</a>") == 1
    assert words.count("1 email waits.") == 1
    assert page(staff, f"{form}/team/").count("To do by hand: 6.") == 1


def test_with_a_machine_for_texts_nobody_sends_them_by_hand(staff, settings):
    settings.TEXT_BACKEND = "members.texts.FolderTexts"
    waiting("Ed", "text")
    words = page(staff, "/team/outbox/")
    assert (words.count("Texts to send by hand: 0"), words.count("Texts are sent by a service.")) == (1, 1)


@FORMS
def test_a_call_shows_whom_to_ring_when_and_what_to_say_and_each_sees_that_it_was_seen(staff, form, pool_staff):
    needs = [Said("contact", "relay", who_sees="pool"), Said("surroundings", "quiet")]
    rosa = waiting(needs=needs, best_time="morning", easy_read=True).member
    words = page(staff, f"{form}/team/outbox/calls/")
    for said in (WAYS["phone"], "In the morning", "Come and talk.", "Phone me through Relay UK"):
        assert (said, words.count(said)) == (said, 1)
    assert (words.count("A quiet room"), words.count(WAYS["address"]), words.count(WAYS["email"])) == (0, 0, 0)
    looks = LookRecord.objects.filter(member=rosa, looker=pool_staff).order_by("what")
    assert [look.what for look in looks] == ["contact", "needs"]
    page(staff, f"{form}/team/outbox/calls/")
    assert looks.all().count() == 2


@FORMS
def test_what_was_answered_is_kept_and_the_call_is_done(staff, form):
    message = waiting()
    where = f"{form}/team/outbox/{message.pk}/"
    said = {"move": "ring", f"m{message.pk}-answer": "She comes.", "queue": "calls"}
    assert staff.post(where, said)["Location"] == f"{form}/team/outbox/calls/"
    message.refresh_from_db()
    assert (message.state, message.answer) == ("rung", "She comes.")
    again = staff.post(where, {**said, f"m{message.pk}-answer": "He comes."})
    message.refresh_from_db()
    assert (again.status_code, message.answer) == (409, "She comes.")
    assert again.content.decode().count("He comes.") == 1


@FORMS
def test_what_is_typed_about_several_stays_with_the_switch_and_when_one_is_done(staff, form):
    many_more(2, way="phone")
    one, other = Message.objects.order_by("pk")
    where, other_form = f"{form}/team/outbox/calls/", "" if form else "/easy"
    typed = {f"m{one.pk}-answer": "She comes.", f"m{other.pk}-answer": "He comes later.", "queue": "calls"}
    switched = staff.post(where, {**typed, "_switch": "1"})["Location"]
    assert switched == f"{other_form}/team/outbox/calls/"
    words = page(staff, switched)
    assert (words.count("She comes."), words.count("He comes later.")) == (1, 1)
    staff.post(f"{form}/team/outbox/{one.pk}/", {**typed, "move": "ring"})
    words = page(staff, where)
    assert (words.count("She comes."), words.count("He comes later.")) == (0, 1)
    assert page(staff, where).count("He comes later.") == 0


def test_a_call_that_reached_nobody_is_still_to_be_made(staff):
    message = waiting()
    staff.post(f"/team/outbox/{message.pk}/", {"move": "not_reached", "queue": "calls"})
    assert page(staff, "/team/outbox/calls/").count("1 time. Try again on") == 1


TAKES_BACK = {"comment": "It was another Rosa."}


@FORMS
@pytest.mark.parametrize(
    ("way", "move", "was"),
    [
        ("phone", "ring", "rung"),
        ("phone", "not_reached", "waiting"),
        ("phone", "drop", "dropped"),
        ("letter", "post", "posted"),
        ("text", "hand_over", "sent"),
    ],
)
def test_what_was_noted_by_mistake_is_taken_back(staff, form, way, move, was):
    message = waiting(way=way)
    where = f"{form}/team/outbox/{message.pk}/"
    staff.post(where, {"move": move, f"m{message.pk}-answer": "She comes."})
    message.refresh_from_db()
    assert message.state == was
    link = f'href="{where}put-back/"'
    lists = [page(staff, f"{form}/team/outbox/{name}/").count(link) for name in ("noted", "calls")]
    assert lists == ([0, 1] if was == "waiting" else [1, 0])
    assert page(staff, where).count(link) == 1
    unsaid = staff.post(f"{where}put-back/", {"comment": " "})
    assert (unsaid.status_code, list(unsaid.context["form"].errors)) == (200, ["comment"])
    assert staff.post(f"{where}put-back/", TAKES_BACK)["Location"] == where
    message.refresh_from_db()
    known = (message.state, message.tries, message.done_at, message.answer, message.remark)
    assert known == ("waiting", 0, None, "", TAKES_BACK["comment"])
    line = AuditLine.objects.latest("pk")
    assert (line.verb, line.note) == ("members.message.put_back", f"{was} → waiting")
    again = staff.post(f"{where}put-back/", {"comment": "Once more."})
    assert (again.status_code, again.content.decode().count("Once more.")) == (409, 1)
    assert page(staff, where).count(link) == 0


@pytest.mark.parametrize(
    ("way", "facts"),
    [
        ("email", {"state": "sent"}),
        ("phone", {"state": "dropped", "fault": "overtaken"}),
        ("phone", {"state": "waiting"}),
        ("phone", {"state": "failed"}),
    ],
)
def test_what_the_hub_did_by_itself_is_not_taken_back(staff, way, facts):
    message = waiting(way=way)
    Message.objects.filter(pk=message.pk).update(done_at=timezone.now(), **facts)
    where = f"/team/outbox/{message.pk}/put-back/"
    assert [page(staff, there).count(where) for there in ("/team/outbox/noted/", f"/team/outbox/{message.pk}/")] == [
        0,
        0,
    ]
    assert staff.post(where, TAKES_BACK).status_code == 409
    message.refresh_from_db()
    assert (message.state, message.remark) == (facts["state"], "")


def test_whoever_wants_no_news_by_now_is_not_told_again(staff):
    message = waiting()
    staff.post(f"/team/outbox/{message.pk}/", {"move": "ring"})
    Member.objects.update(wants_messages=False)
    assert page(staff, f"/team/outbox/{message.pk}/").count("put-back/") == 0
    assert staff.post(f"/team/outbox/{message.pk}/put-back/", TAKES_BACK).status_code == 409


def test_another_way_offers_only_those_that_are_known(staff):
    message = waiting(email="")
    where = f"/team/outbox/{message.pk}/way/"
    words = page(staff, where)
    assert [words.count(f'value="{way}"') for way in ("email", "text", "phone", "letter")] == [0, 1, 0, 1]
    assert staff.post(where, {"way": "email"}).status_code == 200
    assert staff.post(where, {"way": "letter"})["Location"] == "/team/outbox/"
    message.refresh_from_db()
    assert (message.way, message.state) == ("letter", "waiting")


def test_what_did_not_arrive_is_told_another_way(staff):
    message = waiting(way="email")
    Message.objects.filter(pk=message.pk).update(state="failed", fault="refused")
    words = page(staff, "/team/outbox/failed/")
    assert (
        words.count("The address or number does not work"),
        words.count("Try again"),
        words.count("I have rung"),
    ) == (1, 1, 0)
    staff.post(f"/team/outbox/{message.pk}/way/", {"way": "phone"})
    assert page(staff, "/team/outbox/calls/").count(f"/team/outbox/{message.pk}/way/") == 1


def test_whoever_wants_no_news_any_more_is_not_rung(staff):
    message = waiting()
    Member.objects.update(wants_messages=False)
    words = page(staff, f"/team/outbox/{message.pk}/")
    assert (words.count("Do not tell this any more"), words.count('value="ring"')) == (1, 0)
    assert staff.post(f"/team/outbox/{message.pk}/", {"move": "ring"}).status_code == 409


def test_nothing_chosen_and_nothing_known_change_nothing(staff):
    message = waiting()
    for said in ({}, {"move": "erase"}):
        answer = staff.post(f"/team/outbox/{message.pk}/", {**said, f"m{message.pk}-answer": "Typed."})
        words = answer.content.decode()
        assert (answer.status_code, words.count("Choose what happened."), words.count("Typed.")) == (200, 1, 1)
    assert [staff.get(where).status_code for where in ("/team/outbox/nothing/", "/team/outbox/999/")] == [404, 404]
    message.refresh_from_db()
    assert message.state == "waiting"


@FORMS
def test_letters_are_put_in_a_batch_printed_and_posted(staff, form):
    ann, ben = waiting("Ann", "letter"), waiting("Ben", "letter")
    made = staff.post(f"{form}/team/outbox/batches/make/")
    batch = PrintBatch.objects.get()
    where = f"{form}/team/outbox/batches/{batch.pk}/"
    assert made["Location"] == where
    assert staff.post(f"{form}/team/outbox/batches/make/")["Location"] == f"{form}/team/outbox/letters/"
    file = staff.get(f"{where}letters.pdf")
    assert (file["Content-Type"], len(pikepdf.open(io.BytesIO(file.content)).pages)) == ("application/pdf", 3)
    assert LookRecord.objects.filter(what="contact").count() == 2
    assert page(staff, where).count("/print/") == 1
    staff.post(f"{where}print/")
    staff.post(f"{where}post/")
    assert {one.state for one in Message.objects.all()} == {"posted"}
    assert (
        staff.get(f"{where}letters.pdf").status_code,
        staff.get(f"/team/outbox/{ann.pk}/letter.pdf").status_code,
    ) == (404, 404)
    assert page(staff, f"{form}/team/outbox/{ben.pk}/").count(f"Batch {batch.pk}") == 1


@FORMS
def test_a_letter_is_shown_in_its_own_words_and_a_call_in_those_to_say(staff, form):
    for way, counts in (("letter", (1, 0, 1)), ("phone", (0, 1, 0))):
        rosa = waiting("Rosa", way).member
        with transaction.atomic():
            ideas = [("link", "Look: https://hub.example/secret/")]
            message = services.queue_message(rosa, occasion="linked", title="A link", ideas=ideas)
        words = page(staff, f"{form}/team/outbox/{message.pk}/")
        said = ("You want no more letters?", "This is the ", "Look: (a link that only Rosa gets)")
        assert (tuple(words.count(one) for one in said), words.count("/secret/")) == (counts, 0)


def test_one_letter_alone_and_nobody_elses_words_in_it(staff):
    ann, _ben = waiting("Ann", "letter"), waiting("Ben", "letter", title="Only for Ben")
    words = extract_text(io.BytesIO(staff.get(f"/team/outbox/{ann.pk}/letter.pdf").content))
    assert (words.count("Ann"), words.count("Ben")) == (2, 0)


def many_more(number, way, **facts):
    """So many people, each with a need and a message that waits."""
    known = {**WAYS, "way": way, "language": facts.pop("language", "")}
    people = Member.objects.bulk_create(Member(name=f"P{one}", token=uuid.uuid4(), **known) for one in range(number))
    Need.objects.bulk_create(Need(member=one, group="contact", item="slowly") for one in people)
    words = {"occasion": "news", "form": "en-gb", "title": "A meeting", "ideas": [["meeting", "Come."]]}
    Message.objects.bulk_create(Message(member=one, way=way, **{"about": "place", **words, **facts}) for one in people)


QUEUES = {
    "calls": {"way": "phone"},
    "letters": {"way": "letter"},
    "by-hand": {"way": "letter", "language": "Polish"},
    "texts": {"way": "text"},
    "failed": {"way": "email", "state": "failed", "about": "news"},
    "noted": {"way": "phone", "state": "rung", "done_at": timezone.now()},
}


@pytest.mark.parametrize("queue", QUEUES)
def test_a_list_asks_the_same_for_one_and_thirty_and_is_paged(staff, queue):
    counts = []
    for more in (1, 29):
        many_more(more, **QUEUES[queue])
        staff.get(f"/team/outbox/{queue}/")
        with CaptureQueriesContext(connection) as asked:
            words = page(staff, f"/team/outbox/{queue}/")
        counts.append((len(asked), words.count('<li class="card">')))
    (few, one), (more, shown) = counts
    assert (few, one, shown) == (more, 1, 20)
    assert few <= 13
    assert page(staff, f"/team/outbox/{queue}/?page=2").count('<li class="card">') == 10


def test_the_first_page_asks_the_same_for_one_and_thirty(staff):
    counts = []
    for more in (1, 29):
        many_more(more, "phone")
        staff.get("/team/outbox/")
        with CaptureQueriesContext(connection) as asked:
            page(staff, "/team/outbox/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 14


def test_nobody_else_sees_any_of_it(client, resident, facilitator, editor):
    message = waiting()
    for user in (None, resident, facilitator, editor):
        client.logout()
        if user:
            client.force_login(user)
        for where in (
            "",
            "calls/",
            f"{message.pk}/",
            f"{message.pk}/way/",
            f"{message.pk}/letter.pdf",
            f"{message.pk}/put-back/",
            f"person/{message.member_id}/",
        ):
            assert client.get(f"/team/outbox/{where}").status_code == (403 if user else 302)
        assert client.post(f"/team/outbox/{message.pk}/", {"move": "ring"}).status_code == (403 if user else 302)
    message.refresh_from_db()
    assert (message.state, LookRecord.objects.count()) == ("waiting", 0)


@FORMS
def test_what_one_person_was_told_can_be_looked_up(staff, form):
    message = waiting()
    waiting("Ida", title="Only for Ida")
    assert (
        page(staff, f"{form}/team/pool/{message.member_id}/").count(f'{form}/team/outbox/person/{message.member_id}/"')
        == 1
    )
    words = page(staff, f"{form}/team/outbox/person/{message.member_id}/")
    assert (words.count(f'{form}/team/outbox/{message.pk}/"'), words.count("Only for Ida")) == (1, 0)


def test_a_get_changes_nothing_but_the_looks(staff):
    message = waiting(way="letter")
    before = list(Message.objects.values())
    for where in ("", "letters/", f"{message.pk}/", f"{message.pk}/way/", f"{message.pk}/letter.pdf"):
        staff.get(f"/team/outbox/{where}")
    assert staff.get("/team/outbox/batches/make/").status_code == 405
    assert (list(Message.objects.values()), PrintBatch.objects.count(), mail.outbox) == (before, 0, [])


def test_a_reminder_after_its_day_is_on_no_list(staff):
    message = waiting()
    Message.objects.update(no_use_after=timezone.now() - timedelta(minutes=1))
    assert page(staff, "/team/outbox/calls/").count(WAYS["phone"]) == 0
    assert page(staff, f"/team/outbox/{message.pk}/").count("It would have come too late") == 1


@FORMS
def test_the_first_week_is_told_to_pool_staff_in_both_forms(client, pool_staff, resident, form):
    client.force_login(pool_staff)
    first = page(client, f"{form}/team/help/")
    steps = [first, *(page(client, f"{form}/team/help/?page={number}") for number in (2, 3))] if form else [first]
    assert [words.count("<h1") for words in steps] == [1] * len(steps)
    assert sum(words.count(f'href="{form}/team/outbox/"') for words in steps) == 1
    assert page(client, f"{form}/team/").count(f'href="{form}/team/help/"') == 1
    client.force_login(resident)
    assert client.get(f"{form}/team/help/").status_code == 403
