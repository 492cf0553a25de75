"""The questions, each a form of its own. `draft` finds the answers again when the session has ended meanwhile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.forms import PhoneField, PostcodeField, Words
from members.models import (
    NEEDS,
    AgeBand,
    BestTime,
    Connection,
    Interest,
    NeedGroup,
    Print,
    Reward,
    Supporter,
    TakingPart,
    Way,
    WhoSees,
)
from members.wording import equality_choices

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
# Nobody has to say anything about their health.
UNSAID = ("unsaid", _("I would rather not say"))
YES_NO_UNSAID = [*YES_NO, UNSAID]
CHOOSE_ONE = {"required": _("Choose one answer."), "invalid_choice": _("Choose one answer from the list.")}
CHOOSE_SOME = {"invalid_choice": _("Choose answers from the list."), "invalid_list": _("Choose answers from the list.")}


class Question(forms.Form):
    """One page's question."""

    draft = forms.CharField(required=False, widget=forms.HiddenInput)


def one_of(choices, *, required=True, label=None):
    """Choose one of a few."""
    return forms.ChoiceField(
        label=label or _("Choose one"),
        choices=choices,
        required=required,
        error_messages=CHOOSE_ONE,
        widget=forms.RadioSelect,
    )


def some_of(choices, label=None):
    """Choose as many as fit; none is fine."""
    return forms.MultipleChoiceField(
        label=label or _("Choose all that fit"),
        choices=choices,
        required=False,
        error_messages=CHOOSE_SOME,
        widget=forms.CheckboxSelectMultiple,
    )


def words(label, *, most, required="", rows=0, **attrs):
    """Words of their own; `required` is what is said when there are none."""
    widget = forms.Textarea({"rows": rows, **attrs}) if rows else forms.TextInput(attrs)
    errors = {"required": required, "max_length": _("This is too long. Use fewer words.")}
    return Words(label=label, max_length=most, required=bool(required), error_messages=errors, widget=widget)


class NameQuestion(Question):
    name = words(_("Your name"), most=100, required=_("Tell us what to call you."), autocomplete="name")


class WayQuestion(Question):
    way = one_of(Way.choices)


class EmailQuestion(Question):
    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("It can be one that other people use too."),
        error_messages={
            "required": _("Type your email address."),
            "invalid": _("Type a whole email address, like name@example.org."),
        },
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class PhoneQuestion(Question):
    phone = PhoneField(
        label=_("Your phone number"),
        help_text=_("It can be one that other people use too."),
        error_messages={"required": _("Tell us your phone number, so that we can reach you.")},
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )


class AddressQuestion(Question):
    address = words(
        _("Your address"),
        most=400,
        required=_("Tell us your address, so that we can send you letters."),
        rows=4,
        autocomplete="street-address",
    )


class BestTimeQuestion(Question):
    best_time = one_of(BestTime.choices)


class EasyReadQuestion(Question):
    easy_read = one_of([("yes", _("Easy read, with pictures")), ("no", _("Standard version"))])


class PrintQuestion(Question):
    print_size = one_of(Print.choices)


class FormatQuestion(Question):
    other_format = words(_("Another way, for example braille or a recording"), most=200)


class LanguageQuestion(Question):
    language = words(_("Your language, if it is not English"), most=60)


class PostcodeQuestion(Question):
    SOMETIMES_NEEDED = ("postcode",)

    postcode = PostcodeField(
        label=_("Your postcode"), required=False, widget=forms.TextInput({"autocomplete": "postal-code"})
    )
    unsaid = forms.BooleanField(label=_("I would rather not say"), required=False)

    def clean(self):
        said = super().clean()
        if not self.errors and not said.get("postcode") and not said.get("unsaid"):
            self.add_error("postcode", _("Write your postcode. Or choose: I would rather not say."))
        if said.get("postcode") and said.get("unsaid"):
            both = _("You wrote a postcode and chose: I would rather not say. Take one of them away.")
            self.add_error("postcode", both)
        return said


