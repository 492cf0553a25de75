"""The top floor's forms: ask for a call, change how you read, search."""

import uuid
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.editor import EasyReadFormField
from halton_coprod.easyread.forms import DeskForm, LookForm, PhoneField, Prose, Seen, Words
from halton_coprod.easyread.one_by_one import OneByOne

from .models import CallBack

LONGEST_SEARCH = 100


class CallBackForm(OneByOne, forms.Form):
    """Name and number, no more (EASY_READ F6). `token` makes two presses one call."""

    QUESTIONS = (("name",), ("phone",))
    PICTURES: ClassVar = {"name": "badge", "phone": "phone"}

    name = Words(
        label=_("What is your name?"),
        max_length=100,
        error_messages={"required": _("Tell us your name, so that we know who to ask for.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("What is your phone number?"),
        help_text=_("We only use it to call you."),
        error_messages={"required": _("Tell us your phone number, so that we can call you.")},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    about = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)

    def clean_about(self):
        """Where somebody came from. Anything that is none of ours is about anything."""
        about = self.cleaned_data["about"]
        return about if about in CallBack.About.values else CallBack.About.ANYTHING

    @property
    def call(self):
        """What is kept."""
        return {name: self.cleaned_data[name] for name in ("name", "phone", "about", "token")}


class ReadingForm(forms.Form):
    """How somebody likes to read; every choice has a value already, so that it can be sent as it is."""

    form = forms.ChoiceField(
        label=_("Which words?"),
        choices=[("standard", _("Standard version")), ("easy", _("Easy read, with pictures"))],
        widget=forms.RadioSelect,
    )
    size = forms.ChoiceField(
        label=_("How big are the words?"),
        choices=[("normal", _("Normal")), ("large", _("Large")), ("larger", _("Very large"))],
        widget=forms.RadioSelect,
    )
    colours = forms.ChoiceField(
        label=_("Which colours?"),
        choices=[
            ("white", _("White paper, dark words")),
            ("cream", _("Cream paper, dark words")),
            ("dark", _("Dark paper, light words")),
        ],
        widget=forms.RadioSelect,
    )
    pictures = forms.ChoiceField(
        label=_("Pictures?"),
        choices=[("on", _("Show pictures")), ("off", _("Show no pictures"))],
        widget=forms.RadioSelect,
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, reading: mode.Reading, came_from: str):
        """The form showing how the person reads now."""
        return cls(
            initial={
                "form": reading.mode,
                "size": reading.size,
                "colours": reading.colours,
                "pictures": reading.pictures,
                "next": came_from,
            }
        )


class SearchForm(LookForm):
    """A few words; more than a line is cut, not refused."""

    q = Words(
        label=_("What are you looking for?"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_SEARCH}),
    )

    def clean_q(self):
        return self.cleaned_data["q"][:LONGEST_SEARCH]


class WordForm(forms.Form):
    """A hard word and what it means. In easy read it has one picture and a few sentences."""

    word = Words(label=_("The word"), max_length=60)
    shapes = Words(
        label=_("Other shapes of the word"),
        help_text=_("One on each line. For example, the word for many of them."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    means = Words(label=_("What it means"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    easy = EasyReadFormField(label=_("What it means in easy read"), required=False, most_blocks=1)

    def clean(self):
        """As it is kept: the sentences a line each, and the key of the picture."""
        said = self.cleaned_data
        block = next(iter(said.pop("easy", EasyRead()).blocks), Block())
        return said | {"forms": said.pop("shapes", ""), "easy": block.words, "picture": block.picture}


class ChangeWordForm(WordForm):
    seen = Seen()


TOO_LONG = {"max_length": _("This is too long. Use fewer words.")}


class EverydayForm(DeskForm):
    """A word that people here know, though lists of common words miss it."""

    word = Words(label=_("The word"), max_length=60, error_messages=TOO_LONG)


class OfficeForm(EverydayForm):
    """A word of offices, what to write instead, and why."""

    swap = Words(label=_("What to write instead"), max_length=120, error_messages=TOO_LONG)
    why = Prose(label=_("Why do people stumble over it?"), rows=2, max_length=300, error_messages=TOO_LONG)


class TermForm(EverydayForm):
    """A word that we do not use, our own word for the thing, and why it is that word."""

    word = Words(label=_("The word that we do not use"), max_length=60, error_messages=TOO_LONG)
    swap = Words(label=_("Our own word"), max_length=120, error_messages=TOO_LONG)
    why = Prose(label=_("Why is it this word?"), rows=2, max_length=300, error_messages=TOO_LONG)


class ChangeOfficeForm(OfficeForm):
    word = None
    seen = Seen()


class ChangeTermForm(TermForm):
    word = None
    seen = Seen()
