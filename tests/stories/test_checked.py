"""A second person checks, and the words that are the teller's stay the teller's."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from members.models import Message
from stories import services

from .conftest import WORDS, by_teller, easy, line, prepared, published, release, told
from .test_consent import proposed

pytestmark = pytest.mark.django_db


def test_nobody_who_worked_on_it_publishes_it(curator, second_curator):
    """Not only the last one: neither who added a file or wrote a summary before, nor who wrote down the release."""
    story = prepared(curator)
    services.rework_story(story, by=second_curator)
    services.prepare_story(story, summary="Another summary.", summary_easy=easy("Another."), by=second_curator)
    services.show_story(story, by=second_curator)
    release(story, line())
    for person in (curator, second_curator):
        with pytest.raises(ValidationError, match="Somebody else must check it"):
            services.publish_story(story, by=person)


def test_who_wrote_down_the_release_does_not_publish_it(curator, second_curator):
    story = release(
        prepared(curator), line(), how="phone", explained_by="Carl", kept_where="Her file", by=second_curator
    )
    with pytest.raises(ValidationError, match="Somebody else must check it"):
        services.publish_story(story, by=second_curator)
    assert story.state == "released"


def test_words_told_on_the_phone_are_the_tellers_once_they_were_shown(curator):
    story = services.begin_story(wording="Yes", came_by="phone", explained_by="Carl", kept_where="Her file", by=curator)
    services.change_story(story, transcript=WORDS, title="By phone", by=curator)
    services.send_story(story, by=curator)
    services.take_up_story(story, by=curator)
    services.prepare_story(story, transcript="What she said, heard again.", easy=easy("She said it."), by=curator)
    services.show_story(story, by=curator)
    services.rework_story(story, by=curator)
    with pytest.raises(ValidationError, match="teller's own words"):
        services.prepare_story(story, transcript="Smoother words.", by=curator)
    services.hand_back_story(story, reason="A question.", by=curator)
    with pytest.raises(PermissionDenied):
        services.change_story(story, transcript="Smoother words.", by=curator)
    story.refresh_from_db()
    assert story.transcript == "What she said, heard again."


def test_words_typed_by_the_teller_are_never_changed_by_the_team(curator):
    story = told()
    services.take_up_story(story, by=curator)
    services.hand_back_story(story, reason="A question.", by=curator)
    with pytest.raises(PermissionDenied):
        services.change_story(story, transcript="Smoother words.", by=curator)


def test_a_wider_answer_that_lacks_something_waits_for_a_check(client, curator, second_curator, member):
    story = published(curator, second_curator, line(forms=["whole"]), quotes=(), teller=member)
    release(story, line(forms=["whole"]), line("press", ["quote"]))
    assert (story.state, client.get(f"/stories/{story.slug}/").status_code) == ("released", 410)
    assert Message.objects.latest("pk").title == "Your story waits for a check"
    release(story, line(forms=["whole"]))
    services.publish_story(story, by=second_curator)
    release(story, line(forms=["whole"]), line("partners", ["whole"]))
    assert (story.state, client.get(f"/stories/{story.slug}/").status_code) == ("published", 200)


def test_an_accepted_change_that_the_easy_read_does_not_fit_waits_for_a_check(client, curator, second_curator):
    story = published(curator, second_curator)
    proposal = proposed(story, curator, piece="transcript", now="Quite other words.")
    services.answer_proposal(proposal, accept=True, by=by_teller(story))
    story.refresh_from_db()
    assert (story.state, client.get(f"/easy/stories/{story.slug}/").status_code) == ("released", 410)
    with pytest.raises(services.NotReady, match="easy read was checked"):
        services.publish_story(story, by=second_curator)
