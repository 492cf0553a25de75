"""The forms of the pool's desk. What each question means is said in its hint; services say what is refused."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.forms import DateField, DeskForm, LookForm, Prose, Words
from members.models import District, Interest, Member, TakingPart, Way

LONGEST_NOTE = timedelta(days=365)
WHEN = {
    "": _("Any time or never"),
    "never": _("Never"),
    "year": _("Not in the last 12 months"),
    "half": _("Not in the last 6 months"),
    "lately": _("In the last 6 months"),
}
WISHES = [(wish.value, wish.label) for wish in Member.Wish if wish != Member.Wish.NO]
ORDERS = {"": _("By name"), "asked": _("Longest not asked first")}
ANY = ("", _("Any"))
# In the address nobody can tell "any" from "not said" by an empty word.
UNSAID = "unsaid"
DISTRICTS = [*((one.value, one.label) for one in District if one), (UNSAID, _("Not said"))]


def some(choices, label):
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple)


def one(choices, label, **kwargs):
    return forms.ChoiceField(label=label, choices=choices, required=False, **kwargs)


class FindForm(LookForm):
    """Whom to list. There is nothing here about what people need, and there must not be."""

    words = Words(
        label=_("Name, reference, email address or phone number"),
        help_text=_("An email address or a phone number must be whole."),
        max_length=120,
        required=False,
    )
    district = one([ANY, *DISTRICTS], label=_("Where they live"))
    interests = some(Interest.choices, _("Interested in one of these"))
    taking_part = some(TakingPart.choices, _("Like to take part in one of these ways"))
    way = one([ANY, *Way.choices], label=_("How we reach them"))
    asked = one(list(WHEN.items()), label=_("Asked by us"))
    came = one(list(WHEN.items()), label=_("Came to something"))
    agreed = one([ANY, *WISHES], label=_("Their yes to the pool"))
    order = one(list(ORDERS.items()), label=_("In which order"))
    state = one([ANY, *Member.State.choices], label=_("State"), widget=forms.HiddenInput)


class WhyForm(DeskForm):
    """Before needs are shown."""

    why = Words(
        label=_("Why do you need to see this?"),
        help_text=_("The person can read what you write here, with your name and the time."),
        max_length=200,
    )


class NoteForm(DeskForm):
    words = Prose(
        label=_("What must be remembered?"),
        help_text=_("Only what the team needs. The person may ask to read it."),
        max_length=2_000,
    )
    keep_until = DateField(
        label=_("Until when may it be kept?"), help_text=_("At most a year from today. Then it is deleted.")
    )

    def clean_keep_until(self):
        day, today = self.cleaned_data["keep_until"], timezone.localdate()
        if not today <= day <= today + LONGEST_NOTE:
            raise forms.ValidationError(_("Choose a day from today until a year from today."))
        return day


class MoveForm(DeskForm):
    """What is to be said about a move."""

    comment = Prose(label=_("Comment"), help_text=_("What was agreed, in a sentence."), max_length=2_000)

    def __init__(self, *args, may_be_empty=False, **kwargs):
        super().__init__(*args, **kwargs)
        if may_be_empty:
            self.fields["comment"].required = False
            self.fields["comment"].help_text = _("Nobody has to say why. You may leave this empty.")


class EraseForm(DeskForm):
    sure = forms.BooleanField(label=_("The person asked for it, or nobody may keep it any longer."))


class SaveQuestionForm(DeskForm):
    name = Words(
        label=_("What do you call this list?"),
        help_text=_("Only you see it. A name or a number that you looked for is not kept."),
        max_length=60,
    )


class ExportForm(DeskForm):
    """Which columns leave the hub, and why."""

    columns = forms.MultipleChoiceField(
        label=_("Which columns?"), widget=forms.CheckboxSelectMultiple, help_text=_("Only what you need.")
    )
    why = Words(
        label=_("Why do you need this file?"),
        help_text=_(
            "Each person on it can read what you write here, with your name and the time. Write nobody's name here."
        ),
        max_length=200,
    )

    def __init__(self, *args, columns, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = columns


class MergeForm(DeskForm):
    sure = forms.BooleanField(label=_("I have made sure that this is one person."))
