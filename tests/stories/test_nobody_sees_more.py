"""For any sequence of consents, withdrawals, days that pass and edits, no visitor ever gets a byte (page, list, search,
file, small picture, captions, voice) that the release in force does not cover.

Every field and every file has a mark of its own. What may be seen is worked out here anew, from what the teller said,
and compared with everything that the doors give out. Kept pages count too: nothing is emptied between two looks.
"""

import datetime
import itertools
from dataclasses import dataclass, field

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import TestCase
from django.urls import set_script_prefix
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from halton_coprod.record.flow import NotNow
from stories import services
from stories.models import Audience, Form, NameShown
from stories.services import LineAnswer
from stories.tellers import sign
from tests.conftest import HubClient, make_person

from .conftest import by_teller, easy, told
from .files import mp4, png, upload, wav

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PIECES = {
    "whole": ("mtranscript", "mbetter", "measy", "mcaption", "maltdrawing"),
    "summary": ("msummary", "mshorteasy"),
    "quote": ("mquote", "mvoiceeasy"),
    "clip": (),
}
NAMES = {"full": "mfullname", "first": "mfirstname", "made_up": "mmadeup", "none": None}
FACE = ("maltface",)
SECRET = ("mcontact", "mcare", "mforwhom")
MARKS = {
    *(mark for marks in PIECES.values() for mark in marks),
    *filter(None, NAMES.values()),
    *FACE,
    *SECRET,
    "mtitle",
}
TITLES = {"whole": "measytitle", "summary": "mshorttitle"}
MARKS |= {*TITLES.values()}
FEW = ("mtitle", "mtranscript", "msummary", "mquote", "mfirstname", "mcontact")
FILES = ("face", "drawing", "sound", "clip", "film")
FORMS = ("", "/easy")


@dataclass
class Truth:
    """What the teller has said, told apart from how the hub keeps it."""

    published: bool = False
    gone: bool = False
    mark: str = ""
    said_for: str = ""
    lines: dict = field(default_factory=dict)

    def open_to(self, audiences, today) -> list[LineAnswer]:
        if not self.published or self.gone or self.said_for != self.mark:
            return []
        lines = [self.lines[one] for one in audiences if one in self.lines]
        return [line for line in lines if line.forms and line.until >= today]


def marks_of(line: LineAnswer) -> set[str]:
    """Every mark that this line covers."""
    marks = {"mtitle", NAMES[line.name]} | {mark for form in line.forms for mark in PIECES[form]}
    marks |= {TITLES[form] for form in line.forms if form in TITLES}
    return marks | (set(FACE) if line.face and "whole" in line.forms else set())


def files_of(line: LineAnswer) -> set[str]:
    whole = {"drawing", "sound", "clip"} | ({"face", "film"} if line.face else set())
    return whole if "whole" in line.forms else {"clip"} & ({"clip"} if "clip" in line.forms else set())


