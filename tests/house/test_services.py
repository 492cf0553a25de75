"""Every deed of every floor: one transaction, one audit line, and no private word in it; nothing else changes rows."""

import ast
import importlib
import inspect
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied

import halton_coprod.services as top
from halton_coprod.easyread.models import ListedWord, OwnPicture, Word
from halton_coprod.models import CallBack
from halton_coprod.record import audit
from halton_coprod.record.models import AuditLine
from members import services as members
from members.roles import EDITOR
from tests.charter.deeds import DEEDS as CHARTER_DEEDS
from tests.charter.deeds import NO_DEEDS as CHARTER_NO_DEEDS
from tests.easyread.test_uploads import image, upload
from tests.members.test_inviting_deeds import DEEDS as INVITING_DEEDS
from tests.members.test_pool_deeds import DEEDS as POOL_DEEDS
from tests.stories.deeds import DEEDS as STORY_DEEDS
from tests.workshops.test_deeds import DEEDS as WORKSHOP_DEEDS

from .test_layers import is_ours

pytestmark = pytest.mark.django_db
User = get_user_model()

# Words that stand in rows of these tests and must never stand in the log.
PRIVATE = ("Rosa Privat", "rosa@private.example", "01632 960 777", "Quango")


@dataclass(frozen=True)
class Cast:
    """Who there is to do deeds, and what there is to do them to."""

    keeper: User
    resident: User
    pool_staff: User
    editor: User
    call: CallBack
    word: Word
    listed: ListedWord
    picture: OwnPicture


@pytest.fixture
def cast(resident, pool_staff, editor):
    return Cast(
        keeper=User.objects.create_superuser("keeper@example.org"),
        resident=resident,
        pool_staff=pool_staff,
        editor=editor,
        call=CallBack.objects.create(token=uuid4(), name=PRIVATE[0], phone=PRIVATE[2]),
        word=Word.objects.create(word="plan", means="What we will do."),
        listed=ListedWord.objects.create(kind="everyday", word="duvet", deed="take_out", edition=1),
        picture=OwnPicture.objects.create(file=f"own/{uuid4().hex}.webp", alt=PRIVATE[0]),
    )


