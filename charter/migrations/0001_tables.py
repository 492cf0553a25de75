import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import halton_coprod.easyread.fields
import members.models.sealed
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    # What a hub had that was set up before these became one.
    replaces = [
        ('charter', '0001_initial'),
        ('charter', '0002_comments'),
        ('charter', '0003_corrections'),
        ('charter', '0004_concerns'),
        ('charter', '0005_assessing'),
        ('charter', '0006_owner_email'),
        ('charter', '0007_adopting'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Infrastructure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('owner', models.CharField(max_length=200, verbose_name='who answers for it')),
                ('status', models.CharField(choices=[('not_started', 'Not started'), ('planned', 'Planned'), ('in_place', 'In place'), ('at_risk', 'At risk')], default='not_started', max_length=12, verbose_name='status')),
                ('next_step', models.TextField(blank=True, max_length=5000, verbose_name='what is next')),
                ('next_step_easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='what is next, in easy read')),
            ],
            options={
                'verbose_name': 'thing that must be in place',
                'verbose_name_plural': 'things that must be in place',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('owner', models.CharField(max_length=200, verbose_name='who answers for it')),
                ('made_on', models.DateField(verbose_name='when we promised')),
                ('due', models.DateField(blank=True, null=True, verbose_name='by when')),
                ('status', models.CharField(choices=[('not_started', 'Not started'), ('on_the_way', 'On the way'), ('done', 'Done'), ('could_not', 'We could not')], default='not_started', max_length=12, verbose_name='status')),
                ('target', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='number we promised')),
                ('direction', models.CharField(blank=True, choices=[('at_most', 'No more than'), ('at_least', 'At least')], max_length=8, verbose_name='at most or at least')),
                ('unit', models.CharField(blank=True, max_length=60, verbose_name='what is counted')),
                ('unit_one', models.CharField(blank=True, max_length=60, verbose_name='what is counted, when it is only 1')),
                ('how_often_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='measured every (days)')),
                ('owner_email', models.EmailField(blank=True, max_length=254, verbose_name='email of who answers for it')),
                ('how_we_know', models.TextField(blank=True, max_length=5000, verbose_name='how we will know')),
                ('how_we_know_easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='how we will know, in easy read')),
            ],
            options={
                'verbose_name': 'promise',
                'verbose_name_plural': 'promises',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='sentence')),
                ('easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='sentence in easy read')),
                ('is_asked', models.BooleanField(default=True, verbose_name='people are asked')),
            ],
            options={
                'verbose_name': 'statement',
                'verbose_name_plural': 'statements',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Value',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
            ],
            options={
                'verbose_name': 'value',
                'verbose_name_plural': 'values',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='AcceptedFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, verbose_name='which part')),
                ('mark', models.CharField(editable=False, max_length=20)),
                ('rule', models.CharField(max_length=10, verbose_name='rule')),
                ('words', models.CharField(max_length=1000, verbose_name='words')),
                ('because', models.CharField(max_length=300, verbose_name='why it may stay')),
            ],
            options={
                'verbose_name': 'reason why words may stay',
                'verbose_name_plural': 'reasons why words may stay',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('key', 'mark'), name='finding_accepted_once')],
            },
        ),
        migrations.CreateModel(
            name='Adopter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('lead', models.CharField(max_length=200, verbose_name='who leads')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('about', models.TextField(max_length=5000, verbose_name='who they are')),
                ('easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='who they are, in easy read')),
                ('state', models.CharField(choices=[('asked', 'Asks to sign'), ('adopted', 'Has signed'), ('not_now', 'Not now')], default='asked', max_length=8, verbose_name='state')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked on')),
                ('token', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('contact_name', members.models.sealed.SealedField(blank=True, verbose_name='who asks')),
                ('email', members.models.sealed.SealedField(blank=True, verbose_name='email address')),
                ('language', models.CharField(default='en-gb', max_length=10, verbose_name='form')),
                ('because', models.TextField(blank=True, max_length=2000, verbose_name='why not now')),
                ('because_easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='why not now, in easy read')),
                ('link', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
            ],
            options={
                'verbose_name': 'organisation that adopts the Charter',
                'verbose_name_plural': 'organisations that adopt the Charter',
                'ordering': ['signed_on', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'adopted', 'not_now'])), name='adopter_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('signed_on__isnull', False), ('state', 'adopted')), models.Q(models.Q(('state', 'adopted'), _negated=True), ('signed_on', None)), _connector='OR'), name='adopter_signed_has_day'), models.CheckConstraint(condition=models.Q(('link', None), ('state', 'adopted'), _connector='OR'), name='adopter_link_when_signed'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_now'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='adopter_not_now_says_why'), models.UniqueConstraint(condition=models.Q(('state', 'adopted')), fields=('name',), name='one_adopter_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
            ],
            options={
                'verbose_name': 'self-assessment',
                'verbose_name_plural': 'self-assessments',
                'ordering': ['starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='assessment_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='MeetingCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(choices=[('residents', 'Residents'), ('staff', 'Staff')], max_length=9, verbose_name='who gets it')),
                ('meeting', models.CharField(max_length=200, verbose_name='which meeting')),
                ('code', models.CharField(max_length=40, unique=True, verbose_name='code')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='charter.assessment')),
            ],
            options={
                'verbose_name': 'code of a meeting',
                'verbose_name_plural': 'codes of meetings',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('group__in', ['residents', 'staff'])), name='code_group_known')],
            },
        ),
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=5000, verbose_name='what they pledge')),
                ('easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='what they pledge, in easy read')),
                ('due', models.DateField(verbose_name='by when')),
                ('status', models.CharField(choices=[('not_started', 'Not started'), ('on_the_way', 'On the way'), ('done', 'Done'), ('could_not', 'We could not')], default='not_started', max_length=12, verbose_name='status')),
                ('report', models.TextField(blank=True, max_length=5000, verbose_name='what became of it')),
                ('report_easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='what became of it, in easy read')),
                ('is_shown', models.BooleanField(default=True, verbose_name='everybody can read it')),
                ('adopter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='charter.adopter')),
            ],
            options={
                'verbose_name': 'pledge',
                'verbose_name_plural': 'pledges',
                'ordering': ['due', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['not_started', 'on_the_way', 'done', 'could_not'])), name='pledge_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'could_not'), _negated=True), models.Q(('report', ''), _negated=True), _connector='OR'), name='pledge_could_not_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('was', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='before')),
                ('now', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='since then')),
                ('because', models.TextField(max_length=2000, verbose_name='why it was changed')),
                ('easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='why it was changed, in easy read')),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='charter.promise')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='measured on')),
                ('number', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='number')),
                ('words', models.TextField(max_length=2000, verbose_name='what the number says')),
                ('easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='what the number says, in easy read')),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='charter.promise')),
            ],
            options={
                'verbose_name': 'reading',
                'verbose_name_plural': 'readings',
                'ordering': ['on'],
                'constraints': [models.UniqueConstraint(fields=('promise', 'on'), name='one_reading_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('was_easy', models.BooleanField(default=False, verbose_name='answered in easy read')),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='charter.meetingcode')),
            ],
            options={
                'verbose_name': 'answered sheet',
                'verbose_name_plural': 'answered sheets',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='score')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='charter.sheet')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='charter.statement')),
            ],
            options={
                'verbose_name': 'score',
                'verbose_name_plural': 'scores',
                'constraints': [models.UniqueConstraint(fields=('sheet', 'statement'), name='one_score_a_statement'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 5)), name='score_from_1_to_5')],
            },
        ),
        migrations.CreateModel(
            name='Update',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('status', models.CharField(max_length=12, verbose_name='status')),
                ('words', models.TextField(max_length=5000, verbose_name='what happened')),
                ('easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='what happened, in easy read')),
                ('because', models.TextField(blank=True, max_length=2000, verbose_name='why we could not')),
                ('evidence_label', models.CharField(blank=True, max_length=200, verbose_name='what shows it')),
                ('evidence_url', models.URLField(blank=True, verbose_name='where to read it')),
                ('infrastructure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='charter.infrastructure')),
                ('promise', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='charter.promise')),
            ],
            options={
                'verbose_name': 'update',
                'verbose_name_plural': 'updates',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('infrastructure', None), ('promise__isnull', False), ('status__in', ['not_started', 'on_the_way', 'done', 'could_not'])), models.Q(('infrastructure__isnull', False), ('promise', None), ('status__in', ['not_started', 'planned', 'in_place', 'at_risk'])), _connector='OR'), name='update_of_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'could_not'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='could_not_says_why'), models.CheckConstraint(condition=models.Q(('evidence_url', ''), models.Q(('evidence_label', ''), _negated=True), _connector='OR'), name='update_evidence_has_words')],
            },
        ),
        migrations.AddField(
            model_name='statement',
            name='value',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='charter.value'),
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(choices=[('residents', 'Residents'), ('staff', 'Staff')], max_length=9, verbose_name='who wrote it')),
                ('words', models.TextField(max_length=1000, verbose_name='what they say')),
                ('state', models.CharField(choices=[('held', 'Nobody has read it yet'), ('shown', 'Shown'), ('not_shown', 'Not shown')], default='held', max_length=9, verbose_name='state')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='charter.assessment')),
                ('value', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='charter.value')),
            ],
            options={
                'verbose_name': 'remark',
                'verbose_name_plural': 'remarks',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('group__in', ['residents', 'staff'])), name='remark_group_known'), models.CheckConstraint(condition=models.Q(('state__in', ['held', 'shown', 'not_shown'])), name='remark_state_known')],
            },
        ),
        migrations.AddField(
            model_name='promise',
            name='value',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='promises', to='charter.value'),
        ),
        migrations.AddField(
            model_name='infrastructure',
            name='value',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='infrastructure', to='charter.value'),
        ),
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(editable=False, max_length=12, unique=True, verbose_name='number')),
                ('token', models.UUIDField(editable=False, unique=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('what_happened', members.models.sealed.SealedField(verbose_name='what happened')),
                ('name', members.models.sealed.SealedField(blank=True, verbose_name='name')),
                ('way', models.CharField(choices=[('none', 'I look up the answer myself, with my number'), ('email', 'By email'), ('phone', 'By phone'), ('letter', 'By letter')], default='none', max_length=6, verbose_name='how to answer')),
                ('reach', members.models.sealed.SealedField(blank=True, verbose_name='where')),
                ('language', models.CharField(default='en-gb', max_length=10, verbose_name='form')),
                ('state', models.CharField(choices=[('raised', 'Sent to us'), ('acknowledged', 'We have read it'), ('looked_into', 'We look into it'), ('escalated', 'The co-chairs look into it'), ('answered', 'Answered'), ('closed', 'Finished')], default='raised', max_length=12, verbose_name='state')),
                ('acknowledge_by', models.DateField(verbose_name='to be acknowledged by')),
                ('answer_by', models.DateField(verbose_name='to be answered by')),
                ('acknowledged_on', models.DateField(blank=True, null=True, verbose_name='acknowledged on')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('answer', members.models.sealed.SealedField(blank=True, verbose_name='answer')),
                ('answer_easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='answer in easy read')),
                ('changed', models.TextField(blank=True, max_length=2000, verbose_name='what changed because of it')),
                ('changed_easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='what changed, in easy read')),
                ('value', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='concerns', to='charter.value')),
            ],
            options={
                'verbose_name': 'concern',
                'verbose_name_plural': 'concerns',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['state', 'acknowledge_by'], name='concern_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['raised', 'acknowledged', 'looked_into', 'escalated', 'answered', 'closed'])), name='concern_state_known'), models.CheckConstraint(condition=models.Q(('what_happened', ''), _negated=True), name='concern_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('way', 'none'), ('reach', '')), models.Q(('way__in', ['email', 'phone', 'letter']), models.Q(('reach', ''), _negated=True)), _connector='OR'), name='concern_can_be_answered'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['answered', 'closed']), _negated=True), models.Q(models.Q(('answer', ''), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='concern_answered_has_answer'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['acknowledged', 'looked_into']), _negated=True), ('acknowledged_on__isnull', False), _connector='OR'), name='concern_acknowledged_has_day')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(unique=True, verbose_name='number')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('comment', 'Out for comment'), ('agreed', 'Agreed'), ('in_force', 'In force'), ('superseded', 'Replaced by a newer version')], default='draft', max_length=12, verbose_name='state')),
                ('is_example', models.BooleanField(default=False, verbose_name='our own example text')),
                ('written_by', models.CharField(blank=True, max_length=300, verbose_name='who wrote it')),
                ('easy_checked_by', models.CharField(blank=True, max_length=300, verbose_name='who checked the easy read')),
                ('easy_checked_on', models.DateField(blank=True, null=True, verbose_name='when the easy read was checked')),
                ('summary', models.TextField(blank=True, verbose_name='what changed')),
                ('summary_easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='what changed, in easy read')),
                ('decided_at_meeting', models.CharField(blank=True, max_length=200, verbose_name='which meeting agreed it')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='when it was agreed')),
                ('decided_by', models.CharField(blank=True, max_length=300, verbose_name='who agreed it')),
                ('in_force_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('review_due', models.DateField(blank=True, null=True, verbose_name='to be looked at again by')),
                ('easy_follows_because', models.TextField(blank=True, verbose_name='why easy read is missing')),
                ('easy_follows_by', models.DateField(blank=True, null=True, verbose_name='when the easy read will be there')),
                ('drafted_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='charter.version')),
            ],
            options={
                'verbose_name': 'version of the Charter',
                'verbose_name_plural': 'versions of the Charter',
                'ordering': ['-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'comment', 'agreed', 'in_force', 'superseded'])), name='version_state_known'), models.UniqueConstraint(condition=models.Q(('state', 'in_force')), fields=('state',), name='one_version_in_force'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at_meeting', ''), ('decided_by', ''), ('decided_on', None), ('state__in', ['draft', 'comment'])), models.Q(('decided_on__isnull', False), ('state__in', ['agreed', 'in_force', 'superseded']), models.Q(('decided_at_meeting', ''), _negated=True), models.Q(('decided_by', ''), _negated=True)), _connector='OR'), name='version_agreed_by_a_decision'), models.CheckConstraint(condition=models.Q(models.Q(('in_force_from__isnull', False), ('state__in', ['in_force', 'superseded'])), models.Q(('in_force_from', None), ('state__in', ['draft', 'comment', 'agreed'])), _connector='OR'), name='version_in_force_has_date'), models.CheckConstraint(condition=models.Q(models.Q(('easy_checked_by', ''), ('easy_checked_on', None)), models.Q(models.Q(('easy_checked_by', ''), _negated=True), ('easy_checked_on__isnull', False)), _connector='OR'), name='version_easy_checked_pair'), models.CheckConstraint(condition=models.Q(models.Q(('easy_follows_because', ''), ('easy_follows_by', None)), models.Q(models.Q(('easy_follows_because', ''), _negated=True), ('easy_follows_by__isnull', False)), _connector='OR'), name='version_easy_follows_pair')],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('foreword', 'Foreword'), ('definition', 'Definition'), ('value', 'Value'), ('behaviour', 'What we do'), ('infrastructure', 'What must be in place'), ('promise', 'Promise')], max_length=14, verbose_name='kind')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place in the order')),
                ('voice', models.CharField(blank=True, choices=[('i', 'I'), ('we', 'We')], max_length=2, verbose_name='voice')),
                ('who', models.CharField(blank=True, choices=[('everyone', 'Everyone'), ('staff', 'Staff'), ('residents', 'Residents'), ('leaders', 'Leaders')], max_length=10, verbose_name='who')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('text', models.TextField(max_length=20000, verbose_name='standard text')),
                ('easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='easy read')),
                ('infrastructure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='charter.infrastructure')),
                ('promise', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='charter.promise')),
                ('value', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='charter.value')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='charter.version')),
            ],
            options={
                'verbose_name': 'part of the Charter',
                'verbose_name_plural': 'parts of the Charter',
                'ordering': ['version', 'position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('infrastructure', None), ('kind__in', ['foreword', 'definition']), ('promise', None), ('value', None)), models.Q(('infrastructure', None), ('kind__in', ['value', 'behaviour']), ('promise', None), ('value__isnull', False)), models.Q(('infrastructure__isnull', False), ('kind', 'infrastructure'), ('promise', None), ('value', None)), models.Q(('infrastructure', None), ('kind', 'promise'), ('promise__isnull', False), ('value', None)), _connector='OR'), name='part_kind_says_what_it_is_of'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'behaviour'), ('voice__in', ['i', 'we']), ('who__in', ['everyone', 'staff', 'residents', 'leaders'])), models.Q(models.Q(('kind', 'behaviour'), _negated=True), ('voice', ''), ('who', '')), _connector='OR'), name='part_behaviour_has_voice_and_who'), models.UniqueConstraint(fields=('version', 'key'), name='part_once_a_version'), models.UniqueConstraint(condition=models.Q(('kind__in', ['foreword', 'definition'])), fields=('version', 'kind'), name='one_foreword_one_definition'), models.UniqueConstraint(condition=models.Q(('kind', 'value')), fields=('version', 'value'), name='value_once_a_version'), models.UniqueConstraint(fields=('version', 'infrastructure'), name='infrastructure_once_a_version'), models.UniqueConstraint(fields=('version', 'promise'), name='promise_once_a_version')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, verbose_name='which part')),
                ('about', models.CharField(max_length=200, verbose_name='name of the part')),
                ('words', models.TextField(max_length=3000, verbose_name='what they say')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='name')),
                ('was_easy', models.BooleanField(default=False, verbose_name='written in easy read')),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('state', models.CharField(choices=[('held', 'Nobody has read it yet'), ('shown', 'Shown'), ('answered', 'Answered'), ('not_shown', 'Not shown')], default='held', max_length=9, verbose_name='state')),
                ('because', models.CharField(blank=True, choices=[('person', 'It tells private things about a person.'), ('hurts', 'It hurts people.'), ('other_thing', 'It is not about the Charter.'), ('advert', 'It wants to sell something.'), ('twice', 'The same words stand here already.')], max_length=11, verbose_name='why it is not shown')),
                ('reply', models.TextField(blank=True, max_length=5000, verbose_name='answer')),
                ('reply_easy', halton_coprod.easyread.fields.EasyReadField(verbose_name='answer in easy read')),
                ('replied_on', models.DateField(blank=True, null=True, verbose_name='when it was answered')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='charter.version')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['at', 'pk'],
                'indexes': [models.Index(fields=['version', 'key'], name='comment_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['held', 'shown', 'answered', 'not_shown'])), name='comment_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_shown'), models.Q(('because', ''), _negated=True)), models.Q(models.Q(('state', 'not_shown'), _negated=True), ('because', '')), _connector='OR'), name='comment_not_shown_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), models.Q(models.Q(('reply', ''), _negated=True), ('replied_on__isnull', False)), _connector='OR'), name='comment_answered_has_reply')],
            },
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(fields=('value', 'text'), name='statement_once_a_value'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['not_started', 'on_the_way', 'done', 'could_not'])), name='promise_status_known'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('direction', ''), ('target', None), ('unit', '')), models.Q(('direction__in', ['at_most', 'at_least']), ('target__isnull', False), models.Q(('unit', ''), _negated=True)), _connector='OR'), name='promise_target_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(('due', None), ('due__gte', models.F('made_on')), _connector='OR'), name='promise_due_after_made'),
        ),
        migrations.AddConstraint(
            model_name='infrastructure',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['not_started', 'planned', 'in_place', 'at_risk'])), name='infrastructure_status_known'),
        ),
    ]
