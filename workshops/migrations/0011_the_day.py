import django.db.models.deletion
import django.utils.timezone
import halton_coprod.easyread.fields
import members.models.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0010_tools_and_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Badge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', members.models.sealed.SealedField(verbose_name='name on the badge')),
                ('please', members.models.sealed.SealedField(blank=True, verbose_name='what people should know')),
            ],
            options={
                'verbose_name': 'badge',
                'verbose_name_plural': 'badges',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='GroundRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=5000, verbose_name='what we agree on')),
                ('easy', halton_coprod.easyread.fields.EasyReadField()),
                ('red', models.CharField(blank=True, max_length=120, verbose_name='the red card means')),
                ('yellow', models.CharField(blank=True, max_length=120, verbose_name='the yellow card means')),
                ('green', models.CharField(blank=True, max_length=120, verbose_name='the green card means')),
            ],
            options={
                'verbose_name': 'ground rules',
                'verbose_name_plural': 'ground rules',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SafeguardingNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Not sent yet'), ('sent', 'Sent to the safeguarding lead'), ('closed', 'Dealt with')], default='draft', max_length=6, verbose_name='state')),
                ('about', members.models.sealed.SealedField(blank=True, verbose_name='who it is about')),
                ('words', members.models.sealed.SealedField(verbose_name='what you saw or heard')),
                ('check_in', models.CharField(choices=[('not_yet', 'Not offered yet'), ('offered', 'Offered'), ('wanted', 'Offered, and they want it'), ('declined', 'Offered, and they do not want it')], default='not_yet', max_length=8, verbose_name='talk afterwards')),
                ('done', members.models.sealed.SealedField(blank=True, verbose_name='what was done')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
            ],
            options={
                'verbose_name': 'safeguarding note',
                'verbose_name_plural': 'safeguarding notes',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'seat',
                'verbose_name_plural': 'seats',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Table',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('facilitator', models.CharField(blank=True, max_length=120, verbose_name='who leads the talk')),
                ('scribe', models.CharField(blank=True, max_length=120, verbose_name='who writes down what is said')),
                ('prompt', models.CharField(blank=True, max_length=200, verbose_name='what is asked there')),
            ],
            options={
                'verbose_name': 'table',
                'verbose_name_plural': 'tables',
                'ordering': ['number'],
            },
        ),
        migrations.AddField(
            model_name='attendance',
            name='language',
            field=models.CharField(default='en-gb', max_length=10, verbose_name='form'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='reach',
            field=members.models.sealed.SealedField(blank=True, verbose_name='where'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='way',
            field=models.CharField(blank=True, choices=[('email', 'Email'), ('text', 'Text message'), ('phone', 'Phone call'), ('letter', 'Letter')], max_length=8, verbose_name='how to reach'),
        ),
        migrations.AddField(
            model_name='feedback',
            name='rung',
            field=models.CharField(blank=True, choices=[('educating', 'You learn about it'), ('informing', 'You are told about it'), ('consultation', 'You are asked what you think'), ('engagement', 'You help to shape it'), ('co_design', 'We design it together'), ('co_production', 'We decide and do it together')], max_length=14, verbose_name='how much people could decide'),
        ),
        migrations.AddField(
            model_name='objection',
            name='walk_in',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='workshops.attendance'),
        ),
        migrations.AlterField(
            model_name='objection',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='workshops.signup'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place__isnull', False), ('walk_in', None)), models.Q(('place', None), ('walk_in__isnull', False)), _connector='OR'), name='objection_of_one_person'),
        ),
        migrations.AddField(
            model_name='badge',
            name='place',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='badge', to='workshops.signup'),
        ),
        migrations.AddField(
            model_name='groundrules',
            name='session',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='ground_rules', to='workshops.session'),
        ),
        migrations.AddField(
            model_name='safeguardingnote',
            name='author',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='safeguarding_notes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='safeguardingnote',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='safeguarding_notes', to='workshops.session'),
        ),
        migrations.AddField(
            model_name='seat',
            name='place',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='seat', to='workshops.signup'),
        ),
        migrations.AddField(
            model_name='seat',
            name='walk_in',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='seat', to='workshops.attendance'),
        ),
        migrations.AddField(
            model_name='table',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tables', to='workshops.session'),
        ),
        migrations.AddField(
            model_name='seat',
            name='table',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='workshops.table'),
        ),
        migrations.AddConstraint(
            model_name='safeguardingnote',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'closed'])), name='safeguarding_state_known'),
        ),
        migrations.AddConstraint(
            model_name='safeguardingnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at', None), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('sent_at__isnull', False)), _connector='OR'), name='safeguarding_sent_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='safeguardingnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('done', ''), _negated=True), _connector='OR'), name='safeguarding_says_what_was_done'),
        ),
        migrations.AddConstraint(
            model_name='table',
            constraint=models.UniqueConstraint(fields=('session', 'number'), name='table_once'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place__isnull', False), ('walk_in', None)), models.Q(('place', None), ('walk_in__isnull', False)), _connector='OR'), name='seat_of_one_person'),
        ),
    ]
