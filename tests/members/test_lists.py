"""A list of people from a spreadsheet comes into the pool: all of them or nobody, once, and it can be undone."""

import csv
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.desk.rows import checked, guess, read
from members.models import ConsentRecord, ErasedMark, Member, Message, PeopleList, StateChange, address_mark

from .people import make_member

pytestmark = pytest.mark.django_db
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
WAYS = [("ida@home.example", ""), ("ida@work.example", ""), ("", '"9 Row, Widnes"')]
PAGE = "/team/pool/import/"
LIST = """Name,E-mail,Telephone,Address,Post code,Contact by,Easy read,Interests
Rosa Privat,rosa@private.example,01632 960 777,,WA8 7QF,email,yes,Getting about; homes
Sam Private,,01632 960 778,,,phone,no,
Ida Privat,,,"9 Secret Row, Widnes",WA7 2ES,,,
"""


@pytest.fixture
def staff(client, pool_staff):
    client.force_login(pool_staff)
    return client


def file_of(words, name="people.csv"):
    return SimpleUploadedFile(name, words if isinstance(words, bytes) else words.encode(), "text/csv")


def upload(client, words, form=""):
    """Up to the page that says what would happen, with the columns as they were guessed."""
    answer = client.post(form + PAGE, {"file": file_of(words)})
    assert answer.status_code == 302, answer.context["form"].errors
    found = PeopleList.objects.first()
    columns = {fact: str(at) for fact, at in found.columns.items()}
    assert client.post(answer["Location"], columns)["Location"] == f"{form}{PAGE}{found.pk}/"
    return found


def press(client, found, move, form=""):
    return client.post(f"{form}{PAGE}{found.pk}/{move}/", follow=True)


def checks(client, found, form=""):
    return client.get(f"{form}{PAGE}{found.pk}/").context


@FORMS
def test_a_list_is_looked_at_first_and_then_brought_in(staff, pool_staff, form):
    found = upload(staff, LIST, form)
    context = checks(staff, found, form)
    assert (context["new"], context["known"], context["twice"], context["wrong_count"]) == (3, 0, 0, 0)
    assert Member.objects.count() == 0
    press(staff, found, "bring_in", form)
    said = Member.objects.order_by("pk").values_list(
        "name", "way", "email", "phone", "address", "district", "easy_read"
    )
    assert list(said) == [
        ("Rosa Privat", "email", "rosa@private.example", "01632 960 777", "", "wa8", True),
        ("Sam Private", "phone", "", "01632 960 778", "", "", False),
        ("Ida Privat", "letter", "", "", "9 Secret Row, Widnes", "wa7", False),
    ]
    rosa = Member.objects.get(name="Rosa Privat")
    assert sorted(rosa.picks.values_list("kind", "item")) == [("interest", "homes"), ("interest", "travel")]
    assert (rosa.state, rosa.came_by, rosa.recorded_by, rosa.came_with) == ("interested", "list", pool_staff, found)


def test_standing_on_a_list_is_no_yes_and_nobody_is_written_to(staff):
    press(staff, upload(staff, LIST), "bring_in")
    Member.objects.update(state="active")
    assert (ConsentRecord.objects.count(), Message.objects.count()) == (0, 0)
    assert list(Member.objects.may_be_asked()) == []


@FORMS
def test_the_same_list_again_makes_nobody_twice(staff, form):
    press(staff, upload(staff, LIST, form), "bring_in", form)
    again = upload(staff, LIST.replace("Rosa Privat,rosa", "  rosa  PRIVAT,Rosa"), form)
    assert (checks(staff, again, form)["known"], checks(staff, again, form)["new"]) == (3, 0)
    press(staff, again, "bring_in", form)
    assert (Member.objects.count(), PeopleList.objects.filter(state="uploaded").count()) == (3, 1)


def test_two_presses_bring_in_once(staff):
    found = upload(staff, LIST)
    for _press in range(2):
        press(staff, found, "bring_in")
    assert (Member.objects.count(), AuditLine.objects.filter(verb="members.peoplelist.bring_in").count()) == (3, 1)


def test_who_joined_by_themselves_is_left_as_they_are_and_a_shared_address_is_no_sign(staff):
    make_member("Rosa Privat", facts={"email": "ROSA@private.example"})
    make_member("Somebody Else", facts={"way": "phone", "phone": "01632960778"})
    context = checks(staff, upload(staff, LIST))
    assert (context["new"], context["known"]) == (2, 1)


def test_who_joined_by_themselves_and_is_reached_by_letter_is_known_by_name_and_address(staff):
    make_member("ida privat", facts={"way": "letter", "email": "", "address": "9 Secret Row\nWidnes WA7 2ES"})
    make_member("Somebody Else", facts={"way": "letter", "email": "", "address": "9 Secret Row, Widnes"})
    context = checks(staff, upload(staff, LIST))
    assert (context["new"], context["known"]) == (2, 1)


