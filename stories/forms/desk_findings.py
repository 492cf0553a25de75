"""What the desk asks about insights, sense-making sessions, findings and collections."""

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.forms.desk import BothForms, EasyWords
from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.easyread.forms import DeskForm, LookForm, Prose, Seen, Words
from stories.models import Insight
from workshops.models import Recommendation, Session


class InsightForm(BothForms):
    """Its teller reads it as soon as it is saved."""

    pairs = {"words": "easy"}

    excerpt = Prose(label=_("A few words of the story"), help_text=_("Copy them as they stand in it."), max_length=600)
    says = forms.ChoiceField(label=_("What do they say?"), choices=Insight.Says, widget=forms.RadioSelect)
    words = Prose(label=_("The same in plain words"), help_text=_("Without names and places."), max_length=600)
    easy = EasyWords()


class AnswerInsightForm(DeskForm):
    is_right = forms.ChoiceField(
        label=_("Does the teller say that it is right?"),
        choices=[("yes", _("Yes, it is right")), ("no", _("No, it is not right"))],
        widget=forms.RadioSelect,
    )
    how = Words(label=_("How did they tell you?"), max_length=200)
    explained_by = Words(label=_("Who explained it, and how?"), max_length=200)


class InsightsField(forms.ModelMultipleChoiceField):
    """Insights by their words, not by their number."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, insight):
        return f"{insight.get_says_display()}: {insight.words}"


class SenseMakingForm(DeskForm):
    session = forms.ModelChoiceField(
        label=_("Which session?"), queryset=Session.objects.exclude(state="draft").order_by("-starts_at")
    )
    insights = InsightsField(
        label=_("Which insights were on the table?"),
        queryset=Insight.objects.on_the_desk().exclude(state=Insight.State.REFUSED),
    )
    tellers = forms.IntegerField(label=_("How many tellers were there?"), min_value=0, max_value=500, initial=0)


class FindingForm(BothForms):
    """While it is written its easy read may follow; what the writing check finds in it is asked about at once."""

    title = Words(label=_("What did people find?"), max_length=160)
    words = Prose(label=_("In plain words"), max_length=3_000, rows=6)
    easy = EasyWords()
    insights = InsightsField(label=_("Which insights does it rest on?"), queryset=Insight.objects.none())
    recommendation = forms.ModelChoiceField(
        label=_("What was asked because of it?"),
        help_text=_("Recommendations are written with the sessions. Everybody reads their answer."),
        queryset=Recommendation.objects.all(),
        required=False,
    )
    seen = Seen()

    def __init__(self, *args, sense_making, is_shown=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["insights"].queryset = sense_making.insights.on_the_desk()
        self.pairs = {"words": "easy"} if is_shown else {}

    def clean(self):
        said = super().clean()
        if not self.pairs:
            self.ask_what_may_stay("easy", said.get("easy") or EasyRead())
        return said


class CollectionForm(DeskForm):
    name = Words(label=_("What is it called?"), max_length=120)
    about = Prose(
        label=_("What is it about?"),
        help_text=_("Do not write how many stories there are. A teller can take a story back."),
        max_length=2_000,
    )
    about_easy = EasyWords(_("What it is about, in easy read"))
    is_shown = forms.BooleanField(label=_("Everybody can find it"), required=False)
    seen = Seen()


class FindStoryForm(LookForm):
    find = Words(label=_("Words of its title"), max_length=60, required=False)
