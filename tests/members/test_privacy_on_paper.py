"""What one person told us stands in no PDF that has no need of it: each file is read as text, for every role.

Beside the rows that a file is made from lie all those that could leak: what a person told us, said in a session, wrote
about a report, told in a story or said no to, and what is still being written. What is printed from a page (sheets,
badges, lists of tables, a person's own information) is read as a page in test_privacy.py.
"""

import io
import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from django.utils import timezone
from pdfminer.high_level import extract_text

from charter import services as charter
from halton_coprod.easyread.blocks import EasyRead
from members import services
from members.roles import APPROVER, CURATOR
from members.services import Said
from stories import services as stories
from tests.browser.test_public import named_addresses
from tests.charter.conftest import LATER, make_charter
from tests.conftest import make_person
from tests.stories.conftest import line, own_store, prepared, release  # noqa: F401 -- a fixture for each test
from tests.workshops.conftest import EASY, on_the_day, over, plan, sign_up
from workshops import services as workshops
from workshops.holders import Holder
from workshops.models import Report, SignUp

from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PEOPLE = ("anyone", "the person", "her supporter", "another resident")
TEAM = ("pool staff", "facilitator", "editor", "curator", "approver")
EVERYBODY = (*PEOPLE, *TEAM)
# What a file is about → the words of its rows that nobody may read in it.
PRIVATE = {
    "person": {
        "name": "Zelda Quillfeather",
        "street": "4 Feather Row",
        "letter": "Your talk is on Monday",
        "email": "zelda@quill.example",
        "phone": "01632 960 444",
        "need": "A guide horse comes",
        "note": "Her rent is late",
        "supporter": "The aunt of a friend",
    },
    "other": {"name": "Yorick Inkwell", "street": "7 Blotter Lane", "letter": "His papers are ready"},
    "session": {
        "place": "Xenia Ledger",
        "reach": "xenia@ledger.example",
        "need": "She brings a kettle",
        "walked in": "Walter Footpath",
        "note": "Somebody cried at table three",
        "reply": "Nobody asked my brother",
    },
    "story": {
        "full name": "Ursula Parchment",
        "email": "ursula@parchment.example",
        "made-up name": "Flora",
        "explained": "Read to her by Vera",
        "present": "Her brother sat there",
        "kept where": "The blue cupboard",
        "not printed": "The bus drove past me",
    },
    "charter": {
        "draft": "Secret draft words",
        "comment": "Tear this page out",
        "commenter": "Tobias Margin",
        "concern": "They shut the door on me",
        "reach": "tobias@margin.example",
    },
}
MARKS = {words: f"{about}, {what}" for about, found in PRIVATE.items() for what, words in found.items()}
# Address name → what stands in it that proves it was read, who gets it, and the private words that it is for.
PAPERS = {
    "charter:pdf": ("What it means", EVERYBODY, set()),
    "workshops:report_file": ("Late letters", EVERYBODY, set()),
    "workshops:team_report_file": ("Late letters", ("facilitator",), set()),
    "workshops:tool_file": ("A list", EVERYBODY, set()),
    "stories:booklet": ("At the doctor", EVERYBODY, set()),
    "outbox_letter": ("Hello Zelda", ("pool staff",), {"person, name", "person, street", "person, letter"}),
    "outbox_batch_file": (
        "Hello Yorick",
        ("pool staff",),
        {*(f"{about}, {what}" for about in ("person", "other") for what in ("name", "street", "letter"))},
    ),
}


def waiting_letter(about: str, **facts):
    """Somebody of the pool with one letter that waits, and that letter."""
    said = PRIVATE[about]
    told = {"name": said["name"], "address": f"{said['street']}, Widnes", "way": "letter", **facts.pop("facts", {})}
    member = make_member(facts=told, **facts)
    member.messages.all().delete()
    with transaction.atomic():
        ideas = [("letter", said["letter"])]
        letter = services.queue_message(member, occasion="news", title="News", ideas=ideas, way="letter")
    return member, letter


@pytest.fixture
def letters(resident, pool_staff):
    """Two people of the pool, each with a letter in one batch; what else the first one said lies beside hers."""
    said = PRIVATE["person"]
    facts = {"email": said["email"], "phone": said["phone"]}
    more = {"needs": [Said("other", words=said["need"])], "supporter": {"name": "Sunil", "relation": said["supporter"]}}
    zelda, letter = waiting_letter("person", facts=facts, consents={"needs": True}, user=resident, by=resident, **more)
    services.write_note(zelda, words=said["note"], keep_until=timezone.localdate(), by=pool_staff)
    rights = dict.fromkeys(("may_see", "may_change", "may_book", "gets_copies"), True)
    services.add_supporter(zelda, name="A helper", user=make_person("helper"), by=resident, **rights)
    waiting_letter("other")
    return {"outbox_letter": letter.pk, "outbox_batch_file": services.make_batch(by=pool_staff).pk}


