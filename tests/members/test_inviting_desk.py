"""The team's pages about opportunities and invitations: written, chosen from, sent, answered; for pool staff only."""

from datetime import timedelta

import pytest
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.models import ConsentRecord, Invitation, LookRecord, Message, Opportunity
from tests.charter.desk import typed_day, typed_easy

from .asked import EASY, make_active, make_asked, make_opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
DESK = "/team/invitations/"
PAGES = ("", "change/", "words/", "cancel/", "outcome/", "choose/", "draw/", "person/", "ask/")


@pytest.fixture
def desk(client, pool_staff):
    client.force_login(pool_staff)
    return client


@pytest.fixture
def homes(pool_staff):
    return make_opportunity(pool_staff)


def page(opportunity, name="", form=""):
    return f"{form}{DESK}{opportunity.pk}/{name}"


def facts(**more):
    day = timezone.localdate() + timedelta(days=9)
    said = {"title": "Read a letter", "title_easy": "Read a letter", "interests": ["information"], "wanted": "3"}
    return {**said, **typed_day("closes_on", day), **more}


@FORMS
def test_the_rooms_are_for_pool_staff_only(desk, homes, resident, facilitator, curator, pool_staff, form):
    (invitation,) = make_asked(pool_staff, "Rosa", opportunity=homes)
    where = [f"{form}{DESK}", f"{form}{DESK}add/", *(page(homes, name, form) for name in PAGES)]
    where.append(page(homes, f"answers/{invitation.pk}/", form))
    assert {address: desk.get(address).status_code for address in where} == dict.fromkeys(where, 200)
    buttons = [page(homes, "move/fill/", form), page(homes, f"ask/{invitation.pk}/take-off/", form)]
    for somebody in (resident, facilitator, curator):
        desk.force_login(somebody)
        assert {desk.get(address).status_code for address in where} == {403}
        assert {desk.post(address).status_code for address in (*where, *buttons)} == {403}
    desk.logout()
    assert {desk.get(address).status_code for address in where} == {302}


@FORMS
def test_one_is_written_and_opened_from_its_page(desk, form):
    answer = desk.post(f"{form}{DESK}add/", facts(rung="co_design"))
    opportunity = Opportunity.objects.get()
    assert (answer["Location"], opportunity.state) == (page(opportunity, form=form), "draft")
    assert len(desk.get(page(opportunity, form=form)).context["lacks"]) == 12
    desk.post(page(opportunity, "move/open/", form))
    assert Opportunity.objects.get().state == "draft"
    texts = {name: f"About {name}." for name in Opportunity.TEXTS}
    services.change_opportunity(
        opportunity, by=desk.get(DESK).wsgi_request.user, **texts, **{f"{name}_easy": EASY for name in texts}
    )
    for _press in range(2):
        desk.post(page(opportunity, "move/open/", form))
    assert (Opportunity.objects.get().state, AuditLine.objects.filter(verb="members.opportunity.open").count()) == (
        "open",
        1,
    )


