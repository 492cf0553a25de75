"""Who may enter each address: the table of the doors."""

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
