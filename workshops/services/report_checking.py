"""What the people who were there say to the report of a series, and what they are answered."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from workshops.models import Report, ReportReply, SignUp
from workshops.models.session import PLAN
from workshops.models.sign_up import ANSWER
from workshops.report_notices import tell_report
from workshops.report_readers import was_there


@transaction.atomic
def reply_to_report(place: SignUp, report: Report, *, is_right: bool, words: str = "", by) -> ReportReply:
    """Whoever was there says: this is right, or this is not what we said. Saying it again replaces it.

    The team reads the words and not the name.
    """
    allow(by, ANSWER, place)
    row = replied_to(report)
    if not was_there(place, row):
        raise flow.NotNow(_("This is for the people who were there."))
    known = row.replies.this_time().filter(place=place).first()
    reply = known or ReportReply(report=row, round=row.round, place=place, token=uuid.uuid4())
    return kept(reply, is_right, words, None)


@transaction.atomic
def note_reply(report: Report, *, is_right: bool, words: str = "", token: uuid.UUID, by) -> ReportReply:
    """Facilitators write down what somebody said on the phone or on paper. The same token is one reply."""
    allow(by, PLAN, report)
    row = replied_to(report)
    known = ReportReply.objects.filter(token=token).first()
    return known or kept(ReportReply(report=row, round=row.round, token=token), is_right, words, by)


def replied_to(report: Report) -> Report:
    row = locked(report)
    if not row.takes_replies:
        raise flow.NotNow(_("The time to check it is over. You can still phone us."))
    return row


def kept(reply: ReportReply, is_right: bool, words: str, by) -> ReportReply:
    if not is_right and not words.strip():
        raise ValidationError({"words": _("Say what is not right.")})
    reply.is_right, reply.words = is_right, "" if is_right else words.strip()
    reply.answer, reply.answered_on = "", None
    saved(reply)
    audit.write("workshops.reportreply.give", reply, by=by)
    return reply


@transaction.atomic
def answer_reply(reply: ReportReply, *, answer: str, by) -> ReportReply:
    """Facilitators say what they do about it; whoever said it by their link is told, once for each answer."""
    allow(by, PLAN, reply.report)
    if not answer.strip():
        raise ValidationError({"answer": _("Write an answer. The person reads it.")})
    row = locked(reply)
    if row.answer == answer.strip():
        return row
    row.answer, row.answered_on = answer.strip(), timezone.localdate()
    saved(row)
    line = audit.write("workshops.reportreply.answer", row, by=by, fields=["answer", "answered_on"])
    if row.place_id:
        place = SignUp.objects.select_related("member", "session__venue").get(pk=row.place_id)
        tell_report(place, row.report, "answer", once=str(line.pk), answer=row.answer)
    return row
