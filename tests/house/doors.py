"""Who may enter each address: the table of the doors."""

from members.roles import STAFF_ROLES

ROLES = ("anyone", "resident", "supporter", *STAFF_ROLES)
EVERYBODY = set(ROLES)
SIGNED_IN = EVERYBODY - {"anyone"}
TEAM = set(STAFF_ROLES)
NOBODY: set = set()
HANDLERS = {"editor", "approver"}
PLANNERS = {"facilitator"}
POOL = {"pool staff"}
LEADS = {"safeguarding lead"}
EDITORS = {"editor"}

# Address name → who gets a page (GET). Others are asked to sign in (anyone) or refused (the rest).
DOORS = {
    **dict.fromkeys(("home", "words", "help", "call_me", "call_me_asked", "reading", "search", "health"), EVERYBODY),
    **dict.fromkeys(
        ("accessibility", "privacy", "story_sheet", "pictures", "account_signup", "account_inactive", "passkey"),
        EVERYBODY,
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
    **dict.fromkeys(("team", "components", "team_pictures", "team_own_pictures"), TEAM),
    **dict.fromkeys(("team_words", "team_add_word", "team_word", "team_remove_word"), EDITORS),
    **dict.fromkeys(
        ("team_lists", "team_list", "team_list_history", "team_add_listed_word", "team_change_listed_word"), EDITORS
    ),
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
    "pool_ask_for_yes": {"pool staff"},
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
    "workshops:team_safeguarding": LEADS,
    # Whoever helps at a door (tests/workshops/test_own_team.py).
    "workshops:team_doors": NOBODY,
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
# Rooms of the Charter's desk are the editors', where the table says nothing else.
CHARTER_DESK = "charter:team"

# With a real thing in the address that is not their own: how the address's name begins → whose desk it is.
DESKS = {
    "charter:": EDITORS,
    "opportunity": POOL,
    "outbox": POOL,
    "pool": POOL,
    "stories:": {"curator"},
    "team_": EDITORS,
    "workshops:": PLANNERS,
}
# The name itself → who else it is for.
NOT_OF_THE_DESK = {
    "charter:team_move_concern": HANDLERS,
    # A call about anything; curators finish those about a story (tests/stories/test_telling.py).
    "finish_call": POOL,
    "tell_from_call": {"curator"},
    "team_take_picture_away": TEAM,
    "workshops:team_after": PLANNERS | POOL,
    **dict.fromkeys(
        (f"workshops:team_{name}" for name in ("book", "cancel", "note_objection", "objection", "postpone", "told")),
        POOL,
    ),
    **dict.fromkeys((f"workshops:team_{name}" for name in ("safeguarding_note", "close_safeguarding")), LEADS),
    # Only whose list it is.
    "pool_drop": NOBODY,
    # Only the reporter of the talk.
    **dict.fromkeys(
        (
            "stories:team_add_recording",
            "stories:team_arrange_recording",
            "stories:team_change_recording",
            "stories:team_record_interview",
            "stories:team_recording",
            "stories:team_send_gathered",
            "stories:team_write_down",
        ),
        NOBODY,
    ),
    # Only who runs the session or its series, or is of its day; and who wrote the note.
    **dict.fromkeys(
        (
            "workshops:team_add_notes",
            "workshops:team_add_section",
            "workshops:team_agenda",
            "workshops:team_another_day",
            "workshops:team_answer_request",
            "workshops:team_approve_report",
            "workshops:team_badges",
            "workshops:team_change",
            "workshops:team_change_place",
            "workshops:team_change_report",
            "workshops:team_change_safeguarding",
            "workshops:team_check_report",
            "workshops:team_describe_series",
            "workshops:team_draft_report",
            "workshops:team_drop",
            "workshops:team_expenses",
            "workshops:team_feedback",
            "workshops:team_finish",
            "workshops:team_give_back",
            "workshops:team_give_up",
            "workshops:team_ground_rules",
            "workshops:team_lay_tables",
            "workshops:team_longer",
            "workshops:team_move",
            "workshops:team_need",
            "workshops:team_note",
            "workshops:team_note_met",
            "workshops:team_note_reply",
            "workshops:team_outcome",
            "workshops:team_people",
            "workshops:team_people_of",
            "workshops:team_places",
            "workshops:team_publish",
            "workshops:team_publish_report",
            "workshops:team_register",
            "workshops:team_reply",
            "workshops:team_rework_report",
            "workshops:team_seat",
            "workshops:team_section",
            "workshops:team_send_safeguarding",
            "workshops:team_sheet",
            "workshops:team_sign_up",
            "workshops:team_spread",
            "workshops:team_still",
            "workshops:team_table_lists",
            "workshops:team_tables",
            "workshops:team_take_out_note",
            "workshops:team_take_out_section",
            "workshops:team_tap",
            "workshops:team_tell_again",
            "workshops:team_theme_of_notes",
            "workshops:team_type_up",
            "workshops:team_wait",
            "workshops:team_words",
            "workshops:team_write_safeguarding",
            "workshops:team_yes",
        ),
        NOBODY,
    ),
}


def whose_desk(name: str) -> set:
    if name in NOT_OF_THE_DESK:
        return NOT_OF_THE_DESK[name]
    return next(roles for begins, roles in DESKS.items() if name.startswith(begins))
