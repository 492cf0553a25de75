"""Telling a story: one question a page. Each form's fields are named as the story's."""

import re
import uuid
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.forms import LookForm, Prose, Words
from halton_coprod.easyread.one_by_one import OneByOne
from members.joining.questions import YES_NO
from members.models import Interest
from stories.models import Kind, MediaFile
from stories.notices import email_in

# A postcode in an address, with or without its space.
ADDRESS = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
AGREE = _(
    "You may record and keep what I tell you, also about health and other private things. Only the story team sees it. "
    "Nobody else sees it before I say yes."
)

MUST_AGREE = _("Tick this if it is fine for you. Without it we may not keep your story.")


class BeginForm(OneByOne, forms.Form):
    """How to tell it, and the first consent. `token` makes two presses one story."""

    QUESTIONS = (("kind",), ("agree",))
    PICTURES: ClassVar = {"kind": "storyteller", "agree": "private"}

    kind = forms.ChoiceField(
        label=_("How do you want to tell it?"),
        choices=[
            (Kind.WORDS, _("I write it")),
            (Kind.PICTURES, _("I show pictures")),
            (Kind.SOUND, _("I send a sound")),
            (Kind.FILM, _("I send a film")),
        ],
        initial=Kind.WORDS,
        widget=forms.RadioSelect,
    )
    agree = forms.BooleanField(label=AGREE, error_messages={"required": MUST_AGREE})
    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)


class AgainForm(forms.Form):
    """The first consent anew, for a story that was taken back. `token` makes two presses one story."""

    agree = forms.BooleanField(label=AGREE, error_messages={"required": MUST_AGREE})
    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """When we asked something back."""

    answer = Prose(
        label=_("What do you say to our question?"),
        help_text=_("You can also change your story on the next pages."),
        max_length=2_000,
        error_messages={"required": _("Write a few words. No is an answer too.")},
    )


class ChangeForm(forms.Form):
    """What the teller wants changed in the finished piece."""

    answer = Prose(
        label=_("What should we change?"),
        help_text=_("A few words are enough."),
        max_length=2_000,
        error_messages={"required": _("Write what we should change.")},
    )


class StoryForm(forms.Form):
    transcript = Prose(
        label=_("What happened?"),
        help_text=_("Write as you talk. Short is fine. You do not have to name anybody."),
        rows=12,
        max_length=40_000,
        error_messages={"required": _("Write a few words about what happened.")},
    )


class BetterForm(forms.Form):
    better = Prose(label=_("What would have made it better?"), rows=6, required=False)


class TitleForm(forms.Form):
    title = Words(label=_("What do we call your story?"), max_length=120, required=False)


class WhoseForm(forms.Form):
    for_whom = Words(
        label=_("Do you tell it for somebody else? Who is it?"),
        help_text=_("Leave this empty when it is your own story."),
        max_length=300,
        required=False,
    )


class AgreesForm(forms.Form):
    """Asked only of a story that is told for somebody else."""

    for_whom_agrees = Words(
        label=_("How do you know that the person agrees?"),
        help_text=_("For example: they said yes, or they nodded. It is their story."),
        max_length=300,
        error_messages={"required": _("Write how you know it. Are you not sure? Then write that.")},
    )


class NameForm(forms.Form):
    first_name = Words(
        label=_("What is your first name?"),
        help_text=_("We show it only when you say yes later."),
        max_length=60,
        required=False,
    )


def is_reach(words: str) -> bool:
    """Can somebody be reached by these words: is there an email address in them, a phone number, or a postcode?"""
    numbers = (sum(map(str.isdigit, one)) for one in re.findall(r"[\d+() ./-]+", words))
    return bool(email_in(words)) or any(10 <= many <= 15 for many in numbers) or bool(ADDRESS.search(words.upper()))


class Reach(Words):
    """How to reach somebody."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 300, **kwargs})

    def clean(self, value):
        words = super().clean(value)
        if words and not is_reach(words):
            says = _("Write a phone number, an email address, or an address for letters with its postcode.")
            raise forms.ValidationError(says, code="invalid")
        return words


class ContactForm(forms.Form):
    contact = Reach(
        label=_("How can we reach you?"),
        help_text=_("A phone number, an email address or an address for letters. Nobody else sees it."),
        error_messages={"required": _("Tell us how to reach you. We show you the story before anybody sees it.")},
    )


class TopicsForm(forms.Form):
    topics = forms.MultipleChoiceField(
        label=_("What is it about?"),
        help_text=_("You can leave this to us."),
        choices=Interest,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class HardForm(forms.Form):
    """Asked last: with these words others can decide whether they want to read it."""

    content_note = Words(
        label=_("Is something in your story hard to read or hear?"),
        help_text=_("For example: somebody dies. Then people can choose. Leave it empty if nothing is hard."),
        max_length=200,
        required=False,
    )


# Phones offer their camera and recorder for these, and turn their own kinds of photo into JPEG.
EMPTY_FILE = _("This file is empty. Choose another one.")
ACCEPT = "image/jpeg,image/png,image/webp,audio/*,video/mp4,video/quicktime,video/webm,video/3gpp"


class FindPictureForm(LookForm):
    find = Words(
        label=_("Write a word"), help_text=_("For example: bus, doctor, angry."), max_length=60, required=False
    )


TICK = _("Tick this if it is so. Then choose the file again.")


class FileForm(forms.Form):
    """One picture, sound or film. What we must know of it is asked when it is there (`AboutFileForm`)."""

    file = forms.FileField(
        label=_("Choose a picture, a sound or a film"),
        help_text=_("A file can have up to 50 megabytes. A sound or a film can last up to 1 hour."),
        error_messages={
            "required": _("Choose a file first. Or go back."),
            "empty": EMPTY_FILE,
        },
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    agreed = forms.BooleanField(
        label=_("Everybody in it has said yes, or nobody else is in it."), error_messages={"required": TICK}
    )


class AboutFileForm(OneByOne, forms.Form):
    """What we must know of a picture or film that was brought. Whether its teller can be seen in it must be said."""

    PICTURES: ClassVar = {"shows_teller": "eye", "alt": "picture", "words": "write"}

    shows_teller = forms.TypedChoiceField(
        label=_("Can people see you in it?"),
        help_text=_("Later you choose who may see pictures of you."),
        choices=YES_NO,
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    alt = Words(
        label=_("What does the picture show?"),
        help_text=_("For people who cannot see it."),
        max_length=250,
        required=False,
    )
    words = Words(label=_("Which words belong under the picture?"), max_length=300, required=False)

    def __init__(self, *args, media: MediaFile, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(self.asked_of(media)):
            del self.fields[name]
        self.QUESTIONS = tuple((name,) for name in self.fields)

    @staticmethod
    def asked_of(media: MediaFile) -> tuple[str, ...]:
        """Nobody can be seen in a sound, and we know what the pictures of our library show."""
        if media.kind == MediaFile.Kind.PICTURE:
            return ("words",) if media.idea else ("shows_teller", "alt", "words")
        return ("shows_teller",) if media.kind == MediaFile.Kind.FILM else ()
