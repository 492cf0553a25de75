"""What happened next, for everybody: you said, we did, we could not because. Late ones say that they are late."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charter.steps import cards, step_of, words
from workshops.models import Outcome, Series, Session
from workshops.models.feedback import FEWEST
from workshops.telling import with_told_days

SHOWN = 10
HEADINGS = {
    "said": gettext_lazy("You said"),
    "did": gettext_lazy("We did"),
    "could_not": gettext_lazy("We could not"),
}


class Text(NamedTuple):
    """One of the three texts with its heading."""

    heading: str
    standard: str


@login_not_required
def happened(request):
    """Every session that took place: what came of it, or by when people are told."""
    found = Session.objects.public().took_place().select_related("outcome").order_by("-starts_at", "pk")
    chosen = Series.objects.filter(slug=request.GET.get("series", "")).first()
    page = Paginator(found.filter(series=chosen) if chosen else found, SHOWN).get_page(request.GET.get("page"))
    with_told_days(page)
    context = {
        "all_series": Series.objects.filter(sessions__in=Session.objects.public().took_place()).distinct(),
        "chosen": chosen,
        "query": f"series={chosen.slug}" if chosen else "",
        "page": page,
        "heading": _("What happened next"),
        "crumbs": [(_("Workshops"), reverse("workshops:sessions"))],
    }
    return TemplateResponse(request, "workshops/happened.html", context)


def rungs_of(session: Session) -> list[tuple]:
    """What we had said people would decide, and what they say: from as many answers as hide who gave them."""
    said = session.feedback.rungs()
    if sum(said.values()) < FEWEST or not session.rung:
        return []
    return [(Session.Rung(one).label, many) for one, many in said.items()]


@login_not_required
def session_happened(request, slug):
    """What came of one session, in full."""
    found = Outcome.objects.public().filter(session__in=Session.objects.public())
    outcome = get_object_or_404(found.select_related("session__series"), session__slug=slug)
    pieces = [
        piece
        for name, heading in HEADINGS.items()
        if getattr(outcome, name)
        for piece in words("texts", Text(heading, getattr(outcome, name)), getattr(outcome, f"{name}_easy"))
    ]
    many, good = outcome.session.feedback.counted()
    rungs = rungs_of(outcome.session)
    pieces += cards("found", [(many, good)] if many >= FEWEST else [], blocks=2)
    pieces += cards("rungs", [rungs] if rungs else [], blocks=1 + len(rungs))
    context = {
        "session": outcome.session,
        "outcome": outcome,
        "step": step_of(request, pieces),
        "heading": _("What happened next"),
        "crumbs": [
            (_("Workshops"), reverse("workshops:sessions")),
            (outcome.session.name, outcome.session.get_absolute_url()),
        ],
    }
    return TemplateResponse(request, "workshops/what_happened.html", context)
