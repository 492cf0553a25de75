"""The pages of people who are signed in, in both forms: links, accessibility, type and reflow."""

import logging
import re
from functools import cache

import pytest
from django.urls import get_resolver, resolve, reverse

from members.models import User
from tests.house.buttons import BUTTONS as PRESSED
from tests.house.doors import whose_desk
from tests.house.elsewhere import ELSEWHERE
from tests.house.making import MADE
from tests.house.pages import entering

from .audit import AXE
from .markup import markup_faults, needs_java
from .pages import Visitor, kind_of, one_of_each, sent_empty
from .test_public import SIGNED_IN, found_on, found_when_sent_empty, named_addresses

pytestmark = pytest.mark.browser
STARTS = ("/me/", "/team/", "/easy/me/", "/easy/team/")
TEAM_ADDRESS = re.compile(r'="(/team/[^" ?#]+)')
OURS = re.compile(r"/(easy/)?(me|team|accounts)/")
ROLES = ("resident", "supporter", "editor", "pool-staff", "curator", "facilitator")
# Addresses that no link leads to as these people are, and why.
BUTTONS = (
    "charter:team_draft",
    "charter:team_move",
    "charter:team_shift",
    "charter:team_show_comment",
    "charter:team_move_concern",
    "charter:team_close_code",
    "charter:team_remark",
    "charter:team_show_pledge",
    "charter:team_retire_statement",
    "finish_call",
    "team_take_picture_away",
    "me_answer",
    "me_confirm",
    "me_claim",
    "outbox_batch_move",
    "outbox_make_batch",
    "me_end_supporter",
    "me_invite_supporter",
    "me_move",
    "me_stop",
    "pool_confirm",
    "pool_drop",
    "pool_record_needs",
    "opportunity_move",
    "opportunity_take_off",
    "workshops:team_draft_report",
    "workshops:team_publish_report",
    "workshops:team_publish_tool",
    "workshops:team_rework_report",
    "workshops:team_seat",
    "workshops:team_send_safeguarding",
    "workshops:team_spread",
    "workshops:team_take_out_section",
    "workshops:team_tell_again",
    "workshops:team_withdraw_tool",
)
NEW_VERSION = ("charter:team_agree", "charter:team_put_in_force", "charter:team_open", "charter:team_findings")
SECOND_STEP = (
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
)
REPORT_IN_THE_MAKING = (
    "workshops:team_change_report",
    "workshops:team_add_section",
    "workshops:team_section",
    "workshops:team_check_report",
    "workshops:team_note_reply",
    "workshops:team_approve_report",
)
STORY_BUTTONS = (
    "arrange",
    "arrange_recording",
    "check_captions",
    "close_link",
    "drop_insight",
    "move",
    "move_finding",
    "remove_record",
    "send_gathered",
    "stop_reporter",
    "tell",
)
STORY_FILES = ("captions", "file", "record", "recording", "small")
NOT_WALKED = {
    "tell_from_call": "only for a call about a story (tests/house/test_calls.py)",
    **dict.fromkeys(BUTTONS, "pressed, not visited"),
    **dict.fromkeys(NEW_VERSION, "only for a version that is being agreed (tests/journeys/test_new_version.py)"),
    "workshops:team_wait": "only for an offer that is over (tests/workshops/test_desk_people.py)",
    "workshops:team_still": "only after a move (tests/workshops/test_desk_people.py)",
    "workshops:team_move": "pressed, not visited",
    **{f"stories:team_{one}": "pressed, not visited" for one in STORY_BUTTONS},
    **{f"stories:team_{one}": "a file" for one in STORY_FILES},
    **dict.fromkeys(
        ("stories:team_prepare", "stories:team_add_file", "stories:team_change_file"),
        "only while it is being made ready (tests/journeys/test_stories.py)",
    ),
    "stories:team_record_interview": "only on the day of the talk (tests/stories/test_gathering.py)",
    "stories:team_name_stays": "only where a name stands that is not to be shown (tests/stories/test_deeds.py)",
    "stories:team_change_recording": "only until it is sent (tests/stories/test_arranging.py)",
    "stories:team_answer_insight": "only before its teller has answered (tests/stories/test_findings.py)",
    "stories:team_answer_proposal": "only for an open suggestion (tests/stories/test_deeds.py)",
    **dict.fromkeys(
        ("pool_list_columns", "pool_list_faults", "pool_list_move"),
        "only before a list is brought in (tests/members/test_lists.py)",
    ),
    "opportunity_outcome": "only when it has taken place (tests/members/test_inviting_desk.py)",
    **dict.fromkeys(
        ("still", "still_right", "still_leave"), "only with the link of a letter (tests/members/test_keeping.py)"
    ),
    "pool_ask_for_yes": "only for a list of people not asked yet (tests/members/test_wishes.py)",
    "wish": "only with the link of a question (tests/members/test_wishes.py)",
    **dict.fromkeys(
        ("team_word", "team_remove_word"), "only when the team has added a word (tests/house/test_words.py)"
    ),
    **dict.fromkeys(("team_take_out_listed_word", "team_put_back_listed_word"), "pressed, not visited"),
    "pool_invite_supporter": "only for who gave an email address (tests/members/test_recorded_for_them.py)",
    "outbox_letter": "a file (tests/members/test_pool_outbox_desk.py)",
    "outbox_batch_file": "a file (tests/members/test_pool_outbox_desk.py)",
    "me_file": "a file (tests/members/test_me_pages.py)",
    "workshops:team_take_out_note": "pressed, not visited",
    "workshops:team_ask": "pressed, not visited",
    "workshops:team_publish": "pressed, not visited",
    "workshops:team_finish": "pressed, not visited",
    "workshops:team_told": "pressed, not visited",
    "workshops:team_note_objection": "names are not kept so long (tests/workshops/test_objections.py)",
    "workshops:team_note_met": "names are not kept so long (tests/workshops/test_feedback.py)",
    **dict.fromkeys(REPORT_IN_THE_MAKING, "only before a report is published (tests/workshops/test_reports.py)"),
    "workshops:team_report_file": "a file (tests/workshops/test_reports.py)",
    "workshops:team_change_safeguarding": "only before it is sent (tests/workshops/test_safeguarding.py)",
    "workshops:team_tap": "pressed, not visited",
    "pool_scan": "a file (tests/members/test_pool_desk_told.py)",
    **dict.fromkeys(SECOND_STEP, "only for who has a second step (tests/journeys/test_second_step.py)"),
}


