"""Putting right who answers for a promise, by when, its number, and what was measured, in the open."""

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models import Correction, Promise, Reading
from charter.models.correcting import CORRECTABLE, facts_of, reading_facts
from halton_coprod.easyread.blocks import EasyRead, fitted
from halton_coprod.record import audit
from halton_coprod.record.gate import allow, locked, refuse_stale, saved

from .keeping import noted_number


@transaction.atomic
def change_promise(
    promise: Promise,
    *,
    because: str,
    easy: EasyRead | None = None,
    at: datetime.datetime | None = None,
    seen: str | None = None,
    by,
    **facts,
) -> Promise:
    """Editors put right who answers for a promise, by when, or its number. Everybody sees what was changed, and why.

    `facts` are any of CORRECTABLE. The words of a promise are not among them: they are changed by a new version.
    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now. Sending the same
    twice is once; whoever changes nothing of what they have seen is told so.
    """
    allow(by, "charter.keep_promise", promise)
    if unknown := set(facts) - set(CORRECTABLE):
        raise TypeError(f"Not to be put right here: {sorted(unknown)}")
    row = locked(promise)
    was = facts_of(row)
    changed = [name for name, fact in facts.items() if fact != was[name]]
    if not changed:
        refuse_unchanged(row, seen)
        return row
    refuse_without_reason(because)
    refuse_stale(row, seen)
    for name in changed:
        setattr(row, name, facts[name])
    saved(row, *changed)
    words = {"because": because, "easy": fitted(easy, because)}
    saved(Correction(promise=row, was=was, now=facts_of(row), at=at or timezone.now(), **words))
    audit.write("charter.promise.change", row, by=by, fields=changed)
    return row


@transaction.atomic
def correct_reading(
    reading: Reading,
    *,
    number: Decimal | None,
    words: str = "",
    easy: EasyRead | None = None,
    because: str,
    because_easy: EasyRead | None = None,
    at: datetime.datetime | None = None,
    seen: str | None = None,
    by,
) -> Reading:
    """Editors put right what was measured on a day, or (without a number) take it back. The old row stays on record.

    Everybody sees the right number from now on, and what was changed and why. Sending the same twice is once;
    whoever changes nothing of what they have seen is told so.
    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now for that day.
    """
    allow(by, "charter.keep_promise", reading.promise)
    promise = locked(reading.promise)
    was = promise.readings.last_word().get(on=reading.on)
    says = {"words": words, "easy": fitted(easy, words)} if number is not None else {"words": "", "easy": EasyRead()}
    if (was.number, was.words, was.easy) == (number, says["words"], says["easy"]):
        refuse_unchanged(was, seen)
        return was
    refuse_without_reason(because)
    refuse_stale(was, seen)
    now = noted_number(Reading(promise=promise, on=was.on, number=number, replaces=was, **says))
    facts = {"was": reading_facts(was), "now": reading_facts(now)}
    why = {"because": because, "easy": fitted(because_easy, because)}
    saved(Correction(promise=promise, at=at or timezone.now(), **facts, **why))
    audit.write("charter.promise.correct_reading", promise, by=by, fields=["number"], note=f"reading {was.pk}")
    return now


def refuse_unchanged(row: Promise | Reading, seen: str | None) -> None:
    """A reason alone puts nothing right. Who comes with an older `seen` has sent the same correction twice."""
    if seen == row.fingerprint:
        raise ValidationError(_("You changed nothing. Change what is wrong, or go back without saving."))


def refuse_without_reason(because: str) -> None:
    if not because.strip():
        raise ValidationError({"because": _("Say why. Everybody sees what was changed.")})
