"""Who may enter each address, in both forms. A new address that is not in the table fails."""

import re

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse

import charter.example
from charter.models import Adopter, Assessment, Comment, Concern, Part, Pledge
from halton_coprod.easyread.models import Word
from members.roles import APPROVER
from tests.browser.test_public import named_addresses
from tests.conftest import make_person

pytestmark = pytest.mark.once

ROLES = ("anyone", "resident", "pool staff", "facilitator", "editor", "curator", "approver")
EVERYBODY = set(ROLES)
SIGNED_IN = EVERYBODY - {"anyone"}
TEAM = SIGNED_IN - {"resident"}
NOBODY: set = set()
HANDLERS = {"editor", "approver"}
PLANNERS = {"facilitator"}
EDITORS = {"editor"}

# Address name → who gets a page (GET). Others are asked to sign in (anyone) or refused (the rest).
DOORS = {
    **dict.fromkeys(("home", "words", "help", "call_me", "call_me_asked", "reading", "search", "health"), EVERYBODY),
    **dict.fromkeys(
        ("accessibility", "privacy", "pictures", "account_signup", "account_inactive", "passkey"), EVERYBODY
    ),
    **dict.fromkeys(
        (
            "charter:overview",
            "charter:definition",
            "charter:values",
            "charter:value",
            "charter:infrastructure",
            "charter:accountability",
            "charter:promise",
            "charter:adopters",
            "charter:adopter",
            "charter:adopters_ask",
            "charter:adopters_asked",
            "charter:history",
            "charter:version",
            "charter:changes",
            "charter:comments",
            "charter:part_comments",
            "charter:comment",
            "charter:comment_said",
            "charter:concerns",
            "charter:concern",
            "charter:concern_sent",
            "charter:concern_answer",
            "charter:doing",
            "charter:doing_value",
            "charter:assess_code",
            "charter:assess_said",
            "charter:pdf",
        ),
        EVERYBODY,
    ),
    **dict.fromkeys(("me", "my_name", "account_logout", "mfa_index"), SIGNED_IN),
    **dict.fromkeys(("team", "components", "team_pictures"), TEAM),
    **dict.fromkeys(("team_words", "team_add_word", "team_word", "team_remove_word"), EDITORS),
    "calls": {"pool staff", "curator"},
    "pool_looks": {"pool staff", "facilitator", "approver"},
    "pool_equality": {"pool staff", "facilitator", "approver"},
    "pool_shares": {"pool staff"},
    "pool_count_equality": {"pool staff"},
    "outbox": {"pool staff"},
    "outbox_list": {"pool staff"},
    "team_help": {"pool staff"},
    "pool": {"pool staff"},
    "pool_add": {"pool staff"},
    "pool_import": {"pool staff"},
    "pool_export": {"pool staff"},
    "pool_save": {"pool staff"},
    "pool_same": {"pool staff"},
    "pool_keeping": {"pool staff"},
    "invitations": {"pool staff"},
    "opportunity_add": {"pool staff"},
    "opportunities": EVERYBODY,
    **dict.fromkeys(("charter:team_concerns", "charter:team_concern", "charter:team_answer_concern"), HANDLERS),
    "account_login": {"anyone"},
    "workshops:sessions": EVERYBODY,
    "workshops:calendar": EVERYBODY,
    "workshops:happened": EVERYBODY,
    "workshops:recommendations": EVERYBODY,
    "workshops:reports": EVERYBODY,
    "workshops:tools": EVERYBODY,
    "workshops:team_recommendations": PLANNERS,
    "stories:archive": EVERYBODY,
    "stories:findings": EVERYBODY,
    "stories:collections": EVERYBODY,
    "stories:team_findings": {"curator"},
    "stories:team_add_table": {"curator"},
    "stories:team_collections": {"curator"},
    "stories:team_add_collection": {"curator"},
    "stories:tell": EVERYBODY,
    "stories:team": {"curator"},
    "stories:team_begin": {"curator"},
    # And reporters (tests/stories/test_gathering.py).
    "stories:team_projects": {"curator"},
    "stories:team_add_project": {"curator"},
    "stories:team_add_reporter": {"curator"},
    "stories:team_links": {"curator"},
    **dict.fromkeys(
        (
            "workshops:team",
            "workshops:team_plan",
            "workshops:team_topic",
            "workshops:team_series",
            "workshops:team_venues",
            "workshops:team_add_venue",
            "workshops:team_themes",
            "workshops:team_add_theme",
            "workshops:team_add_recommendation",
            "workshops:team_reports",
            "workshops:team_tools",
            "workshops:team_add_tool",
        ),
        PLANNERS,
    ),
    "messages_stopped": EVERYBODY,
    **dict.fromkeys(("join", "join_step", "join_back", "join_done"), EVERYBODY),
}
CHARTER_DESK = "charter:team"
# Looked at by their own tests: what they answer depends on more than the role.
ELSEWHERE = {
    "workshops:team_book": "for one person of the pool (tests/workshops/test_booking.py)",
    **dict.fromkeys(
        ("workshops:session", "workshops:session_card", "workshops:session_calendar", "workshops:what_happened"),
        "one session (tests/workshops/test_public.py)",
    ),
    **dict.fromkeys(
        ("workshops:sign_up", "workshops:sign_up_step", "workshops:sign_up_check", "workshops:sign_up_forget"),
        "a place at one session (tests/workshops/test_sign_up.py)",
    ),
    **dict.fromkeys(
        (
            "workshops:place",
            "workshops:place_change",
            "workshops:place_give_back",
            "workshops:place_not_said",
            "workshops:place_how_was_it",
        ),
        "one's own place, by its link (tests/workshops/test_place.py)",
    ),
    **dict.fromkeys(
        ("workshops:report", "workshops:report_file", "workshops:series", "workshops:place_report"),
        "one series and its report (tests/workshops/test_reports.py)",
    ),
    **dict.fromkeys(
        (
            "workshops:ground_rules",
            "workshops:feedback_sheet",
            "workshops:place_badge",
            "workshops:team_type_up",
            "workshops:team_badges",
            "workshops:team_tables",
            "workshops:team_lay_tables",
            "workshops:team_table_lists",
            "workshops:team_plan_on_paper",
            "workshops:team_ground_rules",
        ),
        "the day of one session (tests/workshops/test_day.py)",
    ),
    **dict.fromkeys(
        (
            "workshops:team_safeguarding",
            "workshops:team_write_safeguarding",
            "workshops:team_safeguarding_note",
            "workshops:team_change_safeguarding",
            "workshops:team_close_safeguarding",
        ),
        "a note that nobody else reads (tests/workshops/test_safeguarding.py)",
    ),
    "workshops:team_note_objection": "what came of one session (tests/workshops/test_happened.py)",
    **dict.fromkeys(("workshops:tool", "workshops:tool_file"), "one tool (tests/workshops/test_tools.py)"),
    **dict.fromkeys(
        (
            "workshops:team_report",
            "workshops:team_report_file",
            "workshops:team_describe_series",
            "workshops:team_change_report",
            "workshops:team_add_section",
            "workshops:team_section",
            "workshops:team_check_report",
            "workshops:team_note_reply",
            "workshops:team_reply",
            "workshops:team_approve_report",
        ),
        "the report of one series (tests/workshops/test_reports.py)",
    ),
    **dict.fromkeys(("workshops:team_tool", "workshops:team_tool_use"), "one tool (tests/workshops/test_tools.py)"),
    "workshops:recommendation": "one recommendation (tests/workshops/test_findings.py)",
    "account_request_login_code": "leads on to signing in (tests/members/test_sign_in.py)",
    "account_confirm_login_code": "in the middle of signing in (tests/members/test_sign_in.py)",
    "account_reauthenticate": "asks again for the second step (tests/members/test_second_step.py)",
    **dict.fromkeys(
        (
            "mfa_activate_totp",
            "mfa_add_webauthn",
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
        ),
        "one's own second step (tests/journeys/test_second_step.py)",
    ),
    **dict.fromkeys(("join_saved", "join_check", "join_equality"), "after a question (tests/members/test_join.py)"),
    **dict.fromkeys(("join_close", "join_forget"), "a button (tests/members/test_join.py)"),
    "demo": "there only in the demo (tests/house/test_demo.py)",
    "demo_sign_in": "there only in the demo (tests/house/test_demo.py)",
    "finish_call": "a button (tests/house/test_calls.py)",
    "tell_from_call": "one call (tests/house/test_calls.py)",
    "own_picture": "a file (tests/easyread)",
    **dict.fromkeys(
        ("pool_person", "pool_timeline", "pool_needs", "pool_note", "pool_move", "pool_sign_in"),
        "one person of the pool (tests/members/test_pool_desk.py)",
    ),
    **dict.fromkeys(
        (
            "pool_record",
            "pool_record_needs",
            "pool_consent",
            "pool_supporter",
            "pool_end_supporter",
            "pool_invite_supporter",
            "pool_scan",
        ),
        "recorded for one person (tests/members/test_pool_desk_told.py)",
    ),
    **dict.fromkeys(
        (
            "me_needs",
            "me_need",
            "me_reach",
            "me_reach_change",
            "me_agreed",
            "me_agree",
            "me_stop",
            "me_supporters",
            "me_add_supporter",
            "me_end_supporter",
            "me_invite_supporter",
            "me_held",
            "me_invitations",
            "me_messages",
            "me_information",
            "me_looks",
            "me_document",
            "me_file",
            "me_erase",
            "me_leaving",
            "me_move",
        ),
        "one's own record in the pool (tests/members/test_me_pages.py)",
    ),
    **dict.fromkeys(("join_own_page", "me_claim"), "a button (tests/members/test_own_page.py)"),
    "stop_messages": "with the link of an email (tests/members/test_pool_outbox.py)",
    **dict.fromkeys(
        ("still", "still_right", "still_leave", "me_confirm", "pool_confirm"),
        "said for one person (tests/members/test_keeping.py)",
    ),
    "opportunity": "one opportunity (tests/members/test_answering.py)",
    **dict.fromkeys(
        ("invitation", "invitation_how_much"), "by the link of an invitation (tests/members/test_answering.py)"
    ),
    **dict.fromkeys(
        (
            "opportunity_desk",
            "opportunity_change",
            "opportunity_words",
            "opportunity_cancel",
            "opportunity_outcome",
            "opportunity_choose",
            "opportunity_draw",
            "opportunity_person",
            "opportunity_ask",
            "opportunity_answer",
        ),
        "one opportunity (tests/members/test_inviting_desk.py)",
    ),
    **dict.fromkeys(
        (
            "outbox_message",
            "outbox_way",
            "outbox_letter",
            "outbox_person",
            "outbox_make_batch",
            "outbox_batch",
            "outbox_batch_file",
            "outbox_batch_move",
        ),
        "one message or batch (tests/members/test_pool_outbox_desk.py)",
    ),
    "me_for": "somebody whom one helps (tests/members/test_me_supporting.py)",
    "pool_merge": "two records (tests/members/test_pool_desk_lists.py)",
    "pool_drop": "a button (tests/members/test_pool_desk_lists.py)",
    **dict.fromkeys(
        (
            "stories:finding",
            "stories:collection",
            "stories:booklet",
            "stories:team_change_table",
            "stories:team_add_finding",
            "stories:team_change_finding",
            "stories:team_move_finding",
            "stories:team_change_collection",
        ),
        "what releases cover (tests/stories/test_findings.py)",
    ),
    "stories:story": "what a release covers (tests/stories/test_archive.py)",
    **dict.fromkeys(
        ("charter:adopter_mine", "charter:adopter_pledge", "charter:adopter_report"),
        "an organisation's own link (tests/charter/test_adopting.py)",
    ),
    "charter:assess": "with a code from a meeting (tests/charter/test_assessing.py)",
    **dict.fromkeys(
        ("pool_list", "pool_list_columns", "pool_list_faults", "pool_list_move"),
        "one list (tests/members/test_lists.py)",
    ),
    "stories:media": "a file (tests/stories/test_handing.py)",
    "stories:small": "a file (tests/stories/test_archive.py)",
    "stories:captions": "a file (tests/stories/test_handing.py)",
    **dict.fromkeys(
        ("stories:with", "stories:with_story", "stories:with_media", "stories:with_small", "stories:with_captions"),
        "by a link that a curator made (tests/stories/test_opening.py)",
    ),
    **dict.fromkeys(
        (
            "stories:tell_check",
            "stories:tell_done",
            "stories:tell_file",
            "stories:tell_files",
            "stories:tell_arrange",
            "stories:tell_pictures",
            "stories:tell_step",
        ),
        "while telling (tests/stories/test_journeys.py)",
    ),
    **dict.fromkeys(
        (
            "stories:mine",
            "stories:mine_insight",
            "stories:mine_who",
            "stories:mine_names",
            "stories:mine_say_more",
            "stories:mine_check",
            "stories:mine_take_back",
            "stories:mine_answer",
            "stories:mine_stop",
            "stories:mine_go_on",
            "stories:mine_copy",
            "stories:mine_file",
            "stories:mine_small",
            "stories:mine_captions",
        ),
        "by the teller's link (tests/stories/test_journeys.py)",
    ),
    **dict.fromkeys(
        (
            "workshops:team_session",
            "workshops:team_change",
            "workshops:team_words",
            "workshops:team_places",
            "workshops:team_people_of",
            "workshops:team_agenda",
            "workshops:team_another_day",
            "workshops:team_copy",
            "workshops:team_cancel",
            "workshops:team_give_up",
            "workshops:team_venue",
            "workshops:team_check_venue",
            "workshops:team_people",
            "workshops:team_sign_up",
            "workshops:team_answer_request",
            "workshops:team_need",
            "workshops:team_longer",
            "workshops:team_yes",
            "workshops:team_still",
            "workshops:team_wait",
            "workshops:team_change_place",
            "workshops:team_drop",
            "workshops:team_give_back",
            "workshops:team_register",
            "workshops:team_sheet",
            "workshops:team_doors",
            "workshops:team_after",
            "workshops:team_outcome",
            "workshops:team_objection",
            "workshops:team_feedback",
            "workshops:team_notes",
            "workshops:team_add_notes",
            "workshops:team_note",
            "workshops:team_theme",
            "workshops:team_change_theme",
            "workshops:team_recommendation",
            "workshops:team_answer",
        ),
        "one session or venue (tests/workshops/test_desk.py)",
    ),
    **dict.fromkeys(
        (
            "stories:team_story",
            "stories:team_move",
            "stories:team_prepare",
            "stories:team_hand_back",
            "stories:team_propose",
            "stories:team_answer_proposal",
            "stories:team_care",
            "stories:team_letter",
            "stories:team_tell_teller",
            "stories:team_narrow",
            "stories:team_go_on",
            "stories:team_close_link",
            "stories:team_agree",
            "stories:team_insights",
            "stories:team_note_insight",
            "stories:team_answer_insight",
            "stories:team_drop_insight",
            "stories:team_check_captions",
            "stories:team_add_file",
            "stories:team_change_file",
            "stories:team_file",
            "stories:team_small",
            "stories:team_captions",
            "stories:team_release",
            "stories:team_withdraw",
            "stories:team_use",
            "stories:team_tell",
        ),
        "one story of the desk (tests/stories/test_journeys.py)",
    ),
    **dict.fromkeys(
        (
            "stories:team_add_recording",
            "stories:team_call_off",
            "stories:team_change_project",
            "stories:team_interview",
            "stories:team_plan_interview",
            "stories:team_project",
            "stories:team_record_interview",
            "stories:team_recording",
            "stories:team_send_gathered",
            "stories:team_stop_reporter",
            "stories:team_write_down",
        ),
        "one project or interview (tests/stories/test_gathering.py)",
    ),
}
# Pressed, not visited: tests/charter/test_desk.py and the tests of each room press them.
BUTTONS = dict.fromkeys(
    (
        "charter:team_draft",
        "charter:team_move",
        "charter:team_shift",
        "charter:team_show_comment",
        "charter:team_move_concern",
        "charter:team_close_code",
        "charter:team_retire_statement",
        "charter:team_remark",
        "charter:team_show_pledge",
        "workshops:team_move",
        "workshops:team_tap",
        "workshops:team_take_out_note",
        "workshops:team_ask",
        "workshops:team_spread",
        "workshops:team_seat",
        "workshops:team_tell_again",
        "workshops:team_send_safeguarding",
        "workshops:team_draft_report",
        "workshops:team_take_out_section",
        "workshops:team_publish_report",
        "workshops:team_rework_report",
        "workshops:team_publish_tool",
        "workshops:team_withdraw_tool",
        "workshops:team_publish",
        "workshops:team_finish",
        "workshops:team_told",
        "workshops:place_accept",
        "workshops:place_wait",
        "workshops:place_confirm",
        "invitation_answer",
        "me_answer",
        "opportunity_move",
        "opportunity_take_off",
    ),
    "a button",
)


