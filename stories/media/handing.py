"""Handing out a file after it was asked who may have it: the right type, in pieces where asked, nothing kept."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified, HttpResponseRedirect, StreamingHttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.http import parse_etags

from .ranges import Unsatisfiable, asked_range

PIECE = 64 * 1024
# For so many seconds the bucket gives out a file at an address that we have signed.
SIGNED_SECONDS = 60


def hand_out(request, file, *, content_type: str, size: int, etag: str):
    """The file, or the range of it that is asked for. Browsers ask again each time: a story can be taken back. What
    is no picture, sound or film is never opened beside our pages.
    """
    etag = f'"{etag}"'
    headers = {
        "Content-Type": content_type,
        "Content-Disposition": "attachment" if content_type.startswith("application/") else "inline",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
        "Accept-Ranges": "bytes",
        "ETag": etag,
    }
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in known or etag in {tag.removeprefix("W/") for tag in known}:
        return HttpResponseNotModified(headers={name: headers[name] for name in ("ETag", "Cache-Control")})
    if settings.MEDIA_HANDOFF:
        return HAND_OFF[settings.MEDIA_HANDOFF](file, headers)
    try:
        wanted = wanted_range(request, size, etag)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    first, last = wanted or (0, size - 1)
    headers["Content-Length"] = str(last - first + 1)
    if wanted:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    status = 206 if wanted else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(pieces(file, first, last), status=status, headers=headers)


def wanted_range(request, size: int, etag: str):
    """A range counts for GET alone, and only while the file is the one that the reader has a part of."""
    if request.method != "GET" or "Range" not in request.headers:
        return None
    if request.headers.get("If-Range", etag) != etag:
        return None
    return asked_range(request.headers["Range"], size)


def pieces(file, first: int, last: int):
    """The bytes, a piece at a time; the file is closed at the end."""
    with file.open("rb") as opened:
        opened.seek(first)
        left = last - first + 1
        while left > 0 and (piece := opened.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def by_nginx(file, headers) -> HttpResponse:
    """nginx sends it, and its ranges, from an internal address that it opens for nobody else."""
    return HttpResponse(
        headers={**headers, "X-Accel-Redirect": iri_to_uri(f"{settings.MEDIA_HANDOFF_FROM}{file.name}")}
    )


def by_sendfile(file, headers) -> HttpResponse:
    """Apache (mod_xsendfile) or lighttpd sends the file of this path."""
    return HttpResponse(headers={**headers, "X-Sendfile": file.path})


def by_bucket(file, headers) -> HttpResponse:
    """The bucket sends it, at an address that is good for one minute; then it is asked again who may have it."""
    said = {f"Response{name.replace('-', '')}": headers[name] for name in ("Content-Type", "Content-Disposition")}
    address = file.storage.url(file.name, parameters=said, expire=SIGNED_SECONDS)
    return HttpResponseRedirect(address, headers={"Cache-Control": "private, no-store"})


HAND_OFF = {"x-accel-redirect": by_nginx, "x-sendfile": by_sendfile, "presigned": by_bucket}
