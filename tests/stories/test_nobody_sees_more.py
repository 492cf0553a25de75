"""For any sequence of consents, withdrawals, days that pass and edits, no visitor ever gets a byte (page, list, search,
file, small picture, captions, voice, finding, collection, booklet) that the release in force does not cover.

Every field and every file has a mark of its own (`world.py`). What may be seen is worked out anew, from what the teller
said, and compared with everything that the doors give out. Kept pages count too: nothing is emptied between two looks.
"""

import dataclasses
import datetime
import io
import os

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import TestCase
from django.urls import set_script_prefix
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text

import charter.example
from halton_coprod.record.flow import NotNow
from stories.models import Audience, Form, NameShown
from stories.services import LineAnswer
from stories.tellers import sign
from tests.conftest import HubClient

from .test_findings import last_page
from .world import DAY, FILES, MARKS, NAMES, World, files_of, marks_of, names_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FEW = ("mtitle", "mtranscript", "msummary", "mquote", "mwordsface", "mfirstname", "mcontact")
FORMS = ("", "/easy")


def look_around(world):
    """Every visitor at the page and two files; whoever is nobody, and one of the others in turn, everywhere."""
    world.turn += 1
    for number, (name, person, way, audiences) in enumerate(world.visitors()):
        client = HubClient()
        if person:
            client.force_login(person)
        lines = world.truth.open_to(audiences, world.today) if audiences else []
        look = Look(world, client, f"/stories/{way}", lines, name)
        if number in (0, 1 + world.turn % 7):
            look.at_everything()
        else:
            look.at_page(FORMS[(world.turn + number) % 2])
            look.at_files(("face", "sound"))
    look_at_desk_and_own_link(world)


def look_at_desk_and_own_link(world):
    client = HubClient()
    mine = client.get(f"/stories/mine/{sign(world.story)}/").content.decode()
    copy = client.get(f"/stories/mine/{sign(world.story)}/copy/").content.decode()
    if world.truth.gone:
        assert found_in(mine + copy) == set()
    assert found_in(client.get(f"/stories/mine/{sign(world.other)}/copy/").content.decode()) == set()
    for role in ("editor", "curator"):
        client = HubClient()
        client.force_login(world.people[role])
        page = client.get(f"/team/stories/{world.story.slug}/")
        file = client.get(f"/team/stories/{world.story.slug}/files/{world.media['sound'].pk}/")
        may = role == "curator" and not world.truth.gone
        assert (role, bool(found_in(page.content.decode())), file.status_code == 200) == (role, may, may)


