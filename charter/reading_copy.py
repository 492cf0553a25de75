"""The whole text of a version as plain data: the same sections make the page that shows it whole and the PDF."""

from itertools import groupby

from django.utils.translation import gettext as _

from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.easyread.said import said_date

from .models import Part, Promise, Version
from .services.readiness import gaps_of


def whole(version: Version, easy: bool) -> dict:
    """Title, lines about the version, and sections.

    A section has `key` (of its part), `level` (2 or more), `heading`, `text` (standard form), `blocks` (easy read:
    picture, words, alt), `missing` (easy read that is not there yet) and `tables` (`caption`, `head`, `rows` of words).
    """
    parts = list(version.parts.in_order().with_what_lives_longer())
    return {
        "title": _("Halton's Co-production Charter, version %(number)d") % {"number": version.number},
        "easy": easy,
        "lines": lines_about(version),
        "sections": [section for kind in Part.Kind for section in KINDS[kind](version, parts, easy)],
    }


def lines_about(version: Version) -> list[str]:
    """Where this version stands, who wrote it, who checked it."""
    lines = [_("Our own example text. It is not the real Charter.")] if version.is_example else []
    if version.in_force_from:
        lines.append(_("In force from %(date)s.") % {"date": said_date(version.in_force_from)})
    if version.is_frozen:
        lines.append(_("A newer version has replaced it."))
    if not version.in_force_from:
        lines.append(_("This version is not in force yet."))
    if version.easy_follows_by and gaps_of(version):
        says = _("The easy read of some parts is not ready. It follows by %(day)s.")
        lines.append(says % {"day": said_date(version.easy_follows_by)})
    if version.written_by:
        lines.append(_("Written by %(who)s.") % {"who": version.written_by})
    return [*lines, checked_line(version)]


def checked_line(version: Version) -> str:
    if not version.easy_checked_on:
        return _("The easy read is not yet checked by people with learning disabilities.")
    words = {"who": version.easy_checked_by, "date": said_date(version.easy_checked_on)}
    return _("The easy read was checked by %(who)s on %(date)s.") % words


def section(level: int, heading: str, text: str = "", easy: EasyRead | None = None, tables=(), key: str = "") -> dict:
    return {
        "key": key,
        "level": level,
        "heading": heading,
        "text": text,
        "blocks": easy.to_data()["blocks"] if easy else [],
        "missing": easy is not None and not easy,
        "tables": list(tables),
    }


def of_part(part: Part, level: int, easy: bool) -> dict:
    """One part in the asked form."""
    said = {"easy": part.easy} if easy else {"text": part.text}
    return section(level, part.title if easy else part.name, **said, key=str(part.key))


def of(kind: str, parts: list[Part]) -> list[Part]:
    return [part for part in parts if part.kind == kind]


def alone(kind):
    """The section of a kind that stands once in a version."""
    return lambda version, parts, easy: [of_part(part, 2, easy) for part in of(kind, parts)]


def values(version, parts, easy):
    """Each value, followed by what people do."""
    found = of(Part.Kind.VALUE, parts)
    yield from [section(2, _("Our values"))] if found else []
    for value in found:
        yield of_part(value, 3, easy)
        done = [part for part in of(Part.Kind.BEHAVIOUR, parts) if part.value_id == value.value_id]
        for group, behaviours in grouped(done):
            yield behaviours_section(group, behaviours, easy)


def grouped(behaviours: list[Part]) -> list[tuple[str, list[Part]]]:
    """Behaviours under the headings that say whose they are, in the order of their first one."""
    order = list(dict.fromkeys((part.voice, part.who) for part in behaviours))
    ranked = sorted(behaviours, key=lambda part: order.index((part.voice, part.who)))
    return [(str(group), list(some)) for group, some in groupby(ranked, lambda part: part.group)]


def behaviours_section(group: str, behaviours: list[Part], easy: bool) -> dict:
    if easy:
        blocks = tuple(block for part in behaviours for block in part.easy.blocks)
        return section(4, group, easy=EasyRead(group, blocks))
    return section(4, group, "\n".join(f"- {part.name}: {' '.join(part.text.split())}" for part in behaviours))


def infrastructure(version, parts, easy):
    """What must be in place; how it stands is said for the version in force only, because it is true today."""
    found = of(Part.Kind.INFRASTRUCTURE, parts)
    yield from [section(2, _("What must be in place"), tables=standing_tables(version, found, easy))] if found else []
    yield from (of_part(part, 3, easy) for part in found)


def promises(version, parts, easy):
    """The promises, how they stand, and why where we could not keep one."""
    found = of(Part.Kind.PROMISE, parts)
    newest = Promise.objects.with_latest().in_bulk([part.promise_id for part in found])
    for part in found:
        part.promise = newest[part.promise_id]
    yield from [section(2, _("Our promises"), tables=standing_tables(version, found, easy))] if found else []
    yield from (of_part(part, 3, easy) for part in found)


def standing_tables(version: Version, parts: list[Part], easy: bool) -> list[dict]:
    """How each thing stands today, as a table of words."""
    if not version.is_in_force:
        return []
    head = [_("What"), _("Who answers for it"), _("How it stands today")]
    rows = [[part.title if easy else part.name, thing.owner, stands_said(thing, easy)] for part, thing in kept(parts)]
    return [{"caption": _("How it stands today"), "head": head, "rows": rows}]


def stands_said(thing, easy: bool) -> str:
    """How it stands, and the reason where we could not keep a promise."""
    says = str(thing.standing.says)
    if not getattr(thing, "why", ""):
        return says
    if easy:
        return " ".join([f"{says}.", *(block.words for block in thing.why_easy.blocks)])
    return _("We could not do this, because %(because)s") % {"because": thing.why}


def kept(parts: list[Part]):
    """Each part with the row that keeps its status."""
    return ((part, part.promise or part.infrastructure) for part in parts)


KINDS = {
    Part.Kind.FOREWORD: alone(Part.Kind.FOREWORD),
    Part.Kind.DEFINITION: alone(Part.Kind.DEFINITION),
    Part.Kind.VALUE: values,
    Part.Kind.BEHAVIOUR: lambda version, parts, easy: (),  # told under their values
    Part.Kind.INFRASTRUCTURE: infrastructure,
    Part.Kind.PROMISE: promises,
}
