"""The deeds of the Charter: the only code that changes its rows. Each is one transaction with one audit line."""

from halton_coprod.record.gate import Stale

from .adopters import ask_to_adopt, confirm_adopter, look_at_adopter, refuse_adopter, send_link, sign_adopter
from .assessing import (
    add_statement,
    begin_assessment,
    change_assessment,
    close_code,
    hide_remark,
    make_code,
    retire_statement,
    send_sheet,
    show_remark,
)
from .comments import answer_comment, hide_comment, make_comment, show_comment
from .concerns import (
    acknowledge_concern,
    answer_concern,
    close_concern,
    escalate_concern,
    escalate_overdue,
    find_concern,
    look_at_concern,
    look_into_concern,
    object_to_answer,
    raise_concern,
)
from .correcting import change_promise, correct_reading
from .gate import NotReady
from .keeping import (
    add_infrastructure,
    add_promise,
    add_value,
    describe_promise,
    take_reading,
    update_infrastructure,
    update_promise,
)
from .parts import add_part, begin_part, change_part, remove_part, shift_part
from .pledges import hide_pledge, make_pledge, report_pledge, show_pledge
from .readiness import accept_findings
from .reminding import remind_adopters, remind_owners, set_owner_email
from .telling import tell_what_waits
from .versions import (
    agree_version,
    check_easy_read,
    describe_version,
    draft_version,
    open_version,
    put_version_in_force,
    rework_version,
)

__all__ = [
    "NotReady",
    "Stale",
    "accept_findings",
    "acknowledge_concern",
    "add_infrastructure",
    "add_part",
    "add_promise",
    "add_statement",
    "add_value",
    "agree_version",
    "answer_comment",
    "answer_concern",
    "ask_to_adopt",
    "begin_assessment",
    "begin_part",
    "change_assessment",
    "change_part",
    "change_promise",
    "check_easy_read",
    "close_code",
    "close_concern",
    "confirm_adopter",
    "correct_reading",
    "describe_promise",
    "describe_version",
    "draft_version",
    "escalate_concern",
    "escalate_overdue",
    "find_concern",
    "hide_comment",
    "hide_pledge",
    "hide_remark",
    "look_at_adopter",
    "look_at_concern",
    "look_into_concern",
    "make_code",
    "make_comment",
    "make_pledge",
    "object_to_answer",
    "open_version",
    "put_version_in_force",
    "raise_concern",
    "refuse_adopter",
    "remind_adopters",
    "remind_owners",
    "remove_part",
    "report_pledge",
    "retire_statement",
    "rework_version",
    "send_link",
    "send_sheet",
    "set_owner_email",
    "shift_part",
    "show_comment",
    "show_pledge",
    "show_remark",
    "sign_adopter",
    "take_reading",
    "tell_what_waits",
    "update_infrastructure",
    "update_promise",
]
