"""What is kept about somebody, fact by fact: to read in words, and as data. Every floor says its own in this way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.said import said_date, said_time


@dataclass(frozen=True)
class Fact:
    """One thing that is kept: its key for the file, its name, the value, and the value in words."""

    key: str
    name: str
    value: object
    words: str = ""


@dataclass(frozen=True)
class Part:
    key: str
    name: str
    rows: list[list[Fact]]


def facts(row, names: Iterable[str]) -> list[Fact]:
    """The fields of a row, with their names and in words."""
    return [fact(row, name) for name in names]


def fact(row, name: str) -> Fact:
    display = getattr(row, f"get_{name}_display", None)
    value = getattr(row, name)
    return Fact(name, row._meta.get_field(name).verbose_name, value, str(display()) if display else in_words(value))


def in_words(value) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, datetime):
        return f"{said_date(timezone.localtime(value).date())}, {said_time(value)}"
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return said_date(value) if isinstance(value, date) else str(value or "")
