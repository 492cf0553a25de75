"""Opportunities: written in both forms, opened when nothing is missing, and told to the end."""

import secrets
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from members.asking import tell_cancelled, tell_outcome
from members.lacks import lacks_of
from members.models import Invitation, Member, Message, Opportunity
from members.models.opportunities import KEEP

WORDS = {"title", "title_easy", "rung", *Opportunity.TEXTS, *(f"{name}_easy" for name in Opportunity.TEXTS)}
# Whoever was asked has read the words; how many are wanted and until when may still change.
FACTS = {"wanted", "closes_on", "interests"}
NOT_TOLD_YET = (Message.State.WAITING, Message.State.SENDING, Message.State.FAILED)


@transaction.atomic
def draft_opportunity(*, title: str, closes_on: date, by, is_example: bool = False, **facts) -> Opportunity:
    """Pool staff begin to write; only the team of the pool sees it."""
    allow(by, KEEP)
    opportunity = Opportunity(title=title, closes_on=closes_on, is_example=is_example)
    put(opportunity, facts)
    saved(opportunity)
    audit.write("members.opportunity.draft", opportunity, by=by, fields=["title", "closes_on", *facts])
    return opportunity


@transaction.atomic
def change_opportunity(opportunity: Opportunity, *, by, **facts) -> Opportunity:
    """All of it until people are asked; then only how many are wanted, until when, and about what.

    What is open already must stay whole: nothing is taken out that it needs.
    """
    allow(by, KEEP, opportunity)
    row = locked(opportunity)
    if row.state not in (*Opportunity.LOOKING, Opportunity.State.DRAFT):
        raise flow.NotNow(_("This cannot be done now. Somebody may have changed it. Look at it again."))
    if not row.can_be_changed and set(facts) - FACTS:
        raise flow.NotNow(_("People have been asked with these words. They stay as they are."))
    put(row, facts)
    saved(row)
    if row.state != Opportunity.State.DRAFT and (lacks := lacks_of(row)):
        raise ValidationError([str(words) for words in lacks])
    audit.write("members.opportunity.change", row, by=by, fields=list(facts))
    return row


def put(opportunity, facts: dict) -> None:
    """Put these facts on the row; an easy read that comes with them fits the words it stands beside."""
    if unknown := set(facts) - WORDS - FACTS:
        raise TypeError(f"Not a fact about an opportunity: {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(opportunity, name, value)
    for name in Opportunity.TEXTS:
        if f"{name}_easy" in facts:
            setattr(opportunity, f"{name}_easy", fitted(facts[f"{name}_easy"], getattr(opportunity, name)))


def fitted(easy: EasyRead | None, standard: str) -> EasyRead:
    """The easy read of a text that is written in the same stroke: it fits this text."""
    return easy.checked_against(standard) if easy else EasyRead()


@transaction.atomic
def open_opportunity(opportunity: Opportunity, *, by) -> Opportunity:
    """Everybody may read it from now on, with the seed of every draw. Refused with everything that is missing."""
    allow(by, KEEP, opportunity)
    row = locked(opportunity)
    if row.state == Opportunity.State.DRAFT and (lacks := lacks_of(row)):
        raise ValidationError([str(words) for words in lacks])
    return flow.apply(opportunity, "open", by=by, seed=row.seed or secrets.token_hex(8))


def choose_for_opportunity(opportunity: Opportunity, *, by) -> Opportunity:
    """From now on people are chosen and asked; the words stay as they are."""
    return flow.apply(opportunity, "choose", by=by)


@transaction.atomic
def fill_opportunity(opportunity: Opportunity, *, by) -> Opportunity:
    """Enough people have said yes. Whoever was chosen and not asked is asked nothing any more."""
    allow(by, KEEP, opportunity)
    if not locked(opportunity).invitations.taking_part().exists():
        raise flow.NotNow(_("Nobody has said yes yet."))
    row = flow.apply(opportunity, "fill", by=by)
    row.invitations.chosen().delete()
    return row


def look_again_for_opportunity(opportunity: Opportunity, *, by) -> Opportunity:
    """Somebody cannot come after all: people are asked again."""
    return flow.apply(opportunity, "look_again", by=by)


def begin_opportunity(opportunity: Opportunity, *, by) -> Opportunity:
    """It begins, with those who said yes."""
    return flow.apply(opportunity, "begin", by=by, begun_at=timezone.now())


@transaction.atomic
def finish_opportunity(opportunity: Opportunity, *, by) -> Opportunity:
    """It has taken place: whoever said yes has come."""
    row = flow.apply(opportunity, "finish", by=by)
    Member.objects.filter(pk__in=row.invitations.taking_part().values("member")).update(last_came_at=timezone.now())
    return row


@transaction.atomic
def cancel_opportunity(opportunity: Opportunity, *, because: str, by) -> Opportunity:
    """It does not take place. Whoever was asked, and did not say no, is told why."""
    if not because.strip():
        raise ValidationError({"because": _("Say why. Everybody who was asked reads it.")})
    row = flow.apply(opportunity, "cancel", by=by, because=because.strip())
    row.invitations.chosen().delete()
    for invitation in row.invitations.exclude(state=Invitation.State.NO).select_related("member", "opportunity"):
        tell_cancelled(invitation)
    return row


@transaction.atomic
def tell_what_came(opportunity: Opportunity, *, outcome: str, outcome_easy: EasyRead, by) -> Opportunity:
    """What came of it, in both forms: everybody may read it, and everybody who took part is told, once."""
    allow(by, KEEP, opportunity)
    row = locked(opportunity)
    if row.state != Opportunity.State.FINISHED or row.told_on:
        raise flow.NotNow(_("This cannot be done now. Somebody may have changed it. Look at it again."))
    if not outcome.strip() or not outcome_easy:
        raise ValidationError(_("Say what came of it in both forms."))
    row.outcome, row.outcome_easy, row.told_on = outcome, fitted(outcome_easy, outcome), timezone.localdate()
    saved(row)
    audit.write("members.opportunity.tell", row, by=by, fields=["outcome", "outcome_easy"])
    for invitation in row.invitations.taking_part().select_related("member", "opportunity"):
        tell_outcome(invitation)
    return row


@transaction.atomic
def feed_back_opportunity(opportunity: Opportunity, *, by) -> Opportunity:
    """It is closed only when nobody who took part still waits to be told (DOMAIN BR-30)."""
    allow(by, KEEP, opportunity)
    row = locked(opportunity)
    if not row.told_on:
        raise flow.NotNow(_("First write what came of it. Everybody who took part is told."))
    if waiting := not_told_yet(row):
        raise flow.NotNow(_("So many people have not been told yet: %(number)s.") % {"number": waiting})
    return flow.apply(opportunity, "feed_back", by=by)


def not_told_yet(opportunity: Opportunity) -> int:
    """How many of those who took part have a message about what came of it that has not reached them."""
    occasions = [one.occasion_of("outcome") for one in opportunity.invitations.taking_part()]
    return Message.objects.filter(occasion__in=occasions, state__in=NOT_TOLD_YET).count()
