"""The stamp under which public pages are kept: a new stamp makes every process forget its copies at once.

Every public request looks at it. With a shared cache (Redis) it is kept there; else it is a small file, because reading
one, without Python's file objects, costs a tenth of asking the file cache.
"""

import os
import secrets
from functools import lru_cache, wraps

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

KEY = "page-stamp"
FILE = settings.HUB_DATA / KEY


def page_stamp() -> str:
    """The stamp now in force, the same in all processes. It carries the day: what ends with a day is gone with it."""
    stamp = (cache.get(KEY) if settings.CACHE_URL else read_file()) or forget_pages()
    return f"{stamp} {timezone.localdate()}"


def forget_pages() -> str:
    """Put a new stamp in force, so that no kept page is served any more."""
    stamp = secrets.token_hex(8)
    if settings.CACHE_URL:
        cache.set(KEY, stamp, timeout=None)
    else:
        write_file(stamp)
    return stamp


def kept_under() -> str | None:
    """The stamp under which what is found or drawn now may be kept in this process. None inside a transaction: a deed
    may be under way there, and what it has not committed is nobody else's to see.
    """
    return None if transaction.get_connection().in_atomic_block else page_stamp()


def until_next_deed(find):
    """Keep in this process what `find` finds for these arguments, until a deed puts a new stamp in force.

    For what everybody may read; whoever gets it must not change it. Inside a transaction nothing is kept.
    """

    @lru_cache(maxsize=200)
    def found_at(_stamp, *arguments):
        return find(*arguments)

    @wraps(find)
    def kept(*arguments):
        stamp = kept_under()
        return find(*arguments) if stamp is None else found_at(stamp, *arguments)

    return kept


def read_file() -> str:
    try:
        file = os.open(FILE, os.O_RDONLY)
    except FileNotFoundError:
        return ""
    try:
        return os.read(file, 100).decode("ascii")
    finally:
        os.close(file)


def write_file(stamp: str) -> None:
    """In one stroke: nobody reads half a stamp."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    new = FILE.with_name(f"{KEY}.{stamp}")
    new.write_text(stamp, encoding="ascii")
    os.replace(new, FILE)
