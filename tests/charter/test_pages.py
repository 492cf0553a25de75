"""The public pages in both forms: what they say, and what they never show."""

import pytest

pytestmark = pytest.mark.once

PAGES = [
    "/charter/",
    "/charter/definition/",
    "/charter/values/",
    "/charter/values/respect/",
    "/charter/infrastructure/",
    "/charter/accountability/",
    "/charter/accountability/expenses/",
    "/charter/accountability/old-promise/",
    "/charter/adopters/",
    "/charter/adopters/advocates/",
    "/charter/history/",
    "/charter/history/1/",
    "/charter/history/1/changes/",
    "/charter/history/2/",
    "/charter/history/2/changes/",
]


@pytest.mark.parametrize("mount", ["", "/easy"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_stands_in_both_forms(client, charter, page, mount):
    response = client.get(mount + page)
    assert response.status_code == 200
    html = response.content.decode()
    assert html.count("<h1>") == 1
