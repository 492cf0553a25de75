"""From one page of signing in to the next, nobody loses where they wanted to go."""

from functools import wraps
from urllib.parse import urlsplit

from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.mixins import NextRedirectMixin
from allauth.account.utils import passthrough_next_redirect_url
from allauth.account.views import ConfirmLoginCodeView
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

PAGES = ("account_login", "account_request_login_code", "account_confirm_login_code")

NO_MORE_CODES = gettext_lazy("We cannot send more codes now. Wait 5 minutes and start again. You can also phone us.")


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


@method_decorator(login_not_required, name="dispatch")
class TypeCode(ConfirmLoginCodeView):
    """The code from the email. What became of it is said in the same words whether we know the address or not."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if not getattr(self, "_process", None) and request.user.is_anonymous and not get_pending_stage(request):
            messages.warning(request, _("Your code is no longer here. Ask for a new one."))
        return response

    def post(self, request, *args, **kwargs):
        if request.POST.get("action") != "resend":
            return super().post(request, *args, **kwargs)
        if self._process.can_resend:
            # allauth's own `resend` writes to nobody whom we do not know: a slow mail server would tell.
            self._process.send()
            self._process.record_resend()
            self._process.persist()
            messages.success(request, _("We sent you a new code. Use the newest one."))
        else:
            messages.warning(request, NO_MORE_CODES)
        return HttpResponseRedirect(onwards(request, request.path))

    def form_invalid(self, form):
        """Five tries end the code. There is nothing to wait for: a new one may be asked for at once."""
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        messages.error(self.request, _("You have tried many times. This code no longer works. Ask for a new one."))
        return HttpResponseRedirect(reverse("account_request_login_code"))

    def get_context_data(self, **kwargs):
        return super().get_context_data(no_more_codes=NO_MORE_CODES, **kwargs)
