"""Opportunities: all of them, one with everybody who was asked, its words and its moves."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from halton_coprod.record import flow
from halton_coprod.record.flow import NotNow
from members import reasons, services
from members.lacks import lacks_of
from members.models import Invitation, Opportunity
from members.services.opportunities import not_told_yet
from members.stands import NothingUnseen

from . import inviting_forms as forms
from .deed import Deed, ForPool, way

DESK = (_("Ask people to take part"), "invitations")
A_PAGE, PEOPLE_A_PAGE = 25, 50
NOW = "now"
STILL_GOING = ("draft", "open", "choosing", "filled", "under_way", "finished")
PRESSED = {
    "open": services.open_opportunity,
    "choose": services.choose_for_opportunity,
    "fill": services.fill_opportunity,
    "look_again": services.look_again_for_opportunity,
    "begin": services.begin_opportunity,
    "finish": services.finish_opportunity,
    "feed_back": services.feed_back_opportunity,
}
COUNTS = {f"are_{state}": Count("invitations", filter=Q(invitations__state=state)) for state in Invitation.State.values}


def desk_page() -> tuple:
    return (DESK[0], reverse(DESK[1]))


def page_of(opportunity: Opportunity, name: str = "opportunity_desk", *more) -> str:
    return reverse(name, args=[opportunity.pk, *more])


class ForInviting(ForPool):
    permission_required = "members.see_opportunities"


class Desk(ForInviting, TemplateView):
    """What is going on, the next to close first; or all of one state."""

    template_name = "team/pool/invitations.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("state", "")
        state = asked if asked in Opportunity.State.values else NOW
        wanted = {"state__in": STILL_GOING} if state == NOW else {"state": state}
        found = Opportunity.objects.filter(**wanted).annotate(**COUNTS).order_by("closes_on", "pk")
        return super().get_context_data(
            heading=DESK[0],
            crumbs=way(),
            state=state,
            lists=lists(),
            page=Paginator(found, A_PAGE).get_page(self.request.GET.get("page")),
            **kwargs,
        )


def lists() -> list[tuple]:
    """Each list with how many stand in it."""
    counts = dict(Opportunity.objects.order_by().values_list("state").annotate(Count("pk")))
    going = sum(counts.get(state, 0) for state in STILL_GOING)
    return [
        (NOW, _("All that is going on"), going),
        *((one, one.label, counts.get(one, 0)) for one in Opportunity.State),
    ]


class OfOpportunity(Deed):
    """A deed on one opportunity, and back to its page."""

    permission_required = "members.keep_opportunity"

    def find(self, pk):
        self.opportunity = get_object_or_404(Opportunity, pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(opportunity=self.opportunity, **kwargs)

    @property
    def above(self):
        return [desk_page(), (self.opportunity.title, page_of(self.opportunity))]

    @property
    def back(self):
        return page_of(self.opportunity)


class OneOpportunity(ForInviting, TemplateView):
    """How it stands, what it lacks, what can be done, who was asked and what they said, its words in both forms. Whose
    answers it shows can read that.
    """

    template_name = "team/pool/opportunity.html"

    def get_context_data(self, pk, **kwargs):
        opportunity = get_object_or_404(Opportunity.objects.annotate(**COUNTS), pk=pk)
        page = Paginator(invited(opportunity), PEOPLE_A_PAGE).get_page(self.request.GET.get("page"))
        services.record_choosing(opportunity, (one.member for one in page), by=self.request.user)
        return super().get_context_data(
            heading=opportunity.title,
            crumbs=way(desk_page()),
            opportunity=opportunity,
            lacks=lacks_of(opportunity) if opportunity.can_be_changed else [],
            steps=steps_of(opportunity, self.request.user),
            page=page,
            lines=[(one, reasons.for_team(one.reasons)) for one in page],
            draws=opportunity.draws.all(),
            texts=texts_of(opportunity),
            waiting=not_told_yet(opportunity) if opportunity.told_on else 0,
            rungs=rungs_of(opportunity),
            **kwargs,
        )


def invited(opportunity: Opportunity):
    """Who said yes first, then who has not answered."""
    return opportunity.invitations.select_related("member").order_by("-answered_at", "pk")


def rungs_of(opportunity: Opportunity) -> list[tuple]:
    """(step of the ladder, how many people say so) of those who took part."""
    said = opportunity.invitations.exclude(rung_felt="").order_by().values_list("rung_felt").annotate(Count("pk"))
    names = dict(Invitation._meta.get_field("rung_felt").choices)
    return [(names[rung], many) for rung, many in sorted(said, key=lambda one: -one[1])]


class Text(NamedTuple):
    """One text in both forms, and whether the easy read still fits."""

    says: str
    words: str
    easy: object
    has_drifted: bool


def texts_of(opportunity: Opportunity) -> list[Text]:
    names = [*Opportunity.TEXTS, *(["outcome"] if opportunity.outcome else [])]
    return [
        Text(Opportunity._meta.get_field(name).verbose_name, words, easy, easy.is_drifted(words))
        for name in names
        for words, easy in [(getattr(opportunity, name), getattr(opportunity, f"{name}_easy"))]
    ]


class Step(NamedTuple):
    """A move that is open now: a press, or a page that asks first."""

    move: flow.Move
    to: str
    asks: bool


def steps_of(opportunity: Opportunity, user) -> list[Step]:
    """Drawn from the table that guards the moves. What came of it is written before people are told."""
    moves = flow.available(opportunity, user)
    if not opportunity.told_on:
        moves.pop("feed_back", None)
    return [Step(move, address_of(name, opportunity), name not in PRESSED) for name, move in moves.items()]


def address_of(name: str, opportunity: Opportunity) -> str:
    if name in PRESSED:
        return page_of(opportunity, "opportunity_move", name)
    return page_of(opportunity, "opportunity_cancel")


class MoveOpportunity(ForInviting, View):
    """A press that comes twice finds the move made, and changes nothing."""

    permission_required = "members.keep_opportunity"
    http_method_names = ["post"]

    def post(self, request, pk, move):
        if move not in PRESSED:
            raise Http404
        opportunity = get_object_or_404(Opportunity, pk=pk)
        try:
            if opportunity.state != Opportunity.MOVES[move].target:
                PRESSED[move](opportunity, by=request.user)
        except (ValidationError, NotNow) as fault:
            messages.error(request, " ".join(getattr(fault, "messages", [str(fault)])))
        else:
            messages.success(request, _("Saved."))
        return redirect("opportunity_desk", pk)


class DraftOpportunity(Deed):
    permission_required = "members.keep_opportunity"
    form_class = forms.FactsForm
    heading = _("Write a new one")
    says = _("Begin to write")
    done = _("Saved. Only the team sees it. The page says what is missing.")

    @property
    def above(self):
        return [desk_page()]

    @property
    def back(self):
        return desk_page()[1]

    def do(self, facts, user):
        return page_of(services.draft_opportunity(by=user, **facts))


class Change(NothingUnseen, OfOpportunity):
    """Somebody else may have changed it meanwhile: then both are shown, and nothing is written."""

    def get_context_data(self, **kwargs):
        theirs = self.theirs() if self.is_stale else None
        return super().get_context_data(theirs=theirs, **kwargs)

    def theirs(self) -> list[dict]:
        """What stands now, as the page shows it beside what was typed."""
        questions = self.get_form_class().base_fields
        return [answered(questions[name], words) for name, words in self.stands().items() if name in questions]

    def form_valid_now(self, form):
        return OfOpportunity.form_valid(self, form)


def answered(question, words) -> dict:
    """One answer of somebody else."""
    if hasattr(words, "blocks"):
        return {"asks": question.label, "easy": words}
    known = dict(getattr(question, "choices", []))
    many = words if isinstance(words, list) else [words]
    return {"asks": question.label, "says": "; ".join(str(known.get(one, one)) for one in many if one is not None)}


class ChangeFacts(Change):
    """All of it while nobody was asked; then only what may still change."""

    heading = _("Change what it is")

    def get_form_class(self):
        return forms.FactsForm if self.opportunity.can_be_changed else forms.LaterForm

    def stands(self):
        return {name: getattr(self.opportunity, name) for name in self.get_form_class().base_fields}

    def do(self, facts, user):
        services.change_opportunity(self.opportunity, by=user, **facts)
        return self.back


class ChangeWords(Change):
    """Each text in both forms. An easy read that nobody touched keeps its mark: the page says where it has drifted."""

    template_name = "team/pool/words.html"
    form_class = forms.WordsForm
    heading = _("Change the words")

    def stands(self):
        return {name: getattr(self.opportunity, name) for name in self.form_class.base_fields if name != "easy_fits"}

    def do(self, said, user):
        fits = said.pop("easy_fits")
        kept = {f"{name}_easy" for name in Opportunity.TEXTS if not fits and self.is_as_it_was(said, f"{name}_easy")}
        services.change_opportunity(
            self.opportunity, by=user, **{name: said[name] for name in said if name not in kept}
        )
        return self.back

    def is_as_it_was(self, said, name) -> bool:
        old = getattr(self.opportunity, name)
        return (said[name].title, said[name].blocks) == (old.title, old.blocks)


class CancelOpportunity(OfOpportunity):
    form_class = forms.BecauseForm
    heading = says = Opportunity.MOVES["cancel"].says
    done = _("Saved. Everybody who was asked is told.")

    def do(self, said, user):
        if self.opportunity.state != Opportunity.State.CANCELLED:
            services.cancel_opportunity(self.opportunity, by=user, **said)
        return self.back


class TellOutcome(OfOpportunity):
    template_name = "team/pool/words.html"
    form_class = forms.OutcomeForm
    heading = _("Tell people what came of it")
    says = _("Tell everybody who took part")
    done = _("Saved. Everybody who took part is told by their own way.")

    def do(self, said, user):
        services.tell_what_came(self.opportunity, by=user, **said)
        return self.back
