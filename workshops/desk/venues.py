"""Where people meet: places, what somebody found there, and the names of topics and series."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from workshops import services
from workshops.models import Venue

from . import forms, venues_forms
from .deed import Change, Deed, ForPlanners, desk_page, way

VENUES = _("Venues")


def venues_page() -> tuple:
    return (VENUES, reverse("workshops:team_venues"))


class Venues(ForPlanners, TemplateView):
    """Every place with what is there; those that nobody has looked at first."""

    template_name = "team/workshops/venues.html"

    def get_context_data(self, **kwargs):
        venues = Venue.objects.order_by("checked_on", "name")
        return super().get_context_data(heading=VENUES, crumbs=way(desk_page()), venues=venues, **kwargs)


class KeepsVenues(Deed):
    permission_required = "workshops.keep_venue"

    @property
    def above(self):
        return [venues_page()]

    @property
    def back(self):
        return reverse("workshops:team_venues")


class AddVenue(KeepsVenues):
    form_class = venues_forms.VenueForm
    heading = _("Add a venue")
    says = _("Add it")

    def do(self, facts, user):
        del facts["seen"]
        venue = services.keep_venue(by=user, **facts)
        return reverse("workshops:team_check_venue", args=[venue.pk])


class OfVenue(KeepsVenues):
    def find(self, pk):
        self.venue = get_object_or_404(Venue, pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.venue.name, **kwargs)


class ChangeVenue(OfVenue, Change):
    """Which sessions of others meet there stands above the questions: their people are told of another address."""

    template_name = "team/workshops/venue.html"
    form_class = venues_forms.VenueForm
    heading = _("Change a venue")

    @cached_property
    def thing(self):
        return self.venue

    def get_context_data(self, **kwargs):
        touched = self.venue.sessions.to_meet_there().of_others(self.request.user)
        return super().get_context_data(touched=touched, **kwargs)

    def words_of(self, venue):
        return {name: getattr(venue, name) for name in ("name", "address", "directions", "directions_easy", "taxi")}

    def do(self, facts, user):
        services.keep_venue(venue=self.venue, by=user, **facts)
        return self.back


class CheckVenue(OfVenue):
    form_class = venues_forms.LookedForm
    heading = _("Say what somebody found there")

    def get_initial(self):
        return {"facts": self.venue.facts}

    def do(self, facts, user):
        services.check_venue(self.venue, by=user, **facts)
        return self.back


class NameTopic(Deed):
    form_class = forms.NameForm
    heading = _("Add a topic")
    says = _("Add it")

    def do(self, facts, user):
        services.name_topic(by=user, **facts)
        return self.back


class NameSeries(NameTopic):
    heading = _("Add a series")

    def do(self, facts, user):
        services.name_series(by=user, **facts)
        return self.back