# Reached or not: the example's session of today begins in an hour or two, and late in the evening only tomorrow.
BY_THE_CLOCK = {
    "workshops:team_type_up": "only on its day (tests/workshops/test_desk_register.py)",
    "workshops:team_give_up": "only when it has begun (tests/workshops/test_desk.py)",
}


# What no link of the example leads to → where the thing it is about stands in an address that one leads to.
BESIDE = {
    "opportunity_outcome": "opportunity_desk",
    "pool_invite_supporter": "pool_change_supporter",
    **dict.fromkeys(("pool_list_columns", "pool_list_faults"), "pool_list"),
    "pool_record_needs": "pool_needs",
    **dict.fromkeys((f"stories:team_{one}" for one in ("add_file", "name_stays", "prepare")), "stories:team_story"),
    **dict.fromkeys(("stories:team_change_file", "stories:team_check_captions"), "stories:team_captions"),
    "stories:team_answer_insight": "stories:team_drop_insight",
    "team_put_back_listed_word": "team_take_out_listed_word",
    "workshops:team_publish_tool": "workshops:team_tool",
}


@pytest.fixture(scope="module", params=ROLES)
def role(request):
    return request.param


@pytest.fixture(scope="module")
def draft(chromium, hub):
    """A version of the Charter that is being written: only then has the desk all its pages."""
    context = chromium.new_context()
    context.request.post(f"{hub.address}/demo/sign-in/", form={"role": "editor"})
    page = context.new_page()
    press(page, f"{hub.address}/team/charter/versions/4/", "rework")
    yield
    press(page, f"{hub.address}/team/charter/versions/4/", "open")
    context.close()


# Has the highest row of the list room for two lines and no third; and how many rows do the lists to choose from take?
LINES = """() => {
  const high = [...document.querySelectorAll("main tbody tr")].map((row) => row.offsetHeight);
  const line = parseFloat(getComputedStyle(document.querySelector("main tbody td")).lineHeight);
  const tops = [...document.querySelectorAll(".filters li")].map((one) => one.offsetTop);
  return [Math.max(...high) / line < 3.5, new Set(tops).size];
}"""


def press(page, path, move):
    page.goto(path)
    with page.expect_navigation():
        page.locator(f"form[action$='/{move}/'] button").click()


@pytest.fixture(scope="module")
def walk(hub, draft):
    """Role → every page of a signed-in person that it can reach, walked once."""

    @cache
    def walk(role):
        starts = [start for start in STARTS if role not in ("resident", "supporter") or "team" not in start]
        return Visitor(hub, role).walk(*starts, within=OURS)

    return walk


@pytest.fixture(scope="module")
def walked(walk, role):
    return walk(role)


@pytest.fixture(scope="module")
def sample(walk, role):
    return sample_of(walk, role)


