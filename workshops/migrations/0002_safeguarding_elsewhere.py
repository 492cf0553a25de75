"""A worry about somebody's safety may come up in a story or an interview too."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0001_tables")]

    operations = [
        migrations.AlterField(
            model_name="safeguardingnote",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="safeguarding_notes",
                to="workshops.session",
            ),
        ),
        migrations.AddField(
            model_name="safeguardingnote",
            name="elsewhere",
            field=models.CharField(blank=True, max_length=60, verbose_name="where it came up"),
        ),
        migrations.AddConstraint(
            model_name="safeguardingnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("session", None), models.Q(("elsewhere", ""), _negated=True)),
                    models.Q(("elsewhere", ""), ("session__isnull", False)),
                    _connector="OR",
                ),
                name="safeguarding_came_up_somewhere",
            ),
        ),
    ]
