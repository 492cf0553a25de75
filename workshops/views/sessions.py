"""What anybody may read about sessions: the list, one session, and both as calendar files."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charter.steps import Piece, cards, step_of, words
from halton_coprod.easyread.blocks import EasyRead
from workshops.calendar import calendar_of
from workshops.card import card_of
from workshops.desk.sessions import calling_off
from workshops.forms import ChooseForm
from workshops.models import Session, SignUp
from workshops.telling import with_told_days

SHOWN = 10
IN_CALENDAR = 200
# The facts take so much room of an easy-read page.
FACTS = 8
# In the order in which they help to decide: what does not fit on the sheet is left to the code.
HEADINGS = {
    "about": gettext_lazy("What it is about"),
    "can_change": gettext_lazy("What can change"),
    "cannot_change": gettext_lazy("What cannot change"),
    "people": gettext_lazy("Who will be there"),
    "reward": gettext_lazy("What you get"),
}


class Text(NamedTuple):
    """A text with its heading, and the heading above that of several, which stands again where a page begins."""

    heading: str
    standard: str
    level: int = 2
    group: str = ""


@login_not_required
def sessions(request):
    """Browse. Called `search_form` because the switch is a plain link here: all is in the address."""
    search_form = ChooseForm(request.GET or None)
    found = search_form.choose(Session.objects.public()).with_held().select_related("venue", "outcome", "series")
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {
        "search_form": search_form,
        "page": page,
        "is_past": search_form.wants_past,
        "asked": search_form.asked,
        "query": search_form.query,
    }
    return TemplateResponse(request, "workshops/sessions.html", context)


@login_not_required
def session(request, slug):
    """Everything a person needs to decide whether they come. What is still being planned is not here."""
    known = Session.objects.public().with_held().select_related("venue", "series", "outcome", "ground_rules")
    found = get_object_or_404(known, slug=slug)
    with_told_days([found])
    context = {
        "session": found,
        "topics": found.topics.all(),
        "own_place": SignUp.objects.own(request.user).filter(session=found).first() if found.may_come else None,
        "step": step_of(request, pieces_of(found)),
        "calling_off": calling_off(found, request.user),
        "crumbs": [(_("Workshops"), reverse("workshops:sessions"))],
        "heading": found.name,
    }
    return TemplateResponse(request, "workshops/session.html", context)


@login_not_required
def card(request, slug):
    """One sheet of paper: what it is, when, where, and how to sign up; a code leads to the rest."""
    found = get_object_or_404(Session.objects.public().select_related("venue"), slug=slug)
    parts, left = card_of(found, HEADINGS, request.reading.easy)
    context = {
        "session": found,
        "parts": parts,
        "left": left,
        "crumbs": [(_("Workshops"), reverse("workshops:sessions")), (found.name, found.get_absolute_url())],
        "heading": _("To print"),
    }
    return TemplateResponse(request, "workshops/card.html", context)


def pieces_of(session: Session) -> list[Piece]:
    """The page in its order: the facts, the texts; the day and the place, where it takes place."""
    pieces = cards("facts", [session], blocks=FACTS)
    for name, heading in HEADINGS.items():
        pieces += text_pieces(heading, getattr(session, name), getattr(session, f"{name}_easy"))
    if session.is_called_off:
        return pieces
    pieces += cards("agenda", session.day_plan)
    if session.venue:
        heading = gettext_lazy("How to get there")
        pieces += text_pieces(heading, session.venue.directions, session.venue.directions_easy, "way")
        pieces += cards("taxi", [session.venue.taxi] if session.venue.taxi else [])
        pieces += cards("access", session.venue.access)
        pieces += cards("looked", [session.venue] if session.venue.is_checked else [])
    return pieces


def text_pieces(heading, standard: str, easy, place="texts") -> list[Piece]:
    return words(place, Text(heading, standard), easy or EasyRead()) if standard else []


@login_not_required
def calendar(request):
    """What is coming, or of one topic or place, for the calendar of a phone; it asks again by itself."""
    chosen = ChooseForm(request.GET or None).choose(Session.objects.public())
    return as_file(chosen.select_related("venue")[:IN_CALENDAR], "workshops")


@login_not_required
def session_calendar(request, slug):
    """One session, for the calendar of a phone."""
    found = get_object_or_404(Session.objects.public().select_related("venue"), slug=slug)
    return as_file([found], found.slug)


def as_file(found, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(calendar_of(found), content_type="text/calendar; charset=utf-8", headers=headers)
