"""What a person has typed is never lost: not by the switch, not by a sign-in that ran out, not by an old page.

The words wait in the session, each under the address of the page that will show them again, and are taken out once:
what is typed on the way (an email address, a code) does not take the place of what waits at its end.
"""

import time
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.forms.utils import ErrorDict
from django.http import HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .editor import ask_nothing_else
from .mode import to_form
from .one_by_one import OneByOne

SESSION_KEY = "typed_words"
SWITCH = "_switch"
NOT_KEPT = ("csrfmiddlewaretoken", SWITCH, "password", "code")
# Far above the longest text that any form takes.
MOST_KEPT = 1_000_000
# Of all pages together. What has waited longest goes first; what was typed now always fits.
MOST_PLACES = 10
MOST_KEPT_IN_ALL = 2 * MOST_KEPT
# Others may use this device too: words that nobody came back for are not shown to whoever comes the day after.
LONGEST_KEPT = 24 * 3600


def keep_typed(request, path: str, *, says_so: bool = True) -> bool:
    """Keep the posted words for the next look at `path` (in either form of the page). False: there were none.

    The page says that they are there again, unless the person never left it (`says_so`).
    More than we keep is refused with the page that says so, and never dropped without a word.
    """
    typed = request.POST.copy()
    for name in NOT_KEPT:
        typed.pop(name, None)
    encoded = typed.urlencode()
    if len(encoded) > MOST_KEPT:
        raise RequestDataTooBig
    if encoded or request.FILES:
        put(request, path, encoded, had_files=bool(request.FILES), says_so=says_so)
    return bool(encoded or request.FILES)


def say_it_is_safe(request) -> None:
    """On the way to signing in, in whichever form it is read."""
    messages.info(request, _("Your sign-in ran out. What you wrote is safe. Sign in to see it again."))


def put_typed(request, path: str, **words) -> None:
    """Fill in the form of another page beforehand."""
    typed = QueryDict(mutable=True)
    typed.update(words)
    put(request, path, typed.urlencode())


def put(request, path: str, encoded: str, *, had_files: bool = False, says_so: bool = False) -> None:
    place = to_form(path, easy=False)
    kept = {"words": encoded, "at": time.time(), "had_files": had_files, "says_so": says_so}
    others = {other: words for other, words in waiting(request).items() if other != place}
    request.session[SESSION_KEY] = newest({**others, place: kept})


def waiting(request) -> dict[str, dict]:
    """What is kept for each page, and not too old to be shown."""
    kept = getattr(request, "session", {}).get(SESSION_KEY, {})
    return {place: words for place, words in kept.items() if time.time() - words["at"] <= LONGEST_KEPT}


def newest(kept: dict[str, dict]) -> dict[str, dict]:
    """As much of it as we keep."""
    last = list(kept.items())[-MOST_PLACES:]
    while sum(len(words["words"]) for _place, words in last) > MOST_KEPT_IN_ALL:
        last.pop(0)
    return dict(last)


def take_typed(request, path: str) -> QueryDict | None:
    """The words kept for this page, once. A file cannot be kept: then the page says so."""
    others = waiting(request)
    kept = others.pop(to_form(path, easy=False), None)
    if kept is None:
        return None
    request.session[SESSION_KEY] = others
    if kept["says_so"] and kept["words"]:
        messages.info(request, _("What you typed is here again. It is not sent yet."))
    if kept["had_files"]:
        messages.warning(request, _("We could not keep your file. Choose it again."))
    return QueryDict(kept["words"], mutable=True)


def show_typed(form, typed: QueryDict) -> None:
    """Fill a fresh form or formset with kept words, without complaining about what is not filled in yet."""
    form.data, form.is_bound = typed, True
    if hasattr(form, "forms"):
        form._errors, form._non_form_errors = [], form.error_class()
        for one in form.forms:
            one._errors = ErrorDict()
    else:
        form._errors = ErrorDict()


def came_from_here(request) -> bool:
    """Was this posted from a page of ours? (So that no other site can put words into our forms.)"""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()


def page_before(request) -> str:
    """The page of ours on which something was pressed."""
    before = urlsplit(request.headers.get("Referer", "/"))
    path = f"/{before.path.lstrip('/')}"
    return f"{path}?{before.query}" if before.query else path


def pressed(view):
    """A view that is a button: its address shows no page."""
    view = require_POST(view)
    view.http_method_names = ["post"]
    return view


def is_a_button(view) -> bool:
    """Nothing is to be seen at its address, so no words can wait there."""
    view_class = getattr(view, "view_class", None)
    taken = getattr(view_class or view, "http_method_names", ["get"])
    return "get" not in taken or (view_class is not None and not hasattr(view_class, "get"))


def looked_for(request) -> str:
    """The page in the other form, with what stands in its form to look for something, whether that was sent or not.

    The switch itself says what else is to stay, "page=2".
    """
    said = QueryDict(mutable=True)
    for each in (QueryDict(request.GET[SWITCH]), request.GET):
        for name, values in each.lists():
            said.setlist(name, [value for value in values if value and name != SWITCH])
    query = said.urlencode()
    return to_form(f"{request.path}?{query}" if query else request.path, easy=not request.reading.easy)


class SwitchKeepsTypedMiddleware:
    """The switch on a page with a form is a button of that form: keep the words, show the page in the other form.

    And each file says who brought it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method == "GET" and SWITCH in request.GET:
            return HttpResponseRedirect(looked_for(request), status=303)
        if request.method != "POST":
            return None
        for _name, uploads in request.FILES.lists():
            for upload in uploads:
                upload.brought_by = request.user
        if SWITCH not in request.POST:
            return None
        keep_typed(request, request.path, says_so=False)
        if to_form(request.GET.get("next", ""), easy=False) in waiting(request):
            say_it_is_safe(request)
        return HttpResponseRedirect(request.reading.counterpart, status=303)

    def process_template_response(self, request, response):
        context = response.context_data or {}
        form, formset = context.get("form"), context.get("formset")
        if form is None:
            return response
        typed = take_typed(request, request.path) if request.method == "GET" else None
        if typed is not None:
            for each in filter(None, (form, formset)):
                show_typed(each, typed)
        elif request.method == "POST" and form.is_bound:
            ask_nothing_else(form)
        if isinstance(form, OneByOne) and request.reading.easy:
            form.ask_one(pressed=typed is None and form.is_bound)
        return response


class KeepTypedLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Signing in is asked by default; somebody whose sign-in ran out while writing finds the words again."""

    def handle_no_permission(self, request, view_func):
        if request.method != "POST" or not came_from_here(request):
            return super().handle_no_permission(request, view_func)
        if is_a_button(view_func):
            messages.info(request, _("Your sign-in ran out. Sign in again. Then press the button again."))
            field = self.get_redirect_field_name(view_func)
            return redirect_to_login(page_before(request), self.get_login_url(view_func), field)
        if keep_typed(request, request.path):
            say_it_is_safe(request)
        return super().handle_no_permission(request, view_func)
