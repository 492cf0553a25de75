"""Nothing is kept longer than we said: asked once a year, asked when silent, erased without an answer, cleared out."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.holders import Holder, sign
from members.models import LookRecord, Member, Message, RetentionRun
from members.services import Said

from .people import make_member

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
YEAR = timedelta(days=365)


def long_ago(member, ago, **more):
    """Nobody has heard from them for so long."""
    when = timezone.now() - ago
    Member.objects.filter(pk=member.pk).update(joined_at=when, last_heard_at=when, **more)
    return member


def occasions(member):
    return sorted(member.messages.exclude(occasion="joined").values_list("occasion", flat=True))


def this_year(*kinds):
    return sorted(f"{kind}-{timezone.localdate().year}" for kind in kinds)


def names():
    return sorted(Member.objects.exclude(state="erased").values_list("name", flat=True))


def runs():
    return {run.kind: run.rows for run in RetentionRun.objects.all()}


def test_who_is_silent_for_a_year_is_asked_once_and_no_day_before():
    silent = long_ago(make_member("Silent"), YEAR + DAY)
    almost = long_ago(make_member("Almost"), YEAR - DAY)
    came = long_ago(make_member("Came"), 2 * YEAR, last_came_at=timezone.now() - DAY)
    quiet = long_ago(make_member("Quiet"), 2 * YEAR, wants_messages=False)
    left = long_ago(make_member("Left"), 2 * YEAR, state="left")
    assert (services.ask_who_is_silent(), services.ask_who_is_silent()) == (1, 0)
    asked = {one.name: occasions(one) for one in (silent, almost, came, quiet, left)}
    assert asked == {"Silent": this_year("stay"), "Almost": [], "Came": [], "Quiet": [], "Left": []}
    assert runs() == {"asked": 1}


def test_who_signed_in_has_been_heard_from(resident):
    long_ago(make_member("Rosa", user=resident, by=resident), 2 * YEAR)
    resident.last_login = timezone.now()
    resident.save()
    assert services.ask_who_is_silent() == 0


@pytest.fixture
def asked():
    """Asked 61 days ago, by an email that went out."""
    rosa = long_ago(make_member("Rosa"), YEAR + 70 * DAY)
    services.ask_who_is_silent()
    then = timezone.now() - 61 * DAY
    Member.objects.update(asked_to_stay_at=then)
    Message.objects.filter(member=rosa, occasion__startswith="stay").update(state="sent", done_at=then)
    return rosa


def test_who_does_not_answer_in_60_days_is_erased(asked):
    assert (services.erase_who_did_not_answer(), services.erase_who_did_not_answer()) == (1, 0)
    assert (names(), runs()) == ([], {"asked": 1, "unheard": 1})
    assert AuditLine.objects.get(verb="members.member.erase").actor_id is None


@pytest.mark.parametrize(
    ("state", "days"), [("waiting", 61), ("failed", 61), ("dropped", 61), ("sent", 59), ("posted", 59), ("rung", 59)]
)
def test_nobody_is_erased_whom_the_question_did_not_reach_60_days_ago(asked, state, days):
    Message.objects.filter(occasion__startswith="stay").update(
        state=state, done_at=timezone.now() - days * DAY, taken_at=timezone.now()
    )
    assert (services.erase_who_did_not_answer(), names()) == (0, ["Rosa"])


def test_nobody_is_erased_who_came_after_they_were_asked(asked):
    Member.objects.update(last_came_at=timezone.now() - DAY)
    assert (services.erase_who_did_not_answer(), names()) == (0, ["Rosa"])


@pytest.mark.parametrize("form", ["", "/easy"])
def test_the_answer_needs_no_sign_in_and_looking_changes_nothing(client, asked, form):
    where = f"{form}/me/still/{sign(asked)}/"
    before = Member.objects.values().get()
    page = client.get(where).content.decode()
    assert (Member.objects.values().get(), "Rosa" in page, "shared@home.example" in page) == (before, False, False)
    assert client.get(f"{where}right/").status_code == 405
    assert client.post(f"{where}right/").headers["Location"] == where
    assert (services.erase_who_did_not_answer(), names()) == (0, ["Rosa"])
    assert Member.objects.get().asked_to_stay_at is None


def test_a_link_is_for_one_person_and_for_no_other_deed(client, asked):
    other = make_member("Other")
    assert client.get(f"/me/still/{sign(asked)}x/").status_code == 404
    assert client.get(f"/me/still/{other.pk}/").status_code == 404
    client.post(f"/me/still/{sign(asked)}/leave/")
    assert {one.name: one.state for one in Member.objects.all()} == {"Rosa": "left", "Other": "interested"}
    assert client.get(f"/me/still/{sign(asked)}/").status_code == 404


def test_what_was_said_a_year_ago_is_asked_about_once_a_year_and_holds_another_year():
    rosa = make_member("Rosa", needs=[Said("surroundings", "quiet")])
    make_member("New", needs=[Said("surroundings", "quiet")])
    today = timezone.localdate()
    rosa.needs.update(asked_on=today - 2 * YEAR, review_due=today)
    assert (services.ask_once_a_year(), services.ask_once_a_year()) == (1, 0)
    assert occasions(rosa) == this_year("yearly")
    services.confirm_member(rosa, by=Holder(rosa.pk))
    assert (rosa.needs.get().review_due, rosa.needs.get().asked_on) == (today + YEAR, today)
    Message.objects.all().delete()
    assert services.ask_once_a_year() == 0


def test_a_yes_is_asked_about_after_a_year_and_a_yes_taken_back_is_not():
    rosa, sam = make_member("Rosa"), make_member("Sam")
    for one in (rosa, sam):
        one.consents.update(review_due=timezone.localdate())
    sam.consents.update(withdrawn_at=timezone.now())
    assert (services.ask_once_a_year(), occasions(rosa), occasions(sam)) == (1, this_year("yearly"), [])


def test_the_team_and_the_person_say_it_too(client, resident, pool_staff):
    rosa = long_ago(make_member("Rosa", user=resident, by=resident, needs=[Said("surroundings", "quiet")]), YEAR + DAY)
    services.ask_who_is_silent()
    for user, where in ((pool_staff, f"/team/pool/{rosa.pk}/confirm/"), (resident, "/me/needs/right/")):
        Member.objects.update(asked_to_stay_at=timezone.now())
        client.force_login(user)
        assert (client.get(where).status_code, client.post(where).status_code) == (405, 302)
        assert Member.objects.get().asked_to_stay_at is None


def test_who_left_is_erased_after_a_year_unless_they_came_back(pool_staff):
    gone, back, lately = make_member("Gone"), make_member("Back"), make_member("Lately")
    for one in (gone, back, lately):
        services.leave_pool(one, by=pool_staff)
    for one in (gone, back):
        one.changes.update(at=timezone.now() - YEAR - DAY)
    lately.changes.update(at=timezone.now() - YEAR + DAY)
    services.move_member(back, "come_back", by=pool_staff)
    assert (services.erase_who_left(), names()) == (1, ["Back", "Lately"])


def test_old_messages_keep_that_they_were_sent_and_lose_what_they_said(client, resident):
    rosa = make_member("Rosa", user=resident, by=resident)
    Message.objects.update(state="sent", done_at=timezone.now() - YEAR - DAY)
    Message.objects.create(occasion="x", way="email", to="a@b.example", form="en-gb", title="Secret", state="waiting")
    old = Message.objects.create(
        occasion="y", way="email", to="a@b.example", form="en-gb", title="Secret", state="sent"
    )
    Message.objects.filter(pk=old.pk).update(done_at=timezone.now() - YEAR - DAY)
    assert (services.empty_messages(), services.empty_messages()) == (2, 0)
    assert [(one.occasion, one.title, one.ideas) for one in rosa.messages.all()] == [("joined", "", [])]
    assert [one.occasion for one in Message.objects.filter(member=None)] == ["x"]
    client.force_login(resident)
    assert len(client.get("/me/messages/").context["page"].object_list) == 0


def test_what_did_not_arrive_a_year_ago_is_offered_to_nobody_without_its_words(client, pool_staff):
    old, new = make_member("Old").messages.get(), make_member("New").messages.get()
    for message, days in ((old, 366), (new, 364)):
        done_at = timezone.now() - days * DAY
        Message.objects.filter(pk=message.pk).update(state="failed", fault="refused", done_at=done_at)
    # A hub that has emptied it before drops it now.
    Message.objects.filter(pk=old.pk).update(title="", ideas=[])
    services.empty_messages()
    assert list(Message.objects.failed()) == [new]
    client.force_login(pool_staff)
    pages = [client.get(f"/team/outbox/{one.pk}/").content.decode() for one in (old, new)]
    assert [page.count("Try again") for page in pages] == [0, 1]
    assert pages[0].count("It would have come too late") == 1


def test_looks_are_kept_six_years_and_sign_ins_until_they_run_out(pool_staff):
    rosa = make_member("Rosa")
    for days in (6 * 365 + 1, 6 * 365 - 1):
        look = services.record_look(rosa, what="page", by=pool_staff)
        LookRecord.objects.filter(pk=look.pk).update(at=timezone.now() - days * DAY)
    for hours in (-1, 1):
        session = SessionStore()
        session.create()
        Session.objects.filter(pk=session.session_key).update(expire_date=timezone.now() + timedelta(hours=hours))
    assert (services.forget_looks(), services.forget_sign_ins()) == (1, 1)
    assert (LookRecord.objects.count(), Session.objects.count()) == (1, 1)
    assert runs() == {"looks": 1, "sessions": 1}


def test_the_team_reads_what_was_cleared_out_and_whom_to_ask(client, pool_staff):
    for number in range(3):
        long_ago(make_member(f"Quiet {number}"), YEAR + DAY, wants_messages=False)
    RetentionRun.objects.create(kind="looks", on=timezone.localdate(), rows=7)
    client.force_login(pool_staff)
    page = client.get("/team/pool/keeping/")
    assert [one.name for one in page.context["silent"]] == ["Quiet 0", "Quiet 1", "Quiet 2"]
    assert [(run.kind, run.rows) for run in page.context["runs"]] == [("looks", 7)]
    said = page.content.decode()
    assert [said.count(f">{one}</td>") for one in ("6 years", "60 days", "365 days", "0 years")] == [2, 1, 0, 0]
