"""The cast, the example hub and the browser of the tests."""

import gc
import os
import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.test import Client
from django.urls import set_script_prefix

import charter.example
from halton_coprod.record.stamp import forget_pages
from members import guard
from members.roles import CURATOR, EDITOR, FACILITATOR, POOL_STAFF, STAFF_ROLES
from tests import databases
from tests.browser.chromium import FLAGS, NO_IMAGES, PROGRAM, UNDRAWN, running_chromium
from tests.environment import HOME, WORKER
from tests.hub import running_copy


def pytest_configure(config):
    """Build the static files once for all workers."""
    is_built = (HOME / "static" / "staticfiles.json").exists()
    if not WORKER and not config.option.collectonly and not is_built:
        call_command("collectstatic", interactive=False, verbosity=0)


def pytest_collection_finish():
    """What is loaded by now stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    # A test makes little that only the collector finds; how often it looks costs more than what it finds.
    gc.set_threshold(100_000, 20, 20)


def pytest_collection_modifyitems(config, items):
    """What takes long begins first, so that no worker waits for another at the end; before all else one that needs no
    example hub, because whoever begins with the browser makes the hub, and the other would wait for it.

    On PostgreSQL there is nothing to see for tests that ask no database.
    """
    if os.environ.get("TEST_DATABASE_URL"):
        without = [item for item in items if not asks_database(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if asks_database(item)]
    items.sort(key=lambda item: [item.get_closest_marker(name) is None for name in ("first", "browser", "once")])


def asks_database(item) -> bool:
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, request):
    """Each worker begins with a copy of a database that was migrated once."""
    if request.config.option.nomigrations:
        return
    test = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        request.addfinalizer(databases.empty_memory().close)
        test["NAME"] = databases.IN_MEMORY
    else:
        test["TEMPLATE"] = databases.empty_template(os.environ["TEST_DATABASE_URL"])


@receiver(post_migrate)
def make_roles_again(sender, **_more):
    """Tests with a server empty every table behind them, and with them the roles that a migration made."""
    if sender.name == "members":
        for name in STAFF_ROLES:
            Group.objects.get_or_create(name=name)


@pytest.fixture(autouse=True)
def empty_caches(settings):
    """No page, no rate limit and no form of a page is kept from one test to the next."""
    set_script_prefix("/")
    # Else every client of every test reads a thousand static files before its first page.
    settings.WHITENOISE_AUTOREFRESH = True
    for name in settings.CACHES:
        caches[name].clear()
    forget_pages()


class HubClient(Client):
    """Signs people in as the real doors do: whoever works for the hub has taken the second step."""

    def force_login(self, user, backend=None, *, second_step=True):
        super().force_login(user, backend)
        if second_step and user.is_team:
            session = self.session
            session[RECORDS] = [{"method": "mfa", "at": time.time()}]
            session[f"{RECORDS}_user"] = str(user.pk)
            session.save()


@pytest.fixture
def client():
    return HubClient()


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup, django_db_blocker):
    """What a fixture of a module makes on this stands when each of its tests begins, and is gone after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def example_charter(rows_of_module):
    charter.example.load(by=make_person("editor", EDITOR))


def make_person(name, *roles):
    """Somebody of the cast; the same again where a fixture of the module has made them."""
    users = get_user_model().objects
    email = f"{name.replace(' ', '-')}@example.org"
    if user := users.filter(email=email).first():
        return user
    user = users.create_user(email, name=name.title())
    user.groups.set(Group.objects.filter(name__in=roles))
    user.is_staff = bool(roles)
    user.save()
    return user


@pytest.fixture
def resident(db):
    return make_person("resident")


@pytest.fixture
def stranger(db):
    return make_person("stranger")


@pytest.fixture
def editor(db):
    return make_person("editor", EDITOR)


@pytest.fixture
def pool_staff(db):
    return make_person("pool staff", POOL_STAFF)


@pytest.fixture
def facilitator(db):
    return make_person("facilitator", FACILITATOR)


@pytest.fixture
def curator(db):
    return make_person("curator", CURATOR)


os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync interface runs an event loop


@pytest.fixture(scope="session")
def hub(tmp_path_factory):
    """The example hub, running; one for each worker."""
    with running_copy(tmp_path_factory.mktemp("hub") / "data", HOME) as hub:
        yield hub


@pytest.fixture
def inside(hub, settings, tmp_path_factory, django_db_setup, django_db_blocker):
    """A client that asks no server, in the example hub as it stands now; what it does there is gone afterwards."""
    copy = tmp_path_factory.mktemp("inside") / "hub.sqlite3"
    settings.DATA_KEYS = [(hub.folder / "secret-key").read_text()]
    with (
        django_db_blocker.unblock(),
        databases.standing_in(hub.folder / "hub.sqlite3", copy),
        transaction.atomic(),
    ):
        yield HubClient()
        transaction.set_rollback(True)


@pytest.fixture
def nobody_waits(monkeypatch):
    """The machine answers within a second, which people never do."""
    monkeypatch.setattr(guard, "QUICKEST", 0)


@pytest.fixture(scope="session")
def chromium():
    """The machine's own Chromium; one for each worker."""
    if not PROGRAM:
        pytest.skip("no Chromium on this machine")
    with running_chromium(*NO_IMAGES) as browser:
        yield browser


@pytest.fixture(scope="session")
def undrawn(chromium):
    """One more, that lays pages out and draws nothing: less work where hundreds of pages are looked at."""
    browser = chromium.browser_type.launch(executable_path=PROGRAM, args=[*FLAGS, *UNDRAWN])
    yield browser
    browser.close()
