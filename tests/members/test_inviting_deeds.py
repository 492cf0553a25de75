"""Every deed of inviting: one line in the log with no private word in it, nobody else may, nothing half done."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from halton_coprod.record import audit
from halton_coprod.record.models import AuditLine
from members import services
from members.models import Draw, Invitation, Member, Message, Opportunity, User

from .asked import EASY, make_active, make_opportunity, words

pytestmark = pytest.mark.django_db
PRIVATE = ("Rosa Privat", "rosa@private.example", "I faint when it is hot")


@dataclass(frozen=True)
class Cast:
    """Rosa was chosen, Sam was asked, Ida may be asked; and the team."""

    resident: User
    pool_staff: User
    facilitator: User
    opportunity: Opportunity
    chosen: Invitation
    asked: Invitation
    ida: Member
    draft: Opportunity


@pytest.fixture
def cast(resident, pool_staff, facilitator):
    opportunity = make_opportunity(pool_staff)
    sam, rosa, ida = (
        make_active(name, by=pool_staff, facts={"way": "email", "email": PRIVATE[1]})
        for name in ("Sam", PRIVATE[0], "Ida")
    )
    (asked,) = services.choose_people(opportunity, numbers=[sam.pk], by=pool_staff)
    services.send_invitations(opportunity, by=pool_staff)
    (chosen,) = services.choose_people(opportunity, numbers=[rosa.pk], by=pool_staff)
    draft = services.draft_opportunity(title="Plan", closes_on=a_day(), by=pool_staff, **words())
    return Cast(resident, pool_staff, facilitator, opportunity, chosen, asked, ida, draft)


def moved(cast, state, **facts):
    """The opportunity as it is later on, with Sam's yes."""
    Invitation.objects.filter(pk=cast.asked.pk).update(state="yes", answered_at=timezone.now())
    Opportunity.objects.filter(pk=cast.opportunity.pk).update(state=state, **facts)
    return Opportunity.objects.get(pk=cast.opportunity.pk)


def a_day():
    return timezone.localdate() + timedelta(days=9)


# deed → (the call, its audit verb)
DEEDS = {
    "draft_opportunity": (
        lambda c, by: services.draft_opportunity(title=PRIVATE[0], closes_on=a_day(), by=by),
        "members.opportunity.draft",
    ),
    "change_opportunity": (
        lambda c, by: services.change_opportunity(c.opportunity, wanted=9, by=by),
        "members.opportunity.change",
    ),
    "open_opportunity": (lambda c, by: services.open_opportunity(c.draft, by=by), "members.opportunity.open"),
    "choose_for_opportunity": (
        lambda c, by: services.choose_for_opportunity(moved(c, "open"), by=by),
        "members.opportunity.choose",
    ),
    "fill_opportunity": (
        lambda c, by: services.fill_opportunity(moved(c, "choosing"), by=by),
        "members.opportunity.fill",
    ),
    "look_again_for_opportunity": (
        lambda c, by: services.look_again_for_opportunity(moved(c, "filled"), by=by),
        "members.opportunity.look_again",
    ),
    "begin_opportunity": (
        lambda c, by: services.begin_opportunity(moved(c, "filled"), by=by),
        "members.opportunity.begin",
    ),
    "finish_opportunity": (
        lambda c, by: services.finish_opportunity(moved(c, "under_way"), by=by),
        "members.opportunity.finish",
    ),
    "tell_what_came": (
        lambda c, by: services.tell_what_came(moved(c, "finished"), outcome=PRIVATE[0], outcome_easy=EASY, by=by),
        "members.opportunity.tell",
    ),
    "feed_back_opportunity": (
        lambda c, by: services.feed_back_opportunity(
            moved(c, "finished", outcome="So.", told_on=timezone.localdate()), by=by
        ),
        "members.opportunity.feed_back",
    ),
    "cancel_opportunity": (
        lambda c, by: services.cancel_opportunity(c.opportunity, because=PRIVATE[2], by=by),
        "members.opportunity.cancel",
    ),
    "choose_people": (
        lambda c, by: services.choose_people(c.opportunity, numbers=[c.ida.pk], by=by),
        "members.opportunity.choose_people",
    ),
    "draw_people": (
        lambda c, by: services.draw_people(c.opportunity, points=1, many=1, by=by),
        "members.opportunity.draw_people",
    ),
    "name_person": (
        lambda c, by: services.name_person(c.opportunity, member=c.ida, by=by),
        "members.opportunity.name_person",
    ),
    "record_choosing": (
        lambda c, by: services.record_choosing(c.opportunity, [c.ida], by=by),
        "members.opportunity.look",
    ),
    "take_off": (lambda c, by: services.take_off(c.chosen, by=by), "members.invitation.take_off"),
    "send_invitations": (lambda c, by: services.send_invitations(c.opportunity, by=by), "members.invitation.send"),
    "answer_invitation": (
        lambda c, by: services.answer_invitation(c.asked, answer="no", how="phone", words=PRIVATE[2], by=by),
        "members.invitation.say_no",
    ),
    "say_rung": (
        lambda c, by: services.say_rung(answered(c), rung="informing", by=by),
        "members.invitation.say_rung",
    ),
}


def answered(cast):
    moved(cast, "finished")
    return Invitation.objects.get(pk=cast.asked.pk)


def rows():
    """What the deeds write; not the opportunity's state, which some of them must find further on."""
    models = (Invitation, Draw, Message)
    return {model: sorted(map(repr, model.objects.values("pk"))) for model in models}


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_leaves_one_line_with_no_private_word(cast, name):
    deed, verb = DEEDS[name]
    before = AuditLine.objects.count()
    deed(cast, cast.pool_staff)
    line, *older = AuditLine.objects.all()
    assert (line.verb, line.actor_id, len(older)) == (verb, cast.pool_staff.pk, before)
    said = f"{line.fields} {line.note} {line.thing_id}"
    assert [word for word in PRIVATE if word in said] == []


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_is_refused_to_others_and_changes_nothing(cast, name):
    deed, _verb = DEEDS[name]
    before, lines = rows(), AuditLine.objects.count()
    for somebody in (cast.facilitator, cast.resident):
        with pytest.raises(PermissionDenied) as fault:
            deed(cast, somebody)
        assert (type(fault.value), AuditLine.objects.count()) == (PermissionDenied, lines)
    assert rows() == before


@pytest.mark.parametrize("name", DEEDS)
def test_without_its_line_nothing_has_happened(cast, name, monkeypatch):
    deed, _verb = DEEDS[name]
    before = rows()

    def broken(*args, **kwargs):
        raise OSError("The log is full.")

    monkeypatch.setattr(audit, "write", broken)
    with pytest.raises(OSError, match="log is full"):
        deed(cast, cast.pool_staff)
    assert rows() == before
