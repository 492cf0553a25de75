"""What form the words have is kept once, with how to reach somebody: needs that said it again go there.

And the pages of their own that a supporter opens have names in who looked.
"""

from django.db import migrations, models

SIZES = {"print-20": "large", "print-28": "largest"}
OTHERS = {"braille": "Braille", "audio": "A recording to listen to"}
LOOKED_AT = [
    ("page", "Your page in the pool"),
    ("contact", "How to reach you"),
    ("needs", "What you said you need"),
    ("notes", "Notes about you"),
    ("export", "A list to save, with you on it"),
    ("scan", "A paper of yours"),
    ("own", "Your own page, for you"),
    ("agreed", "What you agreed to"),
    ("messages", "Messages from us"),
    ("held", "What you signed up for"),
    ("asked", "What we asked you"),
]


def move_formats(apps, _schema_editor):
    """Words beside a tick stay, as a need in own words."""
    members = apps.get_model("members", "Member").objects
    for member in members.filter(pk__in=members.filter(needs__group="information").values("pk")):
        for need in member.needs.filter(group="information").order_by("pk"):
            if take(member, need.item):
                keep_words(need)
        member.save(update_fields=["easy_read", "print_size", "other_format"])


def take(member, item) -> bool:
    """Put it with how to reach them, where nothing else was said. False: it is none of these."""
    if item == "easy-read":
        member.easy_read = True
    elif item in SIZES:
        member.print_size = SIZES[item] if member.print_size == "normal" else member.print_size
    elif item in OTHERS and OTHERS[item] not in member.other_format:
        member.other_format = ", ".join(filter(None, [member.other_format, OTHERS[item]]))
    return item in ("easy-read", *SIZES, *OTHERS)


def keep_words(need) -> None:
    if need.words:
        need.item = ""
        need.save(update_fields=["item"])
    else:
        need.delete()


class Migration(migrations.Migration):
    dependencies = [("members", "0003_duty_messages")]
    operations = [
        migrations.AlterField(
            "lookrecord", "what", models.CharField(choices=LOOKED_AT, max_length=8, verbose_name="what")
        ),
        migrations.RunPython(move_formats, migrations.RunPython.noop),
    ]
