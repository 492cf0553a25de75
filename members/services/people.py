"""The people of the pool: change what they told us, move them, note, look."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from members.holders import user_of
from members.models import (
    HEALTH,
    LookRecord,
    Member,
    Note,
    Pick,
    Purpose,
    RetentionRun,
    StateChange,
    User,
    address_mark,
    district_of,
    email_mark,
    phone_mark,
)

from .clearing import follow_member
from .retention import note_run

REACH = ("way", "email", "phone", "address", "best_time", "easy_read", "print_size", "other_format", "language")
# What waits for somebody follows them when one of these changes.
REROUTED_BY = frozenset(("way", "email", "phone", "address"))
FACTS = ("name", *REACH, "wants_messages", "postcode", "district", "age_band", "reward")
PICKS = {"connections": "connection", "interests": "interest", "taking_part": "taking_part"}


@transaction.atomic
def change_member(member: Member, *, by, **facts) -> Member:
    """What we call somebody, how to reach them, where they live, what they ticked: whatever is named in `facts`.

    The person, their supporter where allowed, or pool staff. What waits to be told goes by the new way. Raises
    ValidationError when no way would be left.
    """
    allow(by, "members.change_member", member)
    member = locked(member)
    picks = {name: facts.pop(name) for name in list(facts) if name in PICKS}
    set_facts(member, facts)
    member.last_heard_at = timezone.now()
    saved(member)
    for name, items in picks.items():
        keep_picks(member, PICKS[name], items)
    if not REROUTED_BY.isdisjoint(facts):
        follow_member(member)
    fields = [*facts, *picks]
    audit.write("members.member.change", member, by=by, for_whom=flow.for_whom(member, by), fields=fields)
    return member


def set_facts(member: Member, facts: dict) -> None:
    """Put these facts on the row; the district follows from a postcode, the marks from email, phone and address."""
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"Not a fact about a person: {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(member, name, value)
    if facts.get("postcode"):
        member.district = district_of(member.postcode)
    set_marks(member)


def set_marks(member: Member) -> None:
    member.email_mark = email_mark(member.email)
    member.phone_mark = phone_mark(member.phone)
    member.address_mark = address_mark(member.address)


def keep_picks(member: Member, kind: str, items) -> None:
    """These items and no others. What is about health is sealed."""
    member.picks.filter(kind=kind).delete()
    if kind == Pick.Kind.CONNECTION:
        member.health = ",".join(item for item in HEALTH if item in items)
        member.save(update_fields=["health"])
        items = [item for item in items if item not in HEALTH]
    for item in dict.fromkeys(items):
        saved(Pick(member=member, kind=kind, item=item))


def keep_health(member, items) -> None:
    """Only what is about health; all else that was ticked stays."""
    open_to_team = member.picks.filter(kind=Pick.Kind.CONNECTION).values_list("item", flat=True)
    keep_picks(member, Pick.Kind.CONNECTION, [*open_to_team, *items])


@transaction.atomic
def move_member(member: Member, move: str, *, by, comment: str = "") -> Member:
    """Make one move of the flow, with what is to be said about it. Leaving and pausing need no comment from anybody.

    Leaving takes back the yes to the pool: coming back needs a new one.
    """
    before = member.state
    row = flow.apply(member, move, by=by)
    if move == "leave":
        take_back(row, Purpose.POOL)
    StateChange.objects.create(member=row, move=move, before=before, after=row.state, comment=comment, by=user_of(by))
    return row


def take_back(member, purpose) -> int:
    ended = member.consents.standing().filter(purpose=purpose).update(withdrawn_at=timezone.now())
    if ended and purpose == Purpose.POOL:
        note_wish(member)
    return ended


def note_wish(member) -> None:
    """Whether they want to be in the pool is kept on their row too, so that the list finds them quickly."""
    member.wish = member.says_of_pool
    member.save(update_fields=["wish"])


def pause_member(member: Member, *, by, comment: str = "") -> Member:
    """Take a break, in one step."""
    return move_member(member, "pause", by=by, comment=comment)


def leave_pool(member: Member, *, by, comment: str = "") -> Member:
    """Leave, in one step; no reason is asked."""
    return move_member(member, "leave", by=by, comment=comment)


@transaction.atomic
def link_sign_in(member: Member, *, user: User, by) -> Member:
    """Pool staff give a person their sign-in, or the person makes theirs; their page follows from it."""
    allow(by, "members.link_sign_in", member)
    member = locked(member)
    member.user = user
    saved(member)
    audit.write("members.member.link_sign_in", member, by=by, for_whom=flow.for_whom(member, by), fields=["user"])
    return member


@transaction.atomic
def write_note(member: Member, *, words: str, keep_until: date, by) -> Note:
    """Pool staff note what must be remembered, and until when; then it is deleted."""
    allow(by, "members.write_note", member)
    note = saved(Note(member=member, words=words, keep_until=keep_until, written_by=by))
    audit.write("members.note.write", note, by=by, for_whom=member.pk, fields=["words", "keep_until"])
    return note


@transaction.atomic
def forget_notes() -> int:
    """The clock: notes whose time is over are deleted; the log says how many, of each person."""
    for note in Note.objects.run_out(timezone.localdate()).select_for_update():
        audit.write("members.note.forget", note, by=None, for_whom=note.member_id)
    gone, _kinds = Note.objects.run_out(timezone.localdate()).delete()
    note_run(RetentionRun.Kind.NOTES, gone)
    return gone


# What is looked at → who may: any of these. Whoever may change something is shown what stands.
LOOKS = {
    LookRecord.What.NEEDS: ("members.see_needs", "members.record_needs"),
    LookRecord.What.CONTACT: ("members.see_member", "members.change_member"),
    **dict.fromkeys(LookRecord.OF_OWN, ("members.open_page",)),
}


@transaction.atomic
def record_look(member: Member, *, what: str, why: str = "", as_what: str = "pool staff", by) -> LookRecord:
    """Somebody looks at what we keep about a person; the person can read that they did. Whoever may not look is
    refused here, before anything is shown.
    """
    may = LOOKS.get(what, ("members.see_member",))
    allow(by, next((one for one in may if by.has_perm(one, member)), may[0]), member)
    look = saved(LookRecord(member=member, looker=by, as_what=as_what, what=what, why=why))
    audit.write("members.look.record", look, by=by, for_whom=member.pk, note=what, changes_pages=False)
    return look
