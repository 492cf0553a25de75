"""What the team of a session asks when somebody signs up, and what it says to a need."""

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.forms import DateField, DeskForm, PhoneField, Prose, Words
from members.models import Way
from workshops.models import AccessRequest, SignUp

from .forms import LAST_MINUTE, moment

MOST_NEEDS, MOST_SUPPORTERS = 20, 5
LANGUAGES = [("en-gb", _("Standard version")), ("en-simple", _("Easy read"))]


def comes_field():
    """Asked where a session is in person and online."""
    return forms.ChoiceField(label=_("How do they come?"), choices=SignUp.Comes.choices, widget=forms.RadioSelect)


class SignUpForm(DeskForm):
    """What is asked on the phone: who, how to reach them, what they need, who comes with them."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    name = Words(label=_("What is their name?"), max_length=200)
    way = forms.ChoiceField(label=_("How do they want to hear from us?"), choices=Way, widget=forms.RadioSelect)
    reach = Prose(
        label=_("Where do we reach them?"), help_text=_("The email address, phone number or address."), max_length=300
    )
    language = forms.ChoiceField(
        label=_("In which form do they read?"), choices=LANGUAGES, widget=forms.RadioSelect, initial="en-gb"
    )
    comes = comes_field()
    is_new = forms.BooleanField(label=_("They have not come before"), required=False)
    needs = Prose(
        label=_("What do they need?"),
        help_text=_("Ask it in your own words. Each need on a line of its own."),
        max_length=2_000,
        required=False,
        rows=4,
    )
    this_day = Words(label=_("Is there something for this day only?"), max_length=500, required=False)
    supporters = forms.IntegerField(label=_("How many supporters come too?"), min_value=0, max_value=MOST_SUPPORTERS)
    supporter_name = Words(
        label=_("What is the name of the supporter?"),
        help_text=_("It can be told later."),
        max_length=200,
        required=False,
    )
    travel_help = forms.BooleanField(label=_("They want help with travel"), required=False)

    def __init__(self, *args, asks_way=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_way:
            del self.fields["comes"]

    def clean_needs(self):
        lines = [line.strip() for line in self.cleaned_data["needs"].splitlines()]
        return [line for line in lines if line][:MOST_NEEDS]

    def clean(self):
        """What is told must be something that way can use."""
        said = super().clean()
        check = {Way.EMAIL: validate_email, Way.PHONE: PhoneField().clean, Way.TEXT: PhoneField().clean}
        try:
            check.get(said.get("way"), len)(said.get("reach", ""))
        except forms.ValidationError:
            self.add_error("reach", _("This does not fit the way they want to hear from us. Look at both."))
        return said


class LongerForm(DeskForm):
    """Until when the place is kept."""

    until = DateField(label=_("Until the end of which day?"))

    def clean_until(self):
        return moment(self.cleaned_data["until"], LAST_MINUTE)


class BookForm(DeskForm):
    """Which session, and what is to be known for that day."""

    SOMETIMES_NEEDED = ("comes",)
    token = forms.UUIDField(widget=forms.HiddenInput)
    session = forms.ChoiceField(label=_("For which session?"), widget=forms.RadioSelect)
    comes = forms.ChoiceField(
        label=_("How do they come?"),
        help_text=_("Only asked where a session is in person and online."),
        choices=[("", _("As the session is")), *SignUp.Comes.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    this_day = Words(label=_("Is there something for this day only?"), max_length=500, required=False)
    supporters = forms.IntegerField(label=_("How many supporters come too?"), min_value=0, max_value=MOST_SUPPORTERS)
    supporter_name = Words(
        label=_("What is the name of the supporter?"),
        help_text=_("It can be told later."),
        max_length=200,
        required=False,
    )
    travel_help = forms.BooleanField(label=_("They want help with travel"), required=False)

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        if not any(session.is_both for session in sessions):
            del self.fields["comes"]
        self.sessions = {str(session.pk): session for session in sessions}
        self.fields["session"].choices = [
            (key, f"{session.name}, {session.when}") for key, session in self.sessions.items()
        ]

    def clean_session(self):
        return self.sessions[self.cleaned_data["session"]]

    def clean(self):
        said = super().clean()
        session = said.get("session")
        if session and session.is_both and not said.get("comes"):
            self.add_error("comes", _("This session is in person and online. Say how they come."))
        return said


class ChangePlaceForm(DeskForm):
    """How they come, who comes with them, and help with travel."""

    comes = comes_field()
    supporters = forms.IntegerField(label=_("How many supporters come too?"), min_value=0, max_value=MOST_SUPPORTERS)
    supporter_name = Words(label=_("What is the name of the supporter?"), max_length=200, required=False)
    travel_help = forms.BooleanField(label=_("They want help with travel"), required=False)

    def __init__(self, *args, asks_way=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_way:
            del self.fields["comes"]


class NeedForm(DeskForm):
    says = Words(label=_("What do they need?"), help_text=_("In their own words."), max_length=500)


class MetForm(DeskForm):
    met = forms.ChoiceField(
        label=_("Did they get it?"),
        choices=[*AccessRequest.Met.choices, ("", _("They have not said"))],
        widget=forms.RadioSelect,
        required=False,
    )


class AnswerRequestForm(DeskForm):
    """How it stands, and the words that the person reads."""

    state = forms.ChoiceField(
        label=_("What can we do?"),
        choices=[one for one in AccessRequest.State.choices if one[0] != AccessRequest.State.ASKED],
        widget=forms.RadioSelect,
    )
    answer = Prose(
        label=_("What do you say to the person?"),
        help_text=_("Say what you have agreed, or why it cannot be done. For what is arranged you can leave it empty."),
        max_length=1_000,
        required=False,
    )
