"""Who may see what is read from indexes alone: in their rows, long words stand before what decides it, and SQLite would
walk through them for each story."""

from django.db import migrations, models

INDEXES = {
    "story": ("story_state_newest", ["state", "-published_on", "-id", "mark", "kind", "minutes"]),
    "release": ("release_newest", ["story", "-id", "mark", "others_agree", "withdrawn_at"]),
}


def anew(model, name, fields):
    return migrations.RemoveIndex(model, name), migrations.AddIndex(model, models.Index(fields=fields, name=name))


class Migration(migrations.Migration):
    dependencies = [("stories", "0004_whose_words_and_where_kept")]
    operations = [step for model, index in INDEXES.items() for step in anew(model, *index)]
