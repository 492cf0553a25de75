"""What pool staff do by hand for the outbox: calls, letters, texts, and whatever did not arrive."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.flow import NotNow
from halton_coprod.record.gate import allow, locked
from members.models import LookRecord, Member, Message, PrintBatch, Supporter, Way

from .looking import new_looks
from .outbox import Fault, drop_all, why_not, why_not_each

MOST_IN_A_BATCH = 200
RING_AGAIN_AFTER = timedelta(hours=3)
TELLS = ("ring", "post", "hand_over")
NO_MORE = _("Nobody is to be told this any more. Look at it again: it says why.")


@transaction.atomic
def clear_message(message: Message, move: str, *, by, answer: str = "") -> Message:
    """Pool staff note what became of a message: rung and what was answered, not reached, posted, sent by hand,
    did not arrive, to be tried again, dropped. What came too late or is not wanted any more is told to nobody.
    """
    allow(by, Message.CLEAR)
    row = locked(message)
    if move in TELLS and why_not(row):
        raise NotNow(NO_MORE)
    return flow.apply(message, move, by=by, **facts_of(row, move), **({"answer": answer} if answer else {}))


def facts_of(row: Message, move: str) -> dict:
    """What else a move changes."""
    now = timezone.now()
    if move == "try_again":
        return {"try_at": now, "tries": 0, "fault": "", "batch": None}
    if move == "not_reached":
        return {"try_at": now + RING_AGAIN_AFTER, "tries": row.tries + 1}
    if move == "fail":
        return {"done_at": now, "fault": Fault.CAME_BACK}
    return {"done_at": now}


@transaction.atomic
def put_back_message(message: Message, *, comment: str, by) -> Message:
    """Pool staff take back what was noted by mistake: the message waits again, as if it had not been noted. What was
    answered goes with it; `comment` says what happened, and the person can read it.
    """
    allow(by, Message.CLEAR)
    row = locked(message)
    if not row.was_noted_by_hand:
        raise NotNow(_("Nobody noted anything about it that can be taken back."))
    if why_not(row):
        raise NotNow(NO_MORE)
    facts = {"tries": max(row.tries - 1, 0), "try_at": timezone.now(), "done_at": None, "batch": None}
    return flow.apply(message, "put_back", by=by, remark=comment, fault="", answer="", **facts)


@transaction.atomic
def reroute_message(message: Message, *, way: Way, by) -> Message:
    """Pool staff tell somebody by another way; refused when there is no address or number for it."""
    allow(by, Message.CLEAR)
    if not locked(message).reached_by(way):
        raise ValidationError({"way": _("There is no address or number for this way. Record it first.")})
    facts = {"tries": 0, "fault": "", "try_at": timezone.now(), "batch": None, "done_at": None}
    return flow.apply(message, "reroute", by=by, way=way, **facts)


def follow_member(member: Member) -> None:
    """Part of a change of how to reach somebody: what waits goes the new way. Letters that are printed stay so."""
    waiting = Message.objects.waiting().filter(member=member, supporter=None)
    waiting.exclude(batch__state=PrintBatch.State.PRINTED).exclude(way=member.way).update(way=member.way, batch=None)


# Letters


@transaction.atomic
def make_batch(*, by) -> PrintBatch:
    """Put the letters that wait into one batch, the longest waiting first."""
    allow(by, Message.CLEAR)
    waiting = Message.objects.to_print().select_for_update(of=("self",), skip_locked=True)
    keys = list(waiting.values_list("pk", flat=True)[:MOST_IN_A_BATCH])
    if not keys:
        raise NotNow(_("There is no letter to print now."))
    batch = PrintBatch.objects.create(made_by=by, letters=len(keys))
    Message.objects.filter(pk__in=keys).update(batch=batch)
    audit.write("members.printbatch.make", batch, by=by, note=f"{len(keys)} letters", changes_pages=False)
    return batch


@transaction.atomic
def move_batch(batch: PrintBatch, move: str, *, by) -> PrintBatch:
    """Printed, posted, or put back. Posting notes it for each letter of it that still waits and is still to be told."""
    now = timezone.now()
    times = {"print": {"printed_at": now}, "post": {"posted_at": now}, "take_apart": {}}
    row = flow.apply(batch, move, by=by, **times[move])
    if move == "post":
        post_letters(row, by)
    if move == "take_apart":
        row.messages.waiting().update(batch=None)
    return row


def post_letters(batch: PrintBatch, by) -> None:
    """Whoever is not to be told any more gets none: too late, or the yes was taken back while it lay there."""
    letters = list(batch.messages.waiting().select_related("member", "supporter").select_for_update(of=("self",)))
    for key, fault in why_not_each(letters).items():
        if fault:
            drop_all(Message.objects.filter(pk=key), fault)
    for letter in batch.messages.waiting():
        flow.apply(letter, "post", by=by, done_at=timezone.now())


# Looks and stopping


@transaction.atomic
def record_contacts(messages, *, by, needs_of=()) -> int:
    """Addresses and numbers of these people are shown to somebody who is to tell them something; each can read that.

    So can those of whom it is shown how to reach them well (`needs_of`).
    """
    allow(by, "members.see_messages")
    why = str(_("To tell you something by phone, letter or text"))
    shown = {LookRecord.What.CONTACT: messages, LookRecord.What.NEEDS: needs_of}
    looks = [look for what, about in shown.items() for look in new_looks(what, people_of(about), why=why, by=by)]
    LookRecord.objects.bulk_create(looks, batch_size=500)
    if looks:
        audit.write("members.user.see_contacts", by, by=by, note=f"{len(looks)} people", changes_pages=False)
    return len(looks)


def people_of(messages) -> set[int]:
    return {message.member_id for message in messages if message.member_id}


@transaction.atomic
def stop_messages(thing: Member | Supporter) -> Member | Supporter:
    """By the link of an email, for whoever holds it: no more news to this person, or no more copies to this supporter.

    At once, and twice is the same. What they must know about a place they hold still comes.
    """
    row = locked(thing)
    name = "wants_messages" if isinstance(row, Member) else "gets_copies"
    if getattr(row, name):
        setattr(row, name, False)
        row.save(update_fields=[name])
        member = row if isinstance(row, Member) else row.member
        audit.write(f"{row._meta.label_lower}.stop_messages", row, by=None, for_whom=member.pk, fields=[name])
    drop_waiting_for(row)
    return row


def drop_waiting_for(row: Member | Supporter) -> None:
    if isinstance(row, Member):
        drop_all(Message.objects.unwanted().filter(member=row), Fault.UNWANTED)
    else:
        drop_all(Message.objects.filter(supporter=row, state__in=Message.OPEN), Fault.LINK_ENDED)
