"""Public pages from memory: what anyone may read is built once and served to all who have no session.

Placed first, before everything that costs time. A page is kept under its address, the reading settings and the page
stamp (`record/stamp.py`); any deed puts a new stamp in force, so a withdrawn thing is gone from every process at once.
"""

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.gzip import GZipMiddleware
from django.utils.http import parse_etags

from halton_coprod.easyread.mode import has_switched, reading_cookies
from halton_coprod.record.stamp import page_stamp

# A deed, or the next day (a promise falls due, a story's time runs out), ends a kept page before that.
SECONDS = 60
LONGEST_ADDRESS = 300
# Of pages as they are kept, packed: about 80 of them. Nearly every reader's browser unpacks them itself; for others the
# last few are kept unpacked too.
MOST_BYTES = 1_000_000
UNPACKED = 8
SET_WHEN_SERVED = ("Content-Length", "Vary", "Cache-Control", "ETag")


@dataclass(frozen=True)
class Page:
    """One kept page: until when, its bytes packed, what both forms of it say of themselves, and its validator."""

    until: float
    packed: bytes
    headers: dict[str, str]
    etag: str


@lru_cache(maxsize=UNPACKED)
def unpacked(packed: bytes) -> bytes:
    return gzip.decompress(packed)


# Packed already; and a range of bytes must stay the bytes it says it is.
NOT_PACKED = ("image/", "audio/", "video/")


class Compression(GZipMiddleware):
    """Django's own, for what gets smaller by it."""

    def process_response(self, request, response):
        if response.get("Content-Type", "").startswith(NOT_PACKED):
            return response
        return super().process_response(request, response)


class PageCacheMiddleware:
    """Serves kept pages to requests without a session; keeps every plain answer that sets no cookie.

    Such an answer can depend on nothing but its address and the reading settings, which are both in the key.
    Everything else passes through Django's own compression, which therefore does not stand in the settings.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.compressed = Compression(get_response)
        self.pages: dict[tuple, Page] = {}
        self.kept_bytes = 0

    def __call__(self, request):
        key = self.key(request)
        if key is None:
            return self.compressed(request)
        page = self.pages.get(key)
        if page is None or page.until < monotonic():
            response = self.get_response(request)
            if not self.is_public(response):
                return self.compressed.process_response(request, response)
            page = self.keep(key, response)
        return self.serve(page, request.META)

    def key(self, request) -> tuple | None:
        """What a kept page may depend on; None where the answer can be for this reader alone."""
        meta, path = request.META, request.path_info
        query = meta.get("QUERY_STRING", "")
        if (
            request.method not in ("GET", "HEAD")
            or path.startswith(settings.STATIC_URL)
            or len(query) > LONGEST_ADDRESS
            or ("HTTP_COOKIE" in meta and settings.SESSION_COOKIE_NAME in request.COOKIES)
            or ("HTTP_REFERER" in meta and has_switched(request))
        ):
            return None
        likes = reading_cookies(request.COOKIES) if "HTTP_COOKIE" in meta else ()
        return page_stamp(), request.scheme, meta.get("HTTP_HOST", ""), path, query, likes

    def is_public(self, response):
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and not response.has_header("Content-Encoding")
            # A page with a form holds the secret of the cookie its reader came with.
            and b"csrfmiddlewaretoken" not in response.content
            and not {"no-store", "private"} & set(response.get("Cache-Control", "").replace(" ", "").split(","))
        )

    def keep(self, key, response) -> Page:
        """Shelve it; when the shelf is full, what was put there first goes."""
        headers = {name: value for name, value in response.headers.items() if name not in SET_WHEN_SERVED}
        headers |= {"Vary": "Accept-Encoding, Cookie", "Cache-Control": "no-cache"}
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:20]}"'
        page = Page(monotonic() + SECONDS, gzip.compress(response.content, 6, mtime=0), headers, etag)
        self.drop(key)
        self.pages[key] = page
        self.kept_bytes += len(page.packed)
        while self.kept_bytes > MOST_BYTES:
            self.drop(next(iter(self.pages)))
        return page

    def drop(self, key) -> None:
        if page := self.pages.pop(key, None):
            self.kept_bytes -= len(page.packed)

    def serve(self, page, meta):
        known = meta.get("HTTP_IF_NONE_MATCH")
        packed = "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "")
        tag = {"ETag": f"W/{page.etag}" if packed else page.etag}
        if known and page.etag in {one.removeprefix("W/") for one in parse_etags(known)}:
            return HttpResponseNotModified(
                headers={name: page.headers[name] for name in ("Vary", "Cache-Control")} | tag
            )
        content = page.packed if packed else unpacked(page.packed)
        said = tag | {"Content-Length": str(len(content))} | ({"Content-Encoding": "gzip"} if packed else {})
        return HttpResponse(content, headers=page.headers | said)
