"""What every deed of the pool asks first."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


def allow(by, permission: str, thing=None) -> None:
    """Go on only for somebody who holds this permission on the thing."""
    if by is None or not by.has_perm(permission, thing):
        raise PermissionDenied(_("You are not allowed to do this."))


def locked(thing):
    """The row as it stands now, and nobody else's until this deed is done."""
    return type(thing)._default_manager.select_for_update().get(pk=thing.pk)


def saved(thing):
    """The new row, refused with clear words when the database would refuse it."""
    thing.full_clean()
    thing.save()
    return thing


def for_whom(member, by):
    """The person on whose behalf this was done, for the log; None when they did it themselves."""
    return None if by is not None and member.user_id == by.pk else member.pk
