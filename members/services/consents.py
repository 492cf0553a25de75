"""Agreeing and taking it back: one purpose at a time, with the exact words that were shown."""

from django.db import transaction

from halton_coprod.easyread import mode
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from members.models import CameBy, ConsentRecord, Member, Purpose
from members.models.needs import in_a_year
from members.wording import WORDINGS

from .people import move_member, note_wish, take_back


@transaction.atomic
def give_consent(
    member: Member, *, purpose: str, agreed: bool = True, language: str, how: str = CameBy.ONLINE, explained_by="", by
) -> ConsentRecord:
    """The person's yes or no to one purpose, in force at once; a no takes an earlier yes back.

    Whoever says no to the pool has left it, and whoever left and says yes is back (`follow_answer`). `language` is the
    form in which the words were shown; pool staff record it for a person with `how` and who explained it.
    """
    allow(by, "members.give_consent", member)
    member = locked(member)
    record = keep_answer(member, purpose, agreed, language, how=how, explained_by=explained_by, recorded_by=by)
    note = f"{purpose}: {'yes' if agreed else 'no'}"
    audit.write("members.consent.give", record, by=by, for_whom=flow.for_whom(member, by), fields=["agreed"], note=note)
    if purpose == Purpose.POOL:
        follow_answer(member, by=by)
    return record


@transaction.atomic
def withdraw_consent(member: Member, *, purpose: str, by) -> int:
    """Stop agreeing, in one step and at once. Returns how many standing answers it ended (0: there was none).

    Whoever takes back the yes to the pool has left it.
    """
    allow(by, "members.give_consent", member)
    member = locked(member)
    ended = take_back(member, purpose)
    audit.write(
        "members.consent.withdraw", member, by=by, for_whom=flow.for_whom(member, by), note=f"{purpose}: {ended}"
    )
    if purpose == Purpose.POOL:
        follow_answer(member, by=by)
    return ended


def follow_answer(member: Member, *, by) -> None:
    """To be in the pool and to agree to be in it are one thing: the state follows the answer, where there is one.

    Whoever came in by a list was never asked, and stays as they are.
    """
    answers = [record.stands for record in member.consents.filter(purpose=Purpose.POOL)]
    move = "come_back" if any(answers) else "leave"
    if answers and member.state in Member.MOVES[move].sources:
        move_member(member, move, by=by)


def keep_answer(member, purpose, agreed, language, *, how=CameBy.ONLINE, explained_by="", recorded_by=None):
    """A new row for this answer; the yes it replaces keeps its own row, taken back."""
    take_back(member, purpose)
    wording = WORDINGS[purpose]
    record = saved(
        ConsentRecord(
            member=member,
            purpose=purpose,
            agreed=agreed,
            wording=wording.shown(language),
            wording_version=wording.version,
            form=ConsentRecord.Form.EASY if language == mode.EASY else ConsentRecord.Form.STANDARD,
            how=how,
            explained_by=explained_by,
            recorded_by=None if recorded_by is None or recorded_by.pk == member.user_id else recorded_by,
            review_due=in_a_year(),
        )
    )
    if purpose == Purpose.POOL:
        note_wish(member)
    return record
