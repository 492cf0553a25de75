"""What outlives its use goes by the clock, on the day that we say and not before; a supporter also when they ask."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.clock import JOBS
from members.models import Invitation, Member, Message, Opportunity, RetentionRun, Scan, Supporter, Told, User
from members.scans import CleanScan
from members.services import HowTold

from .asked import make_asked
from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
DAY = timedelta(days=1)
YEAR = 365 * DAY


def ago(time):
    return timezone.now() - time


def cleared():
    """The clock twice, and what it says it did."""
    for _time in range(2):
        JOBS["old"]()
    return {run.kind: run.rows for run in RetentionRun.objects.all()}


@pytest.mark.parametrize(("age", "stays"), [(YEAR - DAY, True), (YEAR + DAY, False)])
def test_a_paper_and_how_somebody_told_us(pool_staff, age, stays):
    paper = HowTold("paper", "Farah read it out", CleanScan(b"%PDF-1.4", "application/pdf"))
    services.record_told_needs(make_member(), needs=[], told=paper, by=pool_staff)
    Told.objects.update(at=ago(age))
    assert cleared() == ({} if stays else {"papers": 1})
    assert (Told.objects.exists(), Scan.objects.exists()) == (stays, stays)


def test_the_paper_of_a_yes_stays_while_the_yes_holds_and_a_year_more(pool_staff):
    consent = services.give_consent(make_member(), purpose="photos", language="en-gb", by=pool_staff)
    Scan.objects.create(member=consent.member, consent=consent, content_type="application/pdf", data=b"x")
    rows = type(consent).objects.filter(pk=consent.pk)
    rows.update(given_at=ago(5 * YEAR))
    assert cleared() == {}
    rows.update(withdrawn_at=ago(YEAR - DAY))
    assert cleared() == {}
    rows.update(withdrawn_at=ago(YEAR + DAY))
    assert (cleared(), Scan.objects.exists()) == ({"papers": 1}, False)


def named(member, by, **facts):
    facts = {"name": "Sunil", "phone": "01632 960 555", "email": "sunil@home.example", "relation": "brother", **facts}
    return services.invite_supporter(services.add_supporter(member, by=by, may_see=True, **facts), by=by)


def known(link):
    link.refresh_from_db()
    return [link.name, link.phone, link.email, link.relation]


def test_a_supporter_of_before(pool_staff):
    link, holds = named(make_member(), pool_staff), named(make_member(), pool_staff, email="holds@home.example")
    services.end_supporter(link, by=pool_staff)
    Supporter.objects.update(granted_at=ago(YEAR))
    Supporter.objects.filter(pk=link.pk).update(ended_at=ago(29 * DAY))
    assert (cleared(), known(link)[0]) == ({}, "Sunil")
    Supporter.objects.filter(pk=link.pk).update(ended_at=ago(31 * DAY))
    assert (cleared(), known(link), link.rights) == ({"support": 1}, ["", "", "", ""], ["See my page"])
    assert known(holds)[0] == "Sunil"
    assert list(User.objects.filter(email__endswith="home.example").values_list("email", flat=True)) == [
        "holds@home.example"
    ]
    assert list(Message.objects.filter(member=None).values_list("occasion", flat=True)) == [f"supporter-{holds.pk}"]


def test_a_link_that_ran_out_is_one_of_before(pool_staff):
    link = named(make_member(), pool_staff)
    day = timezone.localdate()
    Supporter.objects.update(begins=day - 90 * DAY, until=day - 31 * DAY)
    assert (cleared(), known(link)[0]) == ({"support": 1}, "")


def signed_in(link, at=None):
    User.objects.filter(pk=link.user_id).update(last_login=at or timezone.now())
    return User.objects.get(pk=link.user_id)


def test_the_sign_in_of_a_supporter_of_before_goes_after_a_year(pool_staff):
    """Not of whoever supports somebody else, or is of the pool."""
    link, pooled, twice = (
        named(make_member(), pool_staff, email=f"{name}@home.example") for name in ("gone", "pooled", "twice")
    )
    for one in (link, pooled, twice):
        signed_in(one, ago(YEAR + DAY))
        services.end_supporter(one, by=pool_staff)
    make_member("Sunil", user=pooled.user)
    named(make_member(), pool_staff, email="twice@home.example")
    Supporter.objects.exclude(ended_at=None).update(granted_at=ago(2 * YEAR), ended_at=ago(31 * DAY))
    assert cleared() == {"support": 3}
    left = ["gone@home.example", "pooled@home.example", "twice@home.example"]
    assert sorted(User.objects.filter(email__endswith="home.example").values_list("email", flat=True)) == left
    User.objects.exclude(no_use_since=None).update(no_use_since=ago(YEAR + DAY))
    assert cleared() == {"support": 4}
    assert sorted(User.objects.filter(email__endswith="home.example").values_list("email", flat=True)) == left[1:]


@pytest.mark.parametrize("other", [False, True])
def test_with_a_supporter_who_asks_for_it_goes_the_sign_in_they_used(
    client, settings, tmp_path, pool_staff, other, django_capture_on_commit_callbacks
):
    """Their name, their address and what went to it; unless they are somebody else here too."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    link = named(make_member(facts={"email": "rosa@home.example"}), pool_staff)
    client.post("/accounts/login/", {"email": "sunil@home.example"})
    services.send_messages()
    user = signed_in(link)
    if other:
        named(make_member("Other", facts={"email": "other@home.example"}), pool_staff)
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_supporter(link, by=pool_staff)
    user.refresh_from_db()
    gone = (f"erased-{user.pk}@erased.invalid", "", False)
    assert (user.email, user.name, user.is_active) == (("sunil@home.example", "Sunil", True) if other else gone)
    assert [path.read_text() for path in tmp_path.glob("*") if "sunil@home" in path.read_text()] == []


