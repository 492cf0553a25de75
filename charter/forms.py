"""The forms of the Charter's desk. What each question means is said in its hint; services say what is refused."""

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.models import InfrastructureStatus, Part, Promise, PromiseStatus
from halton_coprod.easyread.editor import EasyReadFormField
from halton_coprod.easyread.forms import DateField

LONG = forms.Textarea(attrs={"rows": 8})
SHORT = forms.Textarea(attrs={"rows": 3})


def easy_field(label=""):
    return EasyReadFormField(label=label or _("Easy read"), required=False)


class WordsForm(forms.Form):
    """The words of a part in both forms."""

    name = forms.CharField(label=_("Name"), max_length=200)
    text = forms.CharField(
        label=_("Standard text"),
        help_text=_("Leave a line empty to begin a paragraph. Begin a line with - for a list."),
        max_length=20_000,
        widget=LONG,
    )
    easy = easy_field()


class PartForm(WordsForm):
    """Changing a part. `seen` is what the person started from."""

    easy_fits = forms.BooleanField(
        label=_("I have checked that the easy read says what the text says now."), required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, part, **kwargs):
        super().__init__(*args, **kwargs)
        if not part.version.is_draft:
            del self.fields["name"], self.fields["text"]


class BehaviourForm(WordsForm):
    """What people do who hold to a value."""

    of = forms.ModelChoiceField(label=_("Which value?"), queryset=None)
    voice = forms.ChoiceField(label=_("Who speaks?"), choices=Part.Voice, widget=forms.RadioSelect)
    who = forms.ChoiceField(label=_("Who does it?"), choices=Part.Who, widget=forms.RadioSelect)
    field_order = ["of", "voice", "who"]

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        parts = version.parts.of_kind(Part.Kind.VALUE).select_related("value")
        self.values = {part.value_id: part for part in parts}
        self.fields["of"] = forms.TypedChoiceField(
            label=_("Which value?"),
            choices=[(part.value_id, part.name) for part in parts],
            coerce=lambda pk: self.values[int(pk)].value,
        )
        self.order_fields(self.field_order)


class InfrastructureForm(WordsForm):
    """Something that must be in place."""

    owner = forms.CharField(label=_("Who answers for it?"), max_length=200)
    next_step = forms.CharField(label=_("What is next?"), max_length=5_000, required=False, widget=SHORT)
    next_step_easy = easy_field(_("What is next, in easy read"))


class PromiseForm(WordsForm):
    """A promise: who answers for it, by when, and how everybody will know."""

    owner = forms.CharField(label=_("Who answers for it?"), max_length=200)
    made_on = DateField(label=_("When was it promised?"))
    due = DateField(label=_("By when?"), required=False)
    how_we_know = forms.CharField(label=_("How will we know?"), max_length=5_000, required=False, widget=SHORT)
    how_we_know_easy = easy_field(_("How we will know, in easy read"))
    target = forms.DecimalField(
        label=_("Which number is promised?"), help_text=_("Leave it empty when nothing is counted."), required=False
    )
    direction = forms.ChoiceField(
        label=_("Is this number the most or the least?"),
        choices=[("", _("Nothing is counted")), *Promise.Direction.choices],
        required=False,
    )
    unit = forms.CharField(
        label=_("What is counted?"), help_text=_("For example: days."), max_length=60, required=False
    )
    unit_one = forms.CharField(
        label=_("And when it is only 1?"), help_text=_("For example: day."), max_length=60, required=False
    )
    how_often_days = forms.IntegerField(label=_("Measured every how many days?"), min_value=1, required=False)


class DescribeForm(forms.Form):
    """What people should know about a version."""

    written_by = forms.CharField(label=_("Who wrote it?"), max_length=300, required=False)
    summary = forms.CharField(label=_("What changed?"), max_length=20_000, required=False, widget=SHORT)
    summary_easy = easy_field(_("What changed, in easy read"))
    review_due = DateField(label=_("By when is it looked at again?"), required=False)


class CheckForm(forms.Form):
    """Which people with learning disabilities checked the easy read."""

    checked_by = forms.CharField(label=_("Who checked the easy read?"), max_length=300)
    on = DateField(label=_("When?"))


class AgreeForm(forms.Form):
    """The decision of a meeting."""

    meeting = forms.CharField(label=_("Which meeting agreed it?"), max_length=200)
    on = DateField(label=_("When was that?"))
    decided_by = forms.CharField(
        label=_("Who agreed?"), help_text=_("In words: who was there, who answered."), max_length=300
    )


class InForceForm(forms.Form):
    """From which day; and the reason, where easy read is still missing."""

    on = DateField(label=_("From which day?"), required=False)
    easy_follows_because = forms.CharField(
        label=_("Is easy read missing somewhere? Then say why"), max_length=2_000, required=False, widget=SHORT
    )
    easy_follows_by = DateField(label=_("And by when it will be there"), required=False)


class UpdateForm(forms.Form):
    """How something stands, and what happened."""

    status = forms.ChoiceField(label=_("How does it stand?"), choices=PromiseStatus, widget=forms.RadioSelect)
    words = forms.CharField(label=_("What happened?"), max_length=5_000, widget=SHORT)
    easy = easy_field()
    because = forms.CharField(
        label=_("If you could not keep it: because of what?"), max_length=2_000, required=False, widget=SHORT
    )
    evidence_label = forms.CharField(label=_("What shows it?"), max_length=200, required=False)
    evidence_url = forms.URLField(label=_("Where can people read it?"), required=False, assume_scheme="https")


class InfrastructureUpdateForm(UpdateForm):
    """The same, and what is next."""

    status = forms.ChoiceField(label=_("How does it stand?"), choices=InfrastructureStatus, widget=forms.RadioSelect)
    next_step = forms.CharField(label=_("What is next?"), max_length=5_000, required=False, widget=SHORT)
    next_step_easy = easy_field(_("What is next, in easy read"))
    because = None


class MeasureForm(forms.Form):
    """What was measured on one day."""

    on = DateField(label=_("On which day?"))
    number = forms.DecimalField(label=_("Which number?"), max_digits=10, decimal_places=2)
    words = forms.CharField(label=_("What does it say?"), max_length=2_000, widget=SHORT)
    easy = easy_field()


class AdopterForm(forms.Form):
    """An organisation that has signed."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    lead = forms.CharField(label=_("Who leads there?"), help_text=_("A role, not a private person."), max_length=200)
    signed_on = DateField(label=_("When did it sign?"))
    about = forms.CharField(label=_("Who are they?"), max_length=5_000, widget=SHORT)
    easy = easy_field()


class PledgeForm(forms.Form):
    """What it says it will do."""

    text = forms.CharField(label=_("What do they say they will do?"), max_length=5_000, widget=SHORT)
    easy = easy_field()
    due = DateField(label=_("By when?"))


class ReportForm(forms.Form):
    """What became of a pledge."""

    status = forms.ChoiceField(label=_("How does it stand?"), choices=PromiseStatus, widget=forms.RadioSelect)
    report = forms.CharField(
        label=_("What became of it?"),
        help_text=_("If they could not do it, say why."),
        max_length=5_000,
        required=False,
        widget=SHORT,
    )
    easy = easy_field()
