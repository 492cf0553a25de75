"""Versions of the Charter: drafted, opened for comment, agreed, put in force."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models import Part, Version
from halton_coprod.easyread.blocks import fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from halton_coprod.record.models import AuditLine

from .gate import refuse_frozen
from .readiness import keep_summary_ready, reason_for_gaps

DESCRIPTION = ("written_by", "summary", "summary_easy", "review_due")


@transaction.atomic
def draft_version(*, written_by: str = "", is_example: bool = False, by) -> Version:
    """Editors begin a new version: a copy of the one in force. Only one version is made at a time."""
    allow(by, "charter.edit_version")
    list(Version.objects.select_for_update())
    if Version.objects.being_made().exists():
        raise ValidationError(_("A new version is being made already. Finish that one first."))
    source = Version.objects.in_force()
    version = Version.objects.create(
        number=(Version.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        drafted_from=source,
        written_by=written_by,
        is_example=is_example or bool(source and source.is_example),
    )
    copied = copy_parts(source, version) if source else 0
    audit.write("charter.version.draft", version, by=by, note=f"{copied} parts copied")
    return version


def copy_parts(source: Version, version: Version) -> int:
    """Each part again, under the same key, in the new version."""
    parts = list(source.parts.all())
    for part in parts:
        part.pk, part.version, part._state.adding = None, version, True
    return len(Part.objects.bulk_create(parts))


@transaction.atomic
def describe_version(version: Version, *, seen: str | None = None, by, **facts) -> Version:
    """Editors say who wrote a version, what changed in it, and when it is looked at again.

    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now.
    """
    allow(by, "charter.edit_version", version)
    row = locked(version)
    refuse_frozen(row)
    if "summary_easy" in facts:
        facts["summary_easy"] = fitted(facts["summary_easy"], facts.get("summary", row.summary))
    changed = [name for name in DESCRIPTION if name in facts and facts[name] != getattr(row, name)]
    if not changed:
        return row
    refuse_stale(row, seen)
    if not row.is_draft:
        keep_summary_ready(row, facts.get("summary", row.summary), facts.get("summary_easy", row.summary_easy))
    for name in changed:
        setattr(row, name, facts[name])
    saved(row, *changed)
    audit.write("charter.version.describe", row, by=by, fields=changed)
    return row


@transaction.atomic
def check_easy_read(version: Version, *, checked_by: str, on: datetime.date, seen: str | None = None, by) -> Version:
    """Editors record which people with learning disabilities checked the easy read, and when.

    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now.
    """
    allow(by, "charter.edit_version", version)
    row = locked(version)
    refuse_frozen(row)
    if (row.easy_checked_by, row.easy_checked_on) == (checked_by, on):
        return row
    refuse_stale(row, seen)
    row.easy_checked_by, row.easy_checked_on = checked_by, on
    saved(row, "easy_checked_by", "easy_checked_on")
    audit.write("charter.version.check_easy_read", row, by=by, fields=["easy_checked_by", "easy_checked_on"])
    return row


@transaction.atomic
def open_version(
    version: Version,
    *,
    easy_follows_because: str = "",
    easy_follows_by: datetime.date | None = None,
    by,
) -> Version:
    """Editors ask people for comments; from now on everybody can read it.

    Refused (NotReady) while its easy read is not ready, unless it is said why and by when it follows.
    """
    allow(by, "charter.edit_version", version)
    row = locked(version)
    if not row.parts.exists():
        raise ValidationError(_("There is nothing in this version yet."))
    facts = reason_for_gaps(row, easy_follows_because, easy_follows_by) if row.is_draft else {}
    return flow.apply(version, "open", by=by, **facts)


def rework_version(version: Version, *, by) -> Version:
    """Editors take it back to change its words; only the team sees it then."""
    return flow.apply(version, "rework", by=by)


@transaction.atomic
def agree_version(version: Version, *, meeting: str, on: datetime.date, decided_by: str, by) -> Version:
    """Editors record the decision of a meeting: which, when, and who agreed. Sending the same twice is once."""
    allow(by, "charter.agree_version", version)
    if not (meeting.strip() and decided_by.strip()):
        raise ValidationError(_("Say which meeting agreed it, and who agreed."))
    if on > timezone.localdate():
        raise ValidationError(_("This day is still to come. Choose the day of the decision."))
    decision = {"decided_at_meeting": meeting, "decided_on": on, "decided_by": decided_by}
    if known := Version.objects.filter(pk=version.pk, state=Version.State.AGREED, **decision).first():
        return known
    return flow.apply(version, "agree", by=by, **decision)


# Days that people should have to say what they think.
LONG_ENOUGH = datetime.timedelta(days=14)


def was_asked_shortly(version: Version) -> bool:
    """Had people fewer than 14 days until today to say what they think? It does not keep a meeting from deciding."""
    went_out = went_out_on(version)
    return went_out is not None and timezone.localdate() - went_out < LONG_ENOUGH


def went_out_on(version: Version) -> datetime.date | None:
    """The day on which people were asked about it last, as the log knows it.

    None while no Charter is in force: the first one may have been agreed before there was a hub.
    """
    if Version.objects.in_force() is None:
        return None
    line = AuditLine.objects.about(version).filter(verb="charter.version.open").last()
    return line and timezone.localdate(line.at)


@transaction.atomic
def put_version_in_force(
    version: Version,
    *,
    on: datetime.date | None = None,
    easy_follows_because: str = "",
    easy_follows_by: datetime.date | None = None,
    by,
) -> Version:
    """Editors put an agreed version in force; the one in force until now is replaced in the same stroke.

    Refused (NotReady) while its easy read is not ready (`readiness.py`), unless it is said why and by when it follows.
    Refused for a day that is still to come, or before the decision.
    """
    allow(by, "charter.agree_version", version)
    facts, row, on = {}, locked(version), on or timezone.localdate()
    if row.state == Version.State.AGREED:
        refuse_day(row, on)
        facts = reason_for_gaps(row, easy_follows_because, easy_follows_by)
        former = Version.objects.in_force()
        if former:
            flow.apply(former, "supersede", by=by)
    return flow.apply(version, "put_in_force", by=by, in_force_from=on, **facts)


def refuse_day(version: Version, on: datetime.date) -> None:
    """The day from which a version is in force: not to come, and not before it was agreed."""
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come. Put it in force when the day is there.")})
    if on < version.decided_on:
        raise ValidationError(
            {"on": _("This day is before the decision. Choose the day of the decision or a later day.")}
        )
