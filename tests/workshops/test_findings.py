"""From notes to an answer: evidence is counted, no name is kept, asked in public, answered by whoever was asked."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.said import said_date
from halton_coprod.record import stamp
from halton_coprod.record.flow import NotNow
from members.models import Message
from tests.charter.conftest import make_charter
from tests.charter.desk import typed_easy
from workshops import services
from workshops.models import Answer, Note, Recommendation, Theme
from workshops.services import NotReady

from .conftest import EASY, plan, said_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
DESK = "/team/workshops/"
EASY_ANSWER = EasyRead(blocks=(Block("no", "No. It costs too much."),))


def words(answer):
    return answer.content.decode()


def read(client, address):
    stamp.forget_pages()
    return words(client.get(address))


@pytest.fixture
def theme(facilitator):
    return services.keep_theme(name="Getting about", summary="Buses.", summary_easy=EASY, by=facilitator)


@pytest.fixture
def unasked(facilitator, theme):
    return services.write_recommendation(
        title="More <b>buses</b>", words="Every hour.", easy=EASY, theme=theme, owner="The council", by=facilitator
    )


@pytest.fixture
def asked(unasked, facilitator):
    return services.ask_for_answer(unasked, by=facilitator)


def test_pasted_lines_become_notes_and_are_tagged(client, session, theme, facilitator):
    client.force_login(facilitator)
    notes = f"{DESK}sessions/{session.slug}/notes/"
    said = {"table": "1", "prompt": "What is hard?", "said_by": "resident"}
    empty = client.post(f"{notes}add/", {**said, "lines": " \n "})
    assert (empty.status_code, Note.objects.count()) == (200, 0)
    assert words(empty).count("What is hard?") == 1
    client.post(f"{notes}add/", {**said, "lines": "The bus is late.\n\n  <i>No</i> bus on Sunday.\n"})
    assert [(note.words, note.table, note.said_by, note.people) for note in session.notes.all()] == [
        ("The bus is late.", "1", "resident", 1),
        ("<i>No</i> bus on Sunday.", "1", "resident", 1),
    ]
    note = session.notes.first()
    changed = {"words": note.words, "people": 6, "said_by": "anybody", "themes": [theme.pk]}
    assert client.post(f"{notes}{note.pk}/", changed).status_code == 302
    shown = read(client, notes)
    assert (shown.count("<i>No"), shown.count("6 people said it."), shown.count("It is not said who")) == (0, 1, 1)
    for _press in range(2):
        assert client.post(f"{notes}{note.pk}/take-out/").status_code == 302
    assert session.notes.count() == 1


@FORMS
def test_many_notes_get_a_theme_at_once_and_keep_the_others(client, session, theme, facilitator, form):
    other = services.keep_theme(name="Other", summary="O.", summary_easy=EASY, by=facilitator)
    late, full, more = services.add_notes(session, lines=["Late.", "Full.", "More."], table="2", by=facilitator)
    elsewhere = services.add_notes(plan(facilitator, name="Elsewhere"), lines=["Away."], by=facilitator)[0]
    services.give_theme(session, notes=[late], theme=other, by=facilitator)
    client.force_login(facilitator)
    notes = f"{form}{DESK}sessions/{session.slug}/notes/"
    assert read(client, notes).count(f"{notes}theme/") == 1
    asked = read(client, f"{notes}theme/")
    assert [asked.count(f">{empty}<") for empty in (said_in(form, "Not chosen yet"), "---------")] == [1, 0]
    assert [asked.count(f"Table 2: {one}") for one in ("Late.", "Full.", "More.")] == [1, 1, 1]
    for said in ({"theme": theme.pk}, {"notes": [late.pk]}, {"theme": theme.pk, "notes": [elsewhere.pk]}):
        assert client.post(f"{notes}theme/", said).status_code == 200
    for _press in range(2):
        client.post(f"{notes}theme/", {"theme": theme.pk, "notes": [late.pk, full.pk]})
    found = {note: set(note.themes.all()) for note in Note.objects.all()}
    assert found == {late: {other, theme}, full: {theme}, more: set(), elsewhere: set()}


def test_a_theme_counts_its_evidence(session, theme, facilitator):
    notes = services.add_notes(session, lines=["Late.", "Full.", "Other."], by=facilitator)
    for note, people in zip(notes[:2], (4, 3), strict=True):
        services.change_note(note, words=note.words, people=people, said_by="anybody", themes=[theme], by=facilitator)
    found = Theme.objects.with_evidence().get()
    assert (found.many_notes, found.many_people, found.many_sessions) == (2, 7, 1)
    assert (Theme.objects.exclude(pk=theme.pk).count(), Note.objects.count()) == (0, 3)


def test_too_many_lines_at_once_are_refused_and_nothing_is_written(session, facilitator):
    with pytest.raises(ValidationError):
        services.add_notes(session, lines=["One."] * 201, by=facilitator)
    assert Note.objects.count() == 0


@FORMS
def test_nobody_reads_what_is_being_written(client, unasked, form):
    assert client.get(f"{form}/workshops/recommendations/{unasked.pk}/").status_code == 404
    assert read(client, f"{form}/workshops/recommendations/").count("buses") == 0


def test_it_is_asked_only_in_easy_read_too(facilitator):
    one = services.write_recommendation(title="Buses", words="More.", owner="Us", by=facilitator)
    with pytest.raises(NotReady):
        services.ask_for_answer(one, by=facilitator)
    one.refresh_from_db()
    assert one.state == "draft"


@FORMS
def test_everybody_reads_what_is_asked_and_by_when(client, asked, session, theme, facilitator, form):
    address = f"{form}/workshops/recommendations/{asked.pk}/"
    assert asked.due == timezone.localdate() + timedelta(weeks=8)
    assert read(client, f"{form}/workshops/recommendations/").count(address) == 1
    page = read(client, address)
    assert (page.count("<b>buses"), page.count("The council") > 0, page.count("people said something")) == (0, True, 0)
    note = services.add_notes(session, lines=["Late."], by=facilitator)[0]
    for people, shown in ((4, 0), (5, 1)):
        services.change_note(note, words="Late.", people=people, said_by="anybody", themes=[theme], by=facilitator)
        assert read(client, address).count("people said something") == shown
    assert read(client, address).count("Late.") == 0
    Recommendation.objects.update(due=timezone.localdate() - timedelta(days=1))
    assert read(client, address).count("Late.") == 1


@FORMS
@pytest.mark.parametrize("kind", ["promise", "value"])
def test_it_leads_to_what_the_charter_says_about_it(client, asked, editor, kind, form):
    address, says = f"{form}/workshops/recommendations/{asked.pk}/", said_in(form, "It has to do with our Charter.")
    assert read(client, address).count(says) == 0
    charter = make_charter(editor)
    linked, part = {
        "promise": (charter.expenses, "accountability/expenses"),
        "value": (charter.value, "values/respect"),
    }[kind]
    Recommendation.objects.filter(pk=asked.pk).update(**{kind: linked})
    page = read(client, address)
    assert [page.count(one) for one in (says, f'href="{form}/charter/{part}/"')] == [1, 1]
    assert client.get(f"{form}/charter/{part}/").status_code == 200


@FORMS
def test_the_search_finds_what_is_public_and_no_plan(client, asked, session, facilitator, form):
    hidden = services.write_recommendation(title="Hidden quokka", words="Q", easy=EASY, owner="U", by=facilitator)
    plan(facilitator, name="Planned quokka")
    services.change_session(session, name="Open quokka", by=facilitator)
    Recommendation.objects.filter(pk=asked.pk).update(words="Each quokka.")
    found = client.get(f"{form}/search/?q=quokka").context["found"]
    assert [one.address.removeprefix("/easy") for one in found] == [
        f"/workshops/{session.slug}/",
        f"/workshops/recommendations/{asked.pk}/",
    ]
    assert hidden.state == "draft"


def test_its_words_stay_as_people_read_them(asked, facilitator):
    with pytest.raises(NotNow):
        services.write_recommendation(recommendation=asked, title="Fewer buses", by=facilitator)
    asked.refresh_from_db()
    assert asked.title == "More <b>buses</b>"


@FORMS
def test_no_has_its_reason_and_a_later_answer_stands_above(client, asked, facilitator, form):
    for missing in ({"words": " ", "easy": EASY_ANSWER}, {"words": "No.", "easy": None}):
        with pytest.raises(ValidationError):
            services.answer_recommendation(asked, state="refused", **missing, by=facilitator)
    assert (Answer.objects.count(), Recommendation.objects.get().state) == (0, "asked")
    earlier = timezone.localdate() - timedelta(days=9)
    services.answer_recommendation(
        asked, state="refused", words="It costs too much.", easy=EASY_ANSWER, on=earlier, by=facilitator
    )
    services.answer_recommendation(asked, state="partly", words="On Sunday only.", easy=EASY, by=facilitator)
    page = read(client, f"{form}/workshops/recommendations/{asked.pk}/")
    first, second = ("We talk.", "It costs too much.") if form else ("On Sunday only.", "It costs too much.")
    assert page.rindex(first) < page.index(second)
    assert Recommendation.objects.get().state == "partly"


def test_whoever_is_asked_hears_of_it_once_and_at_once(client, unasked, facilitator, editor):
    services.write_recommendation(recommendation=unasked, answers_it=editor, easy=EASY, by=facilitator)
    assert Message.objects.count() == 0
    client.force_login(facilitator)
    for _press in range(2):
        client.post(f"{DESK}recommendations/{unasked.pk}/ask/")
    told = Message.objects.get()
    due = said_date(Recommendation.objects.get().due)
    assert (told.to, told.way, told.title) == (editor.email, "email", "You are asked for an answer: More <b>buses</b>")
    assert told.ideas[0][1].count(f"Please answer by {due}.") == 1
    assert told.ideas[1][1].endswith(f"{DESK}recommendations/")


def test_who_is_known_by_name_alone_gets_no_message(asked):
    assert (asked.state, Message.objects.count()) == ("asked", 0)


def test_only_who_is_asked_answers(client, asked, facilitator, editor, pool_staff, resident):
    Recommendation.objects.update(answers_it=editor)
    asked.refresh_from_db()
    for other in (facilitator, pool_staff, resident):
        with pytest.raises(PermissionDenied):
            services.answer_recommendation(asked, state="accepted", words="Yes.", easy=EASY, by=other)
        client.force_login(other)
        assert client.get(f"{DESK}recommendations/{asked.pk}/answer/").status_code == 403
    client.force_login(editor)
    assert read(client, f"{DESK}recommendations/").count(f"recommendations/{asked.pk}/answer/") == 1
    said = {"state": "accepted", "words": "Yes.", **typed_easy("easy", ("yes", "Yes."))}
    for _press in range(2):
        assert client.post(f"{DESK}recommendations/{asked.pk}/answer/", said).status_code == 302
    assert [(one.state, one.words) for one in Answer.objects.all()] == [("accepted", "Yes.")]


def test_whoever_is_asked_sees_theirs_and_no_other(client, asked, unasked, facilitator, editor):
    other = services.write_recommendation(title="Other", words="W.", easy=EASY, owner="Us", by=facilitator)
    client.force_login(editor)
    assert client.get(f"{DESK}recommendations/").status_code == 403
    Recommendation.objects.filter(pk__in=[asked.pk, other.pk]).update(answers_it=editor)
    page = read(client, f"{DESK}recommendations/")
    assert (page.count("More &lt;b&gt;buses") > 0, page.count("Other")) == (True, 0)


def test_written_on_the_desk_and_changed_by_two(client, facilitator, theme):
    client.force_login(facilitator)
    room = f"{DESK}recommendations/"
    said = {"title": "Buses", "words": "More.", "owner": "Us", "theme": theme.pk, **typed_easy("easy", ("bus", "Bus."))}
    assert client.post(f"{room}add/", said).status_code == 302
    one = Recommendation.objects.get()
    seen = client.get(f"{room}{one.pk}/").context["form"]["seen"].value()
    services.write_recommendation(recommendation=one, title="Trains", easy=EASY, by=facilitator)
    answer = client.post(f"{room}{one.pk}/", {**said, "seen": seen})
    assert (answer.status_code, Recommendation.objects.get().title) == (409, "Trains")
    assert words(answer).count("Trains") > 0
    client.post(f"{room}{one.pk}/ask/")
    client.post(f"{room}{one.pk}/ask/")
    assert Recommendation.objects.get().state == "asked"


def asked_for(client, address):
    stamp.forget_pages()
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_thirty_ask_no_more_than_one(client, session, asked, theme, facilitator):
    client.force_login(facilitator)
    services.add_notes(session, lines=["Late."], by=facilitator)
    pages = [
        "/workshops/recommendations/",
        f"{DESK}recommendations/",
        f"{DESK}themes/",
        f"{DESK}themes/{theme.pk}/",
        f"{DESK}sessions/{session.slug}/notes/",
    ]
    for page in pages:
        client.get(page)
    before = [asked_for(client, page) for page in pages]
    notes = services.add_notes(session, lines=[f"Note {number}" for number in range(30)], by=facilitator)
    for number, note in enumerate(notes):
        services.change_note(note, words="N", people=1, said_by="anybody", themes=[theme], by=facilitator)
        services.keep_theme(name=f"Theme {number}", by=facilitator)
        one = services.write_recommendation(title="B", words="M", easy=EASY, theme=theme, owner="U", by=facilitator)
        services.ask_for_answer(one, by=facilitator)
    after = [asked_for(client, page) for page in pages]
    assert after == before
