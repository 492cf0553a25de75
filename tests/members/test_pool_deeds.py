"""Every deed of the pool: one line in the log with no private word in it, nobody else may, nothing half done."""

import uuid
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from halton_coprod.record import audit
from halton_coprod.record.models import AuditLine
from members import services
from members.desk.rows import checked
from members.models import (
    ConsentRecord,
    Member,
    Message,
    Need,
    Note,
    PeopleList,
    PrintBatch,
    SavedQuestion,
    StateChange,
    Supporter,
    Told,
    User,
)
from members.scans import CleanScan
from members.services import Joining, Said

from .people import make_member

pytestmark = pytest.mark.django_db
PRIVATE = ("Rosa Privat", "rosa@private.example", "01632 960 777", "9 Secret Row", "A guide horse", "WA8 7QF")
TOLD = services.HowTold("phone", PRIVATE[0])
FACTS = {"name": PRIVATE[0], "way": "email", "email": PRIVATE[1], "phone": PRIVATE[2], "address": PRIVATE[3]}


@dataclass(frozen=True)
class Cast:
    """Rosa with a sign-in, her supporter, messages, a second record of her, somebody of a list, and the team."""

    resident: User
    stranger: User
    pool_staff: User
    editor: User
    rosa: Member
    link: Supporter
    message: Message
    other: Member
    question: SavedQuestion
    rung: Message
    listed: PeopleList


@pytest.fixture
def cast(resident, stranger, pool_staff, editor):
    rosa = make_member(facts=FACTS, user=resident, by=resident, supporter={"name": PRIVATE[0]})
    message = rosa.messages.get()
    Message.objects.filter(pk=message.pk).update(state="failed")
    other = make_member("Rosa")
    rung = other.messages.get()
    Message.objects.filter(pk=rung.pk).update(state="rung")
    make_member("Ida", facts={"way": "letter", "address": PRIVATE[3]})
    question = services.save_question(name=PRIVATE[0], query="?way=phone", by=pool_staff)
    listed = a_list(state="brought_in", words="")
    came_with_it = {"name": "Lia", "way": "phone", "phone": "01632 960 001", "came_with": listed}
    Member.objects.create(**came_with_it, token=uuid.uuid4(), last_heard_at=None)
    link = rosa.supporters.get()
    return Cast(resident, stranger, pool_staff, editor, rosa, link, message, other, question, rung, listed)


def join(_cast, by):
    return services.join_pool(
        Joining(FACTS, needs=[Said("other", words=PRIVATE[4])], consents={"pool": True}),
        token=uuid.uuid4(),
        came_by="phone",
        by=by,
    )


def a_list(state="uploaded", words="Name,Email\nIda Privat,ida@private.example\n"):
    return PeopleList.objects.create(name="a.csv", state=state, words=words, columns={"name": 0, "email": 1})


