"""The forms about opportunities and invitations. Services say what is refused."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from halton_coprod.easyread.editor import EasyReadFormField
from halton_coprod.easyread.forms import DateField, DeskForm, Prose, Words
from members.models import Interest, Invitation, Rung

from .finding import REFERENCE
from .forms import some
from .told_forms import TOLD, radio

MOST = 2_000
WANTED = _("How many people do you want?")


class EasyWords(EasyReadFormField):
    """The same in easy read. It may follow later: it only cannot open without."""

    def __init__(self, label, **kwargs):
        super().__init__(label=label, required=False, **kwargs)


class LaterForm(DeskForm):
    """What may still change when people have been asked."""

    wanted = forms.IntegerField(label=WANTED, min_value=1, max_value=MOST)
    closes_on = DateField(label=_("Until which day can people answer?"))
    interests = some(Interest.choices, _("What is it about?"))


class FactsForm(LaterForm):
    """The first facts. The words follow on a page of their own."""

    title = Words(label=_("What is it called?"), help_text=_("Short, in words that everybody knows."), max_length=120)
    title_easy = Words(label=_("The same in easy read"), max_length=120, required=False)
    rung = forms.ChoiceField(
        label=_("How much do people decide?"),
        help_text=_("The step of the ladder. Do not promise more than is true: people say afterwards how it was."),
        choices=[("", _("Not decided yet")), *Rung.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    field_order = ["title", "title_easy", "interests", "rung", "wanted", "closes_on"]


class WordsForm(DeskForm):
    """What people need to decide whether they say yes, each text in both forms."""

    ask = Prose(label=_("What are people asked to do?"), max_length=5_000)
    ask_easy = EasyWords(_("What people are asked to do, in easy read"))
    can_change = Prose(label=_("What can change because people take part?"), max_length=5_000, required=False)
    can_change_easy = EasyWords(_("What can change, in easy read"))
    cannot_change = Prose(label=_("What cannot change?"), max_length=5_000, required=False)
    cannot_change_easy = EasyWords(_("What cannot change, in easy read"))
    time = Prose(label=_("How much time does it take?"), required=False, max_length=2_000)
    time_easy = EasyWords(_("How much time it takes, in easy read"))
    reward = Prose(
        label=_("What do people get?"),
        help_text=_("How much, and which costs are paid. Or: not paid, because …"),
        max_length=5_000,
        required=False,
    )
    reward_easy = EasyWords(_("What people get, in easy read"))
    how_chosen = Prose(
        label=_("How are people chosen?"),
        help_text=_("Say it so that somebody who is not chosen finds it fair."),
        required=False,
        max_length=2_000,
    )
    how_chosen_easy = EasyWords(_("How people are chosen, in easy read"))
    easy_fits = forms.BooleanField(
        label=_("I have checked that each easy read says what its text says now."), required=False
    )


class BecauseForm(DeskForm):
    because = Prose(label=_("Why is it cancelled?"), help_text=_("Everybody who was asked reads it."), max_length=1_000)


class OutcomeForm(DeskForm):
    """What came of it."""

    outcome = Prose(
        label=_("What came of it?"),
        help_text=_("What people said, what you did, and what you could not do and why."),
        max_length=5_000,
        rows=6,
    )
    outcome_easy = EasyReadFormField(label=_("What came of it, in easy read"))


class ChooseForm(forms.Form):
    """Ticked people of the suggestions. The service leaves out whoever may not be asked any more."""

    who = forms.MultipleChoiceField(
        label=_("Whom do you choose?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one person.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].valid_value = str.isdigit

    def clean_who(self):
        return [int(number) for number in self.cleaned_data["who"]]


class DrawForm(DeskForm):
    """From whom, and how many."""

    points = forms.TypedChoiceField(
        label=_("Among whom do you draw?"),
        help_text=_("All who have equally many reasons are equal. The lot decides among them."),
        coerce=int,
        widget=forms.RadioSelect,
    )
    many = forms.IntegerField(label=_("How many do you draw?"), min_value=1, max_value=200)

    def __init__(self, *args, equals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["points"].choices = [(points, equals_say(points, many)) for points, many in equals]


def equals_say(points: int, many: int):
    """3 reasons: 12 people."""
    reasons = ngettext("%(number)s reason", "%(number)s reasons", points) % {"number": points}
    people = ngettext("%(number)s person", "%(number)s people", many) % {"number": many}
    return format_lazy("{reasons}: {people}", reasons=reasons, people=people)


class NameForm(DeskForm):
    """Somebody whom the team thought of."""

    reference = Words(
        label=_("Reference of the person"), help_text=_("It stands on their page, like P-00012."), max_length=20
    )

    def clean_reference(self):
        if not (found := REFERENCE.fullmatch(self.cleaned_data["reference"].strip())):
            raise forms.ValidationError(_("Write a reference, like P-00012."))
        return int(found[1])


class AnswerForm(DeskForm):
    """What somebody said by phone, on paper or face to face."""

    answer = radio([(one, Invitation.State(one).label) for one in Invitation.ANSWERS], _("What did they say?"))
    how = radio(TOLD, _("How did they tell us?"))
    words = Prose(
        label=_("In their own words"),
        help_text=_("Only what matters for this. They can read it. You may leave it empty."),
        required=False,
        max_length=1_000,
    )
