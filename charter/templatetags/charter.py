"""What a page of the Charter says to everybody is drawn once in each process, until a deed may have changed it."""

from functools import lru_cache
from typing import NamedTuple

from django import template

from halton_coprod.record.stamp import kept_under

register = template.Library()
MOST_PAGES = 200


class Drawing(NamedTuple):
    """What was drawn under a stamp, and which hard words were linked by then."""

    stamp: str
    html: str
    linked: frozenset


@lru_cache(maxsize=MOST_PAGES)
def place_of(_page: str, _form: str) -> dict:
    """Where this process keeps the last drawing of a page: the next takes its place."""
    return {}


class ForEverybody(template.Node):
    """Whoever is signed in waits only for what is theirs. Inside a transaction everything is drawn anew."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        stamp, words = kept_under(), context["hub"]["words"]
        if stamp is None:
            return self.nodelist.render(context)
        place = place_of(context["request"].get_full_path(), context["reading"].lang)
        drawing = place.get("drawing")
        if drawing is None or drawing.stamp != stamp:
            html = self.nodelist.render(context)
            place["drawing"] = drawing = Drawing(stamp, html, frozenset(words.linked))
        words.linked |= drawing.linked
        return drawing.html


@register.tag
def for_everybody(parser, _token):
    """`{% for_everybody %}…{% end_for_everybody %}`: what depends on the page's address, its form, and what deeds have
    changed, and never on who reads it.
    """
    nodelist = parser.parse(("end_for_everybody",))
    parser.delete_first_token()
    return ForEverybody(nodelist)
