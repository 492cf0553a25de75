"""The questions that only signing up asks; how to be called and reached is asked as in joining the pool."""

from functools import cache

from django import forms
from django.utils.translation import gettext_lazy as _

from members.joining.questions import YES_NO, YES_NO_UNSAID, Question, one_of, some_of, words
from members.models import NEEDS, NeedGroup, Print
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
def ticks_question(group: NeedGroup, left_out: frozenset[str] = frozenset()):
    """What to tick of one group of needs. Nothing is a good answer too.

    What is `left_out` is not shown, and counts no more where it was ticked before.
    """
    items = some_of(list(NEEDS[group].items()))
    items.widget.choices = [(item, words) for item, words in items.choices if item not in left_out]

    def clean_items(self):
        return [item for item in self.cleaned_data["items"] if item not in left_out]

    return type(f"{group.name.title()}TicksQuestion", (Question,), {"items": items, "clean_items": clean_items})


class ThisDayQuestion(Question):
    this_day = words(_("Tell us in your own words"), most=500, rows=3)


# How words can be, in the words of the pool; braille and recordings are told there in one's own words too.
FORMATS = {
    "easy-read": _("Easy read"),
    Print.LARGE.value: Print.LARGE.label,
    Print.LARGEST.value: Print.LARGEST.label,
    **NEEDS[NeedGroup.INFORMATION],
}


class OtherQuestion(ThisDayQuestion):
    """Of whoever the pool does not know: how words must be, and whatever else helps."""

    formats = some_of(list(FORMATS.items()), label=_("How should the papers be? Choose all that fit"))

    field_order = ["draft", "formats", "this_day"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hint = _("For example: braille, a recording, another language, or what a supporter needs.")
        self.fields["this_day"].help_text = hint


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
