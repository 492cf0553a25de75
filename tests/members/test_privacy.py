"""What one person told us is on no page, in no search, list, message or log of anybody who has no need of it.

Every page that a role can reach by links is looked at, in both forms, with somebody in the pool whose every word is
known; and every address that names her is tried, whether a link leads there or not. What somebody may see is said here,
page by page; everything else is a leak.
"""

import re
from urllib.parse import urljoin

import pytest
from django.core import mail
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.models import Message, SavedQuestion, WhoSees
from members.roles import APPROVER, FACILITATOR
from members.scans import CleanScan
from members.services import HowTold, Said, queue_message
from tests.conftest import make_person
from tests.workshops.conftest import plan, sign_up
from workshops import services as workshops
from workshops.services import Asking

from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NAME = "Zelda Quillfeather"
CONTACT = {"email": "zelda@quill.example", "phone": "01632 960 444", "address": "4 Feather Row", "postcode": "WA8 9DW"}
NEED, OWN_NEED, NOTE, RELATION = (
    "A guide horse comes",
    "A secret of the team",
    "Her rent is late",
    "The aunt of a friend",
)
EVERY = (NAME, *CONTACT.values(), NEED, OWN_NEED, NOTE, RELATION)
STARTS = ("/", "/easy/", "/me/", "/easy/me/", "/team/", "/easy/team/")
NOT_FOLLOWED = re.compile(r"/(static|pictures|admin|accounts|demo|health)/|\.pdf$")
# Role → where a word of hers may stand, and which words. On no other page, and no other words.
POOL = re.compile(r"^(/easy)?/team/(pool|outbox|invitations|workshops/book)/")
OWN_SESSION = re.compile(r"^(/easy)?/team/workshops/sessions/[\w-]+/")
HERS = re.compile(r"^(/easy)?/(me/|workshops/(hers/sign-up|place)/)")
MAY = {
    "pool staff": (POOL, {NAME, *CONTACT.values(), NOTE, RELATION}),
    "facilitator": (OWN_SESSION, {NAME, NEED}),
    "her supporter who books": (HERS, {NAME}),
}
PAPER = CleanScan(f"%PDF-1.4 {NAME} {NOTE}".encode(), "application/pdf")


@pytest.fixture
def zelda(resident, stranger, pool_staff, facilitator):
    needs = [Said("other", words=NEED), Said("other", words=OWN_NEED, who_sees=WhoSees.POOL)]
    supporter = {"name": "Sunil", "relation": RELATION}
    facts = {"name": NAME, **CONTACT}
    zelda = make_member(
        facts=facts, user=resident, by=resident, needs=needs, supporter=supporter, consents={"needs": True}
    )
    services.write_note(zelda, words=NOTE, keep_until=timezone.localdate(), by=pool_staff)
    told = HowTold("paper", "Read aloud", PAPER)
    services.record_told(zelda, what="facts", told=told, by=pool_staff, name=NAME)
    queue_message(zelda, occasion="letter", title=f"For {NAME}", ideas=[("letter", NOTE)], way="letter")
    helped = make_member("Ida", user=stranger, by=stranger)
    rights = dict.fromkeys(("may_see", "may_change", "may_book", "gets_copies"), True)
    services.add_supporter(make_member("Sam"), name="Somebody", user=stranger, by=pool_staff, **rights)
    services.add_supporter(helped, name="A friend", by=stranger)
    session = workshops.open_session(plan(facilitator, name="Hers", capacity=9), by=facilitator)
    workshops.sign_up(session, asking=Asking(), member=zelda, token="1" * 32, by=resident)
    sign_up(session, "Somebody Else")
    return zelda


@pytest.fixture
def booker(zelda, resident):
    """May sign her up and cancel, and nothing else."""
    booker = make_person("booker")
    services.add_supporter(zelda, name="A booker", user=booker, may_book=True, by=resident)
    return booker


@pytest.fixture
def cast(zelda, booker, stranger, pool_staff, facilitator, editor, curator):
    return {
        "anyone": None,
        "her supporter who books": booker,
        "another resident": stranger,
        "pool staff": pool_staff,
        "facilitator": facilitator,
        "other facilitator": make_person("other facilitator", FACILITATOR),
        "editor": editor,
        "curator": curator,
        "approver": make_person("approver", APPROVER),
    }


def walk(client) -> dict[str, str]:
    """Every page that links lead to, one of those that differ only by a question, and its words."""
    seen, waiting = {}, list(STARTS)
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        answer = client.get(path)
        seen[path] = answer.getvalue().decode(errors="replace")
        for link in re.findall(r'href="([^"#]+)', seen[path]):
            target = urljoin(path, link.replace("&amp;", "&")).partition("?")[0]
            if target.startswith("/") and target not in seen and not NOT_FOLLOWED.search(target):
                waiting.append(target)
    return seen


