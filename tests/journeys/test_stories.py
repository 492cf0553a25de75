"""Stories on a small phone without JavaScript: told, told by call, gathered, published, taken back and narrowed; and
with it, what only a browser shows: that they play, and that a voice is recorded.
"""

import re
from contextlib import contextmanager
from datetime import date

import pytest
from playwright.sync_api import expect

from stories.example import HERE
from stories.models import Audience
from tests.browser.chromium import FLAGS, PROGRAM
from tests.stories.files import png

from .arrival import assert_at, follow, press

pytestmark = pytest.mark.browser
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
SAVE = "#form button.button:not([name])"
KEEP = "#form > .button-group button.button"


@FORMS
def test_somebody_tells_a_story_in_words(phone, look_closely, form):
    page = phone()
    page.goto(f"{form}/stories/")
    follow(page.locator("main a[href$='/stories/tell/']").first)
    begin(page, form)
    assert_at(page, f"{form}/stories/tell/story/")
    look_closely(page)
    page.fill("#id_transcript", f"The lift was broken. {form}")
    press(page, SAVE)
    show_pictures(page, form)
    for step, words in (("better", "Mend it."), ("title", "The lift"), ("whose", ""), ("name", "Sam")):
        assert_at(page, f"{form}/stories/tell/{step}/")
        page.locator("#form textarea, #form input[type=text]").first.fill(words)
        press(page, SAVE)
    press(page, SAVE)
    assert page.locator(".error-summary").count() == 1
    look_closely(page)
    page.fill("#id_contact", "01632 960 777")
    press(page, SAVE)
    press(page, SAVE)
    press(page, SAVE)
    assert_at(page, f"{form}/stories/tell/check/")
    look_closely(page, "", "../whose/", "../files/")
    press(page, "main form button.button")
    assert f"{form}/stories/mine/" in page.url
    assert page.locator("main a[href$='/take-back/']").count() == 1
    story = page.url
    look_closely(page, "", "take-back/", "say-more/")
    # Who may see it is chosen when it is ready.
    page.goto(f"{story}who/web/")
    assert page.url == story


def show_pictures(page, form: str) -> None:
    """One of the hub's, found by a word, and one of their own."""
    follow(page.locator("main a[href*='/files/pictures/?of=']"))
    page.fill("#find input[type=search], #find input[type=text]", "lift")
    press(page, "#find button")
    press(page, "button.picture-take[value=lift]")
    if form:
        page.fill("#id_words", "The lift")
        press(page, SAVE)
    assert_at(page, f"{form}/stories/tell/files/")
    follow(page.locator("main a[href*='/files/add/?of=']"))
    page.set_input_files("#id_file", {"name": "lift.png", "mimeType": "image/png", "buffer": png()})
    page.check("#id_agreed")
    press(page, KEEP)
    page.check("input[name=shows_teller][value=no]")
    for name in ("alt", "words"):
        if form:
            press(page, SAVE)
        page.fill(f"#id_{name}", "The door of the lift")
    press(page, SAVE)
    assert page.locator("main .story-files img").count() == 2
    press(page, ".story-files > button[value=on]")


def begin(page, form: str) -> None:
    """How to tell it, then the first yes: in easy read on a page each."""
    if form:
        press(page, SAVE)
    page.locator("#id_agree").check()
    press(page, SAVE)


def test_somebody_would_rather_talk(phone):
    page, curator = phone(), phone("curator")
    page.goto("/easy/stories/tell/")
    follow(page.locator("main a[href$='/help/call-me/?about=story']"))
    page.fill("#id_name", "Tess Talks")
    press(page, SAVE)
    page.fill("#id_phone", "01632 960 555")
    press(page, SAVE)
    assert_at(page, "/easy/help/call-me/asked/")
    curator.goto("/team/calls/")
    follow(curator.locator("main a[href$='/story/']").first)
    curator.locator("input[name=came_by][value=phone]").check()
    curator.locator("#id_agreed").check()
    curator.fill("#id_explained_by", "Carl, on the phone")
    curator.fill("#id_kept_where", "Carl's note")
    curator.fill("#id_transcript", "The ramp is too steep.")
    press(curator, KEEP)
    assert "01632 960 555" in curator.locator("dl.summary").first.inner_text()
    curator.goto("/team/calls/")
    assert "Tess Talks" not in curator.locator("main").inner_text()


def test_an_interview_becomes_a_public_story_and_is_taken_back_by_phone(phone, look_closely):
    reporter, curator, second, anybody = phone("facilitator"), phone("curator"), phone("second-curator"), phone()
    gather(reporter)
    story = make_ready(curator)
    let_everybody_see_it(curator, story)
    let_them_see_a_summary_only(anybody, link_of_the_teller(curator, story))
    second.goto(f"/team/stories/{story}/")
    press(second, "form[action$='/publish/'] button")
    assert anybody.goto(f"/easy/stories/{story}/").status == 200
    told = anybody.goto(f"/stories/{story}/").text()
    assert [words in told for words in ("Told by Maya.", "A corridor is too long.", "my legs")] == [True, True, False]
    curator.goto(f"/team/stories/{story}/withdraw/")
    curator.locator("input[name=how][value=phone]").check()
    press(curator, KEEP)
    assert [anybody.goto(f"{form}/stories/{story}/").status for form in ("", "/easy")] == [410, 410]
    look_closely(anybody, "", f"/stories/{story}/")
    anybody.goto("/stories/")
    assert anybody.locator(f"a[href*='{story}']").count() == 0


