"""The forms by which pool staff record what somebody told them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.easyread.forms import DateField, DeskForm, PhoneField, PostcodeField, Prose, Words
from members.models import (
    HEALTH,
    NEEDS,
    AgeBand,
    BestTime,
    CameBy,
    Connection,
    Interest,
    Need,
    NeedGroup,
    Print,
    Reward,
    Supporter,
    TakingPart,
    Way,
    WhoSees,
)
from members.scans import ScanField
from members.services import HowTold, Said

from .forms import one, some

TOLD = [(how, how.label) for how in CameBy if how != CameBy.ONLINE]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
# As the team says it of a person.
STAFF_RIGHTS = [
    (Supporter.Right.SEE, _("See their page")),
    (Supporter.Right.CHANGE, _("Change what they need and how to reach them")),
    (Supporter.Right.BOOK, _("Sign them up for meetings and cancel them")),
    (Supporter.Right.COPIES, _("Get a copy of messages to them")),
]
WHOLE_EMAIL = {"invalid": _("Type a whole email address, like name@example.org.")}
# The way → what must be known for it, and what is said when it is not.
REACHED_BY = {
    Way.EMAIL: ("email", _("Write the email address, or choose another way.")),
    Way.TEXT: ("phone", _("Write the phone number, or choose another way.")),
    Way.PHONE: ("phone", _("Write the phone number, or choose another way.")),
    Way.LETTER: ("address", _("Write the address, or choose another way.")),
}


def radio(choices, label, **kwargs):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


class ToldForm(DeskForm):
    """How we know. Asked at the end of every form here."""

    how = radio(TOLD, _("How did they tell us?"))
    explained = Words(
        label=_("Who explained it, and how?"),
        help_text=_("For example: I read it aloud on the phone. Or: her sister read the easy read with her."),
        max_length=300,
    )
    scan = ScanField()
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in ToldForm.base_fields])

    def clean(self):
        """What was told, and how, apart."""
        said = super().clean()
        said["told"] = HowTold(said.pop("how", ""), said.pop("explained", ""), said.pop("scan", None))
        return said


class ReachQuestions(forms.Form):
    """How to reach somebody: at least one way that is real."""

    SOMETIMES_NEEDED = ("email", "phone", "address")
    way = radio(Way.choices, _("How should we reach them?"))
    email = forms.EmailField(label=_("Email address"), required=False, error_messages=WHOLE_EMAIL)
    phone = PhoneField(label=_("Phone number"), required=False)
    address = Prose(label=_("Address for letters"), required=False, max_length=400, rows=4)
    best_time = radio(BestTime.choices, _("When is a good time?"), initial=BestTime.ANY)
    easy_read = forms.BooleanField(label=_("They want easy read from us"), required=False)
    print_size = radio(Print.choices, _("How big should the words be?"), initial=Print.NORMAL)
    other_format = Words(label=_("Another format, for example braille"), required=False, max_length=200)
    language = Words(label=_("Language, if it is not English"), required=False, max_length=60)

    def clean(self):
        said = super().clean()
        field, sentence = REACHED_BY.get(said.get("way"), ("", ""))
        if field and field not in self.errors and not said.get(field):
            self.add_error(field, sentence)
        return said


class FactQuestions(forms.Form):
    name = Words(label=_("What do we call them?"), max_length=100)
    postcode = PostcodeField(
        label=_("Postcode"), help_text=_("Leave it empty if they would rather not say."), required=False
    )
    age_band = one(AgeBand.choices, _("Age"))
    reward = one(Reward.choices, _("What would they like for taking part?"))


class PickQuestions(forms.Form):
    connections = some(Connection.choices, _("Their connection to Halton"))
    interests = some(Interest.choices, _("What they are interested in"))
    taking_part = some(TakingPart.choices, _("How they like to take part"))


class ReachForm(ReachQuestions, ToldForm):
    wants_messages = forms.BooleanField(
        label=_("They want messages from us"),
        help_text=_("Without it we tell them only what they must know about a place they hold."),
        required=False,
    )


class FactsForm(FactQuestions, ToldForm):
    def clean(self):
        """Whoever takes their postcode back takes back where they live."""
        said = super().clean()
        return said if said.get("postcode") else {**said, "district": ""}


class PicksForm(PickQuestions, ToldForm):
    """All of it, in place of what was ticked before. What is about health is asked where needs are."""

    connections = some([(one, one.label) for one in Connection if one not in HEALTH], _("Their connection to Halton"))


class ConsentForm(ToldForm):
    """An answer to one purpose."""

    agreed = radio(YES_NO, _("What do they say?"))
    language = radio(
        [(mode.STANDARD, _("Standard version")), (mode.EASY, _("Easy read"))], _("Which words did they see or hear?")
    )


class AddForm(FactQuestions, ReachQuestions, PickQuestions, ToldForm):
    """Somebody new, and their yes to the pool. All else is recorded on their page afterwards, each by itself."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    agree_pool = radio(YES_NO, _("Do they agree to be in the pool?"))
    language_shown = ConsentForm.base_fields["language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        facts, picks = FactQuestions.base_fields, PickQuestions.base_fields
        self.order_fields(["name", *ReachQuestions.base_fields, *facts, *picks, "agree_pool", "language_shown"])
        self.fields["agree_pool"].error_messages["required"] = _("Ask whether they want to be in the pool.")

    def clean_agree_pool(self):
        if self.cleaned_data["agree_pool"] == "no":
            raise forms.ValidationError(_("Without their yes we keep nothing about them. Do not add them."))
        return "yes"


class SupporterForm(ToldForm):
    """Somebody who helps them, and what they may do."""

    name = Words(label=_("What is the name of the supporter?"), max_length=100)
    relation = Words(label=_("Who are they to the person?"), max_length=100, required=False)
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("Only with it they can sign in. You can invite them afterwards."),
        required=False,
        error_messages=WHOLE_EMAIL,
    )
    phone = PhoneField(label=_("Phone number"), required=False)
    rights = some(STAFF_RIGHTS, _("What may they do?"))
    until = DateField(
        label=_("Until which day?"), help_text=_("Leave it empty if it goes on until somebody ends it."), required=False
    )


