"""Joining the pool: answers kept under a code until they become a person."""

import secrets
import uuid
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy

from halton_coprod.record import audit
from halton_coprod.record.gate import allow, saved
from members.models import (
    CameBy,
    EqualityAnswer,
    JoinDraft,
    Member,
    Message,
    Need,
    RetentionRun,
    StateChange,
    User,
    Way,
    mark_of,
)
from members.models.drafts import KEPT, kept_until
from members.wording import CODE, CODE_TITLE, EQUALITY, JOINED, JOINED_TITLE, NUMBER, UNSAID

from .consents import keep_answer
from .needs import Said, keep_needs, keep_supporter
from .outbox import queue_message, queue_to_stranger
from .own_page import let_in_who_was_named
from .people import PICKS, email_mark, keep_picks, phone_mark, set_facts
from .retention import note_run

# No letter that looks or sounds like another, and no vowels: no code is a word.
CODE_SIGNS = "BCDFGHJKMNPQRTVWXY346789"
CODE_LENGTH = 8


@dataclass(frozen=True)
class Joining:
    """Everything somebody said on the way into the pool."""

    facts: dict
    picks: dict[str, list[str]] = field(default_factory=dict)
    needs: list[Said] = field(default_factory=list)
    supporter: dict = field(default_factory=dict)
    # Purpose → yes or no, each asked by itself.
    consents: dict[str, bool] = field(default_factory=dict)
    # Purpose → the form in which its words were shown, where it was another one than `language`.
    shown_in: dict[str, str] = field(default_factory=dict)
    language: str = "en-gb"


@transaction.atomic
def join_pool(
    joining: Joining,
    *,
    token: uuid.UUID,
    by: User | None = None,
    user: User | None = None,
    came_by: str = CameBy.ONLINE,
    explained_by: str = "",
    is_example: bool = False,
) -> Member:
    """A new person of the pool, with all they said, each consent in the words they saw. Anybody may join.

    The same token makes one person. Pool staff record it for somebody who told them by phone, on paper or face to
    face (`came_by`, and who explained it how). The person is told by their way, and a supporter whom they named with
    an email address is told how to sign in; the answers kept under a code go.
    """
    if came_by != CameBy.ONLINE:
        allow(by, "members.record_member")
    if member := Member.objects.filter(token=token).first():
        return member
    member = Member(token=token, user=user, came_by=came_by, recorded_by=recorder(by, user), is_example=is_example)
    set_facts(member, joining.facts)
    saved(member)
    keep_said(member, joining, by=by, how=came_by, explained_by=explained_by)
    StateChange.objects.create(member=member, move="join", after=member.state, by=by)
    JoinDraft.objects.filter(token=token).delete()
    ideas = [("badge", format_lazy(NUMBER, reference=member.reference)), *JOINED]
    queue_message(member, occasion="joined", title=JOINED_TITLE, ideas=ideas, about=Message.About.PLACE)
    audit.write("members.member.join", member, by=by, for_whom=member.pk, fields=list(joining.facts), note=came_by)
    return member


def recorder(by, user):
    """Who typed it in, when it was not the person."""
    return None if by is None or by == user else by


def keep_said(member, joining, *, by, how, explained_by) -> None:
    for name, kind in PICKS.items():
        keep_picks(member, kind, joining.picks.get(name, ()))
    staff_typed = how != CameBy.ONLINE
    keep_needs(member, joining.needs, source=Need.Source.STAFF if staff_typed else Need.Source.SELF, told_by=by)
    if joining.supporter:
        let_in_who_was_named(keep_supporter(member, granted_by=by, **joining.supporter))
    for purpose, agreed in joining.consents.items():
        language = joining.shown_in.get(purpose, joining.language)
        keep_answer(member, purpose, agreed, language, how=how, explained_by=explained_by, recorded_by=by)


@transaction.atomic
def save_draft(draft: JoinDraft | None, *, answers: dict) -> JoinDraft:
    """Keep the answers so far, for 30 days from now on; the first of them makes the code.

    No line in the log: nobody has joined yet, and whoever gives up leaves no trail.
    """
    if draft is None:
        code = new_code()
        draft = JoinDraft(code=code, code_mark=code_mark(code), token=uuid.uuid4())
    draft.answers, draft.keep_until = answers, kept_until()
    draft.save()
    return draft


def new_code() -> str:
    """BCDF-3467: short enough to write down, long enough that nobody guesses one in a lifetime."""
    signs = "".join(secrets.choice(CODE_SIGNS) for _sign in range(CODE_LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def code_mark(code: str) -> str:
    """However it is typed."""
    return mark_of("draft", "".join(sign for sign in code.upper() if sign.isalnum()))


def find_draft(code: str) -> JoinDraft | None:
    """The answers kept under this code."""
    return JoinDraft.objects.kept().filter(code_mark=code_mark(code)).first()


# As people of the pool are marked, so that whoever is erased takes these along.
MARK_OF = {Way.EMAIL: email_mark, Way.TEXT: phone_mark}


@transaction.atomic
def send_code(draft: JoinDraft, *, to: str, way: str = Way.EMAIL, language: str) -> Message:
    """Send the code to an email address or by text to a phone that somebody typed. Once for each of them and code."""
    address = f"{settings.SITE_URL.rstrip('/')}{reverse('join_back')}"
    ideas = [(picture, format_lazy(words, code=draft.code, address=address)) for picture, words in CODE]
    return queue_to_stranger(
        to=to,
        way=way,
        occasion=f"code-{draft.code_mark[:16]}-{MARK_OF[way](to)[:16]}",
        title=CODE_TITLE,
        ideas=ideas,
        language=language,
        no_use_after=draft.keep_until,
    )


@transaction.atomic
def count_equality_answer(*, question: str, answer: str) -> None:
    """One more person gave this answer. Nothing says who, when, or what else they answered: there is no log line."""
    if question not in EQUALITY or answer not in {*EQUALITY[question].answers, UNSAID}:
        raise ValueError(f"{question}: {answer}")
    row, _is_new = EqualityAnswer.objects.get_or_create(question=question, answer=answer)
    EqualityAnswer.objects.filter(pk=row.pk).update(people=F("people") + 1)


@transaction.atomic
def count_equality_form(*, answers: dict[str, str], by) -> int:
    """Pool staff count the answers of a paper form or a phone call: of nobody, as when people answer themselves.
    Questions without an answer are not counted, and nothing says when it was or who typed it in.
    """
    allow(by, "members.record_member")
    said = {question: answer for question, answer in answers.items() if answer}
    for question, answer in said.items():
        count_equality_answer(question=question, answer=answer)
    return len(said)


def drop_draft(draft: JoinDraft) -> None:
    """Somebody does not want to go on: nothing is kept, and nothing says that it was there."""
    draft.delete()


@transaction.atomic
def forget_drafts() -> int:
    """The clock: answers that nobody came back for in 30 days are deleted.

    So are old messages to people outside the pool, with their addresses, once they are finished: what still waits for
    somebody to print, ring or clear it stays.
    """
    gone, _kinds = JoinDraft.objects.run_out().delete()
    note_run(RetentionRun.Kind.DRAFTS, gone)
    old = timezone.now() - KEPT
    Message.objects.filter(member=None, queued_at__lt=old, state__in=Message.FINISHED).delete()
    return gone
