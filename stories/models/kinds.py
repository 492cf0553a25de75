"""How a story is told, and who agrees where it is told for somebody else."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """How a story is told."""

    WORDS = "words", _("To read")
    PICTURES = "pictures", _("In pictures")
    SOUND = "sound", _("To listen to")
    FILM = "film", _("To watch")


class AgreedBy(models.TextChoices):
    """Who agrees, where a story is told for somebody else (DOMAIN BR-18): family and staff cannot."""

    SELF = "self", _("The person agrees themselves")
    DEPUTY = "deputy", _("A deputy or attorney agrees for the person")
