"""Who has signed the Charter, what they say they will do, and what became of it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from charter import services
from charter.forms import desk as forms
from charter.models import Adopter, Pledge

from .deed import Change, Deed


def public_page(adopter: Adopter) -> str:
    return reverse("charter:adopter", args=[adopter.slug])


class SignAdopter(Deed):
    permission_required = "charter.keep_adopter"
    form_class = forms.AdopterForm
    heading = _("Add an organisation that has signed")
    says = _("Add it")

    def do(self, facts, user):
        return public_page(services.sign_adopter(by=user, **facts))


class MakePledge(Deed):
    permission_required = "charter.keep_adopter"
    form_class = forms.PledgeForm
    heading = _("Add what an organisation says it will do")
    says = _("Add it")

    def find(self, slug):
        self.adopter = get_object_or_404(Adopter, slug=slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.adopter.name, **kwargs)

    def do(self, words, user):
        services.make_pledge(self.adopter, by=user, **words)
        return public_page(self.adopter)


class ReportPledge(Change):
    permission_required = "charter.keep_adopter"
    form_class = forms.ReportForm
    heading = _("Say what became of it")

    def find(self, pk):
        self.pledge = get_object_or_404(Pledge.objects.select_related("adopter"), pk=pk)

    @cached_property
    def thing(self):
        return self.pledge

    def words_of(self, pledge):
        return {"status": pledge.status, "report": pledge.report, "easy": pledge.report_easy}

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=f"{self.pledge.adopter.name}: {self.pledge.text}", **kwargs)

    def do(self, words, user):
        services.report_pledge(self.pledge, by=user, **words)
        return public_page(self.pledge.adopter)