# deed → (who does it, the call, its audit verb, somebody who may not)
DEEDS = {
    "members.make_user": (
        "keeper",
        lambda c, by: members.make_user(email=PRIVATE[1], name=PRIVATE[0], roles=[EDITOR], by=by),
        "members.user.make",
        "editor",
    ),
    "members.change_roles": (
        "keeper",
        lambda c, by: members.change_roles(c.resident, roles=[EDITOR], by=by),
        "members.user.change_roles",
        "resident",
    ),
    "members.rename_user": (
        "resident",
        lambda c, by: members.rename_user(c.resident, name=PRIVATE[0], by=by),
        "members.user.rename",
        "pool_staff",
    ),
    "halton_coprod.ask_for_call": (
        "resident",
        lambda c, by: top.ask_for_call(name=PRIVATE[0], phone=PRIVATE[2], about="story", token=uuid4(), by=by),
        "halton_coprod.callback.ask",
        None,
    ),
    "halton_coprod.finish_call": (
        "pool_staff",
        lambda c, by: top.finish_call(c.call, by=by),
        "halton_coprod.callback.finish",
        "editor",
    ),
    "halton_coprod.save_word": (
        "editor",
        lambda c, by: top.save_word(Word(word=PRIVATE[3], means="A group."), by=by),
        "easyread.word.add",
        "pool_staff",
    ),
    "halton_coprod.change_word": (
        "editor",
        lambda c, by: top.change_word(c.word, means=PRIVATE[3], by=by),
        "easyread.word.change",
        "pool_staff",
    ),
    "halton_coprod.add_listed_word": (
        "editor",
        lambda c, by: top.add_listed_word(ListedWord(kind="everyday", word=PRIVATE[3]), by=by),
        "easyread.listedword.add",
        "pool_staff",
    ),
    "halton_coprod.change_listed_word": (
        "editor",
        lambda c, by: top.change_listed_word(
            ListedWord(kind="office", word="amend"), swap=PRIVATE[3], why=PRIVATE[3], by=by
        ),
        "easyread.listedword.change",
        "pool_staff",
    ),
    "halton_coprod.take_out_listed_word": (
        "editor",
        lambda c, by: top.take_out_listed_word(ListedWord(kind="office", word="amend"), by=by),
        "easyread.listedword.take_out",
        "pool_staff",
    ),
    "halton_coprod.put_back_listed_word": (
        "editor",
        lambda c, by: top.put_back_listed_word(c.listed, by=by),
        "easyread.listedword.put_back",
        "pool_staff",
    ),
    "halton_coprod.keep_picture": (
        "resident",
        lambda c, by: top.keep_picture(upload(image()), alt=PRIVATE[0], has_consent=True, by=by),
        "easyread.ownpicture.keep",
        None,
    ),
    "halton_coprod.take_picture_away": (
        "pool_staff",
        lambda c, by: top.take_picture_away(c.picture, by=by),
        "easyread.ownpicture.take_away",
        "resident",
    ),
    "halton_coprod.remove_word": (
        "editor",
        lambda c, by: top.remove_word(c.word, by=by),
        "easyread.word.remove",
        "pool_staff",
    ),
}
# Public functions of services that are no deeds of their own, and why.
NO_DEEDS = {
    "halton_coprod.clear_pictures": "the clock: a line for each picture (tests/house/test_own_pictures.py)",
    "members.remember_reading": "a habit: how somebody reads leaves no trail",
    "members.queue_message": "part of another deed, in its transaction",
    "members.find_draft": "looks up",
    "members.email_mark": "says how something is found again",
    "members.phone_mark": "says how something is found again",
    "members.save_draft": "nobody has joined yet (tests/members/test_join_later.py)",
    "members.drop_draft": "nobody has joined (tests/members/test_join.py)",
    "members.forget_lists": "the clock, with a line for each list (tests/members/test_lists.py)",
    "members.forget_drafts": "nobody has joined yet (tests/members/test_join_later.py)",
    "members.make_own_sign_in": "whoever has just joined (tests/members/test_own_page.py)",
    "members.send_code": "nobody has joined yet (tests/members/test_join_later.py)",
    "members.count_equality_answer": "leaves no trail on purpose (tests/members/test_pool_services.py)",
    "members.count_equality_form": "leaves no trail on purpose (tests/members/test_pool_looks.py)",
    "members.forget_notes": "the clock: a line for each note (tests/members/test_pool_services.py)",
    "members.give_up_letters": "the hub itself: a line for each letter (tests/members/test_letters.py)",
    "members.send_messages": "the clock: a line for each message (tests/members/test_pool_outbox.py)",
    "members.ask_for_yes": "a line for each person who is asked (tests/members/test_wishes.py)",
    "members.answer_wish": "whoever holds the link (tests/members/test_wishes.py)",
    "members.stop_messages": "whoever holds the link (tests/members/test_pool_outbox.py)",
    "members.ask_once_a_year": "the clock (tests/members/test_keeping.py)",
    "members.ask_who_is_silent": "the clock (tests/members/test_keeping.py)",
    "members.empty_journal": "changes nothing (tests/members/test_erasure_elsewhere.py)",
    "halton_coprod.erase_calls": "part of another deed, in its transaction (tests/members/test_erasure_elsewhere.py)",
    "halton_coprod.forget_calls": "the clock (tests/house/test_calls.py)",
    "members.forget_papers": "the clock (tests/members/test_outlived.py)",
    "members.forget_supporters": "the clock (tests/members/test_outlived.py)",
    "members.forget_words": "the clock (tests/members/test_outlived.py)",
    "members.forget_lines": "the clock (tests/members/test_outlived.py)",
    "members.empty_messages": "the clock (tests/members/test_keeping.py)",
    "members.erase_who_did_not_answer": "the clock (tests/members/test_keeping.py)",
    "members.erase_who_left": "the clock (tests/members/test_keeping.py)",
    "members.forget_looks": "the clock (tests/members/test_keeping.py)",
    "members.forget_sign_ins": "the clock (tests/members/test_keeping.py)",
    "members.chase_invitations": "the clock: a line for each invitation (tests/members/test_answering.py)",
    "members.lapse_invitations": "the clock: a line for each invitation (tests/members/test_answering.py)",
    "members.reseal": "the keeper's: no word changes (tests/members/test_pool_models.py)",
    "workshops.forget_walk_ins": "the clock: a line for each person (tests/workshops/test_desk_register.py)",
    "workshops.mark_place": "part of the keeper's: no word changes (tests/workshops/test_keeping.py)",
    "workshops.gather_requests": "the clock: a line for each person (tests/workshops/test_desk_people.py)",
    "workshops.lapse_offers": "the clock: a line for each offer (tests/workshops/test_places.py)",
    "workshops.count_told": "counts, and changes nothing (tests/workshops/test_happened.py)",
    "workshops.ask_for_feedback": "the clock: only queues messages (tests/workshops/test_feedback.py)",
    "workshops.ask_once_more": "the clock: only queues messages (tests/workshops/test_offers.py)",
    "workshops.tell_who_waited": "the clock: only queues messages (tests/workshops/test_offers.py)",
    "workshops.forget_places": "the clock: a line for each place (tests/workshops/test_keeping.py)",
    "workshops.forget_badges": "the clock: a line for each badge (tests/workshops/test_day.py)",
    "workshops.nudge_team": "the clock: a line for each nudge (tests/workshops/test_nudging.py)",
    "workshops.send_reminders": "the clock: only queues messages (tests/workshops/test_places.py)",
    "workshops.erase_places": "part of another deed, in its transaction (tests/workshops/test_places.py)",
    "workshops.join_places": "part of another deed, in its transaction (tests/workshops/test_joining.py)",
    "stories.erase_stories": "part of another deed, in its transaction (tests/members/test_erasure.py)",
    "stories.remind_unsent": "the clock: a line for each talk (tests/stories/test_kept_recordings.py)",
    "stories.forget_unfinished": "the clock: a line for each story (tests/stories/test_deeds.py)",
    "stories.erase_withdrawn": "the clock: a line for each story (tests/stories/test_ending.py)",
    "stories.ask_again": "the clock: a line for each release (tests/stories/test_ending.py)",
    "stories.tell_run_out": "the clock: a line for each use (tests/stories/test_ending.py)",
    "stories.note_look": "is itself the record of a look (tests/stories/test_opening.py)",
}
WORKSHOPS = {f"workshops.{name}" for name in WORKSHOP_DEEDS}  # each with its line: tests/workshops/test_deeds.py
STORIES = {f"stories.{name}" for name in STORY_DEEDS}  # each with its line: tests/stories/test_deeds.py
POOL = {
    f"members.{name}" for name in {*POOL_DEEDS, *INVITING_DEEDS}
}  # each with its line: tests/members/test_pool_deeds.py, tests/members/test_inviting_deeds.py
CHARTER = {
    f"charter.{name}" for name in {*CHARTER_DEEDS, *CHARTER_NO_DEEDS}
}  # each with its line: tests/charter/test_services.py


