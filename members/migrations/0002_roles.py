from django.db import migrations

ROLES = ["pool staff", "facilitator", "editor", "curator", "approver", "safeguarding lead"]


def make_roles(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("members", "0001_tables")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
