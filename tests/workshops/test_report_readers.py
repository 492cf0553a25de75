"""Who walked in at a session of a series and left a way to be told is asked about its report, and told of it."""

import re
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.record import stamp
from halton_coprod.record.flow import NotNow
from members.models import Member, Message
from tests.members.people import make_member
from workshops import services
from workshops.holders import Holder
from workshops.models import Attendance, Report, ReportSection, Session

from .conftest import EASY, in_days, on_the_day, over, plan, said_in, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DECISION = {"at_meeting": "Board", "by_whom": "All who were there"}


def came(session, name, reach, by, **facts):
    return services.add_walk_in(session, name=name, reach=reach, token=uuid.uuid4(), by=by, **facts)


@pytest.fixture
def series(facilitator):
    """Una walked in twice, Vic has no way to be reached, and Rosa has a place and walked in at the other one."""
    series = services.name_series(name="Letters", by=facilitator)
    for number in (1, 2):
        session = services.open_session(plan(facilitator, name=f"Letters {number}", series=series), by=facilitator)
        on_the_day(session)
        came(session, "Una Privat", "UNA@private.example", facilitator, language="en-simple")
        if number == 1:
            came(session, "Vic Privat", "", facilitator)
            came(session, "Rosa Privat", "rosa@private.example", facilitator)
        else:
            Session.objects.filter(pk=session.pk).update(starts_at=in_days(3), ends_at=in_days(3, 2))
            sign_up(session, "Rosa Privat")
        services.hold_session(over(session), by=facilitator)
    return series


@pytest.fixture
def checking(series, facilitator):
    report = services.draft_report(series, by=facilitator)
    services.write_section(report, heading="A", text="B.", easy=EASY, by=facilitator)
    services.change_report(report, title="A", summary="B.", summary_easy=EASY, by=facilitator)
    return services.let_check_report(report, until=timezone.localdate() + timedelta(days=8), by=facilitator)


def about(occasion) -> list[Message]:
    return list(Message.objects.filter(occasion__contains=f"-report-{occasion}-").order_by("pk"))


def test_they_are_asked_once_and_answer_on_the_phone(client, checking, facilitator):
    rosa, una = about("check")
    assert (rosa.to, una.to, una.form) == ("rosa@private.example", "UNA@private.example", "en-simple")
    said = " ".join(words for _picture, words in una.ideas)
    assert (said.count(settings.HELP["phone"]), said.count("/place/")) == (1, 0)
    client.force_login(facilitator)
    assert client.get("/team/workshops/reports/letters/").context["asked"] == 2


def test_the_time_to_check_is_theirs_too_and_they_are_told_that_it_is_out(checking, series, facilitator):
    """They answer without a name, so that nobody can tell that all have answered before the time is over."""
    place = series.sessions.get(name="Letters 2").sign_ups.get()
    services.reply_to_report(place, checking, is_right=True, by=Holder(place.pk))
    services.note_reply(checking, is_right=True, token=uuid.uuid4(), by=facilitator)
    decision = {**DECISION, "on": timezone.localdate()}
    with pytest.raises(NotNow, match="still have time"):
        services.approve_report(checking, **decision, by=facilitator)
    Report.objects.update(check_until=timezone.localdate() - timedelta(days=1))
    services.publish_report(services.approve_report(checking, **decision, by=facilitator), by=facilitator)
    _rosa, una = about("out")
    assert (una.to, str(una.ideas).count("/easy/workshops/reports/letters/")) == ("UNA@private.example", 1)


@pytest.mark.parametrize("form", ["", "/easy"])
def test_whoever_follows_the_link_of_a_mail_while_it_is_changed_reads_that(client, checking, series, facilitator, form):
    place = series.sessions.get(name="Letters 2").sign_ups.get()
    pages = [f"{form}/workshops/reports/letters/", f"{form}/workshops/place/{place.link}/report/"]
    changing, ready = "We are changing the report.", "It is ready now. Everybody can read it."

    def read():
        stamp.forget_pages()
        found = [client.get(page) for page in pages]
        return [(one.status_code, [one.content.decode().count(says) for says in (changing, ready)]) for one in found]

    assert read() == [(404, [0, 0]), (200, [0, 0])]
    decided = {"decided_at_meeting": "The <b>Board</b>", "decided_by": "All", "decided_on": timezone.localdate()}
    Report.objects.update(state="published", published_on=timezone.localdate(), **decided)
    assert read() == [(200, [0, 0]), (404, [0, 1])]
    assert client.get(pages[0]).content.decode().count("at this meeting: The &lt;b&gt;Board&lt;/b&gt;.") == 1
    services.rework_report(Report.objects.get(), by=facilitator)
    assert read() == [(404, [1, 0]), (404, [1, 0])]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_the_parts_of_one_kind_stand_below_a_heading(client, checking, form):
    parts = [("theme", "T1"), ("theme", "T2"), ("recommendation", "R"), ("words", "W"), ("tool", "O")]
    checking.sections.all().delete()
    for at, (kind, heading) in enumerate(parts):
        easy = EasyRead(heading, EASY.blocks)
        ReportSection.objects.create(report=checking, kind=kind, heading=heading, text="X.", easy=easy, position=at)
    decided = {"decided_at_meeting": "Board", "decided_by": "All", "decided_on": timezone.localdate()}
    Report.objects.update(state="published", published_on=timezone.localdate(), **decided)
    page = client.get(f"{form}/workshops/reports/letters/?page=all").content.decode()
    groups = [said_in(form, words) for words in ("In short", "What people said", "What should change")]
    told = [(2, groups[0]), (2, groups[1]), (3, "T1"), (3, "T2"), (2, groups[2]), (3, "R"), (2, "W")]
    told += [(2, said_in(form, "What you can use")), (3, "O")]
    shown = [(int(level), words) for level, words in re.findall(r"<h(\d)>([^<]+)</h", page)]
    assert [one for one in shown if one in told] == told


def test_their_way_is_kept_until_the_report_is_out(checking, series, facilitator):
    for session in series.sessions.all():
        services.write_outcome(session, said="A.", said_easy=EASY, did="B.", did_easy=EASY, by=facilitator)
        services.publish_outcome(session, by=facilitator)
        over(session, -20)
    Message.objects.update(state="sent", done_at=timezone.now())
    kept = Attendance.objects.walk_ins().exclude(name="")
    assert (services.forget_walk_ins(), kept.count()) == (0, 4)
    decided = {"decided_at_meeting": "Board", "decided_by": "All", "decided_on": timezone.localdate()}
    Report.objects.update(state="published", published_on=timezone.localdate(), **decided)
    assert (services.forget_walk_ins(), kept.count()) == (3, 1)


def test_somebody_of_the_pool_with_another_address_by_now_is_asked_once(checking, series, facilitator, pool_staff):
    member = make_member("Mina Pool", facts={"way": "letter", "address": "3 Road"})
    for session, address in zip(series.sessions.all(), ("3 Road", "9 Street"), strict=True):
        Member.objects.filter(pk=member.pk).update(address=address)
        facts = {"asking": services.Asking(), "member": Member.objects.get(pk=member.pk), "by": pool_staff}
        known = Session.objects.filter(pk=session.pk)
        known.update(state="open", starts_at=in_days(3), ends_at=in_days(3, 2))
        services.sign_up(known.get(), token=uuid.uuid4(), **facts)
        known.update(state="held", starts_at=in_days(-3), ends_at=in_days(-2))
    services.rework_report(checking, by=facilitator)
    services.let_check_report(checking, until=timezone.localdate() + timedelta(days=8), by=facilitator)
    assert sum(one.member == member for one in about("check")) == 1
