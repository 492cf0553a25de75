from django.db import migrations, models


def keep_wishes(apps, _schema):
    """As their answers say, or that they were asked."""
    people = apps.get_model("members", "Member").objects
    answers = apps.get_model("members", "ConsentRecord").objects.filter(purpose="pool")
    asked = apps.get_model("members", "Message").objects.filter(occasion="wish", member__isnull=False)
    people.filter(pk__in=asked.values("member")).update(wish="waiting")
    people.filter(pk__in=answers.values("member")).update(wish="no")
    people.filter(pk__in=answers.filter(agreed=True, withdrawn_at=None).values("member")).update(wish="yes")


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0013_names_in_lists_only'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='member',
            name='member_by_state',
        ),
        migrations.RemoveIndex(
            model_name='member',
            name='member_by_name',
        ),
        migrations.RemoveIndex(
            model_name='member',
            name='member_by_asked',
        ),
        migrations.AddField(
            model_name='member',
            name='wish',
            field=models.CharField(choices=[('unasked', 'Not asked yet'), ('waiting', 'Asked, and no answer yet'), ('yes', 'They said yes'), ('no', 'They said no')], default='unasked', editable=False, max_length=7),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['state', 'name', 'district', 'way', 'wish', 'last_came_at', 'last_asked_at'], name='member_by_state'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['name', 'id', 'state', 'district', 'way', 'wish', 'last_came_at', 'last_asked_at'], name='member_by_name'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['last_asked_at', 'name', 'id', 'state', 'district', 'way', 'wish', 'last_came_at'], name='member_by_asked'),
        ),
        # Last: PostgreSQL changes no table whose rows were just written.
        migrations.RunPython(keep_wishes, migrations.RunPython.noop, elidable=True),
    ]
