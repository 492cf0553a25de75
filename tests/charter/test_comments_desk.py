"""The team reads what people say: a queue, and show, do not show, answer. Two editors at once lose nothing."""

import datetime
import html
from uuid import uuid4

import pytest
from django.utils import timezone

from charter import services
from charter.models import Comment
from halton_coprod.record.models import AuditLine
from halton_coprod.record.workdays import working_day_before

from .conftest import LATER, day, easy
from .desk import opened, typed_easy

pytestmark = [pytest.mark.django_db, pytest.mark.once]
QUEUE = "/team/charter/comments/"
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture
def said(charter):
    """Three comments that nobody has read, the oldest last made."""
    services.open_version(charter.draft, **LATER, by=charter.editor)
    part = charter.draft.parts.get(kind="definition")
    return [
        services.make_comment(part, words=f"Comment {number}.", name=f"Person {number}", token=uuid4())
        for number in range(3)
    ]


def page_of(comment, last="", form=""):
    return f"{form}{QUEUE}{comment.pk}/{last}"


@FORMS
def test_the_queue_shows_what_waits_the_longest_waiting_first(desk, said, form):
    words = desk.get(form + QUEUE).content.decode()
    places = [words.index(f"Comment {number}.") for number in range(3)]
    assert places == sorted(places)
    assert desk.get(f"{form}{QUEUE}?state=shown").content.decode().count("Comment ") == 0
    assert desk.get(f"{form}{QUEUE}?state=<b>&page=x").status_code == 200


def test_the_desk_says_how_many_wait(desk, said):
    assert desk.get("/team/charter/").content.decode().count("3 comments wait for somebody to read them.") == 1
    assert desk.get("/team/charter/versions/3/").content.decode().count("3 wait to be read") == 1


@FORMS
def test_who_records_a_decision_or_puts_in_force_sees_how_many_wait(desk, charter, said, form):
    told = f'href="{form}/team/charter/comments/">'
    at = f"{form}/team/charter/versions/3/"
    agree = desk.get(f"{at}agree/")
    assert (agree.context["waiting"], agree.content.decode().count(told)) == (3, 1)
    services.agree_version(charter.draft, meeting="Board", on=day(0), decided_by="All", by=charter.editor)
    services.show_comment(said[0], by=charter.editor)
    in_force = desk.get(f"{at}put_in_force/")
    assert (in_force.context["waiting"], in_force.content.decode().count(told)) == (2, 1)
    for one in said[1:]:
        services.show_comment(one, by=charter.editor)
    assert desk.get(f"{at}put_in_force/").content.decode().count(told) == 0


def test_what_waits_longer_than_we_said_is_marked(desk, charter, said):
    part = charter.draft.parts.get(kind="definition")
    still_in_time = working_day_before(timezone.localdate(), 5)
    for sent_on in (still_in_time, still_in_time - datetime.timedelta(days=1)):
        at = timezone.make_aware(datetime.datetime.combine(sent_on, datetime.time(12)))
        services.make_comment(part, words=f"From {sent_on}.", token=uuid4(), at=at)
    assert desk.get(QUEUE).content.decode().count("Waits longer than 5 working days") == 1
    assert desk.get("/team/charter/").content.decode().count("1 waits longer than we said") == 1


@FORMS
def test_one_is_shown_by_a_press_and_a_second_press_changes_nothing(desk, said, form):
    for _press in range(2):
        assert desk.post(page_of(said[0], "show/", form))["Location"] == form + QUEUE
    said[0].refresh_from_db()
    assert (said[0].state, AuditLine.objects.filter(verb="charter.comment.show").count()) == ("shown", 1)


@FORMS
def test_one_is_not_shown_with_a_reason_of_the_list(desk, said, form):
    page = page_of(said[0], "hide/", form)
    none = desk.post(page, opened(desk, page))
    assert (none.status_code, list(none.context["form"].errors)) == (200, ["because"])
    assert desk.post(page, {"because": "person", **opened(desk, page)})["Location"] == form + QUEUE
    said[0].refresh_from_db()
    assert (said[0].state, said[0].because) == ("not_shown", "person")


