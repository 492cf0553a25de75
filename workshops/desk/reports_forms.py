"""The report of a series: its words, by when it is checked, what people said on the phone, and who approved it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.forms.desk import EasyWords
from halton_coprod.easyread.forms import DateField, DeskForm, Prose, Seen, Words


class OptionalSeen(DeskForm):
    seen = Seen()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].required = False


class SeriesForm(OptionalSeen):
    """The page of a series."""

    name = Words(label=_("What is it called?"), max_length=120)
    about = Prose(label=_("What have its sessions in common?"), required=False)
    about_easy = EasyWords(_("What they have in common, in easy read"))


class ReportForm(OptionalSeen):
    title = Words(label=_("What is the report called?"), max_length=160)
    summary = Prose(label=_("What does it say, in short?"), help_text=_("Name nobody."))
    summary_easy = EasyWords(_("In short, in easy read"))


class SectionForm(OptionalSeen):
    """One part of the report."""

    heading = Words(label=_("What is the heading?"), max_length=160)
    text = Prose(
        label=_("What does it say?"),
        help_text=_("Leave a line empty to begin a paragraph. Begin a line with - for a list. Name nobody."),
        max_length=10_000,
        rows=10,
    )
    easy = EasyWords()
    position = forms.IntegerField(
        label=_("Which number does it have in the report?"),
        help_text=_("Leave it empty for: at the end."),
        min_value=1,
        max_value=200,
        required=False,
    )


class LetCheckForm(DeskForm):
    until = DateField(
        label=_("Until which day can people answer?"),
        help_text=_("A week or more. Letters take time, and some people read it with somebody."),
    )


class ReplyForm(DeskForm):
    """What somebody said on the phone or on paper. No name is asked."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    is_right = forms.ChoiceField(
        label=_("What do they say?"),
        choices=[("yes", _("This is right")), ("no", _("This is not what we said"))],
        widget=forms.RadioSelect,
    )
    words = Prose(
        label=_("What is not right?"), help_text=_("Write no names."), max_length=2_000, required=False, rows=4
    )

    def clean_is_right(self):
        return self.cleaned_data["is_right"] == "yes"


class AnswerReplyForm(DeskForm):
    answer = Prose(label=_("What do you answer?"), help_text=_("This person is told. Nobody else."), max_length=2_000)


class ApproveForm(DeskForm):
    """The decision, as it was made."""

    at_meeting = Words(label=_("At which meeting?"), max_length=200)
    by_whom = Words(label=_("Who decided it?"), help_text=_("Name the group or the roles."), max_length=300)
    on = DateField(label=_("On which day?"))

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["on"]