class World:
    """One story with its marks, the people who look for it, and the calendar."""

    def __init__(self, people, clock):
        self.people, self.clock, self.truth, self.turn = people, clock, Truth(), 0
        self.curator, self.second = people["curator"], make_person("second curator", "curator")
        words = {"better": "mbetter", "full_name": "mfullname", "first_name": "mfirstname", "contact": "mcontact"}
        self.story = told(title="Heron mtitle", transcript="mtranscript", **words)
        self.other = told(title="Somebody else's")
        self.openings = {
            one: services.open_archive(audience=one, who="Them", until=self.today + 90 * DAY, by=self.curator)
            for one in ("partners", "training", "press")
        }
        self.make_ready()

    @property
    def today(self):
        return timezone.localdate()

    def make_ready(self):
        by = self.curator
        services.take_up_story(self.story, by=by)
        described = {"face": {"alt": "maltface"}, "drawing": {"alt": "maltdrawing", "shows_teller": False}}
        data = {"face": png(), "drawing": png(colour="red"), "sound": wav(3), "clip": wav(1), "film": mp4(b"vide")}
        self.media = {
            name: services.add_file(
                self.story, upload(data[name]), is_clip=name == "clip", by=by, **described.get(name, {})
            )
            for name in FILES
        }
        captions = "WEBVTT\n\n00:01.000 --> 00:02.000\nmcaption"
        services.change_file(self.media["film"], captions=captions, captions_checked=True, by=by)
        services.prepare_story(
            self.story,
            summary="msummary",
            summary_easy=easy("mshorteasy", title="mshorttitle"),
            easy=easy("measy", title="measytitle"),
            made_up_name="mmadeup",
            care_note="mcare",
            quotes=[("mquote", "mvoiceeasy")],
            by=by,
        )
        self.bytes = {name: kept(media) for name, media in self.media.items()}
        self.show()

    def show(self):
        services.show_story(self.story, by=self.curator)
        self.story.refresh_from_db()
        self.truth.mark = self.story.mark

    # what can happen

    def do_say(self, lines):
        answers = {line.audience: line for line in lines}
        facts = {"wording": "Who?", "seen": self.story.mark, "others_agree": True, "by": by_teller(self.story)}
        services.release_story(self.story, lines=list(answers.values()), **facts)
        self.truth.lines, self.truth.said_for = answers, self.truth.mark

    def do_narrow(self, audience):
        services.narrow_release(self.story, audience=audience, by=by_teller(self.story))
        self.truth.lines = {one: line for one, line in self.truth.lines.items() if one != audience}

    def do_publish(self, _nothing):
        services.publish_story(self.story, by=self.second)
        self.truth.published = True

    def do_rework(self, _nothing):
        services.rework_story(self.story, by=self.curator)
        self.truth.published = False

    def do_edit(self, words):
        services.prepare_story(self.story, summary=f"msummary {words}", by=self.curator)
        fitted = easy("mshorteasy", title="mshorttitle")
        services.prepare_story(self.story, summary_easy=fitted, by=self.curator)
        self.story.refresh_from_db()
        self.truth.mark = self.story.mark

    def do_show(self, _nothing):
        self.show()

    def do_suggest(self, words):
        said = {"piece": "better", "now": f"mbetter {words}", "because": "Shorter."}
        proposal = services.propose_change(self.story, by=self.curator, **said)
        services.answer_proposal(proposal, accept=True, by=by_teller(self.story))
        self.story.refresh_from_db()
        was_said = self.truth.said_for == self.truth.mark
        self.truth.mark = self.story.mark
        self.truth.said_for = self.truth.mark if was_said else self.truth.said_for

    def do_days(self, number):
        self.clock.ahead += number * DAY
        services.ask_again()
        services.erase_withdrawn()

    def do_go_on(self, _nothing):
        services.extend_release(self.story, by=by_teller(self.story))
        longer = self.today + 365 * DAY
        for line in self.truth.lines.values():
            object.__setattr__(line, "until", max(line.until, longer))

    def do_take_back(self, _nothing):
        services.withdraw_story(self.story, how="phone", by=self.curator)
        self.truth.gone = True

    # what can be seen

    def visitors(self):
        """Each kind of visitor: how they come in, by which address, and what they count as."""
        gathers = ("web", "partners", "project", "training")
        roles = {"resident": ("web",), "editor": ("web", "partners"), "facilitator": gathers, "curator": gathers}
        yield "nobody", None, "", ("web",)
        for role, audiences in roles.items():
            yield role, self.people[role], "", audiences
        for one, opening in self.openings.items():
            yield f"link for {one}", None, f"with/{opening.link}/", ("web", one) if opening.is_open else None

    def look(self):
        """Every visitor at the page and the files; whoever is nobody, and one of the others in turn, everywhere."""
        self.turn += 1
        for number, (name, person, way, audiences) in enumerate(self.visitors()):
            client = HubClient()
            if person:
                client.force_login(person)
            lines = self.truth.open_to(audiences, self.today) if audiences else []
            look = Look(self, client, f"/stories/{way}", lines, name)
            look.at_page_and_files()
            if number in (0, 1 + self.turn % 7):
                look.at_everything()
        self.look_at_desk_and_own_link()

    def look_at_desk_and_own_link(self):
        client = HubClient()
        mine = client.get(f"/stories/mine/{sign(self.story)}/").content.decode()
        copy = client.get(f"/stories/mine/{sign(self.story)}/copy/").content.decode()
        if self.truth.gone:
            assert found_in(mine + copy) == set()
        assert found_in(client.get(f"/stories/mine/{sign(self.other)}/copy/").content.decode()) == set()
        for role in ("editor", "curator"):
            client = HubClient()
            client.force_login(self.people[role])
            page = client.get(f"/team/stories/{self.story.slug}/")
            file = client.get(f"/team/stories/{self.story.slug}/files/{self.media['sound'].pk}/")
            may = role == "curator" and not self.truth.gone
            assert (role, bool(found_in(page.content.decode())), file.status_code == 200) == (role, may, may)


