"""A list of people as a spreadsheet saves it: read it, guess its columns, and say of each row what is wrong with it.

Pure reading: nothing is written here.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.forms import EmailField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from halton_coprod.easyread.forms import PhoneField, PostcodeField, Prose, Words, is_seen
from members.models import ErasedMark, Interest, ListMark, Member, Way, address_mark, email_mark, phone_mark
from members.models.lists import list_mark, said_of
from members.services.waiting_lists import sign_of

MOST_BYTES = 10_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 200
ASKED_AT_ONCE = 500

FIRST = ("first name", "first names", "firstname", "forename", "forenames", "given name", "given names")
LAST = ("surname", "last name", "lastname", "family name")
# Fact → its name, and words that headings of such columns have.
COLUMNS = {
    "name": (gettext_lazy("Name, or first name"), ("name", "full name", "known as", *FIRST)),
    "surname": (gettext_lazy("Surname, where it stands apart"), LAST),
    "email": (gettext_lazy("Email address"), ("email", "e-mail", "email address", "mail")),
    "phone": (gettext_lazy("Phone number"), ("phone", "telephone", "tel", "mobile", "phone number")),
    "address": (gettext_lazy("Address for letters"), ("address", "postal address", "street")),
    "postcode": (gettext_lazy("Postcode"), ("postcode", "post code", "postal code")),
    "way": (gettext_lazy("How to reach them"), ("way", "contact by", "preferred contact", "contact preference")),
    "easy_read": (gettext_lazy("Easy read: yes or no"), ("easy read", "easyread")),
    "interests": (gettext_lazy("What they are interested in"), ("interests", "interest", "topics")),
}
WAYS = {
    **dict.fromkeys(("email", "e-mail", "mail"), Way.EMAIL),
    **dict.fromkeys(("text", "sms", "text message"), Way.TEXT),
    **dict.fromkeys(("phone", "phone call", "call", "telephone", "tel"), Way.PHONE),
    **dict.fromkeys(("letter", "post", "by post"), Way.LETTER),
}
REACHED_BY = {Way.EMAIL: "email", Way.TEXT: "phone", Way.PHONE: "phone", Way.LETTER: "address"}
YES, NO = ("yes", "y", "true", "1", "x"), ("", "no", "n", "false", "0")
INTERESTS = {
    **{str(one.value): one.value for one in Interest},
    **{str(one.label).lower(): one.value for one in Interest},
}
WRONG = {
    "invalid": gettext_lazy("Write the whole email address, like name@example.org."),
    "max_length": gettext_lazy("This is too long. We keep at most %(limit_value)s letters of it."),
}
TOO_LONG = {"max_length": WRONG["max_length"]}
# As on the pages where people write these themselves.
CLEAN = {
    "name": Words(max_length=100, required=False, error_messages=TOO_LONG),
    "email": EmailField(max_length=254, required=False, error_messages=WRONG),
    "phone": PhoneField(required=False, error_messages=TOO_LONG),
    "address": Prose(max_length=400, required=False, error_messages=TOO_LONG),
    "postcode": PostcodeField(required=False, error_messages=TOO_LONG),
}


class UnreadableError(ValueError):
    """This file is no list of people. Its sentence is shown."""


@dataclass
class Row:
    """One person of the list. `number` is the row as the spreadsheet counts it."""

    number: int
    facts: dict
    interests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    same_as: int | None = None
    is_known: bool = False
    # Was somebody of this name and way erased?
    is_erased: bool = False

    @property
    def is_new(self) -> bool:
        return not (self.faults or self.same_as or self.is_known or self.is_erased)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What would be kept, in words."""
        plain = [(COLUMNS[name][0], self.facts[name]) for name in ("email", "phone", "address", "postcode")]
        said = [
            (COLUMNS["way"][0], Way(self.facts["way"]).label),
            (COLUMNS["easy_read"][0], _("Yes") if self.facts["easy_read"] else _("No")),
            (COLUMNS["interests"][0], "; ".join(str(Interest(one).label) for one in self.interests)),
        ]
        return [(name, words) for name, words in plain + said if words]

    @property
    def words(self) -> str:
        """What the list says of this person, whatever its spaces and capitals."""
        said = (self.facts[name].casefold() for name in ("name", "email", "phone", "address"))
        return "\n".join(" ".join(words.split()) for words in said)

    @property
    def known_by(self) -> list[str]:
        """The name with each way to the person. The first is kept of whoever comes in: a list that says more of them
        later says that too.
        """
        return said_of(*(self.facts[name] for name in ("name", "email", "phone", "address")))

    @property
    def marks(self) -> list[str]:
        return [list_mark(words) for words in self.known_by]


