"""The versions of the Charter: all that may be read, one of them whole, and what changed in it."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils.translation import gettext as _

from charter.compare import changes_between
from charter.models import Version
from charter.reading_copy import whole
from charter.steps import Piece, Step, cards, step_of, words
from halton_coprod.easyread.blocks import EasyRead

from .page import HISTORY, OVERVIEW, charter_page, reader

# In easy read nobody has to choose between more links than this.
MOST_WAYS_ON = 5


@login_not_required
def history(request):
    versions = list(Version.objects.visible_to(reader(request)).with_comments_shown().newest_first())
    in_force = next((version for version in versions if version.is_in_force), None)
    pieces = [piece for version in versions for piece in cards("versions", [version], blocks=version_size(version))]
    return charter_page(request, "history", _("All versions"), in_force, OVERVIEW, step=step_of(request, pieces))


def version_size(version: Version) -> int:
    return 2 + len(version.summary_easy.blocks)


@login_not_required
def version(request, number):
    """One version, whole."""
    found = version_or_404(request, number)
    text = whole(found, request.reading.easy)
    pieces = [piece for section in text["sections"] for piece in section_pieces(section)]
    step = step_of(request, pieces)
    above = headings_above(text["sections"], step)
    return charter_page(request, "version", text["title"], found, OVERVIEW, HISTORY, text=text, step=step, above=above)


def headings_above(sections: list[dict], step: Step) -> list[dict]:
    """The headings that a page in the middle of the text stands under."""
    above: dict[int, dict] = {}
    first = step.pieces[0].thing if step.pieces else None
    for section in sections:
        above = {level: one for level, one in above.items() if level < section["level"]}
        if section is first:
            break
        above[section["level"]] = section
    return list(above.values())


def section_pieces(section: dict) -> list[Piece]:
    """Its blocks; and each cell of its tables with the head of its column, for narrow screens."""
    for table in section["tables"]:
        table["labelled"] = [list(zip(table["head"], row, strict=True)) for row in table["rows"]]
    pieces = words("sections", section, EasyRead.from_data({"blocks": section["blocks"]}))
    is_heading_alone = not (section["text"] or section["blocks"] or section["missing"] or section["tables"])
    return [replace(pieces[0], leads=True)] if is_heading_alone else pieces


@login_not_required
def changes(request, number):
    """What changed since the version before, or since the older one that is asked for, in words."""
    found = version_or_404(request, number)
    older = older_versions(request, found)
    newest = older[0] if older else None
    before = asked_for(request, older) if "with" in request.GET else newest
    changed = changes_between(before, found) if before else None
    # Its summary tells what changed since the version before and no other.
    pieces = words("summary", found, found.summary_easy) if found.summary and before == newest else []
    if changed:
        pieces += [
            *(piece for part in changed.added for piece in part_pieces("added", part)),
            *(piece for part in changed.removed for piece in part_pieces("removed", part)),
            *(piece for pair in changed.reworded for piece in pair_pieces(pair)),
        ]
    heading = _("What changed in version %(number)d") % {"number": found.number}
    return charter_page(
        request,
        "changes",
        heading,
        found,
        OVERVIEW,
        HISTORY,
        before=before,
        others=others(request, older, before),
        changed=changed,
        step=step_of(request, pieces),
    )


def part_pieces(place: str, part) -> list[Piece]:
    return cards(place, [part], blocks=max(1, len(part.easy.blocks)))


def pair_pieces(pair) -> list[Piece]:
    return cards("reworded", [pair], blocks=len(pair.was_easy.blocks) + len(pair.now_easy.blocks))


def version_or_404(request, number: int) -> Version:
    found = Version.objects.visible_to(reader(request)).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def older_versions(request, version: Version) -> list[Version]:
    """The older ones that may be read, the newest first."""
    return list(Version.objects.visible_to(reader(request)).filter(number__lt=version.number).newest_first())


def asked_for(request, older: list[Version]) -> Version:
    """The older one that the address asks for (`?with=1`)."""
    found = next((version for version in older if str(version.number) == request.GET["with"]), None)
    if found is None:
        raise Http404
    return found


def others(request, older: list[Version], before: Version | None) -> list[Version]:
    """The older ones that it can be compared with as well; the page leads to two versions already."""
    found = [version for version in older if version != before]
    return found[: MOST_WAYS_ON - 2] if request.reading.easy else found
