"""What the team writes after the day, and what it answers to whoever says that it was not so."""

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.forms.desk import DeskForm, EasyWords, Seen
from charter.forms.fields import Prose


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


class AnswerForm(DeskForm):
    answer = Prose(label=_("What do you answer?"), help_text=_("This person is told. Nobody else."), max_length=2_000)
