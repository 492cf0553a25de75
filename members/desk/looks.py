"""What the pool looks like, and the figures of the borough beside it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from halton_coprod.easyread.forms import Words
from halton_coprod.easyread.said import said_number
from members import services
from members.models import AgeBand, BoroughShare, District

from . import shape

# Kind → its groups with their names.
GROUPS = {"district": District, "age": AgeBand}


@never_cache
@permission_required("members.see_pool_looks", raise_exception=True)
def pool_looks(request):
    """Bars with their tables; for one district where somebody chose it."""
    chosen = request.GET.get("district", "")
    if chosen not in (*BoroughShare.GROUPS["district"], District.NEAR, District.FAR):
        chosen = ""
    shares = list(BoroughShare.objects.all())
    context = {
        "tables": shape.tables(chosen, shares),
        "quarters": [] if chosen else shape.quarters(timezone.localdate()),
        "districts": [(one.value, one.label, one == chosen) for one in District if one],
        "chosen": District(chosen).label if chosen else "",
        "sources": sorted({share.source for share in shares}),
        "may_keep": request.user.has_perm("members.keep_shares"),
    }
    return TemplateResponse(request, "team/pool/looks.html", context)


class SharesForm(forms.Form):
    """One number for each group, and where they come from."""

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = BoroughShare.GROUPS[BoroughShare.Kind(kind)]
        for group in self.groups:
            self.fields[group] = forms.DecimalField(
                label=GROUPS[kind](group).label,
                help_text=_("Of 100 people of the borough. Leave it empty when you do not know."),
                max_value=100,
                min_value=0,
                max_digits=4,
                decimal_places=1,
                required=False,
                error_messages={"invalid": _("Type a number from 0 to 100, for example 48.5.")},
            )
        self.fields["source"] = Words(
            label=_("Where do the figures come from?"),
            help_text=_("For example: Census 2021, Office for National Statistics."),
            max_length=200,
            error_messages={"required": _("Say where the figures come from.")},
        )

    @property
    def percents(self) -> dict:
        return {group: self.cleaned_data[group] for group in self.groups}


@never_cache
@permission_required("members.keep_shares", raise_exception=True)
def pool_shares(request, kind):
    """Type in how the borough is made up."""
    if kind not in GROUPS:
        raise Http404
    known = {row.group: said_number(row.percent) for row in BoroughShare.objects.filter(kind=kind)}
    source = BoroughShare.objects.filter(kind=kind).values_list("source", flat=True).first()
    form = SharesForm(request.POST or None, kind=kind, initial={**known, "source": source or ""})
    if request.method == "POST" and form.is_valid():
        try:
            services.set_borough_shares(
                kind, percents=form.percents, source=form.cleaned_data["source"], by=request.user
            )
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("pool_looks")
    context = {"form": form, "heading": HEADINGS[kind]}
    return TemplateResponse(request, "team/pool/shares.html", context)


HEADINGS = {
    "district": gettext_lazy("Where people of the borough live"),
    "age": gettext_lazy("How old people of the borough are"),
}
