"""Who may see it: one audience a page, each form its own yes or no; research and computers stand at no."""

import datetime
from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.forms import Words
from halton_coprod.easyread.one_by_one import AT, OneByOne
from halton_coprod.easyread.said import said_date
from members.joining.questions import YES_NO
from stories.desk.readiness import has_part_of
from stories.models import Audience, Form, NameShown

UNTIL = {
    "half": (183, _("Half a year")),
    "year": (365, _("1 year")),
    "two": (730, _("2 years")),
    "five": (1825, _("5 years")),
}
WORDING = _("You choose who may see your story, what they may see, your name, and for how long. You can change it.")

NOT_BACK = _("We cannot get back what is printed, or what people have seen.")
ANY_TIME = _("You can take it back at any time.")
# Which name is shown → the question that asks for it.
NAMED = {NameShown.FULL: "full_name", NameShown.FIRST: "first_name", NameShown.MADE_UP: "made_up_name"}


def until_of(said: str) -> datetime.date:
    """A time from today, or the day that was said before."""
    if said in UNTIL:
        return timezone.localdate() + datetime.timedelta(days=UNTIL[said][0])
    return datetime.date.fromisoformat(said)


def answer_of(line) -> dict:
    """What was said before, as the form asks it; a day that is over is asked anew."""
    until = "year" if line.is_over else line.until.isoformat()
    return {"what": line.forms, "name": line.name, "face": line.face, "until": until}


def forms_to_choose(story) -> list[tuple]:
    """As what somebody may see this story: only what it has, so that nobody says yes to what they have not seen."""
    has = {
        Form.CLIP: story.media.filter(is_clip=True).exists(),
        Form.QUOTE: story.quotes.exists(),
        Form.SUMMARY: bool(story.summary.strip() and story.summary_easy),
    }
    return [(form, says) for form, says in Form.choices if has.get(form, True)]


def names_to_choose(story) -> list[tuple]:
    """Which names there are; of a made-up one it is said which."""
    known = {NameShown.MADE_UP: story.made_up_name}
    return [
        (name, format_lazy("{}: {}", says, known[name]) if known.get(name) else says)
        for name, says in NameShown.choices
    ]


def has_faces(story) -> bool:
    """Is there a picture or film in which the teller can be seen? Else nobody is asked about it."""
    return any(one.is_face for one in story.media.all())


