"""Every move of every flow, from every state, by every role: made or refused, as its table and its rule say."""

import itertools
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from charter.models import Adopter, Assessment, Comment, Concern, Remark, Value, Version
from halton_coprod.models import CallBack
from halton_coprod.record import flow
from halton_coprod.record.models import AuditLine
from members.models import Invitation, Member, Message, Opportunity, PeopleList, PrintBatch
from members.roles import APPROVER, FACILITATOR
from members.services.erasing import NOBODY
from stories.models import Finding, Insight, Interview, Proposal, Reporter, SenseMaking, Story, StoryProject
from tests.conftest import make_person
from workshops.models import AccessRequest, Recommendation, Report, SafeguardingNote, Series, Session, SignUp

from .drawings import MARKS, README, drawing, flows

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MAY = {
    "workshops.session": {"facilitator"},  # of its own team: tests/workshops/test_own_team.py
    "workshops.report": {"facilitator"},
    "workshops.safeguardingnote": set(),  # its author, and the lead: tests/workshops/test_safeguarding.py
    "workshops.recommendation": {"facilitator"},  # and whoever is asked: tests/workshops/test_findings.py
    "workshops.accessrequest": set(),  # the team of the session: tests/workshops/test_deeds.py
    "workshops.signup": set(),  # whose place it is, and the team of the session: tests/workshops/test_places.py
    "stories.finding": {"curator"},
    "stories.insight": {"curator"},  # and the teller: tests/stories/test_findings.py
    "stories.interview": set(),  # its own trained reporter: tests/stories/test_gathering.py
    "stories.proposal": {"curator"},  # and the teller: tests/stories/test_deeds.py
    "stories.story": {"curator"},  # and the teller of it: tests/stories/test_deeds.py
    "charter.adopter": {"editor"},
    "charter.comment": {"editor"},
    "charter.remark": {"editor"},
    "charter.concern": {"editor", "approver"},
    "charter.version": {"editor"},
    "halton_coprod.callback": {"pool_staff"},
    "members.member": {"pool_staff"},  # and each person for themselves: tests/members/test_pool_services.py
    "members.message": {"pool_staff"},
    "members.peoplelist": {"pool_staff"},
    "members.printbatch": {"pool_staff"},
    "members.opportunity": {"pool_staff"},
    "members.invitation": {"pool_staff"},  # and whoever was asked: tests/members/test_answering.py
}
# Moves of a flow that others may make than its other moves.
MAY_ONE = {
    "members.invitation.lapse": set(),  # only the clock: tests/members/test_answering.py
    "members.invitation.miss": set(),  # the same
    "stories.interview.call_off": {"curator"},
    "workshops.session.cancel": {"facilitator", "pool_staff"},
    "workshops.session.postpone": {"facilitator", "pool_staff"},
}
CHANGES = {
    "cancel": {"because": "Snow."},
    "give_up": {"because": "Snow."},
    "workshops.recommendation.ask": {"asked_on": "2026-01-02", "due": "2026-03-02"},
    "workshops.report.check": {"check_until": "2026-03-02"},
    "workshops.report.approve": {"decided_at_meeting": "Board", "decided_on": "2026-01-01", "decided_by": "All"},
    "workshops.report.publish": {"published_on": "2026-01-02"},
    "agree": {"decided_at_meeting": "Board", "decided_on": "2026-01-01", "decided_by": "All"},
    "put_in_force": {"in_force_from": "2026-01-02"},
    "rework": {},
    "charter.adopter.confirm": {"signed_on": "2026-01-03"},
    "charter.adopter.refuse": {"because": "So."},
    "charter.comment.show": {"because": ""},
    "charter.comment.hide": {"because": "hurts"},
    "charter.comment.answer": {"reply": "So.", "replied_on": "2026-01-03"},
    "charter.concern.answer": {"answer": "So.", "answered_on": "2026-01-03"},
    "charter.concern.acknowledge": {"acknowledged_on": "2026-01-02"},
    "finish": {"name": "", "phone": ""},
    "workshops.session.finish": {},
    "erase": NOBODY,
    "members.printbatch.post": {"printed_at": timezone.now(), "posted_at": timezone.now()},
    "members.opportunity.open": {"seed": "0123"},
    "members.opportunity.finish": {},
    "members.invitation.send": {"asked_at": "2026-01-02T10:00Z"},
    **{f"members.invitation.say_{one}": {"answered_at": "2026-01-03T10:00Z"} for one in ("yes", "maybe", "no")},
    "members.peoplelist.bring_in": {"words": ""},
    "members.peoplelist.drop": {"words": ""},
    "stories.insight.agree": {},
    "stories.story.show": {},
    "stories.story.erase": {},
}


