"""How many stories there are under each choice of the archive.

In the database's own words: who may see what is worked out once for all of it, and Django would do it for each number.
"""

from django.db import connection

SHORT_MINUTES = 3
COUNTS = """
WITH seen (id, kind, minutes) AS ({seen})
SELECT 'kind', kind, count(*) FROM seen GROUP BY kind
UNION ALL
SELECT 'length', CASE WHEN minutes <= %s THEN 'short' ELSE 'long' END AS length, count(*) FROM seen GROUP BY length
UNION ALL
SELECT 'topic', topic, count(*) FROM seen JOIN stories_storytopic ON story_id = seen.id GROUP BY topic
UNION ALL
SELECT 'value', slug, count(*) FROM seen JOIN stories_story_values ON story_id = seen.id
JOIN charter_value ON charter_value.id = value_id GROUP BY slug
UNION ALL
SELECT 'promise', slug, count(*) FROM seen JOIN stories_story_promises ON story_id = seen.id
JOIN charter_promise ON charter_promise.id = promise_id GROUP BY slug
"""


def counts_of(stories) -> dict[tuple[str, str], int]:
    """By choice and answer; an answer that no story gives is not there."""
    seen, asked = stories.order_by().values("pk", "kind", "minutes").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(COUNTS.format(seen=seen), [*asked, SHORT_MINUTES])
        return {(name, answer): number for name, answer, number in cursor}
