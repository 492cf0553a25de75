"""What is shown already rests on whoever was ever to see its stories: where less is seen now, somebody looks again."""

from django.db import migrations
from django.db.models import Q


def note_grounds(apps, _editor):
    finding, line, ground = (apps.get_model("stories", name) for name in ("Finding", "Line", "Ground"))
    in_words = line.objects.filter(Q(whole=True) | Q(quote=True))
    for one in finding.objects.filter(state="shown"):
        for insight in one.insights.all():
            said = set(in_words.filter(release__story=insight.story_id).values_list("audience", flat=True))
            rows = [ground(finding=one, insight=insight, audience=who) for who in sorted(said or {"web"})]
            ground.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0014_what_a_finding_rests_on"),
    ]

    operations = [
        migrations.RunPython(note_grounds, migrations.RunPython.noop),
    ]
