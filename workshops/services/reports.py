"""The report of a series: drafted from what came of it and then edited; let be checked, approved and published."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from workshops.models import Report, ReportSection, Series
from workshops.models.session import PLAN
from workshops.report_draft import first_sections, first_title
from workshops.report_notices import tell_report, tell_walk_in_report
from workshops.report_readers import readers_of, walked_in

from .planning import NotReady

# Somebody may have to find a supporter to read it with, or wait for a letter.
SHORTEST_CHECK = timedelta(days=7)


@transaction.atomic
def draft_report(series: Series, *, by) -> Report:
    """A first draft in both forms from the themes, recommendations and tools of the series. Once: then it is edited."""
    allow(by, PLAN, series)
    locked(series)
    known = Report.objects.filter(series=series).first()
    if known:
        return known
    report = saved(Report(series=series, title=first_title(series)[:160]))
    parts = [saved(ReportSection(report=report, **part)) for part in first_sections(series)]
    audit.write("workshops.report.draft", report, by=by, note=str(len(parts)))
    return report


def being_written(report: Report) -> Report:
    """The report, locked; what people are checking, or have checked, stays as they read it."""
    row = locked(report)
    if row.state != Report.State.DRAFT:
        raise flow.NotNow(_("People have been given these words. Choose “Change it again” first."))
    return row


@transaction.atomic
def change_report(
    report: Report, *, title: str, summary: str, summary_easy=None, is_example=None, seen: str | None = None, by
) -> Report:
    """Facilitators write its title and what it says in short."""
    allow(by, PLAN, report)
    row = being_written(report)
    refuse_stale(row, seen)
    row.title, row.summary, row.summary_easy = title, summary, fitted(summary_easy, summary)
    row.is_example = row.is_example if is_example is None else is_example
    saved(row)
    audit.write("workshops.report.change", row, by=by, fields=["title", "summary", "summary_easy"])
    return row


@transaction.atomic
def write_section(
    report: Report,
    *,
    section: ReportSection | None = None,
    heading: str,
    text: str,
    easy=None,
    position: int | None = None,
    seen: str | None = None,
    by,
) -> ReportSection:
    """One part in both forms; a new one stands at the end, unless it is given a place."""
    allow(by, PLAN, report)
    row = being_written(report)
    part = row.sections.get(pk=section.pk) if section else ReportSection(report=row, position=next_position(row))
    if section:
        refuse_stale(part, seen)
    part.heading, part.text, part.easy = heading, text, fitted(easy, text)
    part.position = part.position if position is None else position
    saved(part)
    audit.write("workshops.reportsection.write", part, by=by, fields=["heading", "text", "easy", "position"])
    return part


def next_position(report: Report) -> int:
    return (report.sections.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def take_out_section(section: ReportSection, *, by) -> None:
    """A part that does not belong there. Taken out twice it is gone once."""
    allow(by, PLAN, section.report)
    row = being_written(section.report)
    part = row.sections.filter(pk=section.pk).first()
    if part:
        audit.write("workshops.reportsection.take_out", part, by=by)
        part.delete()


@transaction.atomic
def let_check_report(report: Report, *, until: date, by) -> Report:
    """Everybody who was there is asked by their way whether it is what people said, also who walked in; each once.

    Raises NotReady with everything that is missing in one of the two forms.
    """
    allow(by, PLAN, report)
    if until < timezone.localdate() + SHORTEST_CHECK:
        raise ValidationError({"until": _("Give people a week or more.")})
    row = locked(report)
    if row.state == Report.State.DRAFT and row.lacks:
        raise NotReady(row.lacks)
    row = flow.apply(report, "check", by=by, check_until=until, round=row.round + 1)
    tell_everybody(row, "check")
    return row


def tell_everybody(report: Report, occasion: str) -> None:
    readers = readers_of(report)
    for place in readers:
        tell_report(place, report, occasion)
    for one in walked_in(report, readers):
        tell_walk_in_report(one, report, occasion)


def rework_report(report: Report, *, by) -> Report:
    """Back to being written, also when it was published: then nobody can read it until it is published again."""
    return flow.apply(report, "rework", by=by)


@transaction.atomic
def approve_report(report: Report, *, at_meeting: str, on: date, by_whom: str, by) -> Report:
    """The decision is recorded: when the time to check is over, and everybody who objected has an answer."""
    allow(by, PLAN, report)
    row = locked(report)
    readers = readers_of(row)
    asked = len(readers) + len(walked_in(row, readers))
    if row.takes_replies and row.replies.this_time().exclude(place=None).count() < asked:
        raise flow.NotNow(_("People still have time to check it."))
    if row.replies.waiting().exists():
        raise flow.NotNow(_("Somebody says that it is not what people said. Answer them first."))
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day has not come yet.")})
    facts = {"decided_at_meeting": at_meeting.strip(), "decided_on": on, "decided_by": by_whom.strip()}
    for name, words in (("at_meeting", "decided_at_meeting"), ("by_whom", "decided_by")):
        if not facts[words]:
            raise ValidationError({name: _("Say who decided it, and where.")})
    return flow.apply(report, "approve", by=by, **facts)


@transaction.atomic
def publish_report(report: Report, *, by) -> Report:
    """Everybody can read it in both forms, and whoever was there is told. Never without its easy read."""
    allow(by, PLAN, report)
    row = locked(report)
    if row.state == Report.State.APPROVED and row.lacks:
        raise NotReady(row.lacks)
    row = flow.apply(report, "publish", by=by, published_on=timezone.localdate())
    tell_everybody(row, "out")
    return row
