"""Records that may be of one person: shown, never joined by the hub; and joining two, by somebody who has asked."""

from django.db.models import Count, Max, Min, Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from members import services
from members.models import LookRecord, Member

from .deed import ForPool, OfPerson, desk_page, find_person, page_of, way
from .forms import MergeForm

MOST_HINTS, MOST_PAIRS = 5, 50
SAME = _("May be the same person")
COMPARED = (
    ("name", _("Name")),
    ("reference", _("Reference")),
    ("get_state_display", _("State")),
    ("get_way_display", _("How we reach them")),
    ("email", _("Email address")),
    ("phone", _("Phone number")),
    ("address", _("Address for letters")),
    ("postcode", _("Postcode")),
    ("get_district_display", _("Where they live")),
    ("get_age_band_display", _("Age")),
)


def maybe_the_same(member: Member):
    """The same name in the same district; or a shared address or number and the same first word of the name.

    Sharing alone says nothing: people who live together share a phone.
    """
    first = member.name.split()[0]
    alike = Q(name=member.name, district=member.district)
    for mark in ("email_mark", "phone_mark"):
        if getattr(member, mark):
            alike |= Q(**{mark: getattr(member, mark)}, name__istartswith=first)
    others = Member.objects.exclude(state=Member.State.ERASED).exclude(pk=member.pk)
    return others.filter(alike).only("name", "state", "district")[:MOST_HINTS]


class Same(ForPool, TemplateView):
    """The same name in the same district, more than once."""

    template_name = "team/pool/same.html"

    def get_context_data(self, **kwargs):
        people = Member.objects.exclude(state=Member.State.ERASED).order_by()
        pairs = people.values("name", "district").annotate(number=Count("pk"), one=Min("pk"), other=Max("pk"))
        return super().get_context_data(
            heading=SAME,
            crumbs=way(desk_page()),
            pairs=pairs.filter(number__gt=1).order_by("name")[:MOST_PAIRS],
            **kwargs,
        )


class Merge(OfPerson):
    """Both records side by side; the first is kept. Both looks are recorded."""

    template_name = "team/pool/merge.html"
    form_class = MergeForm
    heading = _("Join two records of one person")
    says = _("Join them. This cannot be undone.")
    done = _("The two records are one now.")

    def find(self, pk, other):
        super().find(pk)
        self.other = find_person(other)
        if pk == other:
            raise Http404

    def get_context_data(self, **kwargs):
        for member in (self.member, self.other):
            services.record_look(member, what=LookRecord.What.PAGE, by=self.request.user)
        return super().get_context_data(
            other=self.other,
            compared=[(says, said(self.member, name), said(self.other, name)) for name, says in COMPARED],
            **kwargs,
        )

    def do(self, _said, user):
        return page_of(services.merge_members(self.member, other=self.other, by=user))


def said(member, name: str) -> str:
    value = getattr(member, name)
    return str(value() if callable(value) else value)
