import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction

from halton_coprod.record import audit
from halton_coprod.record.models import AuditLine
from halton_coprod.record.stamp import page_stamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return get_user_model().objects.create_user("alex@example.org")


def test_a_line_says_who_what_and_when_but_no_values(user):
    with transaction.atomic():
        line = audit.write("members.user.rename", user, by=user, fields=["name"], for_whom=7, note="1 row")
    kept = AuditLine.objects.get(pk=line.pk)
    assert (kept.verb, kept.thing_kind, kept.thing_id, kept.actor_id) == (
        "members.user.rename",
        "members.user",
        str(user.pk),
        user.pk,
    )
    assert (kept.for_whom, kept.fields, kept.note) == (7, ["name"], "1 row")


@pytest.mark.django_db(transaction=True)
def test_a_deed_outside_a_transaction_is_refused(user):
    with pytest.raises(RuntimeError, match="inside its own transaction"):
        audit.write("members.user.rename", user, by=user)
    assert AuditLine.objects.count() == 0


def test_lines_are_never_changed_or_deleted(user):
    line = audit.write("members.user.rename", user, by=None)
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()
    with pytest.raises(TypeError):
        AuditLine.objects.update(verb="other")
    with pytest.raises(TypeError):
        AuditLine.objects.all().delete()


def test_the_database_itself_refuses_a_change(user):
    line = audit.write("members.user.rename", user, by=None)
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE record_auditline SET verb = 'other' WHERE id = %s", [line.pk])
    assert AuditLine.objects.get(pk=line.pk).verb == "members.user.rename"


def test_each_deed_makes_all_processes_forget_their_public_pages(user, django_capture_on_commit_callbacks):
    before = page_stamp()
    with django_capture_on_commit_callbacks(execute=True):
        audit.write("members.user.rename", user, by=None)
    assert page_stamp() != before
