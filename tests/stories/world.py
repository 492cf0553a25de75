"""One story whose every field and file has a mark of its own; what can happen to it; what its teller has said by then,
told apart from how the hub keeps it.
"""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from charter.models import Promise, Value
from stories import services
from stories.services import LineAnswer
from tests.conftest import make_person
from workshops.models import Session

from .conftest import by_teller, easy, told
from .files import mp4, png, upload, wav

DAY = datetime.timedelta(days=1)
# A few words of the story, what they tell us, and what was found with them: whoever has the whole of it or quotes.
FINDING = ("mexcerpt", "minsight", "mfinding")
# Parts of the teller's name stand in the words as well: in the summary, and under the picture of them.
IN_SUMMARY, UNDER_FACE = "mfirstname", "mlastname"
PIECES = {
    "whole": (
        "mtranscript",
        "mbetter",
        "measy",
        "mcaption",
        "maltdrawing",
        "mwordsdrawing",
        "mwordslibrary",
        "msaidsound",
        "msaidclip",
        "mquote",
        *FINDING,
    ),
    "summary": ("msummary", "mshorteasy", IN_SUMMARY),
    "quote": ("mquote", "mvoiceeasy", *FINDING),
    "clip": ("msaidclip",),
}
NAMES = {"full": ("mfirstname", "mlastname"), "first": ("mfirstname",), "made_up": ("mmadeup",), "none": ()}
FACE = ("maltface", "mwordsface")
# What is hard in it is said to whoever sees anything of it.
WITH_ALL = ("mtitle", "mhard")
SECRET = ("mcontact", "mcare", "mforwhom", "mtheyagree", "magreedhow")
MARKS = {
    *(mark for marks in PIECES.values() for mark in marks),
    *(mark for marks in NAMES.values() for mark in marks),
    *FACE,
    *SECRET,
    *WITH_ALL,
}
TITLES = {"whole": "measytitle", "summary": "mshorttitle"}
MARKS |= {*TITLES.values()}
FILES = ("face", "drawing", "sound", "clip", "film")


@dataclass
class Truth:
    """What the teller has said, told apart from how the hub keeps it."""

    published: bool = False
    gone: bool = False
    mark: str = ""
    said_for: str = ""
    printed: bool = False
    lines: dict = field(default_factory=dict)
    # What is covered by no line any more, because the words it rests on have changed.
    dropped: set = field(default_factory=set)

    def open_to(self, audiences, today) -> list[LineAnswer]:
        if not self.published or self.gone or self.said_for != self.mark:
            return []
        lines = [self.lines[one] for one in audiences if one in self.lines]
        return [line for line in lines if line.forms and line.until >= today]


def names_in(line: LineAnswer) -> set[str]:
    """Of the teller's name, what stands in the words that this line would show."""
    found = {IN_SUMMARY} if "summary" in line.forms else set()
    return found | ({UNDER_FACE} if line.face and "whole" in line.forms else set())


def marks_of(line: LineAnswer) -> set[str]:
    """Every mark that this line covers; of names only those that it shows, whatever stands in the words."""
    marks = {*WITH_ALL, *(mark for form in line.forms for mark in PIECES[form])} - {IN_SUMMARY} | {*NAMES[line.name]}
    marks |= {TITLES[form] for form in line.forms if form in TITLES}
    return marks | (set(FACE) if line.face and "whole" in line.forms else set())


def files_of(line: LineAnswer) -> set[str]:
    whole = {"drawing", "sound", "clip"} | ({"face", "film"} if line.face else set())
    return whole if "whole" in line.forms else {"clip"} & ({"clip"} if "clip" in line.forms else set())


