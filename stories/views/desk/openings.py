"""Links by which people without a sign-in see the archive for a time: made, looked at, ended."""

from django.conf import settings
from django.db.models import Count, Max
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from stories import services
from stories.forms.desk_told import OpeningForm
from stories.models import Opening

from .deed import Deed, ForCurators

SHOWN = 100


class Openings(Deed):
    """The links there are, how often they were used, and a new one."""

    template_name = "stories/desk/openings.html"
    form_class = OpeningForm
    heading = _("Links to see stories")
    says = _("Make a link")

    def do(self, said, user):
        services.open_archive(by=user, **said)

    def after(self):
        return reverse("stories:team_links")

    def get_context_data(self, **kwargs):
        openings = Opening.objects.select_related("made_by").annotate(times=Count("looks"), last=Max("looks__at"))
        return super().get_context_data(openings=openings[:SHOWN], site=settings.SITE_URL.rstrip("/"), **kwargs)


class CloseOpening(ForCurators, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        services.close_opening(get_object_or_404(Opening, pk=pk), by=request.user)
        return redirect("stories:team_links")
