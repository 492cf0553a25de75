from django.db import migrations, models
from django.utils.text import slugify

import halton_coprod.easyread.fields


def give_addresses(apps, _schema):
    """From the name, and the number where a name has no letters or stands twice."""
    series = apps.get_model("workshops", "Series")
    taken = set()
    for one in series.objects.order_by("pk"):
        wanted = slugify(one.name)[:40]
        one.slug = wanted if wanted and wanted not in taken else f"{wanted or 'series'}-{one.pk}"
        taken.add(one.slug)
        one.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [("workshops", "0008_planned_so_that_people_can_come")]

    operations = [
        migrations.AddField(
            model_name="series",
            name="about",
            field=models.TextField(blank=True, max_length=5000, verbose_name="what it is about"),
        ),
        migrations.AddField(
            model_name="series",
            name="about_easy",
            field=halton_coprod.easyread.fields.EasyReadField(),
        ),
        migrations.AddField(
            model_name="series",
            name="slug",
            field=models.SlugField(default="", max_length=60, verbose_name="address"),
            preserve_default=False,
        ),
        migrations.RunPython(give_addresses, migrations.RunPython.noop),
    ]
