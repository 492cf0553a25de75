"""The deeds of the pool's desk: what somebody told the team, questions kept, lists that leave the hub."""

from dataclasses import dataclass

from django.db import transaction

from halton_coprod.record import audit
from members.models import LookRecord, Member, SavedQuestion, Told

from .gate import allow, saved
from .needs import Said, record_needs
from .people import change_member


@dataclass(frozen=True)
class HowTold:
    """By what, and who explained it how: in the words of whoever took it."""

    how: str
    explained: str


@transaction.atomic
def record_told(member: Member, *, what: str, told: HowTold, by, **facts) -> Told:
    """Pool staff record for a person what they said about themselves (`facts` as for `change_member`)."""
    allow(by, "members.record_member")
    change_member(member, by=by, **facts)
    return keep_told(member, what, told, by)


@transaction.atomic
def record_told_needs(member: Member, *, needs: list[Said], told: HowTold, by) -> Told:
    """Pool staff record for a person what helps them: all of it, in place of what stood there."""
    allow(by, "members.record_member")
    record_needs(member, needs=needs, by=by)
    return keep_told(member, Told.What.NEEDS, told, by)


def keep_told(member, what, told: HowTold, by) -> Told:
    return saved(Told(member=member, what=what, how=told.how, explained=told.explained, taken_by=by))


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
