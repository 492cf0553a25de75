"""The stamp under which public pages are kept: a new stamp makes every process forget its copies at once."""

import secrets

from django.core.cache import cache

KEY = "page-stamp"


def page_stamp() -> str:
    """The stamp now in force, the same in all processes (kept in the shared cache)."""
    return cache.get(KEY) or forget_pages()


def forget_pages() -> str:
    """Put a new stamp in force, so that no kept page is served any more."""
    stamp = secrets.token_hex(8)
    cache.set(KEY, stamp, timeout=None)
    return stamp
