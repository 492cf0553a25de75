"""Who may see it: one audience a page, each form its own yes or no; research and computers stand at no."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.forms.fields import Words
from stories.models import Form, NameShown

UNTIL = {
    "half": (183, _("Half a year")),
    "year": (365, _("1 year")),
    "two": (730, _("2 years")),
    "five": (1825, _("5 years")),
}
WORDING = _("You choose who may see your story, what they may see, your name, and for how long. You can change it.")


# Which name is shown → the question that asks for it.
NAMED = {NameShown.FULL: "full_name", NameShown.FIRST: "first_name", NameShown.MADE_UP: "made_up_name"}


def until_of(said: str) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=UNTIL[said][0])


class AudienceForm(forms.Form):
    """What this audience may see. Nothing ticked means no."""

    what = forms.MultipleChoiceField(
        label=_("What may they see?"),
        help_text=_("Tick nothing to say no."),
        choices=Form,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    name = forms.ChoiceField(
        label=_("Which name do we show?"), choices=NameShown, initial=NameShown.NONE, widget=forms.RadioSelect
    )
    face = forms.BooleanField(label=_("They may see pictures and films of me."), required=False)
    until = forms.ChoiceField(
        label=_("For how long?"),
        choices=[(key, says) for key, (_days, says) in UNTIL.items()],
        initial="year",
        widget=forms.RadioSelect,
    )


class NamesForm(forms.Form):
    """Only the names that somebody chose to show and that we do not know."""

    full_name = Words(
        label=_("What is your full name?"),
        max_length=100,
        error_messages={"required": _("Write your full name. Or go back and choose no name.")},
    )
    first_name = Words(
        label=_("What is your first name?"),
        max_length=60,
        error_messages={"required": _("Write your first name. Or go back and choose no name.")},
    )
    made_up_name = Words(
        label=_("Which made-up name do we show?"),
        max_length=60,
        error_messages={"required": _("Write a made-up name. Or go back and choose no name.")},
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(asked):
            del self.fields[name]


class SayYesForm(forms.Form):
    """The end of the matrix."""

    others_agree = forms.BooleanField(
        label=_("Everybody else in my story agrees. Or nobody else is in it."),
        error_messages={"required": _("Tick this when everybody else in it agrees. If not, phone us.")},
    )
    research = forms.BooleanField(label=_("People who study this may use it."), required=False)
    ai = forms.BooleanField(label=_("Computers may learn from it."), required=False)
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
