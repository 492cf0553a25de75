"""Asking how we are doing: times of asking, codes for meetings, statements, and what people wrote."""

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from charter import services
from charter.forms import desk_assessing as forms
from charter.models import Assessment, MeetingCode, Part, Remark, Statement
from charter.views.page import parts_in_force

from .deed import Change, Deed, ForEditors, Press, desk_page, way

ASSESSING = _("Ask how we are doing")
MOST_WAITING = 50


def assessing_page() -> str:
    return reverse("charter:team_assessing")


class ForAskers(ForEditors):
    permission_required = "charter.keep_assessment"


class Assessing(ForAskers, TemplateView):
    """Everything about asking, on one page; at most so many remarks at once, the longest waiting first."""

    template_name = "team/charter/assessing.html"

    def get_context_data(self, **kwargs):
        codes = MeetingCode.objects.annotate(sheets_sent=Count("sheets")).select_related("assessment")
        waiting, shown = Remark.objects.waiting(), Remark.objects.filter(state=Remark.State.SHOWN)
        return super().get_context_data(
            heading=ASSESSING,
            crumbs=way(desk_page()),
            assessments=Assessment.objects.order_by("-starts_on"),
            codes=codes,
            statements=with_value(Statement.objects.select_related("value").order_by("value__slug", "pk")),
            waiting=with_value(waiting.select_related("assessment", "value")[:MOST_WAITING]),
            waiting_count=waiting.count(),
            shown=with_value(shown.select_related("assessment", "value")[:MOST_WAITING]),
            **kwargs,
        )


def with_value(found) -> list[tuple]:
    """Each with the name of its value, as the Charter in force calls it."""
    _version, parts = parts_in_force(Part.Kind.VALUE)
    names = {part.value_id: part.name for part in parts}
    return [(names.get(one.value_id, one.value.slug), one) for one in found]


class OfAssessing(ForAskers, Deed):
    """A form of this page."""

    permission_required = "charter.keep_assessment"

    @property
    def above(self):
        return [(ASSESSING, assessing_page())]

    @property
    def back(self):
        return assessing_page()


class BeginAssessment(OfAssessing):
    form_class = forms.AssessmentForm
    heading = _("Ask how we are doing again")

    def do(self, said, user):
        services.begin_assessment(by=user, **said)
        return assessing_page()


class ChangeAssessment(OfAssessing, Change):
    form_class = forms.ChangeAssessmentForm
    heading = _("Change a time of asking")

    def find(self, pk):
        self.assessment = get_object_or_404(Assessment, pk=pk)

    @cached_property
    def thing(self):
        return self.assessment

    def words_of(self, assessment):
        return {name: getattr(assessment, name) for name in ("name", "starts_on", "ends_on")}

    def do(self, said, user):
        services.change_assessment(self.assessment, by=user, **said)
        return assessing_page()


class MakeCode(OfAssessing):
    form_class = forms.MeetingCodeForm
    heading = _("Make a code for a meeting")
    says = _("Make the code")

    def find(self, pk):
        self.assessment = get_object_or_404(Assessment, pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.assessment.name, **kwargs)

    def do(self, said, user):
        made = services.make_code(self.assessment, by=user, **said)
        return f"{assessing_page()}#code-{made.pk}"


class AddStatement(OfAssessing):
    form_class = forms.StatementForm
    heading = _("Add a statement")
    says = _("Add it")

    def get_form_kwargs(self):
        _version, parts = parts_in_force(Part.Kind.VALUE)
        return {**super().get_form_kwargs(), "values": [(part.name, part.value) for part in parts]}

    def do(self, said, user):
        services.add_statement(by=user, **said)
        return assessing_page()


class PressHere(ForAskers, Press):
    permission_required = "charter.keep_assessment"

    def back(self, **_where):
        return assessing_page()


class CloseCode(PressHere):
    def do(self, user, pk):
        services.close_code(get_object_or_404(MeetingCode, pk=pk), by=user)
        return assessing_page()


class RetireStatement(PressHere):
    def do(self, user, pk):
        services.retire_statement(get_object_or_404(Statement, pk=pk), by=user)
        return assessing_page()


class MoveRemark(PressHere):
    """Show it or not."""

    DEEDS = {"show": services.show_remark, "hide": services.hide_remark}

    def do(self, user, pk, move):
        self.DEEDS[move](get_object_or_404(Remark, pk=pk), by=user)
        return assessing_page()
