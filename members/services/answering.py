"""What people answer, by link, on their own page, by phone or letter; and the clock, which asks once more and stops."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from members.asking import tell_asked
from members.holders import Clock
from members.models import CameBy, Invitation, Member, Opportunity
from members.models.invitations import ANSWER

CHASE_AFTER = timedelta(days=7)
# Whoever said yes may still say that they cannot come.
GIVEN_UP = (Opportunity.State.FILLED, Opportunity.State.UNDER_WAY)


@transaction.atomic
def answer_invitation(
    invitation: Invitation, *, answer: str, by, how: str = CameBy.ONLINE, words: str = ""
) -> Invitation:
    """Yes, maybe or no, and another answer later; the same answer twice is one.

    The person (signed in or by the link), a supporter who may book for them, or pool staff who were told by phone or
    letter. Nobody says yes to more places than there are.
    """
    allow(by, ANSWER, invitation)
    opportunity = locked(invitation.opportunity)
    row = locked(invitation)
    if row.state == answer:
        return row
    refuse_late(row, opportunity, answer, by)
    now = timezone.now()
    is_own = by.pk is None or by.pk == row.member.user_id
    row = flow.apply(
        invitation,
        f"say_{answer}",
        by=by,
        answered_at=now,
        answered_how=how,
        answered_by=None if is_own else by,
        words=words,
    )
    Member.objects.filter(pk=row.member_id).update(last_heard_at=now)
    return row


def refuse_late(row, opportunity, answer: str, by) -> None:
    """A letter may come after the last day: then the team decides."""
    gives_up = row.state == Invitation.State.YES and opportunity.state in GIVEN_UP
    if gives_up:
        return
    if opportunity.state != Opportunity.State.CHOOSING:
        raise flow.NotNow(_("Nobody can answer this any more. Do you want to talk to us? Phone us."))
    if opportunity.is_over and not by.has_perm("members.see_pool"):
        raise flow.NotNow(_("The last day to answer is over. Do you want to talk to us? Phone us."))
    is_full = opportunity.invitations.taking_part().count() >= opportunity.wanted
    if answer == Invitation.State.YES and is_full:
        raise flow.NotNow(_("Enough people have said yes already. Thank you. We ask you another time."))


@transaction.atomic
def say_rung(invitation: Invitation, *, rung: str, by) -> Invitation:
    """Afterwards: how much people decided, as somebody says who took part. Shown beside what we said before."""
    allow(by, ANSWER, invitation)
    row = locked(invitation)
    if row.state != Invitation.State.YES or row.opportunity.state not in (
        Opportunity.State.FINISHED,
        Opportunity.State.FED_BACK,
    ):
        raise flow.NotNow(_("This cannot be done now. Somebody may have changed it. Look at it again."))
    row.rung_felt = rung
    saved(row)
    audit.write("members.invitation.say_rung", row, by=by, for_whom=flow.for_whom(row.member, by), fields=["rung_felt"])
    return row


@transaction.atomic
def chase_invitations() -> int:
    """The clock: whoever has not answered in 7 days, since our question reached them, is asked once more, and never
    again.

    Nobody is asked after the last day, after an answer, or when they may not be asked any more.
    """
    today, before = timezone.localdate(), timezone.now() - CHASE_AFTER
    late = Invitation.objects.to_chase(today, before).filter(member__in=Member.objects.may_be_asked().values("pk"))
    found = list(late.select_for_update(skip_locked=True, of=("self",)).select_related("member", "opportunity"))
    for invitation in found:
        invitation.chased_at = timezone.now()
        invitation.save(update_fields=["chased_at"])
        tell_asked(invitation, again=True)
        audit.write("members.invitation.chase", invitation, by=None, for_whom=invitation.member_id)
    return len(found)


@transaction.atomic
def lapse_invitations() -> int:
    """The clock: the last day is over, and somebody has not answered; or we have not reached them."""
    late = Invitation.objects.unanswered_after(timezone.localdate())
    reached = set(late.reached().values_list("pk", flat=True))
    found = list(late.select_for_update(skip_locked=True, of=("self",)))
    for invitation in found:
        flow.apply(invitation, "lapse" if invitation.pk in reached else "miss", by=Clock())
    return len(found)
