"""The forms of the Charter's desk. What each question means is said in its hint; services say what is refused."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from charter.models import Comment, Part, Promise
from charter.models.findings import mark_of
from charter.services.readiness import new_findings, said_finding, sure_findings
from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.easyread.editor import EasyReadFormField
from halton_coprod.easyread.forms import DateField, DeskForm, Prose, Seen, Words
from halton_coprod.easyread.listed import lists_in_force
from halton_coprod.easyread.said import said_date


class EasyWords(EasyReadFormField):
    """The same in easy read. For the words of a version it may follow later: then it does not go out before it is
    there, or somebody says why and by when. What everybody reads at once needs both forms at once (`BothForms`).
    """

    def __init__(self, label="", **kwargs):
        super().__init__(label=label or _("Easy read"), required=False, **kwargs)


class BothForms(DeskForm):
    """Words that everybody reads as soon as they are saved: `pairs` are standard text → its easy read.

    What the writing check finds for sure in new easy words is mended first, or somebody ticks that it may stay.
    """

    pairs = {}

    def clean(self):
        said = super().clean()
        for standard, easy in self.pairs.items():
            if said.get(standard) and easy not in self.errors and not said.get(easy):
                self.add_error(easy, _("Write it in easy read too: everybody reads it as soon as it is saved."))
            self.ask_what_may_stay(easy, said.get(easy) or EasyRead())
        return said

    def ask_what_may_stay(self, easy, words):
        """A tick for each thing that the words before did not have: so it never holds for other words than it named."""
        lists = lists_in_force()
        stood = {mark_of(one) for one in sure_findings(self.initial.get(easy) or EasyRead(), lists)}
        found = {f"{easy}_{mark_of(one)}": one for one in sure_findings(words, lists) if mark_of(one) not in stood}
        for name, finding in found.items():
            self.fields[name] = stays_field(finding)
            if not self.data.get(self.add_prefix(name)):
                self.add_error(name, self.fields[name].error_messages["required"])


class WordsForm(DeskForm):
    """The words of a part in both forms."""

    name = Words(label=_("Name"), max_length=200)
    text = Prose(
        label=_("Standard text"),
        help_text=_("Leave a line empty to begin a paragraph. Begin a line with - for a list."),
        max_length=20_000,
        rows=12,
    )
    easy = EasyWords()


class PartForm(WordsForm):
    """Changing a part."""

    voice = forms.ChoiceField(label=_("Who speaks?"), choices=Part.Voice, widget=forms.RadioSelect)
    who = forms.ChoiceField(label=_("Who does it?"), choices=Part.Who, widget=forms.RadioSelect)
    easy_fits = forms.BooleanField(
        label=_("I have checked that the easy read says what the text says now."), required=False
    )
    seen = Seen()

    def __init__(self, *args, part, **kwargs):
        super().__init__(*args, **kwargs)
        self.part = part
        if part.kind != Part.Kind.BEHAVIOUR:
            del self.fields["voice"], self.fields["who"]
        # A form that was opened while it was a draft still brings its words: they are shown again, not dropped.
        if not part.version.is_draft and "text" not in self.data:
            for name in {"name", "text", "voice", "who"} & set(self.fields):
                del self.fields[name]

    def clean(self):
        """Everybody reads these words at once? Then each thing that the writing check finds new asks for its reason."""
        said = super().clean()
        is_public = not self.part.version.is_draft and "easy" in said
        said["reasons"] = {
            mark: self.reason_for(mark, finding)
            for mark, finding in (new_findings(self.part, said["easy"]) if is_public else {}).items()
        }
        self.SOMETIMES_NEEDED = tuple(said["reasons"])
        return said

    def reason_for(self, mark, finding) -> str:
        """Asks why it may stay, and says what was answered."""
        self.fields[mark] = reason_field(finding)
        try:
            return self.fields[mark].clean(self.data.get(self.add_prefix(mark)))
        except ValidationError as fault:
            self.add_error(mark, fault)
            return ""


class TakeOutForm(DeskForm):
    """Nothing to fill in."""

    seen = Seen()


class OfValueForm(WordsForm):
    """A part that belongs to one of the version's values."""

    # Which values there are is known when the form is made.
    of_name = "value"
    of_required = False

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        parts = version.parts.of_kind(Part.Kind.VALUE).in_order().select_related("value")
        values = {str(part.value_id): part.value for part in parts}
        none = [] if self.of_required else [("", _("None of them"))]
        self.fields[self.of_name] = forms.TypedChoiceField(
            label=_("Which value is it about?"),
            choices=[*none, *((part.value_id, part.name) for part in parts)],
            coerce=values.get,
            empty_value=None,
            required=self.of_required,
            error_messages={"required": _("Choose the value it is about.")},
        )
        self.order_fields([self.of_name, *(name for name in self.fields if name != self.of_name)])


