"""The Charter's desk when something goes wrong: stale forms, double presses, hostile words. Nothing typed is lost."""

import html

import pytest

from charter.models import Part
from halton_coprod.easyread.typed import SESSION_KEY
from halton_coprod.record.models import AuditLine
from tests.charter.conftest import day
from tests.charter.desk import change, opened, part_page, said_easy, typed_day, typed_easy, version_page, why_later

pytestmark = pytest.mark.once


@pytest.mark.parametrize("press", ["add", "find-0", "remove-0", "down-0", "preview"])
def test_a_button_of_the_editor_saves_nothing_and_loses_nothing(desk, part, press):
    before = Part.objects.values().get(pk=part.pk)
    page = desk.post(
        part_page(part), change(part, text="Typed, not saved.", **{"easy-press": press, "easy-0-find": "table"})
    )
    assert page.status_code == 200
    assert page.content.decode().count("Typed, not saved.") == 1
    assert page.content.decode().count("error-summary") == 0
    assert Part.objects.values().get(pk=part.pk) == before


def test_a_stale_form_writes_nothing_and_shows_both(desk, charter, part):
    mine = change(part, text="My words.")
    desk.post(part_page(part), change(part, text="Their words."))

    page = desk.post(part_page(part), mine)
    words = html.unescape(page.content.decode())
    assert (page.status_code, words.count("Their words."), words.count("My words.")) == (409, 1, 1)
    part.refresh_from_db()
    assert part.text == "Their words."

    seen = page.context["form"].data["seen"]
    assert desk.post(part_page(part), {**mine, "seen": seen}).status_code == 302
    part.refresh_from_db()
    assert part.text == "My words."


PAGES = {
    "describe": ("/team/charter/versions/3/describe/", "summary", {"written_by": "Ten", **typed_easy("summary_easy")}),
    "promise": ("/team/charter/promises/expenses/update/", "words", {"status": "on_the_way", **said_easy()}),
    "in place": (
        "/team/charter/infrastructure/board/update/",
        "words",
        {"status": "in_place", "next_step": "", **said_easy(), **typed_easy("next_step_easy")},
    ),
    "pledge": ("/team/charter/pledges/{pledge}/report/", "report", {"status": "done", **said_easy()}),
}


@pytest.mark.parametrize("name", PAGES)
def test_each_form_on_what_stands_already_shows_what_somebody_else_has_saved(desk, charter, name):
    page, question, answers = PAGES[name]
    page = page.format(pledge=charter.pledge.pk)
    both = opened(desk, page)
    assert desk.post(page, {**answers, **both, question: "Their words."}).status_code == 302

    told = desk.post(page, {**answers, **both, question: "My words."})
    said = html.unescape(told.content.decode())
    assert (told.status_code, said.count("Their words."), said.count("My words.")) == (409, 1, 1)
    assert told.context["form"].non_field_errors() == [
        "Somebody else has saved this meanwhile. Nothing is lost, theirs or yours. Look at both."
    ]

    seen = {"seen": told.context["form"].data["seen"]}
    assert desk.post(page, {**answers, **seen, question: "My words."}).status_code == 302


def test_what_somebody_else_has_mended_is_not_taken_out_unseen(desk, part):
    page = f"{part_page(part)}remove/"
    before = opened(desk, page)
    desk.post(part_page(part), change(part, text="Their words."))
    told = desk.post(page, before)
    assert (told.status_code, told.content.decode().count("Their words.")) == (409, 1)
    assert Part.objects.filter(pk=part.pk).exists()


