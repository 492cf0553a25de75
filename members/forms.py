"""The forms a signed-in person fills in about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    """What we call somebody. Any name is right."""

    name = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("The name that you want to hear."),
        max_length=100,
        error_messages={"required": _("Tell us what to call you.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
