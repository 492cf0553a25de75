"""The deeds after the day, for tests/workshops/test_deeds.py: what makes each ready, the call, its audit verb."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import Group
from django.utils import timezone

from members.roles import SAFEGUARDING
from tests.conftest import make_person
from workshops import services
from workshops.models import Report, ReportSection, Series, Session
from workshops.services import Mark

from .conftest import EASY, in_days, on_the_day

TOKEN = UUID("7f1d0b0e-8a52-4d55-9d1c-5d0c3e1f0a12")
TOOL = {"name": "A list", "kind": "guide", "about": "B.", "items": "C.", "about_easy": EASY, "items_easy": EASY}
DECISION = {"at_meeting": "Board", "by_whom": "All"}


def today():
    return timezone.localdate()


def a_tool(c):
    return services.keep_tool(**TOOL, by=c["facilitator"])


def a_published_tool(c):
    return services.publish_tool(a_tool(c), by=c["facilitator"])


def a_series(c):
    """The session of the test belongs to it, and is over."""
    series = services.name_series(name="Letters", by=c["facilitator"])
    services.change_session(c["session"], series=series, by=c["facilitator"])
    type(c["session"]).objects.update(starts_at=in_days(-1), ends_at=in_days(0, -1))
    c["session"].refresh_from_db()
    for place in c["places"]:
        place.session = c["session"]
    services.hold_session(c["session"], by=c["facilitator"])
    return series


def a_report(c):
    report = services.draft_report(a_series(c), by=c["facilitator"])
    services.write_section(report, heading="A", text="B.", easy=EASY, by=c["facilitator"])
    return services.change_report(report, title="A", summary="B.", summary_easy=EASY, by=c["facilitator"])


def a_part(c):
    a_report(c)
    return ReportSection.objects.get()


def in_check(c):
    return services.let_check_report(a_report(c), until=today() + timedelta(days=8), by=c["facilitator"])


def an_objection(c):
    return services.note_reply(in_check(c), is_right=False, words="Rosa", token=TOKEN, by=c["facilitator"])


def checked(c):
    report = in_check(c)
    Report.objects.update(check_until=today() - timedelta(days=1))
    return Report.objects.get(pk=report.pk)


def approved(c):
    return services.approve_report(checked(c), **DECISION, on=today(), by=c["facilitator"])


def some_tables(c):
    return services.lay_tables(c["session"], tables=[{"scribe": "Rosa"}, {}], by=c["facilitator"])


def a_draft_note(c):
    return services.write_safeguarding(c["session"], words="Rosa", by=c["facilitator"])


def a_sent_note(c):
    make_person("lead", SAFEGUARDING)
    c["facilitator"].groups.add(Group.objects.get(name=SAFEGUARDING))
    del c["facilitator"]._roles
    return services.send_safeguarding(a_draft_note(c), by=c["facilitator"])


def with_lead(c):
    make_person("lead", SAFEGUARDING)
    return a_draft_note(c)


def over_with_a_need(c):
    """Somebody got an answer to what they need, and the session is over."""
    request = services.arrange_request(c["places"][0].requests.get(), by=c["facilitator"])
    Session.objects.filter(pk=c["session"].pk).update(starts_at=in_days(-1), ends_at=in_days(0, -1))
    request.sign_up.session.refresh_from_db()
    return request


def told(c):
    type(c["session"]).objects.update(starts_at=in_days(-1), ends_at=in_days(0, -1))
    services.hold_session(c["session"], by=c["facilitator"])
    services.write_outcome(c["session"], said="B.", did="C.", said_easy=EASY, did_easy=EASY, by=c["facilitator"])
    return services.publish_outcome(c["session"], by=c["facilitator"]).session


DEEDS = {
    "agree_ground_rules": (
        None,
        lambda c, t, by: services.agree_ground_rules(c["session"], words="Rosa", easy=EASY, red="Rosa", by=by),
        "workshops.groundrules.agree",
    ),
    "lay_tables": (
        None,
        lambda c, t, by: services.lay_tables(c["session"], tables=[{"scribe": "Rosa"}], by=by),
        "workshops.session.lay_tables",
    ),
    "spread_people": (
        some_tables,
        lambda c, t, by: services.spread_people(c["session"], by=by),
        "workshops.session.spread_people",
    ),
    "seat_person": (
        some_tables,
        lambda c, t, by: services.seat_person(c["session"], place=c["places"][0], table=t[0], by=by),
        "workshops.seat.give",
    ),
    "choose_badge": (
        None,
        lambda c, t, by: services.choose_badge(c["places"][0], name="Rosa", please="sign", by=by),
        "workshops.badge.choose",
    ),
    "type_up_register": (
        lambda c: on_the_day(c["session"]),
        lambda c, t, by: services.type_up_register(
            t, marks=[Mark(c["places"][0], None, "", "came", 0)], token=TOKEN, by=by
        ),
        "workshops.attendance.mark",
    ),
    "write_safeguarding": (
        None,
        lambda c, t, by: services.write_safeguarding(c["session"], words="Rosa", about="Privat", by=by),
        "workshops.safeguardingnote.write",
    ),
    "send_safeguarding": (
        with_lead,
        lambda c, t, by: services.send_safeguarding(t, by=by),
        "workshops.safeguardingnote.send",
    ),
    "look_at_safeguarding": (
        a_draft_note,
        lambda c, t, by: services.look_at_safeguarding(t, by=by),
        "workshops.safeguardingnote.look",
    ),
    "close_safeguarding": (
        a_sent_note,
        lambda c, t, by: services.close_safeguarding(t, done="Rosa", by=by),
        "workshops.safeguardingnote.close",
    ),
    "note_met": (
        over_with_a_need,
        lambda c, t, by: services.note_met(t, met="no", by=by),
        "workshops.accessrequest.note_met",
    ),
    "note_objection": (
        told,
        lambda c, t, by: services.note_objection(t, place=c["places"][0], words="Rosa", token=TOKEN, by=by),
        "workshops.objection.note",
    ),
    "tell_again": (told, lambda c, t, by: services.tell_again(t, by=by), "workshops.outcome.tell_again"),
    "keep_tool": (a_tool, lambda c, t, by: services.keep_tool(tool=t, name="B", by=by), "workshops.practicaltool.keep"),
    "publish_tool": (a_tool, lambda c, t, by: services.publish_tool(t, by=by), "workshops.practicaltool.publish"),
    "withdraw_tool": (
        a_published_tool,
        lambda c, t, by: services.withdraw_tool(t, by=by),
        "workshops.practicaltool.withdraw",
    ),
    "note_use": (
        a_published_tool,
        lambda c, t, by: services.note_use(t, who="Rosa", by=by),
        "workshops.tooluse.note",
    ),
    "describe_series": (
        a_series,
        lambda c, t, by: services.describe_series(t, name="Letters", about="Rosa", about_easy=EASY, by=by),
        "workshops.series.describe",
    ),
    "draft_report": (
        a_series,
        lambda c, t, by: services.draft_report(Series.objects.get(), by=by),
        "workshops.report.draft",
    ),
    "change_report": (
        a_report,
        lambda c, t, by: services.change_report(t, title="Rosa", summary="C.", summary_easy=EASY, by=by),
        "workshops.report.change",
    ),
    "write_section": (
        a_report,
        lambda c, t, by: services.write_section(t, heading="Rosa", text="C.", easy=EASY, by=by),
        "workshops.reportsection.write",
    ),
    "take_out_section": (
        a_part,
        lambda c, t, by: services.take_out_section(t, by=by),
        "workshops.reportsection.take_out",
    ),
    "let_check_report": (
        a_report,
        lambda c, t, by: services.let_check_report(t, until=today() + timedelta(days=8), by=by),
        "workshops.report.check",
    ),
    "rework_report": (in_check, lambda c, t, by: services.rework_report(t, by=by), "workshops.report.rework"),
    "reply_to_report": (
        in_check,
        lambda c, t, by: services.reply_to_report(c["places"][0], t, is_right=False, words="Rosa", by=by),
        "workshops.reportreply.give",
    ),
    "note_reply": (
        in_check,
        lambda c, t, by: services.note_reply(t, is_right=False, words="Rosa", token=TOKEN, by=by),
        "workshops.reportreply.give",
    ),
    "answer_reply": (
        an_objection,
        lambda c, t, by: services.answer_reply(t, answer="Rosa", by=by),
        "workshops.reportreply.answer",
    ),
    "approve_report": (
        checked,
        lambda c, t, by: services.approve_report(t, **DECISION, on=today(), by=by),
        "workshops.report.approve",
    ),
    "publish_report": (approved, lambda c, t, by: services.publish_report(t, by=by), "workshops.report.publish"),
}
# Whoever says by their link that a report is right or wrong is not named anywhere.
UNNAMED = {"reply_to_report"}
