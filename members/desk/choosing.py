"""Choosing people for an opportunity, asking them, and writing down what they answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView, View

from halton_coprod.record.flow import NotNow
from members import picking, reasons, services
from members.faces import mix_of
from members.models import Invitation, LookRecord, Member, Opportunity

from . import inviting_forms as forms
from .deed import way
from .inviting import ForInviting, OfOpportunity, desk_page, page_of

CHOSEN = _("Chosen. They are not asked yet: look at everybody first, then ask them.")
WANTS_NONE, NO_YES = _("They want no messages"), _("Their yes to the pool does not stand")


class Choose(OfOpportunity):
    """Suggestions, each with why: looks, which are recorded. Whoever is ticked is chosen, and not asked yet."""

    permission_required = "members.invite"
    template_name = "team/pool/choose.html"
    form_class = forms.ChooseForm
    heading = _("Choose people")
    says = _("Choose the people who are ticked")
    done = CHOSEN

    def get_context_data(self, **kwargs):
        people = picking.suggested(self.opportunity)
        services.record_choosing(self.opportunity, (one.member for one in people), by=self.request.user)
        quiet = Member.objects.may_be_asked(wants_messages=False).count()
        return super().get_context_data(people=people, quiet=quiet, ticked=ticked(self.request), **kwargs)

    def do(self, said, user):
        services.choose_people(self.opportunity, numbers=said["who"], by=user)
        return page_of(self.opportunity, "opportunity_ask")


def ticked(request) -> set[int]:
    """What was ticked before something was refused."""
    return {int(number) for number in request.POST.getlist("who") if number.isdigit()}


class DrawLots(OfOpportunity):
    permission_required = "members.invite"
    template_name = "team/pool/draw.html"
    form_class = forms.DrawForm
    heading = _("Draw by lot")
    says = _("Draw them")
    done = CHOSEN

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "equals": picking.equals(self.opportunity)}

    def do(self, said, user):
        services.draw_people(self.opportunity, by=user, **said)
        return page_of(self.opportunity, "opportunity_ask")


class NamePerson(OfOpportunity):
    permission_required = "members.invite"
    form_class = forms.NameForm
    heading = _("Choose somebody by their reference")
    says = _("Choose them")
    done = CHOSEN

    def do(self, said, user):
        member = Member.objects.in_pool().filter(pk=said["reference"]).first()
        if member is None:
            raise forms.forms.ValidationError({"reference": _("There is nobody with this reference.")})
        if why := held_back([member]).get(member.pk):
            raise forms.forms.ValidationError({"reference": _("Not asked: %(why)s.") % {"why": why}})
        services.name_person(self.opportunity, member=member, by=user)
        return page_of(self.opportunity, "opportunity_ask")


def held_back(people) -> dict[int, str]:
    """Who of these may not be asked now, and why: known before anybody presses."""
    may = Member.objects.may_be_asked().filter(pk__in=[one.pk for one in people])
    open_to_it = set(may.values_list("pk", flat=True))
    return {one.pk: why_not(one) for one in people if one.pk not in open_to_it}


def why_not(one: Member) -> str:
    if one.state != Member.State.ACTIVE:
        return one.get_state_display()
    return NO_YES if one.wants_messages else WANTS_NONE


class Ask(ForInviting, FormView):
    """Before anything is sent: who they are, how new, whether the same faces come up, and who may not be asked any
    more. Then one press asks all the others.
    """

    permission_required = "members.invite"
    template_name = "team/pool/ask.html"
    form_class = forms.forms.Form

    def get_context_data(self, **kwargs):
        opportunity = get_object_or_404(Opportunity, pk=self.kwargs["pk"])
        invitations = list(opportunity.invitations.select_related("member"))
        chosen = [one for one in invitations if one.state == Invitation.State.CHOSEN]
        services.record_choosing(opportunity, (one.member for one in chosen), by=self.request.user)
        off = held_back([one.member for one in chosen])
        to_ask = [one.member_id for one in chosen if one.member_id not in off]
        return super().get_context_data(
            heading=_("Look at everybody, then ask them"),
            crumbs=way(desk_page(), (opportunity.title, page_of(opportunity))),
            opportunity=opportunity,
            chosen=[(one, reasons.for_team(one.reasons), off.get(one.member_id)) for one in chosen],
            mix=mix_of(to_ask),
            held_back=len(off),
            # Where nobody can be asked the page has no form.
            **({} if to_ask else {"form": None}),
            all_of_them=mix_of([one.member_id for one in invitations]),
            **kwargs,
        )

    def form_valid(self, _form):
        opportunity = get_object_or_404(Opportunity, pk=self.kwargs["pk"])
        try:
            sent = services.send_invitations(opportunity, by=self.request.user)
        except NotNow as fault:
            messages.error(self.request, str(fault))
        else:
            messages.success(self.request, said(sent))
        return redirect("opportunity_desk", opportunity.pk)


def said(sent) -> str:
    """What happened, with its numbers."""
    words = ngettext("%(number)s person is asked.", "%(number)s people are asked.", sent.asked) % {"number": sent.asked}
    if not sent.taken_off:
        return words
    off = ngettext(
        "%(number)s person may not be asked any more and was taken off.",
        "%(number)s people may not be asked any more and were taken off.",
        sent.taken_off,
    )
    return f"{words} {off % {'number': sent.taken_off}}"


class TakeOff(ForInviting, View):
    """Not asked after all. Pressing twice is pressing once."""

    permission_required = "members.invite"
    http_method_names = ["post"]

    def post(self, request, pk, invitation):
        found = Invitation.objects.filter(opportunity=pk, pk=invitation).first()
        try:
            if found:
                services.take_off(found, by=request.user)
        except NotNow as fault:
            messages.error(request, str(fault))
        return redirect("opportunity_ask", pk)


class RecordAnswer(OfOpportunity):
    """What one person said by phone, on paper or face to face. That the page was opened is recorded."""

    permission_required = "members.invite"
    template_name = "team/pool/answer.html"
    form_class = forms.AnswerForm
    heading = _("Write down their answer")

    def find(self, pk, invitation):
        super().find(pk)
        asked = Invitation.objects.sent().exclude(member__state=Member.State.ERASED).filter(opportunity=pk)
        self.invitation = get_object_or_404(asked.select_related("member", "opportunity"), pk=invitation)

    def get(self, *args, **kwargs):
        services.record_look(self.invitation.member, what=LookRecord.What.PAGE, by=self.request.user)
        return super().get(*args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            invitation=self.invitation,
            member=self.invitation.member,
            person=reverse("pool_person", args=[self.invitation.member_id]),
            **kwargs,
        )

    def do(self, said, user):
        services.answer_invitation(self.invitation, by=user, **said)
        return self.back
