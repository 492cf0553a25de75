"""The forms of the outbox's desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.forms import DeskForm, Prose
from members.models import Way


class AnswerForm(forms.Form):
    """What was said on the phone, if anything is to be kept."""

    answer = Prose(
        label=_("What they answered"),
        help_text=_("In short. The person can read it."),
        required=False,
        rows=2,
        max_length=500,
    )


class PutBackForm(DeskForm):
    """What was noted by mistake."""

    comment = Prose(
        label=_("What happened?"), help_text=_("In a sentence. The person can read it."), rows=2, max_length=500
    )


class WayForm(DeskForm):
    """By which other way. Only those for which there is an address or a number."""

    way = forms.ChoiceField(label=_("How do you tell them?"), widget=forms.RadioSelect)

    def __init__(self, *args, ways: list[Way], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(way, way.label) for way in ways]
