"""Is a version ready for everybody? Easy read that is there, fits its text, and has no hard words left unexplained."""

import datetime
from dataclasses import dataclass, replace
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from charter.models import AcceptedFinding, Part, Version
from charter.models.findings import Reasons, mark_of
from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.listed import lists_in_force
from halton_coprod.easyread.writing import Lists, check
from halton_coprod.easyread.writing.finding import Finding
from halton_coprod.record import audit
from halton_coprod.record.gate import allow, locked, refuse_stale, saved

from .gate import NotReady, refuse_frozen


@dataclass(frozen=True)
class Gap:
    """A part that is not ready, or (without one) the words that say what changed in the version.

    `findings` are the open ones: not explained, and nobody has said why they may stay. `is_beside`: not the words of
    the part, but those that stand beside it: how a promise is known, what is next with what must be in place.
    """

    part: Part | None
    findings: tuple[Finding, ...] = ()
    is_beside: bool = False


def gaps_of(version: Version) -> list[Gap]:
    """What is not ready for everybody, in the order of the Charter: three queries."""
    lists = lists_in_force()
    parts = list(version.parts.in_order().with_what_lives_longer())
    accepted = accepted_marks(parts)
    gaps = [Gap(part, open_findings(part, accepted, lists)) for part in parts]
    return [
        *gap_of(None, version.summary, version.summary_easy, lists),
        *(gap for gap in gaps if gap.findings or not gap.part.is_ready),
        *(gap for part in parts for gap in gaps_beside(part, lists)),
    ]


def gaps_beside(part: Part, lists: Lists) -> list[Gap]:
    """What everybody reads beside the words of a part."""
    if part.promise:
        return gap_of(part, part.promise.how_we_know, part.promise.how_we_know_easy, lists)
    if part.infrastructure:
        return gap_of(part, part.infrastructure.next_step, part.infrastructure.next_step_easy, lists)
    return []


def gap_of(part: Part | None, text: str, easy: EasyRead, lists: Lists) -> list[Gap]:
    """Is the easy read of this text there, does it fit, and is nothing found in it?"""
    findings = sure_findings(easy, lists)
    fits = easy and not easy.is_drifted(text)
    return [Gap(part, findings, is_beside=part is not None)] if text and (findings or not fits) else []


def accepted_marks(parts: list[Part]) -> set[tuple]:
    keys = [part.key for part in parts]
    return set(AcceptedFinding.objects.filter(key__in=keys).values_list("key", "mark"))


def open_findings(part: Part, accepted: set[tuple], lists: Lists) -> tuple[Finding, ...]:
    return tuple(one for one in findings_of(part, lists) if (part.key, mark_of(one)) not in accepted)


def findings_of(part: Part, lists: Lists | None = None) -> tuple[Finding, ...]:
    """What the writing check finds for sure in the easy read of a part, and nothing in it explains."""
    return sure_findings(part.easy, lists)


def sure_findings(easy: EasyRead, lists: Lists | None = None) -> tuple[Finding, ...]:
    """The same for any easy read: in its heading, and in its blocks. Whoever asks for many hands over the lists."""
    return found_for_sure(easy.title, easy.blocks, lists or lists_in_force(), get_language())


@lru_cache(maxsize=500)
def found_for_sure(title: str, blocks: tuple[Block, ...], lists: Lists, _language) -> tuple[Finding, ...]:
    """Checking a whole Charter takes a moment; the same words are checked once a process, until the lists change.

    The first block may explain the heading; a heading needs no picture, and what is found in it has no `block`.
    A word that is found in both is named once.
    """
    titled = check([Block("heading", title), *blocks[:1]], lists=lists) if title else []
    in_heading = [replace(one, block=None) for one in titled if one.block == 0]
    sure = [one for one in [*in_heading, *check(blocks, lists=lists)] if not (one.explained or one.maybe)]
    return tuple({mark_of(one): one for one in sure}.values())


def reason_for_gaps(version: Version, because: str, follows_by: datetime.date | None) -> dict:
    """Without gaps: no reason. With gaps: the reason and the day to come, without which the version stays where it is.

    These are shown to everybody for as long as a gap is there.
    """
    gaps = gaps_of(version)
    if not gaps:
        return {"easy_follows_because": "", "easy_follows_by": None}
    if not (because.strip() and follows_by):
        raise NotReady([gap.part for gap in gaps if gap.part])
    if follows_by < timezone.localdate():
        raise ValidationError({"easy_follows_by": _("This day has passed. Choose a day to come.")})
    return {"easy_follows_because": because, "easy_follows_by": follows_by}


