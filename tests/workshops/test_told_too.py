"""Who is told what came of a session beside those with a place; and what is said on the phone or told again."""

import uuid

import pytest
from django.utils import timezone

from halton_coprod.record import stamp
from halton_coprod.record.flow import NotNow
from members.models import Message
from workshops import services
from workshops.holders import Holder
from workshops.models import Objection, Session
from workshops.telling import tellings, with_told_days
from workshops.wording import TRAVEL

from .conftest import EASIES, on_the_day, over, plan, said_in, sign_up
from .conftest import OUTCOME as TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


def words(answer):
    return answer.content.decode()


def told(session):
    return {one.name: (one.is_told, one.how) for one in tellings(session)}


def test_whoever_came_without_a_place_is_told_and_asked_too(client, session, places, facilitator):
    """Somebody from the waiting list, and somebody who had given their place back, stood at the door and came in."""
    waiting = sign_up(session, "Tess Privat")
    on_the_day(session)
    services.mark_attendance(session, place=waiting, state="came", by=facilitator)
    services.mark_attendance(session, place=places["gone"], state="part", by=facilitator)
    held = services.hold_session(over(session), by=facilitator)
    services.write_outcome(held, **TEXTS, **EASIES, by=facilitator)
    services.publish_outcome(held, by=facilitator)
    assert sorted(told(held)) == ["Gone Privat", "Rosa Privat", "Sam Privat", "Tess Privat"]
    assert Message.objects.filter(occasion__endswith="-happened").count() == 4
    for place in (places["rosa"], places["sam"], places["gone"]):
        services.note_told(held, place=place, how="face", by=facilitator)
    with pytest.raises(NotNow):
        services.finish_session(held, by=facilitator)
    client.force_login(facilitator)
    client.post(f"/team/workshops/sessions/{held.slug}/after/told/place/{waiting.pk}/", {"how": "phone"})
    assert services.finish_session(held, by=facilitator).state == "finished"
    assert [client.get(f"{place.address}how-was-it/").status_code for place in (waiting, places["gone"])] == [200, 200]
    assert client.get(f"{waiting.address}not-what-we-said/").status_code == 200


def test_whoever_neither_had_a_place_nor_came_is_asked_nothing(client, published, places):
    own = f"/workshops/place/{places['gone'].link}/"
    assert words(client.get(own)).count(f"{own}not-what-we-said/") == 0
    assert [client.get(f"{own}{page}/").status_code for page in ("how-was-it", "not-what-we-said")] == [404, 404]
    with pytest.raises(NotNow):
        services.raise_objection(places["gone"], words="No.", token=uuid.uuid4(), by=Holder(places["gone"].pk))


@FORMS
@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_session_of_which_nobody_says_that_it_took_place_is_late_too(
    client, session, places, facilitator, form, state
):
    if state == "closed":
        services.close_session(session, by=facilitator)
    over(session, -3)
    stamp.forget_pages()
    assert words(client.get(f"{form}/workshops/what-happened/")).count(f"{form}/workshops/{session.slug}/") == 1
    over(session, -29)
    stamp.forget_pages()
    assert words(client.get(f"{form}/workshops/what-happened/")).count("Late.") == 1
    assert list(Session.objects.late_to_tell()) == [session]
    with pytest.raises(NotNow):
        services.write_outcome(session, **TEXTS, by=facilitator)
    Session.objects.filter(pk=session.pk).update(state="not_held", because="Snow.")
    stamp.forget_pages()
    assert words(client.get(f"{form}/workshops/what-happened/")).count(f"/workshops/{session.slug}/") == 0


def test_whoever_walked_in_and_left_a_way_is_told_too(session, places, facilitator):
    walked = services.add_walk_in(
        on_the_day(session),
        name="Una Privat",
        reach="una@private.example",
        language="en-simple",
        token=uuid.uuid4(),
        by=facilitator,
    )
    held = services.hold_session(over(session), by=facilitator)
    services.write_outcome(held, **TEXTS, **EASIES, by=facilitator)
    services.publish_outcome(held, by=facilitator)
    message = Message.objects.get(occasion=f"walk-in-{walked.pk}-happened")
    said = [words for _picture, words in message.ideas]
    assert (message.way, message.to, said.count("Late letters.")) == ("email", "una@private.example", 1)
    assert said[-1].count("01632 960 123") == 1
    assert told(held)["Una Privat"] == (False, "Waiting")
    Message.objects.update(state="sent")
    assert told(held)["Una Privat"] == (True, "Sent")