@pytest.mark.parametrize("gained", ["ida@private.example,,", ",01632 960 779,", "ida@private.example,01632 960 779,"])
def test_a_list_that_says_more_of_somebody_later_brings_them_in_once(staff, pool_staff, gained):
    press(staff, upload(staff, LIST), "bring_in")
    ida = Member.objects.get(name="Ida Privat")
    services.change_member(ida, name="Ida Newname", address="1 Other Street, Runcorn", by=pool_staff)
    context = checks(staff, upload(staff, LIST.replace("Ida Privat,,,", f"Ida Privat,{gained}")))
    assert (context["new"], context["known"]) == (0, 3)


def test_the_same_row_twice_in_one_list_is_taken_once(staff):
    found = upload(staff, LIST + "Rosa Privat,rosa@private.example,01632 960 777,,WA8 7QF,email,yes,\n")
    assert (checks(staff, found)["new"], checks(staff, found)["twice"]) == (3, 1)
    press(staff, found, "bring_in")
    assert Member.objects.count() == 3


BAD = {
    ",a@example.org,,,,,,": "There is no name.",
    "\u200b\u202e,a@example.org,,,,,,": "The name has only signs that nobody can see. Type it again.",
    "\u3164\u0301,a@example.org,,,,,,": "The name has only signs that nobody can see. Type it again.",
    "Sam,,,,,,,": "There is no email address, phone number or address.",
    "Sam,,,\u2800\u3164,,,,": "There is no email address, phone number or address.",
    "Sam,not-an-address,,,,,,": "Email address: Write the whole email address, like name@example.org.",
    "Sam,,12,,,,,": "Phone number: Write the whole phone number in numbers, like 01632 960 123.",
    "Sam,a@example.org,,,Widnes,,,": "Postcode: Write the whole postcode, like WA8 7QF.",
    "Sam,a@example.org,,,,pigeon,,": "How to reach them: write email, text, phone or letter.",
    "Sam,a@example.org,,,,letter,,": "The list says how to reach them, but not where.",
    "Sam,a@example.org,,,,,maybe,": "Easy read: write yes or no.",
    "Sam,a@example.org,,,,,,golf": "We have no such interest: golf",
    "Sam,a@example.org,,,,,,,golf": "There is more in this row than there are columns. Has a comma moved it?",
}


@FORMS
@pytest.mark.parametrize("row", BAD)
def test_a_bad_row_is_explained_and_then_nobody_comes_in(staff, form, row):
    found = upload(staff, LIST + row + "\n", form)
    (wrong,) = checks(staff, found, form)["wrong"]
    assert (wrong.number, wrong.faults[0] if not form else len(wrong.faults)) == (5, BAD[row] if not form else 1)
    press(staff, found, "bring_in", form)
    assert (Member.objects.count(), PeopleList.objects.get().state) == (0, "uploaded")


def test_what_is_not_seen_in_a_name_neither_joins_its_words_nor_stays(staff):
    press(staff, upload(staff, 'Name,Address\n"\u200bAda\u00a0Ash\nPrivat","9 Row\nWidnes"\n'), "bring_in")
    assert list(Member.objects.values_list("name", "address")) == [("Ada\u00a0Ash Privat", "9 Row\nWidnes")]


@FORMS
@pytest.mark.parametrize(
    "words",
    [
        "",
        "Name,Email\n",
        b"PK\x03\x04\x00\x00\x00",
        b"\x00\x01\x02",
        'Name\n"never closed\n',
        "Name\n" + "x" * 200_000,
        ",".join("abcdefghij" * 30) + "\n1\n",
    ],
)
def test_what_is_no_list_is_refused_in_words(staff, form, words):
    answer = staff.post(form + PAGE, {"file": file_of(words)})
    assert (answer.status_code, list(answer.context["form"].errors), PeopleList.objects.count()) == (200, ["file"], 0)


@pytest.mark.parametrize(
    "held",
    [
        "Name;Email\r\nZoë;zoe@example.org\r\n".encode("cp1252"),
        "\ufeffName,Email\nZoë,zoe@example.org\n".encode(),
        "Name\tEmail\nZoë\tzoe@example.org\n".encode("utf-16"),
    ],
)
def test_lists_are_read_as_spreadsheets_save_them(staff, held):
    press(staff, upload(staff, held), "bring_in")
    assert list(Member.objects.values_list("name", "email")) == [("Zoë", "zoe@example.org")]


