"""Only what the teller says is quoted, and no longer than it stands in the story."""

import pytest

from stories import services

from .conftest import QUOTE, SAID, by_teller, line, prepared, published, release, told
from .files import mp4, wav
from .test_consent import proposed

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EDITORS = {
    f"{name}-{part}": value
    for name in ("easy", "summary_easy")
    for part, value in (("total", "0"), ("title", ""), ("of", ""))
}


def quotes_of(story):
    return [one.words for one in story.quotes.all()]


def test_words_that_the_teller_does_not_say_are_not_quoted(client, curator):
    story = services.take_up_story(told(transcript="I said:  “Don’t go.”\nThen he left."), by=curator)
    client.force_login(curator)
    where = f"/team/stories/{story.slug}/prepare/"
    seen = client.get(where).context["form"]["seen"].value()
    refused = client.post(where, {**EDITORS, "seen": seen, "summary": "Kept.", "quotes": "Then he left.\nHe was rude."})
    form = refused.context["form"]
    assert [form.errors["quotes"][0].count("“He was rude.”"), form["summary"].value(), quotes_of(story)] == [
        1,
        "Kept.",
        [],
    ]
    said = 'i said: "don\'t go." then he left'
    assert client.post(where, {**EDITORS, "seen": seen, "quotes": said}).status_code == 302
    assert quotes_of(story) == [said]


def test_what_is_said_in_a_sound_is_quoted_until_it_is_written_down_otherwise(curator):
    story = prepared(curator, files=[(wav(1), {})], quotes=[(SAID, ""), (QUOTE, "")])
    services.rework_story(story, by=curator)
    services.change_file(story.media.get(), captions="He drew it.", by=curator)
    assert quotes_of(story) == [QUOTE]


def test_what_the_teller_says_otherwise_now_is_quoted_no_more(client, curator, second_curator):
    story = published(curator, second_curator)
    services.answer_proposal(
        proposed(story, curator, piece="better", now="More time."), accept=True, by=by_teller(story)
    )
    assert quotes_of(story) == []
    story.refresh_from_db()
    assert (story.state, client.get(f"/stories/{story.slug}/").status_code) == ("released", 410)
    with pytest.raises(services.NotReady, match="no words to quote"):
        services.publish_story(story, by=second_curator)


CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.000\nHe drew it."


@pytest.mark.parametrize("form", ["", "/easy"])
def test_who_gets_only_a_short_piece_or_a_few_words_gets_all_of_it(client, curator, second_curator, form):
    """Nothing is said to be missing: the short piece and what is said in it are all there is to show."""
    piece = {"files": [(wav(1), {"is_clip": True})]}
    heard = published(curator, second_curator, line(forms=["clip"]), **piece)
    read = published(curator, second_curator, line(forms=["quote"]), **piece)
    pages = [client.get(f"{form}/stories/{one.slug}/").content.decode() for one in (heard, read)]
    assert [page.count("data-easy-missing") for page in pages] == [0, 0]
    assert [(page.count("<audio"), page.count(SAID), page.count(QUOTE)) for page in pages] == [(1, 1, 0), (0, 0, 1)]


def test_a_short_piece_that_nobody_may_see_is_no_story(curator, second_curator):
    story = prepared(curator, films=[(mp4(b"vide"), CAPTIONS)])
    story.media.update(is_clip=True)
    unseen = line(forms=["clip"], face=False)
    with pytest.raises(services.NotReady, match="may not see the teller in it"):
        services.publish_story(release(story, unseen), by=second_curator)
    release(story, line(forms=["clip", "quote"], face=False))
    assert services.publish_story(story, by=second_curator).state == "published"
    assert release(story, unseen).state == "released"
