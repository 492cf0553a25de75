"""How somebody likes to read: one ordinary page, kept in cookies and, signed in, on the profile."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from halton_coprod.easyread import mode
from halton_coprod.forms import ReadingForm


@never_cache
@login_not_required
def reading(request):
    """Show the settings as they are; keep new ones and go back to where the person came from."""
    if request.method == "POST":
        form = ReadingForm(request.POST)
        if form.is_valid():
            return save_reading(request, form.cleaned_data)
    else:
        form = ReadingForm.of(request.reading, came_from(request))
    return TemplateResponse(request, "pages/reading.html", {"form": form})


def save_reading(request, chosen):
    easy = chosen["form"] == "easy"
    reading = mode.change_settings(request.reading, **{name: chosen[name] for name in ("size", "colours", "pictures")})
    response = HttpResponseRedirect(mode.to_form(safe_address(request, chosen["next"]), easy=easy))
    mode.keep(response, mode.SETTINGS_COOKIE, reading.cookie)
    mode.keep(response, mode.FORM_COOKIE, chosen["form"])
    with override(mode.EASY if easy else mode.STANDARD):
        messages.success(request, _("Saved. This is how you read now."))
    return response


def came_from(request) -> str:
    """The page of ours that led here, or home."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    if referrer.netloc != request.get_host() or referrer.path in both_forms("reading"):
        return reverse("home")
    return referrer._replace(scheme="", netloc="", fragment="").geturl()


def both_forms(name: str) -> set[str]:
    return {mode.to_form(reverse(name), easy=easy) for easy in (False, True)}


def safe_address(request, address: str) -> str:
    """`address` if it is a path of this hub, else home."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()})
    return address if is_ours else reverse("home")