def deeds_in_the_house() -> set[str]:
    return {f"{app.label}.{name}" for app in our_apps() for name in public_functions(app)}


def our_apps():
    return [app for app in apps.get_app_configs() if is_ours(Path(app.path))]


def public_functions(app) -> list[str]:
    """What an app's services offer: what they name in `__all__`, or every function written there."""
    if not importlib.util.find_spec(f"{app.name}.services"):
        return []
    module = importlib.import_module(f"{app.name}.services")
    offered = getattr(module, "__all__", None) or [
        name for name, thing in vars(module).items() if getattr(thing, "__module__", "") == module.__name__
    ]
    return [name for name in offered if inspect.isfunction(getattr(module, name))]


def test_every_deed_is_in_the_table():
    assert deeds_in_the_house() == set(DEEDS) | set(NO_DEEDS) | CHARTER | POOL | STORIES | WORKSHOPS


def rows() -> Counter:
    """Every row of our own apps but the log."""
    models = [model for app in our_apps() for model in app.get_models() if model is not AuditLine]
    return Counter((model, *map(repr, values)) for model in models for values in model.objects.values_list())


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_leaves_one_line_with_no_private_word(cast, name):
    who, deed, verb, _refused = DEEDS[name]
    deed(cast, getattr(cast, who))
    (line,) = AuditLine.objects.all()
    assert (line.verb, line.actor_id) == (verb, getattr(cast, who).pk)
    said = f"{line.fields} {line.note} {line.thing_id}"
    assert [word for word in PRIVATE if word in said] == []


@pytest.mark.parametrize("name", [name for name, (*_deed, refused) in DEEDS.items() if refused])
def test_each_deed_is_refused_to_others_and_leaves_no_line(cast, name):
    _who, deed, _verb, refused = DEEDS[name]
    before = rows()
    with pytest.raises(PermissionDenied):
        deed(cast, getattr(cast, refused))
    assert (rows(), AuditLine.objects.count()) == (before, 0)


@pytest.mark.parametrize("name", DEEDS)
def test_without_its_line_nothing_has_happened(cast, name, monkeypatch):
    who, deed, _verb, _refused = DEEDS[name]
    before = rows()

    def broken(*args, **kwargs):
        raise OSError("The log is full.")

    monkeypatch.setattr(audit, "write", broken)
    with pytest.raises(OSError, match="log is full"):
        deed(cast, getattr(cast, who))
    assert rows() == before


WRITES = {"save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
WRITES_TO_ROWS = {"update", "delete"}
# Where rows are written outside the services, and why.
WRITERS = {
    "halton_coprod/record/audit.py": "the log itself",
    "halton_coprod/record/flow.py": "every move of every deed",
    "halton_coprod/record/gate.py": "writes the row of every deed",
    "halton_coprod/easyread/management/commands/easy_words.py": "saves a file",
    "halton_coprod/easyread/uploads.py": "makes a picture smaller",
    "stories/media/clean.py": "makes a small picture",
    "stories/example/make_files.py": "draws the pictures of the example film",
    "stories/notices.py": "what a curator is to tell a teller: part of another deed, in its transaction",
    "members/example/past.py": "moves the made-up people of the example back in time",
    "workshops/example/past.py": "moves what the example's old sessions told people back in time",
    "members/models/user.py": "the manager that Django's own commands call",
}


def writes(file: Path) -> bool:
    """Does it save, create, change or delete rows?"""
    calls = [node.func for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return any(is_write(call) for call in calls if isinstance(call, ast.Attribute))


def is_write(call: ast.Attribute) -> bool:
    to_rows = "objects" in ast.unparse(call.value)
    is_super = ast.unparse(call.value) == "super()"
    return not is_super and (call.attr in WRITES or (call.attr in WRITES_TO_ROWS and to_rows))


def test_nothing_but_services_changes_rows():
    files = [
        file.relative_to(settings.BASE_DIR).as_posix()
        for app in our_apps()
        for file in Path(app.path).rglob("*.py")
        if writes(file)
    ]
    assert {file for file in files if "/services" not in file and "/migrations/" not in file} == set(WRITERS)
