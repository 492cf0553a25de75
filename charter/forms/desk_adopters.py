"""The forms with which editors look after who adopts the Charter, and after pledges."""

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.models import PromiseStatus
from halton_coprod.easyread.editor import EasyReadFormField
from halton_coprod.easyread.forms import DateField, DeskForm, Prose, Seen, Words

from .desk import BothForms, EasyWords


class AdopterForm(BothForms):
    """An organisation that has signed."""

    pairs = {"about": "easy"}
    name = Words(label=_("Name of the organisation"), max_length=200)
    lead = Words(label=_("Who leads there?"), help_text=_("A role, not a private person."), max_length=200)
    signed_on = DateField(label=_("When did it sign?"))
    about = Prose(label=_("Who are they?"))
    easy = EasyWords()


class ConfirmForm(DeskForm):
    """That an organisation has signed, and who it is, in both forms."""

    signed_on = DateField(label=_("When did it sign?"))
    about = Prose(label=_("Who are they?"), help_text=_("Their own words. Mend them where people would stumble."))
    easy = EasyReadFormField(label=_("Who they are, in easy read"))
    seen = Seen()


class NotNowForm(DeskForm):
    """Why an organisation cannot sign now."""

    because = Prose(label=_("Why not now?"), help_text=_("They get these words by email."), max_length=2_000, rows=5)
    easy = EasyReadFormField(label=_("Why not now, in easy read"))


class SendLinkForm(DeskForm):
    """Whom of an organisation we write to."""

    contact_name = Words(label=_("Name of who writes for them"), max_length=100)
    email = forms.EmailField(label=_("Email address"), help_text=_("Only the team sees it."), max_length=254)
    seen = Seen()


class PledgeForm(BothForms):
    """What it says it will do."""

    pairs = {"text": "easy"}
    text = Prose(label=_("What do they say they will do?"))
    easy = EasyWords()
    due = DateField(label=_("By when?"))


class ReportForm(BothForms):
    """What became of a pledge."""

    SOMETIMES_NEEDED = ("report",)
    pairs = {"report": "easy"}
    status = forms.ChoiceField(label=_("How does it stand?"), choices=PromiseStatus, widget=forms.RadioSelect)
    report = Prose(label=_("What became of it?"), help_text=_("If they could not do it, say why."), required=False)
    easy = EasyWords()
    seen = Seen()
