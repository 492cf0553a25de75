"""Practical tools: read by everybody only in both forms, loaded as a tagged PDF, and by how many they are used."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pdfminer.high_level import extract_text

from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.record import stamp
from tests.charter.desk import typed_easy
from workshops import services
from workshops.models import PracticalTool
from workshops.services import NotReady

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
DESK = "/team/workshops/tools/"
FACTS = {
    "name": "Before you <b>post</b>",
    "kind": "checklist",
    "about": "For each letter.",
    "items": "Big words.\n\nA name.",
}
EASIES = {
    "about_easy": EasyRead("A letter list", (Block("letter", "Use it for letters."),)),
    "items_easy": EasyRead(blocks=(Block("big", "The words are big."), Block("badge", "There is a name."))),
}


@pytest.fixture
def tool(facilitator):
    return services.keep_tool(**FACTS, **EASIES, by=facilitator)


@pytest.fixture
def published(tool, facilitator):
    return services.publish_tool(tool, by=facilitator)


def read(client, address):
    stamp.forget_pages()
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


@FORMS
def test_only_what_is_published_is_read(client, tool, facilitator, form):
    one = f"{form}/workshops/tools/{tool.slug}/"
    assert [client.get(one + end).status_code for end in ("", "tool.pdf")] == [404, 404]
    assert read(client, f"{form}/workshops/tools/")[1].count(one) == 0
    services.publish_tool(tool, by=facilitator)
    shown = ("The words are big.", "There is a name.") if form else ("Big words.", "A name.")
    words = read(client, one)[1]
    assert ([words.count(text) for text in shown], words.count("<b>post")) == ([1, 1], 0)
    assert read(client, f"{form}/workshops/tools/")[1].count(one) == 1
    services.withdraw_tool(tool, by=facilitator)
    assert [read(client, one)[0], client.get(f"{one}tool.pdf").status_code] == [404, 404]


def test_it_is_published_only_in_both_forms(facilitator):
    one = services.keep_tool(name="List", kind="guide", by=facilitator)
    with pytest.raises(NotReady) as lacks:
        services.publish_tool(one, by=facilitator)
    assert [str(words) for words in lacks.value.messages] == [
        "Say what it is for.",
        "Write what stands in it.",
        "Say in easy read what it is for.",
        "Write in easy read what stands in it.",
    ]


def test_what_is_published_stays_whole(published, facilitator):
    with pytest.raises(NotReady):
        services.keep_tool(tool=published, items="Other words.", by=facilitator)
    assert PracticalTool.objects.get().items == FACTS["items"]


@FORMS
@pytest.mark.parametrize("kind", ["checklist", "template", "guide"])
def test_it_prints_tagged_in_each_form(client, published, form, kind):
    PracticalTool.objects.update(kind=kind)
    answer = client.get(f"{form}/workshops/tools/{published.slug}/tool.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert [answer.content.count(mark) > 0 for mark in (b"/StructTreeRoot", b"pdfuaid:part")] == [True, True]
    words = extract_text(BytesIO(answer.content))
    shown = ("A letter list", "The words are big.") if form else ("Before you <b>post</b>", "Big words.")
    assert [words.count(text) for text in shown] == [1, 1]


@FORMS
def test_by_how_many_it_is_used(client, published, facilitator, form):
    for who in ("Widnes Group", "widnes group ", "Runcorn Group"):
        services.note_use(published, who=who, by=facilitator)
    words = read(client, f"{form}/workshops/tools/{published.slug}/")[1]
    assert [words.count(text) for text in ("2 groups use it.", "Widnes Group", "Runcorn Group")] == [1, 1, 1]
    assert read(client, f"{form}/workshops/tools/")[1].count("2 groups use it.") == 1


def test_from_nothing_to_used_on_the_desk(client, facilitator, resident):
    client.force_login(facilitator)
    assert client.post(f"{DESK}add/", {"name": "List", "kind": ""}).status_code == 200
    said = {"name": "List", "kind": "checklist", "about": "For letters.", "items": "Big words."}
    easies = {**typed_easy("about_easy", ("letter", "For letters.")), **typed_easy("items_easy", ("big", "Big."))}
    assert (
        client.post(
            f"{DESK}add/", {**said, "seen": "", **typed_easy("about_easy"), **typed_easy("items_easy")}
        ).status_code
        == 302
    )
    one = PracticalTool.objects.get()
    client.post(f"{DESK}list/publish/")
    assert not PracticalTool.objects.public()
    seen = one.fingerprint
    for status in (302, 409):
        assert client.post(f"{DESK}list/", {**said, **easies, "seen": seen}).status_code == status
    for _press in range(2):
        client.post(f"{DESK}list/publish/")
    assert [tool.items_easy.text for tool in PracticalTool.objects.public()] == ["Big."]
    assert client.post(f"{DESK}list/used/", {"who": ""}).status_code == 200
    client.post(f"{DESK}list/used/", {"who": "Widnes Group"})
    shown = client.get(DESK).content.decode()
    assert shown.count("1 group uses it.") == 1
    client.post(f"{DESK}list/withdraw/")
    assert not PracticalTool.objects.public()
    client.force_login(resident)
    assert {client.get(f"{DESK}{page}").status_code for page in ("", "add/", "list/", "list/used/")} == {403}


def test_thirty_ask_no_more_than_one(client, published, facilitator):
    def queries():
        stamp.forget_pages()
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/workshops/tools/").status_code == 200
        return len(asked)

    queries()
    before = queries()
    for number in range(29):
        one = services.keep_tool(**{**FACTS, **EASIES, "name": f"Tool {number}"}, by=facilitator)
        services.note_use(services.publish_tool(one, by=facilitator), who="Us", by=facilitator)
    assert (queries(), before <= 6) == (before, True)


@FORMS
def test_it_is_found_only_when_it_is_published(client, tool, facilitator, form):
    found = f"{form}/search/?q=letter"
    where = f"{form}/workshops/tools/{tool.slug}/"
    assert read(client, found)[1].count(where) == 0
    services.publish_tool(tool, by=facilitator)
    assert read(client, found)[1].count(where) == 1