class AudienceForm(OneByOne, forms.Form):
    """What this audience may see. Nothing ticked means no: then, one at a time, nothing more is asked."""

    QUESTIONS = (("what",), ("name",), ("face",), ("until",))
    PICTURES: ClassVar = {"what": "eye", "name": "badge", "face": "photo", "until": "calendar"}

    what = forms.MultipleChoiceField(
        label=_("What may they see?"),
        help_text=_("Tick nothing to say no."),
        choices=Form,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    name = forms.ChoiceField(
        label=_("Which name do we show?"), choices=NameShown, initial=NameShown.NONE, widget=forms.RadioSelect
    )
    face = forms.BooleanField(label=_("They may see pictures and films of me."), required=False)
    until = forms.ChoiceField(
        label=_("For how long?"),
        choices=[(key, says) for key, (_days, says) in UNTIL.items()],
        initial="year",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, story, before: str = "", **kwargs):
        """Asked is what the story has to choose from."""
        super().__init__(*args, **kwargs)
        if not has_faces(story):
            del self.fields["face"]
            self.QUESTIONS = tuple(one for one in self.QUESTIONS if one != ("face",))
        self.fields["what"].choices, self.fields["name"].choices = forms_to_choose(story), names_to_choose(story)
        if AT in self.data and not self.data.getlist("what"):
            self.QUESTIONS = (("what",),)
        if before and before not in UNTIL:
            day = said_date(datetime.date.fromisoformat(before))
            same = (before, _("As now: until %(day)s") % {"day": day})
            self.fields["until"].choices = [same, *self.fields["until"].choices]


class NamesForm(OneByOne, forms.Form):
    """Only the names that somebody chose to show and that we do not know."""

    PICTURES: ClassVar = dict.fromkeys(("full_name", "first_name", "made_up_name"), "badge")

    full_name = Words(
        label=_("What is your full name?"),
        max_length=100,
        error_messages={"required": _("Write your full name. Or go back and choose no name.")},
    )
    first_name = Words(
        label=_("What is your first name?"),
        max_length=60,
        error_messages={"required": _("Write your first name. Or go back and choose no name.")},
    )
    made_up_name = Words(
        label=_("Which made-up name do we show?"),
        max_length=60,
        error_messages={"required": _("Write a made-up name. Or go back and choose no name.")},
    )

    def __init__(self, *args, asked, known: tuple[str, ...], **kwargs):
        """`known`: the real names that we know already. No made-up one has a part of them."""
        super().__init__(*args, **kwargs)
        self.known = known
        for name in set(self.fields) - set(asked):
            del self.fields[name]
        self.QUESTIONS = tuple((name,) for name in self.fields)

    def clean_made_up_name(self):
        real = [self.cleaned_data.get(name, "") for name in ("full_name", "first_name")]
        if has_part_of(self.cleaned_data["made_up_name"], *self.known, *real):
            raise forms.ValidationError(_("This is a part of your real name. Choose another made-up name."))
        return self.cleaned_data["made_up_name"]


class YesOrNo(forms.TypedChoiceField):
    """Stands at no: whoever says nothing has said no."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        super().__init__(choices=YES_NO, coerce=lambda said: said == "yes", initial=False, **kwargs)

    def clean(self, value):
        return super().clean(value or "no")

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value)


class SayYesForm(forms.Form):
    """The end of the matrix. Whoever says no to all need not say that others agree."""

    others_agree = forms.BooleanField(
        label=_("Everybody else in my story agrees. Or nobody else is in it."),
        error_messages={"required": _("Tick this when everybody else in it agrees. If not, phone us.")},
    )
    printed = YesOrNo(
        label=_("May we print it in a booklet, as everybody may see it on this website?"),
        help_text=_("We cannot get back what is printed."),
    )
    research = YesOrNo(label=_("May people who study this use it?"))
    ai = YesOrNo(label=_("May computers learn from it?"))
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, some: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["others_agree"].required = some


class DecideForm(OneByOne, SayYesForm):
    """The same for the teller. One at a time, the last page has no question: there everything is checked. Whoever says
    no to all is asked nothing more.
    """

    LAST = ("others_agree", "printed", "research", "ai")
    PICTURES: ClassVar = {
        "others_agree": "agree",
        "printed": "printed",
        "research": "find-out",
        "ai": "computer",
    }

    def __init__(self, *args, some: bool = True, **kwargs):
        super().__init__(*args, some=some, **kwargs)
        self.QUESTIONS = (*((name,) for name in self.LAST if some), ())
        for name in () if some else self.LAST:
            self.fields[name].widget = forms.HiddenInput()

    @property
    def answers(self) -> dict[str, bool]:
        """What is checked on the page that asks nothing more."""
        is_asked = self.at and not self.asks
        return {name: self.data.get(name) in ("on", "True", "yes") for name in self.LAST} if is_asked else {}


def wording_shown(story) -> str:
    """All that is asked and said before the second consent counts, as it stands on the pages now: kept with it. No name
    is.
    """
    fields = {**AudienceForm.base_fields, **SayYesForm.base_fields}
    choices = {name: getattr(field, "choices", ()) for name, field in fields.items()} | {"what": forms_to_choose(story)}
    asked = [
        f"{field.label} {' / '.join(str(says) for _key, says in choices[name])}".strip()
        for name, field in fields.items()
        if field.label and (name != "face" or has_faces(story))
    ]
    audiences = " / ".join(str(label) for label in Audience.labels)
    return "\n".join([str(WORDING), audiences, *asked, str(ANY_TIME), str(NOT_BACK)])