def gather(page) -> None:
    """A trained reporter plans, keeps the yes, writes down what is said, and gives it to the curators."""
    page.goto("/team/stories/projects/")
    follow(page.locator("main .card a").first)
    follow(page.locator("main a[href$='/interviews/plan/']"))
    page.locator("input[name=reporter]").first.check()
    page.fill("#id_with_whom", "Flora Private")
    page.fill("#id_reach", "01632 960 444")
    day = date.today()
    for number, part in enumerate((day.day, day.month, day.year)):
        page.fill(f"#id_on_{number}", str(part))
    press(page, KEEP)
    follow(page.locator("main a[href$='/record/']"))
    page.locator("#id_agreed").check()
    page.locator("input[name=how][value=in_person]").check()
    page.fill("#id_explained_by", "Farah read it out")
    page.fill("#id_kept_where", "At the start of the recording")
    page.locator("input[name=kind][value=words]").check()
    press(page, KEEP)
    follow(page.locator("main a[href$='/words/']"))
    page.fill("#id_title", "The long corridor")
    page.fill("#id_transcript", "[00:01] Farah: How was it?\n[00:04] Maya: Too long for my legs.")
    page.fill("#id_made_up_name", "Maya")
    press(page, KEEP)
    press(page, "form[action$='/send/'] button")


def make_ready(page) -> str:
    """The curator writes both forms and shows it to its teller; the address of the story."""
    page.goto("/team/stories/")
    follow(page.get_by_role("link", name="The long corridor", exact=True))
    story = page.url.rstrip("/").rpartition("/")[2]
    press(page, "form[action$='/take_up/'] button")
    follow(page.locator("main a[href$='/prepare/']"))
    page.fill("[name=easy-0-words]", "The way was too long for me.")
    page.fill("#id_summary", "A corridor is too long.")
    page.fill("[name=summary_easy-0-words]", "The way was too long.")
    for name in ("easy", "summary_easy"):
        choose_picture(page, name, "walk")
    press(page, KEEP)
    press(page, "form[action$='/show/'] button")
    return story


def choose_picture(page, name: str, idea: str) -> None:
    """For the first block of an easy read."""
    page.fill(f"#id_{name}-0-find", idea)
    press(page, f"button[name={name}-press][value=find-0]")
    page.check(f"input[name={name}-0-pick][value={idea}]")


def let_everybody_see_it(page, story: str) -> None:
    """As the teller says on the phone: everybody, the whole story, a made-up name."""
    page.goto(f"/team/stories/{story}/release/")
    page.locator("input[name=web_what][value=whole]").check()
    page.locator("input[name=web_name][value=made_up]").check()
    page.locator("input[name=how][value=phone]").check()
    page.locator("#id_others_agree").check()
    page.fill("#id_explained_by", "Carl, on the phone")
    page.fill("#id_kept_where", "Carl's note")
    press(page, KEEP)


def link_of_the_teller(page, story: str) -> str:
    """As it stands in the letter to them."""
    page.goto(f"/team/stories/{story}/letter/")
    return re.search(r"/stories/mine/[^/\s]+/", page.locator("main").inner_text())[0]


def let_them_see_a_summary_only(page, link: str) -> None:
    """The teller thinks better of what they said on the phone: one page for each audience, then all of it together."""
    page.goto(link)
    follow(page.locator("main a[href$='/who/project/']").first)
    for audience in Audience.values:
        assert_at(page, f"{link}who/{audience}/")
        if audience == Audience.WEB:
            page.uncheck("input[name=what][value=whole]")
            page.check("input[name=what][value=summary]")
            page.check("input[name=name][value=made_up]")
        press(page, SAVE)
    assert_at(page, f"{link}check/")
    page.check("#id_others_agree")
    press(page, SAVE)
    assert_at(page, link)


def test_a_teller_narrows_a_story_to_partners_in_one_step(phone):
    rosa, anybody, partner = phone("resident"), phone(), phone("pool-staff")
    anybody.goto("/stories/")
    follow(anybody.get_by_role("link", name="The dentist who waited"))
    where = anybody.url
    rosa.goto("/easy/me/places/")
    follow(rosa.get_by_role("link", name="The dentist who waited"))
    press(rosa, "form[action$='/stop/web/'] button")
    assert anybody.goto(where).status == 410
    assert partner.goto(where).status == 200


PLAYED = "(player) => player.play().then(() => { player.pause(); return player.controls && !player.muted; })"


@contextmanager
def page_with_scripts(browser, hub):
    """A page on which no script may fail."""
    context, faults = browser.new_context(base_url=hub.address), []
    page = context.new_page()
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    assert faults == []


