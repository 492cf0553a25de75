"""How it was: by link, on paper, by phone; in faces and words; whose it is stays unknown; asked once, kindly."""

import uuid

import pytest

from halton_coprod.record import stamp
from halton_coprod.record.models import AuditLine
from members.models import Message
from members.roles import FACILITATOR
from tests.conftest import make_person
from tests.easyread.one_by_one import asked, press
from workshops import services
from workshops.holders import Holder
from workshops.models import AccessRequest, Feedback, Session
from workshops.services import HowItWas

from .conftest import EASY, in_days, on_the_day, said_in, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


def words(answer):
    return answer.content.decode()


@pytest.fixture
def places(session, facilitator):
    """Rosa came and got a ramp, Sam was missed, Tess was never ticked."""
    Session.objects.filter(pk=session.pk).update(capacity=9)
    rosa, sam, tess = (sign_up(session, f"{name} Privat") for name in ("Rosa", "Sam", "Tess"))
    services.arrange_request(rosa.requests.get(), by=facilitator)
    on_the_day(session)
    services.mark_attendance(session, place=rosa, state="came", by=facilitator)
    services.mark_attendance(session, place=sam, state="absent", by=facilitator)
    Session.objects.filter(pk=session.pk).update(starts_at=in_days(-2), ends_at=in_days(-2, 2))
    services.hold_session(Session.objects.get(pk=session.pk), by=facilitator)
    return {"rosa": rosa, "sam": sam, "tess": tess}


def address(place, form=""):
    return f"{form}/workshops/place/{place.link}/how-was-it/"


def all_said():
    return [(one.how, one.heard, one.again, one.missed, one.words, one.way) for one in Feedback.objects.all()]


@FORMS
def test_said_by_link_once_each_and_said_again_it_is_added(client, places, form):
    """Nobody is shown what was said before, so what is left out stays, and no word is lost."""
    rosa = places["rosa"]
    need = rosa.requests.get()
    said = {"how": "5", "heard": "4", "again": "yes", "words": "<b>Tea</b>", f"met_{need.pk}": "partly"}
    assert client.post(address(rosa, form), said).status_code == 302
    client.post(address(rosa, form), {**said, "how": "2"})
    assert all_said() == [(2, 4, "yes", "", "<b>Tea</b>", "link")]
    client.post(address(rosa, form), {"words": "No biscuits", f"met_{need.pk}": ""})
    assert all_said() == [(2, 4, "yes", "", "<b>Tea</b>\n\nNo biscuits", "link")]
    assert AccessRequest.objects.get(pk=need.pk).met == "partly"


@FORMS
def test_whoever_has_answered_sees_that_and_nobody_sees_what(client, places, form):
    own, asks = f"{form}/workshops/place/{places['rosa'].link}/", address(places["rosa"], form)
    ends = ("Tell us how it was", "You answered our questions. Thank you.", "Say more", "Quokka")
    before = "You answered before. You can say more. What you leave out stays as it is."

    def seen():
        page, form_page = words(client.get(own)), words(client.get(asks))
        counted = [page.count(said_in(form, one)) for one in ends]
        return [*counted, form_page.count(said_in(form, before)), form_page.count("Quokka")]

    assert seen() == [1, 0, 0, 0, 0, 0]
    client.post(asks, {"words": "Quokka"})
    assert seen() == [0, 1, 1, 0, 1, 0]


def test_what_was_asked_for_is_asked_about(client, places):
    page = words(client.get(address(places["rosa"])))
    assert (page.count("You asked for: No steps."), page.count("Privat")) == (1, 0)