def test_columns_are_guessed_and_can_be_chosen(staff):
    headings, _rows = read("Ref,Full Name,E-Mail,Notes\n1,Sam,a@example.org,secret\n")
    assert guess(headings) == {"name": 1, "email": 2}
    found = upload(staff, "Who,Where\nSam,a@example.org\n".replace("Who", "name").replace("Where", "mail"))
    page = f"{PAGE}{found.pk}/columns/"
    assert list(staff.post(page, {"name": "", "email": "1"}).context["form"].errors) == ["name"]
    assert list(staff.post(page, {"name": "1", "email": "1"}).context["form"].errors) == ["__all__"]
    assert list(staff.post(page, {"name": "9", "email": "1"}).context["form"].errors) == ["name"]


@FORMS
@pytest.mark.parametrize(
    ("headings", "row", "found"),
    [
        ("First name,Surname,Email", "Jo,Bloggs,jo@example.org", {"name": 0, "surname": 1, "email": 2}),
        ("Last Name;Forename(s);E-mail", "Bloggs;Jo;jo@example.org", {"name": 1, "surname": 0, "email": 2}),
        ("Name,First name,Surname,Email", "J B,Jo,Bloggs,jo@example.org", {"name": 1, "surname": 2, "email": 3}),
    ],
)
def test_a_first_name_and_a_surname_that_stand_apart_are_one_name(staff, form, headings, row, found):
    assert guess(read(f"{headings}\n{row}\n")[0]) == found
    uploaded = upload(staff, f"{headings}\n{row}\n", form)
    assert [one.facts["name"] for one in checks(staff, uploaded, form)["sample"]] == ["Jo Bloggs"]
    press(staff, uploaded, "bring_in", form)
    assert list(Member.objects.values_list("name", "email")) == [("Jo Bloggs", "jo@example.org")]


@FORMS
@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("Full name,Surname,Email\nJo Bloggs,Bloggs,jo@example.org\n", "Surname"),
        ("Known as,Surname of client,Email\nJo,Bloggs,jo@example.org\n", "Surname of client"),
        ("Name,Surname,Email\nJo,Bloggs,jo@example.org\n", ""),
        ("Name,Email\nJo,jo@example.org\n", ""),
    ],
)
def test_a_surname_that_is_not_used_is_said_before_anybody_is_brought_in(staff, form, words, lost):
    uploaded = upload(staff, words, form)
    page = staff.get(f"{form}{PAGE}{uploaded.pk}/")
    assert (page.context["lost"], page.content.decode().count(f"“{lost}”")) == (lost, int(bool(lost)))


def test_its_words_are_sealed_and_forgotten_and_stand_in_no_log(staff, caplog):
    found = upload(staff, LIST)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM members_peoplelist")
        assert cursor.fetchone()[0].count("Rosa") == 0
    press(staff, found, "bring_in")
    found.refresh_from_db()
    log = " ".join(f"{line.note} {line.fields} {line.thing_id}" for line in AuditLine.objects.all())
    assert (found.words, log.count("Privat"), caplog.text.count("Privat")) == ("", 0, 0)
    assert StateChange.objects.filter(move="import").count() == 3


def test_the_clock_throws_away_what_nobody_brought_in_for_a_week(staff):
    old, new = upload(staff, LIST), upload(staff, LIST)
    PeopleList.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=8))
    call_command("tick")
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.words, old.state, new.words == LIST) == ("", "dropped", True)
    told = [(run.kind, run.rows) for run in staff.get("/team/pool/keeping/").context["runs"]]
    assert told == [("lists", 1)]


def test_an_erased_person_keeps_no_mark_of_the_list(staff, pool_staff):
    press(staff, upload(staff, LIST), "bring_in")
    rosa = Member.objects.get(name="Rosa Privat")
    services.erase_member(rosa, by=pool_staff)
    rosa.refresh_from_db()
    assert (rosa.list_marks.count(), rosa.name) == (0, "")


@FORMS
@pytest.mark.parametrize("again", [LIST, LIST.replace("Ida Privat,,,", "ida PRIVAT,ida@new.example,,")])
def test_whoever_was_erased_does_not_come_back_with_the_same_list(staff, pool_staff, form, again):
    press(staff, upload(staff, LIST, form), "bring_in", form)
    for name in ("Rosa Privat", "Ida Privat"):
        services.erase_member(Member.objects.get(name=name), by=pool_staff)
    found = upload(staff, again + "New Privat,new@private.example,,,,,,\n", form)
    context = checks(staff, found, form)
    assert (context["new"], context["known"], context["erased"]) == (1, 1, 2)
    press(staff, found, "bring_in", form)
    assert sorted(Member.objects.exclude(name="").values_list("name", flat=True)) == ["New Privat", "Sam Private"]
    assert [field.name for field in ErasedMark._meta.get_fields()] == ["id", "mark"]


