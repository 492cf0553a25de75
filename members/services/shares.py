"""How the borough is made up."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit
from halton_coprod.record.gate import allow, saved
from members.models import BoroughShare


@transaction.atomic
def set_borough_shares(kind: str, *, percents: dict[str, Decimal | None], source: str, by) -> list[BoroughShare]:
    """Pool staff write down how many of 100 people belong to each group, and who says so; all groups of a kind at once.

    A group without a figure has none. More than 100 together, or no source, is refused.
    """
    allow(by, "members.keep_shares")
    percents = {group: percent for group, percent in percents.items() if percent is not None}
    if not percents:
        raise ValidationError(_("Type in at least one number."))
    if sum(percents.values()) > 100:
        raise ValidationError(_("Together these are more than 100. Look at the numbers again."))
    BoroughShare.objects.select_for_update().filter(kind=kind).delete()
    rows = [
        saved(BoroughShare(kind=kind, group=group, percent=percents[group], source=source))
        for group in BoroughShare.GROUPS[BoroughShare.Kind(kind)]
        if group in percents
    ]
    audit.write("members.shares.set", rows[0], by=by, fields=[kind], note=f"{len(rows)} figures")
    return rows
