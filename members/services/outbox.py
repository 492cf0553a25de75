"""The outbox: put a message in, send what can be sent, note what was rung or posted.

Two workers never send the same message: each takes rows in its own short transaction and marks them before it
speaks to the mail server. A worker that dies between taking and marking leaves its row to a person, because nobody
can know whether it went out; all others go on.
"""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.utils import timezone, translation

from halton_coprod.record import audit, flow
from members.letters import post_email
from members.models import Member, Message, Way

TAKEN_AT_ONCE = 50
MOST_TRIES = 6
FIRST_WAIT = timedelta(minutes=5)
LOST_AFTER = timedelta(minutes=15)


def queue_message(
    member: Member, *, occasion: str, title, ideas, about: str = Message.About.NEWS, way: str = ""
) -> Message | None:
    """Put a message to one person into the outbox, in their form and by their way; part of the deed it tells about.

    The same occasion makes one message, however often it is asked for. `title` and the sentences of `ideas` are
    translated lazily. None for whoever is told nothing: gone from the pool, or wants no messages and this is news.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A message is queued inside the transaction of the deed it tells about.")
    if not may_be_told(member, about):
        return None
    message, _is_new = Message.objects.get_or_create(
        member=member,
        occasion=occasion,
        defaults={"about": about, "way": way or member.way, **worded(title, ideas, member.reads)},
    )
    return message


def queue_to_stranger(*, to: str, way: str, occasion: str, title, ideas, language: str) -> Message:
    """The same for somebody who is not in the pool (yet): only the code to go on joining goes this way."""
    message, _is_new = Message.objects.get_or_create(
        member=None,
        occasion=occasion,
        defaults={"about": Message.About.PLACE, "way": way, "to": to, **worded(title, ideas, language)},
    )
    return message


def may_be_told(member: Member, about: str) -> bool:
    return not member.is_gone and (member.wants_messages or about == Message.About.PLACE)


def worded(title, ideas, language: str) -> dict:
    """The words in one form."""
    with translation.override(language):
        return {"form": language, "title": str(title), "ideas": [[picture, str(words)] for picture, words in ideas]}


def send_messages(*, most: int = 5_000) -> dict[str, int]:
    """The clock: send the emails whose time has come. One person's failure never holds up another's message."""
    found = {"lost": give_up_lost()}
    while found.get("taken", 0) < most and (batch := take_batch(min(TAKEN_AT_ONCE, most))):
        found["taken"] = found.get("taken", 0) + len(batch)
        for message in batch:
            outcome = send_message(message)
            found[outcome] = found.get(outcome, 0) + 1
    return found


@transaction.atomic
def take_batch(most: int) -> list[Message]:
    """Rows that are this worker's alone from now on."""
    now = timezone.now()
    rows = Message.objects.to_send(now).select_for_update(skip_locked=True, of=("self",))[:most]
    mine = list(rows.values_list("pk", flat=True))
    Message.objects.filter(pk__in=mine).update(state=Message.State.SENDING, taken_at=now)
    return list(Message.objects.filter(pk__in=mine).select_related("member").order_by("pk"))


def send_message(message: Message) -> str:
    """Send one email that this worker has taken, and say what became of it."""
    if message.member and not may_be_told(message.member, message.about):
        return settle(message, Message.State.DROPPED)
    try:
        post_email(message)
    except SMTPRecipientsRefused:
        return settle(message, Message.State.FAILED, fault="refused")
    except OSError:
        return try_later(message)
    return settle(message, Message.State.SENT)


def try_later(message: Message) -> str:
    """Wait twice as long after each try; then a person clears it by another way."""
    if message.tries + 1 >= MOST_TRIES:
        return settle(message, Message.State.FAILED, fault="no mail server")
    wait = timezone.now() + FIRST_WAIT * 2**message.tries
    return settle(message, Message.State.WAITING, try_at=wait)


@transaction.atomic
def settle(message: Message, state: str, **facts) -> str:
    """What became of a message that was being sent."""
    done_at = None if state == Message.State.WAITING else timezone.now()
    facts = {"state": state, "tries": message.tries + 1, "taken_at": None, "done_at": done_at, **facts}
    Message.objects.filter(pk=message.pk, state=Message.State.SENDING).update(**facts)
    audit.write("members.message.send", message, by=None, fields=["state"], note=f"sending → {state}")
    return state


@transaction.atomic
def give_up_lost() -> int:
    """Messages whose worker died while sending: perhaps sent, perhaps not. A person decides; nothing goes out twice."""
    lost = Message.objects.stuck(before=timezone.now() - LOST_AFTER).select_for_update(skip_locked=True, of=("self",))
    for message in list(lost):
        settle(message, Message.State.FAILED, fault="not sure")
    return len(lost)


def clear_message(message: Message, move: str, *, by, answer: str = "") -> Message:
    """Pool staff note what became of a message: rung, posted, sent by hand, failed, to be tried again, dropped."""
    now = timezone.now()
    facts = {"try_at": now, "tries": 0, "fault": ""} if move == "try_again" else {"done_at": now}
    return flow.apply(message, move, by=by, **facts, **({"answer": answer} if answer else {}))


def reroute_message(message: Message, *, way: Way, by) -> Message:
    """Pool staff send what did not arrive by another way."""
    return flow.apply(message, "try_again", by=by, way=way, tries=0, fault="", try_at=timezone.now())
