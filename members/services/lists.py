"""Lists of people that were kept in a spreadsheet: uploaded, looked through, brought into the pool, taken out again."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from members.models import ListMark, Member, PeopleList, Pick, RetentionRun, StateChange
from members.models.asked import ON_A_LIST

from .people import set_facts
from .retention import note_run

AT_ONCE = 500


@transaction.atomic
def upload_list(*, name: str, words: str, columns: dict[str, int], by) -> PeopleList:
    """Pool staff upload a list. Nobody is in the pool yet; its words are sealed, and forgotten after a week."""
    allow(by, "members.import_people")
    uploaded = saved(PeopleList(name=name[:200], words=words, columns=columns, by=by))
    audit.write("members.peoplelist.upload", uploaded, by=by, fields=["words"])
    return uploaded


@transaction.atomic
def match_columns(uploaded: PeopleList, *, columns: dict[str, int], by) -> PeopleList:
    """Pool staff say which column tells what."""
    allow(by, "members.import_people", uploaded)
    row = locked(uploaded)
    if row.state != PeopleList.State.UPLOADED:
        raise flow.NotNow(_("This list is in the pool already, or it was thrown away."))
    row.columns = columns
    row.save(update_fields=["columns"])
    audit.write("members.peoplelist.match", row, by=by, fields=["columns"])
    return row


@transaction.atomic
def bring_in_list(uploaded: PeopleList, *, check, by, is_example: bool = False) -> PeopleList:
    """All new people of the list come into the pool as interested, or nobody does; the list's words are forgotten.

    `check` reads the rows as they stand now (`members.desk.rows.checked`). Nobody has agreed to anything by standing
    on a list: no consent is recorded, so nobody is invited before a person of the team has asked them.
    Raises ValidationError where a row is wrong or nobody is new.
    """
    allow(by, "members.import_people", uploaded)
    row = locked(uploaded)
    rows = check(row.words, row.columns) if row.words else []
    if any(one.faults for one in rows):
        raise ValidationError(_("Some rows are wrong. Nobody was brought in."))
    new = [one for one in rows if one.is_new]
    if row.words and not new:
        raise ValidationError(_("Everybody of this list is in the pool already."))
    done = flow.apply(row, "bring_in", by=by, words="", people=len(new))
    members = Member.objects.bulk_create([member_of(one, done, by, is_example) for one in new], batch_size=AT_ONCE)
    picks = [
        Pick(member=member, kind=Pick.Kind.INTEREST, item=item)
        for member, one in zip(members, new, strict=True)
        for item in dict.fromkeys(one.interests)
    ]
    Pick.objects.bulk_create(picks, batch_size=AT_ONCE)
    marks = [
        ListMark(member=member, mark=one.marks[0], words=one.known_by[0])
        for member, one in zip(members, new, strict=True)
    ]
    ListMark.objects.bulk_create(marks, batch_size=AT_ONCE)
    changes = [StateChange(member=member, move="import", after=member.state, by=by) for member in members]
    StateChange.objects.bulk_create(changes, batch_size=AT_ONCE)
    return done


def member_of(row, came_with: PeopleList, by, is_example: bool) -> Member:
    """A person as the list says it; unlike somebody who joins, they have not been heard from."""
    member = Member(
        token=uuid.uuid4(),
        came_by=ON_A_LIST[0],
        recorded_by=by,
        came_with=came_with,
        last_heard_at=None,
        is_example=is_example,
    )
    set_facts(member, row.facts)
    return member


@transaction.atomic
def undo_list(brought_in: PeopleList, *, by) -> PeopleList:
    """Take the people of a list out again. Whoever has moved, agreed, signed in or been written to since stays.
    Raises NotNow, and the list stays in the pool, where that is everybody.
    """
    allow(by, "members.import_people", brought_in)
    row = locked(brought_in)
    gone, many = list(untouched(row).values_list("pk", flat=True)), row.members.count()
    if not gone:
        raise flow.NotNow(_("Nobody was taken out. Something has happened with everybody of this list since then."))
    done = flow.apply(row, "undo", by=by, stayed=many - len(gone))
    for start in range(0, len(gone), AT_ONCE):
        Member.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    return done


# What a list itself makes of a person.
OF_A_LIST = ("picks", "changes", "list_marks")


def untouched(brought_in: PeopleList):
    """Of whom there is nothing but what the list said: nothing on any floor of the hub names them, no place at a
    session, no story, no supporter; and nobody has looked at them, for that must stay to be read.
    """
    people = brought_in.members.filter(state=Member.State.INTERESTED, user=None, last_heard_at=None)
    for relation in Member._meta.related_objects:
        if relation.get_accessor_name() not in OF_A_LIST:
            named = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
            people = people.exclude(Exists(named))
    moved = StateChange.objects.filter(member=OuterRef("pk")).exclude(move="import")
    return people.exclude(Exists(moved))


@transaction.atomic
def drop_list(uploaded: PeopleList, *, by) -> PeopleList:
    """Pool staff throw a list away; its words are forgotten."""
    return flow.apply(uploaded, "drop", by=by, words="")


@transaction.atomic
def forget_lists() -> int:
    """The clock: the words of lists that nobody brought in for a week are forgotten."""
    left = PeopleList.objects.left_lying().select_for_update()
    for one in (found := list(left)):
        one.words, one.state = "", PeopleList.State.DROPPED
        one.save(update_fields=["words", "state"])
        audit.write("members.peoplelist.forget", one, by=None, fields=["words"], note="uploaded → dropped")
    note_run(RetentionRun.Kind.LISTS, len(found))
    return len(found)
