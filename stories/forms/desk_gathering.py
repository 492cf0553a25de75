"""What the desk asks about projects, reporters and interviews."""

from django import forms
from django.utils.translation import gettext_lazy as _

from charter.forms.desk import EasyWords
from halton_coprod.easyread.forms import DateField, DeskForm, Prose, Seen, Words
from members.models import User
from members.roles import CURATOR, FACILITATOR
from stories.models import Kind, Reporter

from .desk import FOR_A_PICTURE, TALK, TOLD_TO_US, Agreed, HasTranscript, KeptWhere
from .telling import ACCEPT, Reach


class ReporterForm(DeskForm):
    user = forms.ModelChoiceField(label=_("Who?"), queryset=User.objects.none(), widget=forms.RadioSelect)
    trained_on = DateField(label=_("When were they trained to gather stories?"))
    trained_by = Words(label=_("By whom?"), max_length=120)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, groups__name__in=(CURATOR, FACILITATOR))
        self.fields["user"].queryset = people.distinct().order_by("name", "email")


class ProjectForm(DeskForm):
    name = Words(label=_("What is the project called?"), max_length=120)
    question = Prose(label=_("What do we want to hear about?"), max_length=1_000)
    question_easy = EasyWords(_("What we want to hear about, in easy read"))
    starters = Prose(label=_("How can a talk begin?"), help_text=_("Begin each line with -."), rows=6, max_length=3_000)
    starters_easy = EasyWords(_("How a talk can begin, in easy read"))
    guide = Prose(
        label=_("Our best-practice guide"),
        help_text=_("What to ask and not to ask, permission, safety, and the law here."),
        rows=10,
        max_length=20_000,
    )
    target = forms.IntegerField(label=_("How many stories do we hope for?"), min_value=1, max_value=500, initial=12)
    funder = Words(
        label=_("Who pays for it?"),
        help_text=_("The information sheet for its tellers says it."),
        max_length=120,
        required=False,
    )
    reporters = forms.ModelMultipleChoiceField(
        label=_("Who gathers?"),
        help_text=_("Only trained reporters are listed."),
        queryset=Reporter.objects.active(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = Seen()


class InterviewForm(DeskForm):
    reporter = forms.ModelChoiceField(
        label=_("Who listens?"), queryset=Reporter.objects.none(), widget=forms.RadioSelect
    )
    with_whom = Words(label=_("With whom?"), help_text=_("Only the story team sees it."), max_length=100)
    reach = Reach(label=_("How do we reach them?"))
    on = DateField(
        label=_("Which day?"),
        help_text=_("They get an email with the day and place. Did they leave none? Then tell them yourself."),
    )
    where = Words(label=_("Where?"), max_length=200, required=False)

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reporter"].queryset = project.reporters.active()


class ToldForm(DeskForm):
    """Whom no email of ours reaches has been told by whoever does it."""

    told = forms.ChoiceField(label=_("How did you tell them?"), choices=TOLD_TO_US, widget=forms.RadioSelect)

    def __init__(self, *args, tells: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not tells:
            del self.fields["told"]


class CallOffForm(ToldForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "told" in self.fields:
            self.fields["told"].help_text = _("They left no email, so they hear it from you.")


class MoveInterviewForm(ToldForm):
    """Another day or place."""

    field_order = ("on", "where", "told")

    on = DateField(label=_("Which day is it now?"))
    where = Words(label=_("Where?"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "told" in self.fields:
            says = _("They left no email, so they hear it from you. Ask them first if the day suits them.")
            self.fields["told"].help_text = says
        else:
            self.fields["on"].help_text = _("They get an email with the new day and place.")


class YesForm(DeskForm):
    """The first consent, before anything is recorded."""

    agreed = forms.BooleanField(label=_("I read out what happens with a story, and they said yes to recording it."))
    how = forms.ChoiceField(label=_("How did they say it?"), choices=TOLD_TO_US, widget=forms.RadioSelect)
    explained_by = Words(label=_("Who explained it, how, and who else was there?"), max_length=300)
    kept_where = KeptWhere()
    kind = forms.ChoiceField(label=_("What do you record?"), choices=Kind, widget=forms.RadioSelect)


class GatheredForm(HasTranscript, DeskForm):
    """What the person tells, written down or pasted."""

    title = Words(label=_("Title"), max_length=120, required=False)
    transcript = Prose(
        label=_("What is said, word for word"), help_text=TALK, rows=12, max_length=40_000, required=False
    )
    better = Prose(label=_("What would have made it better?"), required=False)
    first_name = Words(label=_("First name"), max_length=60, required=False)
    full_name = Words(label=_("Full name"), max_length=100, required=False)
    made_up_name = Words(label=_("Made-up name"), max_length=60, required=False)
    contact = Reach(label=_("How to reach them"))
    content_note = Words(label=_("What is hard in it"), max_length=200, required=False)


class RecordingForm(DeskForm):
    file = forms.FileField(label=_("Picture, sound or film"), widget=forms.FileInput(attrs={"accept": ACCEPT}))
    agreed = Agreed()
    alt = Words(label=_("What the picture shows"), help_text=FOR_A_PICTURE, max_length=250, required=False)
    shows_teller = forms.BooleanField(label=_("The teller can be seen in it"), required=False, initial=True)
