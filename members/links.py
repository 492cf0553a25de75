"""The web addresses in a message: many open what is the person's alone, so nobody else is shown one that works."""

import re

from django.utils.translation import gettext as _

from .models import Message

LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def said_to_others(message: Message) -> list[str]:
    """What a message says, for whoever acts for the person or works here."""
    instead = _("(a link that only %(name)s gets)") % {"name": message.name}
    return [LINK.sub(lambda _found: instead, words) for _picture, words in message.ideas]
