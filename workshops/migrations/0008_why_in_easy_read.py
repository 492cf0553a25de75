"""Why a session is off has words of its own in easy read."""

from django.db import migrations

from halton_coprod.easyread.fields import EasyReadField


class Migration(migrations.Migration):
    dependencies = [("workshops", "0007_what_it_was")]

    operations = [migrations.AddField("session", "because_easy", EasyReadField())]
