"""Telling a story: one question a page. Each form's fields are named as the story's."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.forms.fields import Prose, Words
from members.models import Interest
from stories.models import Kind

AGREE = _("You may keep what I tell you. Only the story team sees it. Nobody else sees it before I say yes.")


class BeginForm(forms.Form):
    """How to tell it, and the first consent. `token` makes two presses one story."""

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
    agree = forms.BooleanField(
        label=AGREE,
        error_messages={"required": _("Tick this if it is fine for you. Without it we may not keep your story.")},
    )
    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)


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
        label=_("Is it the story of somebody else? How do you know that they agree?"),
        help_text=_("Leave this empty when it is your own story."),
        max_length=300,
        required=False,
    )


class NameForm(forms.Form):
    first_name = Words(
        label=_("What is your first name?"),
        help_text=_("We show it only when you say yes later."),
        max_length=60,
        required=False,
    )


class ContactForm(forms.Form):
    contact = Words(
        label=_("How can we reach you?"),
        help_text=_("A phone number, an email address or an address for letters. Nobody else sees it."),
        max_length=300,
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


class FileForm(forms.Form):
    """One picture, sound or film."""

    file = forms.FileField(
        label=_("Choose a picture, a sound or a film"),
        error_messages={
            "required": _("Choose a file first. Or go on without one."),
            "empty": _("This file is empty. Choose another one."),
        },
    )
    shows_teller = forms.BooleanField(label=_("I can be seen in it"), required=False)
    alt = Words(label=_("What does the picture show?"), max_length=250, required=False)
