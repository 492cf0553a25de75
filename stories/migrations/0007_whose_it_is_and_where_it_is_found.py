"""Words under pictures of the teller are found only where those pictures may be seen; what of a file and of the names
its teller has said themself; why a name may stay; and who wrote down what a teller says to an insight."""

import members.models.sealed
from django.conf import settings
from django.db import migrations, models
from django.db.models import SET_NULL

from stories.models.words import plain

BEFORE, NOW = ("whole", "summary", "quote"), ("whole", "face", "summary", "quote")
# From this version on, words that are taken out are wiped from the file of the index too.
WIPES_SINCE = (3, 42)
WIPE = "INSERT INTO stories_found(stories_found, rank) VALUES('secure-delete', 1)"
ALL_ANEW = "INSERT INTO stories_found(stories_found) VALUES('rebuild')"
TAKE_DOWN = (*(f"DROP TRIGGER IF EXISTS stories_found_{one}" for one in ("in", "out", "on")), "DROP TABLE stories_found")
ON_POSTGRESQL = (
    "ALTER TABLE stories_storywords ADD COLUMN face_found tsvector "
    "GENERATED ALWAYS AS (to_tsvector('simple', face)) STORED",
    "CREATE INDEX stories_found_face ON stories_storywords USING gin (face_found)",
)
BACK_ON_POSTGRESQL = (
    "DROP INDEX stories_found_face",
    "ALTER TABLE stories_storywords DROP COLUMN face_found",
)
PIECES = [
    ("title", "The title"),
    ("transcript", "The words of the story"),
    ("better", "What would have made it better"),
    ("content_note", "What is hard in it"),
    ("made_up_name", "The made-up name"),
    ("words", "The words under a picture"),
    ("alt", "What the picture shows"),
]


def index_of(pieces) -> tuple[str, ...]:
    """FTS5 over the pieces, which the database keeps true by itself."""
    new, old = (", ".join(f"{row}.{one}" for one in ("story_id", *pieces)) for row in ("new", "old"))
    names = ", ".join(pieces)
    put_in = f"INSERT INTO stories_found(rowid, {names}) VALUES ({new});"
    take_out = f"INSERT INTO stories_found(stories_found, rowid, {names}) VALUES ('delete', {old});"
    return (
        f"CREATE VIRTUAL TABLE stories_found USING fts5({names}, content='stories_storywords', "
        "content_rowid='story_id', tokenize='unicode61 remove_diacritics 0')",
        f"CREATE TRIGGER stories_found_in AFTER INSERT ON stories_storywords BEGIN {put_in} END",
        f"CREATE TRIGGER stories_found_out AFTER DELETE ON stories_storywords BEGIN {take_out} END",
        f"CREATE TRIGGER stories_found_on AFTER UPDATE ON stories_storywords BEGIN {take_out} {put_in} END",
        ALL_ANEW,
    )


def run(editor, on_sqlite=(), on_postgresql=()):
    for statement in on_sqlite if editor.connection.vendor == "sqlite" else on_postgresql:
        editor.execute(statement)


def made(editor, pieces, on_postgresql=()):
    wipes = editor.connection.vendor == "sqlite" and editor.connection.Database.sqlite_version_info >= WIPES_SINCE
    run(editor, (*index_of(pieces), *((WIPE,) if wipes else ())), on_postgresql)


def take_down(_apps, editor):
    run(editor, TAKE_DOWN)


def make_anew(_apps, editor):
    made(editor, NOW, ON_POSTGRESQL)


def take_down_again(_apps, editor):
    run(editor, TAKE_DOWN, BACK_ON_POSTGRESQL)


def make_as_before(_apps, editor):
    made(editor, BEFORE)


def keep_apart(apps, _editor):
    """Of the stories so far: words under pictures that show the teller leave the words of the whole story."""
    media, words = apps.get_model("stories", "MediaFile"), apps.get_model("stories", "StoryWords")
    shown = media.objects.filter(kind="picture", shows_teller=True).exclude(words="")
    for kept in words.objects.filter(story__in=shown.values("story")).select_related("story").iterator():
        story, files = kept.story, media.objects.filter(story=kept.story_id).order_by("place", "pk")
        told = [story.title, story.transcript, story.better, story.easy.text]
        bare = [one.words for one in files if not (one.kind == "picture" and one.shows_teller)]
        kept.whole = plain(" ".join([*told, *bare]))
        kept.face = plain(" ".join([*told, *(one.words for one in files)]))
        kept.save(update_fields=["whole", "face"])


def know_names(apps, _editor):
    """Of the stories so far: a first name is asked of whoever tells online, so there it is the teller's."""
    for story in apps.get_model("stories", "Story").objects.filter(came_by="online").exclude(first_name="").iterator():
        story.tellers_own = sorted({*story.tellers_own, "first_name"})
        story.save(update_fields=["tellers_own"])


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("stories", "0006_whose_words_under_files_and_notes"),
    ]

    operations = [
        migrations.RunPython(take_down, make_as_before),
        migrations.AddField("storywords", "face", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.RunPython(make_anew, take_down_again),
        *(
            migrations.AddField("mediafile", said, models.BooleanField(default=False, editable=False))
            for said in ("alt_by_teller", "yes_by_teller")
        ),
        migrations.AddField(
            "story",
            "name_stays",
            members.models.sealed.SealedField(
                blank=True, default="", editable=False, verbose_name="why the name may stay"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "insight",
            "explained_by",
            members.models.sealed.SealedField(blank=True, default="", verbose_name="who explained it, and how"),
            preserve_default=False,
        ),
        migrations.AddField(
            "insight",
            "answered_by",
            models.ForeignKey(settings.AUTH_USER_MODEL, SET_NULL, null=True, blank=True, related_name="+"),
        ),
        migrations.AlterField(
            "proposal", "piece", models.CharField(choices=PIECES, max_length=12, verbose_name="which words")
        ),
        migrations.RunPython(know_names, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(keep_apart, migrations.RunPython.noop, elidable=True),
    ]
