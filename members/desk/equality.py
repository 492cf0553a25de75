"""The equality answers, in totals only; and the answers of a paper form, counted and not kept."""

import uuid

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from members import services
from members.models import EqualityAnswer
from members.wording import EQUALITY, equality_choices

from .deed import Deed, ForPool, way
from .shape import Row, Table, shares_of, told
from .told_forms import radio

COUNTED = "equality_forms"
# So many forms of one sitting are known again when a button is pressed twice.
KNOWN = 20


def totals() -> list[Table]:
    """Each question with its answers, told as all numbers here are: 1 query."""
    counts = {(row.question, row.answer): row.people for row in EqualityAnswer.objects.all()}
    return [table(name, counts) for name in EQUALITY]


def table(name: str, counts: dict) -> Table:
    shown = {says: told(counts.get((name, answer), 0)) for answer, says in equality_choices(name)}
    percents = shares_of(list(shown.values()))
    rows = [Row(str(says), number, one) for (says, number), one in zip(shown.items(), percents, strict=True)]
    return Table(f"equality-{name}", EQUALITY[name].question, rows)


class Equality(ForPool, TemplateView):
    """How many people gave each answer, for whoever may see what the pool looks like."""

    permission_required = "members.see_pool_looks"
    template_name = "team/pool/equality.html"

    def get_context_data(self, **kwargs):
        above = (_("What the pool looks like"), reverse("pool_looks"))
        return super().get_context_data(heading=_("The equality answers"), crumbs=way(above), tables=totals(), **kwargs)


class CountForm(forms.Form):
    """All the questions, none of which anybody must answer."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, question in EQUALITY.items():
            self.fields[name] = radio(
                [("", _("Not answered")), *equality_choices(name)], question.question, required=False, initial=""
            )

    def clean(self):
        said = super().clean()
        if not any(said.get(name) for name in EQUALITY) and not self.errors:
            raise forms.ValidationError(_("Type in at least one answer."))
        return said


class CountEquality(Deed):
    """One form after the other. Two presses of the button count once."""

    permission_required = "members.record_member"
    form_class = CountForm
    heading = _("Count the equality answers of a paper form")
    says = _("Count them")
    done = _("Counted. You can destroy the paper now. Nothing says whose answers they were.")

    def get_initial(self):
        return {"token": uuid.uuid4()}

    def get_context_data(self, **kwargs):
        says = _("Only how many people gave each answer is kept. Do not write down whose they were.")
        return super().get_context_data(explains=says, **kwargs)

    @property
    def back(self):
        return reverse("pool_equality")

    def do(self, said, user):
        token, known = str(said.pop("token")), self.request.session.get(COUNTED, [])
        if token not in known:
            services.count_equality_form(answers=said, by=user)
            self.request.session[COUNTED] = [*known, token][-KNOWN:]
        return self.back
