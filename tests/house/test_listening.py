"""The Listen button, in a real browser whose voices are played by the test."""

import pytest
from django.conf import settings

from members.roles import CURATOR
from tests.conftest import make_person
from tests.stories.conftest import WORDS, published
from tests.workshops.test_tools import EASIES, FACTS
from workshops import services

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# A voice that says nothing and waits until the test lets it finish.
VOICES = """
    window.said = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(window, "speechSynthesis", { value: {
        getVoices: () => %s,
        speak(utterance) { window.now = utterance; said.push(utterance); },
        cancel() { window.now?.onerror?.({ error: "canceled" }); window.now = null; },
        addEventListener() {},
    } });
"""
LOCAL = '[{ localService: true, lang: "fr-FR" }, { localService: true, lang: "en-GB" }]'
REMOTE = '[{ localService: false, lang: "en-GB" }]'


@pytest.fixture
def listener(client, chromium):
    """Opens a page of the hub in a browser with these voices."""
    opened = []

    def open_with(voices, address="/easy/help/"):
        html = client.get(address).content.decode()
        page = chromium.new_page()
        opened.append(page)
        page.set_content(html, wait_until="commit")
        page.evaluate(f"() => {{ {VOICES % voices} }}")
        page.add_script_tag(path=settings.BASE_DIR / "static" / "js" / "hub.js")
        return page

    yield open_with
    for page in opened:
        page.close()


@pytest.mark.parametrize("voices", ["[]", REMOTE, '[{ localService: true, lang: "fr-FR" }]'])
def test_without_a_voice_of_its_own_in_english_the_button_stays_hidden(listener, voices):
    page = listener(voices)
    assert page.is_hidden("[data-listen]")
    assert page.is_visible("[data-print]")


def test_it_reads_block_after_block_and_shows_where_it_is(listener):
    page = listener(LOCAL)
    assert page.evaluate("said.length") == 0
    page.click("[data-listen-play]")
    assert page.evaluate("[now.text, now.rate, now.voice.lang]") == ["Get help", 1, "en-GB"]
    for _sentence in range(3):
        page.evaluate("now.onend()")
    assert page.evaluate("now.text") == "Our number is 01632 960 123."
    assert "Our number is" in page.inner_text(".is-being-read")
    assert page.locator(".is-being-read").count() == 1


def test_pause_goes_on_where_it_was_and_slow_is_slow(listener):
    page = listener(LOCAL)
    page.click("[data-listen-play]")
    page.evaluate("now.onend()")
    page.click("[data-listen-play]")
    assert page.evaluate("now") is None
    assert page.inner_text("[data-listen-play]") == page.get_attribute("[data-listen-play]", "data-says-play")
    page.click("[data-listen-speed]")
    page.click("[data-listen-play]")
    assert page.evaluate("[now.text, now.rate < 1]") == ["Talk to a person", True]


def test_stop_is_silent_and_the_end_is_the_beginning(listener):
    page = listener(LOCAL)
    page.click("[data-listen-play]")
    page.click("[data-listen-stop]")
    assert page.evaluate("now") is None
    assert page.locator(".is-being-read").count() == 0
    assert page.evaluate("'listenPlay' in document.activeElement.dataset")
    page.click("[data-listen-play]")
    page.evaluate("() => { while (now) now.onend(); }")
    assert page.is_hidden("[data-listen-stop]")


NOT_DRAWN = """
    details::details-content { content-visibility: visible }
    details:not([open]) > :not(summary) { display: none }
"""
HEARD = "() => { while (now) now.onend(); return said.map((part) => part.text); }"


@pytest.mark.parametrize(("form", "words"), [("", WORDS), ("/easy", "The doctor drew a picture.")])
def test_what_is_hard_in_a_story_is_heard_only_by_whoever_opens_it(listener, curator, form, words):
    story = published(curator, make_person("second curator", CURATOR), content_note="Somebody dies")
    page = listener(LOCAL, f"{form}/stories/{story.slug}/")
    # As browsers do it that do not draw what is closed: its text can still be asked for.
    page.add_style_tag(content=NOT_DRAWN)
    page.click("[data-listen-play]")
    closed = page.evaluate(HEARD)
    page.click("main details summary")
    page.click("[data-listen-play]")
    both = page.evaluate(HEARD)
    assert [closed.count(one) for one in ("There are hard parts in it: Somebody dies.", words)] == [1, 0]
    assert both[len(closed) :].count(words) == 1


def test_leaving_the_page_is_silence(listener):
    page = listener(LOCAL)
    page.click("[data-listen-play]")
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("now") is None


@pytest.mark.parametrize("form", ["", "/easy"])
def test_nothing_stands_between_a_question_and_its_field_and_a_page_is_printed_by_one_button(
    listener, facilitator, form
):
    after = "document.querySelector('#form').compareDocumentPosition(document.querySelector('[data-print]'))"
    question = listener("[]", f"{form}/join/name/")
    assert (question.is_visible("[data-print]"), question.evaluate(after)) == (True, 4)  # DOCUMENT_POSITION_FOLLOWING
    facts = {**FACTS, **EASIES, "name": "Letters"}
    tool = services.publish_tool(services.keep_tool(**facts, by=facilitator), by=facilitator)
    page = listener("[]", f"{form}/workshops/tools/{tool.slug}/")
    assert [page.locator(one).count() for one in ("main [href$='/tool.pdf']", "[data-print]")] == [1, 0]
