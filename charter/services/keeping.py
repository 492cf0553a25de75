"""How the Charter is kept: promises and their readings, what must be in place, and what was said about both."""

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models import Infrastructure, Promise, Reading, Update, Value
from halton_coprod.easyread.blocks import EasyRead, fitted
from halton_coprod.record import audit
from halton_coprod.record.gate import allow, locked, refuse_stale, saved


@transaction.atomic
def add_value(*, slug: str, by) -> Value:
    """Editors give a value the row that other things hang on; its words are parts of versions."""
    allow(by, "charter.edit_version")
    value = saved(Value(slug=slug))
    audit.write("charter.value.add", value, by=by)
    return value


@transaction.atomic
def add_infrastructure(
    *,
    slug: str,
    owner: str,
    next_step: str = "",
    next_step_easy: EasyRead | None = None,
    value: Value | None = None,
    by,
) -> Infrastructure:
    """Editors note something that must be in place, who answers for it, and what is next."""
    allow(by, "charter.edit_version")
    thing = saved(
        Infrastructure(
            slug=slug, owner=owner, next_step=next_step, next_step_easy=fitted(next_step_easy, next_step), value=value
        )
    )
    audit.write("charter.infrastructure.add", thing, by=by, fields=["owner", "next_step"])
    return thing


@transaction.atomic
def add_promise(
    *,
    slug: str,
    owner: str,
    made_on: datetime.date,
    due: datetime.date | None = None,
    target: Decimal | None = None,
    direction: str = "",
    unit: str = "",
    unit_one: str = "",
    how_often_days: int | None = None,
    how_we_know: str = "",
    how_we_know_easy: EasyRead | None = None,
    value: Value | None = None,
    by,
) -> Promise:
    """Editors note a promise: who answers for it, by when, and how everybody will know."""
    allow(by, "charter.edit_version")
    promise = saved(
        Promise(
            slug=slug,
            owner=owner,
            made_on=made_on,
            due=due,
            target=target,
            direction=direction,
            unit=unit,
            unit_one=unit_one,
            how_often_days=how_often_days,
            how_we_know=how_we_know,
            how_we_know_easy=fitted(how_we_know_easy, how_we_know),
            value=value,
        )
    )
    audit.write("charter.promise.add", promise, by=by, fields=["owner", "made_on", "due", "target", "how_we_know"])
    return promise


@transaction.atomic
def describe_promise(
    promise: Promise, *, how_we_know: str, how_we_know_easy: EasyRead | None = None, seen: str | None = None, by
) -> Promise:
    """Editors say in both forms how everybody will know that a promise is kept.

    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now.
    """
    allow(by, "charter.keep_promise", promise)
    row, easy = locked(promise), fitted(how_we_know_easy, how_we_know)
    if (row.how_we_know, row.how_we_know_easy) == (how_we_know, easy):
        return row
    refuse_stale(row, seen)
    row.how_we_know, row.how_we_know_easy = how_we_know, easy
    saved(row, "how_we_know", "how_we_know_easy")
    audit.write("charter.promise.describe", row, by=by, fields=["how_we_know", "how_we_know_easy"])
    return row


# How things stood before there was a promise may be told too.
LONGEST_BEFORE = datetime.timedelta(days=5 * 365)


@transaction.atomic
def take_reading(
    promise: Promise, *, on: datetime.date, number: Decimal, words: str, easy: EasyRead | None = None, by
) -> Reading:
    """Editors note what was measured on a day that is not to come. One reading a day; a wrong one is put right
    (`correct_reading`), never changed.

    Sending the same twice is once.
    """
    allow(by, "charter.keep_promise", promise)
    locked(promise)
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come. Choose the day when it was measured.")})
    if promise.target is None:
        raise ValidationError(_("This promise is not measured with a number."))
    if on < promise.made_on - LONGEST_BEFORE:
        raise ValidationError({"on": _("This day is long before we promised. Look at the year again.")})
    known = promise.readings.last_word().filter(on=on).first()
    if known and (known.number, known.words) == (number, words):
        return known
    if known and known.number is not None:
        raise ValidationError({"on": _("There is a number for this day already. If it is wrong, put it right.")})
    reading = noted_number(
        Reading(promise=promise, on=on, number=number, words=words, easy=fitted(easy, words), replaces=known)
    )
    audit.write("charter.promise.take_reading", promise, by=by, note=f"reading {reading.pk}")
    return reading


def noted_number(reading: Reading) -> Reading:
    """The new row. Only when it is saved it is surely a number; what is refused here is not kept."""
    saved(reading)
    if reading.number is not None and reading.number < 0:
        raise ValidationError({"number": _("A number cannot be less than 0.")})
    return reading


@transaction.atomic
def update_promise(promise: Promise, *, status: str, words: str, seen: str | None = None, by, **said) -> Update:
    """Editors say how a promise stands and what happened. "We could not" needs `because`.

    Takes what `Update` keeps besides: easy, because, evidence_label, evidence_url, at. Sending the same twice is once.
    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now.
    """
    allow(by, "charter.keep_promise", promise)
    row = locked(promise)
    update, is_new = noted(Update(promise=row, status=status, words=words, **said), row, seen)
    if is_new:
        row.status = promise.status = status
        row.save(update_fields=["status"])
        audit.write("charter.promise.update", row, by=by, fields=["status"], note=status)
    return update


@transaction.atomic
def update_infrastructure(
    thing: Infrastructure,
    *,
    status: str,
    words: str,
    next_step: str | None = None,
    next_step_easy: EasyRead | None = None,
    seen: str | None = None,
    by,
    **said,
) -> Update:
    """Editors say how something that must be in place stands, what happened, what is next (see `update_promise`)."""
    allow(by, "charter.keep_promise", thing)
    row = locked(thing)
    update, is_new = noted(Update(infrastructure=row, status=status, words=words, **said), row, seen)
    wanted = (row.next_step, row.next_step_easy)
    if next_step is not None:
        wanted = (next_step, fitted(next_step_easy, next_step))
    # What is next may change although nothing else is said.
    goes_on = wanted != (row.next_step, row.next_step_easy)
    if goes_on and not is_new:
        refuse_stale(row, seen)
    if is_new or goes_on:
        row.status = thing.status = status
        row.next_step, row.next_step_easy = wanted
        saved(row, "status", "next_step", "next_step_easy")
        audit.write("charter.infrastructure.update", row, by=by, fields=["status", "next_step"], note=status)
    return update


# What an update says: when none of it differs, the same form was sent twice.
SAID = ("status", "words", "easy", "because", "evidence_label", "evidence_url")


def noted(update: Update, row: Promise | Infrastructure, seen: str | None) -> tuple[Update, bool]:
    """The update, kept; or the newest one when it says the very same (a form that was sent twice)."""
    if update.status == "could_not" and not update.because.strip():
        raise ValidationError({"because": _("Say why. An honest reason is part of the promise.")})
    update.easy = fitted(update.easy, update.words)
    newest = row.last_update
    if newest and all(getattr(newest, name) == getattr(update, name) for name in SAID):
        return newest, False
    refuse_stale(row, seen)
    return saved(update), True
