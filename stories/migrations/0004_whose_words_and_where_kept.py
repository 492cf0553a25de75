"""Where the record of a yes is kept, whose words are whose, and how a teller knows that somebody else agrees."""

import members.models.sealed
from django.db import migrations, models

PIECES = ("title", "transcript", "better")


def know_whose(apps, _editor):
    """Of the stories told so far: what was told online in words or pictures was typed by its teller."""
    told = apps.get_model("stories", "Story").objects.filter(came_by="online", kind__in=["words", "pictures"])
    for story in told.exclude(transcript="").only("pk", *PIECES).iterator():
        story.tellers_own = [piece for piece in PIECES if getattr(story, piece)]
        story.save(update_fields=["tellers_own"])


class Migration(migrations.Migration):
    dependencies = [("stories", "0003_words_kept_for_search")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="kept_where",
                field=members.models.sealed.SealedField(blank=True, verbose_name="where the record of it is"),
            )
            for name in ("consent", "release")
        ),
        migrations.AddField(
            model_name="story",
            name="for_whom_agrees",
            field=members.models.sealed.SealedField(blank=True, verbose_name="how the teller knows that they agree"),
        ),
        migrations.AlterField(
            model_name="story",
            name="for_whom",
            field=members.models.sealed.SealedField(blank=True, verbose_name="told for somebody else: for whom"),
        ),
        migrations.AddField(
            model_name="story",
            name="tellers_own",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.RunPython(know_whose, migrations.RunPython.noop, elidable=True),
    ]