class World:
    """One story with its marks, the people who look for it, and the calendar."""

    def __init__(self, people, clock, parts):
        self.people, self.clock, self.parts, self.truth, self.turn = people, clock, parts, Truth(), 0
        self.curator, self.second = people["curator"], make_person("second curator", "curator")
        words = {
            "better": "mbetter mexcerpt",
            "full_name": f"{IN_SUMMARY} {UNDER_FACE}",
            "first_name": IN_SUMMARY,
            "contact": "mcontact",
        }
        words |= {"for_whom": "mforwhom", "for_whom_agrees": "mtheyagree"}
        self.story = told(title="Heron mtitle", transcript="mtranscript mquote", **words)
        self.other = told(title="Somebody else's")
        services.agree_for_another(self.story, agreed_by="self", agreed_how="magreedhow", by=self.curator)
        self.openings = {
            one: services.open_archive(audience=one, who="Them", until=self.today + 90 * DAY, by=self.curator)
            for one in ("partners", "training", "press")
        }
        self.make_ready()
        self.put_together()

    @property
    def today(self):
        return timezone.localdate()

    def make_ready(self):
        by = self.curator
        services.take_up_story(self.story, by=by)
        described = {
            "face": {"alt": "maltface", "words": f"mwordsface {UNDER_FACE}"},
            "drawing": {"alt": "maltdrawing", "words": "mwordsdrawing", "shows_teller": False},
        }
        data = {"face": png(), "drawing": png(colour="red"), "sound": wav(3), "clip": wav(1), "film": mp4(b"vide")}
        self.media = {
            name: services.add_file(
                self.story, upload(data[name]), is_clip=name == "clip", by=by, **described.get(name, {})
            )
            for name in FILES
        }
        services.add_picture(self.story, idea="doctor", words="mwordslibrary", by=by)
        for name in ("sound", "clip"):
            services.change_file(self.media[name], captions=f"msaid{name}", by=by)
        captions = "WEBVTT\n\n00:01.000 --> 00:02.000\nmcaption"
        services.check_captions(services.change_file(self.media["film"], captions=captions, by=by), by=self.second)
        services.prepare_story(
            self.story,
            summary=f"msummary {IN_SUMMARY}",
            summary_easy=easy("mshorteasy", title="mshorttitle"),
            easy=easy("measy", title="measytitle"),
            made_up_name="mmadeup",
            care_note="mcare",
            quotes=[("mquote", "mvoiceeasy")],
            values=Value.objects.filter(slug="honesty"),
            promises=Promise.objects.filter(slug="papers-a-week-before"),
            by=by,
        )
        self.bytes = {name: kept(media) for name, media in self.media.items()}
        self.show()

    def put_together(self):
        """In a collection that everybody may find, and in a finding that its teller agreed to."""
        by, words = self.curator, {"words": "minsight", "easy": easy("minsight")}
        insight = services.note_insight(self.story, excerpt="mexcerpt", says="works", **words, by=by)
        services.answer_insight(insight, is_right=True, by=by_teller(self.story))
        hours = {"starts_at": timezone.now(), "ends_at": timezone.now() + datetime.timedelta(hours=2)}
        session = Session.objects.create(slug="sense", name="Sense", **hours)
        made = services.keep_sense_making(session=session, insights=[insight], by=by)
        said = {"title": "mfinding", "words": "mfinding", "easy": easy("mfinding"), "insights": [insight]}
        self.finding = services.show_finding(services.keep_finding(sense_making=made, **said, by=by), by=by)
        about = {"name": "Together", "about": "Both.", "about_easy": easy("Both.")}
        both = [self.story, self.other]
        self.collection = services.keep_collection(**about, stories=both, is_shown=True, by=by)

    def show(self):
        services.show_story(self.story, by=self.curator)
        self.story.refresh_from_db()
        self.truth.mark = self.story.mark

    # what can happen

    def do_say(self, said):
        lines, printed = said
        answers = {line.audience: line for line in lines}
        facts = {"wording": "Who?", "seen": self.story.mark, "others_agree": True, "by": by_teller(self.story)}
        services.release_story(self.story, lines=list(answers.values()), printed=printed, **facts)
        self.truth.lines, self.truth.said_for, self.truth.printed = answers, self.truth.mark, printed
        self.let_wait()

    def do_narrow(self, audience):
        services.narrow_release(self.story, audience=audience, by=by_teller(self.story))
        self.truth.lines = {one: line for one, line in self.truth.lines.items() if one != audience}
        self.let_wait()

    def do_publish(self, _nothing):
        services.publish_story(self.story, by=self.second)
        self.truth.published = True

    def let_wait(self):
        """Where a line that counts today would show a name that it does not allow, nobody sees it before it was
        published anew.
        """
        open_lines = self.truth.open_to(self.truth.lines, self.today)
        self.truth.published &= all(names_in(line) <= {*NAMES[line.name]} for line in open_lines)

    def do_rework(self, _nothing):
        services.rework_story(self.story, by=self.curator)
        self.truth.published = False

    def do_edit(self, words):
        services.prepare_story(self.story, summary=f"msummary {IN_SUMMARY} {words}", by=self.curator)
        fitted = easy("mshorteasy", title="mshorttitle")
        services.prepare_story(self.story, summary_easy=fitted, by=self.curator)
        self.story.refresh_from_db()
        self.truth.mark = self.story.mark

    def do_show(self, _nothing):
        self.show()

    def do_suggest(self, change):
        piece, words = change
        proposal = services.propose_change(self.story, piece=piece, now=words, because="Better.", by=self.curator)
        services.answer_proposal(proposal, accept=True, by=by_teller(self.story))
        self.story.refresh_from_db()
        self.truth.dropped |= set(FINDING) if piece == "better" else set()
        was_said = self.truth.said_for == self.truth.mark
        self.truth.mark = self.story.mark
        self.truth.said_for = self.truth.mark if was_said else self.truth.said_for
        self.let_wait()

    def do_days(self, number):
        self.clock.ahead += number * DAY
        services.ask_again()
        services.erase_withdrawn()

    def do_go_on(self, _nothing):
        services.extend_release(self.story, by=by_teller(self.story))
        longer, lines = self.today + 365 * DAY, list(self.truth.lines.values())
        for line in [one for one in lines if one.until >= self.today] or lines:
            object.__setattr__(line, "until", max(line.until, longer))
        self.let_wait()

    def do_take_back(self, _nothing):
        services.withdraw_story(self.story, how="phone", by=self.curator)
        self.truth.gone = True

    def visitors(self):
        """Each kind of visitor: how they come in, by which address, and what they count as."""
        gathers = ("web", "partners", "project", "training")
        roles = {"resident": ("web",), "editor": ("web", "partners"), "facilitator": gathers, "curator": gathers}
        yield "nobody", None, "", ("web",)
        for role, audiences in roles.items():
            yield role, self.people[role], "", audiences
        for one, opening in self.openings.items():
            yield f"link for {one}", None, f"with/{opening.link}/", ("web", one) if opening.is_open else None


def kept(media) -> bytes:
    with media.file.open() as opened:
        return opened.read()
