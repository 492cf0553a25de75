"""What the pool asks, and the answers there are to tick."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from .sealed import mark_of


class Way(models.TextChoices):
    """How somebody wants to be reached. Each of these really happens: by the hub or by a person of the team."""

    EMAIL = "email", _("Email")
    TEXT = "text", _("Text message")
    PHONE = "phone", _("Phone call")
    LETTER = "letter", _("Letter")


class BestTime(models.TextChoices):
    ANY = "any", _("Any time")
    MORNING = "morning", _("In the morning, 9am to midday")
    AFTERNOON = "afternoon", _("In the afternoon, midday to 5pm")
    EVENING = "evening", _("In the evening, 5pm to 7pm")


class Print(models.TextChoices):
    """How big the words of a letter are."""

    NORMAL = "normal", _("Normal print")
    LARGE = "large", _("Large print")
    LARGEST = "largest", _("Very large print")


# A postcode among other words.
POSTCODES = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)


def address_mark(address: str) -> str:
    """However an address is written, with its postcode or without: its letters and figures."""
    return mark_of("address", "".join(sign for sign in POSTCODES.sub("", address).casefold() if sign.isalnum()))


class District(models.TextChoices):
    WA7 = "wa7", _("Runcorn and around (WA7)")
    WA8 = "wa8", _("Widnes and around (WA8)")
    NEAR = "near", _("Near Halton")
    FAR = "far", _("Further away")
    # Nobody said it: also whoever chose not to. Of neither is anything kept.
    UNSAID = "", _("Not said")


class AgeBand(models.TextChoices):
    YOUNG = "16-24", _("16 to 24")
    THIRTY = "25-34", _("25 to 34")
    FORTY = "35-49", _("35 to 49")
    SIXTY = "50-64", _("50 to 64")
    OLDER = "65+", _("65 or older")
    # Nobody said it: also whoever chose not to. Of neither is anything kept.
    UNSAID = "", _("Not said")


class Connection(models.TextChoices):
    LIVES = "lives", _("I live in Halton")
    USES = "uses", _("I use health or care services")
    CARES = "cares", _("I care for somebody")
    LEARNING = "learning", _("I have a learning disability")
    AUTISTIC = "autistic", _("I am autistic")
    OTHER = "other", _("Something else")


# These are about health: sealed with the person (`Member.health`), and shown only where needs are.
HEALTH = (Connection.LEARNING, Connection.AUTISTIC)


class Interest(models.TextChoices):
    HEALTH = "health", _("Doctors, hospitals and staying well")
    CARE = "care", _("Care and support")
    HOMES = "homes", _("Where people live")
    WORK = "work", _("Work and learning")
    TRAVEL = "travel", _("Getting about")
    INFORMATION = "information", _("Information that everybody can understand")
    SAFE = "safe", _("Feeling safe")
    YOUNG = "young", _("Children and young people")


class TakingPart(models.TextChoices):
    IN_PERSON = "in_person", _("Meet in person")
    ONLINE = "online", _("Meet online")
    ONCE = "once", _("Come one time only")
    BOARD = "board", _("Join a board that meets often")
    READING = "reading", _("Read and check papers")
    STORIES = "stories", _("Tell or gather stories")
    PHONE = "phone", _("Talk on the phone")


class Rung(models.TextChoices):
    """How much people decide: the ladder of co-production. Coercion cannot be chosen."""

    EDUCATING = "educating", _("You learn about it")
    INFORMING = "informing", _("You are told about it")
    CONSULTATION = "consultation", _("You are asked what you think")
    ENGAGEMENT = "engagement", _("You help to shape it")
    CO_DESIGN = "co_design", _("We design it together")
    CO_PRODUCTION = "co_production", _("We decide and do it together")


class Reward(models.TextChoices):
    """How somebody feels about getting something back. It is never an offer, and binds nobody."""

    MONEY = "money", _("Money for my time")
    VOUCHER = "voucher", _("Vouchers")
    CREDIT = "credit", _("Time credits")
    EXPENSES = "expenses", _("Only what it costs me to come")
    NOTHING = "nothing", _("Nothing")
    TALK = "talk", _("I want to talk about it first")
    UNSAID = "", _("I do not know yet")


class CameBy(models.TextChoices):
    """How somebody told us."""

    ONLINE = "online", _("Online")
    PHONE = "phone", _("By phone")
    PAPER = "paper", _("On paper")
    IN_PERSON = "in_person", _("Face to face")


# Somebody on a list told us nothing themselves: no consent can come this way, only the person's row.
ON_A_LIST = ("list", _("On a list from before"))


# Postcode areas that border on Halton.
NEIGHBOURS = ("WA1", "WA2", "WA3", "WA4", "WA5", "WA6", "WA9", "L24", "L25", "L26", "L27", "L34", "L35", "L36")


def district_of(postcode: str) -> str:
    """The district of a whole postcode ("WA8 7QF"); nothing for nothing."""
    area = postcode.split(maxsplit=1)[0] if postcode else ""
    if area in ("WA7", "WA8"):
        return area.lower()
    return "" if not area else District.NEAR if area in NEIGHBOURS else District.FAR