@pytest.fixture
def cast(resident, pool_staff, facilitator, editor, curator):
    charter.example.load(by=editor)
    approver = make_person("approver", APPROVER)
    people = (None, resident, pool_staff, facilitator, editor, curator, approver)
    return dict(zip(ROLES, people, strict=True))


def names():
    return {name for name, _pattern in named_addresses(get_resolver())}


def expected(name):
    if name in DOORS:
        return DOORS[name]
    return {"editor"} if name.startswith(CHARTER_DESK) and name not in BUTTONS else None


def test_every_address_is_in_the_table():
    unknown = {name for name in names() if expected(name) is None and name not in {**ELSEWHERE, **BUTTONS}}
    assert unknown - admin_names() == set()


def test_every_file_that_a_reason_names_is_there():
    """Here, in what is not walked, in what is no deed: wherever a test says that another one looks at it."""
    named = {
        (name, file.name)
        for file in (settings.BASE_DIR / "tests").rglob("*.py")
        for name in re.findall(r"\btests/[\w/]+\.py", file.read_text(encoding="utf-8"))
    }
    assert {(name, where) for name, where in named if not (settings.BASE_DIR / name).exists()} == set()


def admin_names():
    """The admin's own addresses are for the team only; its doors are tested below."""
    return {name for name, pattern in named_addresses(get_resolver()) if pattern.startswith("admin/")}


