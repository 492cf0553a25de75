"""What every deed of the Charter asks first, and how it says no."""

from itertools import count

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.record.flow import NotNow


class Stale(Exception):  # noqa: N818 -- named for what happened, as NotNow is
    """Somebody else has saved this meanwhile. `theirs` is what stands now; nothing was written over it."""

    def __init__(self, theirs):
        super().__init__("Somebody else has saved this meanwhile.")
        self.theirs = theirs


class NotReady(ValidationError):  # noqa: N818 -- named for what is the matter, as NotNow is
    """Parts that everybody may read have no easy read that fits, or hard words are open in it. `parts` are these."""

    def __init__(self, parts):
        super().__init__(_("The easy read of some parts is not ready. Mend it, or say why and by when it follows."))
        self.parts = parts


def allow(by, permission: str, thing=None) -> None:
    """Go on only for somebody who holds this permission."""
    if by is None or not by.has_perm(permission, thing):
        raise PermissionDenied(_("You are not allowed to do this."))


def locked(thing):
    """The row as it stands now, and nobody else's until this deed is done."""
    return type(thing)._default_manager.select_for_update().get(pk=thing.pk)


def refuse_stale(row, seen: str | None) -> None:
    """Write nothing over what the person has not seen. `seen` is the fingerprint of what they started from."""
    if seen is not None and seen != row.fingerprint:
        raise Stale(row)


def refuse_frozen(version) -> None:
    """What was replaced is history."""
    if version.is_frozen:
        raise NotNow(_("This version was replaced. It stays as it was."))


def saved(thing):
    """The new row, refused with clear words when the database would refuse it."""
    thing.full_clean()
    thing.save()
    return thing


def free_slug(model, name: str, not_these=()) -> str:
    """An address made from a name, that nothing else of its kind has, and that is none of `not_these`."""
    wanted = slugify(name)[:40] or model._meta.model_name
    taken = {*not_these, *model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True)}
    return next(slug for number in count(1) if (slug := wanted if number == 1 else f"{wanted}-{number}") not in taken)


def fitted(easy: EasyRead | None, standard: str) -> EasyRead:
    """The easy read of a text that is written in the same stroke: it fits this text."""
    return easy.checked_against(standard) if easy else EasyRead()