@FORMS
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": " "}, "title"),
        ({"wanted": "0"}, "wanted"),
        ({"wanted": "many"}, "wanted"),
        ({"closes_on_0": "40"}, "closes_on"),
        ({"interests": ["golf"]}, "interests"),
        ({"rung": "coercion"}, "rung"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_question(desk, typed, field, form):
    answer = desk.post(f"{form}{DESK}add/", facts(**typed))
    assert (answer.status_code, list(answer.context["form"].errors), Opportunity.objects.count()) == (200, [field], 0)


@FORMS
def test_what_somebody_else_changed_is_shown_beside_what_was_typed(desk, homes, pool_staff, form):
    Opportunity.objects.update(state="open")
    where = page(homes, "change/", form)
    old = desk.get(where).context["form"].initial["seen"]
    services.change_opportunity(homes, title="Theirs", by=pool_staff)
    answer = desk.post(where, facts(rung="co_design", title="Mine", seen=old))
    assert (answer.status_code, answer.context["form"]["title"].value()) == (409, "Mine")
    assert "Theirs" in [one["says"] for one in answer.context["theirs"]]
    again = answer.context["form"]["seen"].value()
    assert desk.post(where, facts(rung="co_design", title="Mine", seen=again)).status_code == 302
    assert Opportunity.objects.get().title == "Mine"


def test_when_people_are_asked_only_a_little_may_change(desk, homes):
    form = desk.get(page(homes, "change/")).context["form"]
    assert [name for name in form.fields if name != "seen"] == ["wanted", "closes_on", "interests"]
    typed = written(desk, homes)
    assert (desk.post(page(homes, "words/"), typed).status_code, Opportunity.objects.get().ask) == (
        409,
        "The words about: ask.",
    )


def written(desk, opportunity, form="", **more):
    """What the page with the words sends, with an easy read of one idea for each text."""
    texts = {name: f"New: {name}." for name in Opportunity.TEXTS}
    easy = {}
    for name in texts:
        easy |= typed_easy(f"{name}_easy", ("meeting", "Come and talk."))
    seen = desk.get(page(opportunity, "words/", form)).context["form"].initial["seen"]
    return {**texts, **easy, "seen": seen, **more}


@FORMS
def test_the_words_are_written_in_both_forms_and_drift_is_seen(desk, pool_staff, form):
    opportunity = make_opportunity(pool_staff, is_choosing=False)
    where = page(opportunity, "words/", form)
    # The easy-read editor looks as it does elsewhere: its boxes do not touch.
    assert desk.get(where).content.decode().count("/css/editor") == 1
    assert desk.post(where, written(desk, opportunity, form))["Location"] == page(opportunity, form=form)
    found = Opportunity.objects.get()
    assert (found.time, found.time_easy.text, found.time_easy.is_drifted(found.time)) == (
        "New: time.",
        "Come and talk.",
        False,
    )
    answer = desk.post(where, written(desk, opportunity, form, ask="Changed."))
    assert (answer.status_code, Opportunity.objects.get().ask) == (200, "New: ask.")
    desk.post(where, written(desk, opportunity, form, ask="Changed.", easy_fits="on"))
    assert Opportunity.objects.get().ask == "Changed."


@FORMS
def test_people_are_ticked_looked_at_and_asked_once(desk, homes, pool_staff, form):
    rosa = make_active("Rosa", by=pool_staff, picks={"interests": ["homes"]})
    sam = make_active("Sam", by=pool_staff)
    (first, second) = desk.get(page(homes, "choose/", form)).context["people"]
    assert (first.member, second.member) == (rosa, sam)
    answer = desk.post(page(homes, "choose/", form), {"who": [str(rosa.pk), str(sam.pk)]})
    assert (answer["Location"], Message.objects.filter(about="news").count()) == (page(homes, "ask/", form), 0)
    context = desk.get(page(homes, "ask/", form)).context
    assert (context["mix"].people, context["mix"].new, context["mix"].never_asked) == (2, 2, 2)
    invitation = sam.invitations.get()
    for _press in range(2):
        desk.post(page(homes, f"ask/{invitation.pk}/take-off/", form))
    for _press in range(2):
        desk.post(page(homes, "ask/", form))
    assert [(one.member, one.state) for one in Invitation.objects.all()] == [(rosa, "asked")]
    assert Message.objects.filter(about="news").count() == 1


@FORMS
def test_who_may_not_be_asked_is_said_with_why_before_anybody_is_asked(desk, homes, pool_staff, form):
    """Whoever wants no messages is not suggested; whoever was chosen and may not be asked any more is not counted."""
    people = [make_active(name, by=pool_staff) for name in ("Ann", "Quiet", "Stopped", "Paused")]
    services.choose_people(homes, numbers=[one.pk for one in people], by=pool_staff)
    ann, quiet, stopped, paused = people
    services.change_member(quiet, wants_messages=False, by=pool_staff)
    services.move_member(paused, "pause", by=pool_staff)
    ConsentRecord.objects.filter(member=stopped).update(withdrawn_at=timezone.now())
    services.change_member(make_active("Never", by=pool_staff), wants_messages=False, by=pool_staff)
    choose = desk.get(page(homes, "choose/", form))
    assert (list(choose.context["people"]), choose.context["quiet"]) == ([], 2)
    assert choose.content.decode().count("2 active people are left out, because they want no messages.") == 1
    ask = desk.get(page(homes, "ask/", form))
    assert {one.member: str(why or "") for one, _reasons, why in ask.context["chosen"]} == {
        ann: "",
        quiet: "They want no messages",
        stopped: "Their yes to the pool does not stand",
        paused: {"": "Paused", "/easy": "On a break"}[form],
    }
    words = ask.content.decode()
    assert (ask.context["mix"].people, ask.context["held_back"], words.count("Ask 1 person")) == (1, 3, 1)
    refused = desk.post(page(homes, "person/", form), {"reference": quiet.reference}).context["form"].errors
    assert refused == {"reference": ["Not asked: They want no messages."]}
    desk.post(page(homes, "ask/", form))
    assert [(one.member, one.state) for one in Invitation.objects.all()] == [(ann, "asked")]


@FORMS
def test_where_nobody_is_left_to_ask_there_is_no_button_to_ask(desk, homes, pool_staff, form):
    quiet = make_active("Quiet", by=pool_staff)
    services.choose_people(homes, numbers=[quiet.pk], by=pool_staff)
    services.change_member(quiet, wants_messages=False, by=pool_staff)
    words = desk.get(page(homes, "ask/", form)).content.decode()
    parts = ("Not asked: They want no messages", 'id="form"', 'form="form"')
    assert [words.count(part) for part in parts] == [1, 0, 0]


@FORMS
def test_nobody_ticked_or_nonsense_is_said_in_words(desk, homes, pool_staff, form):
    make_active(by=pool_staff)
    for said in ({}, {"who": ["x"]}, {"who": ["-1"]}):
        answer = desk.post(page(homes, "choose/", form), said)
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["who"])
    assert Invitation.objects.count() == 0


