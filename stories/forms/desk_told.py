"""What curators write down of what tellers say; how tellers are; and to whom the archive is opened."""

from django import forms
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.forms import DateField, Prose, Words
from stories.models import Opening

from .desk import TOLD_TO_US, KeptWhere


class ToldForm(forms.Form):
    """What somebody of the team writes down of what a teller says."""

    how = forms.ChoiceField(label=_("How did they say it?"), choices=TOLD_TO_US, widget=forms.RadioSelect)
    explained_by = Words(label=_("Who explained it, and how?"), max_length=200)


class GoOnForm(ToldForm):
    kept_where = KeptWhere()


class AnswerForm(ToldForm):
    """The teller's answer to a suggestion."""

    accept = forms.ChoiceField(
        label=_("What does the teller say?"),
        choices=[("yes", _("Yes, change it")), ("no", _("No, leave it"))],
        widget=forms.RadioSelect,
    )
    field_order = ("accept", "how", "explained_by")


class ChangeForm(forms.Form):
    """What the teller wants changed in the finished piece."""

    how = forms.ChoiceField(label=_("How did they say it?"), choices=TOLD_TO_US, widget=forms.RadioSelect)
    answer = Prose(label=_("What should we change, in their words?"), max_length=2_000)


class CareForm(forms.Form):
    care_note = Words(
        label=_("How the teller is"), help_text=_("Only the story team sees it."), max_length=300, required=False
    )
    check_in_by = DateField(
        label=_("By when does somebody ask again how they are?"),
        help_text=_("After a hard story: today or tomorrow. Leave it empty when nobody needs to."),
        required=False,
    )


class OpeningForm(forms.Form):
    audience = forms.ChoiceField(label=_("As whom do they see the stories?"), widget=forms.RadioSelect)
    who = Words(label=_("Who gets the link, and what for?"), max_length=200)
    until = DateField(label=_("Until when?"), help_text=_("At most 90 days from today."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [(one.value, one.label) for one in Opening.FOR]
