"""A worry about somebody's safety: written by whoever was there, read by them and by the safeguarding lead.

Notes stand in no list of a session, in no search, no file and no admin page.
"""

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from halton_coprod.easyread.forms import DeskForm, Prose, Words
from workshops import services
from workshops.models import SafeguardingNote, Session
from workshops.models.safeguarding import CLOSE, SEND
from workshops.services.safeguarding import RAISE, READ

from .deed import Change, Deed, ForPlanners, Press, way
from .reports_forms import OptionalSeen

NOTES = _("Safeguarding notes")
SEE = "workshops.see_safeguarding"


def notes_page() -> tuple:
    return (NOTES, reverse("workshops:team_safeguarding"))


def note_page(pk: int) -> str:
    return reverse("workshops:team_safeguarding_note", args=[pk])


class NoteForm(OptionalSeen):
    about = Words(
        label=_("Who is it about?"), help_text=_("You do not have to know their name."), max_length=200, required=False
    )
    words = Prose(
        label=_("What did you see or hear?"),
        help_text=_("Write what happened and what was said, in the person's own words where you can. Do not ask more."),
        rows=8,
    )
    check_in = forms.ChoiceField(
        label=_("Has somebody offered them a talk afterwards?"),
        help_text=_("Offer it the same day or the next."),
        choices=SafeguardingNote.CheckIn,
        widget=forms.RadioSelect,
        initial=SafeguardingNote.CheckIn.NOT_YET,
    )


class CloseForm(DeskForm):
    done = Prose(label=_("What was done?"), rows=6)
    check_in = NoteForm.base_fields["check_in"]


class Notes(ForPlanners, TemplateView):
    """For the lead: what was sent, what is open first. For everybody else: what they wrote."""

    permission_required = SEE
    template_name = "team/workshops/safeguarding.html"

    def get_context_data(self, **kwargs):
        found = SafeguardingNote.objects.visible_to(self.request.user).select_related("session")
        notes = sorted(found, key=lambda one: (one.state == one.State.CLOSED, -one.pk))
        return super().get_context_data(heading=NOTES, crumbs=way(), notes=notes, **kwargs)


class WithNumbers(Deed):
    """Every page says first whom to phone."""

    template_name = "team/workshops/safeguarding_form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(numbers=settings.SAFEGUARDING, **kwargs)

    @property
    def desk(self):
        return notes_page()

    @property
    def back(self):
        return reverse("team")


class WriteNote(WithNumbers):
    """Only its author knows of it until it is sent."""

    form_class = NoteForm
    heading = _("Worried about somebody's safety")
    says = _("Keep it, then send it")
    done = _("Kept. Nobody else reads it yet: send it now.")

    raises = RAISE

    @cached_property
    def place(self):
        """Where it came up."""
        return get_object_or_404(Session, slug=self.kwargs["slug"])

    def has_permission(self):
        return self.request.user.has_perm(self.raises, self.place)

    def find(self, **_where):
        """Found already, to ask who may."""

    @property
    def desk(self):
        return (self.place.name, self.place.get_absolute_url())

    def do(self, said, user):
        del said["seen"]
        return note_page(self.write(by=user, **said).pk)

    def write(self, **said) -> SafeguardingNote:
        return services.write_safeguarding(self.place, **said)


class OfNote:
    """404 for a note that is not theirs to know of."""

    notes = SafeguardingNote.objects.all()

    @cached_property
    def note(self):
        found = self.notes.visible_to(self.request.user).select_related("session")
        return get_object_or_404(found, pk=self.kwargs["pk"])


class OneNote(OfNote, ForPlanners, TemplateView):
    """Each look is recorded."""

    template_name = "team/workshops/safeguarding_note.html"

    def has_permission(self):
        return self.request.user.has_perm(READ, self.note)

    def get_context_data(self, pk, **kwargs):
        note, user = services.look_at_safeguarding(self.note, by=self.request.user), self.request.user
        return super().get_context_data(
            heading=_("Safeguarding note"),
            crumbs=way(notes_page()),
            note=note,
            may_send=user.has_perm(SEND, note) and note.state == note.State.DRAFT,
            is_lead=user.has_perm(CLOSE, note),
            may_close=user.has_perm(CLOSE, note) and note.state == note.State.SENT,
            numbers=settings.SAFEGUARDING,
            **kwargs,
        )


class ChangeNote(OfNote, WithNumbers, Change):
    """Until it is sent."""

    form_class = NoteForm
    heading = _("Change the note")
    notes = SafeguardingNote.objects.unsent()

    @cached_property
    def thing(self):
        return self.note

    def has_permission(self):
        return self.request.user.has_perm(SEND, self.note)

    def find(self, pk):
        """Found already, to ask who may."""

    @property
    def back(self):
        return note_page(self.note.pk)

    def words_of(self, note):
        return {name: getattr(note, name) for name in ("about", "words", "check_in")}

    def do(self, said, user):
        services.write_safeguarding(self.note.session, note=self.note, by=user, **said)
        return self.back


class CloseNote(OfNote, WithNumbers):
    form_class = CloseForm
    heading = _("Say what was done")

    def has_permission(self):
        return self.request.user.has_perm(CLOSE, self.note)

    def find(self, pk):
        """Found already, to ask who may."""

    @property
    def back(self):
        return note_page(self.note.pk)

    def get_initial(self):
        return {"check_in": self.note.check_in}

    def do(self, said, user):
        services.close_safeguarding(self.note, by=user, **said)
        return self.back


class SendNote(OfNote, Press):
    done = _("Sent. The safeguarding lead and you can read it.")

    def has_permission(self):
        return self.request.user.has_perm(SEND, self.note)

    def back(self, pk):
        return note_page(pk)

    def do(self, user, pk):
        services.send_safeguarding(self.note, by=user)
        return reverse("team")
