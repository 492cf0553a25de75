"""How somebody comes where both ways are possible; and from which day a session was put off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0002_safeguarding_elsewhere")]

    operations = [
        migrations.AddField(
            model_name="session",
            name="put_off_from",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="put off from"),
        ),
        migrations.AddField(
            model_name="signup",
            name="comes",
            field=models.CharField(
                blank=True,
                choices=[("room", "In person"), ("online", "Online")],
                default="",
                max_length=6,
                verbose_name="how they come",
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.CheckConstraint(
                condition=models.Q(("comes__in", ["", "room", "online"])), name="sign_up_comes_known"
            ),
        ),
    ]
