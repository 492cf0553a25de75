import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q

import halton_coprod.easyread.fields


class Migration(migrations.Migration):
    dependencies = [("charter", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, verbose_name="which part")),
                ("about", models.CharField(max_length=200, verbose_name="name of the part")),
                ("words", models.TextField(max_length=3000, verbose_name="what they say")),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="name")),
                ("was_easy", models.BooleanField(default=False, verbose_name="written in easy read")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "Nobody has read it yet"),
                            ("shown", "Shown"),
                            ("answered", "Answered"),
                            ("not_shown", "Not shown"),
                        ],
                        default="held",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "It tells private things about a person."),
                            ("hurts", "It hurts people."),
                            ("other_thing", "It is not about the Charter."),
                            ("advert", "It wants to sell something."),
                            ("twice", "The same words stand here already."),
                        ],
                        max_length=11,
                        verbose_name="why it is not shown",
                    ),
                ),
                ("reply", models.TextField(blank=True, max_length=5000, verbose_name="answer")),
                ("reply_easy", halton_coprod.easyread.fields.EasyReadField(verbose_name="answer in easy read")),
                ("replied_on", models.DateField(blank=True, null=True, verbose_name="when it was answered")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="charter.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["version", "key"], name="comment_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("state__in", ["held", "shown", "answered", "not_shown"])),
                        name="comment_state_known",
                    ),
                    models.CheckConstraint(
                        condition=(Q(("state", "not_shown")) & ~Q(("because", "")))
                        | (~Q(("state", "not_shown")) & Q(("because", ""))),
                        name="comment_not_shown_says_why",
                    ),
                    models.CheckConstraint(
                        condition=~Q(("state", "answered")) | (~Q(("reply", "")) & Q(("replied_on__isnull", False))),
                        name="comment_answered_has_reply",
                    ),
                ],
            },
        ),
    ]
