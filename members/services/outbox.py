"""The outbox: put a message in, send what machines send, drop what nobody needs any more.

Two workers never send the same message: each marks a row as its own just before it speaks, and notes what became of
it right after. A worker that dies in between leaves that one row to a person, because nobody can know whether it went
out; all others go on. What people do by hand is in `clearing.py`.
"""

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.easyread.said import said_once
from halton_coprod.record import audit
from halton_coprod.record.stamp import forget_pages
from members.mailing import Emails
from members.models import Member, Message, Supporter, Way
from members.senders import LaterError, NotSureError, RefusedError, TooLongError
from members.texts import texts

LISTED_AT_ONCE = 50
MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=5)
# Longer than any one email can take: each word to the server and back has EMAIL_TIMEOUT, half a minute.
LOST_AFTER = timedelta(minutes=15)
COPY_TITLE = _("Copy for you: {title}")
COPY_OF = _("This is a copy of our message to {name}.")
COPY_ANSWER = _("{name} can answer it. You can help with that, or phone us: {phone}.")
log = logging.getLogger(__name__)
State, Fault = Message.State, Message.Fault


# Putting in


def queue_message(
    member: Member,
    *,
    occasion: str,
    title,
    ideas,
    about: str = Message.About.NEWS,
    way: str = "",
    no_use_after: datetime | None = None,
    copies: bool = True,
    is_first: bool = False,
) -> Message | None:
    """Put a message to one person into the outbox, in their form and by their way; part of the deed it tells about.

    The same occasion makes one message, however often it is asked for. `title` and the sentences of `ideas` are
    translated lazily. Supporters who get copies get theirs, unless it says what is only for the person (`copies`).
    `is_first`: the deed made what it tells about, so nobody can have queued the same.
    None for whoever is told nothing: erased, or wants no messages, takes a break or never agreed, and this is news.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A message is queued inside the transaction of the deed it tells about.")
    if not may_be_told(member, about):
        return None
    facts = {"about": about, "no_use_after": no_use_after}
    said = worded(title, ideas, member.reads)
    message, is_new = queue_once(member, occasion, {**facts, "way": way or member.way, **said}, is_first=is_first)
    if is_new and copies:
        queue_copies(message, title, ideas, facts)
    return message


def queue_copies(message: Message, title, ideas, facts: dict) -> None:
    """One for each supporter whom the person lets get copies, by email, else by phone."""
    links = message.member.supporters.active().filter(gets_copies=True).select_related("user")
    for link in links:
        way = Way.EMAIL if link.email else Way.PHONE if link.phone else ""
        if way:
            occasion = f"{message.occasion[:70]}-copy-{link.pk}"
            said = copied(message.member, link, title, ideas)
            queue_once(message.member, occasion, {**facts, "supporter": link, "way": way, **said})


def copied(member: Member, link: Supporter, title, ideas) -> dict:
    """The words of a copy. A web address in them opens something of the person's, so its sentence is left out."""
    form = getattr(link.user, "reads_form", "") or mode.STANDARD
    said = worded(title, ideas, form)
    own = [idea for idea in said["ideas"] if settings.SITE_URL.rstrip("/") not in idea[1]]
    facts = {"title": said["title"], "name": member.name, "phone": settings.HELP["phone"]}
    with translation.override(form):
        last = [["phone", COPY_ANSWER.format(**facts)]] if len(own) < len(said["ideas"]) else []
        first = ["supporter", COPY_OF.format(**facts)]
        return {"form": form, "title": COPY_TITLE.format(**facts), "ideas": [first, *own, *last]}


def queue_to_stranger(**message) -> Message:
    """The same for somebody who is not in the pool: a code to go on joining, a place at a session."""
    return queue_once_to_stranger(**message)[0]


def queue_once_to_stranger(
    *,
    to: str,
    way: str,
    occasion: str,
    title,
    ideas,
    language: str,
    name: str = "",
    about: str = Message.About.PLACE,
    no_use_after=None,
    is_first: bool = False,
) -> tuple[Message, bool]:
    """The message, and whether it is new: of many that queue the same at once, one does."""
    facts = {"about": about, "way": way, "to": to, "to_name": name, "no_use_after": no_use_after}
    return queue_once(None, occasion, {**facts, **worded(title, ideas, language)}, is_first=is_first)


def queue_once(member: Member | None, occasion: str, facts: dict, *, is_first: bool = False) -> tuple[Message, bool]:
    """The message, and whether it is new. Nearly always it is, so nobody asks first: the database keeps it once.

    Where it cannot be there yet (`is_first`) no way back is kept: others may wait behind this deed.
    """
    if is_first:
        return Message.objects.create(member=member, occasion=occasion, **facts), True
    try:
        with transaction.atomic():
            return Message.objects.create(member=member, occasion=occasion, **facts), True
    except IntegrityError:
        return Message.objects.get(member=member, occasion=occasion), False


