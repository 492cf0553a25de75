"""Changing the words of a part: two editors at once, drift, what is frozen."""

import pytest
from django.core.exceptions import ValidationError

from charter import services
from charter.models import Part
from halton_coprod.easyread.blocks import text_hash
from halton_coprod.record.flow import NotNow
from halton_coprod.record.models import AuditLine

from .conftest import easy

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(charter):
    return charter.draft.parts.get(promise__slug="secret-promise")


def fresh(part):
    return Part.objects.get(pk=part.pk)


def test_the_second_editor_is_told_and_nothing_is_written_over(part, editor):
    seen = part.fingerprint
    services.change_part(part, seen=seen, text="What the first one wrote.", by=editor)
    with pytest.raises(services.Stale) as told:
        services.change_part(part, seen=seen, text="What the second one wrote.", by=editor)
    assert told.value.theirs.text == "What the first one wrote."
    assert fresh(part).text == "What the first one wrote."
    services.change_part(part, seen=told.value.theirs.fingerprint, text="Both together.", by=editor)
    assert fresh(part).text == "Both together."


def test_the_same_words_sent_twice_are_one_change(part, editor):
    seen = part.fingerprint
    services.change_part(part, seen=seen, text="New words.", by=editor)
    lines = AuditLine.objects.count()
    services.change_part(part, seen=seen, text="New words.", by=editor)
    assert AuditLine.objects.count() == lines


def test_changed_standard_words_leave_a_drift_mark(part, editor):
    assert part.is_ready
    services.change_part(part, seen=part.fingerprint, text="Other words.", by=editor)
    assert (fresh(part).is_drifted, fresh(part).is_ready) == (True, False)
    services.change_part(part, seen=fresh(part).fingerprint, easy_fits=True, by=editor)
    assert fresh(part).is_ready


def test_what_the_easy_read_fits_is_never_taken_from_a_form(part, editor):
    services.change_part(part, seen=part.fingerprint, text="Other words.", by=editor)
    forged = easy("New easy words.").checked_against("Other words.")
    services.change_part(part, seen=fresh(part).fingerprint, easy=forged, by=editor)
    assert fresh(part).easy.text == "New easy words."
    assert fresh(part).easy.of == text_hash("Standard words of secret-promise.")
    assert fresh(part).is_drifted


def test_white_space_alone_is_no_drift(part, editor):
    services.change_part(part, seen=part.fingerprint, text="Standard   words of\nsecret-promise.", by=editor)
    assert not fresh(part).is_drifted


def test_parts_come_and_go_in_a_draft_only(charter, editor):
    part = charter.second.parts.get(kind="definition")
    with pytest.raises(NotNow, match="while the version is a draft"):
        services.remove_part(part, by=editor)
    with pytest.raises(NotNow, match="while the version is a draft"):
        services.add_part(charter.second, kind="foreword", name="n", text="t", by=editor)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "definition", "name": "Again"}, None),
        ({"kind": "poem", "name": "A poem"}, "kind"),
        ({"kind": "behaviour", "name": "Nobody"}, None),
        ({"kind": "value", "name": "x" * 201}, "name"),
        ({"kind": "value", "name": ""}, "name"),
    ],
)
def test_a_part_that_cannot_be_kept_is_refused_in_words(charter, editor, facts, field):
    before = charter.draft.parts.count()
    with pytest.raises(ValidationError) as refusal:
        services.add_part(charter.draft, text="t", by=editor, **facts)
    assert field is None or field in refusal.value.message_dict
    assert charter.draft.parts.count() == before


def test_a_new_part_comes_last_of_its_kind(charter, editor):
    places = list(charter.draft.parts.of_kind("promise").in_order().values_list("promise__slug", flat=True))
    assert places == ["expenses", "papers", "secret-promise"]


def test_the_charter_reads_in_its_own_order(charter):
    kinds = list(dict.fromkeys(charter.draft.parts.in_order().values_list("kind", flat=True)))
    assert kinds == ["foreword", "definition", "value", "behaviour", "infrastructure", "promise"]
