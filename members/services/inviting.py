"""Whom to ask: the team ticks people or draws them by lot, looks at who they are, and only then asks them."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from members import lot, picking, reasons
from members.asking import tell_asked
from members.models import Draw, Invitation, Member, Opportunity
from members.models.invitations import INVITE


class Sent(NamedTuple):
    """How many were asked, and how many were taken off because they may not be asked any more."""

    asked: int
    taken_off: int


@transaction.atomic
def choose_people(opportunity: Opportunity, *, numbers: Iterable[int], by) -> list[Invitation]:
    """The team chooses these people, each with the reasons that speak for them now. Nobody is asked yet.

    Whoever may not be asked, or was chosen already, is left out.
    """
    row = open_for_choosing(opportunity, by)
    found = picking.people_with_reasons(row, list(numbers))
    rows = keep(row, ((one.member, one.reasons) for one in found), by)
    audit.write("members.opportunity.choose_people", row, by=by, note=f"{len(rows)} people")
    return rows


@transaction.atomic
def draw_people(opportunity: Opportunity, *, points: int, many: int, by) -> list[Invitation]:
    """So many are drawn by lot from all who have equally many reasons. The seed was published when it opened, so
    anybody who knows who was in the draw can do it again (`members.lot`).
    """
    row = open_for_choosing(opportunity, by)
    numbers = picking.numbers_of_equals(row, points)
    if not numbers:
        raise ValidationError({"points": _("There is nobody to draw any more.")})
    winners = lot.drawn(row.seed, numbers, many)
    found = picking.people_with_reasons(row, winners)
    rows = keep(row, ((one.member, [*one.reasons, (reasons.LOT, "")]) for one in found), by)
    Draw.objects.create(
        opportunity=row, reasons=points, among=len(numbers), drawn=len(rows), mark=lot.mark_of_draw(numbers), by=by
    )
    audit.write("members.opportunity.draw_people", row, by=by, note=f"{len(rows)} of {len(numbers)} people")
    return rows


@transaction.atomic
def name_person(opportunity: Opportunity, *, member: Member, by) -> Invitation:
    """Somebody whom the team thought of. Refused for whoever may not be asked."""
    row = open_for_choosing(opportunity, by)
    if not (found := picking.people_with_reasons(row, [member.pk])):
        raise ValidationError({"reference": _("This person was chosen already, or may not be asked now.")})
    (invitation,) = keep(row, [(found[0].member, [*found[0].reasons, (reasons.NAMED, "")])], by)
    audit.write("members.opportunity.name_person", row, by=by, for_whom=member.pk)
    return invitation


def open_for_choosing(opportunity, by) -> Opportunity:
    """The row, locked: two who choose at once do not choose the same person twice."""
    allow(by, INVITE, opportunity)
    row = locked(opportunity)
    if row.state != Opportunity.State.CHOOSING:
        raise flow.NotNow(_("People cannot be chosen for it now."))
    if row.is_over:
        raise flow.NotNow(_("The last day to answer is over. Choose a later one."))
    return row


def keep(opportunity, people, by) -> list[Invitation]:
    return [
        saved(Invitation(opportunity=opportunity, member=member, reasons=[list(one) for one in why], chosen_by=by))
        for member, why in people
    ]


@transaction.atomic
def take_off(invitation: Invitation, *, by) -> None:
    """The team changed its mind before the person was asked: nothing of it is kept."""
    allow(by, INVITE, invitation)
    row = locked(invitation)
    if row.state != Invitation.State.CHOSEN:
        raise flow.NotNow(_("They have been asked already."))
    audit.write("members.invitation.take_off", row, by=by, for_whom=row.member_id)
    row.delete()


@transaction.atomic
def send_invitations(opportunity: Opportunity, *, by) -> Sent:
    """Everybody who was chosen is asked by their own way, once. Whoever has paused, left, stopped agreeing or wants no
    messages since they were chosen is taken off and not asked.
    """
    row = open_for_choosing(opportunity, by)
    chosen = list(row.invitations.chosen().select_for_update(of=("self",)).select_related("member", "opportunity"))
    open_to_it = set(
        Member.objects.may_be_asked().filter(pk__in=[one.member_id for one in chosen]).values_list("pk", flat=True)
    )
    asked = [one for one in chosen if one.member_id in open_to_it and ask(one, by)]
    Member.objects.filter(pk__in=[one.member_id for one in asked]).update(last_asked_at=timezone.now())
    row.invitations.chosen().delete()
    return Sent(len(asked), len(chosen) - len(asked))


def ask(invitation: Invitation, by) -> bool:
    """Did the message go into the outbox? It says why they are asked as that is now."""
    invitation.reasons = picking.still_true(invitation.reasons, invitation.member)
    if tell_asked(invitation) is None:
        return False
    flow.apply(invitation, "send", by=by, asked_at=timezone.now(), reasons=invitation.reasons)
    return True