class ChangeSupporterForm(ToldForm):
    """What they may do from now on."""

    rights = SupporterForm.base_fields["rights"]
    until = SupporterForm.base_fields["until"]


class EndSupporterForm(ToldForm):
    """Nothing to fill in but how we know."""


class NeedsForm(ToldForm):
    """What somebody says about themselves, and all that helps them, group by group."""

    health = some([(one, one.label) for one in HEALTH], _("What do they say about themselves?"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for group in NeedGroup:
            if group in NEEDS:
                self.fields[f"items_{group}"] = some(list(NEEDS[group].items()), group.label)
            self.fields[f"words_{group}"] = Prose(
                label=_("%(group)s: in their own words") % {"group": group.label}, required=False, max_length=1_000
            )
            self.fields[f"who_{group}"] = radio(
                WhoSees.choices,
                _("%(group)s: who may see it?") % {"group": group.label},
                required=False,
                initial=WhoSees.POOL,
            )
        asked = [name for name in self.fields if name not in ToldForm.base_fields]
        self.order_fields([*asked, "how", "explained", "scan", "seen"])

    def clean(self):
        said = super().clean()
        needs = [need for group in NeedGroup for need in needs_in(group, said)]
        return {"needs": needs, "health": said.get("health", []), "told": said["told"], "seen": said.get("seen", "")}


def needs_in(group, said) -> list[Said]:
    """Each tick is a need of its own; words are one more. Unless somebody says otherwise only the team sees them."""
    who, words = said.get(f"who_{group}") or WhoSees.POOL, said.get(f"words_{group}")
    ticked = [Said(group, item, "", who) for item in said.get(f"items_{group}", ())]
    return [*ticked, *([Said(group, "", words, who)] if words else [])]


def said_needs(needs: list[Need]) -> dict:
    """What stands, as the form asks it; of two answers about who may see it, the narrower."""
    said = {}
    for group in NeedGroup:
        rows = [need for need in needs if need.group == group]
        said[f"items_{group}"] = [need.item for need in rows if need.item]
        said[f"words_{group}"] = "\n".join(need.words for need in rows if need.words)
        open_to_all = rows and all(need.who_sees == WhoSees.SESSION for need in rows)
        said[f"who_{group}"] = WhoSees.SESSION if open_to_all else WhoSees.POOL
    return said
