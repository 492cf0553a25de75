"""How often everybody has been told changed words of what came of a session."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0003_ways_to_come")]

    operations = [
        migrations.AddField(
            model_name="outcome",
            name="told_again",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
    ]
