"""Who asks to sign the Charter and who has signed it, what they say they will do, and what became of it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from charter import services
from charter.forms import desk_adopters as forms
from charter.models import Adopter, Pledge
from charter.models.adopting import KEEP
from halton_coprod.record import flow

from .deed import Change, Deed, ForEditors, Press, desk_page, way


def public_page(adopter: Adopter) -> str:
    return reverse("charter:adopter", args=[adopter.slug])


class OneAdopter(ForEditors, TemplateView):
    """Who asks, or has signed: what they wrote, whom we write to, what can be done. Each look is recorded."""

    permission_required = KEEP
    template_name = "team/charter/adopter.html"

    def get_context_data(self, pk, **kwargs):
        adopter = services.look_at_adopter(get_object_or_404(Adopter, pk=pk), by=self.request.user)
        return super().get_context_data(
            heading=adopter.name,
            crumbs=way(desk_page()),
            adopter=adopter,
            moves=flow.available(adopter, self.request.user),
            pledges=adopter.pledges.late_first(),
            **kwargs,
        )


class OfAdopter(Deed):
    """A deed on one organisation."""

    permission_required = KEEP

    def find(self, pk):
        self.adopter = get_object_or_404(Adopter, pk=pk)

    @property
    def back(self):
        return reverse("charter:team_adopter", args=[self.adopter.pk])

    @property
    def above(self):
        return [(self.adopter.name, self.back)]


class ConfirmAdopter(OfAdopter, Change):
    form_class = forms.ConfirmForm
    heading = says = Adopter.MOVES["confirm"].says
    done = _("Saved. Everybody sees them now. They get their link by email.")

    @cached_property
    def thing(self):
        return self.adopter

    def words_of(self, adopter):
        return {"signed_on": adopter.signed_on, "about": adopter.about, "easy": adopter.easy}

    def do(self, words, user):
        services.confirm_adopter(self.adopter, by=user, **words)
        return self.back


class RefuseAdopter(OfAdopter):
    form_class = forms.NotNowForm
    heading = says = Adopter.MOVES["refuse"].says
    done = _("Saved. They are told why by email.")

    def do(self, words, user):
        services.refuse_adopter(self.adopter, by=user, **words)
        return self.back


class SendLink(OfAdopter, Change):
    form_class = forms.SendLinkForm
    heading = _("Send them a new link")
    says = _("Send it")
    done = _("Saved. The new link goes out by email. The old one leads nowhere now.")

    @cached_property
    def thing(self):
        return self.adopter

    def words_of(self, adopter):
        return {"contact_name": adopter.contact_name, "email": adopter.email}

    def do(self, words, user):
        services.send_link(self.adopter, by=user, **words)
        return self.back


class ShowPledge(Press):
    """Take a pledge off the public page, or show it again. A press that comes twice changes nothing more."""

    permission_required = KEEP
    DEEDS = {"show": services.show_pledge, "hide": services.hide_pledge}

    def do(self, user, pk, deed):
        pledge = get_object_or_404(Pledge, pk=pk)
        self.DEEDS[deed](pledge, by=user)
        return reverse("charter:team_adopter", args=[pledge.adopter_id])


class SignAdopter(Deed):
    permission_required = KEEP
    form_class = forms.AdopterForm
    heading = _("Add an organisation that has signed")
    says = _("Add it")

    def do(self, facts, user):
        return public_page(services.sign_adopter(by=user, **facts))


class MakePledge(Deed):
    permission_required = KEEP
    form_class = forms.PledgeForm
    heading = _("Add what an organisation says it will do")
    says = _("Add it")

    def find(self, slug):
        self.adopter = get_object_or_404(Adopter.objects.signed(), slug=slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.adopter.name, **kwargs)

    def do(self, words, user):
        services.make_pledge(self.adopter, by=user, **words)
        return public_page(self.adopter)


class ReportPledge(Change):
    permission_required = KEEP
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