@transaction.atomic
def accept_findings(part: Part, *, reasons: dict[str, str], seen: str | None = None, by) -> Reasons:
    """Editors say why words that the writing check found may stay. An empty reason takes the old one away.

    `reasons` are by the mark of a finding; a mark that the part does not have any more is left out.
    Raises Stale, and writes nothing, when the reasons they started from (`seen`) are not what stands now.
    """
    allow(by, "charter.edit_version", part.version)
    version, row = locked(part.version), locked(part)
    refuse_frozen(version)
    known, found = Reasons.of(row), {mark_of(one): one for one in findings_of(row)}
    wanted = {mark: reasons[mark].strip() for mark in found if mark in reasons}
    changed = [mark for mark, because in wanted.items() if because != known.because.get(mark, "")]
    if not changed:
        return known
    refuse_stale(known, seen)
    for mark in changed:
        keep_reason(row, mark, found[mark], wanted[mark])
    audit.write("charter.part.accept_findings", row, by=by, note=f"{len(changed)} reasons")
    return Reasons.of(row)


def new_findings(part: Part, easy: EasyRead) -> dict[str, Finding]:
    """By its mark: what is found in these words, is not in those that stand, and nobody has said why it may stay."""
    lists = lists_in_force()
    known = {*map(mark_of, findings_of(part, lists)), *Reasons.of(part).because}
    found = {mark_of(one): one for one in sure_findings(easy, lists)}
    return {mark: one for mark, one in found.items() if mark not in known}


def keep_ready(part: Part, easy: EasyRead, reasons: dict[str, str]) -> None:
    """Everybody reads these words as soon as they are saved, so they may not be less ready than those that stand.

    Refused where there was an easy read that fits and now there is none; and where the writing check finds something
    new, unless it is said why it may stay: these reasons are kept with the words.
    """
    if part.is_ready and (not easy or easy.is_drifted(part.text)):
        raise ValidationError({"easy": _("Everybody reads this version. It cannot be without its easy read.")})
    found = new_findings(part, easy)
    given = {mark: reasons.get(mark, "").strip() for mark in found}
    if unsaid := {mark: mend_first(found[mark]) for mark, because in given.items() if not because}:
        raise ValidationError(unsaid)
    for mark, because in given.items():
        keep_reason(part, mark, found[mark], because)


def mend_first(finding: Finding) -> ValidationError:
    says = _("%(rule)s: “%(words)s”. Everybody reads it as soon as it is saved. Mend it, or say why it may stay.")
    return ValidationError(says, params=said_finding(finding))


def said_finding(finding: Finding) -> dict[str, str]:
    """A finding, to be named in a sentence: its rule, and the words it is about without the full stop of their own."""
    rule = finding.name if finding.block is not None else _("%(rule)s in the heading") % {"rule": finding.name}
    return {"rule": rule, "words": (finding.words or finding.sentence)[:200].rstrip(".")}


def keep_summary_ready(version: Version, summary: str, easy: EasyRead) -> None:
    """The same for the words that say what changed."""
    lists = lists_in_force()
    if gap_of(None, version.summary, version.summary_easy, lists) or not gap_of(None, summary, easy, lists):
        return
    says = [
        _("Everybody reads it as soon as it is saved. Mend in its easy read: %(rule)s, “%(words)s”.")
        % said_finding(one)
        for one in sure_findings(easy, lists)
    ]
    raise ValidationError(
        {"summary_easy": says or [_("Write it in easy read too: everybody reads it as soon as it is saved.")]}
    )


def keep_reason(part: Part, mark: str, finding: Finding, because: str) -> None:
    """One reason: written, changed, or taken away."""
    known = AcceptedFinding.objects.filter(key=part.key, mark=mark).first()
    if not because:
        known.delete()
        return
    words = (finding.words or finding.sentence)[:1_000]
    accepted = known or AcceptedFinding(key=part.key, mark=mark, rule=finding.rule, words=words)
    accepted.because = because
    saved(accepted)
