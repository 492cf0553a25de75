"""Where somebody has come to."""

import re

from playwright.sync_api import expect


def assert_at(page, path):
    """The page at this address has come, whatever its query says."""
    expect(page).to_have_url(re.compile(rf"^[^?]*:\d+{path}([?#]|$)"))
