"""How a template says things: blocks, pictures, dates, times, money, and text with its hard words linked."""

import re
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from .. import clock as clock_face
from .. import qr, said
from ..blocks import EasyRead
from ..pictures import PICTURES
from ..prose import prose_parts

register = template.Library()

BREAKS = re.compile(r"(?=[@.])|(?<=/)(?!/)")
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) (\d[A-Z]{2})\b")


def picture_url(key: str) -> str:
    """Where a picture is served: a registered idea, or an uploaded picture ("own/<file>"). Empty when there is none."""
    if key.startswith("own/"):
        return f"{settings.MEDIA_URL}{key}"
    return static(f"pictures/{key}.svg") if key in PICTURES else ""


@register.simple_tag
@lru_cache(maxsize=2000)
def picture(idea, alt="", size="block"):
    """One picture on its white tile. Without `alt` it repeats the words beside it. Each is drawn once in a process."""
    return render_to_string("easyread/_picture.html", {"url": picture_url(idea), "alt": alt, "size": size})


@register.inclusion_tag("easyread/_blocks.html", takes_context=True)
def easy_blocks(context, easy, heading=0):
    """The blocks of an easy-read text, or the honest notice that there is none yet.

    `heading` 2 or 3 puts the text's own title above it at that level.
    """
    return {
        "easy": easy if isinstance(easy, EasyRead) else EasyRead(),
        "heading": heading,
        "hub": context.get("hub"),
        "reading": context.get("reading"),
    }


@register.inclusion_tag("easyread/_prose.html", takes_context=True)
def prose(context, text):
    """Standard text: paragraphs split by blank lines; lines that start with "- " are a list.

    A hard word is linked to the word list where the page says it for the first time.
    """
    return {"parts": prose_parts(text, page_words(context))}


@register.inclusion_tag("easyread/_hard_words.html", takes_context=True)
def hard_words(context, text):
    """A few words in a line, its hard words linked as `prose` links them."""
    return {"pieces": page_words(context)(text or "")}


def page_words(context):
    """How this page links its hard words; where there is no page (a mail, a PDF) nothing is linked."""
    words = (context.get("hub") or {}).get("words")
    return words.link if words else lambda text: [{"text": text}]


def is_easy(context) -> bool:
    reading = context.get("reading")
    return bool(reading and reading.easy)


@register.filter
def said_date(value):
    """Tuesday 1 December 2026."""
    return said.said_date(local_date(value)) if value else ""


@register.simple_tag(takes_context=True)
def said_time(context, value):
    """2:30pm; in easy read "2:30pm in the afternoon"."""
    return said.said_time(value, is_easy(context))


@register.filter
def breakable(address):
    """An address of an email or a page that can go on in the next line: at its @, its dots and its slashes."""
    first, *rest = BREAKS.split(address)
    return format_html("{}{}", first, format_html_join("", "<wbr>{}", ((part,) for part in rest)))


@register.filter
def in_fours(letters):
    """A long key in groups of four, to be typed from one screen into another."""
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


@register.filter
def whole_postcode(address):
    """A postal address whose postcode stays in one line."""
    return POSTCODE.sub("\\1\N{NO-BREAK SPACE}\\2", address)


@register.filter
def said_money(value):
    """£5, £5.50, free."""
    return said.said_money(value)


@register.simple_tag(takes_context=True)
def said_distance(context, value):
    """In 3 days, on Friday 6 March 2026."""
    return said.said_distance(local_date(value), timezone.localdate())


@register.inclusion_tag("easyread/clock.svg")
def clock(time):
    """A clock face showing this time; the words stand beside it."""
    return clock_face.context(time)


@register.inclusion_tag("easyread/_qr.html")
def qr_code(address):
    """The QR code of this address, for paper."""
    return {"code": qr.qr_code(address)}


@register.simple_tag(takes_context=True)
def by_form(context, standard, easy):
    """The words for the form of this page."""
    return easy if is_easy(context) else standard


def local_date(value):
    return timezone.localtime(value).date() if hasattr(value, "hour") else value
