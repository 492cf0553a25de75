"""The deeds of stories: the only code that changes their rows. Each is one transaction with one audit line."""

from .curating import (
    answer_proposal,
    hand_back_story,
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
from .gate import NotReady, Stale
from .gathering import (
    add_recording,
    call_off_interview,
    keep_project,
    keep_reporter,
    plan_interview,
    record_interview,
    stop_reporter,
)
from .opening import close_opening, note_look, open_archive
from .releasing import LineAnswer, ask_again, extend_release, narrow_release, release_story
from .telling import agree_for_another, begin_story, change_story, send_story
from .uses import note_use, tell_run_out, tell_use

__all__ = [
    "LineAnswer",
    "NotReady",
    "Stale",
    "add_file",
    "add_picture",
    "add_recording",
    "agree_for_another",
    "answer_proposal",
    "ask_again",
    "begin_story",
    "call_off_interview",
    "change_file",
    "change_story",
    "check_captions",
    "close_opening",
    "erase_stories",
    "erase_story",
    "erase_withdrawn",
    "extend_release",
    "forget_unfinished",
    "hand_back_story",
    "keep_project",
    "keep_reporter",
    "move_file",
    "narrow_release",
    "note_care",
    "note_look",
    "note_use",
    "open_archive",
    "plan_interview",
    "prepare_story",
    "propose_change",
    "publish_story",
    "put_back_story",
    "record_interview",
    "release_story",
    "remove_file",
    "rework_story",
    "send_story",
    "show_story",
    "stop_reporter",
    "take_up_story",
    "tell_run_out",
    "tell_teller",
    "tell_use",
    "withdraw_story",
]