def a_version(state, number):
    decided = {} if state in ("draft", "comment") else CHANGES["agree"]
    in_force = CHANGES["put_in_force"] if state in ("in_force", "superseded") else {}
    return Version.objects.create(number=number, state=state, **decided, **in_force)


def an_adopter(state, number):
    facts = {"adopted": CHANGES["charter.adopter.confirm"], "not_now": CHANGES["charter.adopter.refuse"]}.get(state, {})
    return Adopter.objects.create(slug="us", name="Us", state=state, **facts)


def a_comment(state, number):
    facts = {"answered": CHANGES["charter.comment.answer"], "not_shown": CHANGES["charter.comment.hide"]}.get(state, {})
    version = Version.objects.filter(state="comment").first() or a_version("comment", 99)
    return Comment.objects.create(version=version, key=uuid4(), about="It", words="Good.", state=state, **facts)


def a_concern(state, number):
    day = "2026-01-03"
    days = {"acknowledge_by": day, "answer_by": day, "acknowledged_on": day, "answered_on": day}
    words = {"reference": f"C-{number}", "what_happened": "It was not kept.", "answer": "So."}
    return Concern.objects.create(state=state, token=uuid4(), **days, **words)


def a_remark(state, number):
    asked, _new = Assessment.objects.get_or_create(name="Now", starts_on="2026-01-01", ends_on="2026-01-31")
    value, _new = Value.objects.get_or_create(slug="respect")
    return Remark.objects.create(assessment=asked, group="staff", value=value, words="Good.", state=state)


def a_call(state, number):
    known = {"name": "Sam", "phone": "01632 960 999"} if state == "asked" else {}
    return CallBack.objects.create(state=state, token=uuid4(), **known)


def a_member(state, number):
    known = NOBODY if state == "erased" else {"name": "Sam", "way": "phone", "phone": "01632 960 999"}
    return Member.objects.create(state=state, token=uuid4(), **known)


def a_message(state, number):
    taken_at = timezone.now() if state == "sending" else None
    words = {"title": "Hello", "ideas": [], "form": "en-gb"}
    return Message.objects.create(
        state=state, occasion=str(uuid4()), to="sam@example.org", way="email", taken_at=taken_at, **words
    )


def a_batch(state, number):
    now = timezone.now()
    return PrintBatch.objects.create(state=state, printed_at=now, posted_at=now)


def a_list(state, number):
    return PeopleList.objects.create(state=state, name="people.csv", words="Name" if state == "uploaded" else "")


def an_opportunity(state, number):
    """With all that a later state needs, so that each move can be tried from each state."""
    words = {"reward": "Tea.", "rung": "co_design", "seed": "0123", "because": "Snow.", "outcome": "So."}
    return Opportunity.objects.create(
        title="Plan", closes_on="2026-01-09", state=state, told_on="2026-01-10", interests=[], **words
    )


def an_invitation(state, number):
    times = {} if state == "chosen" else {"asked_at": timezone.now(), "answered_at": timezone.now()}
    return Invitation.objects.create(
        opportunity=an_opportunity("choosing", number), member=a_member("active", number), state=state, **times
    )


def a_session(state, number):
    begins = timezone.now() + timedelta(days=9)
    days = {"starts_at": begins, "ends_at": begins + timedelta(hours=3)}
    return Session.objects.create(slug=str(uuid4()), name="Meet", state=state, because="Snow.", **days)


def a_session_of_facilitators(state, number):
    session = a_session(state, number)
    session.team.set(get_user_model().objects.filter(groups__name=FACILITATOR))
    return session


def a_recommendation(state, number):
    days = {} if state == "draft" else CHANGES["workshops.recommendation.ask"]
    return Recommendation.objects.create(title="Buses", words="More.", owner="Us", state=state, **days)


def a_report(state, number):
    days = {**CHANGES["workshops.report.check"], **CHANGES["workshops.report.approve"], "published_on": "2026-01-02"}
    series, _new = Series.objects.get_or_create(name="Buses", slug="buses")
    return Report.objects.create(series=series, title="Buses", state=state, **days)


def a_safeguarding_note(state, number):
    sent_at = None if state == "draft" else timezone.now()
    known = {"words": "Not safe.", "done": "Phoned." if state == "closed" else "", "sent_at": sent_at}
    return SafeguardingNote.objects.create(session=a_session("open", number), state=state, **known)


def a_sign_up(state, number):
    until = timezone.now() if state == "offered" else None
    facts = {"in_line_since": timezone.now(), "offered_until": until, "mark": str(uuid4())}
    return SignUp.objects.create(session=a_session("open", number), token=uuid4(), state=state, **facts)


def a_request(state, number):
    answered = {} if state == "asked" else {"answer": "So.", "answered_on": "2026-01-03"}
    return AccessRequest.objects.create(sign_up=a_sign_up("in", number), says="No steps", state=state, **answered)


