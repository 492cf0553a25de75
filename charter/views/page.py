"""What every public page of the Charter has: the version it shows, the way here, and who may see what."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from charter.models import Part, Version
from charter.services.readiness import gaps_of
from halton_coprod.record.stamp import until_next_deed

OVERVIEW = (_("The Charter"), "charter:overview")
VALUES = (_("Our values"), "charter:values")
PROMISES = (_("Are promises kept?"), "charter:accountability")
ADOPTERS = (_("Who has signed"), "charter:adopters")
HISTORY = (_("All versions"), "charter:history")


def charter_page(request, name: str, heading: str, version: Version | None, *way, **context) -> TemplateResponse:
    """Answer with templates/charter/<name>.html. `way` are the pages above this one."""
    crumbs = [(words, reverse(address)) for words, address in way]
    context = {"heading": heading, "version": version, "crumbs": crumbs, "has_gaps": has_gaps(version), **context}
    return TemplateResponse(request, f"charter/{name}.html", context)


def has_gaps(version: Version | None) -> bool:
    """Was it said that easy read follows later, and is it still not ready?"""
    return bool(version and version.easy_follows_by) and are_there_gaps(version)


@until_next_deed
def are_there_gaps(version: Version) -> bool:
    return bool(gaps_of(version))


def not_yet(request) -> TemplateResponse:
    """The honest page while no Charter is in force."""
    return charter_page(request, "not_yet", _("The Charter is still being written"), None)


def name_of(request, part: Part) -> str:
    """What the form of this page calls a part."""
    return part.title if request.reading.easy else part.name


def reader(request):
    """Who reads. Without a session cookie nobody is asked, so that the page can be kept for everybody."""
    return request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else AnonymousUser()


@until_next_deed
def parts_in_force(*kinds):
    """The version in force and its parts of these kinds, in order; (None, []) while there is no Charter."""
    version = Version.objects.in_force()
    return version, list(parts_of(version, *kinds)) if version else []


def parts_of(version: Version, *kinds):
    """Of one kind they come in their own order anyway; sorting by kind costs a page a tenth of its time."""
    parts = version.parts.of_kind(*kinds).with_what_lives_longer()
    return parts.in_order() if len(kinds) > 1 else parts


@until_next_deed
def part_or_404(kind: str, slug: str) -> Part:
    """The newest words that everybody may read of a value or promise, also when a later version took it out."""
    part = (
        Part.objects.visible_to(None)
        .of_kind(kind)
        .filter(**{f"{kind}__slug": slug}, version__state__in=[Version.State.IN_FORCE, Version.State.SUPERSEDED])
        .select_related("version", "value", "infrastructure", "promise")
        .order_by("-version__number")
        .first()
    )
    if part is None:
        raise Http404
    return part
