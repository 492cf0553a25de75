"""Who answers for a promise is reminded by email, once for each thing."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from charter import services
from charter.models import Promise
from halton_coprod.record.models import AuditLine
from members.models import Message

from .conftest import day

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OWNER = "finance@example.org"


@pytest.fixture
def reminded(charter):
    """Expenses is late; papers is due in 30 days."""
    for promise in (charter.expenses, charter.papers):
        services.set_owner_email(promise, email=OWNER, by=charter.editor)
    return charter


def titles():
    return [message.title for message in Message.objects.order_by("pk")]


def test_a_day_that_has_passed_is_told_once(reminded):
    for _tick in range(3):
        call_command("tick", verbosity=0)
    assert titles() == ["The day of a promise of the Charter has passed"]
    assert [(one.to, one.subject) for one in mail.outbox] == [([OWNER], titles()[0])]
    assert mail.outbox[0].body.count("Promise expenses") == 1
    assert AuditLine.objects.filter(verb="charter.promise.remind").count() == 1


@pytest.mark.parametrize(("due", "told"), [(15, 0), (14, 1), (0, 1)])
def test_a_day_that_comes_near_is_told_two_weeks_before(reminded, due, told):
    Promise.objects.filter(pk=reminded.expenses.pk).update(due=None)
    Promise.objects.filter(pk=reminded.papers.pk).update(due=day(due))
    assert services.remind_owners() == told
    assert titles() == ["The day of a promise of the Charter is near"] * told


def test_a_missing_number_is_told(reminded):
    Promise.objects.filter(pk=reminded.expenses.pk).update(due=None, how_often_days=30)
    assert (services.remind_owners(), titles()) == (1, ["A number for a promise of the Charter is missing"])


def test_what_is_done_goes_on_being_measured_and_what_has_no_number_is_not(reminded):
    Promise.objects.filter(pk__in=[reminded.expenses.pk, reminded.papers.pk]).update(due=None, how_often_days=30)
    services.update_promise(reminded.expenses, status="done", words="It is.", by=reminded.editor)
    assert (services.remind_owners(), [one.occasion.split("-")[1] for one in Message.objects.all()]) == (
        1,
        [str(reminded.expenses.pk)],
    )


@pytest.mark.parametrize("status", ["done", "could_not"])
def test_what_is_answered_for_is_not_reminded_of(reminded, status):
    services.update_promise(reminded.expenses, status=status, words="Said.", because="of rain", by=reminded.editor)
    assert (services.remind_owners(), titles()) == (0, [])


def test_nobody_is_reminded_without_an_address_or_of_a_promise_that_was_taken_out(charter):
    services.set_owner_email(charter.old, email=OWNER, by=charter.editor)
    Promise.objects.filter(pk=charter.old.pk).update(due=day(-1))
    assert (services.remind_owners(), titles()) == (0, [])


def test_only_editors_see_and_set_the_address(client, charter, facilitator):
    page = "/team/charter/promises/expenses/remind/"
    client.force_login(facilitator)
    assert client.get(page).status_code == 403
    with pytest.raises(PermissionDenied):
        services.set_owner_email(charter.expenses, email=OWNER, by=facilitator)
    client.force_login(charter.editor)
    seen = {"seen": client.get(page).context["form"].initial["seen"]}
    assert client.post(page, {"email": "no address", **seen}).context["form"]["email"].value() == "no address"
    assert client.post(page, {"email": OWNER, **seen}).status_code == 302
    assert client.get("/charter/accountability/expenses/").content.decode().count(OWNER) == 0
    assert client.get(page).content.decode().count(OWNER) == 1


def test_two_editors_do_not_write_over_each_others_address(client, charter):
    page = "/team/charter/promises/expenses/remind/"
    client.force_login(charter.editor)
    seen = client.get(page).context["form"].initial["seen"]
    assert client.post(page, {"email": OWNER, "seen": seen}).status_code == 302
    told = client.post(page, {"email": "other@example.org", "seen": seen})
    assert (told.status_code, told.content.decode().count(OWNER)) == (409, 1)
    assert Promise.objects.get(pk=charter.expenses.pk).owner_email == OWNER
