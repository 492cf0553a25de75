"""The forms of the stories' desk."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.models import Promise
from halton_coprod.easyread.editor import EasyReadFormField
from halton_coprod.easyread.forms import DateField, Prose, Words, clean_words
from members.models import Interest
from members.models.asked import CameBy
from stories.media import clean_record
from stories.models import AgreedBy, Audience, Form, Kind, MediaFile, Proposal
from stories.transcripts import clean_transcript

from .archive import promise_names, value_names
from .releasing import AudienceForm, SayYesForm
from .telling import ACCEPT, EMPTY_FILE, TICK, Reach

MOST_CAPTIONS = 200_000
TOLD_TO_US = [(CameBy.PHONE, CameBy.PHONE.label), (CameBy.PAPER, _("By letter")), (CameBy.IN_PERSON, _("Face to face"))]


TALK = _(
    "Write it, or paste what a program or captions say: the times go by themselves. "
    "Begin what somebody says with their name and a colon. Use the name that may be shown."
)


class KeptWhere(Words):
    """Of a yes that is not given on this website."""

    def __init__(self):
        super().__init__(
            label=_("Where is the record of this yes?"),
            help_text=_("The recording, the letter or your note of it: say where somebody else finds it."),
            max_length=200,
        )


class HasTranscript:
    """What was pasted loses its times and the numbers of captions. What stood there already stays as it is."""

    def clean_transcript(self):
        words = self.cleaned_data["transcript"]
        return words if words == self.initial.get("transcript") else clean_transcript(words)


class TellForm(forms.Form):
    """A story told on the phone or face to face: the first consent, then the words."""

    came_by = forms.ChoiceField(label=_("How do they tell it?"), choices=TOLD_TO_US, widget=forms.RadioSelect)
    agreed = forms.BooleanField(label=_("I read out what happens with a story, and they said yes to keeping it."))
    explained_by = Words(label=_("Who explained it, and how?"), max_length=200)
    kept_where = KeptWhere()
    kind = forms.ChoiceField(label=_("As what?"), choices=Kind, initial=Kind.WORDS, widget=forms.RadioSelect)
    title = Words(label=_("Title"), max_length=120, required=False)
    transcript = Prose(label=_("What they tell, in their words"), rows=12, max_length=40_000)
    better = Prose(label=_("What would have made it better?"), required=False)
    first_name = Words(label=_("First name"), max_length=60, required=False)
    full_name = Words(label=_("Full name"), max_length=100, required=False)
    made_up_name = Words(label=_("Made-up name"), max_length=60, required=False)
    contact = Reach(label=_("How to reach them"))
    for_whom = Words(
        label=_("Whose story is it?"),
        help_text=_("Leave it empty when it is their own."),
        max_length=300,
        required=False,
    )
    for_whom_agrees = Words(label=_("How do they know that the person agrees?"), max_length=300, required=False)
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=Interest, required=False, widget=forms.CheckboxSelectMultiple
    )
    content_note = Words(label=_("What is hard in it"), max_length=200, required=False)


class PrepareForm(HasTranscript, forms.Form):
    """Everything of a story that curators write. Words that are the teller's (`own`) are not asked for here."""

    title = Words(label=_("Title"), max_length=120)
    transcript = Prose(
        label=_("The story in words"),
        help_text=TALK,
        rows=12,
        max_length=40_000,
        required=False,
    )
    easy = EasyReadFormField(label=_("The story in easy read"), required=False)
    summary = Prose(label=_("Summary"), max_length=1_000, required=False)
    summary_easy = EasyReadFormField(label=_("Summary in easy read"), required=False)
    quotes = Prose(
        label=_("Words to quote"), help_text=_("One on each line, word for word as the teller says it."), required=False
    )
    quotes_easy = Prose(
        label=_("The same words in easy read"),
        help_text=_("One on each line, in the same order. Leave a line empty where the words are easy already."),
        required=False,
        strip=False,
    )
    content_note = Words(label=_("What is hard in it"), max_length=200, required=False)
    full_name = Words(label=_("Full name"), max_length=100, required=False)
    first_name = Words(label=_("First name"), max_length=60, required=False)
    made_up_name = Words(label=_("Made-up name"), max_length=60, required=False)
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=Interest, required=False, widget=forms.CheckboxSelectMultiple
    )
    values = forms.MultipleChoiceField(
        label=_("Values of the Charter"), required=False, widget=forms.CheckboxSelectMultiple
    )
    promises = forms.ModelMultipleChoiceField(
        Promise.objects.all(),
        label=_("Promises"),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    care_note = Words(
        label=_("How the teller is"), help_text=_("Only the story team sees it."), max_length=300, required=False
    )
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, own=(), **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(own) & set(self.fields):
            del self.fields[name]
        self.fields["values"].choices = [(slug, name) for slug, name, _easy in value_names()]
        names = promise_names()
        self.fields["promises"].label_from_instance = lambda promise: names.get(promise.slug, str(promise))


class AgreeForm(forms.Form):
    """A story told for somebody else: who agrees, and how we know."""

    agreed_by = forms.ChoiceField(
        label=_("Who agrees?"),
        help_text=_("Family and staff cannot agree for an adult. A deputy or attorney can."),
        choices=AgreedBy,
        widget=forms.RadioSelect,
    )
    agreed_how = Words(label=_("How do you know it?"), max_length=300)


class ReasonForm(forms.Form):
    reason = Prose(
        label=_("What do you say to the teller?"), help_text=_("In plain words. They read it as you write it.")
    )


class NameStaysForm(forms.Form):
    reason = Words(
        label=_("Why may the name stay?"),
        help_text=_("For example: it is somebody else's name, or the teller says that it may stay. Ask them."),
        max_length=200,
    )


class ProposeForm(forms.Form):
    """Of the words of files, each that has some is a choice of its own: `under` are (key, words) pairs."""

    piece = forms.ChoiceField(label=_("Which words?"), widget=forms.RadioSelect)
    now = Prose(label=_("Your suggestion"), rows=10, max_length=40_000)
    because = Prose(label=_("Why?"), max_length=1_000)

    def __init__(self, *args, under=(), **kwargs):
        super().__init__(*args, **kwargs)
        of_story = [choice for choice in Proposal.Piece.choices if choice[0] not in Proposal.UNDER_FILES]
        self.fields["piece"].choices = [*of_story, *under]


class Agreed(forms.BooleanField):
    """Whoever brings a file says so; without it nothing is kept."""

    def __init__(self):
        says = _("Everybody who can be seen or heard in it agrees, or nobody is in it.")
        super().__init__(label=says, error_messages={"required": TICK})


FOR_A_PICTURE = _("Always say this for a picture. People who cannot see it need it.")


class AddFileForm(forms.Form):
    file = forms.FileField(label=_("Picture, sound or film"), widget=forms.FileInput(attrs={"accept": ACCEPT}))
    alt = Words(label=_("What the picture shows"), help_text=FOR_A_PICTURE, max_length=250, required=False)
    words = Words(label=_("Words under the picture"), max_length=300, required=False)
    agreed = Agreed()
    shows_teller = forms.BooleanField(label=_("The teller can be seen in it"), required=False, initial=True)
    is_clip = forms.BooleanField(label=_("It is a short piece of the whole"), required=False)


class ChangeFileForm(forms.Form):
    alt = Words(label=_("What the picture shows"), max_length=250, required=False)
    words = Words(label=_("Words under the picture"), max_length=300, required=False)
    captions_file = forms.FileField(
        label=_("Captions from a file"),
        help_text=_("A WebVTT file (.vtt). It takes the place of the captions below."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
    )
    captions = Prose(
        label=_("Captions"),
        help_text=_("As WebVTT. After a change somebody else must check them again."),
        rows=10,
        max_length=60_000,
        required=False,
    )
    shows_teller = forms.BooleanField(label=_("The teller can be seen in it"), required=False)
    is_clip = forms.BooleanField(label=_("It is a short piece of the whole"), required=False)

    def __init__(self, *args, kind: str, own=(), **kwargs):
        """`own`: the words that are the teller's are not asked for here."""
        super().__init__(*args, **kwargs)
        if kind == MediaFile.Kind.SOUND:
            self.ask_of_sound()
        if kind == MediaFile.Kind.PICTURE:
            self.ask_of_picture()
        for name in set(own) & set(self.fields):
            del self.fields[name]

    def ask_of_sound(self):
        """Nothing can be seen in it; what is said in it stands under its player."""
        for name in ("alt", "words", "captions_file", "shows_teller"):
            del self.fields[name]
        self.fields["captions"].label, self.fields["captions"].help_text = _("What is said in it"), TALK

    def ask_of_picture(self):
        """Nothing is said in it, and it is no piece of a sound or film."""
        for name in ("captions_file", "captions", "is_clip"):
            del self.fields[name]

    def clean(self):
        """Captions in a file are read here; what is wrong in them is said by the service."""
        said = super().clean()
        file = said.pop("captions_file", None)
        if file:
            said["captions"] = read_captions(file)
        return said


def read_captions(file) -> str:
    if file.size > MOST_CAPTIONS:
        raise forms.ValidationError({"captions_file": _("This file is too big for captions.")})
    try:
        return clean_words(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        says = _("This file holds no words. Choose a WebVTT file (.vtt).")
        raise forms.ValidationError({"captions_file": says}) from fault


class ReleaseForm(SayYesForm):
    """What the teller says on the phone, by letter or face to face: the whole matrix on one page."""

    how = forms.ChoiceField(label=_("How did they say it?"), choices=TOLD_TO_US, widget=forms.RadioSelect)
    explained_by = Words(label=_("Who explained it, and how?"), max_length=200)
    kept_where = KeptWhere()
    present = Words(label=_("Who else was there?"), max_length=200, required=False)
    full_name = Words(label=_("Full name, if they want it shown"), max_length=100, required=False)
    first_name = Words(label=_("First name, if they want it shown"), max_length=60, required=False)
    made_up_name = Words(label=_("Made-up name, if they want one"), max_length=60, required=False)

    def __init__(self, *args, story, **kwargs):
        super().__init__(*args, some=False, **kwargs)
        for audience in Audience:
            before = self.initial.get(f"{audience}_until", "")
            for name, field in AudienceForm(before=before, story=story).fields.items():
                field.label = f"{audience.label}: {field.label}"
                self.fields[f"{audience}_{name}"] = field

    def clean(self):
        if self.answers and not self.cleaned_data.get("others_agree"):
            self.add_error("others_agree", self.fields["others_agree"].error_messages["required"])
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, dict]:
        """What was said to each audience that may see something."""
        said = self.cleaned_data
        every = {one: {name: said.get(f"{one}_{name}") for name in AudienceForm.base_fields} for one in Audience.values}
        return {one: answer for one, answer in every.items() if answer["what"]}


class RecordField(forms.FileField):
    """The sound of a yes, or the paper on which it stands."""

    def __init__(self):
        super().__init__(
            label=_("The sound, photo or PDF"),
            help_text=_(
                "A photo or PDF up to 8 megabytes, a sound up to 1 hour. Only curators and the teller can open it."
            ),
            error_messages={"empty": EMPTY_FILE, "required": _("Choose the sound, photo or PDF first.")},
            widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,audio/*,application/pdf"}),
        )

    def clean(self, data, initial=None):
        return clean_record(super().clean(data, initial))


class AttachRecordForm(forms.Form):
    file = RecordField()


class WithdrawForm(forms.Form):
    how = forms.ChoiceField(label=_("How did they say it?"), choices=TOLD_TO_US, widget=forms.RadioSelect)


class EraseForm(WithdrawForm):
    """It cannot be undone."""

    sure = forms.BooleanField(label=_("The teller asked me to delete it now. It cannot be told after all then."))


class AgainForm(WithdrawForm):
    """The teller wants to tell it after all, and says yes to keeping it once more."""

    agreed = forms.BooleanField(label=_("I read out what happens with a story, and they said yes to keeping it."))
    explained_by = Words(label=_("Who explained it, and how?"), max_length=200)
    kept_where = KeptWhere()
    token = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)


class UseForm(forms.Form):
    what = Words(label=_("What was it used for?"), max_length=200)
    audience = forms.ChoiceField(label=_("Who saw it?"), choices=Audience, widget=forms.RadioSelect)
    form = forms.ChoiceField(label=_("As what?"), choices=Form, widget=forms.RadioSelect)
    on = DateField(label=_("When?"))
    got_copy = Words(label=_("Who has a copy?"), max_length=200, required=False)
    reach = Words(
        label=_("How can we reach them?"),
        help_text=_("By email they are told by themselves, in the moment the story is taken back."),
        max_length=200,
        required=False,
    )
    back = forms.BooleanField(label=_("It can be called back"), required=False, initial=True)
