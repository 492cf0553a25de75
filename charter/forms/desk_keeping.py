"""The forms with which editors say how the Charter is kept: updates, readings, corrections, reminders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.models import InfrastructureStatus, PromiseStatus
from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.easyread.forms import DateField, DeskForm, Prose, Seen, Words

from .desk import (
    BothForms,
    EasyWords,
    Number,
    direction_field,
    how_often_field,
    refuse_half_a_number,
    target_field,
    unit_field,
    unit_one_field,
)


class OwnerEmailForm(DeskForm):
    """Where who answers for a promise is reminded."""

    email = forms.EmailField(
        label=_("Email address of who answers for it"),
        help_text=_("Only the team sees it. Leave it empty, and nobody is reminded."),
        required=False,
    )
    seen = Seen()


class UpdateForm(BothForms):
    """How something stands, and what happened."""

    SOMETIMES_NEEDED = ("because",)
    pairs = {"words": "easy", "next_step": "next_step_easy"}
    status = forms.ChoiceField(label=_("How does it stand?"), choices=PromiseStatus, widget=forms.RadioSelect)
    words = Prose(label=_("What happened?"))
    easy = EasyWords()
    because = Prose(label=_("If you could not keep it: because of what?"), max_length=2_000, required=False)
    evidence_label = Words(label=_("What shows it?"), max_length=200, required=False)
    evidence_url = forms.URLField(label=_("Where can people read it?"), required=False, assume_scheme="https")
    seen = Seen()

    def clean(self):
        """A link needs words that say where it leads."""
        said = super().clean()
        if said.get("evidence_url") and not said.get("evidence_label"):
            self.add_error("evidence_label", _("Say what people find there."))
        return said


class InfrastructureUpdateForm(UpdateForm):
    """The same, and what is next."""

    status = forms.ChoiceField(label=_("How does it stand?"), choices=InfrastructureStatus, widget=forms.RadioSelect)
    next_step = Prose(label=_("What is next?"), required=False)
    next_step_easy = EasyWords(_("What is next, in easy read"))
    because = None


class CorrectionForm(BothForms):
    """Who answers for a promise, by when, its number; and why it is put right."""

    pairs = {"because": "easy"}
    owner = Words(label=_("Who answers for it?"), max_length=200)
    due = DateField(label=_("By when?"), required=False)
    target = target_field()
    direction = direction_field()
    unit = unit_field()
    unit_one = unit_one_field()
    how_often_days = how_often_field()
    because = Prose(
        label=_("Why do you change it?"),
        help_text=_("Everybody sees what was changed, and why."),
        max_length=2_000,
    )
    easy = EasyWords(_("Why you change it, in easy read"))
    seen = Seen()

    def clean(self):
        facts = super().clean()
        refuse_half_a_number(self, facts)
        return facts


class HowWeKnowForm(BothForms):
    """How everybody will know that a promise is kept."""

    pairs = {"how_we_know": "how_we_know_easy"}
    how_we_know = Prose(label=_("How will we know?"), required=False)
    how_we_know_easy = EasyWords(_("How we will know, in easy read"))
    seen = Seen()


def measured_field(label, **kwargs):
    return Number(
        label=label,
        max_digits=10,
        decimal_places=2,
        error_messages=dict.fromkeys(("max_digits", "max_whole_digits"), _("This number is too big."))
        | {"max_decimal_places": _("Write at most 2 numbers after the point.")},
        **kwargs,
    )


class MeasureForm(BothForms):
    """What was measured on one day."""

    pairs = {"words": "easy"}
    on = DateField(label=_("On which day?"))
    number = measured_field(_("Which number?"))
    words = Prose(label=_("What does it say?"), max_length=2_000)
    easy = EasyWords()


class CorrectReadingForm(BothForms):
    """The right number of a day, or that there was none; and why."""

    SOMETIMES_NEEDED = ("number", "words")
    pairs = {"words": "easy", "because": "because_easy"}
    is_none = forms.BooleanField(
        label=_("Take this number back: nothing was measured on this day. Leave what stands below as it is."),
        required=False,
    )
    number = measured_field(_("What is the right number?"), required=False)
    words = Prose(label=_("What does it say?"), max_length=2_000, required=False)
    easy = EasyWords()
    because = Prose(
        label=_("Why do you change it?"), help_text=_("Everybody sees what was changed, and why."), max_length=2_000
    )
    because_easy = EasyWords(_("Why you change it, in easy read"))
    seen = Seen()

    def clean(self):
        """A number and its words, or neither."""
        if self.cleaned_data.pop("is_none", False):
            for name in ("number", "words", "easy"):
                self.errors.pop(name, None)
            self.cleaned_data |= {"number": None, "words": "", "easy": EasyRead()}
            return super().clean()
        facts = super().clean()
        if "number" not in self.errors and facts.get("number") is None:
            self.add_error("number", _("Write the right number, or say that you take it back."))
        if "words" not in self.errors and not facts.get("words"):
            self.add_error("words", _("Say what the number says."))
        return facts