class BehaviourForm(OfValueForm):
    """What people do who hold to a value."""

    of_name = "of"
    of_required = True
    voice = forms.ChoiceField(label=_("Who speaks?"), choices=Part.Voice, widget=forms.RadioSelect)
    who = forms.ChoiceField(label=_("Who does it?"), choices=Part.Who, widget=forms.RadioSelect)
    field_order = ["voice", "who"]


class InfrastructureForm(OfValueForm):
    """Something that must be in place."""

    owner = Words(label=_("Who answers for it?"), max_length=200)
    next_step = Prose(label=_("What is next?"), required=False)
    next_step_easy = EasyWords(_("What is next, in easy read"))


class Number(forms.DecimalField):
    """A number as people write it: 1e5 is a slip of the finger more often than it is meant."""

    default_error_messages = {"invalid": _("Write the number in digits, for example 12 or 12.5.")}

    def to_python(self, value):
        if "e" in str(value).lower() and value is not None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


def target_field():
    return Number(
        label=_("Which number is promised?"),
        help_text=_("Leave it empty when nothing is counted."),
        max_digits=10,
        decimal_places=2,
        required=False,
    )


def direction_field():
    return forms.ChoiceField(
        label=_("Is this number the most or the least?"),
        choices=[("", _("Nothing is counted")), *Promise.Direction.choices],
        required=False,
    )


def unit_field():
    return Words(label=_("What is counted?"), help_text=_("For example: days."), max_length=60, required=False)


def unit_one_field():
    return Words(label=_("And when it is only 1?"), help_text=_("For example: day."), max_length=60, required=False)


def how_often_field():
    return forms.IntegerField(label=_("Measured every how many days?"), min_value=1, max_value=3_660, required=False)


def refuse_half_a_number(form, facts) -> None:
    """A number says little without what is counted, and what is counted little without a number."""
    counts = facts.get("target") is not None
    if counts and not facts.get("unit"):
        form.add_error("unit", _("Say what is counted."))
    if counts and not facts.get("direction"):
        form.add_error("direction", _("Say if this number is the most or the least."))
    if not counts and "target" not in form.errors and (facts.get("unit") or facts.get("direction")):
        form.add_error("target", _("Write the number too, or leave away what is counted."))
    elif not counts and "target" not in form.errors and facts.get("how_often_days"):
        form.add_error("target", _("Write the number too, or leave away how often it is measured."))


class PromiseForm(OfValueForm):
    """A promise: who answers for it, by when, and how everybody will know."""

    owner = Words(label=_("Who answers for it?"), max_length=200)
    made_on = DateField(label=_("When was it promised?"))
    due = DateField(label=_("By when?"), required=False)
    how_we_know = Prose(label=_("How will we know?"), required=False)
    how_we_know_easy = EasyWords(_("How we will know, in easy read"))
    target = target_field()
    direction = direction_field()
    unit = unit_field()
    unit_one = unit_one_field()
    how_often_days = how_often_field()

    def clean(self):
        """A number says little without what is counted, and a promise is not due before it is made."""
        facts = super().clean()
        refuse_half_a_number(self, facts)
        if facts.get("due") and facts.get("made_on") and facts["due"] < facts["made_on"]:
            self.add_error("due", _("This day is before the day of the promise. Choose a later day."))
        return facts


