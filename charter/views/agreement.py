"""What we agreed: the overview, the definition, the values, what must be in place, and who has signed."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils.translation import gettext as _

from charter.models import Adopter, Part, Promise, Value, Version
from charter.reading_copy import grouped
from charter.steps import cards, step_of, words
from halton_coprod.record.stamp import until_next_deed

from .page import ADOPTERS, OVERVIEW, VALUES, charter_page, name_of, not_yet, part_or_404, parts_in_force, parts_of

Kind = Part.Kind


@login_not_required
def overview(request):
    version, parts = parts_in_force(Kind.FOREWORD)
    if version is None:
        return not_yet(request)
    heading = _("The Charter: how we work together")
    step = step_of(request, told("about", parts))
    return charter_page(request, "overview", heading, version, step=step, asked=asked_about())


@until_next_deed
def asked_about() -> Version | None:
    """The version that people are asked about."""
    return Version.objects.out_for_comment()


@login_not_required
def definition(request):
    version, parts = parts_in_force(Kind.DEFINITION)
    if version is None:
        return not_yet(request)
    heading = _("What co-production means")
    return charter_page(request, "definition", heading, version, OVERVIEW, step=step_of(request, told("about", parts)))


@login_not_required
def values(request):
    version, parts = parts_in_force(Kind.VALUE)
    if version is None:
        return not_yet(request)
    step = step_of(request, cards("values", parts))
    return charter_page(request, "values", _("Our values"), version, OVERVIEW, step=step)


@login_not_required
def value(request, slug):
    """One value, what people do to live up to it, and how we are doing with its promises."""
    part = part_or_404(Kind.VALUE, slug)
    ordered = behaviours_of(part.version, part.value)
    promises = promise_parts(part.version, part.value)
    pieces = [*told("about", [part]), *told("behaviours", ordered), *promise_cards(promises)]
    step = step_of(request, pieces)
    context = {"value": part.value, "has_promises": bool(promises), "step": step}
    return charter_page(request, "value", name_of(request, part), part.version, OVERVIEW, VALUES, **context)


@until_next_deed
def behaviours_of(version: Version, value: Value) -> list[Part]:
    """What people do to live up to a value, in the order in which the page groups it."""
    done = parts_of(version, Kind.BEHAVIOUR).filter(value=value)
    return [one for _group, some in grouped(done) for one in some]


@until_next_deed
def infrastructure_in_force():
    version, parts = parts_in_force(Kind.INFRASTRUCTURE)
    prefetch_related_objects(parts, "infrastructure__updates")
    return version, parts


@login_not_required
def infrastructure(request):
    version, parts = infrastructure_in_force()
    if version is None:
        return not_yet(request)
    pieces = [piece for part in parts for piece in infrastructure_pieces(part)]
    heading = _("What must be in place")
    return charter_page(request, "infrastructure", heading, version, OVERVIEW, step=step_of(request, pieces))


@login_not_required
def adopters(request):
    """Everybody who has signed; who is late with something comes first."""
    version, found = Version.objects.in_force(), Adopter.objects.signed().with_pledges()
    found = sorted(found, key=lambda one: not one.late_pledges)
    step = step_of(request, cards("adopters", found))
    return charter_page(request, "adopters", _("Who has signed"), version, OVERVIEW, step=step)


@login_not_required
def adopter(request, slug):
    """One organisation: who they are, what they pledge, and what became of it; what is late comes first."""
    found = Adopter.objects.signed().with_pledges().filter(slug=slug).first()
    if found is None:
        raise Http404
    pledges = [piece for pledge in found.pledges.all() for piece in pledge_pieces(pledge)]
    step = step_of(request, [*words("about", found, found.easy), *cards("facts", [found]), *pledges])
    return charter_page(
        request, "adopter", found.name, Version.objects.in_force(), OVERVIEW, ADOPTERS, adopter=found, step=step
    )


def told(place: str, parts):
    """The words of parts, as pieces of a page."""
    return [piece for part in parts for piece in words(place, part, part.easy)]


@until_next_deed
def promise_parts(version: Version, value: Value | None = None) -> list[Part]:
    """The promises of a version (those of one value), each with its newest reading: two queries."""
    promises = Promise.objects.filter(value=value) if value else Promise.objects.all()
    parts = list(version.parts.of_kind(Kind.PROMISE).filter(promise__in=promises))
    newest = Promise.objects.with_latest().in_bulk([part.promise_id for part in parts])
    for part in parts:
        part.promise = newest[part.promise_id]
    return parts


def promise_cards(parts: list[Part]):
    """Each promise with the reason why we could not keep it, together on one page.

    A reason takes the room of one block, however many ideas it has: else a page would tell of two promises only.
    """
    return [piece for part in parts for piece in cards("promises", [part], blocks=1 + bool(part.promise.why_easy))]


def infrastructure_pieces(part: Part):
    """Its words, how it stands, what happened last and what is next, together on one page."""
    thing = part.infrastructure
    last = thing.last_update
    texts = [part.easy, thing.next_step_easy, *([last.easy] if last else [])]
    return cards("things", [part], blocks=1 + sum(len(text.blocks) for text in texts))


def pledge_pieces(pledge):
    """What is pledged, how it stands, and what became of it, together on one page."""
    return cards("pledges", [pledge], blocks=len(pledge.easy.blocks) + 1 + len(pledge.report_easy.blocks))
