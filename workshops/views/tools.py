"""Practical tools for everybody: the list, one of them, and each to print."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from charter.steps import step_of, words
from workshops.models import PracticalTool
from workshops.papers import tool_pdf

SHOWN = 10


@login_not_required
def tools(request):
    """Each with what it is and by how many it is used."""
    page = Paginator(PracticalTool.objects.public().with_users(), SHOWN).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "heading": _("What you can use"),
        "crumbs": [(_("Workshops"), reverse("workshops:sessions"))],
    }
    return TemplateResponse(request, "workshops/tools.html", context)


@login_not_required
def tool(request, slug):
    """How to use it, what stands in it, who uses it, and where it comes from."""
    found = get_object_or_404(PracticalTool.objects.public().select_related("series", "theme"), slug=slug)
    pieces = words("about", found, found.about_easy) + words("items", found, found.items_easy)
    context = {
        "tool": found,
        "step": step_of(request, pieces),
        "uses": found.uses.all(),
        "heading": found.easy_name if request.reading.easy else found.name,
        "crumbs": [
            (_("Workshops"), reverse("workshops:sessions")),
            (_("What you can use"), reverse("workshops:tools")),
        ],
    }
    return TemplateResponse(request, "workshops/tool.html", context)


@login_not_required
def tool_file(request, slug):
    """To print and to hand on, in the form of the address."""
    found = get_object_or_404(PracticalTool.objects.public(), slug=slug)
    return as_pdf(tool_pdf(found, request.reading.easy), found.slug, request.reading.easy)


def as_pdf(paper: bytes, name: str, easy: bool) -> HttpResponse:
    name = f"{name}-easy-read" if easy else name
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)
