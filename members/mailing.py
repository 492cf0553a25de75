"""Emails leave through one connection for many, and what an email server answers is told apart.

Settings put `EmailBackend` in the place of Django's own, so that a server that falls silent after it has all of an
email is never taken for one that did not get it.
"""

import smtplib
from contextlib import suppress

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends import smtp

from .letters import email_of
from .senders import LaterError, NotSureError, RefusedError

NEVER = 500  # From this code on an email server means: never. Below it: try again.


class Watched:
    """Between handing over the words and the answer to them nobody knows what has happened."""

    def data(self, words):
        try:
            return super().data(words)
        except smtplib.SMTPResponseException:
            raise
        except OSError as fault:
            raise NotSureError(type(fault).__name__) from fault


class WatchedSMTP(Watched, smtplib.SMTP):
    pass


class WatchedSMTPSSL(Watched, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self):
        return WatchedSMTPSSL if self.use_ssl else WatchedSMTP


class Emails:
    """The email server, spoken to in one connection; a folder or a test's mailbox gets one file or row an email."""

    make = staticmethod(email_of)

    def __enter__(self):
        connection = get_connection()
        self.connection = connection if isinstance(connection, smtp.EmailBackend) else None
        return self

    def __exit__(self, *_fault):
        self.hang_up()

    def send(self, mail: EmailMultiAlternatives) -> None:
        mail.connection = self.connection
        try:
            if self.connection:
                self.connection.open()
            mail.send()
        except smtplib.SMTPRecipientsRefused as fault:
            self.refuse([code for code, _words in fault.recipients.values()], fault)
        except smtplib.SMTPDataError as fault:
            self.refuse([fault.smtp_code], fault)
        except OSError:
            self.hang_up()
            raise

    def refuse(self, codes: list[int], fault: Exception) -> None:
        if min(codes) >= NEVER:
            raise RefusedError from fault
        self.hang_up()
        raise LaterError from fault

    def hang_up(self) -> None:
        if self.connection:
            with suppress(OSError):
                self.connection.close()
