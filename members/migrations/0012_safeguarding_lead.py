from django.db import migrations


def make_role(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get_or_create(name="safeguarding lead")


class Migration(migrations.Migration):
    dependencies = [("members", "0011_opportunities")]
    operations = [migrations.RunPython(make_role, migrations.RunPython.noop)]
