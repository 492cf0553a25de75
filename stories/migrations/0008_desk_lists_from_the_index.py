from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0006_whose_words_under_files_and_notes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["state", "sent_at", "id"], name="story_queue"),
        ),
    ]
