"""All parts that pages are made of, on one page, for the people who write templates."""

from datetime import date, time

from django.contrib.auth.decorators import permission_required
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from charter.models.standing import STANDINGS
from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.specimens import LineFormSet, SpecimenForm

EASY = EasyRead("", (Block("round-table", "We sit at one table."), Block("decide", "We decide together.")))


@never_cache
@permission_required("members.see_team_pages", raise_exception=True)
def components(request):
    """Each component, and each kind of question; sending the form shows how mistakes look. Nothing is kept."""
    if request.method == "POST":
        form = SpecimenForm(request.POST, request.FILES)
        lines = LineFormSet(request.POST, prefix="lines")
    else:
        form = SpecimenForm(initial={"day": date(2026, 12, 1), "time": time(14), "easy": EASY, "secret": "kept"})
        lines = LineFormSet(prefix="lines")
    context = {
        "form": form,
        "formset": lines,
        "standings": STANDINGS.values(),
        "rows": [(_("Widnes"), _("Step-free"), "2"), (_("Runcorn"), _("Step-free, with a quiet room"), "3")],
        "day": date(2026, 12, 1),
        "is_good": all([form.is_valid(), lines.is_valid()]),
    }
    return TemplateResponse(request, "team/components.html", context)
