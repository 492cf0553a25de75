"""What people are asked at a meeting: its code, then one page for each value."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.spoken_codes import as_kept
from halton_coprod.easyread.forms import Prose, Words

FACES = (
    (5, _("Always"), "face-always"),
    (4, _("Often"), "face-often"),
    (3, _("Sometimes"), "face-sometimes"),
    (2, _("Not often"), "face-not-often"),
    (1, _("Never"), "face-never"),
)
PICTURES = {str(number): picture for number, _says, picture in FACES}


class CodeForm(forms.Form):
    """The code, as somebody said it. Its name is not `code`: those are not kept when the page is switched."""

    spoken = Words(
        label=_("What is your code?"),
        help_text=_("You get it at the meeting. It is 2 words and a number. For example: green fox 47."),
        max_length=60,
        error_messages={
            "required": _("Write the code. Ask for it at the meeting."),
            "max_length": _("This is too long for a code. It is 2 words and a number."),
        },
    )

    def clean_spoken(self):
        return as_kept(self.cleaned_data["spoken"])


class Faces(forms.RadioSelect):
    """Each number has a face beside its word."""

    def create_option(self, name, value, *args, **kwargs):
        return {**super().create_option(name, value, *args, **kwargs), "picture": PICTURES.get(str(value), "")}


class FaceField(forms.TypedChoiceField):
    """A number from 5 to 1, or no answer. `words` says each face in the words of this question."""

    def __init__(self, words=None, **kwargs):
        said = words or {number: says for number, says, _picture in FACES}
        super().__init__(
            choices=[*said.items(), ("", _("I do not want to answer this"))],
            coerce=int,
            empty_value=None,
            required=False,
            widget=Faces,
            error_messages={"invalid_choice": _("Choose one of the faces.")},
            **kwargs,
        )


class SheetForm(forms.Form):
    """One page for each topic: its statements with faces, and room to say more. The other pages are carried along."""

    token = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)

    def __init__(self, *args, topics, number, easy, **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = topics
        for at, topic in enumerate(topics, 1):
            fields = {score_name(one): FaceField(label=one.easy.text if easy else one.text) for one in topic.statements}
            fields[words_name(topic)] = more_words()
            for name, field in fields.items():
                if at != number:
                    field.widget = forms.HiddenInput()
                self.fields[name] = field

    @property
    def scores(self) -> dict:
        said = {one: self.cleaned_data.get(score_name(one)) for topic in self.topics for one in topic.statements}
        return {statement: number for statement, number in said.items() if number}

    @property
    def words(self) -> dict:
        return {topic.value: self.cleaned_data.get(words_name(topic), "") for topic in self.topics}

    @property
    def first_wrong(self) -> int:
        """The page with the first mistake; 0 where it is on none of them."""
        for number, topic in enumerate(self.topics, 1):
            if {words_name(topic), *map(score_name, topic.statements)} & set(self.errors):
                return number
        return 0


def score_name(statement) -> str:
    return f"score-{statement.pk}"


def words_name(topic) -> str:
    return f"words-{topic.value.pk}"


def more_words():
    return Prose(
        label=_("Do you want to say more?"),
        help_text=_("The team reads it first. Then other people can read it. Do not write names."),
        max_length=1_000,
        required=False,
        error_messages={"max_length": _("This is too long to send at once. Make it shorter, or phone us.")},
    )