class Look:
    """Everything that one visitor can ask for."""

    def __init__(self, world, client, base, lines, who):
        self.world, self.client, self.base, self.lines, self.who = world, client, base, lines, who
        self.marks, self.slug = [marks_of(line) for line in lines], world.story.slug

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

    def at_parts_of_files(self):
        slug = self.slug
        given = {name for name in FILES if self.gives(f"{slug}/files/{self.world.media[name].pk}/")}
        small = {name for name in ("face", "drawing") if self.gives(f"{slug}/files/{self.world.media[name].pk}/small/")}
        captions = self.gives(f"{slug}/files/{self.world.media['film'].pk}/captions/")
        assert (small <= given, captions <= ("film" in given)) == (True, True)

    def gives(self, where, name="") -> bool:
        answer = self.client.get(f"{self.base}{where}")
        if answer.status_code == 200 and name:
            assert b"".join(answer.streaming_content) == self.world.bytes[name]
        return answer.status_code == 200

    def at_search(self):
        """A hit tells that the word stands in it."""
        for mark in sorted(MARKS) if self.who == "nobody" else FEW:
            page = self.client.get(f"{self.base}?q={mark}").content.decode()
            assert self.slug not in page or any(mark in marks for marks in self.marks), (self.who, mark)
            if self.who != "nobody" or mark not in FEW:
                continue
            everywhere = self.client.get(f"/search/?q={mark}").content.decode()
            public = [marks_of(one) for one in self.world.truth.open_to(("web",), self.world.today)]
            assert self.slug not in everywhere or any(mark in marks for marks in public), mark


def kept(media) -> bytes:
    with media.file.open() as opened:
        return opened.read()


def found_in(page: str) -> set[str]:
    return {mark for mark in MARKS if mark in page}


DAY = datetime.timedelta(days=1)


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


def answers(today):
    return st.builds(
        LineAnswer,
        st.sampled_from(Audience.values),
        st.sets(st.sampled_from(Form.values)).map(tuple),
        st.integers(0, 60).map(lambda days: today + days * DAY),
        st.sampled_from(NameShown.values),
        st.booleans(),
    )


STEPS = {
    "say": lambda today: st.lists(answers(today), max_size=4),
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


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    phases=[Phase.generate],
)
@given(data=st.data())
def test_nobody_ever_sees_more_than_the_release_in_force_covers(data, people, clock):
    clock.ahead = datetime.timedelta()
    set_script_prefix("/")
    with transaction.atomic():
        world = World(people, clock)
        everybody = [
            LineAnswer(one, tuple(Form.values), world.today + 20 * DAY, "first", True) for one in Audience.values
        ]
        happen(world, "say", data.draw(st.lists(answers(world.today), min_size=1, max_size=4)) or everybody)
        happen(world, "publish", None)
        world.look()
        for _step in range(data.draw(st.integers(1, 3))):
            name = data.draw(st.sampled_from(OFTEN))
            happen(world, name, data.draw(STEPS[name](world.today)))
            world.look()
        transaction.set_rollback(True)


def happen(world, name, what):
    """It happens, with all that follows a deed; or it is refused, and nothing has changed."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        try:
            with transaction.atomic():
                getattr(world, f"do_{name}")(what)
        except (NotNow, ValidationError):
            world.story.refresh_from_db()
