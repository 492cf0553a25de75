"""Are promises kept? All of them with how they stand, and each with its numbers and what happened."""

from math import ceil

from django.contrib.auth.decorators import login_not_required
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charter.chart import chart_of
from charter.models import Part
from charter.models.standing import STANDINGS, PromiseStatus
from charter.steps import Piece, cards, step_of, words

from .agreement import promise_cards, promise_parts, told
from .page import OVERVIEW, PROMISES, charter_page, name_of, not_yet, part_or_404, parts_in_force

# What needs looking at comes first.
ORDER = ("late", "could_not", "on_the_way", "not_started", "done")


@login_not_required
def accountability(request):
    """Every promise under how it stands today, with counts in words."""
    version, _parts = parts_in_force(Part.Kind.FOREWORD)
    if version is None:
        return not_yet(request)
    parts = sorted(promise_parts(version), key=lambda part: ORDER.index(part.promise.standing.key))
    counted = counts(parts)
    # Short lines with small pictures: two of them take the room of one block.
    summary = cards("counts", [counted], blocks=ceil(len(counted) / 2)) if counted else []
    step = step_of(request, [*summary, *promise_cards(parts)])
    return charter_page(request, "accountability", _("Are promises kept?"), version, OVERVIEW, step=step)


def counts(parts: list[Part]):
    """How many promises stand how, and how many numbers are missing: (picture, sentence)."""
    keys = [part.promise.standing.key for part in parts]
    said = [(STANDINGS[key].picture, count_said(key, keys.count(key))) for key in ORDER if key in keys]
    missing = sum(part.promise.missing is not None for part in parts)
    return [*said, *([("warning", missing_said(missing))] if missing else [])]


def missing_said(number: int) -> str:
    return ngettext("1 number is missing.", "%(number)d numbers are missing.", number) % {"number": number}


def count_said(key: str, number: int) -> str:
    says = {
        "late": ngettext("1 promise is late.", "%(number)d promises are late.", number),
        "could_not": ngettext("We could not keep 1 promise.", "We could not keep %(number)d promises.", number),
        "on_the_way": ngettext("1 promise is on the way.", "%(number)d promises are on the way.", number),
        "not_started": ngettext("1 promise is not started yet.", "%(number)d promises are not started yet.", number),
        "done": ngettext("1 promise is done.", "%(number)d promises are done.", number),
    }
    return says[key] % {"number": number}


@login_not_required
def promise(request, slug):
    """One promise: how it stands and why, who answers for it, its numbers, and what happened."""
    part = part_or_404(Part.Kind.PROMISE, slug)
    readings, updates = list(part.promise.readings.standing()), list(part.promise.updates.all())
    happened = sorted([*updates, *part.promise.corrections.all()], key=lambda one: one.at, reverse=True)
    newest = readings[-1] if readings else None
    why = why_not(part.promise, updates)
    context = {
        "part": part,
        "promise": part.promise,
        "value": value_of(part),
        "why": why,
        "missing_since": part.promise.missing_since(newest and newest.on),
        "newest": newest,
        "has_updates": bool(happened),
        "readings": [told_reading(part.promise, reading) for reading in readings[::-1]],
        "chart": chart_of(part.promise, readings),
        "step": step_of(request, promise_pieces(part, why, newest, happened)),
    }
    return charter_page(request, "promise", name_of(request, part), part.version, OVERVIEW, PROMISES, **context)


def promise_pieces(part: Part, why, newest, happened) -> list[Piece]:
    """The promise page in the order in which it is told."""
    known = part.promise
    return [
        *cards("standing", [known]),
        *(words("why", why, why.easy) if why else []),
        *told("about", [part]),
        *cards("facts", [known], blocks=2),
        *(words("known", known, known.how_we_know_easy) if known.how_we_know else []),
        *(cards("numbers", [newest], blocks=4 + len(newest.easy.blocks)) if newest else []),
        *(piece for update in happened for piece in cards("updates", [update], blocks=1 + len(update.easy.blocks))),
    ]


def why_not(promise, updates):
    """What was said when we could not keep it; None while that is not how it stands."""
    if promise.status != PromiseStatus.COULD_NOT:
        return None
    return next((update for update in updates if update.because), None)


def value_of(part: Part) -> Part | None:
    """The words of the value that this promise belongs to."""
    if part.promise.value_id is None:
        return None
    values = part.version.parts.of_kind(Part.Kind.VALUE).filter(value=part.promise.value_id)
    return values.select_related("value").first()


def told_reading(promise, reading) -> tuple:
    """A reading, its number in words, and if the promise was kept with it."""
    return (reading, promise.said(reading.number), kept_said(promise, reading))


def kept_said(promise, reading) -> str:
    """Nobody says "no" of a day before the promised one, while it can still be done."""
    if promise.target is None:
        return ""
    if promise.is_met_by(reading.number):
        return _("Yes")
    is_early = promise.due and reading.on < promise.due and promise.status != PromiseStatus.COULD_NOT
    return _("Not yet") if is_early else _("No")
