from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0012_names_in_lists"),
    ]

    operations = [
        migrations.RemoveField(model_name="member", name="import_mark"),
        migrations.RemoveField(model_name="member", name="import_words"),
    ]
