"""The Charter's desk: editors change what everybody reads, in either form, without JavaScript; nobody else gets in."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from charter import services
from charter.models import Adopter, Comment, Part, Pledge, Promise, Reading, Update, Version
from tests.charter.conftest import day
from tests.charter.desk import change, opened, part_page, said_easy, typed_day, typed_easy, version_page, why_later

pytestmark = pytest.mark.once

FORMS = pytest.mark.parametrize("form", ["", "/easy"])


def measured(charter):
    said = {"number": 7, "words": "It took 7 days.", "by": charter.editor}
    return services.take_reading(charter.expenses, on=day(0), **said)


COMMENT_PAGES = ("comment", "hide_comment", "answer_comment")


def addresses(charter, part):
    number = charter.draft.number
    said = Comment.objects.create(version=charter.second, key=part.key, about=part.name, words="Too long.")
    return [
        reverse("charter:team"),
        *(reverse(f"charter:team_{name}", args=[number]) for name in ("version", "describe", "checked")),
        *(reverse(f"charter:team_{name}", args=[number]) for name in ("open", "preview")),
        reverse("charter:team_comments"),
        *(reverse(f"charter:team_{name}", args=[said.pk]) for name in COMMENT_PAGES),
        reverse("charter:team_findings", args=[part.pk]),
        reverse("charter:team_change_promise", args=["expenses"]),
        *(reverse("charter:team_begin", args=[number, kind]) for kind in Part.Kind),
        reverse("charter:team_part", args=[part.pk]),
        reverse("charter:team_update", args=["expenses"]),
        reverse("charter:team_reading", args=["expenses"]),
        reverse("charter:team_correct_reading", args=["expenses", measured(charter).pk]),
        reverse("charter:team_infrastructure", args=["board"]),
        reverse("charter:team_sign"),
        reverse("charter:team_pledge", args=["advocates"]),
        reverse("charter:team_report", args=[charter.pledge.pk]),
    ]


@FORMS
def test_each_page_of_the_desk_stands_for_editors_only(desk, charter, part, facilitator, stranger, form):
    pages = [f"{form}{address}" for address in addresses(charter, part)]
    for address in pages:
        page = desk.get(address)
        assert (address, page.status_code, page.content.decode().count("<h1")) == (address, 200, 1)
    for somebody in (facilitator, stranger):
        desk.force_login(somebody)
        assert {desk.get(address).status_code for address in pages} == {403}
        assert {desk.post(address).status_code for address in pages} <= {403, 405}


def test_a_new_version_is_a_copy_and_there_is_one_at_a_time(desk, charter):
    assert desk.post("/team/charter/draft/")["Location"] == "/team/charter/"
    page = desk.get("/team/charter/")
    assert [str(message) for message in page.context["messages"]] == [
        "A new version is being made already. Finish that one first."
    ]
    assert Version.objects.count() == 3


def test_a_version_goes_its_way_from_draft_to_in_force(desk, charter, part):
    desk.post(part_page(part), change(part, easy_fits="on"))
    desk.post(f"{version_page(charter.draft)}open/")
    decision = {"meeting": "The board", "decided_by": "All ten", "was_quorate": "on", **typed_day("on", day(0))}
    desk.post(f"{version_page(charter.draft)}agree/", decision)
    answer = desk.post(f"{version_page(charter.draft)}put_in_force/", {})

    assert answer.status_code == 302
    charter.draft.refresh_from_db()
    assert (charter.draft.state, charter.draft.decided_by) == ("in_force", "All ten")
    assert list(Version.objects.order_by("number").values_list("state", flat=True)) == [
        "superseded",
        "superseded",
        "in_force",
    ]


@FORMS
def test_the_decision_is_asked_for_whole_and_everybody_reads_it(desk, charter, part, client, form):
    desk.post(part_page(part), change(part, easy_fits="on"))
    desk.post(f"{version_page(charter.draft)}open/")
    agree = f"{version_page(charter.draft, form)}agree/"
    decision = {"meeting": "The spring board", "decided_by": "All ten", "was_quorate": "on", **typed_day("on", day(0))}
    for left_out in ("meeting", "decided_by", "was_quorate", "on_0"):
        page = desk.post(agree, {name: said for name, said in decision.items() if name != left_out})
        assert list(page.context["form"].errors) == [left_out.partition("_0")[0]]
    assert desk.post(agree, {**decision, "meeting": f"{decision['meeting']} <b>"})["Location"].endswith("/versions/3/")
    desk.logout()
    told = desk.get(f"{form}/charter/history/").content.decode()
    assert [told.count(said) for said in ("&lt;b&gt;", "All ten", "<b>")] == [1, 1, 0]


def test_only_the_moves_that_are_open_have_buttons(desk, charter):
    def buttons(version):
        return set(
            re.findall(
                rf"{version_page(version)}(open|rework|agree|put_in_force)/",
                desk.get(version_page(version)).content.decode(),
            )
        )

    assert buttons(charter.draft) == {"open"}
    desk.post(f"{version_page(charter.draft)}open/", why_later())
    assert buttons(charter.draft) == {"rework", "agree"}
    assert buttons(charter.second) == set()
    page = desk.post(f"{version_page(charter.second)}open/")
    assert (page.status_code, page.context["form"].non_field_errors()) == (
        409,
        ["This cannot be done now. Somebody may have changed it. Look at it again."],
    )
    assert Version.objects.in_force() == charter.second


WRONG_STATES = [(3, "agree"), (3, "put_in_force"), (2, "open"), (2, "agree"), (2, "put_in_force"), (1, "agree")]


@FORMS
@pytest.mark.parametrize(("number", "move"), WRONG_STATES)
def test_a_move_that_is_not_open_leads_back_and_says_so(desk, charter, form, number, move):
    back = f"{form}/team/charter/versions/{number}/"
    answer = desk.get(f"{back}{move}/", follow=True)
    assert (answer.redirect_chain, [message.level_tag for message in answer.context["messages"]]) == (
        [(back, 302)],
        ["warning"],
    )


@FORMS
def test_another_day_for_what_is_in_force_is_never_said_to_be_saved(desk, charter, form):
    page = f"{version_page(charter.second, form)}put_in_force/"
    same = desk.post(page, typed_day("on", day(-100)), follow=True)
    assert (same.status_code, same.redirect_chain) == (200, [(version_page(charter.second, form), 302)])
    for other in (typed_day("on", day(-1)), why_later()):
        answer = desk.post(page, other)
        assert (answer.status_code, len(answer.context["form"].non_field_errors())) == (409, 1)
        assert list(answer.context["messages"]) == []
    assert Version.objects.get(number=2).in_force_from == day(-100)


@FORMS
def test_a_decision_before_people_were_asked_is_refused_at_its_day(desk, charter, form):
    desk.post(f"{version_page(charter.draft)}open/", why_later())
    page = f"{version_page(charter.draft, form)}agree/"
    decision = {"meeting": "The board", "decided_by": "All ten", "was_quorate": "on"}
    answer = desk.post(page, {**decision, **typed_day("on", day(-1))})
    assert (list(answer.context["form"].errors), answer.context["form"]["meeting"].value()) == (["on"], "The board")
    assert desk.post(page, {**decision, **typed_day("on", day(0))}).status_code == 302


def test_whoever_agrees_is_warned_when_people_had_fewer_than_14_days(desk, charter, monkeypatch):
    desk.post(f"{version_page(charter.draft)}open/", why_later())
    page = f"{version_page(charter.draft)}agree/"
    warned = []
    for later in (day(0), day(13), day(14)):
        monkeypatch.setattr(timezone, "localdate", lambda value=None, on=later: value.date() if value else on)
        warned.append(desk.get(page).content.decode().count("People have had fewer than 14 days"))
    assert warned == [1, 1, 0]


def test_gaps_in_the_easy_read_are_named_before_it_comes_in_force(desk, charter):
    desk.post(f"{version_page(charter.draft)}open/", why_later())
    decision = {"meeting": "The board", "decided_by": "All ten", "was_quorate": "on", **typed_day("on", day(0))}
    desk.post(f"{version_page(charter.draft)}agree/", decision)
    page = desk.post(f"{version_page(charter.draft)}put_in_force/", {})
    assert page.context["form"].non_field_errors() == [
        "The easy read of some parts is not ready. Mend it, or say why and by when it follows."
    ]
    assert desk.post(f"{version_page(charter.draft)}put_in_force/", why_later()).status_code == 302


@FORMS
def test_a_part_is_changed_in_both_forms_at_once(desk, part, form):
    words = change(part, name="What it is", text="New words.", easy_fits="on")
    words |= typed_easy("easy", ("round-table", "We talk."), ("decide", "We decide."), title="What it is")
    answer = desk.post(part_page(part, form), words)

    assert answer["Location"] == f"{version_page(part.version, form)}#part-{part.pk}"
    part.refresh_from_db()
    assert (part.name, part.text, part.is_drifted) == ("What it is", "New words.", False)
    assert [(block.picture, block.words) for block in part.easy.blocks] == [
        ("round-table", "We talk."),
        ("decide", "We decide."),
    ]


def test_a_changed_text_leaves_its_mark_until_the_easy_read_is_looked_at(desk, part):
    desk.post(part_page(part), change(part, text="Quite different."))
    part.refresh_from_db()
    assert part.is_drifted
    says = "The standard text has changed since the easy read was checked."
    assert desk.get(part_page(part)).content.decode().count(says) == 1
    desk.post(part_page(part), change(part, easy_fits="on"))
    part.refresh_from_db()
    assert not part.is_drifted


def test_a_part_that_is_out_for_comment_keeps_its_standard_words(desk, charter, part):
    from_before = change(part, text="Sneaked in.", easy_fits="on")
    desk.post(f"{version_page(charter.draft)}open/", why_later())
    page = desk.post(part_page(part), from_before)
    assert (page.status_code, page.context["form"].non_field_errors(), page.context["form"]["text"].value()) == (
        409,
        ["The standard words are fixed now. Only the easy read can be mended."],
        "Sneaked in.",
    )

    assert list(desk.get(part_page(part)).context["form"].fields) == ["easy", "easy_fits", "seen"]
    mended = {"easy_fits": "on", "seen": part.fingerprint, **typed_easy("easy", ("decide", "We decide."))}
    assert desk.post(part_page(part), mended).status_code == 302
    part.refresh_from_db()
    assert part.text == "Secret draft words."
    assert [block.words for block in part.easy.blocks] == ["We decide."]


def test_each_kind_of_part_can_be_added_and_ordered_and_taken_out(desk, charter):
    page = version_page(charter.draft)
    words = {"name": "We trust", "text": "We trust each other.", **typed_easy("easy", ("trust", "We trust."))}
    desk.post(f"{page}add/value/", words)
    value = charter.draft.parts.get(name="We trust")
    assert (value.kind, value.value.slug, value.is_drifted) == ("value", "we-trust", False)

    behaviour = {"of": value.value_id, "voice": "we", "who": "staff", "name": "We say so", "text": "Always."}
    desk.post(f"{page}add/behaviour/", {**behaviour, **typed_easy("easy")})
    assert charter.draft.parts.get(name="We say so").group == "What staff do together"

    thing = {"name": "A quiet room", "text": "In each town.", "owner": "The council", **typed_easy("easy")}
    desk.post(f"{page}add/infrastructure/", {**thing, **typed_easy("next_step_easy")})
    assert charter.draft.parts.get(name="A quiet room").infrastructure.owner == "The council"

    promise = {"name": "A bus", "text": "There is a bus.", "owner": "The council", **typed_day("made_on", day(0))}
    desk.post(f"{page}add/promise/", {**promise, **typed_easy("easy"), **typed_easy("how_we_know_easy")})
    assert Promise.objects.get(slug="a-bus").made_on == day(0)

    names = lambda: list(charter.draft.parts.of_kind("value").in_order().values_list("name", flat=True))  # noqa: E731 -- asked twice
    before = names()
    desk.post(f"/team/charter/parts/{value.pk}/up/")
    assert names() == [*before[:-2], before[-1], before[-2]]

    bus = f"/team/charter/parts/{charter.draft.parts.get(name='A bus').pk}/remove/"
    for answer in [desk.post(bus, words) for words in [opened(desk, bus)] * 2]:
        assert answer.status_code == 302
    assert not charter.draft.parts.filter(name="A bus").exists()
    assert Promise.objects.filter(slug="a-bus").exists()


def test_two_parts_of_one_name_get_addresses_of_their_own(desk, charter):
    for text in ("We trust.", "We trust you."):
        words = {"name": "We trust", "text": text, **typed_easy("easy")}
        desk.post(f"{version_page(charter.draft)}add/value/", words)
    slugs = charter.draft.parts.filter(name="We trust").values_list("value__slug", flat=True)
    assert sorted(slugs) == ["we-trust", "we-trust-2"]


def test_how_a_promise_stands_is_said_with_a_reason(desk, charter):
    page = "/team/charter/promises/expenses/update/"
    without = {"status": "could_not", "words": "We stopped.", "because": "", **said_easy(), **opened(desk, page)}
    refused = desk.post(page, without)
    assert refused.context["form"].errors == {"because": ["Say why. An honest reason is part of the promise."]}
    assert Update.objects.filter(promise=charter.expenses).count() == 0

    answer = desk.post(page, {**without, "because": "nobody was there"})
    assert answer["Location"] == "/charter/accountability/expenses/"
    assert Promise.objects.get(slug="expenses").standing.key == "could_not"
    assert desk.get(answer["Location"]).content.decode().count("nobody was there") >= 1


def test_a_reading_is_taken_once_a_day(desk, charter):
    page = "/team/charter/promises/expenses/reading/"
    reading = {"number": "7.5", "words": "Better.", **typed_day("on", day(0)), **said_easy()}
    assert desk.post(page, reading).status_code == 302
    assert desk.post(page, reading).status_code == 302
    again = desk.post(page, {**reading, "number": "8"})
    assert again.context["form"].errors == {
        "on": ["There is a number for this day already. If it is wrong, put it right."]
    }
    assert [str(one.number) for one in Reading.objects.all()] == ["7.50"]


@pytest.mark.parametrize("number", ["1e5", "1E5", "ten", "NaN"])
def test_a_number_is_written_in_digits(desk, charter, number):
    says = "Write the number in digits, for example 12 or 12.5."
    reading = {"number": number, "words": "Better.", **typed_day("on", day(0)), **said_easy()}
    answer = desk.post("/team/charter/promises/expenses/reading/", reading)
    assert (answer.context["form"].errors, answer.context["form"]["number"].value()) == ({"number": [says]}, number)
    assert not Reading.objects.exists()

    page = "/team/charter/promises/expenses/change/"
    answer = desk.post(page, {"target": number, **opened(desk, page)})
    assert answer.context["form"].errors["target"] == [says]


def test_what_is_in_place_is_said_with_what_is_next(desk, charter):
    words = {"status": "at_risk", "words": "The money ends.", "next_step": "Ask the board.", **said_easy()}
    page = "/team/charter/infrastructure/board/update/"
    desk.post(page, {**words, **typed_easy("next_step_easy", ("decide", "We ask.")), **opened(desk, page)})
    charter.thing.refresh_from_db()
    assert (charter.thing.status, charter.thing.next_step) == ("at_risk", "Ask the board.")
    assert [block.words for block in charter.thing.next_step_easy.blocks] == ["We ask."]


def test_organisations_sign_pledge_and_report(desk, charter):
    adopter = {"name": "Example Carers", "lead": "The chair", "about": "Carers.", **typed_day("signed_on", day(0))}
    answer = desk.post("/team/charter/adopters/add/", {**adopter, **typed_easy("easy", ("carer", "We are carers."))})
    assert answer["Location"] == "/charter/adopters/example-carers/"
    assert desk.post("/team/charter/adopters/add/", {**adopter, **said_easy()}).status_code == 302
    again = desk.post("/team/charter/adopters/add/", {**adopter, "lead": "Sam", **said_easy()})
    assert again.context["form"].errors == {"name": ["There is an organisation of this name already."]}
    assert Adopter.objects.count() == 2

    pledge = {"text": "We open a room.", **typed_day("due", day(9)), **said_easy()}
    for _press in range(2):
        desk.post("/team/charter/adopters/example-carers/pledge/", pledge)
    made = Pledge.objects.get(adopter__slug="example-carers")

    report = f"/team/charter/pledges/{made.pk}/report/"
    seen = opened(desk, report)
    refused = desk.post(report, {"status": "could_not", "report": "", **said_easy(), **seen})
    assert refused.context["form"].errors == {"report": ["Say why. An honest reason is part of the promise."]}
    desk.post(report, {"status": "done", "report": "It is open.", **said_easy(), **seen})
    made.refresh_from_db()
    assert (made.status, made.report) == ("done", "It is open.")


def test_what_people_know_about_a_version_is_written_and_who_checked_it(desk, charter):
    page = version_page(charter.draft)
    said = {"written_by": "Twelve people", "summary": "Shorter.", **typed_easy("summary_easy")}
    desk.post(f"{page}describe/", {**said, **opened(desk, f"{page}describe/")})
    checked = {"checked_by": "Readers of Example People First", **typed_day("on", day(0))}
    desk.post(f"{page}checked/", {**checked, **opened(desk, f"{page}checked/")})
    charter.draft.refresh_from_db()
    assert (charter.draft.written_by, charter.draft.summary) == ("Twelve people", "Shorter.")
    assert (charter.draft.easy_checked_by, charter.draft.easy_checked_on) == ("Readers of Example People First", day(0))


def test_what_is_written_in_a_draft_is_read_by_nobody_else(desk, charter, client):
    desk.post(f"{version_page(charter.draft)}add/value/", {"name": "Hush", "text": "Hush.", **typed_easy("easy")})
    desk.logout()
    assert desk.get("/charter/values/hush/").status_code == 404
    assert desk.get("/charter/values/").content.decode().count("Hush") == 0


def test_the_public_page_follows_at_once(desk, charter, django_capture_on_commit_callbacks):
    part = charter.second.parts.get(kind="definition")
    desk.logout()
    assert desk.get("/easy/charter/definition/").content.decode().count("We have new easy words.") == 0
    desk.force_login(charter.editor)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(
            part_page(part), change(part, easy_fits="on") | typed_easy("easy", ("decide", "We have new easy words."))
        )
    desk.logout()
    assert desk.get("/easy/charter/definition/").content.decode().count("We have new easy words.") == 1