# deed → (who does it, the call, its audit verb, somebody who may not)
DEEDS = {
    "join_pool": ("pool_staff", join, "members.member.join", "stranger"),
    "change_member": (
        "resident",
        lambda c, by: services.change_member(c.rosa, name=PRIVATE[0], postcode=PRIVATE[5], interests=["homes"], by=by),
        "members.member.change",
        "stranger",
    ),
    "confirm_member": (
        "resident",
        lambda c, by: services.confirm_member(c.rosa, by=by),
        "members.member.confirm",
        "stranger",
    ),
    "give_consent": (
        "resident",
        lambda c, by: services.give_consent(c.rosa, purpose="photos", language="en-gb", explained_by=PRIVATE[0], by=by),
        "members.consent.give",
        "stranger",
    ),
    "withdraw_consent": (
        "resident",
        lambda c, by: services.withdraw_consent(c.rosa, purpose="photos", by=by),
        "members.consent.withdraw",
        "editor",
    ),
    "record_needs": (
        "resident",
        lambda c, by: services.record_needs(c.rosa, needs=[Said("other", words=PRIVATE[4])], by=by),
        "members.needs.record",
        "stranger",
    ),
    "add_supporter": (
        "resident",
        lambda c, by: services.add_supporter(c.rosa, name=PRIVATE[0], phone=PRIVATE[2], user=c.stranger, by=by),
        "members.supporter.add",
        "stranger",
    ),
    "invite_supporter": (
        "resident",
        lambda c, by: services.invite_supporter(with_email(c.link), by=by),
        "members.supporter.invite",
        "stranger",
    ),
    "give_sign_in": (
        "pool_staff",
        lambda c, by: services.give_sign_in(c.other, by=by),
        "members.member.give_sign_in",
        "resident",
    ),
    "claim_record": (
        "stranger",
        lambda c, by: services.claim_record(with_address_of(c.stranger, c.other), by=by),
        "members.member.claim",
        "editor",
    ),
    "change_supporter": (
        "resident",
        lambda c, by: services.change_supporter(c.link, may_book=True, by=by),
        "members.supporter.change",
        "stranger",
    ),
    "end_supporter": (
        "resident",
        lambda c, by: services.end_supporter(c.link, by=by),
        "members.supporter.end",
        "stranger",
    ),
    "erase_supporter": (
        "pool_staff",
        lambda c, by: services.erase_supporter(c.link, by=by),
        "members.supporter.erase",
        "stranger",
    ),
    "move_member": (
        "pool_staff",
        lambda c, by: services.move_member(c.rosa, "welcome", by=by, comment=PRIVATE[0]),
        "members.member.welcome",
        "resident",
    ),
    "pause_member": (
        "resident",
        lambda c, by: services.pause_member(active(c.rosa), by=by, comment=PRIVATE[0]),
        "members.member.pause",
        "stranger",
    ),
    "leave_pool": (
        "resident",
        lambda c, by: services.leave_pool(c.rosa, by=by),
        "members.member.leave",
        "stranger",
    ),
    "erase_member": (
        "resident",
        lambda c, by: services.erase_member(c.rosa, by=by),
        "members.member.erase",
        "editor",
    ),
    "link_sign_in": (
        "pool_staff",
        lambda c, by: services.link_sign_in(c.rosa, user=c.stranger, by=by),
        "members.member.link_sign_in",
        "stranger",
    ),
    "write_note": (
        "pool_staff",
        lambda c, by: services.write_note(c.rosa, words=PRIVATE[4], keep_until=timezone.localdate(), by=by),
        "members.note.write",
        "resident",
    ),
    "record_look": (
        "pool_staff",
        lambda c, by: services.record_look(c.rosa, what="needs", why=PRIVATE[4], by=by),
        "members.look.record",
        "editor",
    ),
    "upload_list": (
        "pool_staff",
        lambda c, by: services.upload_list(name="a.csv", words=PRIVATE[0], columns={}, by=by),
        "members.peoplelist.upload",
        "editor",
    ),
    "match_columns": (
        "pool_staff",
        lambda c, by: services.match_columns(a_list(), columns={"name": 0}, by=by),
        "members.peoplelist.match",
        "editor",
    ),
    "bring_in_list": (
        "pool_staff",
        lambda c, by: services.bring_in_list(a_list(), check=checked, by=by),
        "members.peoplelist.bring_in",
        "editor",
    ),
    "undo_list": (
        "pool_staff",
        lambda c, by: services.undo_list(c.listed, by=by),
        "members.peoplelist.undo",
        "editor",
    ),
    "drop_list": (
        "pool_staff",
        lambda c, by: services.drop_list(a_list(), by=by),
        "members.peoplelist.drop",
        "editor",
    ),
    "set_borough_shares": (
        "pool_staff",
        lambda c, by: services.set_borough_shares("district", percents={"wa7": Decimal(48)}, source="Census", by=by),
        "members.shares.set",
        "editor",
    ),
    "record_told": (
        "pool_staff",
        lambda c, by: services.record_told(c.rosa, what="facts", told=TOLD, name=PRIVATE[0], by=by),
        "members.member.change",
        "stranger",
    ),
    "record_told_needs": (
        "pool_staff",
        lambda c, by: services.record_told_needs(c.rosa, needs=[Said("other", words=PRIVATE[4])], told=TOLD, by=by),
        "members.needs.record",
        "resident",
    ),
    "record_told_supporter": (
        "pool_staff",
        lambda c, by: services.record_told_supporter(c.rosa, name=PRIVATE[0], told=TOLD, phone=PRIVATE[2], by=by),
        "members.supporter.add",
        "resident",
    ),
    "record_told_supporter_change": (
        "pool_staff",
        lambda c, by: services.record_told_supporter_change(c.link, may_book=True, told=TOLD, by=by),
        "members.supporter.change",
        "resident",
    ),
    "record_told_supporter_end": (
        "pool_staff",
        lambda c, by: services.record_told_supporter_end(c.link, told=TOLD, by=by),
        "members.supporter.end",
        "resident",
    ),
    "attach_scan": (
        "pool_staff",
        lambda c, by: services.attach_scan(c.rosa.consents.get(), scan=CleanScan(b"%PDF-", "application/pdf"), by=by),
        "members.consent.attach_scan",
        "resident",
    ),
    "merge_members": (
        "pool_staff",
        lambda c, by: services.merge_members(c.rosa, other=c.other, by=by),
        "members.member.merge",
        "resident",
    ),
    "save_question": (
        "pool_staff",
        lambda c, by: services.save_question(name="Widnes", query="?district=wa8", by=by),
        "members.savedquestion.save",
        "editor",
    ),
    "drop_question": (
        "pool_staff",
        lambda c, by: services.drop_question(c.question, by=by),
        "members.savedquestion.drop",
        "editor",
    ),
    "record_export": (
        "pool_staff",
        lambda c, by: services.record_export([c.rosa.pk], columns=["name"], why=PRIVATE[4], by=by),
        "members.user.export_pool",
        "editor",
    ),
    "clear_message": (
        "pool_staff",
        lambda c, by: services.clear_message(c.message, "ring", answer=PRIVATE[4], by=by),
        "members.message.ring",
        "resident",
    ),
    "put_back_message": (
        "pool_staff",
        lambda c, by: services.put_back_message(c.rung, comment=PRIVATE[4], by=by),
        "members.message.put_back",
        "resident",
    ),
    "reroute_message": (
        "pool_staff",
        lambda c, by: services.reroute_message(c.message, way="phone", by=by),
        "members.message.reroute",
        "resident",
    ),
    "record_contacts": (
        "pool_staff",
        lambda c, by: services.record_contacts([c.message], by=by),
        "members.user.see_contacts",
        "resident",
    ),
    "make_batch": (
        "pool_staff",
        lambda c, by: services.make_batch(by=by),
        "members.printbatch.make",
        "editor",
    ),
    "move_batch": (
        "pool_staff",
        lambda c, by: services.move_batch(PrintBatch.objects.create(), "print", by=by),
        "members.printbatch.print",
        "editor",
    ),
}


