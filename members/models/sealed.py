"""Fields that are sealed in the database: a stolen copy of it says nothing without the key from the environment.

The first of DATA_KEYS seals, all of them open, so a key is changed by putting a new one in front and running
`manage.py reseal`. Empty stays empty, so that the database can still tell that something is there.
"""

import base64
import hashlib
import json
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac


def seal(words: str) -> str:
    return lock(tuple(settings.DATA_KEYS)).encrypt(words.encode()).decode("ascii") if words else ""


def unseal(sealed: str) -> str:
    return lock(tuple(settings.DATA_KEYS)).decrypt(sealed.encode("ascii")).decode() if sealed else ""


@lru_cache(maxsize=4)
def lock(keys: tuple[str, ...]) -> MultiFernet:
    """Any words do as a key; what seals is made from them."""
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys])


def mark_of(kind: str, words: str) -> str:
    """The same words have the same mark, and nobody can read the words from it: for finding what is sealed."""
    return marks_of(kind, words)[0] if words else ""


def marks_of(kind: str, words: str) -> list[str]:
    """With each key, the newest first: what is not sealed anew yet has the mark of an older one."""
    return [salted_hmac(f"members.{kind}", words, secret=key).hexdigest() for key in settings.DATA_KEYS]


def email_mark(email: str) -> str:
    return mark_of("email", email.strip().lower())


def phone_mark(phone: str) -> str:
    """However a number is written: its last ten figures."""
    return mark_of("phone", "".join(sign for sign in phone if sign.isdigit())[-10:])


class SealedField(models.TextField):
    """Words that only the hub can read. They cannot be searched: the database may only ask whether they are empty."""

    def get_prep_value(self, value):
        return seal(super().get_prep_value(value) or "")

    def from_db_value(self, value, _expression, _connection):
        return unseal(value)


class SealedBytesField(models.BinaryField):
    """A file that only the hub can read."""

    def get_db_prep_value(self, value, connection, prepared=False):
        sealed = lock(tuple(settings.DATA_KEYS)).encrypt(bytes(value)) if value else b""
        return super().get_db_prep_value(sealed, connection, prepared)

    def from_db_value(self, value, _expression, _connection):
        return lock(tuple(settings.DATA_KEYS)).decrypt(bytes(value)) if value else b""


class SealedJSONField(models.TextField):
    """A list or a dictionary that only the hub can read."""

    def to_python(self, value):
        """It stays what it is: not its words, as in a field of text."""
        return value

    def get_prep_value(self, value):
        return seal(json.dumps(value))

    def from_db_value(self, value, _expression, _connection):
        """Nothing, where a row beside which it would stand is not there."""
        return None if value is None else json.loads(unseal(value))

    def value_to_string(self, obj):
        return json.dumps(self.value_from_object(obj))