@FORMS
def test_a_warning_stands_there_when_the_same_faces_come_up(desk, homes, pool_staff, form, monkeypatch):
    rosa = make_active("Rosa", by=pool_staff)
    for days in (30, 20):
        other = make_opportunity(pool_staff, title=f"{days}")
        (invitation,) = services.choose_people(other, numbers=[rosa.pk], by=pool_staff)
        services.send_invitations(other, by=pool_staff)
        services.answer_invitation(invitation, answer="yes", how="phone", by=pool_staff)
        services.fill_opportunity(other, by=pool_staff)
        services.begin_opportunity(other, by=pool_staff)
    services.choose_people(homes, numbers=[rosa.pk], by=pool_staff)
    assert desk.get(page(homes, "ask/", form)).context["all_of_them"].are_same_faces is True
    desk.post(page(homes, "ask/", form))
    assert rosa.invitations.get(opportunity=homes).state == "asked"


@FORMS
def test_lots_are_drawn_on_their_page(desk, homes, pool_staff, form):
    for number in range(3):
        make_active(f"P{number}", by=pool_staff)
    assert desk.post(page(homes, "draw/", form), {"points": "4", "many": "1"}).status_code == 200
    answer = desk.post(page(homes, "draw/", form), {"points": "1", "many": "2"})
    assert (answer["Location"], Invitation.objects.chosen().count()) == (page(homes, "ask/", form), 2)


@FORMS
@pytest.mark.parametrize("typed", ["P-99999", "Rosa", "P-1 or so", ""])
def test_a_reference_that_is_none_is_said_at_its_question(desk, homes, typed, form):
    answer = desk.post(page(homes, "person/", form), {"reference": typed})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["reference"])


@FORMS
def test_somebody_is_chosen_by_their_reference(desk, homes, pool_staff, form):
    rosa = make_active(by=pool_staff)
    desk.post(page(homes, "person/", form), {"reference": rosa.reference.lower()})
    (invitation,) = Invitation.objects.all()
    assert (invitation.member, invitation.reasons) == (rosa, [["never", ""], ["named", ""]])


