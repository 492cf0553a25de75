"""What every page of the hub shows of itself, and the answer for machines that ask whether the hub is well."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpResponse

from halton_coprod.easyread.words import PageWords, WordList
from halton_coprod.record.stamp import page_stamp

SHEETS = ("tokens", "base", "components", "forms", "easy", "pages", "charter", "print")
SHEET_FILES = [f"css/{name}.css" for name in SHEETS if (settings.BASE_DIR / "static" / "css" / f"{name}.css").exists()]


def hub(request):
    """Context processor: what every page shows, whether somebody is signed in here, and the words to explain."""
    return {"hub": {**facts(), "signed_in": is_signed_in(request), "words": PageWords(word_list)}}


def facts() -> dict:
    """What every page shows of the hub, without asking the database."""
    return {
        "name": settings.HUB_NAME,
        "help": settings.HELP,
        "demo": bool(settings.HUB_DEMO),
        "address": settings.SITE_URL.rstrip("/"),
        "sheets": SHEET_FILES,
    }


def is_signed_in(request) -> bool:
    """Without a session cookie nobody is signed in: then the database is not asked."""
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "user") and request.user.is_authenticated
    )


def word_list() -> WordList:
    """The words in force: read from the database only when some deed has put a new page stamp in force."""
    return word_list_at(page_stamp())


@lru_cache(maxsize=1)
def word_list_at(stamp: str) -> WordList:
    return WordList.load()


@login_not_required
def health(request):
    """200 when the hub can reach its database; for scripts and load balancers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("no database", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")
