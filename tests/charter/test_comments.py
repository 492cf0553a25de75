"""People say what they think of a version that is out for comment: no sign-in, both forms, read before it is shown."""

import html
import time
from unittest import mock
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from charter import services
from charter.models import Comment, Part, Version
from halton_coprod.record import flow
from halton_coprod.record.models import AuditLine
from members import guard

from .conftest import day, easy, in_force

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture
def asked(charter):
    """The part that people are asked about; the version is out for comment."""
    part = charter.draft.parts.get(kind="definition")
    services.change_part(part, seen=part.fingerprint, easy=easy("We decide."), easy_fits=True, by=charter.editor)
    services.open_version(charter.draft, by=charter.editor)
    return Part.objects.select_related("version").get(pk=part.pk)


def page_of(part, last="", form=""):
    return f"{form}/charter/history/{part.version.number}/comments/{part.key}/{last}"


def drawn(seconds_ago):
    """What a page brings along that was drawn so long ago."""
    with mock.patch("time.time", return_value=time.time() - seconds_ago):
        return guard.opened()


def typed(**other):
    return {"words": "Too many words.", "name": "", "token": str(uuid4()), "opened": drawn(60), **other}


def said(part, words="Too many words.", **more):
    return services.make_comment(part, words=words, token=uuid4(), **more)


def read(client, path):
    """As somebody reads it now: no page that was kept before."""
    return html.unescape(client.get(f"{path}?{uuid4()}").content.decode())


@FORMS
def test_somebody_says_something_without_signing_in_and_it_is_held(client, asked, form):
    answer = client.post(page_of(asked, "say/", form), typed(name="Rosa"))
    assert (answer.status_code, answer["Location"]) == (302, page_of(asked, "said/", form))
    assert client.get(answer["Location"]).status_code == 200
    found = Comment.objects.get()
    assert (found.state, found.words, found.name, found.was_easy, found.key, found.about) == (
        "held",
        "Too many words.",
        "Rosa",
        bool(form),
        asked.key,
        asked.name,
    )
    pages = (page_of(asked, form=form), f"{form}/charter/history/3/comments/", f"{form}/charter/history/3/")
    assert [read(client, page).count("Too many words.") for page in pages] == [0, 0, 0]
    assert [read(client, page).count("Rosa") for page in pages] == [0, 0, 0]


@FORMS
def test_what_is_shown_is_read_with_its_name_and_its_answer(client, charter, asked, form):
    services.show_comment(said(asked, "A shown one.", name="Rosa"), by=charter.editor)
    services.answer_comment(
        said(asked, "An answered one."), reply="A standard answer.", easy=easy("An easy answer."), by=charter.editor
    )
    services.hide_comment(said(asked, "A hidden one.", name="Max"), because="hurts", by=charter.editor)
    said(asked, "A held one.", name="Eve")
    words = read(client, page_of(asked, form=form))
    counts = [words.count(one) for one in ("A shown one.", "An answered one.", "A hidden one.", "A held one.")]
    assert (counts, [words.count(f"{name}<") for name in ("Rosa", "Max", "Eve")]) == ([1, 1, 0, 0], [1, 0, 0])
    assert (words.count("A standard answer."), words.count("An easy answer.")) == ((0, 1) if form else (1, 0))
    assert words.count("It hurts people.") == 1
    listed = read(client, f"{form}/charter/history/3/comments/")
    assert listed.count("2 people told us something" if form else "2 comments") == 1


@FORMS
def test_where_all_is_hidden_nobody_says_that_nothing_was_said(client, charter, asked, form):
    nothing = "Nobody has told us anything yet." if form else "Nobody has said anything yet."
    assert read(client, page_of(asked, form=form)).count(nothing) == 1
    services.hide_comment(said(asked), because="hurts", by=charter.editor)
    words = read(client, page_of(asked, form=form))
    assert (words.count(nothing), words.count("It hurts people.")) == (0, 1)


@FORMS
def test_each_part_of_the_whole_text_leads_to_saying_something_about_it(client, charter, asked, form):
    words = read(client, f"{form}/charter/history/3/")
    if form:
        words += client.get("/easy/charter/history/3/?page=2").content.decode()
    parts = charter.draft.parts.exclude(kind="behaviour")
    links = [page_of(Part.objects.select_related("version").get(pk=part.pk), "say/", form) for part in parts]
    assert [words.count(f'href="{link}"') for link in links] == [1] * len(links)
    assert read(client, f"{form}/charter/history/2/").count("/say/") == 0


