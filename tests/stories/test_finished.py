"""A teller looks at a finished piece, and says yes only to one whose easy read says what the story says."""

import re

import pytest
from django.utils import timezone
from django.utils.html import escape

from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.record.flow import NotNow
from stories import services
from stories.tellers import sign

from .conftest import QUOTE, by_teller, easy, line, prepared, published, release, told
from .files import mp4, png, upload, wav
from .test_consent import proposed
from .test_journeys import FORMS

pytestmark = pytest.mark.django_db
MISSING = [
    "A suggestion waits for the teller's yes or no.",
    "The text has changed since the easy read was checked.",
    "An idea of the easy read has no picture.",
]
NOTHING_READY = [
    "It has no transcript. People who cannot hear need one.",
    "It has no easy read.",
    "A picture has no words that say what it shows.",
    "A film has no captions that somebody has checked.",
    "What is said in a sound is not written down. People who cannot hear need it.",
]
CHANGED = "The words have changed: look at the easy read again"


def test_what_is_not_finished_is_not_shown_to_the_teller(client, curator):
    story = services.rework_story(prepared(curator), by=curator)
    proposal = proposed(story, curator)
    services.prepare_story(story, summary="Another summary.", by=curator)
    services.prepare_story(story, easy=EasyRead(blocks=(Block("", "No picture."),)), by=curator)
    client.force_login(curator)
    desk = f"/team/stories/{story.slug}/"
    with pytest.raises(services.NotReady) as refused:
        services.show_story(story, by=curator)
    assert refused.value.messages == MISSING
    assert client.get(desk).context["gaps"] == MISSING
    services.answer_proposal(proposal, accept=False, by=by_teller(story))
    services.prepare_story(story, easy=easy("He drew it."), summary_easy=easy("He drew."), by=curator)
    assert client.get(desk).context["gaps"] == []
    client.post(f"{desk}show/")
    story.refresh_from_db()
    assert story.state == "review"


def test_a_story_with_nothing_made_ready_is_not_shown_and_the_desk_says_what_publishing_would(client, curator):
    """A picture whose teller has not said what it shows, a sound and a film that nobody has written down."""
    story = services.begin_story(wording="Yes", kind="pictures")
    services.change_story(story, title="That day", contact="Widnes", by=by_teller(story))
    for data in (png(), wav(1), mp4(b"vide")):
        services.add_file(story, upload(data), by=by_teller(story))
    services.send_story(story, by=by_teller(story))
    services.take_up_story(story, by=curator)
    client.force_login(curator)
    desk = f"/team/stories/{story.slug}/"
    assert client.get(desk).context["gaps"] == NOTHING_READY
    with pytest.raises(services.NotReady) as refused:
        services.show_story(story, by=curator)
    assert refused.value.messages == NOTHING_READY
    pressed = client.post(f"{desk}show/", follow=True).content.decode()
    # On the list of what is missing, and in the answer to the button.
    assert [pressed.count(str(escape(says))) for says in NOTHING_READY] == [2] * 5
    story.refresh_from_db()
    assert (story.state, story.shown_at) == ("preparing", None)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("quotes", "offered"), [((), 0), ((("a longer talk", ""),), 1)])
def test_a_few_of_my_words_are_offered_only_where_there_are_some(client, curator, form, quotes, offered):
    story = prepared(curator, quotes=quotes)
    page = client.get(f"{form}/stories/mine/{sign(story)}/who/web/").content.decode()
    assert [page.count(f'value="{one}"') for one in ("quote", "whole", "summary")] == [offered, 1, 1]


@pytest.mark.parametrize("form", FORMS)
def test_a_first_yes_waits_until_the_easy_read_fits_the_words_that_changed(client, form, curator):
    story = prepared(curator)
    mine, who = f"{form}/stories/mine/{sign(story)}/", "who/project/"
    proposal = proposed(story, curator, piece="transcript", now="Quite other words.")
    assert client.get(mine).content.decode().count(f'href="{mine}{who}"') == 1
    client.post(f"{mine}suggestions/{proposal.pk}/", {"answer": "yes"})
    assert client.get(mine).content.decode().count(f'href="{mine}{who}"') == 0
    with pytest.raises(NotNow, match="easy version of your story first"):
        release(story, line())
    client.force_login(curator)
    assert client.get("/team/stories/").content.decode().count(CHANGED) == 1
    services.rework_story(story, by=curator)
    services.prepare_story(story, easy=easy("Other words."), by=curator)
    services.show_story(story, by=curator)
    assert client.get("/team/stories/").content.decode().count(CHANGED) == 0
    assert release(story, line()).state == "released"


def test_the_next_step_of_a_story_is_the_one_main_button(client, curator):
    client.force_login(curator)

    def main(story):
        page = client.get(f"/team/stories/{story.slug}/").content.decode().partition("<main")[2]
        return re.findall(r'class="button"[^>]*>([^<]+)', page.partition("</main>")[0])

    story = told()
    assert main(story) == ["Begin to make it ready"]
    assert main(services.take_up_story(story, by=curator)) == ["Make the story ready"]
    story = prepared(curator)
    assert main(story) == []
    assert main(services.rework_story(story, by=curator)) == ["Show it to the teller"]
    services.show_story(story, by=curator)
    assert main(release(story, line())) == ["Publish it"]


