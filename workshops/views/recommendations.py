"""What people asked for at sessions, and the answers: for everybody, the newest first."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from charter.models import Part
from charter.steps import step_of, words
from workshops.models import Recommendation, Theme
from workshops.models.feedback import FEWEST

SHOWN = 10


@login_not_required
def recommendations(request):
    """Each with how it stands: in words, and never only by colour."""
    found = Recommendation.objects.public()
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "heading": _("What people ask for"),
        "crumbs": [(_("Workshops"), reverse("workshops:sessions"))],
    }
    return TemplateResponse(request, "workshops/recommendations.html", context)


@login_not_required
def recommendation(request, pk):
    """What should change and why, who was asked, every answer, and what of the Charter it is about."""
    found = get_object_or_404(Recommendation.objects.public(), pk=pk)
    given = list(found.given.all())
    theme = Theme.objects.with_evidence().filter(pk=found.theme_id).first()
    pieces = words("asked", found, found.easy)
    for answer in given:
        pieces += words("answers", answer, answer.easy)
    context = {
        "recommendation": found,
        "step": step_of(request, pieces),
        "theme": theme,
        "many_people": theme.many_people if theme and theme.many_people >= FEWEST else None,
        "part": part_of(found),
        "heading": found.easy_title if request.reading.easy else found.title,
        "crumbs": [
            (_("Workshops"), reverse("workshops:sessions")),
            (_("What people ask for"), reverse("workshops:recommendations")),
        ],
    }
    return TemplateResponse(request, "workshops/recommendation.html", context)


def part_of(found: Recommendation) -> Part | None:
    """What the version in force says about the promise or value it is linked to."""
    parts = Part.objects.in_force().with_what_lives_longer()
    if found.promise_id:
        return parts.filter(kind=Part.Kind.PROMISE, promise=found.promise_id).first()
    if found.value_id:
        return parts.filter(kind=Part.Kind.VALUE, value=found.value_id).first()
    return None