def test_easy_read_asks_one_question_a_page_and_each_may_be_left_out(client, places):
    rosa, there = places["rosa"], address(places["rosa"], "/easy")
    need = rosa.requests.get()
    page, asks = client.get(there), []
    for said in ({"how": "5"}, {"heard": ""}, {f"met_{need.pk}": "yes"}, {"rung": ""}, {"again": "yes"}):
        asks += asked(page)
        page = press(client, page, there, **said)
    assert asks == ["how", "heard", f"met_{need.pk}", "rung", "again"]
    assert (asked(page), Feedback.objects.count()) == (["words"], 0)
    assert press(client, page, there, words="")["Location"] == f"/easy/workshops/place/{rosa.link}/"
    assert (all_said(), AccessRequest.objects.get(pk=need.pk).met) == ([(5, None, "yes", "", "", "link")], "yes")


@FORMS
def test_after_the_day_the_own_page_asks_how_it_was(client, places, form):
    read = words(client.get(f"{form}/workshops/place/{places['rosa'].link}/"))
    assert (read.count(address(places["rosa"], form)), read.count("You have a place.")) == (1, 0)


@FORMS
def test_nothing_at_all_is_refused_and_a_wrong_face_too(client, places, form):
    for said in ({}, {"how": "", "words": "  "}, {"how": "9"}, {"how": "<script>"}):
        answer = client.post(address(places["rosa"], form), said)
        assert (answer.status_code, Feedback.objects.count()) == (200, 0)
        assert words(answer).count('class="error-summary"') == 1


@FORMS
def test_whoever_was_missed_is_asked_what_stopped_them(client, places, form):
    sam = places["sam"]
    assert words(client.get(address(sam, form))).count('name="missed"') == len(Feedback.Missed) + 1
    client.post(address(sam, form), {"missed": "travel", "how": "5"})
    assert all_said() == [(None, None, "", "travel", "", "link")]


@FORMS
def test_before_the_day_there_is_no_page(client, session, form):
    place = sign_up(session, "Una Privat")
    assert client.get(address(place, form)).status_code == 404
    assert client.post(address(place, form), {"how": "5"}).status_code == 404
    assert Feedback.objects.count() == 0


def test_nobody_who_gave_their_place_back_is_asked(client, places, session):
    Session.objects.update(state="open", starts_at=in_days(3), ends_at=in_days(4))
    gone = sign_up(session, "Gone Privat")
    services.give_back(gone, by=session.team.get())
    Session.objects.update(state="held")
    assert client.get(address(gone)).status_code == 404


def test_a_sheet_is_typed_up_once(client, places, session, facilitator):
    client.force_login(facilitator)
    room = f"/team/workshops/sessions/{session.slug}/after/"
    token = client.get(f"{room}feedback/").context["form"]["token"].value()
    for _press in range(2):
        client.post(f"{room}feedback/", {"token": token, "way": "phone", "how": "3", "words": "Too loud"})
    client.post(f"{room}feedback/", {"token": uuid.uuid4(), "way": "paper", "how": "4"})
    assert sorted(said[0] for said in all_said()) == [3, 4]
    page = words(client.get(room))
    assert (page.count("Too loud"), page.count("2 people have said it.")) == (1, 1)


def test_what_stopped_somebody_is_written_down_on_the_phone_without_a_name(client, places, session, facilitator):
    client.force_login(facilitator)
    room = f"/team/workshops/sessions/{session.slug}/after/"
    said = {"token": uuid.uuid4(), "way": "phone", "missed": "money"}
    assert client.post(f"{room}feedback/", said).status_code == 302
    assert all_said() == [(None, None, "", "money", "", "phone")]
    assert words(client.get(room)).count("It cost too much: 1") == 1


def test_the_team_cannot_tell_whose_it_is(client, places, session, facilitator):
    services.give_feedback(places["rosa"], said=HowItWas(words="It was grey."), by=facilitator)
    place = places["rosa"]
    kept = {name: str(value) for name, value in Feedback.objects.values("mark", "words", "way").get().items()}
    assert [name for name, value in kept.items() if place.name in value or value in (str(place.pk), place.mark)] == []
    assert {field.name for field in Feedback._meta.get_fields() if field.is_relation} == {"session"}
    lines = AuditLine.objects.filter(verb="workshops.feedback.give")
    assert list(lines.values_list("actor_id", "for_whom")) == [(None, None)]


