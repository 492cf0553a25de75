"""Public pages from memory: what anyone may read is built once and served to all who have no session.

Placed before everything that costs time. A page is kept under its address, the reading settings and the page stamp
(`record/stamp.py`); any deed puts a new stamp in force, so a withdrawn thing is gone from every process at once.
"""

import gzip
import hashlib
from dataclasses import dataclass
from time import monotonic

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.gzip import GZipMiddleware
from django.utils.http import parse_etags

from halton_coprod.record.stamp import page_stamp

# Also the longest that a date passing (a promise falling due) stays unnoticed on a kept page.
SECONDS = 60
LONGEST_ADDRESS = 300
MOST_PAGES = 500
SET_WHEN_SERVED = ("Content-Length", "Vary", "Cache-Control", "ETag")


@dataclass(frozen=True)
class Page:
    """One kept page: until when, its headers, its bytes, plain and compressed, and its validator."""

    until: float
    headers: tuple[tuple[str, str], ...]
    plain: bytes
    zipped: bytes
    etag: str


class PageCacheMiddleware:
    """Serves kept pages to requests without a session; keeps every plain answer that sets no cookie.

    Such an answer can depend on nothing but its address and the reading settings, which are both in the key.
    Everything else passes through Django's own compression, which therefore does not stand in the settings.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.compressed = GZipMiddleware(get_response)
        self.pages: dict[tuple, Page] = {}

    def __call__(self, request):
        if not self.may_be_kept(request):
            return self.compressed(request)
        key = self.key(request)
        page = self.pages.get(key)
        if page is None or page.until < monotonic():
            response = self.get_response(request)
            if not self.is_public(response):
                return self.compressed.process_response(request, response)
            page = self.keep(key, response)
        return self.serve(page, request)

    def may_be_kept(self, request):
        return (
            request.method in ("GET", "HEAD")
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not request.path_info.startswith(settings.STATIC_URL)
            and len(request.META.get("QUERY_STRING", "")) < LONGEST_ADDRESS
        )

    def key(self, request):
        return (
            page_stamp(),
            request.scheme,
            request.META.get("HTTP_HOST", ""),
            request.get_full_path(),
            request.reading.cookie,
        )

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
        plain = response.content
        headers = {name: value for name, value in response.headers.items() if name not in SET_WHEN_SERVED}
        etag = f'"{hashlib.sha256(plain).hexdigest()[:20]}"'
        page = Page(monotonic() + SECONDS, tuple(headers.items()), plain, gzip.compress(plain, 6, mtime=0), etag)
        self.pages[key] = page
        while len(self.pages) > MOST_PAGES:
            self.pages.pop(next(iter(self.pages)), None)
        return page

    def serve(self, page, request):
        accepts_gzip = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        if page.etag in {tag.removeprefix("W/") for tag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))}:
            response = HttpResponseNotModified()
        else:
            content = page.zipped if accepts_gzip else page.plain
            response = HttpResponse(content, headers=dict(page.headers))
            response["Content-Length"] = str(len(content))
            if accepts_gzip:
                response["Content-Encoding"] = "gzip"
        response["ETag"] = f"W/{page.etag}" if accepts_gzip else page.etag
        response["Vary"] = "Accept-Encoding, Cookie"
        response["Cache-Control"] = "no-cache"
        return response