def test_a_list_that_waits_loses_the_rows_of_whoever_is_erased(staff, pool_staff):
    """Rosa stands there with her name, also in two columns; Ida has one name, and another Ida is somebody else."""
    two = "Surname;First name;Phone\nPrivat;Rosa;1\nPrivat;Sam;2\n"
    one = 'Name,Address,Email\nIda,"9 Secret Row,\nWidnes",\nIda,"1 Other Road",ida@other.example\n'
    waiting = [upload(staff, words) for words in (two, one)]
    for name, address in (("Rosa Privat", ""), ("Ida", "9 Secret Row, Widnes")):
        services.erase_member(make_member(name, facts={"address": address}), by=pool_staff)
    left = [read(found.words)[1] for found in PeopleList.objects.order_by("pk").filter(pk__in=[w.pk for w in waiting])]
    assert left == [[[], ["Privat", "Sam", "2"]], [[], ["Ida", "1 Other Road", "ida@other.example"]]]


@pytest.mark.parametrize("address", ["", "1/", "1/columns/"])
def test_others_of_the_team_see_none_of_it(client, staff, facilitator, address):
    found = upload(staff, LIST)
    client.force_login(facilitator)
    address = address.replace("1", str(found.pk))
    assert client.get(PAGE + address).status_code == 403
    assert client.post(f"{PAGE}{found.pk}/bring_in/").status_code == 403


@FORMS
def test_markup_in_a_list_is_shown_as_words(staff, form):
    found = upload(staff, "Name,Email\n<script>alert(1)</script>,x\n<b>Sam</b>,a@example.org\n", form)
    page = staff.get(f"{form}{PAGE}{found.pk}/").content.decode()
    assert (page.count("<script>alert"), page.count("<b>Sam"), page.count("&lt;b&gt;Sam")) == (0, 0, 1)


def test_looking_asks_the_same_of_one_row_and_of_thirty(staff):
    asked = []
    for number in (1, 30):
        rows = "".join(f"Person {one},p{one}@example.org\n" for one in range(number))
        found = upload(staff, f"Name,Email\n{rows}")
        with CaptureQueriesContext(connection) as queries:
            checks(staff, found)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 12


def test_an_empty_row_is_passed_over_and_rows_are_counted_as_the_spreadsheet_does():
    rows = checked("Name,Email\nSam,a@example.org\n,\nIda,wrong\n", {"name": 0, "email": 1})
    assert [(row.number, bool(row.faults)) for row in rows] == [(2, False), (4, True)]


@FORMS
def test_all_wrong_rows_are_told_in_a_file_however_many_there_are(staff, form):
    found = upload(staff, LIST + "=Sam,,,,,,,\n" * 130, form)
    context = checks(staff, found, form)
    assert (context["wrong_count"], len(context["wrong"])) == (130, 100)
    answer = staff.get(f"{form}{PAGE}{found.pk}/wrong-rows.csv")
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert (len(rows), rows[1][0], rows[-1][0], rows[1][1]) == (131, "5", "134", "'=Sam")
    assert len(rows[1][2]) > 20


def test_a_list_is_known_again_after_a_change_of_key(staff, settings):
    press(staff, upload(staff, LIST), "bring_in")
    # What they say since then changes nothing about the list from which they came.
    Member.objects.filter(name="Ida Privat").update(name="Ida Other")
    with override_settings(DATA_KEYS=["a new key", *settings.DATA_KEYS]):
        services.reseal()
        assert checks(staff, upload(staff, LIST))["known"] == 3


def test_a_list_brings_nobody_in_again_whose_two_records_are_one(staff, pool_staff, settings):
    """Whether the two came with lists or by themselves; by each way that either of them named; also with a new key."""
    lists = [f"Name,Email,Address\nIda,{email},{address}\n" for email, address in WAYS]
    for words in lists[:2]:
        press(staff, upload(staff, words), "bring_in")
    kept, second = Member.objects.order_by("pk")
    by_letter = make_member("Ida", facts={"way": "letter", "email": "ida@third.example", "address": WAYS[2][1][1:-1]})
    for other in (second, by_letter):
        kept = services.merge_members(kept, other=other, by=pool_staff)
    kept.refresh_from_db()
    assert (kept.email, kept.address, kept.address_mark) == (WAYS[0][0], "9 Row, Widnes", address_mark(kept.address))
    settings.DATA_KEYS = ["a new key", *settings.DATA_KEYS]
    services.reseal()
    for words in [*lists, "Name,Email\nIda,ida@third.example\n"]:
        context = checks(staff, upload(staff, words))
        assert (context["new"], context["known"]) == (0, 1)
