"""How allauth's sign-in behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by code for people who have an account; accounts are made by joining or by staff."""
