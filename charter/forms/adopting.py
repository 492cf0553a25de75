"""What an organisation is asked that adopts the Charter: who it is, what it will do, and what became of that."""

import uuid
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.models import PromiseStatus
from halton_coprod.easyread.editor import EasyReadFormField
from halton_coprod.easyread.forms import DateField, Prose, Seen, Words
from halton_coprod.easyread.one_by_one import OneByOne

TOO_LONG = _("This is too long. Use fewer words.")


class AskForm(OneByOne, forms.Form):
    """Who asks, and where we answer. `token` makes two presses ask once."""

    QUESTIONS = (("name",), ("about",), ("lead",), ("contact_name",), ("email",))
    PICTURES: ClassVar = {
        "name": "office",
        "about": "information",
        "lead": "leader",
        "contact_name": "badge",
        "email": "email",
    }

    name = Words(
        label=_("What is your organisation called?"),
        max_length=200,
        error_messages={"required": _("Write the name of your organisation."), "max_length": TOO_LONG},
    )
    about = Prose(
        label=_("What does your organisation do?"),
        help_text=_("Everybody can read it when you have signed."),
        max_length=5_000,
        error_messages={"required": _("Write what your organisation does."), "max_length": TOO_LONG},
    )
    lead = Words(
        label=_("Who leads your organisation?"),
        help_text=_("Write the role, not the name. For example: the chief nurse. Everybody can read it."),
        max_length=200,
        error_messages={"required": _("Write who leads your organisation."), "max_length": TOO_LONG},
    )
    contact_name = Words(
        label=_("What is your own name?"),
        help_text=_("Only the team sees it."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name."), "max_length": TOO_LONG},
    )
    email = forms.EmailField(
        label=_("What is your email address?"),
        help_text=_("We answer you there. Only the team sees it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your email address."),
            "invalid": _("Type a whole email address, like name@example.org."),
            "max_length": TOO_LONG,
        },
    )
    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)


class OwnPledgeForm(forms.Form):
    """What the organisation says it will do, in both forms, and by when."""

    text = Prose(
        label=_("What will you do?"),
        help_text=_("Write one thing that people notice when it is done."),
        max_length=5_000,
        error_messages={"required": _("Write what you will do."), "max_length": TOO_LONG},
    )
    easy = EasyReadFormField(
        label=_("What you will do, in easy read"),
        error_messages={"required": _("Write it in easy read too.")},
    )
    due = DateField(label=_("By when?"), error_messages={"required": _("Write by when you will do it.")})


class OwnReportForm(forms.Form):
    """How a pledge stands, and what became of it, in both forms."""

    status = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=PromiseStatus,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how it stands."),
            "invalid_choice": _("Choose one answer from the list."),
        },
    )
    report = Prose(
        label=_("What became of it?"),
        help_text=_("You could not do it? Then say why."),
        max_length=5_000,
        error_messages={"required": _("Write what became of it."), "max_length": TOO_LONG},
    )
    easy = EasyReadFormField(
        label=_("What became of it, in easy read"),
        error_messages={"required": _("Write it in easy read too.")},
    )
    seen = Seen()
