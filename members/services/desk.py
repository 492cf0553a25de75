"""The deeds of the pool's desk: what somebody told the team, questions kept, lists that leave the hub."""

from dataclasses import dataclass

from django.db import transaction

from halton_coprod.record import audit
from halton_coprod.record.gate import allow, saved
from members.models import ConsentRecord, LookRecord, Member, SavedQuestion, Scan, Supporter, Told
from members.scans import CleanScan

from .needs import Said, add_supporter, change_supporter, end_supporter, record_needs
from .people import change_member, keep_health


@dataclass(frozen=True)
class HowTold:
    """By what, and who explained it how: in the words of whoever took it."""

    how: str
    explained: str
    scan: CleanScan | None = None


@transaction.atomic
def record_told(member: Member, *, what: str, told: HowTold, by, **facts) -> Told:
    """Pool staff record for a person what they said about themselves (`facts` as for `change_member`)."""
    allow(by, "members.record_member")
    change_member(member, by=by, **facts)
    return keep_told(member, what, told, by)


@transaction.atomic
def record_told_needs(member: Member, *, needs: list[Said], told: HowTold, by, health: list | None = None) -> Told:
    """Pool staff record for a person what helps them: all of it, in place of what stood there; and which of HEALTH
    they say of themselves, where it was asked.
    """
    allow(by, "members.record_member")
    if health is not None:
        keep_health(member, health)
    record_needs(member, needs=needs, by=by)
    return keep_told(member, Told.What.NEEDS, told, by)


@transaction.atomic
def record_told_supporter(member: Member, *, name: str, told: HowTold, by, **facts) -> Supporter:
    """Pool staff record for a person who helps them (`facts` as for `add_supporter`)."""
    allow(by, "members.record_member")
    link = add_supporter(member, name=name, by=by, **facts)
    keep_told(member, Told.What.SUPPORT, told, by)
    return link


@transaction.atomic
def record_told_supporter_change(link: Supporter, *, told: HowTold, by, **facts) -> Supporter:
    """Pool staff record for a person what their supporter may do from now on (`facts` as for `change_supporter`)."""
    allow(by, "members.record_member")
    link = change_supporter(link, by=by, **facts)
    keep_told(link.member, Told.What.SUPPORT, told, by)
    return link


@transaction.atomic
def record_told_supporter_end(link: Supporter, *, told: HowTold, by) -> Supporter:
    """Pool staff end it for the person, at once. Ending twice changes nothing."""
    allow(by, "members.record_member")
    if link.ended_at:
        return link
    keep_told(link.member, Told.What.SUPPORT, told, by)
    return end_supporter(link, by=by)


def keep_told(member, what, told: HowTold, by) -> Told:
    row = saved(Told(member=member, what=what, how=told.how, explained=told.explained, taken_by=by))
    keep_scan(member, told.scan, by, told=row)
    return row


def keep_scan(member, scan: CleanScan | None, by, **paper) -> None:
    """The paper beside what was told on it, sealed."""
    if scan:
        saved(Scan(member=member, data=scan.data, content_type=scan.content_type, by=by, **paper))


@transaction.atomic
def attach_scan(consent: ConsentRecord, *, scan: CleanScan, by) -> None:
    """Pool staff keep the paper on which somebody agreed. A second paper for one answer is not kept."""
    allow(by, "members.record_member")
    if not Scan.objects.filter(consent=consent).exists():
        keep_scan(consent.member, scan, by, consent=consent)
        audit.write("members.consent.attach_scan", consent, by=by, for_whom=consent.member_id, fields=["scan"])


@transaction.atomic
def save_question(*, name: str, query: str, by) -> SavedQuestion:
    """Somebody of the team keeps a question of their own. `query` holds no name and no number."""
    allow(by, "members.see_pool")
    question = saved(SavedQuestion(owner=by, name=name, query=query))
    audit.write("members.savedquestion.save", question, by=by)
    return question


@transaction.atomic
def drop_question(question: SavedQuestion, *, by) -> None:
    """Its owner does not need it any more."""
    allow(by, "members.drop_question", question)
    audit.write("members.savedquestion.drop", question, by=by)
    question.delete()


@transaction.atomic
def record_export(members: list[int], *, columns: list[str], why: str, by) -> int:
    """A list leaves the hub: the log says how many people and which columns, and each person can read it and why."""
    allow(by, "members.export_pool")
    looks = [
        LookRecord(member_id=pk, looker=by, as_what="pool staff", what=LookRecord.What.EXPORT, why=why)
        for pk in members
    ]
    LookRecord.objects.bulk_create(looks, batch_size=500)
    audit.write("members.user.export_pool", by, by=by, fields=columns, note=f"{len(looks)} people")
    return len(looks)
