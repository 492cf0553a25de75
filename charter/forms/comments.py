"""What anybody may say about a part of a version that is out for comment."""

import uuid
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.forms import Prose, Words
from halton_coprod.easyread.one_by_one import OneByOne


class CommentForm(OneByOne, forms.Form):
    """Their own words, and a name if they like. `token` makes two presses one comment."""

    QUESTIONS = (("words",), ("name",))
    PICTURES: ClassVar = {"words": "speak-up", "name": "badge"}

    words = Prose(
        label=_("What do you think of it?"),
        help_text=_("Write it in your own words. Say what is good and what is not."),
        max_length=3_000,
        rows=6,
        error_messages={
            "required": _("Write what you think. You can also phone us."),
            "max_length": _("This is too long to send at once. Send it in 2 parts, or phone us."),
        },
    )
    name = Words(
        label=_("What is your name?"),
        help_text=_("Everybody can see the name. A first name is enough."),
        max_length=60,
        required=False,
        error_messages={"max_length": _("This name is too long. Write a shorter one.")},
    )
    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