DEEDS = {
    "value": ("/team/charter/versions/3/add/value/", {"name": "Trust", "text": "We trust.", **typed_easy("easy")}),
    "behaviour": (
        "/team/charter/versions/3/add/behaviour/",
        {"of": "{value}", "voice": "we", "who": "staff", "name": "So", "text": "We say so.", **typed_easy("easy")},
    ),
    "promise": (
        "/team/charter/promises/expenses/update/",
        {"status": "on_the_way", "words": "We began.", **said_easy()},
    ),
    "in place": (
        "/team/charter/infrastructure/board/update/",
        {"status": "in_place", "words": "It met.", **said_easy(), **typed_easy("next_step_easy")},
    ),
    "reading": (
        "/team/charter/promises/expenses/reading/",
        {"number": "7.5", "words": "Better.", **typed_day("on", day(0)), **said_easy()},
    ),
    "adopter": (
        "/team/charter/adopters/add/",
        {"name": "Carers", "lead": "Sam", "about": "Us.", **typed_day("signed_on", day(0)), **said_easy()},
    ),
    "pledge": (
        "/team/charter/adopters/advocates/pledge/",
        {"text": "We open a room.", **typed_day("due", day(9)), **said_easy()},
    ),
    "report": ("/team/charter/pledges/{pledge}/report/", {"status": "done", "report": "It is.", **said_easy()}),
    "describe": ("/team/charter/versions/3/describe/", {"summary": "Shorter.", **typed_easy("summary_easy")}),
    "open": ("/team/charter/versions/3/open/", why_later()),
}


AT_ONCE = ("promise", "in place", "reading", "adopter", "pledge", "report")


@pytest.mark.parametrize("name", AT_ONCE)
def test_what_everybody_reads_at_once_needs_easy_read_at_once(desk, charter, name):
    page, answers = DEEDS[name]
    page = page.format(pledge=charter.pledge.pk)
    seen, lines = {"seen": desk.get(page).context["form"].initial.get("seen", "")}, AuditLine.objects.count()
    answer = desk.post(page, {**answers, **seen, **typed_easy("easy")})
    assert answer.context["form"].errors == {
        "easy": ["Write it in easy read too: everybody reads it as soon as it is saved."]
    }
    assert AuditLine.objects.count() == lines


@pytest.mark.parametrize("name", DEEDS)
def test_a_button_pressed_twice_does_its_deed_once(desk, charter, name):
    page, answers = DEEDS[name]
    page = page.format(pledge=charter.pledge.pk)
    answers = {question: str(words).format(value=charter.value.pk) for question, words in answers.items()}
    seen = {} if name == "open" else {"seen": desk.get(page).context["form"].initial.get("seen", "")}

    first = desk.post(page, {**answers, **seen})
    lines = AuditLine.objects.count()
    again = desk.post(page, {**answers, **seen})
    assert (first.status_code, again.status_code, again["Location"]) == (302, 302, first["Location"])
    assert AuditLine.objects.count() == lines


def test_a_decision_recorded_twice_is_one_and_another_one_is_refused_with_its_words(desk, charter):
    desk.post(f"{version_page(charter.draft)}open/", why_later())
    page = f"{version_page(charter.draft)}agree/"
    decision = {"meeting": "The board", "decided_by": "All ten", "was_quorate": "on", **typed_day("on", day(0))}
    assert [desk.post(page, decision).status_code for _press in range(2)] == [302, 302]
    other = desk.post(page, {**decision, "meeting": "Another board"})
    assert (other.status_code, other.context["form"]["meeting"].value()) == (409, "Another board")
    assert other.content.decode().count("It was agreed already: The board, ") == 1


def test_a_part_moves_one_place_however_often_the_button_is_pressed(desk, charter):
    for text in ("One.", "Two.", "Three."):
        desk.post(f"{version_page(charter.draft)}add/value/", {"name": text, "text": text, **typed_easy("easy")})
    last = charter.draft.parts.get(name="Three.")
    for _press in range(3):
        desk.post(f"{part_page(last)}up/", {"from": last.position})
    names = charter.draft.parts.of_kind("value").in_order().values_list("name", flat=True)
    assert list(names)[-3:] == ["One.", "Three.", "Two."]


def test_the_same_form_twice_changes_once(desk, part):
    words = change(part, text="Once.")
    assert [desk.post(part_page(part), words).status_code for _press in range(2)] == [302, 302]
    assert (
        AuditLine.objects.filter(verb="charter.part.change", thing_id=str(part.pk)).count() == 2
    )  # one is the draft's