def a_story(state, number):
    return Story.objects.create(state=state, mark="seen", came_by="phone")


def a_proposal(state, number):
    return Proposal.objects.create(story=a_story("published", number), piece="title", now="New", state=state)


def an_insight(state, number):
    return Insight.objects.create(
        story=a_story("published", number), excerpt="So.", says="works", words="So.", state=state
    )


def a_finding(state, number):
    made = SenseMaking.objects.first() or SenseMaking.objects.create(session=a_session("held", number))
    return Finding.objects.create(sense_making=made, title="So", words="So.", state=state)


def an_interview(state, number):
    user = get_user_model().objects.get_or_create(email="reporter@example.org", defaults={"name": "Reporter"})[0]
    reporter = Reporter.objects.get_or_create(user=user, defaults={"trained_on": "2026-01-02", "trained_by": "Us"})[0]
    words = {"question": "?", "starters": "-", "guide": "-"}
    project = StoryProject.objects.get_or_create(name="Buses", defaults=words)[0]
    return Interview.objects.create(project=project, reporter=reporter, on="2026-01-03", state=state)


MAKE = {
    "workshops.session": a_session_of_facilitators,
    "workshops.recommendation": a_recommendation,
    "workshops.report": a_report,
    "workshops.safeguardingnote": a_safeguarding_note,
    "workshops.accessrequest": a_request,
    "workshops.signup": a_sign_up,
    "stories.finding": a_finding,
    "stories.insight": an_insight,
    "stories.interview": an_interview,
    "stories.proposal": a_proposal,
    "stories.story": a_story,
    "charter.adopter": an_adopter,
    "charter.comment": a_comment,
    "charter.remark": a_remark,
    "charter.concern": a_concern,
    "charter.version": a_version,
    "halton_coprod.callback": a_call,
    "members.member": a_member,
    "members.message": a_message,
    "members.peoplelist": a_list,
    "members.printbatch": a_batch,
    "members.opportunity": an_opportunity,
    "members.invitation": an_invitation,
}


def test_every_flow_is_tried_here():
    assert {model._meta.label_lower for model in flows()} == set(MAKE)


@pytest.mark.parametrize("model", flows(), ids=lambda model: model._meta.label_lower)
def test_nobody_moves_anything_and_a_keeper_may_move_all(model):
    keeper, kind = get_user_model().objects.create_superuser("keeper@example.org"), model._meta.label_lower
    for name, move in model.MOVES.items():
        thing = MAKE[kind](move.sources[0], number=1)
        with pytest.raises(PermissionDenied):
            flow.apply(thing, name, by=None, **changes_of(kind, name))
        # Of the others (MAY) the facts of each move are made elsewhere.
        if MAY_ONE.get(f"{kind}.{name}", MAY[kind]):
            assert flow.apply(thing, name, by=keeper, **changes_of(kind, name)).state == move.target
        model.objects.filter(pk=thing.pk).delete()


@contextmanager
def taken_back():
    """What a try makes is gone behind it, with all that hangs on it: quicker than to look for that and delete it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_move_from_every_state_by_every_role(resident, editor, pool_staff, facilitator, curator):
    people = {
        "resident": resident,
        "editor": editor,
        "pool_staff": pool_staff,
        "facilitator": facilitator,
        "curator": curator,
        "approver": make_person("approver", APPROVER),
    }
    for model in flows():
        kind = model._meta.label_lower
        for (name, move), state, role in itertools.product(model.MOVES.items(), states(model), people):
            with taken_back():
                assert_moves_or_not(MAKE[kind](state, number=1), name, move, role, people[role])


def assert_moves_or_not(thing, name, move, role, person):
    kind, state = thing._meta.label_lower, thing.state
    may, is_open = role in MAY_ONE.get(f"{kind}.{name}", MAY[kind]), state in move.sources
    assert (name in flow.available(thing, person)) == (may and is_open)
    lines = AuditLine.objects.count()
    if may and is_open:
        flow.apply(thing, name, by=person, **changes_of(kind, name))
        thing.refresh_from_db()
        assert (thing.state, AuditLine.objects.count()) == (move.target, lines + 1)
    else:
        with pytest.raises(flow.NotNow if may else PermissionDenied):
            flow.apply(thing, name, by=person, **changes_of(kind, name))
        thing.refresh_from_db()
        assert (thing.state, AuditLine.objects.count()) == (state, lines)


def changes_of(kind, name):
    """The facts that a move needs."""
    return CHANGES.get(f"{kind}.{name}", CHANGES.get(name, {}))


def states(model):
    return [state for state, _words in model._meta.get_field("state").choices]


def test_the_readme_draws_the_flows_as_they_are():
    assert MARKS.search(README.read_text(encoding="utf-8")).group() == drawing()