def open_story(page, title: str) -> list:
    """The page of this story; the files that its player asks for, with what it got."""
    got = []
    page.on("response", lambda answer: got.append(answer.status) if "/files/" in answer.url else None)
    page.goto("/stories/")
    follow(page.get_by_role("link", name=title))
    return got


SEEK = """(player) => new Promise((done) => {
  player.onseeked = () => done([player.currentTime, player.paused]);
  player.currentTime = 5;
})"""


def test_a_sound_is_heard_from_any_place_and_by_the_keyboard_alone(chromium, own_hub):
    with page_with_scripts(chromium, own_hub) as page:
        got = open_story(page, "My voice at the big table")
        player = page.locator("main audio")
        assert player.evaluate(SEEK) == [5, True]
        assert set(got) == {206}
        while not player.evaluate("(player) => player === document.activeElement"):
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.wait_for_function("() => document.querySelector('main audio').currentTime > 5.1")
        assert player.evaluate("(player) => player.paused") is False


def test_a_film_has_its_captions(chromium, own_hub):
    with page_with_scripts(chromium, own_hub) as page:
        open_story(page, "A key of my own")
        cues = page.wait_for_function("() => document.querySelector('main video').textTracks[0].cues?.length")
        assert cues.json_value() == (HERE / "files" / "home.vtt").read_text().count("-->")


def ask_to_record(page, form: str, kind: str) -> None:
    """As far as the page on which a voice or a film may be recorded, and the button that does it."""
    page.goto(f"{form}/stories/tell/")
    page.locator(f"input[name=kind][value={kind}]").check()
    begin(page, form)
    follow(page.locator("main a[href*='/files/add/?of=']"))
    page.locator("[data-record] button").click()


WITHOUT = {
    ("", "sound"): "We found no microphone here. You can choose a file.",
    ("", "film"): "We found no camera or no microphone here. You can choose a file.",
    ("/easy", "film"): "We cannot find a camera and a microphone. You can choose a file.",
}


@pytest.mark.parametrize(("form", "kind"), WITHOUT)
def test_without_microphone_or_camera_it_says_what_else_one_can_do(chromium, own_hub, form, kind):
    with page_with_scripts(chromium, own_hub) as page:
        ask_to_record(page, form, kind)
        expect(page.locator("[data-record] [role=status]")).to_have_text(WITHOUT[form, kind])
        assert page.locator("[data-record] button").is_enabled()


def test_who_says_no_to_the_camera_is_told_what_else_one_can_do(chromium, own_hub):
    browser = with_devices(chromium, "--deny-permission-prompts")
    with page_with_scripts(browser, own_hub) as page:
        ask_to_record(page, "", "film")
        says = "We cannot use your camera and microphone. Allow them in your browser, or choose a file."
        expect(page.locator("[data-record] [role=status]")).to_have_text(says)
    browser.close()


def with_devices(chromium, *flags: str):
    """A browser with a microphone that beeps and a camera that shows a clock."""
    flags = [*FLAGS, "--use-fake-device-for-media-stream", *flags]
    return chromium.browser_type.launch(executable_path=PROGRAM, args=flags)


@pytest.mark.parametrize(("kind", "tag"), [("sound", "audio"), ("film", "video")])
def test_somebody_records_hears_it_again_and_sends_the_second_try(chromium, own_hub, kind, tag):
    browser = with_devices(chromium, "--use-fake-ui-for-media-stream")
    with page_with_scripts(browser, own_hub) as page:
        ask_to_record(page, "", kind)
        button, says = page.locator("[data-record] button"), page.locator("[data-record] [role=status]")
        preview = page.locator(f"[data-record] {tag}")
        expect(button).to_have_text("Stop the recording")
        page.wait_for_timeout(300)
        button.click()
        expect(says).to_have_text("Recorded. You can play it here. Then press: Add this file.")
        assert preview.evaluate(PLAYED) is True
        # Going on without sending it is asked about first; here the answer is no.
        asked = []
        page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        page.get_by_role("link", name="Back", exact=True).click()
        assert (asked, "/stories/tell/files/add/?of=" in page.url) == (["beforeunload"], True)
        button.click()
        expect(button).to_have_text("Stop the recording")
        assert preview.is_visible() is (kind == "film")
        page.wait_for_timeout(1500)
        page.locator(KEEP).click()
        expect(button).to_have_text("Record a film again" if kind == "film" else "Record your voice again")
        # What was recorded is not lost because of a tick.
        page.locator(KEEP).click()
        expect(says).to_have_text("Tick the box first. Then press: Add this file.")
        page.check("#id_agreed")
        press(page, KEEP)
        page.goto("/stories/tell/files/")
        kept = [page.locator(f"main .story-files {one}").count() for one in ("audio", "video", "img")]
        assert kept == [kind == "sound", kind == "film", 0]
        page.wait_for_function(f"() => document.querySelector('main .story-files {tag}').duration > 1")
    browser.close()
