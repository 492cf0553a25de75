import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('easyread', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ListedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('everyday', 'Everyday words'), ('office', 'Office words'), ('term', 'Words that are not ours')], max_length=8, verbose_name='list')),
                ('word', models.CharField(max_length=60, verbose_name='word')),
                ('swap', models.CharField(blank=True, max_length=120, verbose_name='what to write instead')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('deed', models.CharField(choices=[('add', 'Added'), ('change', 'Changed'), ('take_out', 'Taken out'), ('put_back', 'Put back')], max_length=8, verbose_name='what was done')),
                ('edition', models.PositiveIntegerField(default=0, verbose_name='which deed on this word it is')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'deed on a word of the writing check',
                'verbose_name_plural': 'deeds on words of the writing check',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'word', 'edition'), name='listed_word_one_by_one', violation_error_message='Somebody else has saved this meanwhile. Look at it again.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'everyday'), ('swap', ''), ('why', '')), models.Q(models.Q(('kind', 'everyday'), _negated=True), models.Q(('swap', ''), _negated=True), models.Q(('why', ''), _negated=True)), _connector='OR'), name='listed_word_says_what_instead', violation_error_message='Write what to say instead, and why.')],
            },
        ),
    ]
