"""Emails to the people of the pool: the words of a message, why it came and how to stop, in the person's form."""

import hashlib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from halton_coprod.easyread import mode

from .models import Message


def post_email(message: Message) -> None:
    """Hand one email to the mail server. Raises what the mail server says."""
    mail = email_of(message)
    mail.send()


def email_of(message: Message) -> EmailMultiAlternatives:
    """The email as it goes out. Its Message-ID is always the same, so that a mail server knows a second one."""
    with translation.override(message.form):
        context = about(message)
        mail = EmailMultiAlternatives(
            subject=" ".join(message.title.split()),
            body=render_to_string("members/mail/message.txt", context),
            to=[message.goes_to],
            headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string("members/mail/message.html", context), "text/html")
    return mail


def about(message: Message) -> dict:
    """What the templates say."""
    address = settings.SITE_URL.rstrip("/")
    return {
        "message": message,
        "address": f"{address}/easy" if message.form == mode.EASY else address,
        "site": address,
        "hub_name": settings.HUB_NAME,
        "help": settings.HELP,
        "lang": "en-simple" if message.form == mode.EASY else "en-GB",
    }


def message_id(message: Message) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    mark = hashlib.sha256(f"{settings.SECRET_KEY}{message.pk}{message.occasion}".encode()).hexdigest()[:24]
    return f"<{mark}@{domain}>"
