from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0014_wish'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='no_use_since',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
