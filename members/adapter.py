"""How allauth's sign-in behaves here."""

import logging
from smtplib import SMTPRecipientsRefused

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.easyread.typed import keep_typed

from .models import User
from .signing_in import onwards

log = logging.getLogger(__name__)
LANGUAGE_OF = {"standard": mode.STANDARD, "easy": mode.EASY}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by code for people who have a sign-in; nobody makes one for themselves yet."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This is not the code that we sent. Look at the newest email from us and try again."),
        "too_many_login_attempts": _("You have tried many times. Wait 5 minutes and try again."),
        "rate_limited": _("You have tried many times. Wait 5 minutes and try again."),
    }

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """In the form that the person reads. An address that takes no mail tells nobody anything."""
        try:
            with translation.override(language_of(email)):
                super().send_mail(template_prefix, email, context)
        except SMTPRecipientsRefused:
            log.warning("The mail server refused the address of somebody who asked for a code.")
        except OSError:
            log.exception("The mail server does not take our emails.")
            raise ImmediateHttpResponse(no_mail_now(self.request)) from None

    def get_reauthentication_methods(self, user):
        """The way that the person set up comes first; a recovery code is for the day it is lost."""
        ways = super().get_reauthentication_methods(user)
        has_app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
        return ways if has_app else sorted(ways, key=lambda way: way["id"] == "mfa_reauthenticate")


class SecondStepAdapter(DefaultMFAAdapter):
    """The same words whether a code or a passkey was not right."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This did not work. Try again. An app shows a new code every 30 seconds."),
    }

    def generate_authenticator_name(self, user, kind):
        """For whoever gave theirs none."""
        number = Authenticator.objects.filter(user=user, type=kind).count() + 1
        return gettext("My passkey %(number)s") % {"number": number} if number > 1 else gettext("My passkey")


def language_of(email: str) -> str:
    """The one that the person of this address has chosen; else that of the page that is open."""
    chosen = User.objects.filter(email__iexact=email).values_list("reads_form", flat=True).first()
    return LANGUAGE_OF.get(chosen, translation.get_language())


def no_mail_now(request):
    """Back to the page with the address still in it, the same for everybody."""
    page = reverse("account_login")
    keep_typed(request, page, says_so=False)
    messages.error(request, _("We cannot send emails now. Wait a few minutes and try again. Or phone us."))
    return HttpResponseRedirect(onwards(request, page), status=303)
