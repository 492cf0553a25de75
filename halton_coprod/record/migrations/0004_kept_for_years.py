"""Let the database itself refuse to delete an audit line before its six years are over.

A day less than what the clock keeps (`members.models.retention.LINES`), because two machines never agree to the second.
"""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER audit_lines_are_kept BEFORE DELETE ON record_auditline
       WHEN OLD.at > datetime('now', '-2189 days')
       BEGIN SELECT RAISE(ABORT, 'Audit lines are kept for six years.'); END""",
]
POSTGRES = [
    """CREATE FUNCTION audit_lines_are_kept() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'Audit lines are kept for six years.'; END $$""",
    """CREATE TRIGGER audit_lines_are_kept BEFORE DELETE ON record_auditline
       FOR EACH ROW WHEN (OLD.at > now() - interval '2189 days') EXECUTE FUNCTION audit_lines_are_kept()""",
]


def refuse_early(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def allow_early(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS audit_lines_are_kept")
    else:
        schema_editor.execute("DROP TRIGGER audit_lines_are_kept ON record_auditline")
        schema_editor.execute("DROP FUNCTION audit_lines_are_kept()")


class Migration(migrations.Migration):
    dependencies = [("record", "0003_for_whom")]
    operations = [migrations.RunPython(refuse_early, allow_early)]
