"""When and where a session was to be, as each person heard it last."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def keep_for_each(apps, _schema):
    """So far a session kept it for all of its people."""
    changed = apps.get_model("workshops", "Session").objects.exclude(was_when="", was_where="")
    own = changed.filter(pk=OuterRef("session"))
    active = apps.get_model("workshops", "SignUp").objects.filter(state__in=["in", "waiting", "offered"])
    active.filter(session__in=changed).update(
        was_when=Subquery(own.values("was_when")), was_where=Subquery(own.values("was_where"))
    )


class Migration(migrations.Migration):
    dependencies = [("workshops", "0008_why_in_easy_read")]

    operations = [
        migrations.AddField(
            model_name="signup",
            name="was_when",
            field=models.CharField(blank=True, editable=False, max_length=200, verbose_name="when it was to be"),
        ),
        migrations.AddField(
            model_name="signup",
            name="was_where",
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name="where it was to be"),
        ),
        # Last: PostgreSQL changes no table whose rows were just written.
        migrations.RunPython(keep_for_each, migrations.RunPython.noop, elidable=True),
    ]
