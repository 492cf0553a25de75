"""What every deed asks first, and how it says no; and how its row is written."""

from itertools import count

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class Stale(Exception):  # noqa: N818 -- named for what happened, as NotNow is
    """Somebody else has saved this meanwhile. `theirs` is what stands now; nothing was written over it."""

    def __init__(self, theirs):
        super().__init__("Somebody else has saved this meanwhile.")
        self.theirs = theirs


def allow(by, permission: str, thing=None) -> None:
    """Go on only for somebody who holds this permission on the thing."""
    if by is None or not by.has_perm(permission, thing):
        raise PermissionDenied(_("You are not allowed to do this."))


def locked(thing):
    """The row as it stands now, and nobody else's until this deed is done."""
    return thing._meta.model._default_manager.select_for_update().get(pk=thing.pk)


def hold(thing, *fields: str) -> None:
    """From now on the row is nobody else's until this deed is done, and these fields are read anew: all that the deed
    decides by. For a row that many want at once, where reading all of it would keep the others waiting.
    """
    row = thing._meta.model._default_manager.select_for_update().values(*fields).get(pk=thing.pk)
    for name, value in row.items():
        setattr(thing, name, value)


def refuse_stale(row, seen: str | None) -> None:
    """Write nothing over what the person has not seen. `seen` is the fingerprint of what they started from."""
    if seen is not None and seen != row.fingerprint:
        raise Stale(row)


def cleaned(thing):
    """The row, refused with clear words when something of it is wrong by itself; the database is not asked."""
    handed_over = {field.name for field in thing._meta.fields if field.is_relation and field.is_cached(thing)}
    thing.full_clean(exclude=handed_over, validate_unique=False, validate_constraints=False)
    return thing


def saved(thing, *fields: str):
    """The new row, or these fields of one that is there; refused with clear words when the database refuses it."""
    cleaned(thing)
    try:
        with transaction.atomic():
            thing.save(update_fields=fields or None)
    except IntegrityError:
        # Which rule it was costs a query for each: only a row that breaks one pays for it.
        thing.full_clean()
        raise
    return thing


def free_slug(model, name: str, not_these=()) -> str:
    """An address made from a name, that nothing else of its kind has, and that is none of `not_these`."""
    wanted = slugify(name)[:40] or model._meta.model_name
    taken = {*not_these, *model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True)}
    return next(slug for number in count(1) if (slug := wanted if number == 1 else f"{wanted}-{number}") not in taken)
