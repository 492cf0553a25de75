"""How a signed-in person reads goes with them from device to device."""

from django.conf import settings

from halton_coprod.easyread import mode

from . import services


class CarryReadingMiddleware:
    """Behind the sign-in: what is chosen on a page goes to the profile, what is not comes from it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if has_session(request) and request.user.is_authenticated:
            carry(request, response)
        return response


def has_session(request) -> bool:
    """Without a session nobody is signed in, and looking would make the page one person's own."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or request.session.modified


def carry(request, response) -> None:
    """Until somebody has chosen while signed in, how they read now counts as their choice."""
    user, reading = request.user, request.reading
    form = chosen(response, mode.FORM_COOKIE) or (reading.mode if reading.switched else user.reads_form)
    look = chosen(response, mode.SETTINGS_COOKIE) or user.reads_with
    services.remember_reading(user, form=form or reading.mode, settings=look or reading.cookie)
    bring(request, response, mode.FORM_COOKIE, form)
    bring(request, response, mode.SETTINGS_COOKIE, look)


def chosen(response, cookie: str) -> str:
    return response.cookies[cookie].value if cookie in response.cookies else ""


def bring(request, response, cookie: str, value: str) -> None:
    """Give this device the person's choice."""
    if value and request.COOKIES.get(cookie) != value and cookie not in response.cookies:
        mode.keep(response, cookie, value)
