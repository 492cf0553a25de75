"""What people can take part in, for everybody to read; and one's own invitation, by a signed link.

Looking changes nothing; buttons do.
"""

from functools import wraps
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.record.flow import NotNow

from . import reasons, services
from .holders import Invited
from .models import Invitation, Opportunity, Rung

SHOWN = 10
HEADINGS = {
    "ask": gettext_lazy("What we ask you"),
    "can_change": gettext_lazy("What can change"),
    "cannot_change": gettext_lazy("What cannot change"),
    "time": gettext_lazy("How much time it takes"),
    "reward": gettext_lazy("What you get"),
    "how_chosen": gettext_lazy("How we choose people"),
}
# So many answers make a middle one.
LEAST = 3
ENOUGH = ("finished", "fed_back")


class Text(NamedTuple):
    """One text with its heading, in both forms."""

    heading: str
    standard: str
    easy: EasyRead


def texts_of(opportunity: Opportunity) -> list[Text]:
    return [
        Text(heading, getattr(opportunity, name), getattr(opportunity, f"{name}_easy"))
        for name, heading in HEADINGS.items()
        if getattr(opportunity, name)
    ]


@login_not_required
def opportunities(request):
    """What people are asked for now, the next to close first; and what was before."""
    page = Paginator(Opportunity.objects.taken_up(), SHOWN).get_page(request.GET.get("page"))
    context = {
        "heading": _("Take part"),
        "open_now": list(Opportunity.objects.taking_people()[:SHOWN]),
        "page": page,
    }
    return TemplateResponse(request, "members/opportunities.html", context)


@login_not_required
def opportunity(request, pk):
    """Everything about one, with the seed of its draws. What is still being written is not here."""
    found = get_object_or_404(Opportunity.objects.public(), pk=pk)
    context = {
        "opportunity": found,
        "heading": found.title_in(get_language()),
        "texts": texts_of(found),
        "draws": found.draws.all(),
        "felt": rung_felt(found),
        "crumbs": crumbs(),
    }
    return TemplateResponse(request, "members/opportunity.html", context)


def crumbs() -> list[tuple]:
    return [(_("Take part"), reverse("opportunities"))]


def rung_felt(opportunity: Opportunity) -> tuple | None:
    """(the middle one of what people say afterwards, how many said) where enough have said: DOMAIN BR-23."""
    if opportunity.state not in ENOUGH:
        return None
    order = list(Rung.values)
    said = opportunity.invitations.exclude(rung_felt="").values_list("rung_felt", flat=True)
    steps = sorted(order.index(rung) for rung in said)
    return (Rung(order[steps[(len(steps) - 1) // 2]]).label, len(steps)) if len(steps) >= LEAST else None


def by_link(view):
    """The view gets the invitation. A link that is not ours finds nothing; whoever left the pool reads that it is over
    for them, with 410.
    """

    @wraps(view)
    def open_link(request, link, **more):
        found = Invitation.objects.by_link(link)
        if found is None:
            raise Http404
        if found.member.is_gone:
            return TemplateResponse(request, "members/invitation_left.html", status=410)
        return view(request, found, **more)

    return never_cache(login_not_required(open_link))


@by_link
def invitation(request, found):
    """What we ask, why you, how your answer stands, and the three answers."""
    return show(request, found)


def show(request, found: Invitation, **more):
    context = {
        "invitation": found,
        "opportunity": found.opportunity,
        "heading": found.opportunity.title_in(get_language()),
        "crumbs": crumbs(),
        "texts": texts_of(found.opportunity),
        "why": reasons.for_person(found.reasons),
        "link": found.link,
        "answers": answers_of(found),
        "can_say_how_much": can_say_how_much(found),
        **more,
    }
    return TemplateResponse(request, "members/invitation.html", context)


class Answer(NamedTuple):
    """One of the three: how it is pressed, its picture, and whether it is what was said."""

    key: str
    says: str
    is_said: bool


SAYS = {
    "yes": gettext_lazy("Yes, I take part"),
    "maybe": gettext_lazy("Maybe. Talk to me first"),
    "no": gettext_lazy("No, not this time"),
}


def answers_of(found: Invitation) -> list[Answer]:
    """Those that can be given now: none when it is over. Whoever said yes may still take it back."""
    if found.opportunity.is_open_to_answers:
        open_now = SAYS
    elif found.state == Invitation.State.YES and found.opportunity.state in ("filled", "under_way"):
        open_now = {"no": gettext_lazy("I cannot take part after all")}
    else:
        open_now = {}
    return [Answer(key, says, key == found.state) for key, says in open_now.items()]


@require_POST
@by_link
def answer(request, found, answer):
    """One press is one answer, and two presses are one too. Whoever is signed in answers as themselves."""
    if answer not in SAYS:
        raise Http404
    try:
        services.answer_invitation(found, answer=answer, by=who_answers(request, found))
    except NotNow as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Saved. Thank you."))
    return redirect(found.address)


def who_answers(request, found: Invitation):
    """The person, or a supporter who is signed in and may book for them; or whoever has the link."""
    user = request.user
    may = user.is_authenticated and not user.is_team and user.has_perm("members.answer_invitation", found)
    return user if may else Invited(found.pk)


class HowMuchForm(forms.Form):
    rung = forms.ChoiceField(
        label=gettext_lazy("How much did people decide?"),
        choices=Rung.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one answer.")},
    )


def can_say_how_much(found: Invitation) -> bool:
    return found.state == Invitation.State.YES and found.opportunity.state in ENOUGH


@by_link
def how_much(request, found):
    """Afterwards: how much people decided. It is shown beside what we said before, without names."""
    if not can_say_how_much(found):
        raise Http404
    form = HowMuchForm(request.POST if request.method == "POST" else None, initial={"rung": found.rung_felt})
    if form.is_valid():
        services.say_rung(found, rung=form.cleaned_data["rung"], by=who_answers(request, found))
        messages.success(request, _("Saved. Thank you."))
        return redirect(found.address)
    context = {
        "form": form,
        "invitation": found,
        "opportunity": found.opportunity,
        "heading": _("How much did people decide?"),
        "crumbs": [*crumbs(), (found.opportunity.title_in(get_language()), found.address)],
    }
    return TemplateResponse(request, "members/how_much.html", context)
