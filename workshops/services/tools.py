"""Practical tools: written in both forms by facilitators, published for everybody, with who uses them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import fitted
from halton_coprod.record import audit
from halton_coprod.record.gate import allow, free_slug, locked, refuse_stale, saved
from workshops.models import PracticalTool, Series, ToolUse
from workshops.models.findings import FINDINGS
from workshops.models.session import PLAN

from .planning import NotReady

KEPT = ("name", "kind", "about", "items", "theme", "series", "is_example")
PAIRS = {"about_easy": "about", "items_easy": "items"}


@transaction.atomic
def keep_tool(*, tool: PracticalTool | None = None, seen: str | None = None, by, **facts) -> PracticalTool:
    """Facilitators write a tool, or put one right. What everybody can read already stays whole in both forms."""
    allow(by, FINDINGS)
    row = locked(tool) if tool else PracticalTool(slug=free_slug(PracticalTool, facts["name"]))
    if tool:
        refuse_stale(row, seen)
    for name in KEPT:
        if name in facts:
            setattr(row, name, facts[name])
    for easy, words in PAIRS.items():
        if easy in facts:
            setattr(row, easy, fitted(facts[easy], getattr(row, words)))
    if row.published_on and row.lacks:
        raise NotReady(row.lacks)
    saved(row)
    audit.write("workshops.practicaltool.keep", row, by=by, fields=list(facts))
    return row


@transaction.atomic
def publish_tool(tool: PracticalTool, *, by) -> PracticalTool:
    """Everybody can read it and load it from now on. Raises NotReady with what is missing, in words."""
    allow(by, FINDINGS)
    row = locked(tool)
    if row.published_on:
        return row
    if row.lacks:
        raise NotReady(row.lacks)
    row.published_on = timezone.localdate()
    row.save(update_fields=["published_on"])
    audit.write("workshops.practicaltool.publish", row, by=by, fields=["published_on"])
    return row


@transaction.atomic
def withdraw_tool(tool: PracticalTool, *, by) -> PracticalTool:
    """Nobody can read it any more; its words and who uses it stay."""
    allow(by, FINDINGS)
    row = locked(tool)
    if row.published_on:
        row.published_on = None
        row.save(update_fields=["published_on"])
        audit.write("workshops.practicaltool.withdraw", row, by=by, fields=["published_on"])
    return row


@transaction.atomic
def note_use(tool: PracticalTool, *, who: str, on=None, by) -> ToolUse:
    """A group or an organisation says that it uses the tool: told once, it stands on its page."""
    allow(by, FINDINGS)
    row = locked(tool)
    if not who.strip():
        raise ValidationError({"who": _("Say who uses it.")})
    known = row.uses.filter(who__iexact=who.strip()).first()
    if known:
        return known
    use = saved(ToolUse(tool=row, who=who.strip(), on=min(on or timezone.localdate(), timezone.localdate())))
    audit.write("workshops.tooluse.note", use, by=by)
    return use


@transaction.atomic
def describe_series(series: Series, *, name: str, about: str, about_easy=None, seen: str | None = None, by) -> Series:
    """What the sessions of a series have in common, in both forms, for its own page. Its address stays."""
    allow(by, PLAN, series)
    row = locked(series)
    refuse_stale(row, seen)
    row.name, row.about, row.about_easy = name, about, fitted(about_easy, about)
    saved(row)
    audit.write("workshops.series.describe", row, by=by, fields=["name", "about"])
    return row
