"""The desk of concerns: what its queue says, and what its form says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from charter import services
from halton_coprod.record.workdays import working_days_between

from .told import DESK, SECRET, raised, text

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_queue_asks_the_same_whatever_its_length(client, charter, django_assert_num_queries):
    client.force_login(charter.editor)
    raised()
    client.get(DESK)
    with django_assert_num_queries(10) as short:
        client.get(DESK)
    for _more in range(20):
        raised()
    with django_assert_num_queries(len(short)):
        client.get(DESK)


def test_the_queue_says_which_value_and_how_long_somebody_waits_and_nothing_that_was_told(client, charter):
    today = timezone.localdate()
    told = {"name": "Rosa Green", "way": "email", "reach": "rosa@home.example"}
    old, new = raised(days_ago=9, value=charter.value, **told), raised(**told)
    client.force_login(charter.editor)
    page = text(client.get(DESK))
    waits = working_days_between(today - timedelta(days=9), today)
    for concern, says in (
        (old, f"About the value: Value respect. Somebody waits for {waits} working days."),
        (new, "No value is named. Somebody waits for less than 1 working day."),
    ):
        assert page.partition(concern.reference)[2].partition("Sent on")[0].strip().endswith(says)
    assert [word for word in (SECRET, "Rosa", "rosa@") if word in page] == []


def test_what_is_not_answered_is_named_in_words_that_make_sense(client, charter):
    concern = raised()
    services.acknowledge_concern(concern, by=charter.editor)
    client.force_login(charter.editor)
    form = client.post(f"{DESK}{concern.reference}/answer/", {"seen": concern.fingerprint}).context["form"]
    assert form.errors["answer"] == ["Fill this in: Your answer"]
