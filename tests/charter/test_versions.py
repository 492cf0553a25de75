"""Versions: what stands in force, and what it takes."""

import pytest
from django.core.exceptions import ValidationError

from charter import services
from charter.models import Version
from halton_coprod.record.flow import NotNow
from members.models import User

from .conftest import LATER, day, easy

pytestmark = pytest.mark.django_db


def test_a_draft_is_a_copy_of_the_version_in_force_under_the_same_keys(charter):
    in_force_keys = set(charter.second.parts.values_list("key", "kind", "name"))
    services.remove_part(charter.draft.parts.get(promise__slug="secret-promise"), by=charter.editor)
    for part in charter.draft.parts.filter(value__slug="secret-value").order_by("-pk"):
        services.remove_part(part, by=charter.editor)
    assert set(charter.draft.parts.values_list("key", "kind", "name")) == in_force_keys
    assert (charter.draft.number, charter.draft.drafted_from, charter.draft.is_example) == (3, charter.second, True)
    assert (charter.first.written_by, charter.draft.written_by) == ("Ten local people", "")


def test_one_version_is_made_at_a_time(charter):
    with pytest.raises(ValidationError, match="being made already"):
        services.draft_version(by=charter.editor)
    assert Version.objects.count() == 3


def test_putting_one_in_force_replaces_the_former(charter, editor):
    charter.first.refresh_from_db()
    assert (charter.first.state, Version.objects.in_force()) == ("superseded", charter.second)


def agreed(version, by):
    services.open_version(version, **LATER, by=by)
    services.agree_version(version, meeting="Board", on=day(-1), decided_by="All", by=by)


def test_in_force_is_refused_while_a_part_has_no_easy_read(charter, editor):
    agreed(charter.draft, editor)
    with pytest.raises(services.NotReady) as refusal:
        services.put_version_in_force(charter.draft, by=editor)
    assert [part.name for part in refusal.value.parts] == ["What it means"]
    assert Version.objects.in_force() == charter.second


def test_in_force_with_a_gap_needs_a_reason_and_a_date(charter, editor):
    agreed(charter.draft, editor)
    for facts in ({"easy_follows_because": "Illness"}, {"easy_follows_by": day(20)}):
        with pytest.raises(services.NotReady):
            services.put_version_in_force(charter.draft, by=editor, **facts)
    services.put_version_in_force(
        charter.draft, easy_follows_because="Illness", easy_follows_by=day(20), on=day(0), by=editor
    )
    now = Version.objects.in_force()
    assert (now.number, now.easy_follows_because, now.easy_follows_by, now.in_force_from) == (
        3,
        "Illness",
        day(20),
        day(0),
    )


@pytest.mark.parametrize(("on", "says"), [(day(1), "still to come"), (day(-2), "before the decision")])
def test_it_is_not_in_force_from_a_day_to_come_nor_before_it_was_agreed(charter, editor, on, says):
    agreed(charter.draft, editor)
    with pytest.raises(ValidationError, match=says):
        services.put_version_in_force(charter.draft, **LATER, on=on, by=editor)
    assert Version.objects.in_force() == charter.second


def test_a_replaced_version_stays_as_it_was(charter, editor):
    part = charter.first.parts.get(kind="definition")
    for deed in (
        lambda: services.change_part(part, seen=part.fingerprint, easy=easy("Other."), by=editor),
        lambda: services.describe_version(charter.first, summary="Other", by=editor),
        lambda: services.check_easy_read(charter.first, checked_by="Us", on=day(0), by=editor),
    ):
        with pytest.raises(NotNow, match="stays as it was"):
            deed()


def test_who_checked_the_easy_read_is_recorded(charter, editor):
    services.check_easy_read(charter.second, checked_by="Halton Readers", on=day(-2), by=editor)
    found = Version.objects.in_force()
    assert (found.easy_checked_by, found.easy_checked_on) == ("Halton Readers", day(-2))


def test_everybody_sees_all_but_drafts(charter, editor, stranger):
    assert [version.number for version in Version.objects.visible_to(None)] == [2, 1]
    assert [version.number for version in Version.objects.visible_to(stranger)] == [2, 1]
    assert [version.number for version in Version.objects.visible_to(editor)] == [3, 2, 1]
    services.open_version(charter.draft, **LATER, by=editor)
    assert [version.number for version in Version.objects.visible_to(None)] == [3, 2, 1]


@pytest.mark.parametrize("page", ["/charter/history/3/", "/easy/charter/history/3/", "/charter/history/3/changes/"])
def test_a_draft_is_read_with_the_second_step_only(client, charter, page):
    keeper = User.objects.create_superuser("keeper@example.org")
    seen = {}
    for who in (charter.editor, keeper):
        for second_step in (False, True):
            client.force_login(who, second_step=second_step)
            seen[who, second_step] = client.get(page).status_code
    assert list(seen.values()) == [404, 200, 404, 200]
