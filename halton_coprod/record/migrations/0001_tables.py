from django.db import migrations, models


class Migration(migrations.Migration):

    # What a hub had that was set up before these became one.
    replaces = [
        ('record', '0001_initial'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('verb', models.CharField(max_length=100)),
                ('thing_kind', models.CharField(max_length=60)),
                ('thing_id', models.CharField(max_length=40)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('for_whom', models.BigIntegerField(null=True)),
                ('fields', models.JSONField(default=list)),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'audit line',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['thing_kind', 'thing_id'], name='audit_thing')],
            },
        ),
    ]