def pages():
    """Every address in the table that is a page, as the example Charter has it."""
    known = arguments()
    known["charter:team_part"] = known["charter:team_remove"] = {"pk": Part.objects.last().pk}
    known["charter:team_findings"] = {"pk": Part.objects.last().pk}
    said = Comment.objects.filter(state="answered").last()
    for name in ("part_comments", "comment", "comment_said"):
        known[f"charter:{name}"] = {"number": said.version.number, "key": said.key}
    for name in ("team_comment", "team_hide_comment", "team_answer_comment"):
        known[f"charter:{name}"] = {"pk": said.pk}
    concern = Concern.objects.filter(state="acknowledged").last()
    for name in ("team_concern", "team_answer_concern"):
        known[f"charter:{name}"] = {"reference": concern.reference}
    known["charter:team_make_code"] = known["charter:team_change_assessment"] = {"pk": Assessment.objects.last().pk}
    for name in ("team_adopter", "team_confirm_adopter", "team_refuse_adopter", "team_send_link"):
        known[f"charter:{name}"] = {"pk": Adopter.objects.asking().first().pk}
    known["team_word"] = known["team_remove_word"] = {
        "pk": Word.objects.get_or_create(word="jargon", means="Hard.")[0].pk
    }
    word, _is_new = Word.objects.get_or_create(word="jargon", means="Hard.")
    known["team_word"] = known["team_remove_word"] = {"pk": word.pk}
    known["charter:team_make_code"] = {"pk": Assessment.objects.last().pk}
    known["charter:team_report"] = {"pk": Pledge.objects.last().pk}
    return [(name, reverse(name, kwargs=known.get(name))) for name in sorted(names()) if expected(name) is not None]


