"""Every page that anybody can read, in both forms: links, accessibility, type and reflow."""

import re
from urllib.parse import urljoin

import pytest
from django.urls import get_resolver, resolve

from tests.members.joining import ALL
from tests.screens.take import PAGES, WINDOW, words_in_view, words_of

from .audit import AXE, faults, faults_on_a_phone
from .by_link import left_empty_by_link
from .markup import markup_faults, needs_java
from .pages import Visitor, left_empty, one_of_each, sent_empty

pytestmark = pytest.mark.browser

# Public addresses that no link leads to, and why.
NOT_WALKED = {
    "account_confirm_login_code": "only after asking for a code",
    "account_inactive": "only for a closed sign-in",
    "account_logout": "only when signed in",
    "account_request_login_code": "leads on to signing in",
    "call_me_asked": "only after asking for a call",
    "charter:comment_said": "only after saying something (tests/journeys/test_new_version.py)",
    "charter:concern_sent": "only after telling us (tests/journeys/test_concern.py)",
    "charter:adopter_mine": "an organisation's own link (tests/journeys/test_adopting.py)",
    "charter:adopter_pledge": "an organisation's own link (tests/journeys/test_adopting.py)",
    "charter:adopter_report": "an organisation's own link (tests/journeys/test_adopting.py)",
    "charter:adopters_asked": "only after asking (tests/journeys/test_adopting.py)",
    "charter:assess": "with a code from a meeting (tests/journeys/test_assessing.py)",
    "charter:assess_said": "only after answering (tests/journeys/test_assessing.py)",
    "charter:pdf": "a file",
    "demo_sign_in": "a button",
    "health": "for machines",
    "invitation": "only with the link of an invitation",
    "invitation_answer": "a button",
    "invitation_how_much": "only with the link of an invitation",
    "join_check": "only after the questions (tests/journeys/test_joining.py)",
    "join_close": "a button",
    "join_done": "only after the questions (tests/journeys/test_joining.py)",
    "join_equality": "only after joining (tests/journeys/test_joining.py)",
    "join_equality_saved": "only after joining (tests/journeys/test_joining.py)",
    "join_forget": "a button",
    "join_own_page": "a button",
    "join_saved": "only after a question (tests/journeys/test_joining.py)",
    "messages_stopped": "only after stopping",
    "stop_messages": "only with the link of an email (tests/members/test_pool_outbox.py)",
    "mfa_authenticate": "only in the middle of signing in",
    "mfa_login_webauthn": "for the passkey script",
    "own_picture": "a file",
    "stories:captions": "a file",
    "stories:media": "a file",
    "stories:small": "a file",
    "stories:booklet": "a file",
    "stories:mine_insight": "only with the teller's link",
    "stories:tell_check": "only while telling (tests/journeys/test_stories.py)",
    "stories:tell_about_file": "only while telling (tests/stories/test_one_question.py)",
    "stories:tell_file": "only while telling",
    "stories:tell_files": "only while telling (tests/journeys/test_stories.py)",
    "stories:tell_add_file": "only while telling (tests/journeys/test_stories.py)",
    "stories:tell_arrange": "only while telling",
    "stories:tell_pictures": "only while telling",
    "stories:tell_step": "only while telling (tests/journeys/test_stories.py)",
    "workshops:calendar": "a file",
    "workshops:session_calendar": "a file",
    "workshops:sign_up_check": "only after the questions",
    "workshops:sign_up_forget": "a button",
    "workshops:report_file": "a file",
    "workshops:tool_file": "a file",
    "workshops:place_badge": "only with the link of a place",
    "workshops:place_report": "only with the link of a place",
    "workshops:place": "only with the link of a place",
    "workshops:place_accept": "only with the link of a place",
    "workshops:place_change": "only with the link of a place",
    "workshops:place_confirm": "only with the link of a place",
    "workshops:place_give_back": "only with the link of a place",
    "workshops:place_how_was_it": "only with the link of a place",
    "workshops:place_not_said": "only with the link of a place",
    "workshops:place_wait": "only with the link of a place",
    "stories:mine": "only with the teller's link (tests/journeys/test_stories.py)",
    "stories:mine_copy": "only with the teller's link",
    "stories:mine_go_on": "only with the teller's link",
    "stories:mine_stop": "only with the teller's link",
    **dict.fromkeys(
        ("stories:with", "stories:with_story", "stories:with_media", "stories:with_small", "stories:with_captions"),
        "only with a link that a curator made (tests/stories/test_opening.py)",
    ),
    "stories:mine_answer": "only with the teller's link",
    "stories:mine_captions": "only with the teller's link",
    "stories:mine_check": "only with the teller's link",
    "stories:mine_file": "only with the teller's link",
    "stories:mine_small": "only with the teller's link",
    "stories:mine_record": "only with the teller's link",
    "stories:mine_again": "only after it was taken back (tests/journeys/test_stories.py)",
    "stories:mine_change": "only with the teller's link (tests/stories/test_finished.py)",
    "stories:mine_take_back": "only with the teller's link (tests/journeys/test_stories.py)",
    "stories:mine_names": "only with the teller's link",
    "stories:mine_say_more": "only with the teller's link (tests/journeys/test_stories.py)",
    "stories:mine_who": "only with the teller's link (tests/journeys/test_stories.py)",
}
# What is read only after a press.
FOLDED = re.compile("<details.*?</details>", re.DOTALL)
# What leads on to every question of joining and of signing up.
SAID = ALL | {
    "way": {"way": "phone"},
    "comes": {"comes": "room"},
    "before": {"before": "yes"},
    "supporters": {"supporters": "1"},
    "supporter": {"wants_supporter": "yes", "supporter_name": "Sunil"},
    "travel": {"travel": "yes"},
}
SIGNED_IN = ("me/", "team/", "admin/", "accounts/reauthenticate/", "accounts/2fa/")