@FORMS
def test_everybody_reads_how_many_from_five_on(client, places, session, facilitator, form):
    texts = {"said": "S.", "did": "D.", "said_easy": EASY, "did_easy": EASY}
    services.write_outcome(session, **texts, by=facilitator)
    services.publish_outcome(session, by=facilitator)
    page = f"{form}/workshops/{session.slug}/what-happened/"
    shown = []
    for face in (5, 4, 3, 2, 5):
        services.type_up_feedback(
            session, said=HowItWas(how=face, words="Quokka"), way="paper", token=uuid.uuid4(), by=facilitator
        )
        stamp.forget_pages()
        read = words(client.get(page))
        shown.append((read.count("people told us how it was"), read.count("3 of them said"), read.count("Quokka")))
    assert shown == [(0, 0, 0)] * 4 + [(1, 1, 0)]


def test_the_day_after_each_is_asked_once_by_how_it_went(places):
    assert [services.ask_for_feedback() for _tick in range(2)] == [2, 0]
    found = Message.objects.filter(occasion__regex="how-was-it|missed").values_list("occasion", flat=True)
    assert sorted(found) == sorted([f"place-{places['rosa'].pk}-how-was-it", f"place-{places['sam'].pk}-missed"])


def test_a_letter_leads_to_the_phone_too(session, facilitator):
    """How was it, what stopped you, and is it not what you said: an address is long to type."""
    Session.objects.filter(pk=session.pk).update(capacity=9)
    reached = {"letter": "1 Street, Widnes", "email": "una@private.example", "phone": "01632 960 777"}
    at = [("came", way) for way in reached] + [("absent", "letter")]
    places = [sign_up(session, f"Una{number}", way=way, reach=reached[way]) for number, (_state, way) in enumerate(at)]
    on_the_day(session)
    for (state, _way), place in zip(at, places, strict=True):
        services.mark_attendance(session, place=place, state=state, by=facilitator)
    Session.objects.filter(pk=session.pk).update(starts_at=in_days(-2), ends_at=in_days(-2, 2))
    held = services.hold_session(Session.objects.get(pk=session.pk), by=facilitator)
    services.ask_for_feedback()
    services.write_outcome(held, said="S.", did="D.", said_easy=EASY, did_easy=EASY, by=facilitator)
    services.publish_outcome(held, by=facilitator)
    phone = ["phone", "You can also phone us: 01632 960 123."]
    told = Message.objects.filter(occasion__regex="how-was-it|missed|happened")
    found = {one.occasion: one.ideas.count(phone) for one in told}
    asks = ["how-was-it"] * 3 + ["missed"]
    assert found == {
        f"place-{place.pk}-{occasion}": int(way == "letter")
        for place, (_state, way), asked in zip(places, at, asks, strict=True)
        for occasion in (asked, "happened")
    }


def test_long_ago_and_today_nobody_is_asked(places):
    for days, hours in ((-20, 2), (0, -1)):
        Session.objects.update(starts_at=in_days(days, hours - 2), ends_at=in_days(days, hours))
        assert services.ask_for_feedback() == 0


def met_page(session, request, form=""):
    return f"{form}/team/workshops/sessions/{session.slug}/people/needs/{request.pk}/met/"


