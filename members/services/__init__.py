"""The deeds around people: the only code that changes their rows. Each is one transaction with one audit line."""

from .clearing import (
    clear_message,
    make_batch,
    move_batch,
    record_contacts,
    reroute_message,
    stop_messages,
)
from .consents import give_consent, withdraw_consent
from .desk import HowTold, drop_question, record_export, record_told, record_told_needs, save_question
from .desk_merging import merge_members
from .erasing import erase_member
from .joining import (
    Joining,
    count_equality_answer,
    drop_draft,
    find_draft,
    forget_drafts,
    join_pool,
    save_draft,
    send_code,
)
from .lists import bring_in_list, drop_list, forget_lists, match_columns, undo_list, upload_list
from .needs import Said, add_supporter, end_supporter, record_needs
from .outbox import queue_message, send_messages
from .own_page import claim_record, give_sign_in, invite_supporter, make_own_sign_in
from .people import (
    change_member,
    email_mark,
    forget_notes,
    leave_pool,
    link_sign_in,
    move_member,
    pause_member,
    phone_mark,
    record_look,
    write_note,
)
from .retention import (
    ask_once_a_year,
    ask_who_is_silent,
    confirm_member,
    empty_messages,
    erase_who_did_not_answer,
    erase_who_left,
    forget_looks,
    forget_sign_ins,
)
from .sealing import reseal
from .shares import set_borough_shares
from .users import change_roles, make_user, remember_reading, rename_user

__all__ = [
    "HowTold",
    "Joining",
    "Said",
    "add_supporter",
    "ask_once_a_year",
    "ask_who_is_silent",
    "bring_in_list",
    "change_member",
    "change_roles",
    "claim_record",
    "clear_message",
    "confirm_member",
    "count_equality_answer",
    "drop_draft",
    "drop_list",
    "drop_question",
    "email_mark",
    "empty_messages",
    "end_supporter",
    "erase_member",
    "erase_who_did_not_answer",
    "erase_who_left",
    "find_draft",
    "forget_drafts",
    "forget_lists",
    "forget_looks",
    "forget_notes",
    "forget_sign_ins",
    "give_consent",
    "give_sign_in",
    "invite_supporter",
    "join_pool",
    "leave_pool",
    "link_sign_in",
    "make_batch",
    "make_own_sign_in",
    "make_user",
    "match_columns",
    "merge_members",
    "move_batch",
    "move_member",
    "pause_member",
    "phone_mark",
    "queue_message",
    "record_contacts",
    "record_export",
    "record_look",
    "record_needs",
    "record_told",
    "record_told_needs",
    "remember_reading",
    "rename_user",
    "reroute_message",
    "reseal",
    "save_draft",
    "save_question",
    "send_code",
    "send_messages",
    "set_borough_shares",
    "stop_messages",
    "undo_list",
    "upload_list",
    "withdraw_consent",
    "write_note",
]
