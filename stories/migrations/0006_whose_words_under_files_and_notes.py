"""Whose the words under files and the content notes are; and suggestions of other words for them."""

import django.db.models.deletion
from django.db import migrations, models


def know_whose(apps, _editor):
    """Of the stories told so far: who typed them was not kept, so what was told online counts as its teller's."""
    files = apps.get_model("stories", "MediaFile").objects.filter(story__came_by="online").exclude(words="")
    files.update(typed_by_teller=True)
    told = apps.get_model("stories", "Story").objects.filter(came_by="online").exclude(content_note="")
    for story in told.only("pk", "tellers_own").iterator():
        story.tellers_own = sorted({*story.tellers_own, "content_note"})
        story.save(update_fields=["tellers_own"])


class Migration(migrations.Migration):
    dependencies = [("stories", "0005_lists_from_the_index")]

    operations = [
        migrations.AddField(
            model_name="mediafile",
            name="typed_by_teller",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="proposal",
            name="media",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="proposals",
                to="stories.mediafile",
            ),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="piece",
            field=models.CharField(
                choices=[
                    ("title", "The title"),
                    ("transcript", "The words of the story"),
                    ("better", "What would have made it better"),
                    ("content_note", "What is hard in it"),
                    ("words", "The words under a picture"),
                ],
                max_length=12,
                verbose_name="which words",
            ),
        ),
        migrations.RunPython(know_whose, migrations.RunPython.noop, elidable=True),
    ]
