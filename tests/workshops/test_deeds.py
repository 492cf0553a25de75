"""Every deed around sessions: one line in the log with no private word, refused to others, nothing without its line."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from halton_coprod.record import audit
from halton_coprod.record.models import AuditLine
from workshops import services
from workshops.holders import Holder
from workshops.models import (
    AccessRequest,
    Answer,
    Attendance,
    Badge,
    Feedback,
    GroundRules,
    Note,
    Objection,
    Outcome,
    PracticalTool,
    Recommendation,
    Report,
    ReportReply,
    ReportSection,
    SafeguardingNote,
    Seat,
    Series,
    Session,
    SignUp,
    Table,
    Theme,
    ToldByHand,
    ToolUse,
    Topic,
    Venue,
)
from workshops.services import HowItWas

from . import deeds_after
from .conftest import AGENDA, EASY, WHY, asking, in_days, plan, sign_up

pytestmark = pytest.mark.django_db
PRIVATE = ("Rosa", "Privat", "private.example", "No steps")


@pytest.fixture
def cast(session, facilitator, resident):
    two = sign_up(session, "Rosa Privat"), sign_up(session, "Sam Privat")
    return {"session": session, "places": two, "facilitator": facilitator, "resident": resident, "venue": session.venue}


def offered(c):
    """Somebody in line who has been offered the place of somebody who gave it back."""
    waiting = sign_up(c["session"], "Tess Privat")
    services.give_back(c["places"][0], by=c["facilitator"])
    waiting.refresh_from_db()
    return waiting


def lapsed(c):
    place = offered(c)
    SignUp.objects.filter(pk=place.pk).update(state="lapsed", offered_until=None)
    place.refresh_from_db()
    return place


def moved(c):
    services.move_session(c["session"], starts_at=in_days(25), ends_at=in_days(25, 2), by=c["facilitator"])
    c["places"][0].refresh_from_db()
    return c["places"][0]


def begun(c):
    Session.objects.update(starts_at=in_days(-1), ends_at=in_days(0, 1))
    return c["session"]


def here(c):
    return services.mark_attendance(begun(c), place=c["places"][0], state="came", by=c["facilitator"])


OUTCOME = {"said": "Late.", "did": "Done.", "said_easy": EASY, "did_easy": EASY}


def held(c):
    return services.hold_session(begun(c), by=c["facilitator"])


def written(c):
    return services.write_outcome(held(c), **OUTCOME, by=c["facilitator"]).session


def published(c):
    return services.publish_outcome(written(c), by=c["facilitator"]).session


def all_told(c):
    session = published(c)
    for place in c["places"]:
        services.note_told(session, place=place, how="phone", by=c["facilitator"])
    return session


def objected(c):
    published(c)
    place = c["places"][0]
    return services.raise_objection(place, words="Rosa", token=TOKEN, by=Holder(place.pk))


def a_note(c):
    return services.add_notes(c["session"], lines=["Rosa"], by=c["facilitator"])[0]


def a_theme(c):
    return services.keep_theme(name="Buses", by=c["facilitator"])


def drafted(c):
    return services.write_recommendation(title="Buses", words="More.", easy=EASY, owner="Us", by=c["facilitator"])


def asked(c):
    return services.ask_for_answer(drafted(c), by=c["facilitator"])


DAYS = {"starts_at": in_days(30), "ends_at": in_days(30, 2)}
# deed → (make ready, the call, its audit verb); each by the facilitator, refused to the resident
DEEDS = {
    "keep_venue": (None, lambda c, t, by: services.keep_venue(name="B", address="C", by=by), "workshops.venue.keep"),
    "name_topic": (None, lambda c, t, by: services.name_topic(name="Buses", by=by), "workshops.topic.name"),
    "name_series": (None, lambda c, t, by: services.name_series(name="Buses", by=by), "workshops.series.name"),
    "check_venue": (
        None,
        lambda c, t, by: services.check_venue(
            c["venue"], facts=["lift"], checked_by="F", on=timezone.localdate(), by=by
        ),
        "workshops.venue.check",
    ),
    "plan_session": (None, lambda c, t, by: services.plan_session(name="N", by=by, **DAYS), "workshops.session.plan"),
    "copy_session": (
        None,
        lambda c, t, by: services.copy_session(c["session"], by=by, **DAYS),
        "workshops.session.plan",
    ),
    "change_session": (
        None,
        lambda c, t, by: services.change_session(c["session"], about="New.", about_easy=EASY, by=by),
        "workshops.session.change",
    ),
    "set_agenda": (
        None,
        lambda c, t, by: services.set_agenda(c["session"], items=AGENDA, by=by),
        "workshops.session.set_agenda",
    ),
    "open_session": (
        lambda c: plan(c["facilitator"]),
        lambda c, t, by: services.open_session(t, by=by),
        "workshops.session.open",
    ),
    "close_session": (None, lambda c, t, by: services.close_session(c["session"], by=by), "workshops.session.close"),
    "reopen_session": (
        lambda c: services.close_session(c["session"], by=c["facilitator"]),
        lambda c, t, by: services.reopen_session(t, by=by),
        "workshops.session.reopen",
    ),
    "hold_session": (begun, lambda c, t, by: services.hold_session(t, by=by), "workshops.session.hold"),
    "move_session": (
        None,
        lambda c, t, by: services.move_session(c["session"], by=by, **DAYS),
        "workshops.session.move",
    ),
    "postpone_session": (
        None,
        lambda c, t, by: services.postpone_session(c["session"], because=WHY, by=by),
        "workshops.session.postpone",
    ),
    "cancel_session": (
        None,
        lambda c, t, by: services.cancel_session(c["session"], because="Snow.", by=by),
        "workshops.session.cancel",
    ),
    "give_up_session": (
        begun,
        lambda c, t, by: services.give_up_session(t, because="Snow.", by=by),
        "workshops.session.give_up",
    ),
    "sign_up": (
        None,
        lambda c, t, by: services.sign_up(c["session"], asking=asking("Una Privat"), token=TOKEN, by=by),
        "workshops.signup.sign_up",
    ),
    "accept_offer": (offered, lambda c, t, by: services.accept_offer(t, by=by), "workshops.signup.accept"),
    "give_back": (
        None,
        lambda c, t, by: services.give_back(c["places"][1], by=by),
        "workshops.signup.give_back",
    ),
    "wait_again": (lapsed, lambda c, t, by: services.wait_again(t, by=by), "workshops.signup.wait"),
    "extend_offer": (
        offered,
        lambda c, t, by: services.extend_offer(t, until=in_days(9), by=by),
        "workshops.signup.extend",
    ),
    "confirm_place": (moved, lambda c, t, by: services.confirm_place(t, by=by), "workshops.signup.confirm"),
    "change_place": (
        None,
        lambda c, t, by: services.change_place(c["places"][0], supporters=1, supporter_name="Rosa", by=by),
        "workshops.signup.change",
    ),
    "drop_plan": (
        lambda c: plan(c["facilitator"]),
        lambda c, t, by: services.drop_plan(t, by=by),
        "workshops.session.drop",
    ),
    "note_request": (
        None,
        lambda c, t, by: services.note_request(c["places"][0], says="Soup", by=by),
        "workshops.accessrequest.note",
    ),
    "arrange_request": (
        None,
        lambda c, t, by: services.arrange_request(c["places"][0].requests.get(), by=by),
        "workshops.accessrequest.arrange",
    ),
    "agree_request": (
        None,
        lambda c, t, by: services.agree_request(c["places"][0].requests.get(), answer="A ramp", by=by),
        "workshops.accessrequest.agree",
    ),
    "refuse_request": (
        None,
        lambda c, t, by: services.refuse_request(c["places"][0].requests.get(), answer="Rosa", by=by),
        "workshops.accessrequest.refuse",
    ),
    "look_at_sign_ups": (
        None,
        lambda c, t, by: services.look_at_sign_ups(c["session"], by=by),
        "workshops.session.look",
    ),
    "look_at_request": (
        None,
        lambda c, t, by: services.look_at_request(c["places"][0].requests.get(), by=by),
        "workshops.accessrequest.look",
    ),
    "look_at_register": (
        None,
        lambda c, t, by: services.look_at_register(c["session"], by=by),
        "workshops.session.look_at_register",
    ),
    "mark_attendance": (
        begun,
        lambda c, t, by: services.mark_attendance(c["session"], place=c["places"][0], state="came", by=by),
        "workshops.attendance.mark",
    ),
    "add_walk_in": (
        begun,
        lambda c, t, by: services.add_walk_in(c["session"], name="Rosa Privat", token=TOKEN, by=by),
        "workshops.attendance.walk_in",
    ),
    "count_supporters": (
        here,
        lambda c, t, by: services.count_supporters(c["session"], place=c["places"][0], number=1, was=0, by=by),
        "workshops.attendance.count_supporters",
    ),
    "write_outcome": (
        held,
        lambda c, t, by: services.write_outcome(t, **OUTCOME, by=by),
        "workshops.outcome.write",
    ),
    "publish_outcome": (written, lambda c, t, by: services.publish_outcome(t, by=by), "workshops.outcome.publish"),
    "look_at_told": (published, lambda c, t, by: services.look_at_told(t, by=by), "workshops.session.look_at_told"),
    "note_told": (
        published,
        lambda c, t, by: services.note_told(t, place=c["places"][0], how="phone", by=by),
        "workshops.toldbyhand.note",
    ),
    "finish_session": (all_told, lambda c, t, by: services.finish_session(t, by=by), "workshops.session.finish"),
    "raise_objection": (
        published,
        lambda c, t, by: services.raise_objection(c["places"][0], words="Rosa", token=TOKEN, by=by),
        "workshops.objection.raise",
    ),
    "answer_objection": (
        objected,
        lambda c, t, by: services.answer_objection(t, answer="Rosa is right.", by=by),
        "workshops.objection.answer",
    ),
    "add_notes": (
        None,
        lambda c, t, by: services.add_notes(c["session"], lines=["Rosa", " "], by=by),
        "workshops.session.add_notes",
    ),
    "change_note": (
        a_note,
        lambda c, t, by: services.change_note(t, words="Privat", people=2, said_by="resident", themes=[], by=by),
        "workshops.note.change",
    ),
    "give_theme": (
        lambda c: a_note(c) and a_theme(c),
        lambda c, t, by: services.give_theme(c["session"], notes=c["session"].notes.all(), theme=t, by=by),
        "workshops.theme.give",
    ),
    "take_out_note": (a_note, lambda c, t, by: services.take_out_note(t, by=by), "workshops.note.take_out"),
    "keep_theme": (a_theme, lambda c, t, by: services.keep_theme(name="B", theme=t, by=by), "workshops.theme.keep"),
    "write_recommendation": (
        drafted,
        lambda c, t, by: services.write_recommendation(recommendation=t, title="Trains", easy=EASY, by=by),
        "workshops.recommendation.write",
    ),
    "ask_for_answer": (drafted, lambda c, t, by: services.ask_for_answer(t, by=by), "workshops.recommendation.ask"),
    "give_feedback": (
        held,
        lambda c, t, by: services.give_feedback(c["places"][0], said=HowItWas(how=5, words="Rosa"), by=by),
        "workshops.feedback.give",
    ),
    "type_up_feedback": (
        held,
        lambda c, t, by: services.type_up_feedback(t, said=HowItWas(how=5), way="paper", token=TOKEN, by=by),
        "workshops.feedback.give",
    ),
    "answer_recommendation": (
        asked,
        lambda c, t, by: services.answer_recommendation(t, state="refused", words="No.", easy=EASY, by=by),
        "workshops.recommendation.refuse",
    ),
    **deeds_after.DEEDS,
}
TOKEN = "6f1d0b0e-8a52-4d55-9d1c-5d0c3e1f0a11"
EVERYBODY = {"sign_up"}
# Whoever says how it was is not named anywhere.
UNNAMED = {"give_feedback", *deeds_after.UNNAMED}
# What a deed brings with it: the place of the test is free again; the answer itself stands beside the move.
MORE = {"wait_again": ["workshops.signup.offer"], "answer_recommendation": ["workshops.answer.give"]}


def rows():
    kept = [
        list(model.objects.values_list())
        for model in (
            *(Session, Venue, Topic, Series, Outcome, ToldByHand, Theme, Recommendation, Answer),
            *(PracticalTool, Report, ReportSection, ToolUse, GroundRules, Table, Seat),
        )
    ]
    places = SignUp.objects.values_list("pk", "state", "offered_until", "in_line_since", "still_comes", "supporters")
    return [
        *kept,
        list(places),
        list(Feedback.objects.values_list("pk", "how", "words")),
        list(Note.objects.values_list("pk", "people")),
        list(Badge.objects.values_list("pk")),
        list(SafeguardingNote.objects.values_list("pk", "state")),
        list(ReportReply.objects.values_list("pk", "is_right", "answered_on")),
        list(Objection.objects.values_list("pk", "answered_on")),
        list(AccessRequest.objects.values_list("pk", "state", "met")),
        list(Attendance.objects.values_list("pk", "state", "supporters")),
    ]


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_leaves_its_line_with_no_private_word(cast, name):
    ready, deed, verb = DEEDS[name]
    thing = ready(cast) if ready else None
    before = AuditLine.objects.count()
    deed(cast, thing, cast["facilitator"])
    new = list(AuditLine.objects.order_by("pk"))[before:]
    # A message that nobody has sent yet and that is wrong now is dropped, with a line of its own.
    lines = [line for line in new if line.verb != "members.message.drop"]
    assert [line.verb for line in lines] == [verb, *MORE.get(name, [])]
    assert lines[0].actor_id == (None if name in UNNAMED else cast["facilitator"].pk)
    said = " ".join(f"{line.fields} {line.note} {line.thing_id}" for line in lines)
    assert [word for word in PRIVATE if word in said] == []


@pytest.mark.parametrize("name", sorted(set(DEEDS) - EVERYBODY))
def test_each_deed_is_refused_to_others_and_changes_nothing(cast, name):
    ready, deed, _verb = DEEDS[name]
    thing = ready(cast) if ready else None
    before, lines = rows(), AuditLine.objects.count()
    with pytest.raises(PermissionDenied):
        deed(cast, thing, cast["resident"])
    assert (rows(), AuditLine.objects.count()) == (before, lines)


@pytest.mark.parametrize("name", DEEDS)
def test_without_its_line_nothing_has_happened(cast, name, monkeypatch):
    ready, deed, _verb = DEEDS[name]
    thing = ready(cast) if ready else None
    before = rows()

    def broken(*args, **kwargs):
        raise OSError("The log is full.")

    monkeypatch.setattr(audit, "write", broken)
    with pytest.raises(OSError, match="log is full"):
        deed(cast, thing, cast["facilitator"])
    assert rows() == before
