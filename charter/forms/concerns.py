"""Saying that the Charter was not kept, looking up the answer, and the team's answer."""

import uuid
from typing import ClassVar

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from charter.models import Concern
from halton_coprod.easyread.forms import PhoneField, Prose, Seen, Words
from halton_coprod.easyread.one_by_one import OneByOne

from .desk import BothForms, EasyWords

TOO_LONG = _("This is too long to send at once. Send it in 2 parts, or phone us.")


class ConcernForm(OneByOne, forms.Form):
    """What happened, which value, a name if they like, and how to answer. `token` makes two presses one concern."""

    QUESTIONS = (("what_happened",), ("value",), ("name",), ("way", "reach"))
    SOMETIMES_NEEDED = ("reach",)
    PICTURES: ClassVar = {"what_happened": "write", "value": "values", "name": "badge", "way": "choose"}

    what_happened = Prose(
        label=_("What happened?"),
        help_text=_("Write it in your own words. You can also phone us."),
        max_length=10_000,
        rows=8,
        error_messages={"required": _("Write what happened. You can also phone us."), "max_length": TOO_LONG},
    )
    value = forms.ChoiceField(
        label=_("Which value was not kept?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one answer from the list.")},
    )
    name = Words(
        label=_("What is your name?"),
        help_text=_("You can leave this empty."),
        max_length=100,
        required=False,
        error_messages={"max_length": _("This name is too long. Write a shorter one.")},
    )
    way = forms.ChoiceField(
        label=_("How should we answer?"),
        choices=Concern.Way.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say how we should answer."),
            "invalid_choice": _("Choose one answer from the list."),
        },
    )
    reach = Words(
        label=_("Your email address, phone number or address"),
        help_text=_("We need it to answer you. Only the team sees it."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("This is too long. Use fewer words.")},
    )
    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)

    def __init__(self, *args, values, **kwargs):
        """`values` are (key, name) pairs in the reader's form."""
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = [("", _("I do not know")), *values]

    def clean(self):
        said = super().clean()
        check = {Concern.Way.EMAIL: validate_email, Concern.Way.PHONE: PhoneField().clean}.get(said.get("way"))
        if said.get("way") in (None, Concern.Way.NONE) or "reach" in self.errors:
            return said
        try:
            if not said["reach"]:
                raise forms.ValidationError("")
            if check:
                check(said["reach"])
        except forms.ValidationError:
            self.add_error("reach", MISSING[said["way"]])
        return said


MISSING = {
    Concern.Way.EMAIL: _("Type a whole email address, like name@example.org."),
    Concern.Way.PHONE: _("Write the whole phone number in numbers, like 01632 960 123."),
    Concern.Way.LETTER: _("Write your address, so that we can send you a letter."),
}


class ReferenceForm(forms.Form):
    """The number of a concern."""

    reference = Words(
        label=_("Your number"),
        help_text=_("It begins with C."),
        max_length=30,
        error_messages={
            "required": _("Type your number."),
            "max_length": _("We do not find this number. Look at it again, or phone us."),
        },
    )


class AnswerConcernForm(BothForms):
    """The answer in both forms, and what everybody may read."""

    pairs = {"changed": "changed_easy"}
    answer = Prose(label=_("Your answer"), help_text=_("Only the person who told us gets this."), rows=8)
    easy = EasyWords(label=_("Your answer in easy read"))
    changed = Prose(
        label=_("What changed because of it"),
        help_text=_("Everybody can read this. Name nobody. Leave it empty when nothing changed."),
        max_length=2_000,
        required=False,
    )
    changed_easy = EasyWords(label=_("What changed, in easy read"))
    seen = Seen()
