"""Who adopts the Charter, what they pledge, and what became of it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from charter.models import Adopter, Pledge, PromiseStatus
from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.record import audit

from .gate import allow, fitted, free_slug, locked, refuse_stale, saved


@transaction.atomic
def sign_adopter(
    *, name: str, lead: str, signed_on: datetime.date, about: str, easy: EasyRead | None = None, slug: str = "", by
) -> Adopter:
    """Editors note that an organisation has signed; its name makes its address. Sending the same twice is once."""
    allow(by, "charter.keep_adopter")
    known = Adopter.objects.filter(name=name).first()
    if known and (known.lead, known.signed_on, known.about) == (lead, signed_on, about):
        return known
    if known:
        raise ValidationError({"name": _("There is an organisation of this name already.")})
    adopter = saved(
        Adopter(
            slug=slug or free_slug(Adopter, name),
            name=name,
            lead=lead,
            signed_on=signed_on,
            about=about,
            easy=fitted(easy, about),
        )
    )
    audit.write("charter.adopter.sign", adopter, by=by, fields=["name", "lead", "signed_on"])
    return adopter


@transaction.atomic
def make_pledge(adopter: Adopter, *, text: str, due: datetime.date, easy: EasyRead | None = None, by) -> Pledge:
    """Editors note what an adopter says it will do, and by when. The same pledge sent twice is one pledge."""
    allow(by, "charter.keep_adopter", adopter)
    locked(adopter)
    known = adopter.pledges.filter(text=text, due=due).first()
    if known:
        return known
    pledge = saved(Pledge(adopter=adopter, text=text, due=due, easy=fitted(easy, text)))
    audit.write("charter.pledge.make", pledge, by=by, fields=["text", "due"])
    return pledge


@transaction.atomic
def report_pledge(
    pledge: Pledge, *, status: str, report: str, easy: EasyRead | None = None, seen: str | None = None, by
) -> Pledge:
    """Editors note what became of a pledge. "We could not" needs a reason in the report.

    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now.
    """
    allow(by, "charter.keep_adopter", pledge)
    if status == PromiseStatus.COULD_NOT and not report.strip():
        raise ValidationError({"report": _("Say why. An honest reason is part of the promise.")})
    row, easy = locked(pledge), fitted(easy, report)
    if (row.status, row.report, row.report_easy) == (status, report, easy):
        return row
    refuse_stale(row, seen)
    row.status, row.report, row.report_easy = status, report, easy
    row.full_clean()
    row.save(update_fields=["status", "report", "report_easy"])
    audit.write("charter.pledge.report", row, by=by, fields=["status", "report"], note=status)
    return row
