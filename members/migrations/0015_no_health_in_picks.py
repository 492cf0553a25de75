from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0014_seal_health'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='pick',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('item__in', ['lives', 'uses', 'cares', 'other']), ('kind', 'connection')), models.Q(('item__in', ['health', 'care', 'homes', 'work', 'travel', 'information', 'safe', 'young']), ('kind', 'interest')), models.Q(('item__in', ['in_person', 'online', 'once', 'board', 'reading', 'stories', 'phone']), ('kind', 'taking_part')), _connector='OR'), name='pick_known'),
        ),
    ]
