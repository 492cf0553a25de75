"""A session is changed by its own team and whoever stands in. Other facilitators read it, and copy it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from halton_coprod.record.models import AuditLine
from members.models import Message
from members.roles import FACILITATOR
from tests.conftest import make_person
from workshops import services
from workshops.models import Session

from .conftest import EASY, NO_EASY_WHY, at_ten, on_the_day, over, page, sign_up
from .test_deeds import DEEDS, cast, rows  # noqa: F401 -- its cast plays here too
from .test_desk import FORMS, WHEN

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# What any facilitator does: what nobody has yet, what belongs to no session, and what everybody may.
ANYBODYS = {
    *("plan_session", "copy_session", "name_topic", "name_series", "keep_venue", "check_venue", "sign_up"),
    *("keep_theme", "write_recommendation", "ask_for_answer", "answer_recommendation"),
    *("keep_tool", "publish_tool", "withdraw_tool", "note_use"),
}


@pytest.fixture
def other(db):
    return make_person("other", FACILITATOR)


@pytest.mark.parametrize("name", sorted(set(DEEDS) - ANYBODYS))
def test_each_deed_is_refused_to_another_team_and_changes_nothing(cast, other, name):  # noqa: F811
    ready, deed, _verb = DEEDS[name]
    thing = ready(cast) if ready else None
    before, lines = rows(), AuditLine.objects.count()
    with pytest.raises(PermissionDenied):
        deed(cast, thing, other)
    assert (rows(), AuditLine.objects.count()) == (before, lines)


@pytest.mark.parametrize("name", sorted(ANYBODYS))
def test_these_are_done_by_any_facilitator(cast, other, name):  # noqa: F811
    ready, deed, verb = DEEDS[name]
    thing = ready(cast) if ready else None
    deed(cast, thing, other)
    assert AuditLine.objects.filter(verb=verb, actor_id=other.pk).count() == 1


def changing(session):
    """Each page and press that changes a session, or tells people."""
    pages = (
        *("change/", "words/", "places/", "team/", "agenda/", "another-day/", "ground-rules/", "tables/lay/"),
        *("postpone/", "cancel/", "did-not-happen/", "after/write/", "after/feedback/", "notes/add/"),
    )
    presses = (
        *("move/close/", "move/open/", "move/reopen/", "move/hold/"),
        *("after/publish/", "after/tell-again/", "after/close/"),
    )
    return [page(session, name) for name in pages], [page(session, name) for name in presses]


@FORMS
def test_nobody_makes_another_teams_session_their_own(client, session, other, form):
    rosa = sign_up(session)
    client.force_login(other)
    answer = client.post(page(session, "team/", form), {"team": [other.pk], "seen": session.fingerprint})
    assert (answer.status_code, other.sessions.count()) == (403, 0)
    assert client.get(page(session, "people/", form)).status_code == 403
    shown = client.get(page(session, form=form))
    assert (shown.status_code, shown.content.decode().count(rosa.name)) == (200, 0)


def test_another_team_reads_and_has_no_button(client, session, other, facilitator):
    pages, presses = changing(session)
    for somebody, status in ((other, {403}), (facilitator, {200})):
        client.force_login(somebody)
        assert {client.get(address).status_code for address in pages} == status
    client.force_login(other)
    told = Message.objects.count()
    for day in (on_the_day, over):
        day(session)
        assert {
            client.post(address, {"because": "Snow.", **NO_EASY_WHY}).status_code for address in (*pages, *presses)
        } == {403}
        for name in ("", "on-paper/", "notes/", "after/"):
            words = client.get(page(session, name)).content.decode()
            assert [name, *(one for one in (*pages, *presses) if f'"{one}"' in words)] == [name]
    assert (Session.objects.get().state, Message.objects.count()) == ("open", told)


def test_whoever_stands_in_changes_it(client, session, other, facilitator):
    services.change_session(session, stand_in=other, by=facilitator)
    client.force_login(other)
    client.post(page(session, "cancel/"), {"because": "Snow.", **NO_EASY_WHY})
    assert Session.objects.get().state == "cancelled"


@FORMS
def test_any_facilitator_plans_the_next_one_like_it(client, session, other, facilitator, form):
    client.force_login(other)
    assert client.get(page(session, form=form)).content.decode().count(page(session, "copy/", form)) == 1
    client.post(page(session, "copy/", form), WHEN)
    new = Session.objects.exclude(pk=session.pk).get()
    assert (set(new.team.all()), set(session.team.all())) == ({facilitator, other}, {facilitator})


def test_whoever_plans_it_is_in_its_team_and_it_is_never_without(other, facilitator):
    days = {"starts_at": at_ten(30), "ends_at": at_ten(30, 2)}
    session = services.plan_session(name="New", team=[facilitator], by=other, **days)
    assert set(session.team.all()) == {facilitator, other}
    with pytest.raises(ValidationError, match="at least one person who runs it"):
        services.change_session(session, team=[], stand_in=other, by=other)


def test_the_report_of_a_series_is_for_who_runs_one_of_its_sessions(client, session, draft, other, facilitator):
    series = services.name_series(name="Letters", by=other)
    assert services.describe_series(series, name="Letters", about="Post.", about_easy=EASY, by=facilitator)
    services.change_session(session, series=series, by=facilitator)
    report = services.draft_report(series, by=facilitator)
    desk = "/team/workshops/reports/letters/"
    client.force_login(other)
    words = client.get(desk).content.decode()
    assert [one for one in (f'action="{desk}', f'href="{desk}series/"', f'href="{desk}change/"') if one in words] == []
    pages = [f"{desk}{name}" for name in ("series/", "change/", "parts/add/", "check/", "approve/")]
    assert {client.get(one).status_code for one in pages} == {403}
    presses = [f"{desk}{name}" for name in ("draft/", "publish/", "change-again/", "parts/1/take-out/")]
    assert {client.post(one).status_code for one in presses} == {403}
    services.change_session(session, stand_in=other, by=facilitator)
    assert {client.get(one).status_code for one in pages} == {200}
    assert services.change_report(report, title="A", summary="B.", summary_easy=EASY, by=other).title == "A"


@FORMS
def test_whoever_changes_a_venue_reads_which_sessions_of_others_meet_there(client, session, other, facilitator, form):
    where, meets = f"{form}/team/workshops/venues/{session.venue.pk}/", page(session, form=form)
    found = []
    for somebody in (facilitator, other):
        client.force_login(somebody)
        found.append(client.get(where).content.decode().count(f'href="{meets}"'))
    Session.objects.update(state="cancelled", because="Snow.")
    assert (found, client.get(where).content.decode().count(f'href="{meets}"')) == ([0, 1], 0)


@FORMS
@pytest.mark.parametrize(
    ("name", "said", "stands"),
    [
        ("cancel/", {"because": "Farah is ill.", **NO_EASY_WHY}, "cancelled"),
        ("postpone/", {"because": "Farah is ill.", "known": "yes", **NO_EASY_WHY, **WHEN}, "postponed"),
    ],
)
def test_the_pools_staff_call_it_off_where_the_one_who_runs_it_is_ill(
    client, session, pool_staff, resident, form, name, said, stands
):
    """Nothing else, and no name. From the page that everybody reads, and back to it."""
    rosa, public = sign_up(session), f"{form}/workshops/{session.slug}/"
    client.force_login(resident)
    assert client.get(public).content.decode().count(page(session, name, form)) == 0
    client.force_login(pool_staff)
    read, form_page = (client.get(one).content.decode() for one in (public, page(session, name, form)))
    assert (read.count(page(session, name, form)), form_page.count(rosa.name)) == (1, 0)
    pages, presses = changing(session)
    others = [one for one in pages if not one.endswith(("/cancel/", "/postpone/", "/ground-rules/"))]
    assert {client.post(one, {"because": "Ill."}).status_code for one in (*others, *presses)} == {403}
    assert {client.get(page(session, one)).status_code for one in ("people/", "register/", "")} == {403}
    assert client.post(page(session, name, form), said)["Location"] == public
    *_before, told, team = Message.objects.order_by("pk")
    assert (Session.objects.get().state, told.occasion.startswith(f"place-{rosa.pk}-{stands}")) == (stands, True)
    assert (team.to, team.title.count(session.name), str(team.ideas).count(public.removeprefix(form))) == (
        session.team.get().email,
        1,
        1,
    )
