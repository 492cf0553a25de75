"""Readings and updates: what is told of a promise is true, and told once."""

import pytest
from django.core.exceptions import ValidationError

from charter import services
from charter.models import (
    Promise,
    Update,
)

from .conftest import day, easy

pytestmark = [pytest.mark.django_db, pytest.mark.once]


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
    with pytest.raises(ValidationError, match="already"):
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
