"""Each message says why it came and how to stop, as is true for whoever gets it: in the pool, gone, or a guest."""

import io
import uuid

import pytest
from django.core import mail
from pdfminer.high_level import extract_text

from members import services as members
from members.letters import text_of
from members.models import Message
from members.paper import letter_pdf
from stories import services as stories
from tests.members.outbox import person
from tests.stories.conftest import PROJECT, day, told
from workshops import services

from .conftest import sign_up

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


@FORMS
def test_whoever_has_no_record_reads_how_to_stop(session, easy):
    """A guest of a session by email, by text and by letter, and somebody who told a story."""
    form = "en-simple" if easy else "en-gb"
    sign_up(session, "Rosa Privat", language=form)
    sign_up(session, "Tess Privat", way="text", reach="07700 900 001", language=form)
    sign_up(session, "Sam Privat", way="letter", reach="1 Street, Widnes", language=form)
    told(contact="teller@private.example")
    members.send_messages()
    stop = "You want no more {}? Phone us: 01632 960 123."
    told_by = {one.to[0]: one for one in mail.outbox}
    assert sorted(told_by) == ["rosa@private.example", "teller@private.example"]
    for one in told_by.values():
        html = one.alternatives[0].content
        assert [words.count(stop.format("messages")) for words in (one.body, html)] == [1, 1]
        assert (one.body.count("/messages/stop/"), "List-Unsubscribe" in one.extra_headers) == (0, False)
    letter, text = Message.objects.get(way="letter"), Message.objects.get(way="text")
    on_paper = " ".join(extract_text(io.BytesIO(letter_pdf([letter]))).split())
    assert on_paper.count(f"{stop.format('letters')} Or write to us.") == 1
    assert text_of(text).count(stop.format("texts")) == 1


def test_a_code_that_was_asked_for_and_word_to_the_team_say_nothing_of_stopping(curator, facilitator):
    """Nothing comes after the code; and what the work brings does not stop while somebody does it."""
    draft = members.save_draft(None, answers={"name": {"name": "Rosa"}})
    members.send_code(draft, to="rosa@private.example", language="en-gb")
    reporter = stories.keep_reporter(user=facilitator, trained_on=day(-90), trained_by="Us", by=curator)
    project = stories.keep_project(**PROJECT, reporters=[reporter], by=curator)
    known = {"with_whom": "Sam Privat", "reach": "sam@private.example", "on": day(1)}
    interview = stories.plan_interview(project, reporter=reporter, **known, by=curator)
    stories.move_interview(interview, on=day(9), where="The hall", by=curator)
    members.send_messages()
    says_how = {(one.to[0], one.body.count("You want no more messages?")) for one in mail.outbox}
    assert says_how == {("rosa@private.example", 0), (facilitator.email, 0), ("sam@private.example", 1)}
    [to_reporter] = [one for one in mail.outbox if one.to == [facilitator.email]]
    assert to_reporter.body.count("because you work for the hub") == 1