@FORMS
def test_said_on_paper_or_by_phone_it_is_written_beside_the_need(client, places, session, facilitator, form):
    need, unanswered = places["rosa"].requests.get(), places["sam"].requests.get()
    sheet = words(client.get(f"{form}/workshops/{session.slug}/feedback-sheet/"))
    assert [sheet.count(asks) for asks in ("What is your name?", "Did you get it?")] == [1, 1]
    client.force_login(facilitator)
    people = words(client.get(f"{form}/team/workshops/sessions/{session.slug}/people/"))
    assert [people.count(met_page(session, one, form)) for one in (need, unanswered)] == [1, 0]
    for _press in range(2):
        assert client.post(met_page(session, need, form), {"met": "partly"}).status_code == 302
    assert client.get(met_page(session, need, form)).context["form"]["met"].value() == "partly"
    assert client.post(met_page(session, need, form), {"met": "perhaps"}).status_code == 200
    refused = client.post(met_page(session, unanswered, form), {"met": "no"})
    assert words(refused).count("Say first what we did about this need.") == 1
    assert sorted(AccessRequest.objects.values_list("sign_up__name", "met")) == [
        ("Rosa Privat", "partly"),
        ("Sam Privat", ""),
        ("Tess Privat", ""),
    ]
    client.force_login(make_person("other", FACILITATOR))
    assert client.post(met_page(session, need, form), {"met": "no"}).status_code == 403


@FORMS
def test_words_are_read_by_its_team_for_two_weeks_then_deleted_and_not_asked_any_more(
    client, places, session, facilitator, pool_staff, form
):
    """Faces and choices stay."""
    room = f"{form}/team/workshops/sessions/{session.slug}/after/"
    for name in ("rosa", "sam"):
        said = HowItWas(how=5, words="It was Quokka, says Rosa.")
        services.give_feedback(places[name], said=said, by=Holder(places[name].pk))

    def read(somebody):
        client.force_login(somebody)
        page = words(client.get(room))
        return page.count("Quokka"), page.count("2 people have said it.")

    def asks(place):
        return asked(client.get(address(place)))[-1]

    other = make_person("other", FACILITATOR)
    assert [read(one) for one in (facilitator, other, pool_staff)] == [(2, 1), (0, 1), (0, 1)]
    assert (services.forget_places(), {one[4] != "" for one in all_said()}) == (0, {True})
    assert [asks(places[name]) for name in ("rosa", "sam")] == ["words", "words"]
    Session.objects.filter(pk=session.pk).update(starts_at=in_days(-15, -2), ends_at=in_days(-15))
    assert [read(one) for one in (facilitator, other, pool_staff)] == [(0, 1)] * 3
    services.forget_places()
    assert sorted(all_said()) == [(5, None, "", "", "", "link")] * 2
    assert [asks(places[name]) for name in ("rosa", "sam")] == ["again", "missed"]
    client.force_login(facilitator)
    assert "words" not in client.get(f"{room}feedback/").context["form"].fields
    assert client.post(address(places["rosa"]), {"how": "4"}).status_code == 302
    lines = AuditLine.objects.filter(verb="workshops.feedback.forget")
    assert [(line.actor_id, line.fields) for line in lines] == [(None, ["words"])] * 2


@FORMS
def test_a_no_stands_beside_its_need_and_whoever_says_it_knows_that(client, places, session, facilitator, form):
    need, own = places["rosa"].requests.get(), address(places["rosa"], form)
    first = asks = client.get(own)
    for said in ({"how": ""}, {"heard": ""}) if form else ():
        asks = press(client, asks, own, **said)
    promised = said_in(form, "The team does not see who said it. It only sees who got what they need.")
    told = said_in(form, "The team sees who says this, so that it can put it right.")
    assert [words(first).count(promised), words(asks).count(told)] == [1, 1]
    people = f"{form}/team/workshops/sessions/{session.slug}/people/"
    says = said_in(form, "Did they get it? They say: %(answer)s", answer=said_in(form, "No"))
    client.force_login(facilitator)
    before = words(client.get(people)).count(says)
    services.give_feedback(places["rosa"], said=HowItWas(met={need.pk: "no"}), by=Holder(places["rosa"].pk))
    assert (before, words(client.get(people)).count(says)) == (0, 1)


