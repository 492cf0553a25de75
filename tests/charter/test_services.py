"""Every deed of the Charter: who may, its one audit line, and that nothing happens without that line."""

from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

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
from halton_coprod.record import audit, flow
from halton_coprod.record.models import AuditLine
from members.roles import APPROVER, EDITOR, STAFF_ROLES

from .conftest import LATER, day, easy, person

pytestmark = pytest.mark.django_db

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


def everything():
    """Every row of the Charter as the database holds it."""
    with connection.cursor() as cursor:
        found = {}
        for model in ROWS:
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")  # noqa: S608 -- our own table names
            found[model] = cursor.fetchall()
    return found


def test_every_public_deed_is_in_the_table():
    assert set(DEEDS) | NO_DEEDS == {name for name in services.__all__ if name[0].islower()}


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_leaves_its_audit_line(charter, name):
    prepare, deed, verbs = DEEDS[name]
    prepare(charter)
    last = AuditLine.objects.first().pk
    deed(charter, charter.editor)
    lines = AuditLine.objects.filter(pk__gt=last).order_by("pk")
    assert [(line.verb, line.actor_id) for line in lines] == [(verb, charter.editor.pk) for verb in verbs]


# Who may besides editors; the keeper of the hub may everything.
MAY = {name: {EDITOR, APPROVER} for name in DEEDS if name.endswith("_concern")}


@pytest.mark.parametrize("name", [name for name in DEEDS if name not in FOR_ANYBODY])
def test_nobody_does_it_but_who_may(charter, stranger, name):
    """Every role, somebody without one, a keeper who is not active any more, and nobody at all."""
    prepare, deed, _verbs = DEEDS[name]
    prepare(charter)
    gone = get_user_model().objects.create_superuser("gone@example.org", is_active=False)
    others = [person(f"{role.replace(' ', '-')}@example.org", role) for role in set(STAFF_ROLES) - may(name)]
    before = everything()
    for user in (*others, stranger, gone, None):
        with pytest.raises(PermissionDenied):
            deed(charter, user)
    assert everything() == before


def may(name):
    return MAY.get(name, {EDITOR})


@pytest.mark.parametrize(("name", "role"), [(name, role) for name in MAY for role in MAY[name] - {EDITOR}])
def test_whoever_else_may_does_it(charter, name, role):
    prepare, deed, verbs = DEEDS[name]
    prepare(charter)
    user = person("asha@example.org", role)
    deed(charter, user)
    assert list(AuditLine.objects.filter(actor_id=user.pk).values_list("verb", flat=True).order_by("pk")) == verbs


@pytest.mark.parametrize("name", DEEDS)
def test_without_its_audit_line_nothing_has_happened(charter, name, monkeypatch):
    prepare, deed, _verbs = DEEDS[name]
    prepare(charter)
    before = everything()

    def broken(*args, **kwargs):
        raise OSError("The log is full.")

    # flow and the services both write by this one name.
    monkeypatch.setattr(audit, "write", broken)
    assert flow.audit is audit
    with pytest.raises(OSError, match="log is full"):
        deed(charter, charter.editor)
    assert everything() == before


def test_a_reading_is_of_a_day_that_was_and_of_a_promise_with_a_number(charter, editor):
    take = services.take_reading
    with pytest.raises(ValidationError, match="still to come"):
        take(charter.expenses, on=day(1), number=9, words="w", by=editor)
    with pytest.raises(ValidationError, match="not measured with a number"):
        take(charter.papers, on=day(0), number=9, words="w", by=editor)
    with pytest.raises(ValidationError, match="long before"):
        take(charter.expenses, on=day(-365_000), number=9, words="w", by=editor)
    with pytest.raises(ValidationError, match="less than 0"):
        take(charter.expenses, on=day(0), number=-5, words="w", by=editor)
    take(charter.expenses, on=day(0), number=9, words="w", by=editor)
    with pytest.raises(ValidationError, match="never changed"):
        take(charter.expenses, on=day(0), number=3, words="w", by=editor)
    assert [reading.number for reading in charter.expenses.readings.all()] == [9]


@pytest.mark.parametrize("number", ["not a number", "99999999999", "1.234"])
def test_a_number_that_cannot_be_kept_is_refused(charter, editor, number):
    with pytest.raises(ValidationError):
        services.take_reading(charter.expenses, on=day(0), number=number, words="w", by=editor)
    assert not charter.expenses.readings.exists()


def test_an_update_changes_how_the_promise_stands(charter, editor):
    services.update_promise(
        charter.expenses,
        status="could_not",
        words="We had no money.",
        because="the money was cut",
        easy=easy("No money."),
        evidence_label="Minutes",
        evidence_url="https://example.org/m",
        by=editor,
    )
    found = Promise.objects.with_latest().get(slug="expenses")
    assert (found.standing.key, found.latest_because) == ("could_not", "the money was cut")


def test_could_not_without_a_reason_is_refused(charter, editor):
    with pytest.raises(ValidationError, match="Say why"):
        services.update_promise(charter.expenses, status="could_not", words="No.", because="  ", by=editor)
    with pytest.raises(ValidationError, match="Say why"):
        services.report_pledge(charter.pledge, status="could_not", report="", by=editor)


@pytest.mark.parametrize("status", ["late", "in_place", "<b>"])
def test_a_status_that_does_not_exist_is_refused(charter, editor, status):
    with pytest.raises(ValidationError):
        services.update_promise(charter.expenses, status=status, words="w", by=editor)
    assert not Update.objects.exists()


def test_what_is_sent_twice_happens_once(charter, editor):
    for _again in range(2):
        services.update_promise(charter.papers, status="on_the_way", words="Begun.", by=editor)
        services.update_infrastructure(charter.thing, status="in_place", words="Met.", next_step="Go on.", by=editor)
        services.make_pledge(charter.adopter, text="Open a room.", due=day(9), by=editor)
    charter.thing.refresh_from_db()
    assert (Update.objects.count(), charter.adopter.pledges.count()) == (2, 2)
    assert (charter.thing.status, charter.thing.next_step, bool(charter.thing.next_step_easy)) == (
        "in_place",
        "Go on.",
        False,
    )


def test_an_update_without_what_is_next_leaves_it(charter, editor):
    services.update_infrastructure(charter.thing, status="in_place", words="Met.", by=editor)
    charter.thing.refresh_from_db()
    assert (charter.thing.next_step, bool(charter.thing.next_step_easy)) == ("Find a co-chair.", True)
