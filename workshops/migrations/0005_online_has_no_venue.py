"""A session that is online has no venue: of those that were moved online it is taken away."""

from django.db import migrations, models


def take_away(apps, _editor):
    apps.get_model("workshops", "Session").objects.filter(mode="online").update(venue=None)


class Migration(migrations.Migration):
    dependencies = [("workshops", "0004_told_again")]

    operations = [
        migrations.RunPython(take_away, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=~models.Q(mode="online") | models.Q(venue=None), name="session_online_has_no_venue"
            ),
        ),
    ]
