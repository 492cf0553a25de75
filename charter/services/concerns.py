"""The Charter was not kept: said by anybody, answered by editors and approvers, given to the co-chairs when late."""

import datetime
import secrets
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models import Concern, Value
from charter.models.concerns import HANDLE, TO_ACKNOWLEDGE, TO_ANSWER
from charter.wording import ANSWER_TITLE, ESCALATED_TITLE, READ_TITLE, answer_ideas, escalated_ideas, read_ideas
from halton_coprod.easyread import mode
from halton_coprod.easyread.blocks import EasyRead, fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.flow import NotNow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from halton_coprod.record.workdays import working_day_after
from members.services.joining import CODE_SIGNS
from members.services.outbox import queue_to_stranger

from .telling import moment, tell_co_chairs


@transaction.atomic
def raise_concern(
    *,
    what_happened: str,
    token: UUID,
    value: Value | None = None,
    name: str = "",
    way: str = Concern.Way.NONE,
    reach: str = "",
    language: str = mode.STANDARD,
    at: datetime.datetime | None = None,
    by=None,
) -> Concern:
    """Anybody says that the Charter was not kept, with a name or without. Nobody is told what they said but the team.

    We read it within 5 working days and answer within 20. The same token makes one concern.
    """
    if known := Concern.objects.filter(token=token).first():
        return known
    at = at or timezone.now()
    day = timezone.localtime(at).date()
    concern = saved(
        Concern(
            reference=new_reference(),
            token=token,
            at=at,
            what_happened=what_happened,
            value=value,
            name=name,
            way=way,
            reach="" if way == Concern.Way.NONE else reach,
            language=language,
            acknowledge_by=working_day_after(day, TO_ACKNOWLEDGE),
            answer_by=working_day_after(day, TO_ANSWER),
        )
    )
    audit.write("charter.concern.raise", concern, by=by, fields=["what_happened", *(["name"] if name else [])])
    return concern


def new_reference() -> str:
    """C-BCDF-3467: can be said on the phone, and nobody guesses one in a lifetime."""
    signs = "".join(secrets.choice(CODE_SIGNS) for _sign in range(8))
    return f"C-{signs[:4]}-{signs[4:]}"


def find_concern(reference: str) -> Concern | None:
    """The concern with this number, however it is typed."""
    signs = "".join(sign for sign in reference.upper() if sign.isalnum())[-8:]
    return Concern.objects.filter(reference=f"C-{signs[:4]}-{signs[4:]}").first()


@transaction.atomic
def look_at_concern(concern: Concern, *, by) -> Concern:
    """Somebody of the team opens a concern with what was told and how to reach the person: the log says so."""
    allow(by, HANDLE, concern)
    audit.write("charter.concern.look", concern, by=by)
    return concern


@transaction.atomic
def acknowledge_concern(concern: Concern, *, on: datetime.date | None = None, by) -> Concern:
    """Say that we have read it, and tell the person by when we answer."""
    row = flow.apply(concern, "acknowledge", by=by, acknowledged_on=on or timezone.localdate())
    tell(row, "read", READ_TITLE, read_ideas(row))
    return row


def look_into_concern(concern: Concern, *, by) -> Concern:
    """Somebody finds out what happened."""
    return flow.apply(concern, "look_into", by=by)


@transaction.atomic
def answer_concern(
    concern: Concern,
    *,
    answer: str,
    easy: EasyRead,
    changed: str = "",
    changed_easy: EasyRead | None = None,
    seen: str | None = None,
    on: datetime.date | None = None,
    by,
) -> Concern:
    """Answer in both forms; the person gets it in theirs. `changed` is what everybody may read: it names nobody.

    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now.
    """
    allow(by, HANDLE, concern)
    if not easy:
        raise ValidationError({"easy": _("Write the answer in easy read too: whoever reads it may need it.")})
    if changed and not changed_easy:
        raise ValidationError({"changed_easy": _("Write in easy read too what changed: everybody can read it.")})
    row = locked(concern)
    if row.is_answered and (row.answer, row.changed) == (answer, changed):
        return row
    refuse_stale(row, seen)
    row = flow.apply(
        concern,
        "answer",
        by=by,
        answer=answer,
        answer_easy=fitted(easy, answer),
        changed=changed,
        changed_easy=fitted(changed_easy, changed),
        answered_on=on or timezone.localdate(),
    )
    tell(row, "answer", ANSWER_TITLE, answer_ideas(row))
    return row


@transaction.atomic
def escalate_concern(concern: Concern, *, by) -> Concern:
    """Give it to the co-chairs: we are late, or the person is not content. Both are told."""
    allow(by, HANDLE, concern)
    row = flow.apply(concern, "escalate", by=by, **new_day(locked(concern)))
    tell_of_escalation(row)
    return row


@transaction.atomic
def object_to_answer(concern: Concern, *, by=None) -> Concern:
    """Whoever knows the number is not content with the answer: the co-chairs look at it. Pressed twice, it is once."""
    row = locked(concern)
    if row.state == Concern.State.ANSWERED:
        give_to_co_chairs(row, by=by)
    return row


@transaction.atomic
def close_concern(concern: Concern, *, by) -> Concern:
    """There is nothing left to say. Refused while the answer is not with the person."""
    allow(by, HANDLE, concern)
    if concern.is_answer_on_its_way:
        raise NotNow(_("The answer has not gone out yet. It is sent, rung or posted first."))
    return flow.apply(concern, "close", by=by)


@transaction.atomic
def escalate_overdue() -> int:
    """The clock: what is not read, or not answered, by the day we promised goes to the co-chairs by itself."""
    late = list(Concern.objects.to_escalate().select_for_update(skip_locked=True))
    for concern in late:
        give_to_co_chairs(concern, by=None)
    return len(late)


def give_to_co_chairs(row: Concern, *, by) -> None:
    """What nobody of the team decides: the clock, or the person. `row` is locked."""
    before, facts = row.state, {"state": Concern.State.ESCALATED, **new_day(row)}
    for field, value in facts.items():
        setattr(row, field, value)
    row.save(update_fields=list(facts))
    note = f"{before} → {row.state}"
    audit.write("charter.concern.escalate", row, by=by, fields=list(facts), note=note)
    tell_of_escalation(row)


def new_day(row: Concern) -> dict:
    """An answer that was not enough is owed anew; where there is none yet, the day that we promised stays."""
    if row.state != Concern.State.ANSWERED:
        return {}
    return {"answer_by": working_day_after(timezone.localdate(), TO_ANSWER)}


def tell_of_escalation(row: Concern) -> None:
    """The person hears that the co-chairs look at it; the co-chairs hear its number, and nothing of what was told."""
    tell(row, "escalated", ESCALATED_TITLE, escalated_ideas(row))
    tell_co_chairs(row)


def tell(concern: Concern, occasion: str, title, ideas) -> None:
    """Into the outbox, where the person left a way to be reached.

    Each move is made once, so each is told once; what happens again, like a second answer, is told again.
    """
    if concern.way != Concern.Way.NONE:
        queue_to_stranger(
            to=concern.reach,
            way=concern.way,
            occasion=f"concern-{concern.pk}-{occasion}-{moment()}",
            title=title,
            ideas=ideas,
            language=concern.language,
            name=concern.name,
        )