def with_email(link):
    link.email = PRIVATE[1]
    link.save()
    return link


def with_address_of(user, member):
    Member.objects.filter(pk=member.pk).update(email_mark=services.email_mark(user.email))
    return member


def active(member):
    Member.objects.filter(pk=member.pk).update(state="active")
    return member


def rows():
    models = (Member, Need, Supporter, ConsentRecord, Note, StateChange, Message, Told, SavedQuestion, User)
    return {model: sorted(map(repr, model.objects.values())) for model in models}


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_leaves_one_line_with_no_private_word(cast, name):
    who, deed, verb, _refused = DEEDS[name]
    before = AuditLine.objects.count()
    deed(cast, getattr(cast, who))
    line, *older = AuditLine.objects.all()
    assert (line.verb, line.actor_id, len(older)) == (verb, getattr(cast, who).pk, before)
    said = f"{line.fields} {line.note} {line.thing_id}"
    assert [word for word in PRIVATE if word in said] == []


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_is_refused_to_others_and_changes_nothing(cast, name):
    _who, deed, _verb, refused = DEEDS[name]
    if name == "pause_member":
        active(cast.rosa)
    with_email(cast.link)
    with_address_of(cast.stranger, cast.other)
    before, lines = rows(), AuditLine.objects.count()
    with pytest.raises(PermissionDenied):
        deed(cast, getattr(cast, refused))
    assert (rows(), AuditLine.objects.count()) == (before, lines)


@pytest.mark.parametrize("name", DEEDS)
def test_without_its_line_nothing_has_happened(cast, name, monkeypatch):
    who, deed, _verb, _refused = DEEDS[name]
    if name == "pause_member":
        active(cast.rosa)
    with_email(cast.link)
    with_address_of(cast.stranger, cast.other)
    before = rows()

    def broken(*args, **kwargs):
        raise OSError("The log is full.")

    monkeypatch.setattr(audit, "write", broken)
    with pytest.raises(OSError, match="log is full"):
        deed(cast, getattr(cast, who))
    assert rows() == before