def leaks(role: str, path: str, words: str) -> set[str]:
    found = {word for word in EVERY if word in words}
    where, may = MAY.get(role, (None, set()))
    return found - may if where and where.match(path) else found


def test_every_page_says_what_somebody_needs_and_no_more(client, cast, caplog):
    walked, seen = {}, {}
    for role, person in cast.items():
        client.logout()
        if person:
            client.force_login(person)
        pages = walk(client)
        walked[role] = len(pages)
        seen[role] = {word for words in pages.values() for word in EVERY if word in words}
        found = {path: said for path, words in pages.items() if (said := leaks(role, path, words))}
        assert (role, found) == (role, {})
    assert seen == {role: MAY.get(role, (None, set()))[1] for role in cast}
    assert min(walked.values()) > 20
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert [word for word in EVERY if word in logged] == []


def addresses_of(zelda) -> list[str]:
    """Every address that names her or what is hers, whoever knows its number."""
    pool, letter = f"/team/pool/{zelda.pk}/", zelda.messages.get(occasion="letter")
    desk = ("", "what-happened/", "needs/", "record/reach/", "record/facts/", "record/picks/", "consents/needs/")
    more = (f"papers/{zelda.scans.get().pk}/", f"same/{zelda.pk + 1}/", "notes/add/", "sign-in/", "move/erase/")
    outbox = (f"{letter.pk}/", f"{letter.pk}/way/", f"{letter.pk}/letter.pdf", f"person/{zelda.pk}/")
    own = ("", "needs/", "reach/", "agreed/", "messages/", "information/", "information/file/", "supporter/")
    links = [f"/me/for/{link.pk}/{name}" for link in zelda.supporters.all() for name in own]
    return [*(pool + name for name in (*desk, *more)), *(f"/team/outbox/{name}" for name in outbox), *links]


def test_no_address_of_hers_opens_for_others(client, cast, zelda, caplog):
    """The team of the pool opens them, and nobody else; what her supporter opens says her name and no more."""
    for role in set(cast) - {"pool staff"}:
        client.logout()
        if cast[role]:
            client.force_login(cast[role])
        opened = {}
        for address in addresses_of(zelda):
            words = client.get(address).getvalue().decode(errors="replace")
            opened[address] = {word for word in EVERY if word in words}
        may = {NAME} if role == "her supporter who books" else set()
        assert (role, set().union(*opened.values())) == (role, may)
        assert [path for path, words in opened.items() if words and not HERS.match(path)] == []
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert [word for word in EVERY if word in logged] == []


def test_no_search_finds_her(client, cast):
    for role, person in cast.items():
        client.logout()
        if person:
            client.force_login(person)
        for where in ("/search/", "/stories/", "/workshops/"):
            for word in EVERY:
                page = client.get(where, {"q": word, "words": word}).content.decode()
                assert (role, where, [one for one in EVERY if one in page and one != word]) == (role, where, [])


def test_no_list_that_leaves_the_hub_says_what_she_needs(client, cast):
    client.force_login(cast["pool staff"])
    columns = ["name", "email", "phone", "address", "district", "interests", "state"]
    answer = client.post("/team/pool/export/", {"why": "To post letters", "columns": columns})
    said = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()
    assert [word for word in (NEED, OWN_NEED, NOTE, RELATION) if word in said] == []
    assert NAME in said


def test_no_message_to_others_and_no_line_of_the_log_says_it(cast, zelda):
    """Nor an email, nor a list that somebody keeps: the words that were looked for are not in it."""
    services.send_messages()
    mine = zelda.email
    sent = [(one.to, f"{one.subject} {one.body} {one.alternatives}") for one in mail.outbox]
    assert [to for to, words in sent for word in EVERY if to != [mine] and word in words] == []
    assert {one.to[0] for one in mail.outbox} > {mine}
    services.save_question(name="All", query="?way=email", by=cast["pool staff"])
    assert [one.query for one in SavedQuestion.objects.all() for word in EVERY if word in one.query] == []
    others = Message.objects.exclude(member=zelda)
    assert [one.pk for one in others for word in EVERY if word in f"{one.title} {one.ideas} {one.to}"] == []
    lines = [f"{line.verb} {line.thing_id} {line.fields} {line.note}" for line in AuditLine.objects.all()]
    assert [line for line in lines for word in EVERY if word in line] == []
