"""What stories tell us and what came of it, collections, and their booklet: only what each visitor may see today."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from charter.steps import cards, step_of, words
from charter.views.page import reader
from stories.booklet import booklet_pdf, printable
from stories.models import Collection, Finding, Story
from stories.robots import tell_robots
from stories.showing import showings

SHOWN = 10


def crumbs(*above) -> list[tuple]:
    return [(_("Stories"), reverse("stories:archive")), *above]


@login_not_required
def findings(request):
    """What several stories say together, the newest first, and whether it led to something."""
    found = Finding.objects.visible_to(reader(request)).with_what_it_led_to()
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {"page": page, "heading": _("What stories tell us"), "crumbs": crumbs()}
    return TemplateResponse(request, "stories/findings.html", context)


@login_not_required
def finding(request, pk):
    """One finding: what it says, the insights behind it with their stories, what was asked and the answer; 410 with
    kind words where its stories were taken back.
    """
    user = reader(request)
    found = Finding.objects.visible_to(user).with_what_it_led_to().with_insights(user).filter(pk=pk).first()
    if found is None:
        get_object_or_404(Finding.objects.were_for(user), pk=pk)
        return TemplateResponse(request, "stories/gone_too.html", status=410)
    pieces = [*words("found", found, found.easy), *cards("insights", found.seen_insights)]
    if found.answer:
        pieces += words("answered", found.answer, found.answer.easy)
    context = {
        "finding": found,
        "step": step_of(request, pieces),
        "heading": found.easy_title if request.reading.easy else found.title,
        "crumbs": crumbs((_("What stories tell us"), reverse("stories:findings"))),
    }
    return tell_robots(TemplateResponse(request, "stories/finding.html", context), None)


@login_not_required
def collections(request):
    """Those in which this visitor finds a story today."""
    seen = Story.objects.visible_to(reader(request))
    found = Collection.objects.filter(is_shown=True, places__story__in=seen).distinct()
    context = {"collections": found, "heading": _("Stories that belong together"), "crumbs": crumbs()}
    return TemplateResponse(request, "stories/collections.html", context)


@login_not_required
def collection(request, slug):
    """Its stories as this visitor may see them, and the way to the booklet where something may be printed."""
    found = get_object_or_404(Collection, slug=slug, is_shown=True)
    shown = showings(list(found.stories_for(reader(request))), reader(request))
    context = {
        "collection": found,
        "showings": shown,
        "may_print": bool(printable(found)),
        "heading": found.about_easy.title or found.name if request.reading.easy else found.name,
        "crumbs": crumbs((_("Stories that belong together"), reverse("stories:collections"))),
    }
    return TemplateResponse(request, "stories/collection.html", context)


@never_cache
@login_not_required
def booklet(request, slug):
    """What everybody may see and what may be printed, made anew each time: what is taken back is not in it. 410 with
    kind words where nothing is left to print.
    """
    found = get_object_or_404(Collection, slug=slug, is_shown=True)
    stories = printable(found)
    if not stories:
        return TemplateResponse(request, "stories/gone_too.html", status=410)
    response = HttpResponse(booklet_pdf(found, stories, request.reading.easy), content_type="application/pdf")
    name = f"{found.slug}-easy-read.pdf" if request.reading.easy else f"{found.slug}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return tell_robots(response, None)
