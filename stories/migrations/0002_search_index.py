"""The index in which the archive is searched: FTS5 on SQLite, full text on PostgreSQL. The database keeps it true."""

from django.db import migrations

PIECES = ("whole", "summary", "quote")
NEW, OLD = (", ".join(f"{row}.{one}" for one in ("story_id", *PIECES)) for row in ("new", "old"))
PUT_IN = f"INSERT INTO stories_found(rowid, {', '.join(PIECES)}) VALUES ({NEW});"
TAKE_OUT = f"INSERT INTO stories_found(stories_found, rowid, {', '.join(PIECES)}) VALUES ('delete', {OLD});"
ON_SQLITE = (
    f"CREATE VIRTUAL TABLE stories_found USING fts5({', '.join(PIECES)}, content='stories_storywords', "
    "content_rowid='story_id', tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER stories_found_in AFTER INSERT ON stories_storywords BEGIN {PUT_IN} END",
    f"CREATE TRIGGER stories_found_out AFTER DELETE ON stories_storywords BEGIN {TAKE_OUT} END",
    f"CREATE TRIGGER stories_found_on AFTER UPDATE ON stories_storywords BEGIN {TAKE_OUT} {PUT_IN} END",
)
# From this version on, words that are taken out are wiped from the file of the index too.
WIPES_SINCE = (3, 42)
WIPE = "INSERT INTO stories_found(stories_found, rank) VALUES('secure-delete', 1)"
ON_POSTGRESQL = [
    f"CREATE INDEX stories_found_{one} ON stories_storywords USING gin (to_tsvector('simple', {one}))" for one in PIECES
]


def make_index(apps, editor):
    database = editor.connection
    if database.vendor == "sqlite":
        wipe = (WIPE,) if database.Database.sqlite_version_info >= WIPES_SINCE else ()
    for statement in (*ON_SQLITE, *wipe) if database.vendor == "sqlite" else ON_POSTGRESQL:
        editor.execute(statement)


def drop_index(apps, editor):
    if editor.connection.vendor == "sqlite":
        for name in ("in", "out", "on"):
            editor.execute(f"DROP TRIGGER stories_found_{name}")
        editor.execute("DROP TABLE stories_found")
    else:
        for one in PIECES:
            editor.execute(f"DROP INDEX stories_found_{one}")


class Migration(migrations.Migration):
    replaces = [("stories", "0005_search_index")]
    dependencies = [("stories", "0001_tables")]
    operations = [migrations.RunPython(make_index, drop_index, elidable=False)]
