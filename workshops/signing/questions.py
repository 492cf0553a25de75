"""The questions that only signing up asks; how to be called and reached is asked as in joining the pool."""

from functools import cache

from django import forms
from django.utils.translation import gettext_lazy as _

from members.joining.questions import YES_NO, YES_NO_UNSAID, Question, one_of, some_of, words
from members.models import NEEDS, NeedGroup
from workshops.models import SignUp

MOST_SUPPORTERS = 2


def who_question(choices):
    """Who comes: oneself, somebody who lets one sign them up, somebody else."""
    return type("WhoQuestion", (Question,), {"who": one_of(choices)})


def theirs(question: type, name: str, label, required):
    """The same question about somebody else: the browser does not fill in what it knows of its owner."""

    def init(self, *args, **kwargs):
        super(form, self).__init__(*args, **kwargs)
        field = self.fields[name]
        field.label = label
        field.error_messages["required"] = required
        field.widget.attrs["autocomplete"] = "off"

    form = type(f"Their{question.__name__}", (question,), {"__init__": init})
    return form


class ComesQuestion(Question):
    comes = one_of(SignUp.Comes.choices)


class BeforeQuestion(Question):
    before = one_of(YES_NO)


class HelpQuestion(Question):
    help = one_of(YES_NO_UNSAID)


@cache
def ticks_question(group: NeedGroup):
    """What to tick of one group of needs. Nothing is a good answer too."""
    return type(f"{group.name.title()}TicksQuestion", (Question,), {"items": some_of(list(NEEDS[group].items()))})


class ThisDayQuestion(Question):
    this_day = words(_("Tell us in your own words"), most=500, rows=3)


SUPPORTERS = [("0", _("Nobody")), ("1", _("One person")), ("2", _("Two people"))]


class SupportersQuestion(Question):
    supporters = one_of(SUPPORTERS)


class SupporterNameQuestion(Question):
    supporter_name = words(_("Their name"), most=100)


class TravelQuestion(Question):
    travel = one_of(YES_NO)


class SendForm(forms.Form):
    """Nothing to fill in: the answers are checked, and the button sends them."""

    draft = forms.CharField(required=False, widget=forms.HiddenInput)