def test_after_two_weeks_nobody_is_asked_what_they_got_by_link_or_at_the_desk(client, places, session, facilitator):
    need, own = places["rosa"].requests.get(), address(places["rosa"])
    Session.objects.filter(pk=session.pk).update(starts_at=in_days(-15, -2), ends_at=in_days(-15))
    assert words(client.get(own)).count(f"met_{need.pk}") == 0
    assert client.post(own, {"how": "5", f"met_{need.pk}": "no"}).status_code == 302
    client.force_login(facilitator)
    assert client.post(met_page(session, need), {"met": "no"}).status_code == 403
    assert (AccessRequest.objects.get(pk=need.pk).met, Feedback.objects.count()) == ("", 1)


def test_whoever_came_from_the_waiting_list_is_asked_at_the_desk_too(client, session, facilitator):
    places = [sign_up(session, f"{name} Privat") for name in ("Ann", "Bea", "Cleo", "Dora")]
    for place in places:
        services.arrange_request(place.requests.get(), by=facilitator)
    services.mark_attendance(on_the_day(session), place=places[2], state="came", by=facilitator)
    Session.objects.update(starts_at=in_days(-2), ends_at=in_days(-2, 2))
    client.force_login(facilitator)
    people = words(client.get(f"/team/workshops/sessions/{session.slug}/people/"))
    assert [people.count(met_page(session, place.requests.get())) for place in places] == [1, 1, 1, 0]


def test_whoever_gave_their_place_back_and_came_is_on_the_list_afterwards(client, session, facilitator):
    ann, bea = (sign_up(session, f"{name} Privat") for name in ("Ann", "Bea"))
    for place in (ann, bea):
        services.arrange_request(place.requests.get(), by=facilitator)
        services.give_back(place, by=Holder(place.pk))
    services.mark_attendance(on_the_day(session), place=ann, state="came", by=facilitator)
    Session.objects.update(starts_at=in_days(-2), ends_at=in_days(-2, 2))
    client.force_login(facilitator)
    people = words(client.get(f"/team/workshops/sessions/{session.slug}/people/"))
    assert people.count("<h2>They gave their place back, and came all the same: 1</h2>") == 1
    assert [people.count(met_page(session, place.requests.get())) for place in (ann, bea)] == [1, 0]
    assert client.post(met_page(session, ann.requests.get()), {"met": "yes"}).status_code == 302
    assert ann.requests.get().met == "yes"


def test_whoever_walked_in_and_left_a_way_is_asked_how_it_was_once(client, session, facilitator):
    on_the_day(session)
    for name, reach in (("Una", "una@private.example"), ("Vic", "")):
        services.add_walk_in(session, name=name, reach=reach, token=uuid.uuid4(), by=facilitator)
    Session.objects.update(starts_at=in_days(-2), ends_at=in_days(-2, 2))
    for _tick in range(2):
        services.ask_for_feedback()
    message = Message.objects.get(occasion__startswith="walk-in-")
    assert (message.to, [says for _picture, says in message.ideas]) == (
        "una@private.example",
        [
            "Thank you that you came to: Meet.",
            "Tell us how it was. Phone us: 01632 960 123",
            "We do not see who said how it was. You do not have to answer.",
        ],
    )


@FORMS
def test_the_sheet_on_paper_asks_what_stopped_people_too(client, session, form):
    sheet = words(client.get(f"{form}/workshops/{session.slug}/feedback-sheet/"))
    asks = said_in(form, "Could you not come? What stopped you?")
    assert (sheet.count(asks), sheet.count(said_in(form, "It cost too much"))) == (1, 1)


def test_before_the_day_nobody_has_got_anything(client, session, facilitator):
    need = services.arrange_request(sign_up(session, "Una Privat").requests.get(), by=facilitator)
    client.force_login(facilitator)
    people = words(client.get(f"/team/workshops/sessions/{session.slug}/people/"))
    assert people.count(met_page(session, need)) == 0
    client.post(met_page(session, need), {"met": "no"})
    assert AccessRequest.objects.get().met == ""
