"""Is a version ready for everybody? Both forms side by side, and what the writing check found."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from charter import services
from charter.forms import desk as forms
from charter.models import Version
from charter.models.findings import Reasons, mark_of
from charter.services.readiness import findings_of

from .deed import ForEditors, desk_page, way
from .parts import OfPart
from .versions import groups_of, title_of, version_page


class PreviewVersion(ForEditors, TemplateView):
    """Every part as people will read it, both forms side by side."""

    template_name = "team/charter/preview.html"

    def get_context_data(self, number, **kwargs):
        version = get_object_or_404(Version, number=number)
        return super().get_context_data(
            heading=_("Both forms side by side"),
            crumbs=way(desk_page(), (title_of(version), version_page(version))),
            version=version,
            groups=groups_of(version),
            **kwargs,
        )


class AcceptFindings(OfPart):
    """What the writing check found in a part, and why each may stay."""

    form_class = forms.FindingsForm
    template_name = "team/charter/findings.html"

    @property
    def heading(self):
        return _("Words to look at: %(name)s") % {"name": self.part.name}

    @property
    def found(self):
        return {mark_of(one): one for one in findings_of(self.part)}

    @cached_property
    def thing(self):
        return Reasons.of(self.part)

    def words_of(self, reasons):
        return reasons.because

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "findings": self.found}

    def do(self, reasons, user):
        services.accept_findings(self.part, reasons=reasons, seen=reasons["seen"], by=user)
        return version_page(self.part.version)
