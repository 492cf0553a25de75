from django.db import migrations, models


class Migration(migrations.Migration):

    # What a hub had that was set up before these became one.
    replaces = [
        ('halton_coprod', '0001_initial'),
        ('halton_coprod', '0002_call_about'),
        ('halton_coprod', '0003_call_without_time'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CallBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(editable=False, unique=True)),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='name')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone number')),
                ('about', models.CharField(choices=[('anything', 'Anything'), ('story', 'A story to tell')], default='anything', max_length=10, verbose_name='about what')),
                ('state', models.CharField(choices=[('asked', 'To be called'), ('done', 'Called')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'call to make',
                'verbose_name_plural': 'calls to make',
                'indexes': [models.Index(fields=['state', 'asked_at'], name='calls_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'done'])), name='call_state_known'), models.CheckConstraint(condition=models.Q(('about__in', ['anything', 'story'])), name='call_about_known'), models.CheckConstraint(condition=models.Q(('state', 'asked'), models.Q(('name', ''), ('phone', ''), ('state', 'done')), _connector='OR'), name='call_done_keeps_nobody')],
            },
        ),
    ]
