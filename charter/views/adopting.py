"""An organisation adopts the Charter: it asks without a sign-in, and keeps its pledges by its own signed link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from charter import services
from charter.forms import adopting as forms
from charter.models import Adopter, Pledge
from charter.signatories import Signatory, adopter_of
from halton_coprod.easyread.typed import keep_typed
from members import guard

from .desk.deed import Change, Deed, refuse
from .page import ADOPTERS, OVERVIEW, charter_page, reader

MOST_ASKED = 10
ASK = _("Sign the Charter with your organisation")


@never_cache
@login_not_required
def ask(request):
    """What signing means, then the form."""
    if request.method != "POST":
        return ask_again(request, forms.AskForm())
    form, done = forms.AskForm(request.POST), redirect("charter:adopters_asked")
    if guard.is_robot(request):
        return done
    if not form.is_valid():
        return ask_again(request, form)
    if guard.is_too_quick(request):
        messages.warning(request, _("Nothing is lost. Press the button again."))
        return ask_again(request, form)
    if guard.is_too_often(request, "adopt", MOST_ASKED):
        keep_typed(request, request.path)
        return guard.too_many(request)
    return hear(request, form, done)


def hear(request, form, done):
    user = reader(request)
    try:
        services.ask_to_adopt(**form.cleaned_data, language=get_language(), by=user if user.is_authenticated else None)
    except ValidationError as fault:
        refuse(form, fault)
        return ask_again(request, form)
    return done


def ask_again(request, form):
    return charter_page(request, "adopters_ask", ASK, None, OVERVIEW, ADOPTERS, form=form, opened=guard.opened())


@never_cache
@login_not_required
def asked(request):
    """What happens next."""
    return charter_page(request, "adopters_asked", _("Thank you. We have it."), None, OVERVIEW, ADOPTERS)


@never_cache
@login_not_required
def mine(request, link):
    """The organisation's own page: what it pledged, how each stands, and what it can write. Looking changes nothing."""
    adopter = found_by(link)
    context = {"adopter": adopter, "link": link, "pledges": adopter.pledges.late_first()}
    return charter_page(request, "adopter_mine", adopter.name, None, OVERVIEW, ADOPTERS, **context)


def found_by(link: str) -> Adopter:
    adopter = adopter_of(link)
    if adopter is None:
        raise Http404
    return adopter


@method_decorator([never_cache, login_not_required], name="dispatch")
class ByLink(Deed):
    """A form of the organisation: whoever has its link may."""

    template_name = "charter/adopter_form.html"

    def has_permission(self):
        """The link is the key: `find` knows no page without it."""
        return True

    def find(self, link):
        self.link, self.adopter = link, found_by(link)

    @property
    def signatory(self):
        return Signatory(self.adopter.pk)

    @property
    def back(self):
        return reverse("charter:adopter_mine", args=[self.link])

    def get_context_data(self, **kwargs):
        crumbs = [*((says, reverse(to)) for says, to in (OVERVIEW, ADOPTERS)), (self.adopter.name, self.back)]
        return {**super().get_context_data(**kwargs), "crumbs": crumbs}


class OwnPledge(ByLink):
    form_class = forms.OwnPledgeForm
    heading = _("Say what you will do")
    done = _("Saved. Everybody can read it now.")

    def do(self, words, _user):
        services.make_pledge(self.adopter, by=self.signatory, **words)
        return self.back


class OwnReport(ByLink, Change):
    form_class = forms.OwnReportForm
    heading = _("Say what became of it")
    done = _("Saved. Everybody can read it now.")

    def find(self, link, pk):
        super().find(link)
        self.pledge = get_object_or_404(Pledge, pk=pk, adopter=self.adopter)

    @cached_property
    def thing(self):
        return self.pledge

    def words_of(self, pledge):
        return {"status": pledge.status, "report": pledge.report, "easy": pledge.report_easy}

    def get_context_data(self, **kwargs):
        return super().get_context_data(pledge=self.pledge, **kwargs)

    def do(self, words, _user):
        services.report_pledge(self.pledge, by=self.signatory, **words)
        return self.back
