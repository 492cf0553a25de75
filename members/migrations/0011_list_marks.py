from django.db import migrations, models

from members.models.sealed import mark_of


def make_marks(apps, _schema):
    """Addresses get their marks; of people who came with a list the name and the first way to them is kept."""
    from members.models import address_mark

    people = apps.get_model("members", "Member").objects.exclude(address="", import_words="")
    for member in people.iterator(chunk_size=500):
        name, *ways = member.import_words.split("\n")
        first = next((way for way in ways if way), "")
        member.import_words = f"{name}\n{first}" if first else member.import_words
        member.import_mark = mark_of("list", member.import_words)
        member.address_mark = address_mark(member.address)
        member.save(update_fields=["address_mark", "import_mark", "import_words"])


class Migration(migrations.Migration):

    dependencies = [
        ("members", "0010_outlived"),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='address_mark',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64, default=''),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(
            model_name='member',
            name='member_erased_is_nobody',
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'erased'), _negated=True), models.Q(('address', ''), ('address_mark', ''), ('email', ''), ('email_mark', ''), ('language', ''), ('name', ''), ('other_format', ''), ('phone', ''), ('phone_mark', ''), ('postcode', ''), ('user', None)), _connector='OR'), name='member_erased_is_nobody'),
        ),
        migrations.CreateModel(
            name='ErasedMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(editable=False, max_length=64, unique=True)),
            ],
            options={
                'verbose_name': 'mark of somebody erased',
                'verbose_name_plural': 'marks of people erased',
            },
        ),
        # Last: PostgreSQL changes no table whose rows were just written.
        migrations.RunPython(make_marks, migrations.RunPython.noop, elidable=True),
    ]
