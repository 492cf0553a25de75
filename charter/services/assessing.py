"""How we are doing: editors ask and give out codes, people score without signing in, editors read what is written."""

import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models import Assessment, MeetingCode, Remark, Score, Sheet, Statement, Value
from charter.models.assessing import LEAST, MOST
from charter.spoken_codes import new_code
from halton_coprod.easyread.blocks import EasyRead, fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved


@transaction.atomic
def add_statement(value: Value, *, text: str, easy: EasyRead, by) -> Statement:
    """Editors add a sentence that people score from now on. The same sentence twice is one, asked again."""
    allow(by, "charter.keep_assessment", value)
    if not easy:
        raise ValidationError({"easy": _("Write it in easy read too. Without it many people cannot answer.")})
    known = Statement.objects.select_for_update().filter(value=value, text=text).first()
    if known and known.is_asked:
        return known
    statement = known or Statement(value=value, text=text)
    statement.easy, statement.is_asked = fitted(easy, text), True
    saved(statement)
    audit.write("charter.statement.add", statement, by=by, fields=["text"])
    return statement


@transaction.atomic
def retire_statement(statement: Statement, *, by) -> Statement:
    """Editors ask this no more; what was answered stays in the numbers."""
    allow(by, "charter.keep_assessment", statement)
    row = locked(statement)
    if not row.is_asked:
        return row
    row.is_asked = False
    row.save(update_fields=["is_asked"])
    audit.write("charter.statement.retire", row, by=by, fields=["is_asked"])
    return row


@transaction.atomic
def begin_assessment(*, name: str, starts_on: datetime.date, ends_on: datetime.date, by) -> Assessment:
    """Editors say from when to when people are asked. Sending the same twice is once."""
    allow(by, "charter.keep_assessment")
    refuse_days(starts_on, ends_on)
    known = Assessment.objects.filter(name=name).first()
    if known and (known.starts_on, known.ends_on) == (starts_on, ends_on):
        return known
    if known:
        raise ValidationError({"name": _("There is one of this name already.")})
    assessment = saved(Assessment(name=name, starts_on=starts_on, ends_on=ends_on))
    audit.write("charter.assessment.begin", assessment, by=by, fields=["name", "starts_on", "ends_on"])
    return assessment


def refuse_days(starts_on: datetime.date, ends_on: datetime.date) -> None:
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day is before the first day. Choose a later day.")})


@transaction.atomic
def change_assessment(
    assessment: Assessment,
    *,
    name: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    seen: str | None = None,
    by,
) -> Assessment:
    """Editors mend the name of a time of asking, and its days while it goes on. Sending the same twice is once.

    When it is over its numbers are told: one more answer then would show what this person said, so its days stay.
    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now.
    """
    allow(by, "charter.keep_assessment", assessment)
    refuse_days(starts_on, ends_on)
    row, wanted = locked(assessment), {"name": name, "starts_on": starts_on, "ends_on": ends_on}
    changed = [field for field, fact in wanted.items() if getattr(row, field) != fact]
    if not changed:
        return row
    refuse_stale(row, seen)
    if row.is_over and changed != ["name"]:
        raise ValidationError(_("This time is over and its numbers are shown. Only its name can be changed."))
    for field in changed:
        setattr(row, field, wanted[field])
    saved(row, *changed)
    audit.write("charter.assessment.change", row, by=by, fields=changed)
    return row


@transaction.atomic
def make_code(assessment: Assessment, *, group: str, meeting: str, by) -> MeetingCode:
    """Editors make the code that one group is told at one meeting. The same twice is one code, while it is open."""
    allow(by, "charter.keep_assessment", assessment)
    locked(assessment)
    known = assessment.codes.filter(group=group, meeting=meeting, closed_on=None).first()
    if known:
        return known
    code = saved(MeetingCode(assessment=assessment, group=group, meeting=meeting, code=_unused_code()))
    audit.write("charter.meetingcode.make", code, by=by, fields=["group", "meeting"])
    return code


@transaction.atomic
def close_code(code: MeetingCode, *, by) -> MeetingCode:
    """Editors let nobody answer with this code any more. Sending the same twice is once."""
    allow(by, "charter.keep_assessment", code)
    row = locked(code)
    if row.closed_on:
        return row
    row.closed_on = timezone.localdate()
    row.save(update_fields=["closed_on"])
    audit.write("charter.meetingcode.close", row, by=by, fields=["closed_on"])
    return row


@transaction.atomic
def send_sheet(
    code: MeetingCode,
    *,
    scores: dict[Statement, int],
    words: dict[Value, str],
    token: UUID,
    was_easy: bool = False,
    on: datetime.date | None = None,
    by=None,
) -> Sheet:
    """Anybody with an open code says how we are doing; what they write is held until an editor has read it.

    The same token makes one sheet, however often the form is sent, also when the code is closed by then.
    """
    row = MeetingCode.objects.select_for_update(of=("self",)).select_related("assessment").get(pk=code.pk)
    if known := Sheet.objects.filter(token=token).first():
        return known
    if not row.is_open_on(on or timezone.localdate()):
        raise flow.NotNow(_("This code is closed. Ask the person who gave it to you."))
    words = {value: said.strip() for value, said in words.items() if said.strip()}
    if not scores and not words:
        raise ValidationError(_("Answer one question or more. Then send it."))
    if not all(LEAST <= number <= MOST for number in scores.values()):
        raise ValidationError(_("Choose one of the faces."))
    sheet = saved(Sheet(code=row, token=token, was_easy=was_easy))
    Score.objects.bulk_create(Score(sheet=sheet, statement=one, number=number) for one, number in scores.items())
    for value, said in words.items():
        saved(Remark(assessment=row.assessment, group=row.group, value=value, words=said))
    audit.write("charter.sheet.send", sheet, by=by, fields=["scores", "words"] if words else ["scores"])
    return sheet


@transaction.atomic
def show_remark(remark: Remark, *, by) -> Remark:
    """Editors let everybody read what somebody wrote. Sending the same twice is once."""
    return _moved(remark, "show", by)


@transaction.atomic
def hide_remark(remark: Remark, *, by) -> Remark:
    """Editors keep it from being read. Sending the same twice is once."""
    return _moved(remark, "hide", by)


def _moved(remark: Remark, name: str, by) -> Remark:
    allow(by, "charter.keep_assessment", remark)
    if locked(remark).state == Remark.MOVES[name].target:
        return remark
    return flow.apply(remark, name, by=by)


def _unused_code() -> str:
    """Never one that was used before: somebody may still have it on a slip of paper."""
    taken = set(MeetingCode.objects.values_list("code", flat=True))
    return next(code for code in iter(new_code, None) if code not in taken)
