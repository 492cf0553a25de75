"""Let the database itself refuse a deleted audit line too."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER audit_lines_never_deleted BEFORE DELETE ON record_auditline
       BEGIN SELECT RAISE(ABORT, 'Audit lines are never deleted.'); END""",
]
POSTGRES = [
    """CREATE FUNCTION audit_lines_never_deleted() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'Audit lines are never deleted.'; END $$""",
    """CREATE TRIGGER audit_lines_never_deleted BEFORE DELETE ON record_auditline
       FOR EACH ROW EXECUTE FUNCTION audit_lines_never_deleted()""",
]


def refuse_deleting(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def allow_deleting(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_lines_never_deleted")
    else:
        schema_editor.execute("DROP TRIGGER audit_lines_never_deleted ON record_auditline")
        schema_editor.execute("DROP FUNCTION audit_lines_never_deleted()")


class Migration(migrations.Migration):
    dependencies = [("record", "0002_append_only")]
    operations = [migrations.RunPython(refuse_deleting, allow_deleting)]
