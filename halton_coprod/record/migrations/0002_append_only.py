"""Let the database itself refuse a changed audit line."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER audit_lines_never_change BEFORE UPDATE ON record_auditline
       BEGIN SELECT RAISE(ABORT, 'Audit lines are never changed.'); END""",
]
POSTGRES = [
    """CREATE FUNCTION audit_lines_never_change() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'Audit lines are never changed.'; END $$""",
    """CREATE TRIGGER audit_lines_never_change BEFORE UPDATE ON record_auditline
       FOR EACH ROW EXECUTE FUNCTION audit_lines_never_change()""",
]


def refuse_changes(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def allow_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_lines_never_change")
    else:
        schema_editor.execute("DROP TRIGGER audit_lines_never_change ON record_auditline")
        schema_editor.execute("DROP FUNCTION audit_lines_never_change()")


class Migration(migrations.Migration):
    dependencies = [("record", "0001_tables")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
