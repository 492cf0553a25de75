from django.db import migrations

HEALTH = ("learning", "autistic")


def seal(apps, _schema_editor):
    """What people ticked about their health moves from rows of its own into the sealed words of the person."""
    Member, Pick = apps.get_model("members", "Member"), apps.get_model("members", "Pick")
    open_rows = Pick.objects.filter(kind="connection", item__in=HEALTH)
    ticked = {}
    for member, item in open_rows.order_by("pk").values_list("member", "item"):
        ticked.setdefault(member, set()).add(item)
    for number, items in ticked.items():
        member = Member.objects.get(pk=number)
        member.health = ",".join(item for item in HEALTH if item in items)
        member.save(update_fields=["health"])
    open_rows.delete()


def unseal(apps, _schema_editor):
    """Back into rows, where the migration is taken back."""
    Member, Pick = apps.get_model("members", "Member"), apps.get_model("members", "Pick")
    for member in Member.objects.exclude(health=""):
        for item in member.health.split(","):
            Pick.objects.create(member=member, kind="connection", item=item)


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0013_scans_and_sealed_health'),
    ]

    operations = [
        migrations.RunPython(seal, unseal),
    ]
