import django.db.models.deletion
from django.db import migrations, models

import members.models.sealed


def keep_names(apps, _schema):
    """Whoever came in with a list is found by it as before."""
    named = apps.get_model("members", "ListMark").objects
    came = apps.get_model("members", "Member").objects.exclude(import_mark="").order_by("pk")
    made = [named.model(member_id=one.pk, mark=one.import_mark, words=one.import_words) for one in came.iterator()]
    named.bulk_create(made, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0011_list_marks"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(db_index=True, editable=False, max_length=64)),
                ("words", members.models.sealed.SealedField(verbose_name="words")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="list_marks", to="members.member"
                    ),
                ),
            ],
            options={
                "verbose_name": "name in a list",
                "verbose_name_plural": "names in lists",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("member", "mark"), name="list_mark_once")],
            },
        ),
        migrations.RunPython(keep_names, migrations.RunPython.noop, elidable=True),
    ]
