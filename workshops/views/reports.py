"""Reports of series for everybody, the page of a series, and the page on which whoever was there checks a report."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from charter.steps import Piece, cards, step_of, words
from halton_coprod.record.flow import NotNow
from workshops import services
from workshops.forms import CheckReportForm
from workshops.models import PracticalTool, Report, Series, Session
from workshops.papers import report_facts, report_pdf
from workshops.report_readers import was_there

from .mine import found_by, holder, is_for_them, sent, show
from .sessions import Text, text_pieces
from .tools import as_pdf

SHOWN = 10
SHORT = gettext_lazy("In short")


@login_not_required
def reports(request):
    """What is published, the newest first."""
    found = Report.objects.public().select_related("series")
    context = {
        "page": Paginator(found, SHOWN).get_page(request.GET.get("page")),
        "heading": _("Reports"),
        "crumbs": [(_("Workshops"), reverse("workshops:sessions"))],
    }
    return TemplateResponse(request, "workshops/reports.html", context)


def published(slug: str) -> Report:
    return get_object_or_404(Report.objects.public().select_related("series"), series__slug=slug)


@login_not_required
def report(request, slug):
    """The whole report, who checked and approved it, and what others can use. Whoever has its address while it is
    changed again reads that it comes back.
    """
    found = Report.objects.public().select_related("series").filter(series__slug=slug).first()
    crumbs = [(_("Workshops"), reverse("workshops:sessions")), (_("Reports"), reverse("workshops:reports"))]
    if found is None:
        get_object_or_404(Report.objects.taken_down(), series__slug=slug)
        context = {"heading": _("We are changing this report"), "crumbs": crumbs}
        return TemplateResponse(request, "workshops/report_changing.html", context, status=404)
    context = {
        "report": found,
        "step": step_of(request, cards("facts", report_facts(found)) + pieces_of(found, request.reading.easy)),
        "tools": PracticalTool.objects.public().of_series(found.series),
        "heading": found.easy_title if request.reading.easy else found.title,
        "crumbs": crumbs,
    }
    return TemplateResponse(request, "workshops/report.html", context)


def pieces_of(found: Report, easy: bool) -> list[Piece]:
    """In short, then part after part below the headings of their groups."""
    pieces = words("sections", Text(SHORT, found.summary), found.summary_easy)
    for group, parts in found.groups:
        pieces += [Piece("sections", group, blocks=0, leads=True)] if group else []
        for part in parts:
            heading = part.easy_heading if easy else part.heading
            pieces += words("sections", Text(heading, part.text, 3 if group else 2, group), part.easy)
    return pieces


@login_not_required
def report_file(request, slug):
    """To print, tagged, in the form of the address."""
    return as_pdf(report_pdf(published(slug), request.reading.easy), f"report-{slug}", request.reading.easy)


@login_not_required
def series(request, slug):
    """What the sessions of a series have in common, each of them, and what came of it all."""
    found = get_object_or_404(Series, slug=slug)
    sessions = Session.objects.public().filter(series=found).with_held().select_related("venue", "outcome")
    if not sessions:
        raise Http404
    context = {
        "series": found,
        "step": step_of(request, text_pieces("", found.about, found.about_easy)),
        "sessions": sessions,
        "report": Report.objects.public().filter(series=found).first(),
        "tools": PracticalTool.objects.public().of_series(found),
        "heading": found.easy_name if request.reading.easy else found.name,
        "crumbs": [(_("Workshops"), reverse("workshops:sessions"))],
    }
    return TemplateResponse(request, "workshops/series.html", context)


@never_cache
@login_not_required
def check_report(request, link):
    """By the link of one's own place: the report as it is now, and whether it is what people said."""
    place = found_by(link)
    asked = Report.objects.filter(series=place.session.series_id, round__gt=0)
    found = asked.select_related("series").first()
    if found is None or not was_there(place, found):
        raise Http404
    if found.state != found.State.CHECKING:
        return show(request, "report_changing", place, _("Nobody checks this report now"), report=found, status=404)
    known = found.replies.this_time().filter(place=place).first()
    form = CheckReportForm(sent(request), initial=initial_of(known), for_them=is_for_them(request, place))
    if form.is_valid() and replied(request, place, found, form):
        return redirect(place.address)
    step = step_of(request, pieces_of(found, request.reading.easy))
    heading = _("Check what we wrote")
    return show(request, "check_report", place, heading, report=found, step=step, form=form, known=known)


def initial_of(known) -> dict:
    return {"is_right": "yes" if known.is_right else "no", "words": known.words} if known else {}


def replied(request, place, found: Report, form) -> bool:
    try:
        services.reply_to_report(place, found, by=holder(request, place), **form.said)
    except (ValidationError, NotNow) as fault:
        form.add_error(None, fault if isinstance(fault, ValidationError) else str(fault))
        return False
    messages.success(request, _("Saved. Thank you."))
    return True
