"""Why somebody is asked: each reason in words for the team and for the person. No reason is about anybody's health."""

from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .models import AgeBand, District, Interest

INTEREST, NEVER, RESTED, DISTRICT, AGE, LOT, NAMED = "interest", "never", "rested", "district", "age", "lot", "named"


class Words(NamedTuple):
    """The same reason for the team and for the person; what its item is, where it has one."""

    team: str
    person: str
    items: type | None = None


REASONS = {
    INTEREST: Words(_("Likes: {item}"), _("You told us that you like: {item}."), Interest),
    NEVER: Words(_("Never asked before"), _("We had not asked you before this.")),
    RESTED: Words(_("Not asked in the last 12 months"), _("We have not asked you for a year or longer.")),
    DISTRICT: Words(
        _("Few people of the pool live here: {item}"),
        _("Few people in the pool live where you live: {item}."),
        District,
    ),
    AGE: Words(
        _("Few people of the pool are of this age: {item}"), _("Few people in the pool are your age: {item}."), AgeBand
    ),
    LOT: Words(_("Drawn by lot"), _("Your name was drawn by lot.")),
    NAMED: Words(_("Added by the team"), _("The team of the pool thought of you.")),
}


def for_team(reasons) -> list:
    return [say(REASONS[kind].team, kind, item) for kind, item in reasons if kind in REASONS]


def for_person(reasons) -> list:
    return [say(REASONS[kind].person, kind, item) for kind, item in reasons if kind in REASONS]


def say(words, kind: str, item: str):
    """In the form of whoever reads it, when they read it."""
    items = REASONS[kind].items
    return format_lazy(words, item=items(item).label) if items else words
