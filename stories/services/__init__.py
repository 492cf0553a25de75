"""The deeds of stories: the only code that changes their rows. Each is one transaction with one audit line."""

from halton_coprod.record.gate import Stale

from .curating import (
    answer_proposal,
    hand_back_story,
    let_name_stay,
    note_care,
    prepare_story,
    propose_change,
    publish_story,
    put_back_story,
    rework_story,
    show_story,
    take_up_story,
    tell_teller,
)
from .ending import erase_stories, erase_story, erase_withdrawn, forget_unfinished, withdraw_story
from .files import add_file, add_picture, change_file, check_captions, move_file, remove_file
from .findings import (
    answer_insight,
    arrange_collection,
    drop_insight,
    keep_collection,
    keep_finding,
    keep_sense_making,
    note_insight,
    show_finding,
    take_down_finding,
)
from .gate import NotReady
from .gathering import (
    add_recording,
    call_off_interview,
    keep_project,
    keep_reporter,
    move_interview,
    plan_interview,
    record_interview,
    stop_reporter,
)
from .opening import close_opening, note_look, open_archive
from .releasing import LineAnswer, ask_again, extend_release, narrow_release, release_story
from .safeguarding import raise_safeguarding
from .telling import agree_for_another, ask_for_change, begin_again, begin_story, change_story, send_story
from .uses import note_use, tell_run_out, tell_use
from .yes_records import attach_record, remove_record

__all__ = [
    "LineAnswer",
    "NotReady",
    "Stale",
    "add_file",
    "add_picture",
    "add_recording",
    "agree_for_another",
    "answer_insight",
    "answer_proposal",
    "arrange_collection",
    "ask_again",
    "ask_for_change",
    "attach_record",
    "begin_again",
    "begin_story",
    "call_off_interview",
    "change_file",
    "change_story",
    "check_captions",
    "close_opening",
    "drop_insight",
    "erase_stories",
    "erase_story",
    "erase_withdrawn",
    "extend_release",
    "forget_unfinished",
    "hand_back_story",
    "keep_collection",
    "keep_finding",
    "keep_project",
    "keep_reporter",
    "keep_sense_making",
    "let_name_stay",
    "move_file",
    "move_interview",
    "narrow_release",
    "note_care",
    "note_insight",
    "note_look",
    "note_use",
    "open_archive",
    "plan_interview",
    "prepare_story",
    "propose_change",
    "publish_story",
    "put_back_story",
    "raise_safeguarding",
    "record_interview",
    "release_story",
    "remove_file",
    "remove_record",
    "rework_story",
    "send_story",
    "show_finding",
    "show_story",
    "stop_reporter",
    "take_down_finding",
    "take_up_story",
    "tell_run_out",
    "tell_teller",
    "tell_use",
    "withdraw_story",
]
