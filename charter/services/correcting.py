"""Putting right who answers for a promise, by when, and its number, in the open."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models import Correction, Promise
from charter.models.correcting import CORRECTABLE, facts_of
from halton_coprod.easyread.blocks import EasyRead, fitted
from halton_coprod.record import audit
from halton_coprod.record.gate import allow, locked, refuse_stale, saved


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
    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now.
    """
    allow(by, "charter.keep_promise", promise)
    if unknown := set(facts) - set(CORRECTABLE):
        raise TypeError(f"Not to be put right here: {sorted(unknown)}")
    row = locked(promise)
    was = facts_of(row)
    changed = [name for name, fact in facts.items() if fact != was[name]]
    if not changed:
        return row
    if not because.strip():
        raise ValidationError({"because": _("Say why. Everybody sees what was changed.")})
    refuse_stale(row, seen)
    for name in changed:
        setattr(row, name, facts[name])
    saved(row, *changed)
    words = {"because": because, "easy": fitted(easy, because)}
    saved(Correction(promise=row, was=was, now=facts_of(row), at=at or timezone.now(), **words))
    audit.write("charter.promise.change", row, by=by, fields=changed)
    return row
