"""The door to the team's rooms: a staff role, and a second step in this sign-in."""

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from .roles import DEMO_ROLE

ROOMS = ("/team/", "/admin/")


class SecondStepMiddleware:
    """Behind the sign-in. Nobody sees a team page on a code from an email alone, and no role counts elsewhere."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        request.user = SimpleLazyObject(lambda: as_they_came(request, user))
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        """None lets the person in; whoever is not signed in has been sent to sign in already."""
        if not request.path_info.startswith(ROOMS) or not request.user.is_authenticated:
            return None
        if not request.user.is_team:
            raise PermissionDenied
        if not request.user.came_by_email_alone:
            return None
        return redirect(f"{next_step(request.user)}?{urlencode({'next': request.get_full_path()})}")


def as_they_came(request, user):
    """The user, who knows how they came. Asked only when somebody asks for the user."""
    if user.is_authenticated:
        user.came_by_email_alone = not (came_by_the_demo(request) or took_second_step(request, user))
    return user


def came_by_the_demo(request) -> bool:
    """The mark in the session opens nothing outside the demo command."""
    return bool(settings.HUB_DEMO) and DEMO_ROLE in request.session


def took_second_step(request, user) -> bool:
    """In this sign-in: by using the second step, or by setting it up (`forms.py`)."""
    return any(is_second_step(record) for record in get_authentication_records(request, user))


def is_second_step(record) -> bool:
    return record["method"] == "mfa"


def has_second_step(user) -> bool:
    """Recovery codes alone are none."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def next_step(user) -> str:
    """Use the second step that is there (whichever it is), or set one up."""
    return reverse("account_reauthenticate" if has_second_step(user) else "mfa_index")


@receiver(authenticator_removed)
def close_the_rooms(request, user, **_more):
    """Whoever takes their last second step away works without one: the rooms close until there is a new one."""
    if not has_second_step(user):
        records = get_authentication_records(request, user)
        left = [record for record in records if not is_second_step(record)]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = left
