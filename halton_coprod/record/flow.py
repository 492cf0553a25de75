"""Moves from state to state: one table on the model says which, from where, and who may.

    class Version(models.Model):
        MOVES = {"open": Move((State.DRAFT,), State.COMMENT, "charter.edit_version", _("Ask people for comments"))}

The same table guards the move, draws the buttons, names the audit verb, and is drawn in the README.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from . import audit
from .gate import allow, locked


@dataclass(frozen=True)
class Move:
    """One way from `sources` to `target`, for those who hold `permission` on the thing; `says` is the button."""

    sources: tuple[str, ...]
    target: str
    permission: str
    says: str
    explains: str = ""


class NotNow(PermissionDenied):
    """The thing is in a state that does not allow this move. Its sentence is shown to the person."""


def available(thing, user) -> dict[str, Move]:
    """The moves `user` may make with `thing` as it stands, for drawing buttons."""
    return {
        name: move
        for name, move in thing.MOVES.items()
        if thing.state in move.sources and user.has_perm(move.permission, thing)
    }


def for_whom(thing, by) -> int | None:
    """The number of the person whom the thing is about (its `person`), for the log; None where they did it themselves,
    or where it is about nobody.
    """
    person = getattr(thing, "person", None)
    is_own = person is not None and by is not None and person.user_id == by.pk
    return None if person is None or is_own else person.pk


@transaction.atomic
def apply(thing, name, /, *, by, note="", **changes):
    """Make the move `name`: lock the row, check who and when, save only what changed, write the audit line.

    `changes` are other fields set in the same stroke; `note` stands in the log alone. Raises PermissionDenied (who) or
    NotNow (when).
    Returns the locked row, and mirrors its new values onto `thing`.
    """
    move = thing.MOVES[name]
    row = locked(thing)
    allow(by, move.permission, row)
    if row.state not in move.sources:
        raise NotNow(_("This cannot be done now. Somebody may have changed it. Look at it again."))
    whom = for_whom(thing, by)
    before, changes = row.state, {**changes, "state": move.target}
    for field, value in changes.items():
        setattr(row, field, value)
        setattr(thing, field, value)
    row.save(update_fields=list(changes))
    audit.write(
        f"{row._meta.app_label}.{row._meta.model_name}.{name}",
        row,
        by=by,
        fields=changes,
        for_whom=whom,
        note=f"{before} → {move.target}" + (f": {note}" if note else ""),
    )
    return row
