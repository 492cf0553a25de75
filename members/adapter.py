"""How allauth's sign-in behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by code for people who have a sign-in; nobody makes one for themselves yet."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This is not the code that we sent. Look at the newest email from us and try again."),
        "too_many_login_attempts": _("You have tried many times. Wait 5 minutes. Then ask for a new code."),
        "rate_limited": _("You have tried many times. Wait 5 minutes and try again."),
    }

    def is_open_for_signup(self, request):
        return False
