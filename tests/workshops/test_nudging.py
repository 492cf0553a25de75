"""The clock nudges the team: each thing once, to whoever answers for it, again only for a new day."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members.models import Message
from members.roles import EDITOR, FACILITATOR
from tests.conftest import make_person
from workshops import services
from workshops.clock import nudge
from workshops.models import AccessRequest, Objection, Outcome, Recommendation, SafeguardingNote, Session, Venue

from .conftest import EASY, in_days, on_the_day, plan, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def day(days):
    return timezone.localdate() + timedelta(days=days)


def nudges():
    """What was sent since the last look: (what it is about, to whom)."""
    found = Message.objects.filter(occasion__startswith="nudge-").order_by("pk")
    said = [(one.occasion.split("-")[1], one.to.split("@")[0]) for one in found]
    return sorted(said)


def over(session, days):
    Session.objects.filter(pk=session.pk).update(starts_at=in_days(days), ends_at=in_days(days, 2))


@pytest.fixture
def other(db):
    """Another facilitator, who runs nothing here."""
    return make_person("other", FACILITATOR)


def test_nothing_is_due(session, other):
    assert (nudge(), nudges()) == ("0 nudges to the team", [])


def test_overdue_needs_once_a_session_and_again_for_the_next_day(session, other):
    Session.objects.update(capacity=9)
    for name in ("Rosa", "Sam"):
        sign_up(session, f"{name} Privat")
    AccessRequest.objects.update(due=day(-2))
    assert [nudge(), nudge()] == ["1 nudges to the team", "0 nudges to the team"]
    assert nudges() == [("needs", "facilitator")]
    message = Message.objects.get(occasion__startswith="nudge-")
    assert str(message.ideas).count("Privat") + str(message.ideas).count("No steps") == 0
    AccessRequest.objects.filter(pk=AccessRequest.objects.first().pk).update(due=day(-1))
    assert [nudge(), nudge()] == ["1 nudges to the team", "0 nudges to the team"]


@pytest.mark.parametrize("call_off", [services.cancel_session, services.give_up_session])
def test_nothing_goes_on_about_what_does_not_take_place(client, session, facilitator, call_off):
    """Needs that were overdue, and one that waited, are no work any more."""
    sign_up(session, "Rosa Privat")
    AccessRequest.objects.update(due=day(-2))
    client.force_login(facilitator)
    desk = "/team/workshops/"
    marks = ("is not answered, and overdue", "waits longer than we said", "To be answered by", "Overdue")

    def said(state):
        pages = (f"{desk}?state={state}", f"{desk}sessions/{session.slug}/people/")
        return [sum(client.get(page).content.decode().count(one) for one in marks) for page in pages]

    assert said("open") == [1, 4]
    on_the_day(session)
    call_off(session, because="Snow.", by=facilitator)
    assert (nudge(), said(Session.objects.get().state)) == ("0 nudges to the team", [0, 0])
    assert AccessRequest.objects.waiting().count() == 0


def test_did_it_take_place_from_the_next_day_on(session, facilitator):
    over(session, -2)
    assert [nudge(), nudge(), nudges()] == ["1 nudges to the team", "0 nudges to the team", [("held", "facilitator")]]
    assert [line.note for line in AuditLine.objects.filter(verb="workshops.session.nudge")] == ["held"]
    services.hold_session(session, by=facilitator)
    assert nudge() == "0 nudges to the team"


def test_a_stand_in_hears_of_it_too_and_whoever_left_does_not(session, other, facilitator):
    services.change_session(session, stand_in=other, by=facilitator)
    facilitator.is_active = False
    facilitator.save()
    over(session, -2)
    nudge()
    assert nudges() == [("held", "other")]


@pytest.mark.parametrize(("days", "what"), [(-20, []), (-23, ["outcome"]), (-30, ["outcome"])])
def test_telling_people_comes_near_and_is_late(session, facilitator, days, what):
    over(session, days)
    services.hold_session(Session.objects.get(), by=facilitator)
    nudge()
    assert [name for name, _who in nudges()] == what
    nudge()
    assert len(nudges()) == len(what)
    assert Outcome.objects.count() == 0


def test_an_answer_is_due_soon_then_late_and_goes_to_whoever_answers(facilitator, other):
    facts = {"words": "Every hour.", "easy": EASY, "owner": "The council", "by": facilitator}
    theirs = make_person("answers it", EDITOR)
    for title, who in (("Buses", theirs), ("Trains", None)):
        one = services.write_recommendation(title=title, answers_it=who, **facts)
        services.ask_for_answer(one, by=facilitator)
    assert nudge() == "0 nudges to the team"
    Recommendation.objects.update(due=day(7))
    assert [nudge(), nudge()] == ["3 nudges to the team", "0 nudges to the team"]
    assert sorted(who for _what, who in nudges()) == ["answers-it", "facilitator", "other"]
    Recommendation.objects.update(due=day(-1))
    assert [nudge(), nudge()] == ["3 nudges to the team", "0 nudges to the team"]


def test_an_objection_that_nobody_answers_for_three_working_days(session, facilitator):
    place = sign_up(session, "Rosa Privat")
    objection = Objection.objects.create(place=place, words="Not so.", token=uuid.uuid4())
    walked = services.add_walk_in(on_the_day(session), name="Una Privat", token=uuid.uuid4(), by=facilitator)
    Objection.objects.create(walk_in=walked, words="Not so.", token=uuid.uuid4())
    assert nudge() == "0 nudges to the team"
    Objection.objects.update(raised_on=day(-8))
    assert [nudge(), nudge()] == ["2 nudges to the team", "0 nudges to the team"]
    assert nudges() == [("objection", "facilitator")] * 2
    assert Message.objects.filter(occasion__contains=f"objection-{objection.pk}-").count() == 1
    said = [str(one.ideas) for one in Message.objects.filter(occasion__startswith="nudge-")]
    assert [words.count("Not so.") + words.count("Privat") for words in said] == [0, 0]


def test_a_venue_that_nobody_has_looked_at_three_weeks_before(facilitator):
    plan(facilitator)
    Venue.objects.update(checked_on=None, checked_by="")
    over(Session.objects.get(), 25)
    assert nudge() == "0 nudges to the team"
    over(Session.objects.get(), 20)
    assert [nudge(), nudge(), nudges()] == ["1 nudges to the team", "0 nudges to the team", [("venue", "facilitator")]]


def test_a_note_that_was_not_sent_goes_to_its_author_without_a_word_of_it(session, facilitator):
    services.write_safeguarding(session, words="Zebrafish", by=facilitator)
    assert nudge() == "0 nudges to the team"
    SafeguardingNote.objects.update(written_at=in_days(-2))
    assert [nudge(), nudge(), nudges()] == ["1 nudges to the team", "0 nudges to the team", [("note", "facilitator")]]
    message = Message.objects.get(occasion__startswith="nudge-")
    assert [str(message.ideas).count(words) for words in ("Zebrafish", session.name)] == [0, 0]