@FORMS
def test_an_answer_by_phone_is_written_down_and_the_look_is_recorded(desk, homes, pool_staff, form):
    (invitation,) = make_asked(pool_staff, "Rosa", opportunity=homes)
    where = page(homes, f"answers/{invitation.pk}/", form)
    desk.get(where)
    assert LookRecord.objects.get().looker == pool_staff
    assert list(desk.post(where, {"answer": "perhaps"}).context["form"].errors) == ["answer", "how"]
    assert desk.post(where, {"answer": "maybe", "how": "phone", "words": "After lunch."})["Location"] == page(
        homes, form=form
    )
    found = Invitation.objects.get()
    assert (found.state, found.answered_how, found.words) == ("maybe", "phone", "After lunch.")
    assert "After lunch." not in desk.get(page(homes, form=form)).content.decode()
    # Of whoever is erased only the count stays: nothing to open and nothing to write down.
    services.erase_member(found.member, by=pool_staff)
    words = desk.get(page(homes, form=form)).content.decode()
    assert [words.count(part) for part in (f"answers/{invitation.pk}/", f"pool/{found.member_id}/")] == [0, 0]
    assert (words.count('<th scope="row">'), desk.get(where).status_code) == (1, 404)


@FORMS
def test_it_is_cancelled_with_a_reason(desk, homes, form):
    assert list(desk.post(page(homes, "cancel/", form), {"because": " "}).context["form"].errors) == ["because"]
    for _press in range(2):
        desk.post(page(homes, "cancel/", form), {"because": "Snow."})
    assert (Opportunity.objects.get().state, Opportunity.objects.get().because) == ("cancelled", "Snow.")


def test_a_move_that_cannot_be_made_says_so_and_changes_nothing(desk, homes):
    answer = desk.post(page(homes, "move/fill/"), follow=True)
    assert ([str(one) for one in answer.context["messages"]], Opportunity.objects.get().state) == (
        ["Nobody has said yes yet."],
        "choosing",
    )
    assert desk.post(page(homes, "move/explode/")).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_many(desk, pool_staff, rows, django_assert_num_queries):
    day = timezone.localdate()
    for number in range(rows):
        Opportunity.objects.create(title=f"{number}", closes_on=day, interests=[])
    desk.get(DESK)
    with django_assert_num_queries(6):
        assert len(desk.get(DESK).context["page"]) == min(rows, 25)


@pytest.mark.parametrize("rows", [1, 3])
def test_one_page_costs_the_same_for_one_and_for_many(desk, pool_staff, rows, django_assert_num_queries):
    homes = make_opportunity(pool_staff)
    make_asked(pool_staff, *(f"P{number}" for number in range(rows)), opportunity=homes)
    desk.get(page(homes))
    with django_assert_num_queries(9):
        assert len(desk.get(page(homes)).context["lines"]) == rows


@FORMS
def test_whose_reasons_or_answers_are_shown_can_read_it(desk, client, homes, resident, pool_staff, form):
    """In the suggestions, before they are asked, and with their answers. Once an hour; a list of names says less."""
    rosa = make_active("Rosa", by=pool_staff, user=resident, picks={"interests": ["homes"]})
    looks = LookRecord.objects.filter(member=rosa).values_list("what", "why", "looker", "as_what")
    assert desk.get(f"{form}/team/pool/").context["people"] == [rosa]
    assert list(looks.all()) == []
    shown = ("why", homes.title, pool_staff.pk, "pool staff")
    for name in ("choose/", "ask/", ""):
        LookRecord.objects.all().delete()
        services.choose_people(homes, numbers=[] if name == "choose/" else [rosa.pk], by=pool_staff)
        for _time in range(2):
            assert "Rosa" in desk.get(page(homes, name, form)).content.decode()
            assert list(looks.all()) == [shown]
    client.force_login(resident)
    words = client.get("/me/information/looks/").content.decode()
    assert words.count(homes.title) == 1
