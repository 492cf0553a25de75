import django.db.models.deletion
import django.utils.timezone
import halton_coprod.easyread.fields
import members.models.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0009_series_page'),
    ]

    operations = [
        migrations.AlterField(
            model_name='series',
            name='slug',
            field=models.SlugField(max_length=60, unique=True, verbose_name='address'),
        ),
        migrations.CreateModel(
            name='PracticalTool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='address')),
                ('kind', models.CharField(choices=[('checklist', 'A list to tick'), ('template', 'A form to fill in'), ('guide', 'How to do it')], max_length=9, verbose_name='what it is')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('about', models.TextField(blank=True, max_length=5000, verbose_name='what it is for, and how to use it')),
                ('about_easy', halton_coprod.easyread.fields.EasyReadField()),
                ('items', models.TextField(blank=True, max_length=10000, verbose_name='what stands in it, each thing on a line of its own')),
                ('items_easy', halton_coprod.easyread.fields.EasyReadField()),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('is_example', models.BooleanField(default=False, verbose_name='our own example')),
                ('series', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='tools', to='workshops.series')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='tools', to='workshops.theme')),
            ],
            options={
                'verbose_name': 'practical tool',
                'verbose_name_plural': 'practical tools',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Being written'), ('checking', 'Being checked by the people who were there'), ('approved', 'Approved'), ('published', 'Published')], default='draft', max_length=9, verbose_name='state')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('summary', models.TextField(blank=True, max_length=5000, verbose_name='the report in short')),
                ('summary_easy', halton_coprod.easyread.fields.EasyReadField()),
                ('round', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('check_until', models.DateField(blank=True, null=True, verbose_name='checked until')),
                ('decided_at_meeting', models.CharField(blank=True, max_length=200, verbose_name='approved at which meeting')),
                ('decided_by', models.CharField(blank=True, max_length=300, verbose_name='approved by whom')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='approved on')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('is_example', models.BooleanField(default=False, verbose_name='our own example')),
                ('series', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='workshops.series')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'ordering': ['-published_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('token', models.UUIDField(editable=False, unique=True)),
                ('is_right', models.BooleanField(verbose_name='this is right')),
                ('words', members.models.sealed.SealedField(blank=True, verbose_name='what is not right')),
                ('replied_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='when')),
                ('answer', members.models.sealed.SealedField(blank=True, verbose_name='what we said')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='report_replies', to='workshops.signup')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='workshops.report')),
            ],
            options={
                'verbose_name': 'reply to a report',
                'verbose_name_plural': 'replies to reports',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('words', 'In our own words'), ('theme', 'What people said'), ('recommendation', 'What should change'), ('tool', 'What you can use')], default='words', max_length=14, verbose_name='what it is about')),
                ('position', models.PositiveSmallIntegerField(verbose_name='its place in the report')),
                ('heading', models.CharField(max_length=160, verbose_name='heading')),
                ('text', models.TextField(max_length=10000, verbose_name='text')),
                ('easy', halton_coprod.easyread.fields.EasyReadField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='workshops.report')),
            ],
            options={
                'verbose_name': 'part of a report',
                'verbose_name_plural': 'parts of reports',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ToolUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=200, verbose_name='who uses it')),
                ('on', models.DateField(default=django.utils.timezone.localdate, verbose_name='since when')),
                ('tool', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='workshops.practicaltool')),
            ],
            options={
                'verbose_name': 'use of a tool',
                'verbose_name_plural': 'uses of tools',
                'ordering': ['who'],
            },
        ),
        migrations.AddConstraint(
            model_name='practicaltool',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['checklist', 'template', 'guide'])), name='tool_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'checking', 'approved', 'published'])), name='report_state_known'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'checking'), _negated=True), ('check_until__isnull', False), _connector='OR'), name='report_checked_until_a_day'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'published']), _negated=True), models.Q(models.Q(('decided_at_meeting', ''), _negated=True), models.Q(('decided_by', ''), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='report_approved_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_on__isnull', False), _connector='OR'), name='report_published_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='reportreply',
            constraint=models.UniqueConstraint(fields=('report', 'round', 'place'), name='reply_once_each_time'),
        ),
        migrations.AddConstraint(
            model_name='reportreply',
            constraint=models.CheckConstraint(condition=models.Q(('is_right', True), models.Q(('words', ''), _negated=True), _connector='OR'), name='reply_says_what_is_not_right'),
        ),
        migrations.AddConstraint(
            model_name='reportreply',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='reply_answered_pair'),
        ),
        migrations.AddConstraint(
            model_name='reportsection',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['words', 'theme', 'recommendation', 'tool'])), name='section_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='tooluse',
            constraint=models.UniqueConstraint(fields=('tool', 'who'), name='tool_used_once_by_each'),
        ),
    ]
