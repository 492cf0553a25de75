"""What the team writes after the day, and what it answers to whoever says that it was not so."""

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.forms.assessing import FaceField
from charter.forms.desk import EasyWords
from halton_coprod.easyread.forms import DeskForm, Prose, Seen
from workshops.forms import HOW, choice
from workshops.models import Feedback, Session
from workshops.services import HowItWas

SHEET_WAYS = [(way, way.label) for way in (Feedback.Way.PAPER, Feedback.Way.PHONE)]


class OutcomeForm(DeskForm):
    """You said, we did, we could not because: each in both forms."""

    said = Prose(label=_("What did people say?"), help_text=_("Name nobody. Write it as they said it."), required=False)
    said_easy = EasyWords(_("What people said, in easy read"))
    did = Prose(label=_("What did we do because of it?"), required=False)
    did_easy = EasyWords(_("What we did, in easy read"))
    could_not = Prose(label=_("What could we not do, and why?"), required=False)
    could_not_easy = EasyWords(_("What we could not do and why, in easy read"))
    easy_fits = forms.BooleanField(
        label=_("I have checked that each easy read says what its text says now."), required=False
    )
    seen = Seen()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].required = False


class SheetForm(DeskForm):
    """What somebody said on paper or on the phone, also if they could not come. No name is asked, and
    words of their own only while the team reads them.
    """

    token = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(
        label=_("How was it told?"), choices=SHEET_WAYS, widget=forms.RadioSelect, initial=Feedback.Way.PAPER
    )
    how = FaceField(label=_("How was it?"), words=HOW)
    heard = FaceField(label=_("Did people listen?"))
    rung = choice(_("How much could they decide?"), Session.Rung.choices)
    again = choice(_("Do they want to come again?"), Feedback.Again.choices)
    missed = choice(_("They could not come? What stopped them?"), Feedback.Missed.choices)
    words = Prose(label=_("What they said"), help_text=_("Write no names."), max_length=2_000, required=False)

    def __init__(self, *args, reads_words: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not reads_words:
            del self.fields["words"]

    @property
    def said(self) -> HowItWas:
        return HowItWas(**{name: said for name, said in self.cleaned_data.items() if name not in ("token", "way")})


class ObjectionForm(DeskForm):
    """Somebody says, on the phone or on paper: that is not what we said."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    who = forms.ChoiceField(label=_("Who says it?"))
    words = Prose(label=_("What is not right?"), help_text=_("In their own words."), max_length=2_000, rows=4)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people


class AnswerForm(DeskForm):
    answer = Prose(label=_("What do you answer?"), help_text=_("This person is told. Nobody else."), max_length=2_000)
