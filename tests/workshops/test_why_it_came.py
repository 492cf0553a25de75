"""Each message says why it came, as is true for whoever gets it: of the pool, gone from it, or a guest."""

import uuid

import pytest
from django.core import mail

from members import services as members
from tests.members.outbox import person
from tests.stories.conftest import told
from workshops import services

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("easy", [False, True])
BECAUSE = "You get this message because "
SIGNED_UP = ("you signed up for a place.", "you signed up for something.")


def reasons() -> list[str]:
    """Of each email that has gone out, why it came."""
    members.send_messages()
    lines = [line for one in mail.outbox for line in one.body.splitlines()]
    return [line.removeprefix(BECAUSE) for line in lines if line.startswith(BECAUSE)]


@FORMS
def test_whoever_left_the_pool_reads_the_true_reason(session, pool_staff, easy):
    """Of a place and of a story what it is about; else that they were in the pool before."""
    rosa = person(easy_read=easy)
    services.sign_up(session, asking=services.Asking(), token=uuid.uuid4(), member=rosa, by=pool_staff)
    members.leave_pool(rosa, by=pool_staff)
    members.give_sign_in(rosa, by=pool_staff)
    rosa.refresh_from_db()
    told(teller=rosa)
    assert sorted(reasons()) == sorted([SIGNED_UP[easy], "you told us a story.", "you were in the pool before."])


@FORMS
def test_whoever_is_in_the_pool_reads_what_a_message_is_about(session, pool_staff, easy):
    rosa = person(easy_read=easy)
    services.sign_up(session, asking=services.Asking(), token=uuid.uuid4(), member=rosa, by=pool_staff)
    members.give_sign_in(rosa, by=pool_staff)
    assert sorted(reasons()) == sorted([SIGNED_UP[easy], "you are in the pool."])
