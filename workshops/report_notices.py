"""What the people who were there are told about the report of their series, by their way."""

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.said import said_date

from .notices import facts_of, link_of, queue, site_of
from .walk_in_notices import queue_to_walk_in

SAYS = {
    "check": (
        _("Please check what we wrote: {name}"),
        ("report", _("You were there. We wrote a report about what people said.")),
        ("question", _("Is it right? Or is it not what you said?")),
        ("answer", _("Read it and answer here: {report}")),
        ("deadline", _("Please answer by {until}.")),
        ("phone", _("Do you want it on paper, or do you like to talk better? Phone us: {phone}")),
    ),
    "answer": (
        _("About what you told us: {name}"),
        ("told", _("You said that our report is not what people said.")),
        ("answer", _("This is our answer: {answer}")),
    ),
    "out": (
        _("The report is ready: {name}"),
        ("thank-you", _("You helped to make it. Thank you.")),
        ("report", _("Everybody can read it now: {published}")),
        ("phone", _("Do you want it on paper? Phone us: {phone}")),
    ),
}


def tell_walk_in_report(walk_in, report, occasion: str) -> None:
    """The same to whoever walked in: without a page of their own they read it on paper, and answer on the phone."""
    title, *ideas = SAYS[occasion]
    facts = {
        "name": report.series.name,
        "published": f"{site_of(walk_in)}/workshops/reports/{report.series.slug}/",
        "until": said_date(report.check_until) if report.check_until else "",
        "phone": settings.HELP["phone"],
    }
    words = [(picture, format_lazy(says, **facts)) for picture, says in ideas if "{report}" not in str(says)]
    queue_to_walk_in(walk_in, f"report-{occasion}-{report.round}", format_lazy(title, **facts), words)


def tell_report(place, report, occasion: str, *, once: str = "", **more) -> None:
    """One message for each time that the report goes round."""
    title, *ideas = SAYS[occasion]
    facts = {
        **facts_of(place),
        "name": report.series.name,
        "report": f"{link_of(place)}report/",
        "published": f"{site_of(place)}/workshops/reports/{report.series.slug}/",
        "until": said_date(report.check_until) if report.check_until else "",
        **more,
    }
    words = [(picture, format_lazy(says, **facts)) for picture, says in ideas]
    queue(place, f"report-{occasion}-{once or report.round}", format_lazy(title, **facts), words)
