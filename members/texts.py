"""Text messages: off until TEXT_BACKEND names the class that sends them. Until then somebody sends them by hand.

A class of your own has `make` and `send` as here (see `senders.py`). Words that do not fit are never cut.
"""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from .letters import text_of
from .models import Message
from .senders import TooLongError


def texts():
    """Whatever sends texts; None when that is a person's work."""
    if not settings.TEXT_BACKEND:
        return None
    try:
        return import_string(settings.TEXT_BACKEND)()
    except ImportError as fault:
        raise ImproperlyConfigured(
            f"TEXT_BACKEND names {settings.TEXT_BACKEND}, which is not there. "
            "Use members.texts.FolderTexts, members.notify.NotifyTexts or a class of your own, or leave it empty."
        ) from fault


class Texts:
    """What all of them share: how long a text may be, and how it is written."""

    longest = 918  # six texts in one, the most that phones put together

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        """Nothing is kept open."""

    def make(self, message: Message):
        """(number, words, the message's own mark, always the same)."""
        words = text_of(message)
        if len(words) > self.longest:
            raise TooLongError
        return message.goes_to, words, f"message-{message.pk}"


class FolderTexts(Texts):
    """One file a text, for trying out, as emails go into a folder."""

    def send(self, made) -> None:
        number, words, mark = made
        file = file_of(mark)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"To: {number}\n\n{words}\n", encoding="utf-8")


def file_of(mark: str) -> Path:
    return settings.HUB_DATA / "texts" / f"{mark}.txt"


def forget_texts(messages: list[Message]) -> None:
    """Where texts are written to a folder, those of these messages go from it."""
    for message in messages:
        file_of(f"message-{message.pk}").unlink(missing_ok=True)
