import django.db.models.deletion
import django.utils.timezone
import stories.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0008_desk_lists_from_the_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="YesRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("sound", "Sound"), ("picture", "Picture"), ("paper", "PDF")],
                        max_length=7,
                        verbose_name="kind",
                    ),
                ),
                (
                    "file",
                    models.FileField(max_length=80, upload_to=stories.models.media.private_place, verbose_name="file"),
                ),
                ("content_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="yes_records", to="stories.story"
                    ),
                ),
            ],
            options={
                "verbose_name": "record of a yes",
                "verbose_name_plural": "records of a yes",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="consent",
            name="record",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="stories.yesrecord",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="record",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="stories.yesrecord",
            ),
        ),
        migrations.AddConstraint(
            model_name="yesrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["sound", "picture", "paper"])), name="yes_record_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="yesrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("file", ""), _negated=True), name="yes_record_has_a_file"
            ),
        ),
    ]
