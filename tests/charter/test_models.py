"""What the database itself refuses, and what is worked out when it is read."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from charter.models import Adopter, Infrastructure, Part, Pledge, Promise, Reading, Update, Value, Version

from .conftest import day

pytestmark = pytest.mark.django_db

DECIDED = {"decided_at_meeting": "Board", "decided_on": day(-1), "decided_by": "All"}


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "published"},
        {"state": "agreed"},
        {"state": "agreed", **DECIDED, "decided_by": ""},
        {"state": "draft", **DECIDED},
        {"state": "in_force", **DECIDED},
        {"state": "agreed", **DECIDED, "in_force_from": day(0)},
        {"easy_checked_by": "A reading group"},
        {"easy_checked_on": day(0)},
        {"easy_follows_because": "No time"},
        {"easy_follows_by": day(9)},
    ],
)
def test_a_version_that_contradicts_itself_is_refused(facts):
    refused(lambda: Version.objects.create(number=1, **facts))


def test_two_versions_are_never_in_force():
    facts = {"state": "in_force", "in_force_from": day(0), **DECIDED}
    Version.objects.create(number=1, **facts)
    refused(lambda: Version.objects.create(number=2, **facts))


@pytest.mark.parametrize(
    ("kind", "of"),
    [
        ("foreword", ["value"]),
        ("definition", ["promise"]),
        ("value", []),
        ("behaviour", []),
        ("behaviour", ["promise"]),
        ("infrastructure", ["value", "infrastructure"]),
        ("promise", ["infrastructure"]),
        ("poem", []),
    ],
)
def test_a_part_is_about_what_its_kind_says(kind, of):
    rows = {
        "value": Value.objects.create(slug="v"),
        "infrastructure": Infrastructure.objects.create(slug="i", owner="o"),
        "promise": Promise.objects.create(slug="p", owner="o", made_on=day(0)),
    }
    version = Version.objects.create(number=1)
    about = {name: rows[name] for name in of}
    speaks = {"voice": "we", "who": "staff"} if kind == "behaviour" else {}
    refused(lambda: Part.objects.create(version=version, kind=kind, name="n", text="t", **about, **speaks))


def test_only_behaviours_speak_in_a_voice():
    version, value = Version.objects.create(number=1), Value.objects.create(slug="v")
    refused(lambda: Part.objects.create(version=version, kind="behaviour", value=value, name="n", text="t"))
    refused(
        lambda: Part.objects.create(version=version, kind="definition", name="n", text="t", voice="we", who="staff")
    )


def test_a_version_says_each_thing_once():
    version, value = Version.objects.create(number=1), Value.objects.create(slug="v")
    for kind, about in (("foreword", {}), ("definition", {}), ("value", {"value": value})):
        part = Part.objects.create(version=version, kind=kind, name="n", text="t", **about)
        refused(
            lambda kind=kind, about=about: Part.objects.create(version=version, kind=kind, name="m", text="t", **about)
        )
        assert version.parts.filter(key=part.key).count() == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "late"},
        {"target": 5},
        {"target": 5, "direction": "at_most"},
        {"unit": "days"},
        {"target": 5, "direction": "about", "unit": "days"},
        {"due": day(-10), "made_on": day(0)},
    ],
)
def test_a_promise_that_contradicts_itself_is_refused(facts):
    refused(lambda: Promise.objects.create(slug="p", owner="o", **{"made_on": day(-20), **facts}))


@pytest.mark.parametrize(
    ("about", "status", "because"),
    [
        ([], "done", ""),
        (["promise", "infrastructure"], "not_started", ""),
        (["promise"], "in_place", ""),
        (["infrastructure"], "done", ""),
        (["promise"], "could_not", ""),
    ],
)
def test_an_update_is_about_one_thing_and_could_not_says_why(about, status, because):
    rows = {
        "infrastructure": Infrastructure.objects.create(slug="i", owner="o"),
        "promise": Promise.objects.create(slug="p", owner="o", made_on=day(0)),
    }
    one = {name: rows[name] for name in about}
    refused(lambda: Update.objects.create(status=status, because=because, words="w", **one))


def test_a_pledge_that_could_not_be_kept_says_why():
    adopter = Adopter.objects.create(slug="a", name="A", lead="L", state="adopted", signed_on=day(0), about="w")
    refused(lambda: Pledge.objects.create(adopter=adopter, text="t", due=day(1), status="could_not"))


def test_the_record_is_never_changed_or_deleted():
    promise = Promise.objects.create(slug="p", owner="o", made_on=day(0))
    reading = Reading.objects.create(promise=promise, on=day(0), number=1, words="w")
    update = Update.objects.create(promise=promise, status="done", words="w")
    for row in (reading, update):
        for deed in (
            row.save,
            row.delete,
            type(row).objects.all().delete,
            lambda row=row: type(row).objects.update(words="x"),
        ):
            with pytest.raises(TypeError, match="never"):
                deed()


@pytest.mark.parametrize(
    ("status", "due", "expected"),
    [
        ("not_started", None, "not_started"),
        ("not_started", 0, "not_started"),
        ("not_started", -1, "late"),
        ("on_the_way", 1, "on_the_way"),
        ("on_the_way", -1, "late"),
        ("done", -1, "done"),
        ("could_not", -1, "could_not"),
    ],
)
def test_late_is_worked_out_from_the_calendar(status, due, expected):
    due = None if due is None else day(due)
    promise = Promise.objects.create(slug="p", owner="o", made_on=day(-9), due=due, status=status)
    adopter = Adopter.objects.create(slug="a", name="A", lead="L", state="adopted", signed_on=day(0), about="w")
    assert promise.standing.key == expected
    assert list(Promise.objects.late()) == ([promise] if expected == "late" else [])
    if due:
        pledge = Pledge.objects.create(adopter=adopter, text="t", due=due, status=status, report="Because.")
        assert pledge.standing.key == expected
        assert list(Pledge.objects.late()) == ([pledge] if expected == "late" else [])


def test_a_promise_comes_with_its_newest_number_and_reason():
    promise = Promise.objects.create(
        slug="p", owner="o", made_on=day(-9), target=5, direction="at_most", unit="days", unit_one="day"
    )
    assert Promise.objects.with_latest().get().latest_said == ""
    Reading.objects.create(promise=promise, on=day(-1), number=1, words="w")
    Reading.objects.create(promise=promise, on=day(-5), number=19, words="w")
    Update.objects.create(promise=promise, status="could_not", because="of rain", words="w", at=timezone.now())
    found = Promise.objects.with_latest().get()
    assert (found.latest_said, found.latest_on, found.latest_because) == ("1 day", day(-1), "of rain")
    assert found.target_said == "No more than 5 days"


@pytest.mark.parametrize(
    ("direction", "number", "met"),
    [("at_most", 5, True), ("at_most", 6, False), ("at_least", 5, True), ("at_least", 4, False)],
)
def test_a_number_keeps_the_promise_or_not(direction, number, met):
    assert Promise(target=5, direction=direction, unit="days").is_met_by(number) is met
