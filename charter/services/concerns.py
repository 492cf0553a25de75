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
from charter.wording import ANSWER_TITLE, READ_TITLE, answer_ideas, read_ideas
from halton_coprod.easyread import mode
from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.record import audit, flow
from halton_coprod.record.workdays import working_day_after
from members.services.joining import CODE_SIGNS
from members.services.outbox import queue_to_stranger

from .gate import allow, fitted, locked, refuse_stale, saved


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


def escalate_concern(concern: Concern, *, by) -> Concern:
    """Give it to the co-chairs: we are late, or the person is not content."""
    return flow.apply(concern, "escalate", by=by)


def close_concern(concern: Concern, *, by) -> Concern:
    """There is nothing left to say."""
    return flow.apply(concern, "close", by=by)


@transaction.atomic
def escalate_overdue() -> int:
    """The clock: what nobody has read in 5 working days goes to the co-chairs by itself."""
    late = list(Concern.objects.unread().select_for_update(skip_locked=True))
    for concern in late:
        concern.state = Concern.State.ESCALATED
        concern.save(update_fields=["state"])
        audit.write("charter.concern.escalate", concern, by=None, fields=["state"], note="raised → escalated")
    return len(late)


def tell(concern: Concern, occasion: str, title, ideas) -> None:
    """Into the outbox, where the person left a way to be reached."""
    if concern.way != Concern.Way.NONE:
        queue_to_stranger(
            to=concern.reach,
            way=concern.way,
            occasion=f"concern-{concern.pk}-{occasion}",
            title=title,
            ideas=ideas,
            language=concern.language,
        )