@FORMS
def test_the_team_erases_a_supporter_who_asks_for_it(client, pool_staff, facilitator, form):
    rosa = make_member("Rosa")
    link = named(rosa, pool_staff)
    where = f"{form}/team/pool/{rosa.pk}/supporters/{link.pk}/erase/"
    for somebody, answer in ((facilitator, 403), (pool_staff, 302)):
        client.force_login(somebody)
        assert client.post(where).status_code == answer
    assert (known(link), link.ended_at is None, link.user) == (["", "", "", ""], False, None)
    page = client.get(f"{form}/team/pool/{rosa.pk}/").content.decode()
    assert ("Sunil" in page, "/erase/" in page.split("supporters/")[0]) == (False, False)
    line = AuditLine.objects.get(verb="members.supporter.erase")
    assert (line.actor_id, line.for_whom) == (pool_staff.pk, rosa.pk)


def test_words_about_a_move_and_an_answer(pool_staff):
    (asked,) = make_asked(pool_staff, "Rosa")
    services.answer_invitation(asked, answer="no", how="phone", words="I am ill", by=pool_staff)
    assert cleared() == {}
    Member.objects.get().changes.update(at=ago(YEAR + DAY))
    Opportunity.objects.update(closes_on=timezone.localdate() - YEAR - DAY)
    assert cleared() == {"words": 2}
    kept = Invitation.objects.get()
    assert (kept.state, kept.words, kept.reasons) == ("no", "", [])
    assert [change.comment for change in Member.objects.get().changes.filter(move="welcome")] == [""]


def test_lines_of_the_log_stay_six_years():
    """Nothing else deletes one."""
    for age, verb in ((6 * YEAR - DAY, "almost"), (6 * YEAR + DAY, "old")):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO record_auditline (at, verb, thing_kind, thing_id, fields, note) "
                "VALUES (%s, %s, 'x', '1', '[]', '')",
                [ago(age), verb],
            )
    assert cleared() == {"lines": 1}
    assert list(AuditLine.objects.filter(thing_kind="x").values_list("verb", flat=True)) == ["almost"]
    with pytest.raises(TypeError):
        AuditLine.objects.all().delete()
