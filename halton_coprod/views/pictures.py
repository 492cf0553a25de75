"""The pictures: those of the register, and the council's own with who said that everybody in them agrees."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from charter.views.desk.deed import Press, way
from halton_coprod import services
from halton_coprod.easyread.models import OwnPicture
from halton_coprod.easyread.pictures import PICTURES, search

ALL = _("All pictures")
ON_A_PAGE = 24


@never_cache
@permission_required("members.see_team_pages", raise_exception=True)
def pictures(request):
    """Every registered picture, for whoever looks for one or wants to see that they suit adults."""
    asked = request.GET.get("q", "").strip()[:100]
    found = search(asked) if asked else [PICTURES[idea] for idea in sorted(PICTURES)]
    return TemplateResponse(
        request, "team/pictures.html", {"heading": ALL, "crumbs": way(), "asked": asked, "found": found}
    )


@never_cache
@permission_required("easyread.take_picture_away", raise_exception=True)
def own_pictures(request):
    """The newest first, each with its way to be taken away."""
    page = Paginator(OwnPicture.objects.select_related("consent_said_by"), ON_A_PAGE).get_page(request.GET.get("page"))
    crumbs = way((ALL, reverse("team_pictures")))
    return TemplateResponse(
        request, "team/own_pictures.html", {"heading": _("Our own pictures"), "crumbs": crumbs, "page": page}
    )


class TakePictureAway(Press):
    permission_required = "easyread.take_picture_away"
    done = _("The picture is gone from every page. Its file is deleted.")

    def do(self, user, pk) -> str:
        services.take_picture_away(get_object_or_404(OwnPicture, pk=pk), by=user)
        return self.back()

    def back(self, **_where) -> str:
        return reverse("team_own_pictures")
