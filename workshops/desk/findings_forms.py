"""Notes, themes, recommendations and their answers: what the desk asks."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from charter.forms.desk import EasyWords
from charter.models import Part
from halton_coprod.easyread.forms import DeskForm, Prose, Seen, Words
from members.roles import STAFF_ROLES
from workshops.models import Note, Recommendation, Theme

from .forms import people_with

LINKED = {Part.Kind.PROMISE: "promise", Part.Kind.VALUE: "value"}


def said_by_field():
    return forms.ChoiceField(
        label=_("Who said it?"),
        help_text=_("No name is kept."),
        choices=Note.SaidBy,
        widget=forms.RadioSelect,
        initial=Note.SaidBy.ANYBODY,
    )


class NotesForm(DeskForm):
    """What was said at one table about one question, typed or pasted."""

    table = Words(label=_("Which table?"), help_text=_("Its number or name."), max_length=40, required=False)
    prompt = Words(label=_("What was the question?"), max_length=200, required=False)
    lines = Prose(
        label=_("What was said?"),
        help_text=_("Each note on a line of its own. Write no names."),
        max_length=50_000,
        rows=12,
    )
    said_by = said_by_field()

    def clean_lines(self):
        return self.cleaned_data["lines"].splitlines()


class NoteForm(DeskForm):
    """One note: its words, and the themes it belongs to."""

    words = Prose(label=_("What was said?"), help_text=_("Write no names."), max_length=2_000, rows=4)
    people = forms.IntegerField(label=_("How many people said it?"), min_value=1, max_value=2_000)
    said_by = said_by_field()
    themes = forms.ModelMultipleChoiceField(
        label=_("Which themes does it belong to?"),
        queryset=Theme.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class ThemeOfNotesForm(DeskForm):
    """One theme for all notes that are ticked; those without any theme come first."""

    theme = forms.ModelChoiceField(
        label=_("Which theme?"), queryset=Theme.objects.all(), empty_label=_("Not chosen yet")
    )
    notes = forms.ModelMultipleChoiceField(
        label=_("Which notes belong to it?"), queryset=Note.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["notes"]
        field.queryset = session.notes.annotate(many=models.Count("themes")).order_by("many", "table", "pk")
        field.label_from_instance = label_of


def label_of(note) -> str:
    return _("Table %(table)s: %(words)s") % {"table": note.table, "words": note.words} if note.table else note.words


class ThemeForm(DeskForm):
    name = Words(label=_("What is it called?"), max_length=120)
    summary = Prose(label=_("What did people say about it?"), required=False)
    summary_easy = EasyWords(_("What people said about it, in easy read"))
    seen = Seen()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].required = False


class RecommendationForm(DeskForm):
    """What should change, and whom we ask."""

    title = Words(label=_("What should change?"), help_text=_("In one short sentence."), max_length=160)
    words = Prose(label=_("Why, and what exactly?"))
    easy = EasyWords(_("The same in easy read"))
    owner = Words(label=_("Whom do we ask?"), help_text=_("The organisation, and who answers there."), max_length=200)
    answers_it = forms.ModelChoiceField(
        label=_("Do they have a sign-in here?"),
        help_text=_("Then only they can answer. Otherwise a facilitator writes down what they said."),
        queryset=Recommendation.objects.none(),
        empty_label=_("No"),
        required=False,
    )
    theme = forms.ModelChoiceField(
        label=_("Which theme does it come from?"),
        queryset=Theme.objects.all(),
        empty_label=_("None of them"),
        required=False,
    )
    charter = forms.ChoiceField(label=_("Which promise or value of the Charter is it about?"), required=False)
    seen = Seen()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].required = False
        self.fields["answers_it"].queryset = people_with(STAFF_ROLES)
        self.parts = {f"{part.kind}-{part.pk}": part for part in linked_parts()}
        names = [(key, part.name) for key, part in self.parts.items()]
        self.fields["charter"].choices = [("", _("None of them")), *names]

    def clean(self):
        """The link is kept on what lives longer than a version."""
        said = super().clean()
        part = self.parts.get(said.pop("charter", ""))
        links = {name: getattr(part, name) if part and part.kind == kind else None for kind, name in LINKED.items()}
        return {**said, **links}


def linked_parts():
    return Part.objects.in_force().filter(kind__in=LINKED).select_related("promise", "value").order_by("kind", "pk")


class AnswerForm(DeskForm):
    """Yes, a part, or no: and why."""

    state = forms.ChoiceField(
        label=_("What is the answer?"),
        choices=[
            (state, state.label)
            for state in (Recommendation.State.ACCEPTED, Recommendation.State.PARTLY, Recommendation.State.REFUSED)
        ],
        widget=forms.RadioSelect,
    )
    words = Prose(label=_("What will be done and when? Or why not?"), help_text=_("Everybody reads it."))
    easy = EasyWords(_("The answer in easy read"))