class Look:
    """Everything that one visitor can ask for."""

    def __init__(self, world, client, base, lines, who):
        self.world, self.client, self.base, self.lines, self.who = world, client, base, lines, who
        self.marks, self.slug = [marks_of(line) - world.truth.dropped for line in lines], world.story.slug

    def covers(self, found: set) -> bool:
        """All of it is covered by one and the same line: no two are mixed into something nobody allowed."""
        return not found or any(found <= marks for marks in self.marks)

    def at_everything(self):
        """Pages in both forms, all files, the lists, what search tells. Whoever comes by a link is nobody elsewhere."""
        elsewhere = () if "/with/" in self.base else ("/", "/search/?q=heron")
        for form in FORMS:
            self.at_page(form)
            for where in (self.base, *elsewhere):
                self.read(f"{form}{where}")
        self.at_parts_of_files(self.at_files(FILES))
        self.at_search()
        if elsewhere:
            self.at_what_came_of_it()

    def at_page(self, form):
        page = self.client.get(f"{form}{self.base}{self.slug}/")
        assert (self.who, page.status_code == 200) == (self.who, bool(self.lines))
        assert self.covers(found_in(page.content.decode())), (self.who, form)

    def at_files(self, asked) -> set[str]:
        given = {name for name in asked if self.gives(f"{self.slug}/files/{self.world.media[name].pk}/", name)}
        allowed = [files_of(line) for line in self.lines]
        assert not given or any(given <= one for one in allowed), (self.who, given, allowed)
        return given

    def at_parts_of_files(self, given):
        of = {name: f"{self.slug}/files/{media.pk}" for name, media in self.world.media.items()}
        small = {name for name in ("face", "drawing") if self.gives(f"{of[name]}/small/")}
        captions = self.gives(f"{of['film']}/captions/")
        assert (small <= given, captions <= ("film" in given)) == (True, True)

    def at_what_came_of_it(self):
        """Its collection, its finding, and the value and the promise that it is about: there, or no trace of it."""
        finding = f"/stories/what-we-heard/{self.world.finding.pk}/"
        collection = f"/stories/collections/{self.world.collection.slug}/"
        public = self.world.truth.open_to(("web",), self.world.today)
        forms = {form for line in self.lines for form in line.forms if not self.world.truth.dropped}
        quoted, found = "quote" in forms, bool({"quote", "whole"} & forms)
        for form in FORMS:
            shown = self.read(f"{form}{finding}")
            heard = self.read(f"{form}/stories/what-we-heard/")
            assert ("minsight" in shown, "mexcerpt" in shown, "mfinding" in heard) == (found, quoted, found), self.who
            assert (self.slug in self.read(f"{form}{collection}")) == bool(self.lines), self.who
            for page in self.world.parts[form]:
                assert (self.slug in self.read(page)) == bool(public), (self.who, page)
        if self.who == "nobody":
            self.at_booklet(f"{FORMS[self.world.turn % 2]}{collection}booklet.pdf")

    def read(self, where) -> str:
        page = self.client.get(where).content.decode()
        assert self.covers(found_in(page)), (self.who, where)
        return page

    def at_booklet(self, where):
        """Paper holds what everybody may see, and that only with a yes to printing."""
        paper = self.client.get(where)
        assert (paper.status_code == 200) == (bool(self.lines) and self.world.truth.printed)
        if paper.status_code == 200:
            assert self.covers(found_in(extract_text(io.BytesIO(paper.content)))), where

    def gives(self, where, name="") -> bool:
        answer = self.client.get(f"{self.base}{where}")
        if answer.status_code == 200 and name:
            assert b"".join(answer.streaming_content) == self.world.bytes[name]
        return answer.status_code == 200

    def at_search(self):
        """A hit tells that the word stands in it. The title stands with each piece: who may see nothing finds it by no
        other word either. Of what is not theirs to see a few are asked for, and by turns a third of the others.
        """
        assert self.finds(self.base, "mtitle") == bool(self.lines), self.who
        hidden = set(FEW).difference(*self.marks) if self.lines else {"mtitle"}
        if self.who == "nobody":
            assert [mark for mark in sorted(hidden) if self.finds("/search/", mark)] == []
            hidden |= set(sorted(MARKS)[self.world.turn % 3 :: 3]).difference(*self.marks) if self.lines else set()
        assert [mark for mark in sorted(hidden) if self.finds(self.base, mark)] == [], self.who

    def finds(self, where, mark) -> bool:
        return self.slug in self.client.get(f"{where}?q={mark}").content.decode()


def found_in(page: str) -> set[str]:
    return {mark for mark in MARKS if mark in page}


class Clock:
    ahead = datetime.timedelta()


@pytest.fixture
def clock(monkeypatch):
    moved, real = Clock(), timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + moved.ahead)
    return moved


@pytest.fixture
def people(resident, editor, facilitator, curator):
    return {"resident": resident, "editor": editor, "facilitator": facilitator, "curator": curator}


@pytest.fixture
def parts(client, editor):
    """The last pages of a value and of a promise, where stories stand, in both forms."""
    charter.example.load(by=editor)
    pages = ("/charter/values/honesty/", "/charter/accountability/papers-a-week-before/")
    return {form: [last_page(client, f"{form}{page}") for page in pages] for form in FORMS}


def answers(today, audiences=Audience.values, least=0):
    return st.builds(
        LineAnswer,
        st.sampled_from(audiences),
        st.sets(st.sampled_from(Form.values), min_size=least).map(tuple),
        st.integers(0, 60).map(lambda days: today + days * DAY),
        st.sampled_from(NameShown.values),
        st.booleans(),
    )


