"""Every deed of the Charter: who may, its one audit line, and that nothing happens without that line."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import connection

from charter import services
from halton_coprod.record import audit, flow
from halton_coprod.record.models import AuditLine
from members.roles import APPROVER, EDITOR, STAFF_ROLES

from .conftest import person
from .deeds import DEEDS, FOR_ANYBODY, NO_DEEDS, ROWS

pytestmark = pytest.mark.django_db


def everything():
    """Every row of the Charter as the database holds it."""
    with connection.cursor() as cursor:
        found = {}
        for model in ROWS:
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")  # noqa: S608 -- our own table names
            found[model] = cursor.fetchall()
    return found


def test_every_public_deed_is_in_the_table():
    assert set(DEEDS) | NO_DEEDS == {name for name in services.__all__ if name[0].islower()}


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_leaves_its_audit_line(charter, name):
    prepare, deed, verbs = DEEDS[name]
    prepare(charter)
    last = AuditLine.objects.first().pk
    deed(charter, charter.editor)
    lines = AuditLine.objects.filter(pk__gt=last).order_by("pk")
    assert [(line.verb, line.actor_id) for line in lines] == [(verb, charter.editor.pk) for verb in verbs]


# Who may besides editors; the keeper of the hub may everything.
MAY = {name: {EDITOR, APPROVER} for name in DEEDS if name.endswith("_concern")}


@pytest.mark.parametrize("name", [name for name in DEEDS if name not in FOR_ANYBODY])
def test_nobody_does_it_but_who_may(charter, stranger, name):
    """Every role, somebody without one, a keeper who is not active any more, and nobody at all."""
    prepare, deed, _verbs = DEEDS[name]
    prepare(charter)
    gone = get_user_model().objects.create_superuser("gone@example.org", is_active=False)
    others = [person(f"{role.replace(' ', '-')}@example.org", role) for role in set(STAFF_ROLES) - may(name)]
    before = everything()
    for user in (*others, stranger, gone, None):
        with pytest.raises(PermissionDenied):
            deed(charter, user)
    assert everything() == before


def may(name):
    return MAY.get(name, {EDITOR})


@pytest.mark.parametrize(("name", "role"), [(name, role) for name in MAY for role in MAY[name] - {EDITOR}])
def test_whoever_else_may_does_it(charter, name, role):
    prepare, deed, verbs = DEEDS[name]
    prepare(charter)
    user = person("asha@example.org", role)
    deed(charter, user)
    assert list(AuditLine.objects.filter(actor_id=user.pk).values_list("verb", flat=True).order_by("pk")) == verbs


@pytest.mark.parametrize("name", DEEDS)
def test_without_its_audit_line_nothing_has_happened(charter, name, monkeypatch):
    prepare, deed, _verbs = DEEDS[name]
    prepare(charter)
    before = everything()

    def broken(*args, **kwargs):
        raise OSError("The log is full.")

    # flow and the services both write by this one name.
    monkeypatch.setattr(audit, "write", broken)
    assert flow.audit is audit
    with pytest.raises(OSError, match="log is full"):
        deed(charter, charter.editor)
    assert everything() == before
