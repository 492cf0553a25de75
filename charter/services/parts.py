"""The words of a version, part by part. Standard words change in the draft only; easy read can always be mended."""

from dataclasses import replace

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from charter.models import Infrastructure, Part, Promise, Value, Version
from halton_coprod.easyread.blocks import EasyRead, fitted
from halton_coprod.record import audit
from halton_coprod.record.flow import NotNow
from halton_coprod.record.gate import allow, free_slug, locked, refuse_stale, saved

from .gate import refuse_frozen
from .keeping import add_infrastructure, add_promise, add_value
from .readiness import keep_ready


@transaction.atomic
def add_part(
    version: Version,
    *,
    kind: str,
    name: str,
    text: str,
    easy: EasyRead | None = None,
    of: Value | Infrastructure | Promise | None = None,
    voice: str = "",
    who: str = "",
    by,
) -> Part:
    """Editors add a part to a draft, last among its kind. `of` is what a value, behaviour, promise … is about."""
    allow(by, "charter.edit_version", version)
    refuse_all_but_draft(locked(version))
    last = version.parts.of_kind(kind).aggregate(last=Max("position"))["last"] or 0
    about = {type(of)._meta.model_name: of} if of else {}
    part = saved(
        Part(
            version=version,
            kind=kind,
            position=last + 1,
            voice=voice,
            who=who,
            name=name,
            text=text,
            easy=fitted(easy, text),
            **about,
        )
    )
    audit.write("charter.part.add", part, by=by, fields=["name", "text", "easy"], note=kind)
    return part


LIVES_LONGER = {
    Part.Kind.VALUE: add_value,
    Part.Kind.INFRASTRUCTURE: add_infrastructure,
    Part.Kind.PROMISE: add_promise,
}


@transaction.atomic
def begin_part(version: Version, *, kind: str, name: str, text: str, easy: EasyRead | None = None, by, **facts) -> Part:
    """Editors write a new part; a value, promise or thing that must be in place begins its own life with it.

    `facts` are what `add_promise` and its like take, or the `of`, `voice` and `who` of a behaviour.
    The same words sent twice are one part.
    """
    allow(by, "charter.edit_version", version)
    refuse_all_but_draft(locked(version))
    about = {"value": facts["of"], "voice": facts["voice"], "who": facts["who"]} if kind == Part.Kind.BEHAVIOUR else {}
    if known := version.parts.filter(kind=kind, name=name, text=text, **about).first():
        return known
    if kind in LIVES_LONGER:
        slug = free_slug(Part._meta.get_field(kind).related_model, name)
        facts = {"of": LIVES_LONGER[kind](slug=slug, by=by, **facts)}
    return add_part(version, kind=kind, name=name, text=text, easy=easy, by=by, **facts)


@transaction.atomic
def shift_part(part: Part, *, by_one: int, by) -> Part:
    """Editors move a part of a draft one place up (-1) or down (1) among its kind (a behaviour: in its value)."""
    allow(by, "charter.edit_version", part.version)
    refuse_all_but_draft(locked(part.version))
    around = part.version.parts.of_kind(part.kind)
    if part.kind == Part.Kind.BEHAVIOUR:
        around = around.filter(value=part.value)
    order = list(around.order_by("position", "pk"))
    places = sorted(one.position for one in order)
    at = order.index(part)
    order.insert(max(0, at + by_one), order.pop(at))
    for one, place in zip(order, places, strict=True):
        one.position = place
    Part.objects.bulk_update(order, ["position"])
    audit.write("charter.part.shift", part, by=by, fields=["position"])
    return part


@transaction.atomic
def change_part(
    part: Part,
    *,
    seen: str,
    name: str | None = None,
    text: str | None = None,
    easy: EasyRead | None = None,
    easy_fits: bool = False,
    voice: str | None = None,
    who: str | None = None,
    reasons: dict[str, str] | None = None,
    by,
) -> Part:
    """Editors change the words of a part. `seen` is the fingerprint of the words they started from.

    With `easy_fits` they say that the easy read fits the standard text as it now stands; without, a changed standard
    text leaves its drift mark. Raises Stale, and writes nothing, when somebody else has saved the part meanwhile.
    Where everybody reads the version, words that are less ready than before are refused (`keep_ready`); `reasons` say,
    by the mark of each new finding, why it may stay.
    """
    allow(by, "charter.edit_version", part.version)
    version, row = locked(part.version), locked(part)
    refuse_frozen(version)
    wanted = wanted_words(row, name, text, easy, easy_fits)
    wanted |= {"voice": row.voice if voice is None else voice, "who": row.who if who is None else who}
    changed = [field for field, words in wanted.items() if words != getattr(row, field)]
    if not changed:
        return row
    refuse_stale(row, seen)
    if not version.is_draft and set(changed) != {"easy"}:
        raise NotNow(_("The standard words are fixed now. Only the easy read can be mended."))
    if not version.is_draft:
        keep_ready(row, wanted["easy"], reasons or {})
    for field in changed:
        setattr(row, field, wanted[field])
    saved(row, *changed)
    audit.write("charter.part.change", row, by=by, fields=changed)
    return row


def wanted_words(row: Part, name, text, easy, easy_fits: bool) -> dict:
    """The words as they shall be. What the easy read was checked against is never taken from a form."""
    text = row.text if text is None else text
    easy = row.easy if easy is None else replace(easy, of=row.easy.of)
    return {
        "name": row.name if name is None else name,
        "text": text,
        "easy": easy.checked_against(text) if easy_fits and easy else easy,
    }


@transaction.atomic
def remove_part(part: Part, *, seen: str | None = None, by) -> None:
    """Editors take a part out of a draft; a value goes with what we do for it. Its readings and stories stay.

    Raises Stale, and takes nothing out, when the words they looked at (`seen`) are not what stands now.
    """
    allow(by, "charter.edit_version", part.version)
    refuse_all_but_draft(locked(part.version))
    refuse_stale(locked(part), seen)
    if part.kind == Part.Kind.VALUE:
        for behaviour in part.version.parts.of_kind(Part.Kind.BEHAVIOUR).filter(value=part.value):
            remove_part(behaviour, by=by)
    audit.write("charter.part.remove", part, by=by, note=part.kind)
    part.delete()


def refuse_all_but_draft(version: Version) -> None:
    if not version.is_draft:
        raise NotNow(_("Parts can be added or taken out while the version is a draft."))
