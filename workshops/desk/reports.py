"""Reports of series: drafted, edited in both forms, let be checked, answered, approved and published."""

import uuid
from datetime import timedelta

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from halton_coprod.record import flow
from workshops import services
from workshops.models import Report, Series
from workshops.models.session import PLAN
from workshops.papers import report_pdf
from workshops.report_readers import readers_of, walked_in
from workshops.views.tools import as_pdf

from . import reports_forms as forms
from .deed import Change, Deed, ForPlanners, Press, desk_page, way

REPORTS = _("Reports of series")
USUAL_CHECK = timedelta(days=21)


def reports_page() -> tuple:
    return (REPORTS, reverse("workshops:team_reports"))


def report_page(slug: str) -> str:
    return reverse("workshops:team_report", args=[slug])


class Reports(ForPlanners, TemplateView):
    """Every series, and how far its report is."""

    template_name = "team/workshops/reports.html"

    def get_context_data(self, **kwargs):
        found = Series.objects.select_related("report")
        lines = [(one, getattr(one, "report", None)) for one in found]
        return super().get_context_data(heading=REPORTS, crumbs=way(desk_page()), lines=lines, **kwargs)


class OneReport(ForPlanners, TemplateView):
    """How the report of a series stands, what it lacks, what can be done, its words, and what people say to it.

    Who said it is not shown: the answer goes to them by their way. Other teams read how it stands, and its words.
    """

    template_name = "team/workshops/report.html"

    def get_context_data(self, slug, **kwargs):
        series = get_object_or_404(Series.objects.select_related("report"), slug=slug)
        report = getattr(series, "report", None)
        may_plan = self.request.user.has_perm(self.permission_required, series)
        more = standing(report, self.request.user) if report else {}
        return super().get_context_data(
            heading=series.name,
            crumbs=way(desk_page(), reports_page()),
            series=series,
            report=report,
            may_plan=may_plan,
            **more,
            **kwargs,
        )


def standing(report: Report, user) -> dict:
    replies, readers = list(report.replies.this_time()), readers_of(report)
    return {
        "moves": flow.available(report, user),
        "lacks": report.lacks,
        "sections": report.sections.all(),
        "asked": len(readers) + len(walked_in(report, readers)),
        "right": sum(one.is_right for one in replies),
        "not_right": [one for one in replies if not one.is_right],
        "is_draft": report.state == Report.State.DRAFT,
    }


class AboutReport(ForPlanners):
    """A page or a press about the report of one series, for whoever holds its permission on this one."""

    @cached_property
    def report(self):
        return get_object_or_404(Report.objects.select_related("series"), series__slug=self.kwargs["slug"])

    def has_permission(self):
        return self.request.user.has_perm(self.permission_required, self.report)


class OfReport(AboutReport, Deed):
    """A deed on the report of one series, and back to its page."""

    def find(self, slug):
        """The report is found already, to ask who may."""

    @property
    def above(self):
        return [reports_page(), (self.report.series.name, self.back)]

    @property
    def back(self):
        return report_page(self.report.series.slug)


class ChangeReport(OfReport, Change):
    form_class = forms.ReportForm
    heading = _("Change the title and what it says in short")

    @cached_property
    def thing(self):
        return self.report

    def words_of(self, report):
        return {name: getattr(report, name) for name in ("title", "summary", "summary_easy")}

    def do(self, said, user):
        services.change_report(self.report, by=user, **said)
        return self.back


class AddSection(OfReport):
    form_class = forms.SectionForm
    heading = _("Add a part")
    says = _("Add it")

    def do(self, said, user):
        del said["seen"]
        services.write_section(self.report, by=user, **said)
        return self.back


