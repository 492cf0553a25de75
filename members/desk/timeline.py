"""What happened with one person, the newest first: moves, consents, what was told, messages, looks."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from members.models import Member

MOST = 100
OTHERS = {
    "join": _("Joined"),
    "import": _("Brought in with a list"),
    "merge": _("Another record of the same person was joined to this one"),
}


@dataclass(frozen=True)
class Moment:
    """One thing: when, what, by whom, and what was said about it."""

    at: datetime
    says: str
    by: object = None
    more: str = ""
    scan: int | None = None


def timeline(member: Member) -> list[Moment]:
    """The newest hundred of each kind, so that a long story stays a page."""
    moments = [*moves(member), *answers(member), *told(member), *messages(member), *looks(member)]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)[:MOST]


def moves(member):
    for change in member.changes.select_related("by")[:MOST]:
        says = OTHERS[change.move] if change.move in OTHERS else Member.MOVES[change.move].says
        yield Moment(change.at, says, change.by, change.comment)


def answers(member):
    for record in member.consents.select_related("recorded_by", "scan").defer("scan__data").order_by("-pk")[:MOST]:
        says = _("Said yes: %(what)s") if record.agreed else _("Said no: %(what)s")
        what = {"what": record.get_purpose_display()}
        yield Moment(record.given_at, says % what, record.recorded_by, record.explained_by, scan_of(record))
        if record.withdrawn_at:
            yield Moment(record.withdrawn_at, _("Took back: %(what)s") % what)


def told(member):
    for one in member.told.select_related("taken_by", "scan").defer("scan__data")[:MOST]:
        says = _("Told us: %(what)s") % {"what": one.get_what_display()}
        yield Moment(one.at, says, one.taken_by, f"{one.get_how_display()}. {one.explained}", scan_of(one))


def scan_of(paper) -> int | None:
    """The number of the scan that belongs to it."""
    return paper.scan.pk if hasattr(paper, "scan") else None


def messages(member):
    for message in member.messages.all()[:MOST]:
        yield Moment(
            message.done_at or message.queued_at,
            _("Message: %(title)s") % {"title": message.title},
            more=f"{message.get_way_display()}. {message.get_state_display()}",
        )


def looks(member):
    for look in member.looks.select_related("looker")[:MOST]:
        yield Moment(look.at, _("Looked: %(what)s") % {"what": look.get_what_display()}, look.looker, look.why)
