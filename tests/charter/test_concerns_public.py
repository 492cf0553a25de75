"""What everybody sees of concerns: numbers that point at nobody, and what changed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from charter import services
from charter.views.concerns import count_concerns
from halton_coprod.record.workdays import working_day_after

from .conftest import easy
from .told import FORMS, NUMBERS, SECRET, TELL, answered, raised, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_waits")]


@FORMS
def test_the_numbers_are_public_and_small_ones_are_not(client, charter, form):
    for number in range(12):
        concern = raised(days_ago=60 + number)
        if number < 7:
            answered(concern, charter.editor)
    counted = count_concerns(timezone.now())
    assert (counted.raised, counted.answered, counted.in_time) == (12, 7, 0)
    page = text(client.get(form + NUMBERS))
    assert (page.count("12 times"), page.count("7 times"), page.count(SECRET)) == (1, 1, 0)


@FORMS
def test_how_fast_we_are_is_public(client, charter, form):
    day = timezone.localdate() - timedelta(days=60)
    for took in (2, 3, 4, 6, 12, 14, 16, 18):
        concern = raised(days_ago=60)
        services.acknowledge_concern(concern, on=working_day_after(day, min(took, 6)), by=charter.editor)
        said = {"answer": "You are right.", "easy": easy("Yes."), "on": working_day_after(day, took)}
        services.answer_concern(concern, **said, by=charter.editor)
    counted = count_concerns(timezone.now())
    assert (counted.raised, counted.answered, counted.in_time, counted.middle) == (8, 8, None, 9)
    for _more in range(5):
        services.acknowledge_concern(raised(days_ago=60), on=working_day_after(day, 5), by=charter.editor)
    page = text(client.get(form + NUMBERS))
    assert [page.count(said) for said in ("13 times", "8 times", "9 working days or less")] == [1, 2, 1]


@pytest.mark.parametrize(
    ("all_of_them", "some", "says"), [(3, 2, (None, None)), (12, 2, (12, None)), (12, 9, (12, None))]
)
def test_no_number_points_at_somebody_nor_does_the_rest(charter, all_of_them, some, says):
    for number in range(all_of_them):
        concern = raised(days_ago=30)
        if number < some:
            answered(concern, charter.editor)
    counted = count_concerns(timezone.now())
    assert (counted.raised, counted.answered) == says


@FORMS
def test_what_changed_is_public_and_nothing_else_of_it(client, charter, form):
    concern = raised(name="Rosa Green")
    answered(
        concern, charter.editor, answer="Private answer.", changed="We changed it.", changed_easy=easy("It is mended.")
    )
    page = text(client.get(form + NUMBERS))
    assert page.count("It is mended." if form else "We changed it.") == 1
    assert [word for word in (SECRET, "Rosa Green", "Private answer", concern.reference) if word in page] == []


@FORMS
def test_the_promises_page_leads_there(client, charter, form):
    page = client.get(f"{form}/charter/accountability/").content.decode()
    assert (page.count(f'href="{form}{TELL}"'), page.count(f'href="{form}{NUMBERS}"')) == (1, 1)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "gone"},
        {"what_happened": ""},
        {"way": "email", "reach": ""},
        {"state": "answered"},
        {"state": "acknowledged"},
    ],
)
def test_the_database_refuses_what_cannot_be(charter, facts):
    concern = raised()
    for name, value in facts.items():
        setattr(concern, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        concern.save()