class ChangeSection(OfReport, Change):
    form_class = forms.SectionForm
    heading = _("Change a part")

    def find(self, slug, pk):
        self.section = get_object_or_404(self.report.sections, pk=pk)

    @cached_property
    def thing(self):
        return self.section

    def words_of(self, section):
        return {name: getattr(section, name) for name in ("heading", "text", "easy", "position")}

    def do(self, said, user):
        services.write_section(self.report, section=self.section, by=user, **said)
        return self.back


class LetCheck(OfReport):
    form_class = forms.LetCheckForm
    heading = says = Report.MOVES["check"].says
    done = _("Saved. Everybody who was there is asked by their way.")

    def get_initial(self):
        return {"until": timezone.localdate() + USUAL_CHECK}

    def do(self, said, user):
        if self.report.state != Report.State.CHECKING:
            services.let_check_report(self.report, by=user, **said)
        return self.back


class NoteReply(OfReport):
    form_class = forms.ReplyForm
    heading = _("Write down what somebody says")

    def get_initial(self):
        return {"token": uuid.uuid4()}

    def do(self, said, user):
        services.note_reply(self.report, by=user, **said)
        return self.back


class AnswerReply(OfReport):
    form_class = forms.AnswerReplyForm
    heading = _("Answer: it is not what people said")
    done = _("Saved. The person is told, where we know how.")

    def find(self, slug, pk):
        self.reply = get_object_or_404(self.report.replies.filter(is_right=False), pk=pk)

    def get_initial(self):
        return {"answer": self.reply.answer}

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.reply.words, **kwargs)

    def do(self, said, user):
        services.answer_reply(self.reply, by=user, **said)
        return self.back


class Approve(OfReport):
    form_class = forms.ApproveForm
    heading = says = Report.MOVES["approve"].says

    def do(self, said, user):
        if self.report.state != Report.State.APPROVED:
            services.approve_report(self.report, by=user, **said)
        return self.back


class DescribeSeries(Change):
    form_class = forms.SeriesForm
    heading = _("Change the page of the series")

    @cached_property
    def thing(self):
        return get_object_or_404(Series, slug=self.kwargs["slug"])

    def has_permission(self):
        return self.request.user.has_perm(self.permission_required, self.thing)

    def find(self, slug):
        """Found already, to ask who may."""

    @property
    def above(self):
        return [reports_page(), (self.thing.name, self.back)]

    @property
    def back(self):
        return report_page(self.thing.slug)

    def words_of(self, series):
        return {name: getattr(series, name) for name in ("name", "about", "about_easy")}

    def do(self, said, user):
        services.describe_series(self.thing, by=user, **said)
        return self.back


class OnReport(AboutReport, Press):
    """A press on the page of one report, and back to it."""

    def back(self, slug, **_where):
        return report_page(slug)

    def do(self, user, slug, **where):
        self.act(self.report, user, **where)
        return self.back(slug)


class DraftReport(Press):
    done = _("Saved. It is a beginning: read it, and put it into your own words.")

    def back(self, slug):
        return report_page(slug)

    def do(self, user, slug):
        services.draft_report(get_object_or_404(Series, slug=slug), by=user)
        return self.back(slug)


class TakeOutSection(OnReport):
    done = _("Taken out.")

    def act(self, report, user, pk):
        for section in report.sections.filter(pk=pk):
            services.take_out_section(section, by=user)


class PublishReport(OnReport):
    done = _("Saved. Everybody can read it, and whoever was there is told.")

    def act(self, report, user):
        if report.state != Report.State.PUBLISHED:
            services.publish_report(report, by=user)


class ReworkReport(OnReport):
    def act(self, report, user):
        if report.state != Report.State.DRAFT:
            services.rework_report(report, by=user)


@never_cache
@permission_required(PLAN, raise_exception=True)
def paper(request, slug):
    """As it stands now, to read on paper or to send to somebody who checks it."""
    found = get_object_or_404(Report.objects.select_related("series"), series__slug=slug)
    return as_pdf(report_pdf(found, request.reading.easy), f"report-{slug}", request.reading.easy)