def with_its_names(line):
    """So that it can be published: whose name stands in the words shows it."""
    named = names_in(line) <= {*NAMES[line.name]}
    return line if named else dataclasses.replace(line, name="full")


# A yes first: that is drawn more often.
PRINTED = st.sampled_from((True, False))
SUGGESTED = [("better", "mbetter mnew"), ("content_note", "mhard"), ("content_note", ""), ("better", "mbetter")]
STEPS = {
    "say": lambda today: st.tuples(st.lists(answers(today), max_size=4), PRINTED),
    "narrow": lambda today: st.sampled_from(Audience.values),
    "publish": lambda today: st.none(),
    "rework": lambda today: st.none(),
    "edit": lambda today: st.sampled_from(("mnew", "mother")),
    "show": lambda today: st.none(),
    "suggest": lambda today: st.sampled_from(SUGGESTED),
    "days": lambda today: st.integers(1, 40),
    "go_on": lambda today: st.none(),
    "take_back": lambda today: st.none(),
}
# What leads to something that can be seen at all comes first and often.
OFTEN = ("say", "publish", "narrow", "say", "days", "suggest", "go_on", "rework", "edit", "show", "take_back")


# CI has minutes for three sequences, always the same. STORY_WALKS=50 draws 50 others, of up to eight steps.
WALKS = int(os.environ.get("STORY_WALKS", "0"))


@settings(
    max_examples=WALKS or 3,
    deadline=None,
    derandomize=not WALKS,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    phases=[Phase.generate],
)
@given(data=st.data())
def test_nobody_ever_sees_more_than_the_release_in_force_covers(data, people, clock, parts):
    clock.ahead = datetime.timedelta()
    set_script_prefix("/")
    with transaction.atomic():
        world = World(people, clock, parts)
        more = data.draw(st.lists(answers(world.today), max_size=3))
        first = map(with_its_names, [*more, data.draw(answers(world.today, ["web"], least=1))])
        happen(world, "say", (list(first), data.draw(PRINTED)))
        happen(world, "publish", None)
        assert world.truth.published
        look_around(world)
        for _step in range(data.draw(st.integers(1, 8 if WALKS else 3))):
            name = data.draw(st.sampled_from(OFTEN))
            happen(world, name, data.draw(STEPS[name](world.today)))
            look_around(world)
        transaction.set_rollback(True)


# After these something may be seen as before.
CHANGE_NOTHING = ("show", "days", "go_on")


def walk(today):
    """Each kind of step at least once, for whoever has only minutes; at the end a name in it may not be shown."""
    bare = LineAnswer("web", ("whole", "quote", "summary"), today + 30 * DAY, "first", False)
    wide = LineAnswer("partners", tuple(Form.values), today + 60 * DAY, "full", True)
    yield "say", ([bare, wide], True)
    yield "publish", None
    yield "suggest", ("content_note", "mhard")
    yield "suggest", ("better", "mbetter mnew")
    yield "narrow", "partners"
    yield "rework", None
    yield "edit", "mother"
    yield "show", None
    yield "say", ([bare], False)
    yield "publish", None
    yield "days", 31
    yield "go_on", None
    yield "say", ([dataclasses.replace(bare, name="none", until=wide.until)], False)
    yield "take_back", None


def test_each_kind_of_step_shows_nobody_more(people, clock, parts):
    world = World(people, clock, parts)
    steps = list(walk(world.today))
    assert {name for name, _what in steps} == set(STEPS)
    for step, what in steps:
        before = dict(vars(world.truth))
        happen(world, step, what)
        assert (step, vars(world.truth) != before or step in CHANGE_NOTHING) == (step, True)
        look_around(world)


def happen(world, name, what):
    """It happens, with all that follows a deed; or it is refused, and nothing has changed."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        try:
            with transaction.atomic():
                getattr(world, f"do_{name}")(what)
        except (NotNow, ValidationError):
            world.story.refresh_from_db()
