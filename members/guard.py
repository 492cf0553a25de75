"""Robots are kept out without a puzzle: a box that people do not see, a page that has been open for a moment, and
limits so loose that a day centre with one address never meets them.
"""

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.cache import cache
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.typed import keep_typed

HOUR = 3600
QUICKEST = 1  # seconds in which nobody reads a page and answers it
SALT = "members.guard"
TOO_QUICK = _("That was very quick, as if a machine did it. Nothing is lost. Press the button again.")


def opened() -> str:
    """Signed: this page was drawn now."""
    return signing.dumps("open", salt=SALT)


def is_robot(request) -> bool:
    """Has somebody filled in what people do not see?"""
    return bool(request.POST.get("website"))


def is_too_quick(request) -> bool:
    """Sent within a second of being drawn, or never drawn by us. However long ago is fine."""
    token = request.POST.get("opened", "")
    try:
        signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return True
    return is_younger(token, QUICKEST)


def is_younger(token: str, seconds: int) -> bool:
    try:
        signing.loads(token, salt=SALT, max_age=seconds)
    except signing.SignatureExpired:
        return False
    return True


def is_too_often(request, what: str, most: int) -> bool:
    """More than this many in an hour from one address. The address itself is not kept."""
    key = f"asked-{what}-" + salted_hmac("guard", get_adapter().get_client_ip(request)).hexdigest()
    cache.add(key, 0, HOUR)
    return cache.incr(key) > most


def too_many(request):
    """Wait, and nothing is lost: the words are in the form again when somebody comes back to it."""
    kept = request.method == "POST" and keep_typed(request, request.path)
    response = render(request, "429.html", {"kept": request.path if kept else ""}, status=429)
    response.headers["Retry-After"] = str(HOUR)
    return response
