"""Is a version ready for everybody? Easy read that is there, fits its text, and has no hard words left unexplained."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from charter.models import AcceptedFinding, Part, Version
from charter.models.findings import Reasons, mark_of
from halton_coprod.easyread.wordlists import glossary_words
from halton_coprod.easyread.writing import check
from halton_coprod.easyread.writing.finding import Finding
from halton_coprod.record import audit

from .gate import NotReady, allow, locked, refuse_frozen, refuse_stale, saved


@dataclass(frozen=True)
class Gap:
    """A part that is not ready, or (without one) the words that say what changed in the version.

    `findings` are the open ones: not explained, and nobody has said why they may stay.
    """

    part: Part | None
    findings: tuple[Finding, ...] = ()


def gaps_of(version: Version) -> list[Gap]:
    """What is not ready for everybody, in the order of the Charter: two queries."""
    parts = list(version.parts.in_order())
    accepted = accepted_marks(parts)
    gaps = [Gap(part, open_findings(part, accepted)) for part in parts]
    return [*summary_gap(version), *(gap for gap in gaps if gap.findings or not gap.part.is_ready)]


def summary_gap(version: Version) -> list[Gap]:
    """What changed is read by everybody too."""
    findings = sure_findings(version.summary_easy.blocks, get_language())
    fits = version.summary_easy and not version.summary_easy.is_drifted(version.summary)
    return [Gap(None, findings)] if version.summary and (findings or not fits) else []


def accepted_marks(parts: list[Part]) -> set[tuple]:
    keys = [part.key for part in parts]
    return set(AcceptedFinding.objects.filter(key__in=keys).values_list("key", "mark"))


def open_findings(part: Part, accepted: set[tuple]) -> tuple[Finding, ...]:
    return tuple(one for one in findings_of(part) if (part.key, mark_of(one)) not in accepted)


def findings_of(part: Part) -> tuple[Finding, ...]:
    """What the writing check finds for sure in the easy read of a part, and nothing in it explains."""
    return sure_findings(part.easy.blocks, get_language())


@lru_cache(maxsize=500)
def sure_findings(blocks, _language) -> tuple[Finding, ...]:
    """Checking a whole Charter takes a moment; the same blocks are checked once a process."""
    found = check(blocks, known=glossary_words())
    return tuple(one for one in found if not (one.explained or one.maybe))


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
