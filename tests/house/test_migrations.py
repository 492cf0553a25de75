"""Migrations: none missing, one straight history for each app, and all of it can be taken back."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests.databases import let_tests_empty

from .test_layers import is_ours

pytestmark = pytest.mark.first


def our_apps() -> list[str]:
    return [app.label for app in apps.get_app_configs() if is_ours(Path(app.path))]


@pytest.fixture(scope="module")
def histories():
    """App → its migrations, the oldest first, as their files are named."""
    migrations = MigrationLoader(None).disk_migrations
    return {app: [migrations[key] for key in sorted(key for key in migrations if key[0] == app)] for app in our_apps()}


@pytest.mark.django_db
def test_none_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_each_app_has_one_straight_history(histories):
    assert set(histories) == {"charter", "easyread", "halton_coprod", "members", "record", "stories", "workshops"}
    for app, history in histories.items():
        before = [[name for of, name in one.dependencies if of == app] for one in history]
        assert before == [[], *([one.name] for one in history[:-1])]


def test_each_has_its_number_and_a_name_that_says_what_it_does(histories):
    for history in histories.values():
        assert [int(one.name[:4]) for one in history] == list(range(1, len(history) + 1))
        assert [one.name for one in history if re.search(r"_auto_|^\d+_alter|_and_more$", one.name)] == []


def tables() -> dict[str, list[str]]:
    """Every table of ours with its columns."""
    with connection.cursor() as cursor:
        return {
            name: sorted(column.name for column in connection.introspection.get_table_description(cursor, name))
            for name in connection.introspection.table_names(cursor)
            if name.startswith(tuple(f"{app}_" for app in our_apps()))
        }


@pytest.mark.django_db(transaction=True)
def test_everything_can_be_taken_back_and_done_again():
    before = tables()
    try:
        # All in one go: the state of every model is worked out once, not once for each app.
        MigrationExecutor(connection).migrate([(app, None) for app in our_apps()])
        assert tables() == {}
    finally:
        call_command("migrate", verbosity=0)
        if connection.vendor == "sqlite":
            let_tests_empty(connection.connection)
    assert tables() == before