def arguments():
    """Address name → what stands in its address."""
    numbered = (
        "version",
        "changes",
        "team_version",
        "team_describe",
        "team_checked",
        "team_agree",
        "team_put_in_force",
        "team_open",
        "team_preview",
        "comments",
    )
    slugs = {
        "value": "honesty",
        "doing_value": "honesty",
        "promise": "half-the-seats",
        "adopter": "example-nhs-trust",
        "team_update": "half-the-seats",
        "team_describe_promise": "half-the-seats",
        "team_remind": "half-the-seats",
        "team_reading": "half-the-seats",
        "team_change_promise": "half-the-seats",
        "team_infrastructure": "boards",
        "team_pledge": "example-nhs-trust",
    }
    return {
        **{f"charter:{name}": {"number": 3} for name in numbered},
        **{f"charter:{name}": {"slug": slug} for name, slug in slugs.items()},
        "join_step": {"slug": "name"},
        "charter:team_begin": {"number": 3, "kind": "behaviour"},
        "pool_shares": {"kind": "age"},
        "outbox_list": {"queue": "calls"},
    }


@pytest.mark.parametrize("form", ["", "/easy"])
def test_each_role_enters_its_own_rooms_and_no_others(client, cast, form):
    rooms = [(name, where if name == "health" else f"{form}{where}") for name, where in pages()]
    for role, person in cast.items():
        client.logout()
        if person:
            client.force_login(person)
        answers = {name: (client.get(where).status_code, answer_to(role, name)) for name, where in rooms}
        assert (role, {name: both for name, both in answers.items() if both[0] != both[1]}) == (role, {})


