"""The databases themselves keep audit lines, whoever asks them to forget."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone

from members.models.retention import LINES
from tests.databases import KINDS, own_hub

ADD = (
    "INSERT INTO record_auditline (at, verb, thing_kind, thing_id, fields, note) "
    "VALUES ('{:%Y-%m-%d %H:%M:%S}', '{}', 'x', '1', '[]', '')"
)
DELETE = "DELETE FROM record_auditline WHERE verb = '{}'"
DAY = timedelta(days=1)


def opened(url: str):
    """The database without the hub, as somebody with its password would open it."""
    kind, _, place = url.partition(":///")
    return closing(sqlite3.connect(place) if kind == "sqlite" else psycopg.connect(url, autocommit=True))


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_of_the_last_six_years_is_not_deleted(kind, tmp_path):
    with own_hub(kind, tmp_path) as hub, opened(hub["DATABASE_URL"]) as database:
        for age, verb in ((DAY * 0, "new"), (LINES - 2 * DAY, "almost"), (LINES, "old")):
            database.execute(ADD.format(timezone.now() - age, verb))
        for verb in ("new", "almost"):
            with pytest.raises((sqlite3.Error, psycopg.Error), match="kept for six years"):
                database.execute(DELETE.format(verb))
        database.execute(DELETE.format("old"))
        left = database.execute("SELECT verb FROM record_auditline ORDER BY id").fetchall()
        assert left == [("new",), ("almost",)]
