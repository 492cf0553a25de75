"""The forms with which editors ask how we are doing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.models import Group
from halton_coprod.easyread.editor import EasyReadFormField
from halton_coprod.easyread.forms import DateField, DeskForm, Seen, Words


class AssessmentForm(DeskForm):
    """From when to when people are asked."""

    name = Words(label=_("What is it called?"), help_text=_("For example: Autumn 2026."), max_length=60)
    starts_on = DateField(label=_("From which day?"))
    ends_on = DateField(label=_("Until which day?"), help_text=_("The numbers are shown on the day after."))


class ChangeAssessmentForm(AssessmentForm):
    """The same, of one that stands already."""

    seen = Seen()


class MeetingCodeForm(DeskForm):
    """Who gets a code, and where."""

    group = forms.ChoiceField(
        label=_("Who gets the code?"),
        help_text=_("Residents and staff each get their own code, also at the same meeting."),
        choices=Group,
        widget=forms.RadioSelect,
    )
    meeting = Words(label=_("At which meeting?"), max_length=200)


class StatementForm(DeskForm):
    """A sentence to score, and the value it is about."""

    value = forms.TypedChoiceField(label=_("Which value is it about?"))
    text = Words(
        label=_("The sentence"),
        help_text=_("Something people answer with always, often, sometimes, not often or never."),
        max_length=200,
    )
    easy = EasyReadFormField(label=_("The sentence in easy read"))

    def __init__(self, *args, values, **kwargs):
        """`values` is name → value row."""
        super().__init__(*args, **kwargs)
        known = {str(value.pk): value for _name, value in values}
        self.fields["value"].choices = [(value.pk, name) for name, value in values]
        self.fields["value"].coerce = known.get
