from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0007_whose_it_is_and_where_it_is_found"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["state", "sent_at", "id"], name="story_queue"),
        ),
    ]