@pytest.mark.parametrize(
    "wrong",
    [
        {"easy-total": "9" * 30},
        {"easy-total": "many"},
        {"easy-0-picture": "../../etc/passwd"},
        {"easy-0-words": "x" * 5000},
        {"easy-total": "9999"},
        {"seen": ""},
        {"text": "x" * 100_000},
        {"text": "x" * 30_000},
        {"name": "x" * 300},
        {"name": ""},
    ],
)
def test_hostile_or_missing_words_are_refused_in_words(desk, part, wrong):
    before = Part.objects.values().get(pk=part.pk)
    page = desk.post(part_page(part), change(part) | wrong)
    assert (page.status_code, page.content.decode().count('class="error-summary"')) == (200, 1)
    assert Part.objects.values().get(pk=part.pk) == before


def test_signs_that_break_a_page_are_left_out_and_lines_end_in_one_way(desk, part):
    desk.post(part_page(part), change(part, name="Na\x00me", text="One\u202e.\r\n\r\nTwo\u2066."))
    part.refresh_from_db()
    assert (part.name, part.text) == ("Name", "One.\n\nTwo.")


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (
            {"target": "5"},
            {"unit": ["Say what is counted."], "direction": ["Say if this number is the most or the least."]},
        ),
        ({"unit": "days"}, {"target": ["Write the number too, or leave away what is counted."]}),
        (typed_day("due", day(-9)), {"due": ["This day is before the day of the promise. Choose a later day."]}),
    ],
)
def test_a_promise_that_says_half_is_refused_in_words(desk, charter, wrong, fault):
    promise = {"name": "A bus", "text": "A bus.", "owner": "The council", **typed_day("made_on", day(0))}
    easy = typed_easy("easy") | typed_easy("how_we_know_easy")
    page = desk.post(f"{version_page(charter.draft)}add/promise/", {**promise, **easy, **wrong})
    assert page.context["form"].errors == fault


def test_a_link_needs_words(desk, charter):
    page = "/team/charter/promises/expenses/update/"
    said = {"status": "done", "words": "Done.", "evidence_url": "example.org/paper", **said_easy()}
    answer = desk.post(page, {**said, **opened(desk, page)})
    assert answer.context["form"].errors == {"evidence_label": ["Say what people find there."]}


def test_a_name_without_latin_letters_has_an_address_too(desk, charter):
    said = {"lead": "Sam", "about": "Us.", **typed_day("signed_on", day(0)), **said_easy()}
    answers = [desk.post("/team/charter/adopters/add/", {"name": name, **said}) for name in ("共同", "一同")]
    assert [answer["Location"] for answer in answers] == ["/charter/adopters/adopter/", "/charter/adopters/adopter-2/"]


def test_scripts_in_words_stay_words(desk, part):
    desk.post(part_page(part), change(part, text="<script>alert(1)</script>"))
    page = desk.get(part_page(part)).content.decode()
    assert (page.count("<script>alert"), page.count("&lt;script&gt;alert(1)")) == (0, 1)


def test_the_switch_keeps_half_written_words(desk, part):
    half = change(part, text="Half a sent") | typed_easy("easy", ("decide", "Half an easy sent"))
    answer = desk.post(part_page(part), {**half, "_switch": "1"})
    assert (answer.status_code, answer["Location"]) == (303, part_page(part, "/easy"))
    words = desk.get(answer["Location"]).content.decode()
    assert (words.count("Half a sent"), words.count("Half an easy sent</textarea>")) == (1, 1)
    part.refresh_from_db()
    assert part.text == "Secret draft words."


def test_a_sign_in_that_ran_out_keeps_the_words(desk, charter, part):
    desk.logout()
    desk.post(part_page(part), change(part, text="Typed for an hour."), headers={"origin": "http://testserver"})
    session = dict(desk.session.items())
    desk.force_login(charter.editor)
    kept = desk.session
    kept.update({SESSION_KEY: session[SESSION_KEY]})
    kept.save()
    assert desk.get(part_page(part)).content.decode().count("Typed for an hour.") == 1