def test_a_version_says_that_people_are_asked_and_the_charter_leads_there(client, asked):
    for path in ("/charter/", "/charter/history/3/", "/charter/history/3/changes/", "/charter/history/"):
        assert read(client, path).count('href="/charter/history/3/comments/"') == 1


@FORMS
@pytest.mark.parametrize("state", ["draft", "agreed", "in_force", "superseded"])
def test_comments_are_taken_only_while_people_are_asked(client, charter, asked, form, state):
    """What somebody has typed meanwhile is shown to them again, not dropped."""
    services.show_comment(said(asked, "From before."), by=charter.editor)
    move_to(charter, state)
    answer = client.post(page_of(asked, "say/", form), typed(words="Typed for an hour."))
    assert Comment.objects.count() == 1
    if state == "draft":
        assert (answer.status_code, client.get(page_of(asked, form=form)).status_code) == (404, 404)
    else:
        assert (answer.status_code, html.unescape(answer.content.decode()).count("Typed for an hour.")) == (409, 1)
        assert client.get(page_of(asked, "say/", form)).status_code == 302
        words = read(client, page_of(asked, form=form))
        assert (words.count("From before."), words.count("/say/")) == (1, 0)


def move_to(charter, state):
    by = charter.editor
    if state == "draft":
        services.rework_version(charter.draft, by=by)
        return
    services.agree_version(charter.draft, meeting="Board", on=day(-1), decided_by="All", by=by)
    if state in ("in_force", "superseded"):
        services.put_version_in_force(charter.draft, by=by)
    if state == "superseded":
        in_force(services.draft_version(by=by), by)


@pytest.mark.parametrize("address", ["", "3/", "99/"])
def test_a_draft_and_a_version_nobody_was_asked_about_have_no_comments(client, charter, address):
    wanted = {"": 200, "3/": 404, "99/": 404}[address]
    path = f"/charter/history/{address}comments/" if address else "/charter/history/"
    assert client.get(path).status_code == wanted
    assert client.get("/charter/history/2/comments/").status_code == 404


def test_a_part_of_another_version_is_not_found(client, charter, asked):
    other = charter.first.parts.get(promise=charter.old)
    for last in ("", "say/"):
        assert client.get(f"/charter/history/3/comments/{other.key}/{last}").status_code == 404
        assert client.get(f"/charter/history/3/comments/{uuid4()}/{last}").status_code == 404
    assert client.post(f"/charter/history/3/comments/{uuid4()}/say/", typed()).status_code == 404


@FORMS
def test_comments_on_a_part_that_was_taken_out_stay_with_their_version(client, charter, asked, form):
    services.show_comment(said(asked, "Keep it."), by=charter.editor)
    services.rework_version(charter.draft, by=charter.editor)
    assert client.get(page_of(asked, form=form)).status_code == 404
    services.remove_part(asked, by=charter.editor)
    services.open_version(charter.draft, by=charter.editor)
    assert read(client, f"{form}/charter/history/3/comments/").count(f'/comments/{asked.key}/"') == 1
    words = read(client, page_of(asked, form=form))
    assert (words.count("Keep it."), words.count("/say/")) == (1, 0)


# who it is not


@FORMS
def test_a_robot_is_thanked_and_nothing_is_kept(client, asked, form):
    answer = client.post(page_of(asked, "say/", form), typed(website="https://spam.example"))
    assert (answer.status_code, answer["Location"]) == (302, page_of(asked, "said/", form))
    assert not Comment.objects.exists()


@FORMS
@pytest.mark.parametrize("opened", ["", "forged", "now"])
def test_a_page_that_was_not_open_for_a_moment_asks_for_one_more_press(client, asked, form, opened):
    token = drawn(-5) if opened == "now" else opened
    page = client.post(page_of(asked, "say/", form), typed(opened=token))
    assert (page.status_code, page.content.decode().count("Too many words.")) == (200, 1)
    assert not Comment.objects.exists()
    # The page that says so was drawn now and asks again; however long ago is fine.
    assert client.post(page_of(asked, "say/", form), typed()).status_code == 302


