"""What happened with one person, the newest first: moves, consents, what was told, invitations and their answers,
supporters, changes to the record, places, messages, looks.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.models import AuditLine
from members.held import Moment, done_with, held_by
from members.models import LookRecord, Member, User

What = LookRecord.What
MOST = 100
OTHERS = {
    "join": _("Joined"),
    "import": _("Brought in with a list"),
    "merge": _("Another record of the same person was joined to this one"),
}


CHANGED = {
    "members.member.change": _("Facts were changed"),
    "members.needs.record": _("What they need was changed"),
    "members.member.confirm": _("All of it is still right"),
}
# For whoever reads it about somebody; the person reads the same as said to them.
LOOKED = {
    What.PAGE: _("the page in the pool"),
    What.CONTACT: _("how to reach them"),
    What.NEEDS: _("what they said they need"),
    What.NOTES: _("notes about them"),
    What.EXPORT: _("a list to save, with them on it"),
    What.SCAN: _("a paper of theirs"),
    What.OWN: _("their own page"),
    What.AGREED: _("what they agreed to"),
    What.MESSAGES: _("messages from us"),
    What.HELD: _("what they signed up for"),
    What.ASKED: _("what we asked them"),
    What.WHY: _("why we may ask them, and what they answered"),
}
RIGHTS = _("What a supporter may do was changed")


def timeline(member: Member) -> list[Moment]:
    """The newest hundred of each kind, so that a long story stays a page."""
    kinds = (moves, answers, told, asked, supporters, changes, elsewhere, messages, looks)
    moments = [moment for kind in kinds for moment in kind(member)]
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


def asked(member):
    for one in member.invitations.select_related("opportunity", "answered_by").order_by("-pk")[:MOST]:
        what = {"what": one.opportunity.title}
        if one.asked_at:
            yield Moment(one.asked_at, _("Asked to take part: %(what)s") % what)
        if one.chased_at:
            yield Moment(one.chased_at, _("Asked once more: %(what)s") % what)
        if one.answered_at:
            says = f"{one.opportunity.title}: {one.get_state_display()}"
            yield Moment(one.answered_at, says, one.answered_by, one.words)


def supporters(member):
    for link in member.supporters.select_related("granted_by").order_by("-pk")[:MOST]:
        who, may = {"name": link.name}, ". ".join(map(str, link.rights))
        yield Moment(link.granted_at, _("A supporter begins: %(name)s") % who, link.granted_by, may)
        if link.ended_at:
            yield Moment(link.ended_at, _("A supporter ends: %(name)s") % who)


def changes(member):
    """By the log, which says that something changed and who changed it, and never what it says."""
    links = [str(pk) for pk in member.supporters.values_list("pk", flat=True)]
    own = Q(verb__in=CHANGED, thing_kind="members.member", thing_id=str(member.pk))
    rights = Q(verb="members.supporter.change", thing_kind="members.supporter", thing_id__in=links)
    lines = list(AuditLine.objects.filter(own | rights).order_by("-pk")[:MOST])
    people = User.objects.in_bulk({line.actor_id for line in lines if line.actor_id})
    for line in lines:
        yield Moment(line.at, CHANGED.get(line.verb, RIGHTS), people.get(line.actor_id), names_of(line))


def names_of(line) -> str:
    """The names of the facts that changed, as the record has them."""
    fields = {field.name: str(field.verbose_name) for field in Member._meta.fields}
    return ", ".join(fields[name] for name in line.fields if name in fields) if line.verb in CHANGED else ""


def elsewhere(member):
    """Places at sessions and whatever else other floors hold that is not for the person alone, and who did what."""
    yield from done_with(member)[:MOST]
    for held in held_by(member)[:MOST]:
        if not held.is_private:
            yield Moment(held.when, held.name, more=str(held.says))


def messages(member):
    for message in member.messages.all()[:MOST]:
        yield Moment(
            message.done_at or message.queued_at,
            _("Message: %(title)s") % {"title": message.title},
            more=f"{message.get_way_display()}. {message.get_state_display()}",
        )


def looks(member):
    for look in member.looks.select_related("looker")[:MOST]:
        yield Moment(look.at, _("Looked: %(what)s") % {"what": LOOKED[look.what]}, look.looker, look.why)
