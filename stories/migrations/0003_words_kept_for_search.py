"""On PostgreSQL keep what search looks in beside the words: a word that many stories have would be cut out of each of
them anew for every reader."""

from django.db import migrations

PIECES = ("whole", "summary", "quote")
TABLE = "ALTER TABLE stories_storywords"
ON_WORDS = "CREATE INDEX stories_found_{one} ON stories_storywords USING gin (to_tsvector('simple', {one}))"
ON_KEPT = "CREATE INDEX stories_found_{one} ON stories_storywords USING gin ({one}_found)"
KEEP = f"{TABLE} ADD COLUMN {{one}}_found tsvector GENERATED ALWAYS AS (to_tsvector('simple', {{one}})) STORED"
FORWARDS = ("DROP INDEX stories_found_{one}", KEEP, ON_KEPT)
BACK = ("DROP INDEX stories_found_{one}", f"{TABLE} DROP COLUMN {{one}}_found", ON_WORDS)


def keep(_apps, editor):
    run(editor, FORWARDS)


def take_back(_apps, editor):
    run(editor, BACK)


def run(editor, statements):
    if editor.connection.vendor == "postgresql":
        for one in PIECES:
            for statement in statements:
                editor.execute(statement.format(one=one))


class Migration(migrations.Migration):
    dependencies = [("stories", "0002_search_index")]
    operations = [migrations.RunPython(keep, take_back)]
