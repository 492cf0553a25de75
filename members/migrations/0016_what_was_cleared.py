from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0015_no_use_since'),
    ]

    operations = [
        migrations.AlterField(
            model_name='retentionrun',
            name='kind',
            field=models.CharField(choices=[('checked', 'People asked if all is still right'), ('asked', 'People asked if they want to stay'), ('unheard', 'People erased who did not answer'), ('left', 'People erased a year after they left'), ('messages', 'Old messages emptied'), ('looks', 'Old looks deleted'), ('notes', 'Notes deleted on their day'), ('sessions', 'Sign-ins that ran out'), ('calls', 'Calls that were made'), ('papers', 'Old papers, and how people told us'), ('support', 'Supporters of before'), ('words', 'Old words about moves and answers'), ('lines', 'Old lines about what was done'), ('drafts', 'Answers of people who began to join'), ('lists', 'Lists that nobody brought in')], max_length=8, verbose_name='what'),
        ),
    ]
