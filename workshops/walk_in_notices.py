"""What somebody is told who walked in and left a way to reach them. They have no page of their own here."""

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models import Message
from members.services.outbox import queue_to_stranger

from .notices import happened_ideas
from .wording import HAPPENED_TITLE, SAYS

HOW_WAS_IT = ("happy", _("Tell us how it was. Phone us: {phone}"))
NOT_SO = ("question", _("Is it not what you said? Phone us: {phone}"))


def tell_walk_in_what_happened(walk_in, outcome, *, once: str = "") -> None:
    """The same words that everybody gets."""
    facts = facts_of(walk_in)
    picture, says = NOT_SO
    ideas = [*happened_ideas(outcome, walk_in.language), (picture, format_lazy(says, **facts))]
    queue_to_walk_in(walk_in, f"happened-{once}".rstrip("-"), format_lazy(HAPPENED_TITLE, **facts), ideas)


def ask_walk_in(walk_in) -> None:
    """How it was: on the phone, because they have no page of their own."""
    title, thanks, _by_link, _or_phone, private = SAYS["how-was-it"]
    facts = facts_of(walk_in)
    ideas = [(picture, format_lazy(says, **facts)) for picture, says in (thanks, HOW_WAS_IT, private)]
    queue_to_walk_in(walk_in, "how-was-it", format_lazy(title, **facts), ideas, about=Message.About.NEWS)


def tell_walk_in(walk_in, occasion: str, *, once: str, **more) -> None:
    """The same as to a place, without what needs a page of one's own."""
    title, *ideas = SAYS[occasion]
    facts = facts_of(walk_in) | more
    words = [(picture, format_lazy(says, **facts)) for picture, says in ideas if "{link}" not in str(says)]
    queue_to_walk_in(walk_in, f"{occasion}-{once}", format_lazy(title, **facts), words)


def facts_of(walk_in) -> dict:
    return {"name": walk_in.session.name, "phone": settings.HELP["phone"]}


def queue_to_walk_in(walk_in, occasion: str, title, ideas, *, about=Message.About.PLACE) -> None:
    queue_to_stranger(
        to=walk_in.reach,
        name=walk_in.name,
        way=walk_in.way,
        occasion=f"walk-in-{walk_in.pk}-{occasion}",
        title=title,
        ideas=ideas,
        language=walk_in.language,
        about=about,
    )