def test_an_objection_on_the_phone_is_written_down_and_answered(client, published, facilitator, editor):
    session = published.session
    desk = f"/team/workshops/sessions/{session.slug}/after/"
    client.force_login(facilitator)
    walked = session.attendances.walk_ins().get()
    form = client.get(f"{desk}objections/add/").context["form"]
    assert sorted(str(name) for _key, name in form.fields["who"].choices) == [
        "Rosa Privat",
        "Sam Privat",
        "Walked Privat",
    ]
    said = {"token": form["token"].value(), "who": f"w{walked.pk}", "words": "I said <i>never</i>."}
    assert client.post(f"{desk}objections/add/", {**said, "who": "p0"}).status_code == 200
    for _press in range(2):
        assert client.post(f"{desk}objections/add/", said).status_code == 302
    found = Objection.objects.get()
    assert (found.walk_in, found.place, found.words) == (walked, None, "I said <i>never</i>.")
    shown = words(client.get(desk))
    assert (shown.count("Walked Privat") >= 2, shown.count("<i>never")) == (True, 0)
    walked.way, walked.reach = "phone", "01632 960 777"
    walked.save()
    assert client.post(f"{desk}objections/{found.pk}/", {"answer": "Put right."}).status_code == 302
    message = Message.objects.get(occasion__startswith=f"walk-in-{walked.pk}-objection")
    assert [idea[1] for idea in message.ideas] == [
        "You said that we wrote something wrong.",
        "This is our answer: Put right.",
    ]
    client.force_login(editor)
    assert client.get(f"{desk}objections/add/").status_code == 403


def test_changed_words_are_told_again_only_when_somebody_says_so(client, published, facilitator):
    session = published.session
    services.write_outcome(session, said="Letters are early.", said_easy=EASIES["said_easy"], by=facilitator)
    happened = Message.objects.filter(occasion__contains="-happened")
    assert happened.count() == 2
    client.force_login(facilitator)
    client.post(f"/team/workshops/sessions/{session.slug}/after/tell-again/")
    assert happened.count() == 4
    Message.objects.filter(occasion__endswith="-happened").update(state="sent")
    assert [one.is_told for one in tellings(session) if one.place] == [True, True]


def test_whoever_is_ticked_or_typed_up_after_it_is_out_is_told_and_counts(client, published, places, facilitator):
    """Somebody who had given their place back, and two who walked in; then the words change, and all are told anew."""
    session = published.session
    desk = f"/team/workshops/sessions/{session.slug}/"
    client.force_login(facilitator)
    client.post(f"{desk}register/", {"tap": f"p{places['gone'].pk}|came|"})
    client.post(f"{desk}register/", {"tap": f"p{places['gone'].pk}|part|came"})
    client.post(f"{desk}register/", {"tap": "new", "name": "Una Privat", "reach": "una@private.example"})
    sheet = client.get(f"{desk}register/type-up/").context["form"]
    typed = {one.html_name: one.value() or "" for one in sheet}
    client.post(f"{desk}register/type-up/", {**typed, "name_1": "Vic Privat", "reach_1": "vic@private.example"})
    assert told(session) == {
        **dict.fromkeys(("Gone Privat", "Rosa Privat", "Sam Privat", "Una Privat", "Vic Privat"), (False, "Waiting")),
        "Walked Privat": (False, ""),
    }
    happened = Message.objects.filter(occasion__contains="-happened")
    happened.update(state="failed")
    client.post(f"{desk}after/tell-again/")
    happened.filter(state="waiting").update(state="sent", done_at=timezone.now())
    services.note_told(session, walk_in=session.attendances.walk_ins().first(), how="no_way", by=facilitator)
    assert {is_told for is_told, _how in told(Session.objects.get()).values()} == {True}
    client.post(f"{desk}after/close/")
    session = Session.objects.get()
    with_told_days([session])
    assert (session.state, session.told_days.first, happened.count()) == ("finished", timezone.localdate(), 10)


def test_nobody_is_out_of_reach_to_whom_a_way_is_known_until_a_message_has_failed(client, published, places):
    """Else a session would close while messages wait."""
    session = published.session
    desk, walked = f"/team/workshops/sessions/{session.slug}/after/", session.attendances.walk_ins().get()
    presses = [f"{desk}told/place/{places[name].pk}/" for name in ("rosa", "sam")]
    presses.append(f"{desk}told/walk-in/{walked.pk}/")
    happened = Message.objects.filter(occasion__endswith="-happened")
    client.force_login(session.team.get())

    def all_out_of_reach():
        shown = words(client.get(desk)).count('value="no_way"')
        for press in presses:
            client.post(press, {"how": "no_way"})
        client.post(f"{desk}close/")
        return shown, sorted(is_told for is_told, _how in told(session).values()), Session.objects.get().state

    refused = client.post(presses[0], {"how": "no_way"}, follow=True)
    assert words(refused).count("We know a way to reach them.") == 1
    assert all_out_of_reach() == (1, [False, False, True], "held")
    happened.filter(way="email").update(state="failed")
    assert all_out_of_reach() == (1, [False, True, True], "held")
    happened.update(state="waiting")
    assert all_out_of_reach() == (0, [False, False, True], "held")
    happened.update(state="failed")
    assert all_out_of_reach() == (1, [True, True, True], "finished")


@pytest.mark.parametrize("language", ["en-gb", "en-simple"])
def test_the_word_about_a_place_says_who_comes_too_and_the_help_to_get_there(facilitator, language):
    session = services.open_session(plan(facilitator, name="Is it kept?"), by=facilitator)
    facts = {"language": language, "supporters": 2, "travel_help": True}
    for place, times in ((sign_up(session, **facts), 1), (sign_up(session, "Ann", language=language), 0)):
        said = [words for _picture, words in Message.objects.get(occasion=f"place-{place.pk}-in").ideas]
        assert said[0] == "You have a place at: Is it kept?"
        assert said.count("2 supporters come with you.") == times
        assert said.count(said_in(language != "en-gb", TRAVEL[1])) == times