class AgeQuestion(Question):
    """Who leaves it empty has not answered: nothing is chosen before they choose."""

    age_band = one_of([*((band.value, band.label) for band in AgeBand if band), UNSAID], required=False)


class ConnectionQuestion(Question):
    connections = some_of(Connection.choices)


class InterestQuestion(Question):
    interests = some_of(Interest.choices)


class TakingPartQuestion(Question):
    taking_part = some_of(TakingPart.choices)


class HelpQuestion(Question):
    help = one_of(YES_NO_UNSAID)


class NeedQuestion(Question):
    """One group of needs: what to tick, own words, and who may see it."""

    SOMETIMES_NEEDED = ("who_sees",)

    words = words(_("Tell us more, if you like"), most=1_000, rows=3)
    who_sees = one_of(WhoSees.choices, required=False, label=_("Who may see this?"))

    field_order = ["draft", "items", "words", "who_sees"]

    def clean(self):
        said = super().clean()
        if not said.get("items") and not said.get("words"):
            said["who_sees"] = ""  # of a need that was not told there is nothing to see
        elif not said.get("who_sees"):
            self.add_error("who_sees", _("Choose who may see this."))
        return said


def need_question(group: NeedGroup):
    """The question for one group."""
    ticks = NEEDS.get(group)
    return type(
        f"{group.name.title()}NeedQuestion", (NeedQuestion,), {"items": some_of(list(ticks.items()))} if ticks else {}
    )


class WantsSupporterQuestion(Question):
    wants_supporter = one_of(YES_NO)


class SupporterQuestion(Question):
    name = words(_("Their name"), most=100, required=_("Tell us the name of your supporter."))
    relation = words(_("Who are they to you? For example: my sister"), most=100)
    phone = PhoneField(label=_("Their phone number"), required=False)
    email = forms.EmailField(
        label=_("Their email address"),
        help_text=_(
            "We send them an email that says how to sign in and help you. To your own email address we send nothing."
        ),
        required=False,
        error_messages={"invalid": _("Type a whole email address, like name@example.org.")},
    )


class SupporterMayQuestion(Question):
    rights = some_of(Supporter.Right.choices)


class RewardQuestion(Question):
    reward = one_of(Reward.choices, required=False)


class ConsentQuestion(Question):
    agreed = one_of(YES_NO, label=_("Your answer"))


class CodeQuestion(forms.Form):
    """The way back to the answers."""

    code = words(
        _("Your code"),
        most=20,
        required=_("Type your code."),
        autocomplete="off",
        size=12,
        autocapitalize="characters",
        spellcheck="false",
    )


class SendCodeQuestion(forms.Form):
    """Where to send the code: by email or by text."""

    email = forms.EmailField(
        label=_("Your email address"),
        required=False,
        error_messages={"invalid": _("Type a whole email address, like name@example.org.")},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = PhoneField(
        label=_("Or your mobile phone number"),
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )

    def clean(self):
        said = super().clean()
        if not self.errors and not (said["email"] or said["phone"]):
            self.add_error("email", _("Type your email address or your mobile phone number."))
        return said

    @property
    def ways(self) -> dict:
        """Way → where, of those that were typed."""
        typed = {Way.EMAIL: self.cleaned_data["email"], Way.TEXT: self.cleaned_data["phone"]}
        return {way: to for way, to in typed.items() if to}


class FinishForm(forms.Form):
    """Send it all. Somebody who is signed in says who joins."""

    WHOSE = [("mine", _("Me")), ("other", _("Somebody I help"))]

    draft = forms.CharField(required=False, widget=forms.HiddenInput)
    whose = one_of(WHOSE, label=_("Who joins?"))

    def __init__(self, *args, asks_whose=False, **more):
        super().__init__(*args, **more)
        if not asks_whose:
            del self.fields["whose"]


def equality_form(question: str):
    """One equality question."""
    return type("EqualityQuestion", (forms.Form,), {"answer": one_of(equality_choices(question))})
