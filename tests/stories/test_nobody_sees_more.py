"""For any sequence of consents, withdrawals, days that pass and edits, no visitor ever gets a byte (page, list, search,
file, small picture, captions, voice, finding, collection, booklet) that the release in force does not cover.

Every field and every file has a mark of its own (`world.py`). What may be seen is worked out anew, from what the teller
said, and compared with everything that the doors give out. Kept pages count too: nothing is emptied between two looks.
"""

import datetime
import io
import itertools
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
from .world import DAY, FILES, MARKS, World, files_of, marks_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FEW = ("mtitle", "mtranscript", "msummary", "mquote", "mwordsface", "mfirstname", "mcontact")
FORMS = ("", "/easy")


def look_around(world):
    """Every visitor at the page and the files; whoever is nobody, and one of the others in turn, everywhere."""
    world.turn += 1
    for number, (name, person, way, audiences) in enumerate(world.visitors()):
        client = HubClient()
        if person:
            client.force_login(person)
        lines = world.truth.open_to(audiences, world.today) if audiences else []
        look = Look(world, client, f"/stories/{way}", lines, name)
        look.at_page_and_files()
        if number in (0, 1 + world.turn % 7):
            look.at_everything()
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

    def at_page_and_files(self):
        page = self.client.get(f"{self.base}{self.slug}/")
        assert (self.who, page.status_code == 200) == (self.who, bool(self.lines))
        assert self.covers(found_in(page.content.decode())), self.who
        asked = FILES if self.who == "nobody" else ("face", "sound")
        given = {name for name in asked if self.gives(f"{self.slug}/files/{self.world.media[name].pk}/", name)}
        allowed = [files_of(line) for line in self.lines]
        assert not given or any(given <= one for one in allowed), (self.who, given, allowed)

    def at_everything(self):
        """Pages in both forms, the small pictures and captions, the lists, and what search tells."""
        for form, where in itertools.product(FORMS, (f"{self.base}{self.slug}/", self.base, "/", "/search/?q=heron")):
            page = self.client.get(f"{form}{where}").content.decode()
            found = found_in(page)
            assert self.covers(found), (self.who, form, where, found)
        self.at_parts_of_files()
        self.at_search()
        if self.base == "/stories/":
            self.at_what_came_of_it()

    def at_parts_of_files(self):
        slug = self.slug
        given = {name for name in FILES if self.gives(f"{slug}/files/{self.world.media[name].pk}/")}
        small = {name for name in ("face", "drawing") if self.gives(f"{slug}/files/{self.world.media[name].pk}/small/")}
        captions = self.gives(f"{slug}/files/{self.world.media['film'].pk}/captions/")
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
        """A hit tells that the word stands in it. Whoever is nobody asks for a few, and by turns for a third of all."""
        more = sorted(MARKS)[self.world.turn % 3 :: 3] if self.who == "nobody" else ()
        for mark in {*FEW, *more}:
            page = self.client.get(f"{self.base}?q={mark}").content.decode()
            assert self.slug not in page or any(mark in marks for marks in self.marks), (self.who, mark)
            if self.who != "nobody" or mark not in FEW:
                continue
            everywhere = self.client.get(f"/search/?q={mark}").content.decode()
            public = [
                marks_of(one) - self.world.truth.dropped for one in self.world.truth.open_to(("web",), self.world.today)
            ]
            assert self.slug not in everywhere or any(mark in marks for marks in public), mark


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


# A yes first: that is drawn more often.
PRINTED = st.sampled_from((True, False))
STEPS = {
    "say": lambda today: st.tuples(st.lists(answers(today), max_size=4), PRINTED),
    "narrow": lambda today: st.sampled_from(Audience.values),
    "publish": lambda today: st.none(),
    "rework": lambda today: st.none(),
    "edit": lambda today: st.sampled_from(("mnew", "mother")),
    "show": lambda today: st.none(),
    "suggest": lambda today: st.sampled_from(("mnew", "mother")),
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
        first = [*more, data.draw(answers(world.today, ["web"], least=1))]
        happen(world, "say", (first, data.draw(PRINTED)))
        happen(world, "publish", None)
        assert world.truth.published
        look_around(world)
        for _step in range(data.draw(st.integers(1, 8 if WALKS else 3))):
            name = data.draw(st.sampled_from(OFTEN))
            happen(world, name, data.draw(STEPS[name](world.today)))
            look_around(world)
        transaction.set_rollback(True)


# One of each kind of step, for whoever has only minutes; looked at where it takes something away.
WALK = ("suggest", "narrow", "rework", "edit", "show", "say", "publish", "days", "go_on", "take_back")
LOOKED_AT = ("suggest", "narrow", "days")


def test_each_kind_of_step_shows_nobody_more(people, clock, parts):
    world = World(people, clock, parts)
    bare = LineAnswer("web", ("whole", "quote", "summary"), world.today + 30 * DAY, "first", False)
    wide = LineAnswer("partners", tuple(Form.values), world.today + 60 * DAY, "full", True)
    what = {"suggest": "mnew", "narrow": "partners", "edit": "mother", "say": ([bare], False), "days": 31}
    happen(world, "say", ([bare, wide], True))
    happen(world, "publish", None)
    for step in WALK:
        before = dict(vars(world.truth))
        happen(world, step, what.get(step))
        assert (step, vars(world.truth) != before or step in ("show", "days", "go_on")) == (step, True)
        if step in LOOKED_AT:
            look_around(world)


def happen(world, name, what):
    """It happens, with all that follows a deed; or it is refused, and nothing has changed."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        try:
            with transaction.atomic():
                getattr(world, f"do_{name}")(what)
        except (NotNow, ValidationError):
            world.story.refresh_from_db()
