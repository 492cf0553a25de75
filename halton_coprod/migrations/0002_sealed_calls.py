from django.db import migrations, models

import members.models.sealed


def seal_calls(apps, _schema):
    calls = apps.get_model("halton_coprod", "CallBack").objects
    for call in calls.exclude(name="", phone=""):
        sealed = {name: members.models.sealed.seal(getattr(call, name)) for name in ("name", "phone")}
        calls.filter(pk=call.pk).update(**sealed)


class Migration(migrations.Migration):
    dependencies = [
        ("halton_coprod", "0001_tables"),
    ]

    operations = [
        # First room for what is sealed, then the words; that they are sealed is known to the hub from then on.
        migrations.AlterField("callback", "name", models.TextField(blank=True, verbose_name="name")),
        migrations.AlterField("callback", "phone", models.TextField(blank=True, verbose_name="phone number")),
        migrations.RunPython(seal_calls, migrations.RunPython.noop),
        migrations.AlterField(
            "callback", "name", members.models.sealed.SealedField(blank=True, verbose_name="name")
        ),
        migrations.AlterField(
            "callback", "phone", members.models.sealed.SealedField(blank=True, verbose_name="phone number")
        ),
    ]
