"""A mail server that refuses every address, as some do at once for a mailbox that is not there."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise SMTPRecipientsRefused({message.to[0]: (550, b"no such mailbox") for message in email_messages})