def may_be_told(member: Member, about: str) -> bool:
    """About a place they hold, whoever is there, also after leaving the pool; about what we keep, whoever is in it and
    wants messages. News only to whoever wants it now.
    """
    if about == Message.About.PLACE:
        return member.state != Member.State.ERASED
    if about == Message.About.KEPT:
        return member.wants_messages and not member.is_gone
    return Member.objects.may_get_news().filter(pk=member.pk).exists()


def worded(title, ideas, language: str) -> dict:
    """The words in one form."""
    with translation.override(language):
        said = [[picture, said_once(str(words))] for picture, words in ideas]
        return {"form": language, "title": said_once(str(title)), "ideas": said}


# Sending


@dataclass(frozen=True)
class Outcome:
    """What became of one message, and whether the machine is there for the next."""

    state: str
    facts: dict = field(default_factory=dict)
    goes_on: bool = True


def send_messages(*, most: int = 5_000) -> dict[str, int]:
    """The clock: send what machines send and whose time has come. One person's failure never holds up another's."""
    found = Counter(lost=give_up_lost(), **{State.DROPPED: drop_useless()})
    for way, sender in senders().items():
        with sender:
            send_by(way, sender, most, found)
    if found[State.SENT]:
        # Public pages say when people were told. Once a tick is enough for that, and for the pages that are kept.
        forget_pages()
    return dict(found)


def senders() -> dict:
    """Way → the machine that sends by it."""
    by_text = texts()
    return {Way.EMAIL: Emails(), **({Way.TEXT: by_text} if by_text else {})}


def send_by(way: str, sender, most: int, found: Counter) -> None:
    """One after the other. When the machine does not answer, the others wait for the next tick, as they are."""
    while found["taken"] < most and (keys := next_keys(way, most - found["taken"])):
        for key in keys:
            taken_at = take(key, way)
            if taken_at is None:
                continue
            outcome = speak(key, sender)
            found["taken"] += 1
            found[settle(key, taken_at, outcome)] += 1
            if not outcome.goes_on:
                return


def next_keys(way: str, most: int) -> list[int]:
    return list(Message.objects.to_send(timezone.now(), way).values_list("pk", flat=True)[: min(LISTED_AT_ONCE, most)])


def take(key: int, way: str) -> datetime | None:
    """From now on it is this worker's alone; None when another was quicker. When it was taken is the sign of whose."""
    now = timezone.now()
    mine = Message.objects.to_send(now, way).order_by().filter(pk=key).update(state=State.SENDING, taken_at=now)
    return now if mine else None


def speak(key: int, sender) -> Outcome:
    """Say one message to the machine. Whatever goes wrong with this one is this one's alone."""
    try:
        message = Message.objects.select_related("member", "supporter").get(pk=key)
        if fault := why_not(message):
            return Outcome(State.DROPPED, {"fault": fault})
        if not message.goes_to:
            return another_way(message)
        made = sender.make(message)
    except TooLongError:
        return Outcome(State.WAITING, {"way": Way.PHONE})
    except Exception as fault:
        log.error("Message %s could not be made: %s", key, type(fault).__name__)
        return Outcome(State.FAILED, {"fault": Fault.BROKEN})
    return handed_over(message, sender, made)


def handed_over(message: Message, sender, made) -> Outcome:
    try:
        sender.send(made)
    except RefusedError:
        return Outcome(State.FAILED, {"fault": Fault.REFUSED})
    except LaterError:
        return later(message)
    except NotSureError:
        return Outcome(State.FAILED, {"fault": Fault.NOT_SURE}, goes_on=False)
    except OSError:
        return later(message, goes_on=False)
    except Exception as fault:
        log.error("Message %s could not be sent: %s", message.pk, type(fault).__name__)
        return Outcome(State.FAILED, {"fault": Fault.BROKEN})
    return Outcome(State.SENT)


def why_not(message: Message) -> str:
    """Why nobody is to be told this now; empty when they are."""
    return why_not_each([message])[message.pk]


def why_not_each(messages: list[Message]) -> dict[int, str]:
    """The same for many, asked of the database at once."""
    news = {message.member_id for message in messages if message.member_id and message.about == Message.About.NEWS}
    wants = set(Member.objects.may_get_news().filter(pk__in=news).values_list("pk", flat=True)) if news else set()
    return {message.pk: fault_of(message, wants) for message in messages}


