"""Reading modes: the address says which form of a page is shown, cookies remember how a person likes to read.

`/charter/` is the standard form, `/easy/charter/` the same page in easy read. The middleware strips the mount, sets
the script prefix (so every reverse() stays in the form) and activates the language.
"""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpResponseRedirect
from django.urls import set_script_prefix
from django.utils import translation

EASY_MOUNT = "/easy"
STANDARD, EASY = "en-gb", "en-simple"
# Django knows no names for variants: en-simple is BCP 47 for "simplified form".
LANG_INFO.setdefault(EASY, {"bidi": False, "code": EASY, "name": "Easy read", "name_local": "Easy read"})

SIZES = ("normal", "large", "larger")
COLOURS = ("white", "cream", "dark")
PICTURES = ("on", "off")
SETTINGS_COOKIE = "reading"
FORM_COOKIE = "reading_form"
COOKIE_AGE = 365 * 24 * 3600
# Addresses of files: they have no easy-read form of their own.
FILES = (settings.STATIC_URL, f"{settings.MEDIA_URL}own/", "/health/")


@dataclass(frozen=True)
class Reading:
    """How this person reads this page."""

    easy: bool = False
    size: str = "normal"
    colours: str = "white"
    pictures: str = "on"
    counterpart: str = "/easy/"
    # Did the person come from this same page in the other form? Then the switch was pressed.
    switched: bool = False

    @property
    def lang(self):
        return EASY if self.easy else "en-GB"

    @property
    def mode(self):
        return "easy" if self.easy else "standard"

    @property
    def has_large_words(self):
        """On a phone little else fits on the screen with them."""
        return self.size != "normal"

    @property
    def cookie(self):
        """The settings as one short word, also part of the page cache's key."""
        return f"{self.size}.{self.colours}.{self.pictures}"


def settings_from_cookie(value: str) -> dict[str, str]:
    """The reading settings in a cookie; anything unknown falls back to the default."""
    size, colours, pictures = ([*value.split("."), "", "", ""])[:3]
    return {
        "size": size if size in SIZES else "normal",
        "colours": colours if colours in COLOURS else "white",
        "pictures": pictures if pictures in PICTURES else "on",
    }


def to_form(address: str, *, easy: bool) -> str:
    """The same address in the asked form: "/charter/?a=1" and "/easy/charter/?a=1".

    Where somebody wants to go from there (`next`) is then meant in that form too.
    """
    path, mark, query = address.partition("?")
    if "next=" in query:
        said = parse_qsl(query, keep_blank_values=True)
        query = urlencode([(name, in_form(value, easy) if name == "next" else value) for name, value in said])
    return f"{in_form(path, easy)}{mark}{query}"


def in_form(path: str, easy: bool) -> str:
    """Whatever was asked, this leads to no other website."""
    if not path.startswith("/"):
        return path
    bare = path[len(EASY_MOUNT) :] if path == EASY_MOUNT or path.startswith(f"{EASY_MOUNT}/") else path
    return f"{EASY_MOUNT if easy else ''}/{bare.lstrip('/')}"


def reading_cookies(cookies) -> tuple[str, str]:
    """All that a page can know of how somebody reads who has not signed in."""
    return cookies.get(SETTINGS_COOKIE, ""), cookies.get(FORM_COOKIE, "")


def has_switched(request) -> bool:
    """Was the switch pressed? Then somebody came from this same page in the other form."""
    return came_from(request, to_form(request.path_info, easy=not request.path_info.startswith(f"{EASY_MOUNT}/")))


class ReadingModeMiddleware:
    """Decides the form of the page and keeps the person's choice."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        path = request.path_info
        if path == EASY_MOUNT:
            return HttpResponseRedirect(f"{EASY_MOUNT}/", status=301)
        easy = path.startswith(f"{EASY_MOUNT}/")
        if easy:
            request.path_info = path[len(EASY_MOUNT) :]
            request.META["SCRIPT_NAME"] = EASY_MOUNT
            if request.path_info.startswith(FILES):
                return HttpResponseRedirect(request.path_info)
        set_script_prefix(f"{EASY_MOUNT}/" if easy else "/")
        request.reading = Reading(
            easy=easy,
            counterpart=(counterpart := to_form(request.get_full_path(), easy=not easy)),
            switched=came_from(request, counterpart),
            **settings_from_cookie(request.COOKIES.get(SETTINGS_COOKIE, "")),
        )
        request.LANGUAGE_CODE = EASY if easy else STANDARD
        if not easy and path == "/" and not request.reading.switched and request.COOKIES.get(FORM_COOKIE) == "easy":
            return HttpResponseRedirect(to_form(request.get_full_path(), easy=True))
        response = self.get_response(request)
        if request.reading.switched:
            keep(response, FORM_COOKIE, request.reading.mode)
        return response


class LanguageMiddleware:
    """Speaks the language of the form, from here inwards: a page that is kept has been said already."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with translation.override(request.LANGUAGE_CODE):
            return self.get_response(request)


def came_from(request, address: str) -> bool:
    """Did a page of ours with this path lead here?"""
    if "HTTP_REFERER" not in request.META:
        return False
    referrer = urlsplit(request.META["HTTP_REFERER"])
    return referrer.netloc == request.META.get("HTTP_HOST") and referrer.path == urlsplit(address).path


class SecurityHeadersMiddleware:
    """Two constant headers that Django 5.2 has no setting for. Nothing inline, nothing from elsewhere but
    from our own bucket, where that hands out files.
    """

    FILES_FROM = f"'self' {settings.MEDIA_ORIGIN}".strip()
    HEADERS = {
        "Content-Security-Policy": (
            f"default-src 'none'; script-src 'self'; style-src 'self'; img-src {FILES_FROM}; font-src 'self'; "
            f"media-src {FILES_FROM}; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
            "manifest-src 'self'"
        ),
        "Permissions-Policy": (
            "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
            "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
        ),
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def keep(response, name: str, value: str) -> None:
    """Remember a reading choice for a year. It holds no personal data and no identifier."""
    response.set_cookie(
        name, value, max_age=COOKIE_AGE, secure=settings.READING_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def change_settings(reading: Reading, **changes) -> Reading:
    """`reading` with other settings; unknown values are refused by the form before they come here."""
    return replace(reading, **changes)


def reading(request):
    """Context processor: `reading` in every template."""
    return {"reading": getattr(request, "reading", Reading())}