def words_of(file) -> str:
    """The text of an uploaded file, as spreadsheets save it; raises UnreadableError, which says what to do."""
    if file.size > MOST_BYTES:
        raise UnreadableError(_("This file is too big. Make lists of at most 50,000 people."))
    held = file.read()
    for encoding in ("utf-8-sig", "utf-16" if held[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            words = held.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in words:
            return words
    raise UnreadableError(_("We cannot read this file. In your spreadsheet choose: save as CSV."))


def read(words: str) -> tuple[list[str], list[list[str]]]:
    """The headings, and the rows under them with their numbers kept: an empty row stays, as an empty one."""
    try:
        rows = list(csv.reader(io.StringIO(words.strip("\r\n"), newline=""), delimiter=sign_of(words), strict=True))
    except csv.Error as fault:
        raise UnreadableError(_("We cannot read this file. In your spreadsheet choose: save as CSV.")) from fault
    if len(rows) < 2:
        raise UnreadableError(
            _("There are no people in this file. The first row names the columns, each row after it is a person.")
        )
    if len(rows) > MOST_ROWS + 1:
        raise UnreadableError(_("This file is too big. Make lists of at most 50,000 people."))
    if len(rows[0]) > MOST_COLUMNS:
        raise UnreadableError(_("This file has too many columns. Take out those that are not about the people."))
    return [" ".join(name.split())[:60] for name in rows[0]], rows[1:]


def guess(headings: list[str]) -> dict[str, int]:
    """Which column probably says what. Where names stand whole too, they are read from their two parts."""
    plain = [plainly(heading) for heading in headings]
    parts = set(plain) & set(FIRST) and set(plain) & set(LAST)
    found = {}
    for fact, (_name, known) in COLUMNS.items():
        words = FIRST if fact == "name" and parts else [word.replace("-", "") for word in known]
        at = next((at for word in words for at, heading in enumerate(plain) if heading == word), None)
        if at is not None and at not in found.values():
            found[fact] = at
    if "name" in found and plain[found["name"]] == "full name":
        found.pop("surname", None)
    return found


def plainly(heading: str) -> str:
    return re.sub(r"[^a-z]+", " ", heading.lower().replace("-", "").replace("(s)", "s")).strip()


def lost_surname(words: str, columns: dict[str, int]) -> str:
    """The heading of a column with surnames that nobody chose; empty where there is none."""
    unused = (heading for at, heading in enumerate(read(words)[0]) if at not in columns.values())
    return next((heading for heading in unused if any(word in plainly(heading) for word in LAST)), "")


def checked(words: str, columns: dict[str, int]) -> list[Row]:
    """Each row that says anything: what it says, what is wrong, whether it stood there before or is in the pool."""
    headings, lines = read(words)
    said = [(number, line) for number, line in enumerate(lines, 2) if any(cell.strip() for cell in line)]
    rows = [row_of(number, line, columns, len(headings)) for number, line in said]
    first: dict[str, int] = {}
    for row in rows:
        earlier = first.setdefault(row.words, row.number)
        row.same_as = earlier if earlier != row.number else None
    mark_known(rows)
    return rows


def row_of(number: int, line: list[str], columns: dict[str, int], many: int) -> Row:
    said = {fact: line[at].strip() if at < len(line) else "" for fact, at in columns.items()}
    said["name"] = f"{said.get('name', '')} {said.get('surname', '')}".strip()
    facts, faults = {}, []
    for name, question in CLEAN.items():
        facts[name], fault = cleaned(question, said.get(name, ""))
        faults += [f"{COLUMNS[name][0]}: {fault}"] if fault else []
    row = Row(number, facts, faults=faults)
    if said["name"] and not is_seen(said["name"]):
        row.faults.append(_("The name has only signs that nobody can see. Type it again."))
    elif not facts["name"]:
        row.faults.append(_("There is no name."))
    if any(cell.strip() for cell in line[many:]):
        row.faults.append(_("There is more in this row than there are columns. Has a comma moved it?"))
    add_way(row, said.get("way", "").lower())
    add_easy_read(row, said.get("easy_read", "").lower())
    add_interests(row, said.get("interests", "").lower())
    return row


def cleaned(question, words: str) -> tuple[str, str]:
    """What was said, and what is wrong with it."""
    if not isinstance(question, Words):
        words = "".join(sign for sign in words if sign.isprintable())
    try:
        return question.clean(words), ""
    except ValidationError as fault:
        return words[:100], " ".join(fault.messages)


def add_way(row: Row, said: str) -> None:
    """How to reach the person: as the list says, or the first way there is."""
    ways = [way for way, fact in REACHED_BY.items() if row.facts[fact] and way != Way.TEXT]
    if said and said not in WAYS:
        row.faults.append(_("How to reach them: write email, text, phone or letter."))
    elif said and not row.facts[REACHED_BY[WAYS[said]]]:
        row.faults.append(_("The list says how to reach them, but not where."))
    elif not ways:
        row.faults.append(_("There is no email address, phone number or address."))
    else:
        row.facts["way"] = WAYS[said] if said else ways[0]


def add_easy_read(row: Row, said: str) -> None:
    if said in YES or said in NO:
        row.facts["easy_read"] = said in YES
    else:
        row.faults.append(_("Easy read: write yes or no."))


def add_interests(row: Row, said: str) -> None:
    """Several are parted by a semicolon: some names of interests have commas in them."""
    for one in filter(None, (part.strip() for part in said.split(";"))):
        if one in INTERESTS:
            row.interests.append(INTERESTS[one])
        else:
            row.faults.append(_("We have no such interest: %(words)s") % {"words": one[:60]})


# Way → its mark, by which people of the pool are found.
MARKED = {"email": email_mark, "phone": phone_mark, "address": address_mark}


def mark_known(rows: list[Row]) -> None:
    """Who came in with an earlier list, or is in the pool with the same name and one same way to reach them; and who
    was in the pool and is erased.
    """
    marks = [mark for row in rows for mark in row.marks]
    lists, erased = known("mark", marks, "mark", of=ListMark), known("mark", marks, "mark", of=ErasedMark)
    ways = set()
    for way, mark in MARKED.items():
        ways |= known(f"{way}_mark", [mark(row.facts[way]) for row in rows], f"{way}_mark", "name")
    for row in rows:
        name = " ".join(row.facts["name"].split()).casefold()
        own = {(mark(row.facts[way]), name) for way, mark in MARKED.items()}
        row.is_known = bool(own & ways) or any((mark,) in lists for mark in row.marks)
        row.is_erased = not row.is_known and any((mark,) in erased for mark in row.marks)


def known(by: str, marks: list[str], *fields: str, of=Member) -> set[tuple]:
    """What people with these marks have in these fields."""
    return {
        tuple(value.casefold() for value in values)
        for some in batches(sorted({mark for mark in marks if mark}))
        for values in of.objects.filter(**{f"{by}__in": some}).order_by().values_list(*fields)
    }


def batches(marks: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(marks), ASKED_AT_ONCE):
        yield marks[start : start + ASKED_AT_ONCE]