def test_one_address_has_room_for_a_day_centre_and_keeps_the_words_of_whoever_is_too_many(client, asked):
    for _one in range(60):
        assert client.post(page_of(asked, "say/"), typed()).status_code == 302
    answer = client.post(page_of(asked, "say/"), typed(words="One too many."))
    assert (answer.status_code, answer["Retry-After"], Comment.objects.count()) == (429, "3600", 60)
    assert client.get(page_of(asked, "say/")).content.decode().count("One too many.") == 1
    elsewhere = client.post(page_of(asked, "say/"), typed(), REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


def test_the_same_form_twice_is_one_comment(client, asked):
    words = typed()
    answers = [client.post(page_of(asked, "say/"), words) for _press in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, page_of(asked, "said/"))] * 2
    assert (Comment.objects.count(), AuditLine.objects.filter(verb="charter.comment.make").count()) == (1, 1)


def test_a_form_that_arrives_again_after_the_time_is_over_is_still_that_comment(client, charter, asked):
    words = typed()
    client.post(page_of(asked, "say/"), words)
    move_to(charter, "agreed")
    assert client.post(page_of(asked, "say/"), words).status_code == 302
    assert Comment.objects.count() == 1


# hostile words


@FORMS
@pytest.mark.parametrize(
    ("wrong", "question"),
    [
        ({"words": ""}, "words"),
        ({"words": "   "}, "words"),
        ({"words": "x" * 100_000}, "words"),
        ({"words": "x" * 3_001}, "words"),
        ({"name": "x" * 61}, "name"),
        ({"token": "1 or 1"}, "token"),
        ({"token": ""}, "token"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(client, asked, form, wrong, question):
    page = client.post(page_of(asked, "say/", form), typed(**wrong))
    words = page.content.decode()
    assert (page.status_code, words.count('class="error-summary"'), words.count("<title>Error: ")) == (200, 1, 1)
    assert list(page.context["form"].errors) == [question]
    assert not Comment.objects.exists()


@FORMS
def test_markup_scripts_and_turning_signs_are_shown_harmless(client, charter, asked, form):
    hostile = "<script>alert(1)</script>\x00 {{ hub }} \u202egnorw\u2066 <img src=x onerror=alert(1)>"
    client.post(page_of(asked, "say/", form), typed(words=hostile, name="<b>Max</b>\u202e"))
    found = Comment.objects.get()
    assert (found.words.count("\u202e"), found.words.count("\x00"), found.name) == (0, 0, "<b>Max</b>")
    services.show_comment(found, by=charter.editor)
    page = client.get(f"{page_of(asked, form=form)}?{uuid4()}").content.decode()
    assert (page.count("<script>alert"), page.count("<img src=x"), page.count("<b>Max")) == (0, 0, 0)
    assert (page.count("&lt;script&gt;alert(1)"), page.count("{{ hub }}"), page.count("&lt;b&gt;Max")) == (1, 1, 1)


def test_what_a_form_does_not_ask_is_not_taken(client, asked):
    client.post(page_of(asked, "say/"), typed(state="shown", reply="Fine.", because="hurts", version="1"))
    found = Comment.objects.get()
    assert (found.state, found.reply, found.because, found.version_id) == ("held", "", "", asked.version_id)


@FORMS
def test_the_switch_keeps_half_a_comment(client, asked, form):
    other = "" if form else "/easy"
    answer = client.post(page_of(asked, "say/", form), typed(words="Half a sent", _switch="1"))
    assert (answer.status_code, answer["Location"]) == (303, page_of(asked, "say/", other))
    assert client.get(answer["Location"]).content.decode().count("Half a sent") == 1


# many


@FORMS
def test_many_comments_come_in_pages_and_ask_no_more(client, charter, asked, form, django_assert_max_num_queries):
    for number in range(90):
        services.show_comment(said(asked, f"Comment <{number}>."), by=charter.editor)
    client.cookies["sessionid"] = "none"
    with django_assert_max_num_queries(6):
        first = client.get(page_of(asked, form=form)).content.decode()
    assert first.count('<li class="comment">') == (11 if form else 39)
    last = client.get(f"{page_of(asked, form=form)}?page={8 if form else 3}")
    assert last.status_code == 200
    assert client.get(f"{page_of(asked, form=form)}?page=999").context["step"] == last.context["step"]
    with django_assert_max_num_queries(6):
        client.get(f"{form}/charter/history/3/comments/")


# the deeds


STATES = {
    "held": {},
    "shown": {},
    "answered": {"reply": "So.", "replied_on": day(0)},
    "not_shown": {"because": "hurts"},
}
DEEDS = {
    "show": lambda one, by: services.show_comment(one, by=by),
    "hide": lambda one, by: services.hide_comment(one, because="twice", by=by),
    "answer": lambda one, by: services.answer_comment(one, reply="Yes.", easy=easy("Yes."), by=by),
}
LEADS_TO = {
    ("held", "show"): "shown",
    ("not_shown", "show"): "shown",
    ("shown", "show"): "shown",  # pressed twice
    ("held", "hide"): "not_shown",
    ("shown", "hide"): "not_shown",
    ("answered", "hide"): "not_shown",
    ("held", "answer"): "answered",
    ("shown", "answer"): "answered",
    ("answered", "answer"): "answered",
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("state", STATES)
def test_each_deed_in_each_state_by_each_role(charter, asked, facilitator, stranger, state, deed):
    one = Comment.objects.create(
        version=asked.version, key=asked.key, about="It", words="W", state=state, **STATES[state]
    )
    for user in (None, stranger, facilitator):
        with pytest.raises(PermissionDenied):
            DEEDS[deed](one, user)
    expected = LEADS_TO.get((state, deed))
    if expected is None:
        with pytest.raises(flow.NotNow):
            DEEDS[deed](one, charter.editor)
    else:
        DEEDS[deed](one, charter.editor)
    one.refresh_from_db()
    assert one.state == (expected or state)


def test_no_word_and_no_name_stands_in_the_log(charter, asked):
    one = said(asked, "Rosa Privat lives at 5 Private Road.", name="Rosa Privat")
    for deed in ("show", "answer", "hide"):
        DEEDS[deed](Comment.objects.get(pk=one.pk), charter.editor)
    lines = AuditLine.objects.about(one)
    assert [line.verb.rpartition(".")[2] for line in lines] == ["make", "show", "answer", "hide"]
    assert "Priva" not in "".join(f"{line.fields}{line.note}" for line in lines)


@pytest.mark.parametrize(
    ("reply", "words", "question"), [("", "Yes.", "reply"), ("  ", "Yes.", "reply"), ("Yes.", "", "easy")]
)
def test_an_answer_is_given_in_both_forms(charter, asked, reply, words, question):
    with pytest.raises(ValidationError) as no:
        services.answer_comment(said(asked), reply=reply, easy=easy(words) if words else easy(), by=charter.editor)
    assert list(no.value.error_dict) == [question]


@pytest.mark.parametrize("because", ["", "I do not like it", "<b>"])
def test_not_shown_needs_a_reason_that_everybody_can_read(charter, asked, because):
    with pytest.raises(ValidationError, match="Say why"):
        services.hide_comment(said(asked), because=because, by=charter.editor)
    assert Comment.objects.get().state == "held"


def test_old_comments_stay_when_the_part_is_said_in_other_words_later(client, charter, asked):
    services.show_comment(said(asked, "Good."), by=charter.editor)
    services.agree_version(charter.draft, meeting="Board", on=day(-1), decided_by="All", by=charter.editor)
    services.put_version_in_force(charter.draft, by=charter.editor)
    next_one = services.draft_version(by=charter.editor)
    later = next_one.parts.get(key=asked.key)
    services.change_part(
        later, seen=later.fingerprint, text="New words.", easy=easy("New."), easy_fits=True, by=charter.editor
    )
    services.open_version(next_one, by=charter.editor)
    assert (read(client, page_of(asked)).count("Good."), read(client, page_of(later)).count("Good.")) == (1, 0)
    assert Version.objects.out_for_comment() == next_one


def test_the_view_asks_for_no_address_of_a_person(asked):
    """What is kept of somebody: their words, and a name if they gave one."""
    kept = {field.name for field in Comment._meta.get_fields()}
    assert kept & {"email", "phone", "ip", "user", "address"} == set()
