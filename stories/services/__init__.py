"""The deeds of stories: the only code that changes their rows. Each is one transaction with one audit line."""

from .curating import (
    answer_proposal,
    hand_back_story,
    note_use,
    prepare_story,
    propose_change,
    publish_story,
    rework_story,
    show_story,
    take_up_story,
    tell_use,
)
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
from .releasing import (
    LineAnswer,
    erase_stories,
    erase_story,
    forget_unfinished,
    release_story,
    withdraw_story,
)
from .telling import agree_for_another, begin_story, change_story, send_story

__all__ = [
    "LineAnswer",
    "NotReady",
    "Stale",
    "add_file",
    "add_picture",
    "add_recording",
    "agree_for_another",
    "answer_proposal",
    "begin_story",
    "call_off_interview",
    "change_file",
    "change_story",
    "check_captions",
    "erase_stories",
    "erase_story",
    "forget_unfinished",
    "hand_back_story",
    "keep_project",
    "keep_reporter",
    "move_file",
    "note_use",
    "plan_interview",
    "prepare_story",
    "propose_change",
    "publish_story",
    "record_interview",
    "release_story",
    "remove_file",
    "rework_story",
    "send_story",
    "show_story",
    "stop_reporter",
    "take_up_story",
    "tell_use",
    "withdraw_story",
]
