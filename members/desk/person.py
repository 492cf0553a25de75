"""One person: what is known, what happened, notes, moves. Each look is recorded, and the person can read it."""

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from halton_coprod.record import flow
from members import services
from members.held import deeds_for
from members.models import Connection, ConsentRecord, LookRecord, Member, NeedGroup, Pick, Purpose
from members.services.own_page import opens_other_page

from .deed import ForPool, OfPerson, desk_page, find_person, page_of, way
from .forms import EraseForm, MoveForm, NoteForm, WhyForm
from .recording import needs_form
from .same import maybe_the_same
from .timeline import timeline

NO_REASON = ("pause", "leave")
ERASE = "erase"
# Begins with a new yes to the pool, and that yes brings them back.
BACK = "come_back"
ERASED = _("%(reference)s is erased. Nothing that says who it was is kept. Nothing is sent to them any more.")
GIVEN, REFUSED, NOT_ASKED = _("Yes"), _("No"), _("Not asked yet")


class Person(ForPool, TemplateView):
    """The facts, how to reach them, notes, supporters and consents. What they need is behind a question."""

    template_name = "team/pool/person.html"

    def get_context_data(self, pk, **kwargs):
        member = find_person(pk)
        services.record_look(member, what=LookRecord.What.PAGE, by=self.request.user)
        return super().get_context_data(
            heading=member.name,
            crumbs=way(desk_page()),
            member=member,
            ticked=ticked(member),
            notes=member.notes.select_related("written_by"),
            supporters=member.supporters.all(),
            consents=consents(member),
            moves=moves_of(member, self.request.user),
            same=maybe_the_same(member),
            elsewhere=deeds_for(member),
            opens_other_page=opens_other_page(member),
            **kwargs,
        )


def ticked(member) -> list[tuple]:
    """(list, what the person ticked in it), from one query. What is about health stands where needs are."""
    picks = list(member.picks.all())
    return [(kind.label, [pick.says for pick in picks if pick.kind == kind]) for kind in Pick.Kind]


def moves_of(member, user) -> list[tuple]:
    """(the move, where it is made)."""
    yes = reverse("pool_consent", args=[member.pk, Purpose.POOL])
    return [
        (move, yes if name == BACK else reverse("pool_move", args=[member.pk, name]))
        for name, move in flow.available(member, user).items()
    ]


def consents(member) -> list[tuple]:
    """(purpose, its name, where it stands, the last answer) for each purpose."""
    last = {record.purpose: record for record in sorted(member.consents.all(), key=ConsentRecord.last_word)}
    return [(purpose, purpose.label, standing(last.get(purpose)), last.get(purpose)) for purpose in Purpose]


def standing(record):
    if record is None:
        return NOT_ASKED
    return GIVEN if record.stands else REFUSED


class Timeline(ForPool, TemplateView):
    """What happened, the newest first."""

    template_name = "team/pool/timeline.html"

    def get_context_data(self, pk, **kwargs):
        member = find_person(pk)
        services.record_look(member, what=LookRecord.What.PAGE, by=self.request.user)
        return super().get_context_data(
            heading=_("What happened"),
            crumbs=way(desk_page(), (member.reference, page_of(member))),
            member=member,
            moments=timeline(member),
            **kwargs,
        )


class SeeNeeds(ForPool, FormView):
    """First the reason, which is kept for the person to read; then, once, what the person needs."""

    template_name = "team/pool/needs.html"
    form_class = WhyForm

    def form_valid(self, form):
        """The needs, and below them the form to record what the person says now."""
        member = find_person(self.kwargs["pk"])
        look = services.record_look(
            member, what=LookRecord.What.NEEDS, why=form.cleaned_data["why"], by=self.request.user
        )
        return self.render_to_response(
            self.get_context_data(look=look, groups=grouped(member), health=health(member), change=needs_form(member))
        )

    def get_context_data(self, **kwargs):
        member = find_person(self.kwargs["pk"])
        return super().get_context_data(
            heading=_("What this person needs"),
            crumbs=way(desk_page(), (member.reference, page_of(member))),
            member=member,
            back=page_of(member),
            **kwargs,
        )


def health(member) -> list[str]:
    """What they ticked about themselves, in words."""
    return [Connection(item).label for item in member.health_items]


def grouped(member) -> list[tuple]:
    """(group, its needs) for each group with any."""
    needs = list(member.needs.all())
    by_group = [(group.label, [need for need in needs if need.group == group]) for group in NeedGroup]
    return [(label, rows) for label, rows in by_group if rows]


class AddNote(OfPerson):
    form_class = NoteForm
    heading = _("Write a note")
    done = _("The note is kept until its day.")

    def do(self, said, user):
        services.write_note(self.member, by=user, **said)
        return self.back


class GiveSignIn(OfPerson):
    """Whoever wants a page of their own gets a sign-in at the address that is recorded."""

    form_class = forms.Form
    heading = _("Give them a sign-in")
    says = _("Give them a sign-in")
    done = _("They can sign in now. A message tells them how.")

    def get_context_data(self, **kwargs):
        says = _("They sign in with %(email)s and a code that we send there. Whoever reads its emails sees their page.")
        return super().get_context_data(explains=says % {"email": self.member.email}, **kwargs)

    def get(self, *args, **kwargs):
        services.record_look(self.member, what=LookRecord.What.CONTACT, by=self.request.user)
        return super().get(*args, **kwargs)

    def do(self, _said, user):
        services.give_sign_in(self.member, by=user)
        return self.back


class MovePerson(OfPerson):
    """One move of the flow, with its comment. What cannot be done now says so and changes nothing."""

    def find(self, pk, move):
        super().find(pk)
        if move not in Member.MOVES or move == BACK:
            raise Http404
        self.name, self.move = move, Member.MOVES[move]
        self.heading = self.says = self.move.says

    def get_form_class(self):
        return EraseForm if self.name == ERASE else MoveForm

    def get_form_kwargs(self):
        more = {} if self.name == ERASE else {"may_be_empty": self.name in NO_REASON}
        return {**super().get_form_kwargs(), **more}

    def get_context_data(self, **kwargs):
        return super().get_context_data(explains=self.move.explains, **kwargs)

    def do(self, said, user):
        if self.name == ERASE:
            services.erase_member(self.member, by=user)
            self.done = ERASED % {"reference": self.member.reference}
            return reverse("pool")
        services.move_member(self.member, self.name, by=user, comment=said["comment"])
        return self.back
