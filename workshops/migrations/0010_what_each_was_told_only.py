"""A session no longer keeps it for all of its people."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("workshops", "0009_what_each_was_told")]

    operations = [
        migrations.RemoveField(model_name="session", name="was_when"),
        migrations.RemoveField(model_name="session", name="was_where"),
    ]
