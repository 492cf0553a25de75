"""Queries and bytes of the pages that people meet first (DESIGN.md 6)."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.templatetags.static import static
from django.test.utils import CaptureQueriesContext

from charter import services
from charter.models import Part, Promise, Version
from tests.charter.conftest import day

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PUBLIC = (
    "/",
    "/words/",
    "/help/",
    "/search/?q=money",
    "/charter/",
    "/charter/definition/",
    "/charter/values/",
    "/charter/values/honesty/",
    "/charter/infrastructure/",
    "/charter/accountability/",
    "/charter/accountability/expenses-in-five-days/",
    "/charter/adopters/",
    "/charter/adopters/example-nhs-trust/",
    "/charter/history/",
    "/charter/history/3/",
    "/charter/history/3/changes/",
    "/charter/history/4/comments/",
    "/charter/concerns/",
    "/charter/concerns/tell/",
)
SIGNED_IN = ("/me/", "/team/", "/team/charter/", "/team/charter/versions/3/", "/charter/accountability/")
GROWING = ("/charter/accountability/", "/team/charter/", "/charter/history/3/", "/team/charter/versions/3/")
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture
def example(example_charter, db):
    return Version.objects.in_force()


def queries(client, path) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@FORMS
def test_a_public_page_that_is_not_kept_asks_at_most_six_times(client, example, form):
    client.cookies["sessionid"] = "none"
    asked = {path: queries(client, form + path) for path in PUBLIC}
    assert {path: number for path, number in asked.items() if number > 6} == {}


@FORMS
def test_a_page_of_somebody_signed_in_asks_at_most_twelve_times(client, example, editor, form):
    client.force_login(editor)
    asked = {path: queries(client, form + path) for path in SIGNED_IN}
    assert {path: number for path, number in asked.items() if number > 12} == {}


def test_more_rows_do_not_ask_more(client, example, editor):
    version = services.rework_version(Version.objects.out_for_comment(), by=editor)
    client.force_login(editor)
    before = [queries(client, path) for path in GROWING]
    for number in range(20):
        promise = services.add_promise(slug=f"more-{number}", owner="The council", made_on=day(0), by=editor)
        services.add_part(version, kind=Part.Kind.PROMISE, of=promise, name=f"More {number}", text="More.", by=editor)
    Part.objects.filter(promise__slug__startswith="more-").update(version=example)
    assert Promise.objects.count() == 30
    assert [queries(client, path) for path in GROWING] == before


@FORMS
def test_a_first_view_is_light(client, example, form):
    for path in ("/", "/charter/", "/charter/accountability/"):
        assert_light(client, form + path)


def test_scripts_are_small():
    """What one page loads, as it is written; and all of them together over the wire."""
    sizes = {path.name: path.stat().st_size for path in (settings.BASE_DIR / "static" / "js").glob("*.js")}
    assert sizes.pop("hub.js") + max(sizes.values()) <= 10_000
    assert sum(compressed(static(f"js/{name}")) for name in ("hub.js", *sizes)) <= 10_000


def assert_light(client, path):
    page = client.get(path, headers={"accept-encoding": "gzip"})
    html = gzip.decompress(page.content).decode()
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    scripts = re.findall(r'<script src="([^"]+)"', html)
    pictures = set(re.findall(r'<img[^>]* src="([^"]+)"', html))
    fonts = list((Path(settings.STATIC_ROOT) / "fonts").glob("*.*.ttf.br"))

    words = len(page.content) + sum(compressed(address) for address in (*sheets, *scripts))
    assert words <= 25_000
    assert (
        words + sum(compressed(address) for address in pictures) + sum(one.stat().st_size for one in fonts) <= 120_000
    )


def compressed(address: str) -> int:
    file = Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)
    return min(one.stat().st_size for one in file.parent.glob(f"{file.name}*"))