@pytest.fixture(scope="module")
def walked(hub):
    return Visitor(hub).walk("/", "/easy/")


def test_no_page_in_easy_read_has_more_than_15_ideas_at_once(walked):
    """Of every page, not of one of each kind. The whole of a text is asked for, to print it (test_print.py)."""
    shown = {path: FOLDED.sub("", page.html) for path, page in walked.items() if "/easy/" in path}
    many = {path: html.count('class="easy-block') - html.count('class="easy-blocks') for path, html in shown.items()}
    assert {path: number for path, number in many.items() if number > 15 and "page=all" not in path} == {}


@pytest.fixture(scope="module")
def sample(walked):
    return one_of_each(walked)


@pytest.fixture(scope="module")
def page(undrawn):
    page = undrawn.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(AXE)
    yield page
    page.close()


def found_on(page, hub, paths) -> dict:
    """Each page with what is wrong with it, in each way that people read it."""
    wrong = {}
    for path in paths:
        page.goto(hub.address + path)
        if found := faults(page):
            wrong[path] = found
    return wrong


def test_every_link_leads_to_a_page_and_a_place_in_it(walked):
    assert {path: page.status for path, page in walked.items() if page.status != 200} == {}
    broken = []
    for path, page in walked.items():
        for link in page.links:
            target, _hash, place = urljoin(path, link.replace("&amp;", "&")).partition("#")
            if place and target in walked and place not in walked[target].ids:
                broken.append((path, link))
    assert broken == []


def test_every_public_address_is_reached_in_both_forms(walked):
    reached = {
        (resolve(path.removeprefix("/easy").partition("?")[0] or "/").view_name, path.startswith("/easy/"))
        for path in walked
    }
    public = {name for name, pattern in named_addresses(get_resolver()) if not pattern.startswith(SIGNED_IN)}
    assert public - set(NOT_WALKED) == {name for name, _easy in reached}
    assert {name for name, easy in reached if easy} == {name for name, easy in reached if not easy}


def named_addresses(resolver, space="", before=""):
    """Every named address with its pattern."""
    for one in resolver.url_patterns:
        pattern = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from named_addresses(one, f"{one.namespace}:" if one.namespace else space, pattern)
        elif one.name:
            yield f"{space}{one.name}", pattern


def test_nothing_is_wrong_with_any_kind_of_page(page, hub, sample):
    assert found_on(page, hub, sample) == {}


def found_when_sent_empty(page, hub, sent) -> dict:
    """Each page that came back, by its address, with what is wrong with it on a phone."""
    wrong = {}
    for path, html in sent.items():
        show(page, hub.address + path, html)
        if found := faults_on_a_phone(page):
            wrong[path] = found
    return wrong


def show(page, address: str, html: str) -> None:
    page.route(address, lambda route: route.fulfill(body=html, content_type="text/html"), times=1)
    page.goto(address)


@pytest.fixture
def sent(walked, sample, inside, nobody_waits):
    """Each form that anybody can fill in, each question of joining and of signing up, and what is asked while a story
    is told or by a link of one's own, sent empty.
    """
    found = sent_empty(inside, {path: walked[path].html for path in sample})
    for form in ("", "/easy"):
        found |= left_empty(inside, f"{form}/join/name/", SAID)
        found |= left_empty(inside, f"{form}/workshops/is-the-charter-kept/sign-up/name/", SAID)
        found |= left_empty_by_link(inside, form)
    return found


def test_nothing_is_wrong_on_a_phone_with_a_form_that_was_sent_empty(page, hub, sent):
    assert len(sent) > 85
    assert found_when_sent_empty(page, hub, sent) == {}


@pytest.mark.parametrize("picture", PAGES)
def test_the_pictures_of_the_readme_show_the_hub_as_it_is(chromium, hub, picture):
    page = chromium.new_page(viewport=WINDOW)
    page.goto(hub.address + PAGES[picture])
    now = words_in_view(page)
    page.close()
    assert now == words_of(picture).read_text(encoding="utf-8"), "Take them anew: python -m tests.screens.take"


@needs_java
def test_the_markup_of_each_page_is_valid_also_where_its_form_was_sent_empty(walked, sent, tmp_path):
    pages = {path: page.html for path, page in walked.items() if page.html}
    wrong = {f"{path} sent empty": html for path, html in sent.items()}
    assert markup_faults(pages | wrong, tmp_path) == []
