"""Kept pages: the same for everybody, gone at once, never somebody's own."""

import gzip

import pytest

from charter import services
from charter.example import load
from charter.models import Part, Version
from halton_coprod.easyread.blocks import Block, EasyRead

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PATH = "/easy/charter/definition/"


@pytest.fixture
def example(example_charter, db):
    return Version.objects.in_force()


def mend(example, editor, words):
    part = example.parts.get(kind=Part.Kind.DEFINITION)
    easy = EasyRead(part.easy.title, (Block("decide", words),))
    services.change_part(part, seen=part.fingerprint, easy=easy, easy_fits=True, by=editor)


def test_the_second_reader_costs_no_query(client, example, django_assert_num_queries):
    first = client.get(PATH)
    with django_assert_num_queries(0):
        second = client.get(PATH)
    assert second.content == first.content
    assert second["Content-Length"] == str(len(second.content))


def test_a_reader_who_has_it_already_gets_no_page(client, example):
    etag = client.get(PATH)["ETag"]
    again = client.get(PATH, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_a_change_shows_at_once_and_the_old_validator_is_worth_nothing(
    client, example, editor, django_capture_on_commit_callbacks
):
    before = client.get(PATH)
    with django_capture_on_commit_callbacks(execute=True):
        mend(example, editor, "These words are new.")
    after = client.get(PATH, headers={"if-none-match": before["ETag"]})
    assert (after.status_code, after.content.decode().count("These words are new.")) == (200, 1)


def test_a_deed_that_fails_keeps_the_pages(client, example, resident, django_capture_on_commit_callbacks):
    before = client.get(PATH)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(PermissionError):
        try:
            mend(example, resident, "Not mine to change.")
        except Exception as fault:
            raise PermissionError from fault
    assert client.get(PATH).content == before.content


def test_whoever_has_a_session_sees_what_is_true_now(client, example, editor, resident):
    client.get(PATH)
    mend(example, editor, "Only just written.")  # the stamp follows when the deed is committed
    assert client.get(PATH).content.decode().count("Only just written.") == 0
    client.force_login(resident)
    assert client.get(PATH).content.decode().count("Only just written.") == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_is_signed_in_reads_what_was_drawn_before_until_a_deed_changes_it(client, editor, resident):
    load(by=editor)
    client.force_login(resident)
    first, second, standard = (main_of(client.get(path)) for path in (PATH, PATH, PATH.removeprefix("/easy")))
    assert (second == first, standard == first) == (True, False)
    mend(Version.objects.in_force(), editor, "These words are new.")
    assert main_of(client.get(PATH)).count("These words are new.") == 1


def main_of(answer) -> str:
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_each_way_of_reading_has_its_own_copy(client, example):
    looks = []
    for look in ("normal.white.on", "larger.dark.off", "normal.white.on"):
        client.cookies["reading"] = look
        looks.append(client.get(PATH).content.decode().count('data-size="larger" data-colours="dark"'))
    assert looks == [0, 1, 0]


def test_a_page_with_a_form_is_never_kept(client, db):
    secrets = {client.get("/help/call-me/").cookies["csrftoken"].value for _look in range(2)}
    client.cookies.clear()
    secrets |= {client.get("/help/call-me/").cookies["csrftoken"].value}
    assert len(secrets) == 2


def test_compressed_and_plain_say_the_same(client, example):
    plain = client.get(PATH)
    zipped = client.get(PATH, headers={"accept-encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    assert plain["Vary"] == zipped["Vary"] == "Accept-Encoding, Cookie"


def test_pages_that_are_not_kept_are_compressed_too(client, example, resident):
    client.force_login(resident)
    assert client.get(PATH, headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
    client.logout()
    assert client.get("/help/call-me/", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