class DescribeForm(DeskForm):
    """What people should know about a version."""

    written_by = Words(label=_("Who wrote it?"), max_length=300, required=False)
    summary = Prose(label=_("What changed?"), max_length=20_000, required=False)
    summary_easy = EasyWords(_("What changed, in easy read"))
    review_due = DateField(label=_("By when is it looked at again?"), required=False)
    seen = Seen()


class CheckForm(DeskForm):
    """Which people with learning disabilities checked the easy read."""

    checked_by = Words(label=_("Who checked the easy read?"), max_length=300)
    on = DateField(label=_("When?"))
    seen = Seen()


class AgreeForm(DeskForm):
    """The decision of a meeting."""

    meeting = Words(label=_("Which meeting agreed it?"), max_length=200)
    on = DateField(label=_("When was that?"))
    decided_by = Words(label=_("Who agreed?"), help_text=_("In words: who was there, who answered."), max_length=300)
    was_quorate = forms.BooleanField(
        label=_("There were enough people to decide, residents among them."),
        error_messages={"required": _("A meeting without enough people cannot agree the Charter.")},
    )

    def __init__(self, *args, went_out_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.went_out_on = went_out_on

    def clean_on(self):
        """People are asked first."""
        on = self.cleaned_data["on"]
        if self.went_out_on and on < self.went_out_on:
            says = _("People were asked for comments on %(day)s. Choose that day or a later day.")
            raise ValidationError(says % {"day": said_date(self.went_out_on)})
        return on


class GapsForm(DeskForm):
    """The reason, where easy read is not ready."""

    SOMETIMES_NEEDED = ("easy_follows_because", "easy_follows_by")

    easy_follows_because = Prose(
        label=_("Is easy read not ready somewhere? Then say why"),
        help_text=_("Everybody reads this in both forms until the easy read is ready. Write it in easy words."),
        max_length=2_000,
        required=False,
    )
    easy_follows_by = DateField(label=_("And by when it will be there"), required=False)


class InForceForm(GapsForm):
    """From which day; and the reason, where easy read is not ready."""

    on = DateField(
        label=_("From which day?"), help_text=_("Leave it empty for today. It cannot be a day to come."), required=False
    )
    field_order = ["on"]


def reason_field(finding) -> Words:
    """Why may it stay? With what was found, and what to do about it."""
    return Words(
        label=_("%(rule)s: %(words)s. Why may it stay?") % said_finding(finding),
        help_text=f"{finding.why} {finding.do}",
        max_length=300,
        required=False,
    )


def stays_field(finding) -> forms.BooleanField:
    """May it stay? Where a reason has no place to be kept."""
    says = _("%(rule)s: “%(words)s”. Everybody reads it as soon as it is saved. Mend it, or tick that it may stay.")
    return forms.BooleanField(
        label=_("%(rule)s: %(words)s. It may stay.") % said_finding(finding),
        help_text=f"{finding.why} {finding.do}",
        error_messages={"required": says % said_finding(finding)},
    )


class FindingsForm(DeskForm):
    """Each thing that the writing check found, and why it may stay."""

    seen = Seen()

    def __init__(self, *args, findings, **kwargs):
        super().__init__(*args, **kwargs)
        for mark, finding in findings.items():
            self.fields[mark] = reason_field(finding)


class HideForm(DeskForm):
    """Why a comment is not shown."""

    because = forms.ChoiceField(
        label=_("Why is it not shown?"),
        help_text=_("Everybody sees the reason, in both forms."),
        choices=Comment.Because,
        widget=forms.RadioSelect,
    )
    seen = Seen()


class AnswerForm(BothForms):
    """What the editors say to a comment."""

    pairs = {"reply": "easy"}
    reply = Prose(label=_("Your answer"), help_text=_("Say what you do about it, or why not."), rows=6)
    easy = EasyReadFormField(label=_("Your answer in easy read"))
    seen = Seen()