def sample_of(walk, role) -> list[str]:
    """Of pages that differ only by a number or a name, one in each form: the oldest, and in easy read what is being
    made.

    What a role shares with one before it has been looked at already; where each begins is looked at for each.
    """
    before = {kind_of(path) for one in ROLES[: ROLES.index(role)] for path in walk(one)}
    return [path for path in one_of_each(walk(role)) if path in STARTS or kind_of(path) not in before]


@pytest.fixture(scope="module")
def page(undrawn, hub, role):
    context = undrawn.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(AXE)
    context.request.post(f"{hub.address}/demo/sign-in/", form={"role": role})
    yield context.new_page()
    context.close()


def test_every_link_of_a_signed_in_person_leads_to_a_page(walked):
    assert {path: page.status for path, page in walked.items() if page.status != 200} == {}


def test_every_address_of_signed_in_people_is_reached_in_both_forms(walk):
    reached = {
        (resolve(path.removeprefix("/easy").partition("?")[0]).view_name, path.startswith("/easy/"))
        for role in ROLES
        for path in walk(role)
    }
    ours = {name for name, where in named_addresses(get_resolver()) if where.startswith(SIGNED_IN)}
    ours -= {name for name, where in named_addresses(get_resolver()) if where.startswith("admin/")}
    assert {name for name, easy in reached if easy} == {name for name, easy in reached if not easy}
    assert ours - {name for name, _easy in reached} - set(BY_THE_CLOCK) == set(NOT_WALKED)


def test_no_role_gets_further_than_its_own_desk(walk, hub, inside, settings, caplog):
    """Each address with a real thing in it that the table of the doors cannot know, for somebody new of each role.

    What no link leads to is made for tests/house/test_making.py; then no address of the team is left.
    """
    caplog.set_level(logging.CRITICAL, "django.request")
    settings.MEDIA_ROOT = hub.folder / "media"
    asked = {name for name, where in named_addresses(get_resolver()) if where.startswith("team/")}
    asked &= {*ELSEWHERE, *PRESSED}
    places = {}
    for page in (page for role in ROLES for path, page in walk(role).items() if path.startswith("/team/")):
        for where in (page.path.partition("?")[0], *TEAM_ADDRESS.findall(page.html)):
            if (name := resolve(where).view_name) in asked:
                places.setdefault(name, where)
    places |= {name: reverse(name, kwargs=resolve(places[beside]).kwargs) for name, beside in BESIDE.items()}
    assert asked - set(places) == {name for names in MADE.values() for name in names} - set(places)
    for who, form, entered in entering(inside, places):
        wrong = entered ^ {name for name in places if who in whose_desk(name)}
        assert (who, form, wrong) == (who, form, set())


def test_nothing_is_wrong_with_any_kind_of_page(page, hub, sample):
    assert found_on(page, hub, sample) == {}


def test_a_person_of_the_pool_takes_two_lines_and_the_states_a_row(undrawn, hub):
    context = undrawn.new_context(viewport={"width": 1280, "height": 900})
    context.request.post(f"{hub.address}/demo/sign-in/", form={"role": "pool-staff"})
    page, found = context.new_page(), {}
    for form in ("", "/easy"):
        page.goto(f"{hub.address}{form}/team/pool/")
        found[form] = page.evaluate(LINES)
    context.close()
    assert found == {"": [True, 1], "/easy": [True, 2]}


def sent_empty_by(inside, role, walked) -> dict[str, str]:
    inside.force_login(User.objects.get(email=f"{role}@example.org"))
    return sent_empty(inside, walked)


def test_nothing_is_wrong_on_a_phone_with_a_form_that_was_sent_empty(page, hub, walked, sample, inside, role):
    """People's own pages in both forms; of the desks', which share their shapes, every other one in easy read, and
    the others in the standard form.
    """
    easy = [path for path in sample if path.startswith("/easy/team/")][::2]
    in_easy = {(name, asked) for name, _easy, asked in map(kind_of, easy)}
    desks = [*easy, *(path for path in sample if path.startswith("/team/") and kind_of(path)[::2] not in in_easy)]
    looked_at = {path: walked[path].html for path in sample if "/team/" not in path or path in desks}
    assert found_when_sent_empty(page, hub, sent_empty_by(inside, role, looked_at)) == {}


@needs_java
def test_the_markup_of_each_kind_of_page_is_valid_also_where_its_form_was_sent_empty(walk, inside, tmp_path):
    pages, wrong = {}, {}
    for role in ROLES:
        walked = {path: walk(role)[path].html for path in sample_of(walk, role)}
        pages |= {f"{role} {path}": html for path, html in walked.items()}
        wrong |= {f"{role} {path} sent empty": html for path, html in sent_empty_by(inside, role, walked).items()}
    assert len(wrong) > 250
    assert markup_faults(pages | wrong, tmp_path) == []
