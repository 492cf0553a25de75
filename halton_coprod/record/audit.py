"""Write what happened: one line for each deed, in the same transaction as the deed; and forget it years later."""

from django.db import transaction

from .models import AuditLine
from .stamp import forget_pages


def write(verb, thing, *, by, fields=(), for_whom=None, note="", changes_pages=True) -> AuditLine:
    """Add one audit line.

    `verb` names the deed ("charter.version.open"), `thing` is the row it was done to, `by` the user who did it
    (None for the clock), `for_whom` the id of the person it was done for. `fields` are the names of changed fields
    and `note` a state change or a count: never a private value, because the line outlives an erasure. A deed that no
    public page can tell of says so (`changes_pages`), so that the kept pages stay.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"The deed {verb} must write its audit line inside its own transaction.")
    line = AuditLine.objects.create(
        verb=verb,
        thing_kind=thing._meta.label_lower,
        thing_id=str(thing.pk),
        actor_id=getattr(by, "pk", None),
        for_whom=for_whom,
        fields=sorted(fields),
        note=note,
    )
    # A deed may change what a public page says, so it makes all processes forget their copies.
    if changes_pages:
        transaction.on_commit(forget_pages)
    return line


def forget_before(when) -> int:
    """Part of a deed of the clock: the lines of before are kept no longer. Nothing else deletes one."""
    old = AuditLine.objects.filter(at__lt=when)
    return old._raw_delete(old.db)
