"""The Charter's pages."""

from django.contrib.auth.decorators import login_not_required
from django.template.response import TemplateResponse


@login_not_required
def overview(request, **where):
    return TemplateResponse(request, "charter/overview.html")


definition = values = value = infrastructure = accountability = promise = overview
adopters = adopter = history = version = changes = overview
