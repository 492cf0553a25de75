"""A place is found by the keyed mark of its name and address: on one's own page, and where somebody is erased."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0005_online_has_no_venue")]

    operations = [
        migrations.AddIndex("signup", models.Index(fields=["mark"], name="sign_up_mark")),
    ]