def fault_of(message: Message, wants_news: set[int]) -> str:
    if message.is_too_late:
        return Fault.TOO_LATE
    if message.supporter_id and not (message.supporter.holds and message.supporter.gets_copies):
        return Fault.LINK_ENDED
    if message.member_id and not is_wanted(message, wants_news):
        return Fault.UNWANTED
    return ""


def is_wanted(message: Message, wants_news: set[int]) -> bool:
    if message.about == Message.About.NEWS:
        return message.member_id in wants_news
    return may_be_told(message.member, message.about)


def another_way(message: Message) -> Outcome:
    """The address is gone since: by the way that the person has chosen now, else a person finds one."""
    way = message.member.way if message.member_id and not message.supporter_id else ""
    if way and way != message.way and message.reached_by(way):
        return Outcome(State.WAITING, {"way": way})
    return Outcome(State.FAILED, {"fault": Fault.NO_ADDRESS})


def later(message: Message, *, goes_on: bool = True) -> Outcome:
    """Wait twice as long after each try; then a person clears it by another way."""
    if message.tries + 1 >= MOST_TRIES:
        return Outcome(State.FAILED, {"fault": Fault.NO_SERVER}, goes_on)
    return Outcome(State.WAITING, {"try_at": timezone.now() + FIRST_WAIT * 2**message.tries}, goes_on)


@transaction.atomic
def settle(key: int, taken_at: datetime, outcome: Outcome) -> str:
    """Note what became of it, unless it was given up for lost meanwhile: then that stands."""
    facts = {"state": outcome.state, "taken_at": None, "tries": F("tries") + 1, **outcome.facts}
    facts["done_at"] = None if outcome.state == State.WAITING else timezone.now()
    if not Message.objects.filter(pk=key, state=State.SENDING, taken_at=taken_at).update(**facts):
        return "gone"
    write_line("send", key, f"sending → {outcome.state}")
    return outcome.state


def write_line(deed: str, key: int, note: str) -> None:
    audit.write(f"members.message.{deed}", Message(pk=key), by=None, fields=["state"], note=note, changes_pages=False)


def give_up_lost() -> int:
    """Messages whose worker died while sending: perhaps sent, perhaps not. A person decides; nothing goes out twice."""
    lost = Message.objects.stuck(before=timezone.now() - LOST_AFTER).values_list("pk", "taken_at")
    outcome = Outcome(State.FAILED, {"fault": Fault.NOT_SURE})
    return sum(settle(key, taken_at, outcome) == State.FAILED for key, taken_at in list(lost))


@transaction.atomic
def give_up_letters(letters: list[Message]) -> None:
    """The hub could not make these: they wait with what did not arrive, for somebody to tell it by another way."""
    facts = {"state": State.FAILED, "fault": Fault.BROKEN}
    for letter in letters:
        if Message.objects.waiting().filter(pk=letter.pk).update(**facts, done_at=timezone.now()):
            write_line("fail", letter.pk, f"{State.WAITING} → {State.FAILED}")


# Dropping


def drop_useless() -> int:
    """The clock: what came too late, what nobody wants any more, copies whose link has ended."""
    messages = Message.objects
    useless = {
        Fault.TOO_LATE: messages.too_late(timezone.now()),
        Fault.UNWANTED: messages.unwanted(),
        Fault.LINK_ENDED: messages.copies_of_ended_links(),
    }
    return sum(drop_all(rows, fault) for fault, rows in useless.items())


@transaction.atomic
def drop_all(rows, fault: str) -> int:
    """Each with its line and the reason; whatever has gone out meanwhile stays as it is."""
    dropped = 0
    for key in list(rows.order_by("pk").values_list("pk", flat=True)):
        facts = {"state": State.DROPPED, "fault": fault, "done_at": timezone.now()}
        if Message.objects.filter(pk=key, state__in=Message.OPEN).update(**facts):
            write_line("drop", key, f"{fault} → {State.DROPPED}")
            dropped += 1
    return dropped


def drop_overtaken(member: Member | None, *occasions: str) -> int:
    """Part of a deed after which these are wrong: a reminder of a day that has changed, an offer that is gone."""
    return drop_all(not_heard_yet(member, *occasions), Fault.OVERTAKEN)


def not_heard_yet(member: Member | None, *occasions: str):
    """What is still open of the messages to one person on these occasions."""
    named = Q(pk=None)
    for occasion in occasions:
        named |= Q(occasion=occasion) | Q(occasion__startswith=f"{occasion}-")
    return Message.objects.filter(named, member=member, state__in=Message.OPEN)
