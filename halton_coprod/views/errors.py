"""The pages for when something goes wrong: in the reader's form, saying what to do next, showing nothing internal."""

import sys
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from halton_coprod.easyread.mode import Reading
from halton_coprod.easyread.typed import came_from_here, keep_typed
from halton_coprod.record.flow import NotNow
from members import guard

from .shell import facts

RETRY_AFTER = "60"


def bad_request(request, exception=None):
    """400; and 413 when what was sent is bigger than we take."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    """403, with the sentence of our own rules where one said why."""
    return render(request, "403.html", {"says": sentence_of(exception)}, status=403)


def sentence_of(exception):
    """What one of our rules said to the person. Anything else might tell of the inside."""
    said = exception.args[0] if exception and exception.args else ""
    return said if isinstance(said, Promise) or isinstance(exception, NotNow) else ""


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


@login_not_required
def too_many(request, exception=None):
    """429, as allauth's own limits answer."""
    return guard.too_many(request)


def broken(request):
    """500; or 503 when the database is away. Asks neither the database nor the session.

    What was typed lies in the page itself, behind a button that sends it once more.
    """
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    name, status = ("503.html", 503) if is_away else ("500.html", 500)
    response = HttpResponse(render_to_string(name, {**bare_context(request), **sent(request)}), status=status)
    add_never_cache_headers(response)
    return later(response) if is_away else response


def sent(request) -> dict:
    """What a page of ours has just sent, to be sent again. A file cannot be sent again: then the page says so."""
    if request.method != "POST" or not came_from_here(request):
        return {}
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    again = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
    return {"again": again, "had_files": bool(request.FILES), "csrf_token": get_token(request)}


def later(response):
    """Tell machines when to come back."""
    response.headers["Retry-After"] = RETRY_AFTER
    return response


def bare_context(request) -> dict:
    """What a page needs at the least, without the context processors."""
    return {"reading": getattr(request, "reading", Reading()), "request": request, "hub": facts()}


class NotAllowedPageMiddleware:
    """A button's address opened as a page (after signing in again, say) answers in words, not with an empty page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response


@login_not_required
def csrf_failure(request, reason=""):
    """An old page or a lost cookie: back to the form with what was typed. From elsewhere: refused."""
    if request.method != "POST" or not came_from_here(request):
        return render(request, "403.html", {"says": ""}, status=403)
    back = urlsplit(request.headers.get("Referer") or request.path)
    keep_typed(request, back.path)
    messages.warning(request, _("This page was open for a long time. Nothing was changed. Please try again."))
    return HttpResponseRedirect(back._replace(scheme="", netloc="", fragment="").geturl(), status=303)
