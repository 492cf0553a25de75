"""Texts by GOV.UK Notify: `pip install '.[notify]'`, TEXT_BACKEND=members.notify.NotifyTexts, and in the environment
NOTIFY_API_KEY and NOTIFY_TEMPLATE, the id of a text template of the words ((words)) and nothing else.
"""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .senders import LaterError, NotSureError, RefusedError
from .texts import Texts

try:
    from notifications_python_client.errors import HTTPError
    from notifications_python_client.notifications import NotificationsAPIClient
    from urllib3.exceptions import NewConnectionError
except ImportError:
    NotificationsAPIClient = None

BAD_REQUEST, TOO_MANY = 400, 429


class NotifyTexts(Texts):
    """Notify's own client. It is handed over when Notify has taken it; what the phone network did is not asked."""

    def __init__(self):
        if NotificationsAPIClient is None:
            raise ImproperlyConfigured("GOV.UK Notify's client is missing. Install it: pip install '.[notify]'")
        if not (settings.NOTIFY_API_KEY and settings.NOTIFY_TEMPLATE):
            raise ImproperlyConfigured("Texts by GOV.UK Notify need NOTIFY_API_KEY and NOTIFY_TEMPLATE.")
        self.client = NotificationsAPIClient(settings.NOTIFY_API_KEY, **self.where())

    @staticmethod
    def where() -> dict:
        return {"base_url": settings.NOTIFY_URL} if settings.NOTIFY_URL else {}

    def send(self, made) -> None:
        number, words, mark = made
        try:
            self.client.send_sms_notification(
                phone_number=number,
                template_id=settings.NOTIFY_TEMPLATE,
                personalisation={"words": words},
                reference=mark,
            )
        except HTTPError as fault:
            raise self.meaning(fault) from fault

    @staticmethod
    def meaning(fault) -> Exception:
        """A bad number is the person's; a wrong key or too many texts is ours; no answer leaves us in doubt, unless
        Notify was never reached.
        """
        if fault.response is None:
            return OSError("not reached") if was_not_reached(fault) else NotSureError("no answer")
        if fault.status_code == BAD_REQUEST:
            return RefusedError()
        if fault.status_code == TOO_MANY:
            return LaterError()
        return OSError(f"Notify answered {fault.status_code}")


def was_not_reached(fault) -> bool:
    """No connection was made, so nothing can have gone out."""
    why = fault.__cause__.args[0] if fault.__cause__ and fault.__cause__.args else None
    return isinstance(getattr(why, "reason", None), NewConnectionError)
