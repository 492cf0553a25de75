"""Records that may be of one person: shown, never joined by the hub; and joining two, by somebody who has asked."""

from django.db.models import Count, F, Max, Min, Q, Value
from django.db.models.functions import Concat, Lower, StrIndex, Substr
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from members import services
from members.facts import in_words
from members.models import District, LookRecord, Member, Pick

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
    ("get_reward_display", _("What they would like for taking part")),
    ("other_format", _("Another format")),
    ("language", _("Language")),
    ("get_came_by_display", _("How they told us")),
    ("joined_at", _("Joined")),
    ("last_heard_at", _("Last heard from")),
    ("last_came_at", _("Last came")),
)
# Their connection is left out: some of it is about health.
PICKED = (Pick.Kind.INTEREST, Pick.Kind.TAKING_PART)


def compared(kept: Member, gone: Member) -> list[tuple]:
    """(fact, as the one record says it, as the other). What they need stays behind its question."""
    facts = [(says, said(kept, name), said(gone, name)) for name, says in COMPARED]
    picks = [(kind.label, *("; ".join(map(str, one.ticked(kind))) for one in (kept, gone))) for kind in PICKED]
    supporters = (_("Supporters"), *(", ".join(link.name for link in one.supporters.all()) for one in (kept, gone)))
    agreed = (_("Agreed to"), *(", ".join(agreed_to(one)) for one in (kept, gone)))
    return [*facts, *picks, supporters, agreed]


def agreed_to(member) -> list[str]:
    return [one.get_purpose_display() for one in member.consents.standing()]


def maybe_the_same(member: Member):
    """The same name, whatever its capitals, where nothing says that they live apart; or the same email, phone or
    address and the same first word of the name.

    Sharing alone says nothing: people who live together share a phone.
    """
    first = member.name.split()[0]
    alike = Q(name__iexact=member.name)
    if member.district:
        alike &= Q(district__in=(member.district, District.UNSAID))
    for mark in Member.MARKS:
        if getattr(member, mark):
            alike |= Q(**{mark: getattr(member, mark)}, name__istartswith=first)
    others = Member.objects.exclude(state=Member.State.ERASED).exclude(pk=member.pk)
    return others.filter(alike).only("name", "state", "district")[:MOST_HINTS]


NAMES = _("The same name in the same district")
UNSAID = _("The same name, and one has not said where they live")
SHARED = {
    "email_mark": _("The same first name and email address"),
    "phone_mark": _("The same first name and phone number"),
    "address_mark": _("The same first name and address"),
}
UNTOLD = Q(district=District.UNSAID)
FIRST = Substr(Lower("name"), 1, StrIndex(Concat("name", Value(" ")), Value(" ")))


def pairs() -> list[dict]:
    """Two records each, by their name and why they may be one person's: the first and the last where there are more."""
    people = Member.objects.exclude(state=Member.State.ERASED).order_by().annotate(plain=Lower("name"), first=FIRST)
    untold = Count("pk", filter=UNTOLD)
    alike = [(NAMES, people.values("plain", "district")), (UNSAID, people.values("plain"))]
    alike += [
        (why, people.filter(**{f"{mark}__in": shared(mark)}).values(mark, "first")) for mark, why in SHARED.items()
    ]
    found = {}
    for why, groups in alike:
        twice = groups.annotate(number=Count("pk"), one=Min("pk"), other=Max("pk"), name=Min("name"))
        twice = twice.filter(number__gt=1)
        if why == UNSAID:
            # One who has said it beside one who has not; where nobody has, they are found by their names above.
            told, silent = Min("pk", filter=~UNTOLD), Min("pk", filter=UNTOLD)
            twice = (
                twice.annotate(untold=untold)
                .filter(untold__gte=1, untold__lt=F("number"))
                .annotate(one=told, other=silent)
            )
        for pair in twice.order_by("name")[:MOST_PAIRS]:
            found.setdefault((pair["one"], pair["other"]), {**pair, "why": why})
    shown = sorted(found.values(), key=lambda pair: pair["name"].casefold())[:MOST_PAIRS]
    people = Member.objects.only("name").in_bulk({pair[which] for pair in shown for which in ("one", "other")})
    return [{**pair, "both": [people.get(pair["one"]), people.get(pair["other"])]} for pair in shown]


def shared(mark: str):
    """The marks that more than one have, off their index alone: of few people the names are looked at then."""
    each = Member.objects.exclude(**{mark: ""}).order_by().values(mark).annotate(number=Count("pk"))
    return each.filter(number__gt=1).values(mark)


class Same(ForPool, TemplateView):
    """The same name or the same way to reach somebody, more than once."""

    template_name = "team/pool/same.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(heading=SAME, crumbs=way(desk_page()), pairs=pairs(), **kwargs)


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
            compared=compared(self.member, self.other),
            **kwargs,
        )

    def do(self, _said, user):
        return page_of(services.merge_members(self.member, other=self.other, by=user))


def said(member, name: str) -> str:
    value = getattr(member, name)
    return in_words(value() if callable(value) else value)
