"""Who answers for a promise or a pledge is reminded: its day comes near, has passed, or a number is missing."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from charter.models import Part, Pledge, Promise, Version
from charter.models.standing import OPEN
from charter.signatories import sign
from charter.wording import (
    MISSING_TITLE,
    NEAR_TITLE,
    PASSED_TITLE,
    PLEDGE_LATE_TITLE,
    PLEDGE_NEAR_TITLE,
    pledge_ideas,
    reminder_ideas,
)
from halton_coprod.easyread import mode
from halton_coprod.record import audit
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from members.models import Message, Way
from members.services.outbox import queue_once_to_stranger

# How long before its day a promise is said to come near.
NEAR = timedelta(days=14)


@transaction.atomic
def set_owner_email(promise: Promise, *, email: str, seen: str | None = None, by) -> Promise:
    """Editors note where who answers for a promise is reminded; empty means nowhere. Nobody else sees it.

    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now.
    """
    allow(by, "charter.keep_promise", promise)
    row = locked(promise)
    if row.owner_email == email:
        return row
    refuse_stale(row, seen)
    row.owner_email = email
    saved(row, "owner_email")
    audit.write("charter.promise.set_owner_email", row, by=by, fields=["owner_email"])
    return row


@transaction.atomic
def remind_owners() -> int:
    """The clock: one email for each thing to be reminded of; again after a month, when nothing was done by then."""
    version = Version.objects.in_force()
    if version is None:
        return 0
    parts = version.parts.of_kind(Part.Kind.PROMISE).exclude(promise__owner_email="")
    names = dict(parts.values_list("promise", "name"))
    promises = Promise.objects.with_latest().filter(pk__in=names).select_for_update(of=("self",), skip_locked=True)
    return sum(remind(promise, names[promise.pk], *what) for promise in promises for what in reminders_for(promise))


def reminders_for(promise: Promise):
    """(occasion, title, day) for each thing that this promise has to be reminded of today."""
    today = timezone.localdate()
    if promise.due and promise.status in OPEN:
        if promise.due < today:
            yield "passed", PASSED_TITLE, promise.due
        elif promise.due <= today + NEAR:
            yield "near", NEAR_TITLE, promise.due
    if missing := promise.missing_since(promise.latest_on):
        yield "missing", MISSING_TITLE, missing


def remind(promise: Promise, name: str, what: str, title, day) -> bool:
    """One email into the outbox, unless it lies there or was sent in the last month."""
    _message, is_new = queue_once_to_stranger(
        to=promise.owner_email,
        way=Way.EMAIL,
        about=Message.About.DUTY,
        occasion=f"promise-{promise.pk}-{what}-{day}",
        title=title,
        ideas=reminder_ideas(promise, name, day),
        language=mode.STANDARD,
    )
    if is_new:
        audit.write("charter.promise.remind", promise, by=None, note=what)
    return is_new


@transaction.atomic
def remind_adopters() -> int:
    """The clock: who leads an organisation hears that a pledge comes near its day, or is late; like `remind_owners`."""
    near = timezone.localdate() + NEAR
    pledges = Pledge.objects.shown().filter(status__in=OPEN, due__lte=near, adopter__link__isnull=False)
    rows = pledges.select_related("adopter").select_for_update(of=("self",), skip_locked=True)
    return sum(remind_of_pledge(pledge) for pledge in rows if pledge.adopter.email)


def remind_of_pledge(pledge: Pledge) -> bool:
    """One email into the outbox, unless it lies there or was sent in the last month."""
    is_late = pledge.due < timezone.localdate()
    how = "late" if is_late else "near"
    _message, is_new = queue_once_to_stranger(
        to=pledge.adopter.email,
        way=Way.EMAIL,
        about=Message.About.DUTY,
        occasion=f"pledge-{pledge.pk}-{how}-{pledge.due}",
        title=PLEDGE_LATE_TITLE if is_late else PLEDGE_NEAR_TITLE,
        ideas=pledge_ideas(pledge, sign(pledge.adopter)),
        language=pledge.adopter.language,
        name=pledge.adopter.contact_name,
    )
    if is_new:
        audit.write("charter.pledge.remind", pledge, by=None, note=how)
    return is_new