@pytest.fixture
def theme(facilitator):
    """Of a series with one session: somebody signed up, somebody walked in, and a note was taken."""
    said = PRIVATE["session"]
    series = workshops.name_series(name="Letters", by=facilitator)
    session = workshops.open_session(plan(facilitator, name="First", series=series), by=facilitator)
    place = sign_up(session, said["place"], reach=said["reach"], needs=[said["need"]])
    workshops.mark_attendance(on_the_day(session), place=place, state="came", by=facilitator)
    workshops.add_walk_in(session, name=said["walked in"], token=uuid.uuid4(), by=facilitator)
    workshops.hold_session(over(session), by=facilitator)
    theme = workshops.keep_theme(name="Letters", summary="They are late.", summary_easy=EASY, by=facilitator)
    [note] = workshops.add_notes(session, lines=[said["note"]], by=facilitator)
    workshops.change_note(note, words=note.words, people=6, said_by="anybody", themes=[theme], by=facilitator)
    return theme


@pytest.fixture
def report(theme, facilitator):
    """Published, after somebody who was there said that it is not right."""
    place = SignUp.objects.get()
    report = workshops.draft_report(place.session.series, by=facilitator)
    easy = EasyRead("Late letters", EASY.blocks)
    report = workshops.change_report(
        report, title="Late letters", summary="They are late.", summary_easy=easy, by=facilitator
    )
    today = timezone.localdate()
    report = workshops.let_check_report(report, until=today + timedelta(weeks=2), by=facilitator)
    words = PRIVATE["session"]["reply"]
    reply = workshops.reply_to_report(place, report, is_right=False, words=words, by=Holder(place.pk))
    workshops.answer_reply(reply, answer="We looked at it.", by=facilitator)
    Report.objects.update(check_until=today - timedelta(days=1))
    report.refresh_from_db()
    decided = {"at_meeting": "Board", "by_whom": "All who were there", "on": today}
    workshops.publish_report(workshops.approve_report(report, **decided, by=facilitator), by=facilitator)
    slug = report.series.slug
    return {"workshops:report_file": slug, "workshops:team_report_file": slug}


@pytest.fixture
def tool(theme, facilitator):
    words = {"about": "For letters.", "items": "Big words.", "about_easy": EASY, "items_easy": EASY}
    tool = workshops.keep_tool(name="A list", kind="checklist", theme=theme, **words, by=facilitator)
    return {"workshops:tool_file": workshops.publish_tool(tool, by=facilitator).slug}


@pytest.fixture
def booklet(curator):
    """A story of a teller who wants her first name on paper, and one of another who wants no paper at all."""
    said, second = PRIVATE["story"], make_person("second curator", CURATOR)
    telling = {"full_name": said["full name"], "contact": said["email"]}
    recorded = {"explained_by": said["explained"], "present": said["present"], "kept_where": said["kept where"]}
    printed = release(prepared(curator, **telling), line(), printed=True, **recorded)
    kept_back = release(prepared(curator, title="The bus", transcript=said["not printed"]), line())
    shown = [stories.publish_story(one, by=second) for one in (printed, kept_back)]
    facts = {"name": "At the doctor", "about": "About doctors.", "about_easy": EASY}
    return {"stories:booklet": stories.keep_collection(**facts, stories=shown, is_shown=True, by=curator).slug}


@pytest.fixture
def charter_paper(editor):
    """One version in force; beside it a draft out for comment, a comment on it and a concern."""
    said, made = PRIVATE["charter"], make_charter(editor)
    part = charter.open_version(made.draft, **LATER, by=editor).parts.first()
    charter.make_comment(part, words=said["comment"], name=said["commenter"], token=uuid.uuid4())
    reach = {"name": said["commenter"], "way": "email", "reach": said["reach"]}
    charter.raise_concern(what_happened=said["concern"], token=uuid.uuid4(), **reach)
    return {"charter:pdf": None}


@pytest.fixture
def papers(letters, report, tool, booklet, charter_paper):
    """Address name → the address of its file."""
    keys = {**letters, **report, **tool, **booklet, **charter_paper}
    return {name: reverse(name, args=[key] if key else []) for name, key in keys.items()}


@pytest.fixture
def cast(papers, resident, stranger, pool_staff, facilitator, editor, curator):
    people = (None, resident, make_person("helper"), stranger, pool_staff, facilitator, editor, curator)
    return dict(zip(EVERYBODY, (*people, make_person("approver", APPROVER)), strict=True))


def words_of(answer) -> str:
    return " ".join(extract_text(io.BytesIO(answer.content)).split())


def test_every_address_of_a_pdf_is_looked_at():
    assert {name for name, where in named_addresses(get_resolver()) if where.endswith(".pdf")} == set(PAPERS)


def test_no_pdf_says_what_its_reader_need_not_know(client, papers, cast):
    """Whoever may have it reads what it is for, and not one word of the rows beside it; the others get no file.

    Whoever is not signed in tries both forms, and the others one of them in turn.
    """
    for turn, (role, person) in enumerate([("anyone", None), *cast.items()]):
        client.logout()
        if person:
            client.force_login(person)
        for name, (heading, readers, may_say) in PAPERS.items():
            answer = client.get(("", "/easy")[turn % 2] + papers[name])
            if role not in readers:
                refused = (302 if role == "anyone" else 403, False)
                assert (role, name, answer.status_code, answer.content.startswith(b"%PDF")) == (role, name, *refused)
                continue
            words = words_of(answer)
            found = {what for mark, what in MARKS.items() if mark in words}
            assert (role, name, found, heading in words) == (role, name, may_say, True)
