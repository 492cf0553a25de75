"""Making a sign-in, giving it roles, saying what to call somebody: who may, and what is written down."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError

from halton_coprod.record.models import AuditLine
from members import services
from members.roles import EDITOR, FACILITATOR, POOL_STAFF

pytestmark = pytest.mark.django_db


def test_a_sign_in_has_roles_no_password_and_one_audit_line():
    user = services.make_user(email="new@Example.org", name="New Person", roles=[EDITOR, FACILITATOR])

    assert (user.email, user.name, user.has_usable_password()) == ("new@example.org", "New Person", False)
    assert user.roles == {EDITOR, FACILITATOR}
    line = AuditLine.objects.get()
    assert (line.verb, line.thing_id, line.actor_id) == ("members.user.make", str(user.pk), None)
    assert (line.fields, line.note) == (["email", "name", "roles"], "editor, facilitator")


def test_one_address_has_one_sign_in(resident):
    with pytest.raises(ValidationError):
        services.make_user(email=resident.email.upper())
    assert list(get_user_model().objects.all()) == [resident]


def test_roles_are_replaced_and_the_line_says_from_what_to_what(editor):
    changed = services.change_roles(editor, roles=[POOL_STAFF])

    assert changed.roles == {POOL_STAFF}
    assert AuditLine.objects.get().note == "editor → pool staff"


def test_nobody_but_the_keeper_makes_sign_ins_or_roles(editor, resident):
    with pytest.raises(PermissionDenied):
        services.make_user(email="new@example.org", by=editor)
    with pytest.raises(PermissionDenied):
        services.change_roles(resident, roles=[EDITOR], by=resident)
    assert resident.roles == frozenset()
    assert AuditLine.objects.count() == 0


def test_only_the_person_says_what_to_call_them(resident, pool_staff):
    with pytest.raises(PermissionDenied):
        services.rename_user(resident, name="Somebody Else", by=pool_staff)

    assert services.rename_user(resident, name="Ros", by=resident).name == "Ros"
    line = AuditLine.objects.get()
    assert (line.verb, line.fields, line.note) == ("members.user.rename", ["name"], "")