def test_a_teller_is_told_of_a_suggestion_once(curator):
    story = prepared(curator, contact="01632 960 777")
    for _press in range(2):
        proposed(story, curator)
    assert [one.title for one in story.to_tell.all()] == ["We suggest other words"]


LATER = {
    "": "You cannot choose this now. This page says how your story stands.",
    "/easy": "You cannot choose this now. This page says what happens with your story.",
}


@pytest.mark.parametrize("form", FORMS)
def test_who_asks_to_choose_while_it_is_worked_on_is_led_back_to_their_story(client, curator, form):
    story = services.rework_story(prepared(curator), by=curator)
    mine = f"{form}/stories/mine/{sign(story)}/"
    said = {"what": ["whole"], "name": "none", "until": "year"}
    for answer in (client.get(f"{mine}who/web/"), client.post(f"{mine}who/web/", said)):
        assert (answer.status_code, answer.url) == (302, mine)
    assert client.get(mine).content.decode().count(LATER[form]) == 2
    assert client.get(f"{mine}who/nobody/").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_a_teller_who_looks_at_it_asks_for_a_change_and_nobody_else_sees_it_meanwhile(
    client, form, curator, second_curator
):
    """From the page of the finished piece to the desk, and back in front of the teller."""
    story = published(curator, second_curator, contact="01632 960 777")
    mine, public = f"{form}/stories/mine/{sign(story)}/", f"{form}/stories/{story.slug}/"
    assert client.get(mine).content.decode().count(f'href="{mine}change/"') == 1
    assert client.get(f"{mine}change/").status_code == 200
    assert list(client.post(f"{mine}change/", {"answer": " "}).context["form"].errors) == ["answer"]
    assert client.get(public).status_code == 200
    assert client.post(f"{mine}change/", {"answer": "Leave my sister out."}).url == mine
    assert client.get(public).status_code == 410
    assert story.to_tell.last().title == "We are working on your story again"
    for press in (client.get, client.post):
        assert press(f"{mine}change/", {"answer": "Again."}).url == mine
    client.force_login(curator)
    desk = client.get("/team/stories/").content.decode()
    assert [desk.count(words) for words in (f'href="/team/stories/{story.slug}/"', "Answered")] == [1, 0]
    assert client.get(f"/team/stories/{story.slug}/").content.decode().count("Leave my sister out.") == 1
    services.take_up_story(story, by=curator)
    services.show_story(story, by=curator)
    assert client.get(public).status_code == 410
    story.refresh_from_db()
    assert (story.state, story.answer, story.answered_on) == ("review", "Leave my sister out.", timezone.localdate())


def test_on_the_phone_too_a_teller_asks_for_a_change(client, curator):
    story = prepared(curator)
    client.force_login(curator)
    assert client.post(f"/stories/mine/{sign(story)}/change/", {"answer": "Mine."}).status_code == 403
    desk = f"/team/stories/{story.slug}/"
    assert client.get(desk).content.decode().count(f'href="{desk}ask-change/"') == 1
    assert list(client.post(f"{desk}ask-change/", {"answer": "Leave him out."}).context["form"].errors) == ["how"]
    client.post(f"{desk}ask-change/", {"answer": "Leave him out.", "how": "phone"})
    story.refresh_from_db()
    assert (story.state, story.answer) == ("sent", "Leave him out.")
    services.hand_back_story(story, reason="Which one?", by=curator)
    assert story.answer == ""


def test_the_writing_check_reads_a_reason_before_the_teller_does(client, curator):
    story = services.take_up_story(told(), by=curator)
    client.force_login(curator)
    where, said = f"/team/stories/{story.slug}/hand_back/", {"reason": "Please utilise fewer abbreviations."}
    looked = client.post(where, {**said, "check": "yes"})
    words = looked.content.decode()
    listed = [one.words for one in looked.context["findings"]]
    assert ("utilise" in listed, words.count("<mark>utilise</mark>"), words.count(said["reason"])) == (True, 1, 1)
    plain = client.post(where, {"reason": "Who told you?", "check": "yes"}).content.decode()
    assert plain.count("The check has nothing to list.") == 1
    assert list(client.post(where, {"check": "yes"}).context["form"].errors) == ["reason"]
    story.refresh_from_db()
    assert (story.state, story.reason) == ("preparing", "")
    client.post(where, said)
    story.refresh_from_db()
    assert (story.state, story.reason) == ("returned", said["reason"])


def test_words_that_stand_alone_are_not_published_without_easy_words(curator, second_curator):
    quotes = [("drew me a picture", "")]
    alone = release(prepared(curator, quotes=quotes), line(forms=["quote"]), line("partners", ["whole"]))
    with pytest.raises(services.NotReady) as refused:
        services.publish_story(alone, by=second_curator)
    assert refused.value.messages == ["Somebody gets only the words to quote, and they have no easy words."]
    beside = release(prepared(curator, quotes=quotes), line(forms=["quote", "summary"]))
    assert services.publish_story(beside, by=second_curator).state == "published"


def test_the_second_pair_of_eyes_sees_all_that_they_would_publish(client, curator, second_curator):
    story = release(prepared(curator), line(face=False), line("partners", face=True))
    client.force_login(second_curator)
    page = client.get(f"/team/stories/{story.slug}/").content.decode()
    said = (f"“{QUOTE}”", "The doctor drew.", "Pictures of the teller: no.", "Pictures of the teller: yes.")
    assert [page.count(words) for words in said] == [2, 1, 1, 1]
