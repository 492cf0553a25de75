"""What one person told us is on no page, in no search, list, message or log of anybody who has no need of it.

Every page that a role can reach by links is looked at, in both forms, with somebody in the pool whose every word is
known. What somebody may see is said here, page by page; everything else is a leak.
"""

import re
from urllib.parse import urljoin

import pytest
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.models import Message, WhoSees
from members.roles import APPROVER, FACILITATOR
from members.services import Said
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
NOT_FOLLOWED = re.compile(r"/(static|pictures|admin|accounts|demo|health)/|\.(ics|pdf)$|/information/file/")
# Role → where a word of hers may stand, and which words. On no other page, and no other words.
POOL = re.compile(r"^(/easy)?/team/(pool|outbox|invitations|workshops/book)/")
OWN_SESSION = re.compile(r"^(/easy)?/team/workshops/sessions/[\w-]+/")
MAY = {
    "pool staff": (POOL, {NAME, *CONTACT.values(), NOTE, RELATION}),
    "facilitator": (OWN_SESSION, {NAME, NEED}),
}


@pytest.fixture
def zelda(resident, pool_staff, facilitator):
    needs = [Said("other", words=NEED), Said("other", words=OWN_NEED, who_sees=WhoSees.POOL)]
    supporter = {"name": "Sunil", "relation": RELATION}
    facts = {"name": NAME, **CONTACT}
    zelda = make_member(
        facts=facts, user=resident, by=resident, needs=needs, supporter=supporter, consents={"needs": True}
    )
    services.write_note(zelda, words=NOTE, keep_until=timezone.localdate(), by=pool_staff)
    session = workshops.open_session(plan(facilitator, name="Hers", capacity=9), by=facilitator)
    workshops.sign_up(session, asking=Asking(), member=zelda, token="1" * 32, by=resident)
    sign_up(session, "Somebody Else")
    return zelda


@pytest.fixture
def cast(zelda, stranger, pool_staff, facilitator, editor, curator):
    return {
        "anyone": None,
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
        seen[path] = answer.content.decode(errors="replace") if not answer.streaming else ""
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
    others = Message.objects.exclude(member=zelda)
    assert [one.pk for one in others for word in EVERY if word in f"{one.title} {one.ideas} {one.to}"] == []
    lines = [f"{line.verb} {line.thing_id} {line.fields} {line.note}" for line in AuditLine.objects.all()]
    assert [line for line in lines for word in EVERY if word in line] == []
