"""A practical tool in both forms, and who uses it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.forms.desk import EasyWords
from halton_coprod.easyread.forms import DeskForm, Prose, Words
from workshops.models import PracticalTool, Series, Theme

from .reports_forms import OptionalSeen


class ToolForm(OptionalSeen):
    """What it is for, how to use it, and what stands in it."""

    name = Words(label=_("What is it called?"), max_length=120)
    kind = forms.ChoiceField(label=_("What is it?"), choices=PracticalTool.Kind, widget=forms.RadioSelect)
    about = Prose(label=_("What is it for, and how do people use it?"), required=False)
    about_easy = EasyWords(_("What it is for, in easy read"))
    items = Prose(
        label=_("What stands in it?"),
        help_text=_("Each thing on a line of its own."),
        max_length=10_000,
        rows=10,
        required=False,
    )
    items_easy = EasyWords(_("What stands in it, in easy read"), help_text=_("Each thing in a block of its own."))
    theme = forms.ModelChoiceField(
        label=_("Which theme does it come from?"),
        queryset=Theme.objects.all(),
        empty_label=_("None of them"),
        required=False,
    )
    series = forms.ModelChoiceField(
        label=_("Which series made it?"), queryset=Series.objects.all(), empty_label=_("None of them"), required=False
    )


class UseForm(DeskForm):
    who = Words(label=_("Who uses it?"), help_text=_("A group or an organisation. Everybody reads it."), max_length=200)