@FORMS
def test_one_is_answered_in_both_forms_and_the_answer_can_be_mended(desk, said, form):
    page = page_of(said[0], "answer/", form)
    words = typed_easy("easy", ("write", "We write less."))
    desk.post(page, {"reply": "We shorten it.", **words, **opened(desk, page)})
    desk.post(page, {"reply": "We shorten it by half.", **words, **opened(desk, page)})
    said[0].refresh_from_db()
    assert (said[0].state, said[0].reply, said[0].reply_easy.text, said[0].replied_on) == (
        "answered",
        "We shorten it by half.",
        "We write less.",
        day(0),
    )
    assert not said[0].reply_easy.is_drifted(said[0].reply)


@pytest.mark.parametrize(
    ("wrong", "question"),
    [
        ({"reply": ""}, "reply"),
        ({"reply": "x" * 100_000}, "reply"),
        (typed_easy("easy"), "easy"),
        ({"easy-total": "many"}, "easy"),
        ({"easy-0-picture": "../../etc/passwd"}, "easy"),
    ],
)
def test_half_an_answer_is_refused_in_words(desk, said, wrong, question):
    page = page_of(said[0], "answer/")
    whole = {"reply": "Yes.", **typed_easy("easy", ("write", "Yes."))}
    told = desk.post(page, {**whole, **wrong, **opened(desk, page)})
    assert (told.status_code, list(told.context["form"].errors)) == (200, [question])
    assert Comment.objects.get(pk=said[0].pk).state == "held"


@pytest.mark.parametrize("first", ["answer", "hide", "show"])
def test_a_second_editor_sees_what_the_first_has_done(desk, charter, said, first):
    page = page_of(said[0], "answer/")
    both = opened(desk, page)
    {
        "answer": lambda: services.answer_comment(said[0], reply="Theirs.", easy=easy("Theirs."), by=charter.editor),
        "hide": lambda: services.hide_comment(said[0], because="twice", by=charter.editor),
        "show": lambda: services.show_comment(said[0], by=charter.editor),
    }[first]()
    told = desk.post(page, {"reply": "Mine.", **typed_easy("easy", ("write", "Mine too.")), **both})
    words = html.unescape(told.content.decode())
    assert (told.status_code, words.count("Mine.</textarea>"), words.count("Mine too.</textarea>")) == (409, 1, 1)
    assert words.count("Theirs.") == (2 if first == "answer" else 0)
    assert Comment.objects.get(pk=said[0].pk).reply == ("Theirs." if first == "answer" else "")


def test_whoever_answers_sees_the_words_and_what_they_are_about(desk, said):
    for last in ("", "answer/", "hide/"):
        assert desk.get(page_of(said[0], last)).content.decode().count("Comment 0.") == 1


def test_only_editors_read_what_is_held(client, charter, said, facilitator, stranger):
    for user in (None, facilitator, stranger):
        client.logout()
        if user:
            client.force_login(user)
        for address in (QUEUE, page_of(said[0]), page_of(said[0], "answer/"), page_of(said[0], "hide/")):
            assert client.get(address).status_code == (403 if user else 302)
        assert client.post(page_of(said[0], "show/")).status_code == (403 if user else 302)
    assert Comment.objects.filter(state="held").count() == 3


def test_a_long_queue_comes_in_pages_and_asks_no_more(desk, charter, said, django_assert_max_num_queries):
    part = charter.draft.parts.get(kind="definition")
    for number in range(60):
        services.make_comment(part, words=f"More {number}.", token=uuid4())
    with django_assert_max_num_queries(12):
        first = desk.get(QUEUE).content.decode()
    second = desk.get(f"{QUEUE}?state=held&page=2").content.decode()
    assert (first.count('<li class="card">'), second.count('<li class="card">')) == (50, 13)
