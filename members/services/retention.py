"""Keep nothing longer than we said: ask once a year, ask who is silent, erase who does not answer or has left."""

from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy

from halton_coprod.easyread.mode import EASY_MOUNT
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked
from members.holders import Clock, sign, user_of
from members.models import LookRecord, Member, Message, RetentionRun
from members.models.needs import in_a_year
from members.models.retention import LEFT, LOOKS, MESSAGES, TO_ANSWER, UNHEARD
from members.wording import STAY, STAY_TITLE, YEARLY, YEARLY_TITLE

from .erasing import erase_member
from .outbox import drop_all, queue_message

AT_ONCE = 500
STAY_OCCASION, YEARLY_OCCASION = "stay", "yearly"
DONE = (*Message.FINISHED, Message.State.FAILED)


@transaction.atomic
def confirm_member(member: Member, *, by) -> Member:
    """All that we know is still right, and the person wants to stay: what they need and agreed to holds one more year.

    The person, by a link or signed in, whoever may change it for them, or pool staff who were told.
    """
    allow(by, "members.confirm_member", member)
    row = locked(member)
    row.last_heard_at, row.asked_to_stay_at = timezone.now(), None
    row.save(update_fields=["last_heard_at", "asked_to_stay_at"])
    row.needs.update(asked_on=timezone.localdate(), review_due=in_a_year())
    row.consents.standing().update(review_due=in_a_year())
    audit.write(
        "members.member.confirm",
        row,
        by=user_of(by),
        for_whom=flow.for_whom(row, by),
        fields=["last_heard_at", "review_due"],
    )
    return row


def ask_once_a_year() -> int:
    """The clock: what somebody needs or agreed to was said a year ago. Ask them whether it still holds, once a year."""
    found = Member.objects.to_check(timezone.localdate())
    asked = sum(ask(member, YEARLY_OCCASION, YEARLY_TITLE, YEARLY) for member in found[:AT_ONCE])
    note_run(RetentionRun.Kind.CHECKED, asked)
    return asked


def ask_who_is_silent() -> int:
    """The clock: nobody has heard from them for a year. Ask them whether they want to stay in the pool."""
    now = timezone.now()
    found = Member.objects.not_heard_from(now - UNHEARD).filter(asked_to_stay_at=None, wants_messages=True)
    asked = sum(ask(member, STAY_OCCASION, STAY_TITLE, STAY, asked_to_stay_at=now) for member in found[:AT_ONCE])
    note_run(RetentionRun.Kind.ASKED, asked)
    return asked


@transaction.atomic
def ask(member: Member, occasion: str, title, ideas, **facts) -> int:
    """One message of a kind a year. How to answer without signing in stands in it."""
    row = locked(member)
    once = f"{occasion}-{timezone.localdate().year}"
    if Message.objects.filter(member=row, occasion=once).exists():
        return 0
    mount = EASY_MOUNT if row.easy_read else ""
    address = f"{settings.SITE_URL.rstrip('/')}{mount}{reverse('still', args=[sign(row)])}"
    words = [(picture, format_lazy(says, address=address, phone=settings.HELP["phone"])) for picture, says in ideas]
    if not queue_message(row, occasion=once, about=Message.About.KEPT, title=title, ideas=words):
        return 0
    if facts:
        Member.objects.filter(pk=row.pk).update(**facts)
    audit.write(f"members.member.ask_{occasion}", row, by=None, for_whom=row.pk, fields=facts)
    return 1


def erase_who_did_not_answer() -> int:
    """The clock: 60 days ago our question reached them, and nobody has heard from them since."""
    before = timezone.now() - TO_ANSWER
    reached = Message.objects.arrived().filter(
        member=OuterRef("pk"), supporter=None, occasion__startswith=f"{STAY_OCCASION}-", done_at__lt=before
    )
    silent = Member.objects.filter(asked_to_stay_at__lt=before).not_heard_from(timezone.now() - UNHEARD)
    return erase_all(silent.filter(Exists(reached)), RetentionRun.Kind.UNHEARD)


def erase_who_left() -> int:
    """The clock: they left the pool a year ago, and did not come back."""
    return erase_all(Member.objects.left_before(timezone.now() - LEFT), RetentionRun.Kind.LEFT)


def erase_all(found, kind) -> int:
    erased = sum(erase_by_clock(member) for member in list(found[:AT_ONCE]))
    note_run(kind, erased)
    return erased


def erase_by_clock(member: Member) -> int:
    """Another tick may have been quicker."""
    try:
        erase_member(member, by=Clock())
    except flow.NotNow:
        return 0
    return 1


@transaction.atomic
def empty_messages() -> int:
    """The clock: of what was said a year ago only that it was said is kept; of messages to strangers nothing. What did
    not arrive is told to nobody any more.
    """
    old = Message.objects.filter(state__in=DONE, done_at__lt=timezone.now() - MESSAGES)
    gone, _kinds = old.filter(member=None).delete()
    emptied = old.exclude(title="").update(title="", ideas=[], answer="")
    drop_all(old.filter(state=Message.State.FAILED), Message.Fault.TOO_LATE)
    return counted(RetentionRun.Kind.MESSAGES, gone + emptied)


@transaction.atomic
def forget_looks() -> int:
    """The clock: who looked at what is kept for six years."""
    gone, _kinds = LookRecord.objects.filter(at__lt=timezone.now() - LOOKS).delete()
    return counted(RetentionRun.Kind.LOOKS, gone)


@transaction.atomic
def forget_sign_ins() -> int:
    """The clock: sign-ins that ran out, with whatever was typed in them and never sent."""
    sessions = import_module(settings.SESSION_ENGINE).SessionStore
    before = sessions.get_model_class().objects.filter(expire_date__lt=timezone.now()).count()
    sessions.clear_expired()
    return counted(RetentionRun.Kind.SESSIONS, before)


def note_run(kind, rows: int) -> None:
    """So many more of this kind today."""
    if rows:
        run, _is_new = RetentionRun.objects.get_or_create(kind=kind, on=timezone.localdate())
        RetentionRun.objects.filter(pk=run.pk).update(rows=F("rows") + rows)


def counted(kind, rows: int) -> int:
    """One line for all of a kind: they are nobody's any more."""
    note_run(kind, rows)
    if rows:
        run = RetentionRun.objects.get(kind=kind, on=timezone.localdate())
        audit.write("members.retentionrun.clear", run, by=None, note=f"{kind}: {rows}")
    return rows
