"""Every deed of the Charter: what must be so first, the call, and the audit verbs it leaves."""

from uuid import uuid4

from charter import services
from charter.models import (
    AcceptedFinding,
    Adopter,
    Assessment,
    Comment,
    Concern,
    Correction,
    Infrastructure,
    MeetingCode,
    Part,
    Pledge,
    Promise,
    Reading,
    Remark,
    Score,
    Sheet,
    Statement,
    Update,
    Value,
    Version,
)
from charter.models.findings import mark_of
from charter.services.readiness import findings_of

from .conftest import LATER, day, easy

ROWS = (
    AcceptedFinding,
    Adopter,
    Assessment,
    Comment,
    Concern,
    Correction,
    Infrastructure,
    MeetingCode,
    Part,
    Pledge,
    Promise,
    Reading,
    Remark,
    Score,
    Sheet,
    Statement,
    Update,
    Value,
    Version,
)
# Anybody may do these, without signing in.
FOR_ANYBODY = {"ask_to_adopt", "make_comment", "object_to_answer", "raise_concern", "send_sheet"}
# Looks up; and the clock, with a line for each concern (test_concerns.py, test_reminding.py).
NO_DEEDS = {"find_concern", "escalate_overdue", "remind_adopters", "remind_owners", "tell_what_waits"}


def definition(version):
    return version.parts.get(kind="definition")


def mended_and_agreed(charter):
    """The draft, ready to be put in force."""
    part, by = definition(charter.draft), charter.editor
    services.change_part(part, seen=part.fingerprint, easy=easy("We decide."), easy_fits=True, by=by)
    services.open_version(charter.draft, by=by)
    services.agree_version(charter.draft, meeting="Board", on=day(-1), decided_by="All", by=by)


def opened(charter):
    services.open_version(charter.draft, **LATER, by=charter.editor)


def nothing_first(charter):
    pass


def somebody_said(charter):
    opened(charter)
    charter.comment = services.make_comment(definition(charter.draft), words="Too long.", token=uuid4())


def hidden(charter):
    somebody_said(charter)
    services.hide_comment(charter.comment, because="twice", by=charter.editor)


def told(charter):
    charter.concern = services.raise_concern(what_happened="Nobody asked us.", token=uuid4())


def read_by_us(charter):
    told(charter)
    services.acknowledge_concern(charter.concern, by=charter.editor)


def answered(charter):
    read_by_us(charter)
    services.answer_concern(charter.concern, answer="You are right.", easy=easy("Yes."), by=charter.editor)


def measured(charter):
    charter.reading = services.take_reading(charter.expenses, on=day(0), number=44, words="w", by=charter.editor)


def somebody_asks(charter):
    contact = {"contact_name": "Sam", "email": "sam@carers.example"}
    charter.asks = services.ask_to_adopt(name="Carers", lead="Kim", about="Us.", token=uuid4(), **contact)


def pledge_hidden(charter):
    services.hide_pledge(charter.pledge, by=charter.editor)


def has_a_hard_word(charter):
    part = definition(charter.draft)
    hard = easy("The procurement framework is holistic.")
    services.change_part(part, seen=part.fingerprint, easy=hard, easy_fits=True, by=charter.editor)


def reasons(charter):
    return {mark_of(one): "People here know it." for one in findings_of(definition(charter.draft))}


def asking(charter):
    """People are asked now, about one statement, with one code; somebody wrote something."""
    by = charter.editor
    charter.statement = services.add_statement(charter.value, text="People listen.", easy=easy("We listen."), by=by)
    charter.asking = services.begin_assessment(name="Now", starts_on=day(-1), ends_on=day(1), by=by)
    charter.code = services.make_code(charter.asking, group="staff", meeting="Team", by=by)
    services.send_sheet(charter.code, scores={}, words={charter.value: "Too loud."}, token=uuid4())
    charter.remark = Remark.objects.get()


def removed_draft_is_agreed(charter):
    mended_and_agreed(charter)
    services.put_version_in_force(charter.draft, by=charter.editor)


