"""What those pledge who have signed, and what became of it: written by editors, or by the organisation's own link."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models import Adopter, Pledge, PromiseStatus
from charter.models.adopting import KEEP
from charter.wording import PLEDGED_TITLE, pledged_ideas
from halton_coprod.easyread.blocks import EasyRead, fitted
from halton_coprod.record import audit
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from members.roles import EDITOR

from .telling import moment, tell_team

PLEDGE = "charter.keep_pledge"


@transaction.atomic
def make_pledge(adopter: Adopter, *, text: str, due: datetime.date, easy: EasyRead | None = None, by) -> Pledge:
    """Editors, or the organisation itself, note what it says it will do, and by when.

    The same pledge sent twice is one pledge. Only editors note what was to be done on a day that is over.
    Editors hear of what an organisation writes itself.
    """
    allow(by, PLEDGE, adopter)
    locked(adopter)
    known = adopter.pledges.filter(text=text, due=due).first()
    if known:
        return known
    if not by.pk and due < timezone.localdate():
        raise ValidationError({"due": _("This day has passed. Choose a day to come.")})
    pledge = saved(Pledge(adopter=adopter, text=text, due=due, easy=fitted(easy, text)))
    audit.write("charter.pledge.make", pledge, by=by, fields=["text", "due"], note=by_whom(by).strip())
    tell_editors(pledge, by)
    return pledge


@transaction.atomic
def report_pledge(
    pledge: Pledge, *, status: str, report: str, easy: EasyRead | None = None, seen: str | None = None, by
) -> Pledge:
    """Editors, or the organisation itself, note what became of a pledge. "We could not" needs a reason in the report.

    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now. Editors hear of
    what an organisation writes itself.
    """
    allow(by, PLEDGE, pledge)
    if status == PromiseStatus.COULD_NOT and not report.strip():
        raise ValidationError({"report": _("Say why. An honest reason is part of the promise.")})
    row, easy = locked(pledge), fitted(easy, report)
    if (row.status, row.report, row.report_easy) == (status, report, easy):
        return row
    refuse_stale(row, seen)
    row.status, row.report, row.report_easy = status, report, easy
    saved(row, "status", "report", "report_easy")
    audit.write("charter.pledge.report", row, by=by, fields=["status", "report"], note=f"{status}{by_whom(by)}")
    tell_editors(row, by)
    return row


def hide_pledge(pledge: Pledge, *, by) -> Pledge:
    """Editors take a pledge off the public page: it hurts somebody, or is none. Sending the same twice is once."""
    return set_shown(pledge, "hide", is_shown=False, by=by)


def show_pledge(pledge: Pledge, *, by) -> Pledge:
    """Editors show it again."""
    return set_shown(pledge, "show", is_shown=True, by=by)


@transaction.atomic
def set_shown(pledge: Pledge, verb: str, *, is_shown: bool, by) -> Pledge:
    allow(by, KEEP, pledge)
    row = locked(pledge)
    if row.is_shown != is_shown:
        row.is_shown = is_shown
        row.save(update_fields=["is_shown"])
        audit.write(f"charter.pledge.{verb}", row, by=by, fields=["is_shown"])
    return row


def by_whom(by) -> str:
    """Noted where nobody has signed in: the organisation came by its link."""
    return "" if by.pk else " (by its link)"


def tell_editors(pledge: Pledge, by) -> None:
    """What an organisation writes itself is read at once by everybody, so editors look at it soon."""
    if not by.pk:
        tell_team(EDITOR, f"pledge-{pledge.pk}-{moment()}", PLEDGED_TITLE, pledged_ideas(pledge))
