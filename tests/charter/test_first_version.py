"""The moves of a version, and the first there is: where no Charter is in force yet."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from charter import services
from charter.models import Version
from charter.services.versions import went_out_on
from halton_coprod.record import flow
from halton_coprod.record.flow import NotNow

from .conftest import LATER, day, easy, in_force

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DECIDED = {"decided_at_meeting": "Board", "decided_on": day(-1), "decided_by": "All"}
FACTS = {
    "draft": {},
    "comment": {},
    "agreed": DECIDED,
    "in_force": {**DECIDED, "in_force_from": day(0)},
    "superseded": {**DECIDED, "in_force_from": day(0)},
}
GIVEN = {
    "agree": DECIDED,
    "put_in_force": {"in_force_from": day(0)},
    "rework": {},
    "open": {},
    "supersede": {},
}
ALLOWED = {
    ("draft", "open"): "comment",
    ("comment", "rework"): "draft",
    ("comment", "agree"): "agreed",
    ("agreed", "put_in_force"): "in_force",
    ("in_force", "supersede"): "superseded",
}


@pytest.mark.parametrize("move", Version.MOVES)
@pytest.mark.parametrize("state", FACTS)
def test_every_move_from_every_state(editor, state, move):
    version = Version.objects.create(number=1, state=state, **FACTS[state])
    expected = ALLOWED.get((state, move))
    if expected is None:
        with pytest.raises(NotNow):
            flow.apply(version, move, by=editor, **GIVEN[move])
        assert Version.objects.get().state == state
    else:
        flow.apply(version, move, by=editor, **GIVEN[move])
        assert Version.objects.get().state == expected
    assert (move in flow.available(Version(number=2, state=state), editor)) is (expected is not None)


@pytest.mark.parametrize("move", Version.MOVES)
def test_only_editors_move_a_version(facilitator, stranger, move):
    source = Version.MOVES[move].sources[0]
    version = Version.objects.create(number=1, state=source, **FACTS[source])
    for user in (facilitator, stranger):
        with pytest.raises(PermissionDenied):
            flow.apply(version, move, by=user, **GIVEN[move])
        assert flow.available(version, user) == {}


def drafted(by, *, with_easy=True):
    version = services.draft_version(written_by="Ten people", by=by)
    words = {"easy": easy("We decide.")} if with_easy else {}
    services.add_part(version, kind="definition", name="What it means", text="We decide.", by=by, **words)
    return version


def agreed(version, by):
    services.open_version(version, **LATER, by=by)
    services.agree_version(version, meeting="Board", on=day(-1), decided_by="All", by=by)


def test_an_empty_version_is_not_shown_to_people(editor):
    with pytest.raises(ValidationError, match="nothing in this version"):
        services.open_version(services.draft_version(by=editor), by=editor)


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        ({"meeting": " ", "on": day(-1), "decided_by": "All"}, "which meeting"),
        ({"meeting": "Board", "on": day(-1), "decided_by": ""}, "who agreed"),
        ({"meeting": "Board", "on": day(1), "decided_by": "All"}, "still to come"),
    ],
)
def test_agreed_needs_a_recorded_decision(editor, decision, says):
    version = drafted(editor)
    services.open_version(version, by=editor)
    with pytest.raises(ValidationError, match=says):
        services.agree_version(version, by=editor, **decision)
    assert Version.objects.get().state == "comment"


def test_a_gap_can_be_mended_after_agreement(editor):
    version = drafted(editor, with_easy=False)
    agreed(version, editor)
    part = version.parts.get()
    with pytest.raises(NotNow, match="standard words are fixed"):
        services.change_part(part, seen=part.fingerprint, text="New words.", by=editor)
    services.change_part(part, seen=part.fingerprint, easy=easy("We decide."), easy_fits=True, by=editor)
    services.put_version_in_force(version, by=editor)
    assert Version.objects.in_force() == version


def test_a_first_version_goes_all_the_way(editor):
    assert in_force(drafted(editor), editor).state == "in_force"


def test_the_first_one_may_have_been_agreed_before_there_was_a_hub(editor):
    version = drafted(editor)
    services.open_version(version, by=editor)
    assert went_out_on(version) is None
    services.agree_version(version, meeting="Board", on=day(-1), decided_by="All", by=editor)
    services.put_version_in_force(version, by=editor)
    assert went_out_on(version) == day(0)


def test_without_a_charter_in_force_there_is_no_paper(client):
    assert client.get("/charter.pdf").status_code == 404
