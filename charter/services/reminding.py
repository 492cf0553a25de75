"""Who answers for a promise is reminded: its day comes near, has passed, or a number is missing."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from charter.models import Part, Promise, Version
from charter.models.standing import OPEN
from charter.wording import MISSING_TITLE, NEAR_TITLE, PASSED_TITLE, reminder_ideas
from halton_coprod.easyread import mode
from halton_coprod.record import audit
from members.models import Message, Way
from members.services.outbox import queue_to_stranger

from .gate import allow, locked

# How long before its day a promise is said to come near.
NEAR = timedelta(days=14)


@transaction.atomic
def set_owner_email(promise: Promise, *, email: str, by) -> Promise:
    """Editors note where who answers for a promise is reminded; empty means nowhere. Nobody else sees it."""
    allow(by, "charter.keep_promise", promise)
    row = locked(promise)
    row.owner_email = email
    row.full_clean()
    row.save(update_fields=["owner_email"])
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
    occasion = f"promise-{promise.pk}-{what}-{day}"
    if Message.objects.filter(member=None, occasion=occasion).exists():
        return False
    queue_to_stranger(
        to=promise.owner_email,
        way=Way.EMAIL,
        occasion=occasion,
        title=title,
        ideas=reminder_ideas(promise, name, day),
        language=mode.STANDARD,
    )
    audit.write("charter.promise.remind", promise, by=None, note=what)
    return True
