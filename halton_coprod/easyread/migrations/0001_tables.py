from django.db import migrations, models


class Migration(migrations.Migration):

    # What a hub had that was set up before these became one.
    replaces = [
        ('easyread', '0001_initial'),
        ('easyread', '0002_own_picture'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='OwnPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=80, upload_to='own/', verbose_name='picture')),
                ('alt', models.CharField(blank=True, max_length=125, verbose_name='what the picture adds')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'own picture',
                'verbose_name_plural': 'own pictures',
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=60, unique=True, verbose_name='word')),
                ('forms', models.TextField(blank=True, help_text='One on each line.', verbose_name='other shapes of the word')),
                ('means', models.TextField(max_length=1000, verbose_name='what it means')),
                ('easy', models.TextField(blank=True, help_text='One short sentence on each line.', max_length=600, verbose_name='what it means in easy read')),
                ('picture', models.CharField(blank=True, max_length=80, verbose_name='picture')),
            ],
            options={
                'verbose_name': 'word of the word list',
                'verbose_name_plural': 'word list',
                'ordering': ['word'],
            },
        ),
    ]