# deed → (what must be so first, the call, the audit verbs it leaves)
DEEDS = {
    "draft_version": (
        removed_draft_is_agreed,
        lambda c, by: services.draft_version(by=by),
        ["charter.version.draft"],
    ),
    "describe_version": (
        nothing_first,
        lambda c, by: services.describe_version(c.draft, summary="New words.", by=by),
        ["charter.version.describe"],
    ),
    "check_easy_read": (
        nothing_first,
        lambda c, by: services.check_easy_read(c.draft, checked_by="Readers", on=day(0), by=by),
        ["charter.version.check_easy_read"],
    ),
    "open_version": (
        nothing_first,
        lambda c, by: services.open_version(c.draft, **LATER, by=by),
        ["charter.version.open"],
    ),
    "rework_version": (opened, lambda c, by: services.rework_version(c.draft, by=by), ["charter.version.rework"]),
    "set_owner_email": (
        nothing_first,
        lambda c, by: services.set_owner_email(c.expenses, email="owner@example.org", by=by),
        ["charter.promise.set_owner_email"],
    ),
    "raise_concern": (
        nothing_first,
        lambda c, by: services.raise_concern(what_happened="Nobody asked us.", token=uuid4(), by=by),
        ["charter.concern.raise"],
    ),
    "look_at_concern": (told, lambda c, by: services.look_at_concern(c.concern, by=by), ["charter.concern.look"]),
    "acknowledge_concern": (
        told,
        lambda c, by: services.acknowledge_concern(c.concern, by=by),
        ["charter.concern.acknowledge"],
    ),
    "look_into_concern": (
        read_by_us,
        lambda c, by: services.look_into_concern(c.concern, by=by),
        ["charter.concern.look_into"],
    ),
    "answer_concern": (
        read_by_us,
        lambda c, by: services.answer_concern(c.concern, answer="Yes.", easy=easy("Yes."), by=by),
        ["charter.concern.answer"],
    ),
    "escalate_concern": (
        told,
        lambda c, by: services.escalate_concern(c.concern, by=by),
        ["charter.concern.escalate"],
    ),
    "object_to_answer": (
        answered,
        lambda c, by: services.object_to_answer(c.concern, by=by),
        ["charter.concern.escalate"],
    ),
    "close_concern": (answered, lambda c, by: services.close_concern(c.concern, by=by), ["charter.concern.close"]),
    "make_comment": (
        opened,
        lambda c, by: services.make_comment(definition(c.draft), words="Good.", token=uuid4(), by=by),
        ["charter.comment.make"],
    ),
    "show_comment": (hidden, lambda c, by: services.show_comment(c.comment, by=by), ["charter.comment.show"]),
    "hide_comment": (
        somebody_said,
        lambda c, by: services.hide_comment(c.comment, because="hurts", by=by),
        ["charter.comment.hide"],
    ),
    "answer_comment": (
        somebody_said,
        lambda c, by: services.answer_comment(c.comment, reply="We mend it.", easy=easy("We mend it."), by=by),
        ["charter.comment.answer"],
    ),
    "accept_findings": (
        has_a_hard_word,
        lambda c, by: services.accept_findings(definition(c.draft), reasons=reasons(c), by=by),
        ["charter.part.accept_findings"],
    ),
    "change_promise": (
        nothing_first,
        lambda c, by: services.change_promise(c.expenses, due=day(60), because="A typing mistake.", by=by),
        ["charter.promise.change"],
    ),
    "correct_reading": (
        measured,
        lambda c, by: services.correct_reading(c.reading, number=4, words="Four.", because="A typing mistake.", by=by),
        ["charter.promise.correct_reading"],
    ),
    "describe_promise": (
        nothing_first,
        lambda c, by: services.describe_promise(
            c.expenses, how_we_know="We ask.", how_we_know_easy=easy("We ask."), by=by
        ),
        ["charter.promise.describe"],
    ),
    "agree_version": (
        opened,
        lambda c, by: services.agree_version(c.draft, meeting="Board", on=day(0), decided_by="All", by=by),
        ["charter.version.agree"],
    ),
    "put_version_in_force": (
        mended_and_agreed,
        lambda c, by: services.put_version_in_force(c.draft, by=by),
        ["charter.version.supersede", "charter.version.put_in_force"],
    ),
    "add_part": (
        nothing_first,
        lambda c, by: services.add_part(
            c.draft, kind="behaviour", of=c.value, voice="i", who="leaders", name="n", text="t", by=by
        ),
        ["charter.part.add"],
    ),
    "begin_part": (
        nothing_first,
        lambda c, by: services.begin_part(c.draft, kind="value", name="Trust", text="We trust.", by=by),
        ["charter.value.add", "charter.part.add"],
    ),
    "shift_part": (
        nothing_first,
        lambda c, by: services.shift_part(c.draft.parts.filter(kind="promise").first(), by_one=1, by=by),
        ["charter.part.shift"],
    ),
    "change_part": (
        nothing_first,
        lambda c, by: services.change_part(
            definition(c.draft), seen=definition(c.draft).fingerprint, text="Other words.", by=by
        ),
        ["charter.part.change"],
    ),
    "remove_part": (
        nothing_first,
        lambda c, by: services.remove_part(definition(c.draft), by=by),
        ["charter.part.remove"],
    ),
    "add_value": (nothing_first, lambda c, by: services.add_value(slug="trust", by=by), ["charter.value.add"]),
    "add_infrastructure": (
        nothing_first,
        lambda c, by: services.add_infrastructure(slug="pool", owner="The council", by=by),
        ["charter.infrastructure.add"],
    ),
    "add_promise": (
        nothing_first,
        lambda c, by: services.add_promise(slug="bus", owner="The council", made_on=day(0), by=by),
        ["charter.promise.add"],
    ),
    "take_reading": (
        nothing_first,
        lambda c, by: services.take_reading(c.expenses, on=day(0), number=9, words="Nine days.", by=by),
        ["charter.promise.take_reading"],
    ),
    "update_promise": (
        nothing_first,
        lambda c, by: services.update_promise(c.expenses, status="done", words="Done.", by=by),
        ["charter.promise.update"],
    ),
    "update_infrastructure": (
        nothing_first,
        lambda c, by: services.update_infrastructure(c.thing, status="at_risk", words="No money.", by=by),
        ["charter.infrastructure.update"],
    ),
    "add_statement": (
        nothing_first,
        lambda c, by: services.add_statement(c.value, text="We listen.", easy=easy("We listen."), by=by),
        ["charter.statement.add"],
    ),
    "retire_statement": (
        asking,
        lambda c, by: services.retire_statement(c.statement, by=by),
        ["charter.statement.retire"],
    ),
    "begin_assessment": (
        nothing_first,
        lambda c, by: services.begin_assessment(name="Now", starts_on=day(0), ends_on=day(9), by=by),
        ["charter.assessment.begin"],
    ),
    "change_assessment": (
        asking,
        lambda c, by: services.change_assessment(c.asking, name="Now", starts_on=day(-1), ends_on=day(5), by=by),
        ["charter.assessment.change"],
    ),
    "make_code": (
        asking,
        lambda c, by: services.make_code(c.asking, group="residents", meeting="Club", by=by),
        ["charter.meetingcode.make"],
    ),
    "close_code": (asking, lambda c, by: services.close_code(c.code, by=by), ["charter.meetingcode.close"]),
    "send_sheet": (
        asking,
        lambda c, by: services.send_sheet(
            c.code, scores={c.statement: 4}, words={c.value: "Good."}, token=uuid4(), by=by
        ),
        ["charter.sheet.send"],
    ),
    "show_remark": (asking, lambda c, by: services.show_remark(c.remark, by=by), ["charter.remark.show"]),
    "hide_remark": (asking, lambda c, by: services.hide_remark(c.remark, by=by), ["charter.remark.hide"]),
    "sign_adopter": (
        nothing_first,
        lambda c, by: services.sign_adopter(
            slug="carers", name="Carers", lead="Kim", signed_on=day(0), about="Carers.", by=by
        ),
        ["charter.adopter.sign"],
    ),
    "ask_to_adopt": (
        nothing_first,
        lambda c, by: services.ask_to_adopt(
            name="Us", lead="Kim", about="We.", contact_name="Sam", email="s@us.example", token=uuid4(), by=by
        ),
        ["charter.adopter.ask"],
    ),
    "look_at_adopter": (
        somebody_asks,
        lambda c, by: services.look_at_adopter(c.asks, by=by),
        ["charter.adopter.look"],
    ),
    "confirm_adopter": (
        somebody_asks,
        lambda c, by: services.confirm_adopter(c.asks, signed_on=day(0), about="Us.", easy=easy("Us."), by=by),
        ["charter.adopter.confirm"],
    ),
    "refuse_adopter": (
        somebody_asks,
        lambda c, by: services.refuse_adopter(c.asks, because="Not yet.", easy=easy("Not yet."), by=by),
        ["charter.adopter.refuse"],
    ),
    "send_link": (
        nothing_first,
        lambda c, by: services.send_link(c.adopter, contact_name="Sam", email="sam@us.example", by=by),
        ["charter.adopter.send_link"],
    ),
    "hide_pledge": (nothing_first, lambda c, by: services.hide_pledge(c.pledge, by=by), ["charter.pledge.hide"]),
    "show_pledge": (pledge_hidden, lambda c, by: services.show_pledge(c.pledge, by=by), ["charter.pledge.show"]),
    "make_pledge": (
        nothing_first,
        lambda c, by: services.make_pledge(c.adopter, text="Open a room.", due=day(9), by=by),
        ["charter.pledge.make"],
    ),
    "report_pledge": (
        nothing_first,
        lambda c, by: services.report_pledge(c.pledge, status="done", report="Ten people.", by=by),
        ["charter.pledge.report"],
    ),
}
