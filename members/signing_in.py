"""From one page of signing in to the next, nobody loses where they wanted to go."""

from functools import wraps
from urllib.parse import urlsplit

from allauth.account.mixins import NextRedirectMixin
from allauth.account.utils import passthrough_next_redirect_url
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

PAGES = ("account_login", "account_request_login_code", "account_confirm_login_code")


def with_next(view):
    """allauth's own `view`, which sends people to its other pages bare: after five wrong codes, say."""

    @wraps(view)
    def keeping(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.has_header("Location") and urlsplit(response["Location"]).path in map(reverse, PAGES):
            response["Location"] = onwards(request, response["Location"])
        return response

    return keeping


def onwards(request, address: str) -> str:
    """This page of signing in, which then leads where the person wanted to go, if that is a page of ours."""
    return passthrough_next_redirect_url(request, address, REDIRECT_FIELD_NAME)


@method_decorator(login_not_required, name="dispatch")
class Passkey(NextRedirectMixin, TemplateView):
    """Signing in with a passkey instead of a code."""

    template_name = "account/passkey.html"
