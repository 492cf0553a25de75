"""The forms of venues: what they are, and what somebody found who went to look."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.forms.desk import EasyWords
from halton_coprod.easyread.forms import DateField, DeskForm, Prose, Seen, Words
from workshops.models import FACTS


class VenueForm(DeskForm):
    """A place to meet."""

    name = Words(label=_("What is it called?"), max_length=120)
    address = Words(label=_("What is the address?"), help_text=_("With the postcode."), max_length=300)
    directions = Prose(
        label=_("How do people get there?"), help_text=_("By bus, on foot, by car; which door."), required=False
    )
    directions_easy = EasyWords(
        _("How people get there, in easy read"), help_text=_("Take photos of the way and of the door.")
    )
    taxi = Words(label=_("Which taxi with a ramp comes there? Its phone number"), max_length=60, required=False)
    seen = Seen()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].required = False


class LookedForm(DeskForm):
    """What somebody found there."""

    facts = forms.MultipleChoiceField(
        label=_("What is there?"),
        help_text=_("Tick only what you have seen. What is not ticked is told as missing."),
        choices=[(key, there) for key, (there, _missing) in FACTS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    checked_by = Words(label=_("Who went to look?"), max_length=200)
    on = DateField(label=_("When?"))

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["on"]