@pytest.mark.parametrize("form", ["", "/easy"])
def test_nobody_sends_anything_to_a_room_that_is_not_theirs(client, cast, form):
    closed = [(name, f"{form}{where}") for name, where in pages() if "anyone" not in expected(name)]
    for role, person in cast.items():
        client.logout()
        if person:
            client.force_login(person)
        there = [(name, where) for name, where in closed if role not in expected(name)]
        refused = {name: client.post(where).status_code for name, where in there}
        assert (role, refused) == (role, {name: answer_to(role, name) for name, _where in there})


@pytest.mark.parametrize("role", ["anyone", "resident"])
def test_no_button_of_the_team_can_be_pressed_from_outside(client, cast, role):
    """Whatever stands in the address: who does not work here does not come as far as looking whether it exists."""
    if cast[role]:
        client.force_login(cast[role])
    found = {where: client.post(where).status_code for where in team_addresses()}
    assert len(found) > 150
    assert {where: status for where, status in found.items() if status != answer_to(role, "team")} == {}


def team_addresses():
    """Each address of the team and of the admin pages, in both forms, with something made up in it."""
    made_up = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000", "slug": "one", "str": "one", "path": "one"}
    for _name, pattern in named_addresses(get_resolver()):
        where = re.sub(r"<(?:(\w+):)?\w+>", lambda part: made_up[part[1] or "str"], pattern)
        if where.startswith(("team/", "admin/")) and where.isascii() and "(" not in where:
            yield from (f"/{where}", f"/easy/{where}")


def answer_to(role: str, name: str) -> int:
    """Enter, be sent (to sign in, or on because of being signed in), or be refused."""
    if role in expected(name):
        return 200
    return 302 if role == "anyone" or name == "account_login" else 403


@pytest.mark.parametrize("form", ["", "/easy"])
def test_every_page_has_one_heading_its_language_and_a_title(client, cast, form):
    client.force_login(cast["editor"])
    for name, where in pages():
        answer = client.get(where if name == "health" else f"{form}{where}")
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            words = answer.content.decode()
            assert (name, words.count("<h1"), words.count("</title>")) == (name, 1, 1)
            assert words.count(f'<html lang="{"en-simple" if form else "en-GB"}"') == 1


def test_the_admin_pages_are_for_the_team(client, cast):
    found = {}
    for role, person in cast.items():
        client.logout()
        if person:
            client.force_login(person)
        found[role] = client.get("/admin/").status_code
    assert found == {role: {"anyone": 302, "resident": 403}.get(role, 200) for role in ROLES}
