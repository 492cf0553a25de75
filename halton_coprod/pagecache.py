"""Public pages from memory: what anyone may read is built once and served to all who have no session.

Placed before everything that costs time. A page is kept under its address, the reading settings and the page stamp
(`record/stamp.py`); any deed puts a new stamp in force, so a withdrawn thing is gone from every process at once.
"""

import gzip
import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from halton_coprod.record.stamp import page_stamp

# Also the longest that a date passing (a promise falling due) stays unnoticed on a kept page.
SECONDS = 60
LONGEST_ADDRESS = 300


@dataclass(frozen=True)
class Page:
    """One kept page: its headers, its bytes, plain and compressed, and its validator."""

    headers: tuple[tuple[str, str], ...]
    plain: bytes
    zipped: bytes
    etag: str


class PageCacheMiddleware:
    """Serves kept pages to requests without a session; keeps every plain answer that sets no cookie.

    Such an answer can depend on nothing but its address and the reading settings, which are both in the key.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.pages = caches["pages"]

    def __call__(self, request):
        if not self.may_be_kept(request):
            return self.get_response(request)
        key = self.key(request)
        page = self.pages.get(key)
        if page is None:
            response = self.get_response(request)
            if not self.is_public(response):
                return response
            page = self.keep(response)
            self.pages.set(key, page, SECONDS)
        return self.serve(page, request)

    def may_be_kept(self, request):
        return (
            request.method in ("GET", "HEAD")
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not request.path_info.startswith(settings.STATIC_URL)
            and len(request.META.get("QUERY_STRING", "")) < LONGEST_ADDRESS
        )

    def key(self, request):
        parts = (
            page_stamp(),
            request.scheme,
            request.META.get("HTTP_HOST", ""),
            request.get_full_path(),
            request.reading.cookie,
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

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

    def keep(self, response):
        plain = response.content
        headers = {**response.headers, "Cache-Control": "no-cache", "Vary": "Accept-Encoding, Cookie"}
        headers.pop("Content-Length", None)
        etag = f'"{hashlib.sha256(plain).hexdigest()[:20]}"'
        return Page(tuple(headers.items()), plain, gzip.compress(plain, 6, mtime=0), etag)

    def serve(self, page, request):
        accepts_gzip = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        etag = f"W/{page.etag}" if accepts_gzip else page.etag
        if page.etag in {tag.removeprefix("W/") for tag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))}:
            response = HttpResponseNotModified()
        else:
            response = HttpResponse(page.zipped if accepts_gzip else page.plain)
            for name, value in page.headers:
                response[name] = value
            if accepts_gzip:
                response["Content-Encoding"] = "gzip"
        response["ETag"], response["Vary"], response["Cache-Control"] = (
            etag,
            "Accept-Encoding, Cookie",
            "no-cache",
        )
        return response
