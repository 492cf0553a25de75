"""When and where a session was to be, before it changed last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0006_find_by_mark")]

    operations = [
        migrations.AddField(
            model_name="session",
            name="was_when",
            field=models.CharField(blank=True, editable=False, max_length=200, verbose_name="when it was to be"),
        ),
        migrations.AddField(
            model_name="session",
            name="was_where",
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name="where it was to be"),
        ),
    ]
