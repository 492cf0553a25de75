import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import halton_coprod.easyread.fields


class Migration(migrations.Migration):
    dependencies = [("charter", "0002_comments")]

    operations = [
        migrations.CreateModel(
            name="AcceptedFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, verbose_name="which part")),
                ("mark", models.CharField(editable=False, max_length=20)),
                ("rule", models.CharField(max_length=10, verbose_name="rule")),
                ("words", models.CharField(max_length=1000, verbose_name="words")),
                ("because", models.CharField(max_length=300, verbose_name="why it may stay")),
            ],
            options={
                "verbose_name": "reason why words may stay",
                "verbose_name_plural": "reasons why words may stay",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("key", "mark"), name="finding_accepted_once")],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "was",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="before"),
                ),
                (
                    "now",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="since then"),
                ),
                ("because", models.TextField(max_length=2000, verbose_name="why it was changed")),
                (
                    "easy",
                    halton_coprod.easyread.fields.EasyReadField(verbose_name="why it was changed, in easy read"),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="charter.promise",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["-at", "-pk"],
            },
        ),
    ]
