"""Two records of one person become one, so that nothing they said is lost and no answer of theirs weighs more."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ForeignKey
from django.utils import timezone
from django.utils.translation import gettext as _

from halton_coprod.record import audit
from halton_coprod.record.gate import allow, saved
from members.models import HEALTH, ConsentRecord, ListMark, Member, Message, StateChange, WhoSees
from members.models.lists import list_mark, said_of

from .consents import follow_answer
from .erasing import NOBODY
from .people import set_marks

# Said by the other record where the one that is kept says nothing.
FILLED = (
    "email",
    "phone",
    "address",
    "other_format",
    "language",
    "postcode",
    "district",
    "age_band",
    "reward",
)
# What a person can have once only on another floor: each adds its own way to join two, in its AppConfig.ready().
also_joined = []
LATEST = ("last_asked_at", "last_came_at", "last_heard_at")


@transaction.atomic
def merge_members(member: Member, *, other: Member, by) -> Member:
    """`other` goes into `member`, by pool staff who have made sure that they are one person. It cannot be undone.

    What the kept record says stands; the other fills its gaps. Of two answers to one consent the newer holds (of that
    to the pool: also whether they are in it), and "no messages" holds from either. Else the kept record keeps its
    state: merging makes nobody easier to ask.
    """
    allow(by, "members.merge_members", member)
    member, other = both_locked(member, other)
    user, facts = other.user, {name: getattr(other, name) for name in (*FILLED, *LATEST)}
    checked_apart(member, other)
    keep_wishes(member, other)
    for join in (
        join_list_marks,
        join_picks,
        join_needs,
        join_supporters,
        join_messages,
        join_invitations,
        join_consents,
        *also_joined,
        join_the_rest,
    ):
        join(member, other)
    forget_other(other, by)
    fill(member, facts, user)
    StateChange.objects.create(member=member, move="merge", before=member.state, after=member.state, by=by)
    follow_answer(member, by=by)
    audit.write("members.member.merge", member, by=by, for_whom=member.pk, note=str(other.pk))
    return member


def both_locked(member, other):
    """In one order, so that two who merge the same two people do not wait for each other for ever."""
    rows = {
        row.pk: row for row in Member.objects.select_for_update().filter(pk__in=(member.pk, other.pk)).order_by("pk")
    }
    return rows[member.pk], rows[other.pk]


def checked_apart(member, other) -> None:
    if member.pk == other.pk:
        raise ValidationError(_("This is one record already."))
    if Member.State.ERASED in (member.state, other.state):
        raise ValidationError(_("One of the two was erased."))
    if member.user_id and other.user_id:
        raise ValidationError(_("Both have a sign-in of their own. Ask which one the person uses."))


def keep_wishes(member, other) -> None:
    member.wants_messages = member.wants_messages and other.wants_messages
    member.easy_read = member.easy_read or other.easy_read
    member.joined_at = min(member.joined_at, other.joined_at)


def join_list_marks(member, other) -> None:
    """A list that names either of the two finds the one they are now."""
    named = [one.words for one in other.list_marks.all()]
    named += said_of(other.name, other.email, other.phone, other.address)
    marks = [ListMark(member=member, mark=list_mark(words), words=words) for words in dict.fromkeys(named)]
    ListMark.objects.bulk_create(marks, ignore_conflicts=True)
    other.list_marks.all().delete()


def join_picks(member, other) -> None:
    has = set(member.picks.values_list("kind", "item"))
    for pick in other.picks.all():
        if (pick.kind, pick.item) not in has:
            pick.member = member
            pick.save(update_fields=["member"])
    other.picks.all().delete()
    both = {*member.health_items, *other.health_items}
    member.health = ",".join(item for item in HEALTH if item in both)


def join_needs(member, other) -> None:
    """Each need once; what one of the two showed only to the team is shown only to the team."""
    has = {(need.group, need.item, need.words): need for need in member.needs.all()}
    for need in list(other.needs.all()):
        twin = has.get((need.group, need.item, need.words))
        if twin is None:
            need.member = member
            need.save(update_fields=["member"])
        else:
            narrow(twin, need)
            need.delete()


def narrow(need, twin) -> None:
    if twin.who_sees == WhoSees.POOL and need.who_sees != WhoSees.POOL:
        need.who_sees = WhoSees.POOL
        need.save(update_fields=["who_sees"])


def join_supporters(member, other) -> None:
    """What the kept record lets a supporter do stands; a second link of the same supporter ends, and so does a link
    to oneself.
    """
    both, own = member.supporters.filter(ended_at=None), [pk for pk in (member.user_id, other.user_id) if pk]
    linked = list(both.exclude(user=None).values_list("user", flat=True))
    other.supporters.filter(ended_at=None, user__in=[*linked, *own]).update(ended_at=timezone.now())
    both.filter(user__in=own).update(ended_at=timezone.now())
    other.supporters.update(member=member)


def join_messages(member, other) -> None:
    """One occasion is told once: what still waits to be told a second time is dropped."""
    has = set(member.messages.values_list("occasion", flat=True))
    for message in other.messages.all():
        if message.occasion in has:
            message.occasion = f"{message.occasion[:70]}-of-{other.pk}"
            if message.state == Message.State.WAITING:
                message.state = Message.State.DROPPED
        message.member = member
        message.save(update_fields=["member", "occasion", "state"])


def join_invitations(member, other) -> None:
    """Asked once for one opportunity. Where both were, the record that answered keeps its row."""
    has = {one.opportunity_id: one for one in member.invitations.all()}
    for invitation in other.invitations.all():
        twin = has.get(invitation.opportunity_id)
        if twin and (twin.has_answered or not invitation.has_answered):
            invitation.delete()
            continue
        if twin:
            twin.delete()
        invitation.member = member
        invitation.save(update_fields=["member"])


def join_consents(member, other) -> None:
    """Of each purpose the newest word of the two holds: a yes, a no, or a yes taken back."""
    records = [*member.consents.all(), *other.consents.all()]
    for purpose in {record.purpose for record in records}:
        about = [record for record in records if record.purpose == purpose]
        newest = max(about, key=ConsentRecord.last_word)
        for record in about:
            if record.stands and record is not newest:
                record.withdrawn_at = max(timezone.now(), record.given_at)
                record.save(update_fields=["withdrawn_at"])
    other.consents.update(member=member)


def join_the_rest(member, other) -> None:
    """Whatever else names the other record, on any floor, names the kept one from now on."""
    for relation in Member._meta.related_objects:
        if type(relation.field) is ForeignKey:
            rows = relation.related_model._default_manager.filter(**{relation.field.name: other})
            rows.update(**{relation.field.name: member})


def forget_other(other, by) -> None:
    before = other.state
    for name, value in NOBODY.items():
        setattr(other, name, value)
    other.state = Member.State.ERASED
    other.save()
    StateChange.objects.create(member=other, move="merge", before=before, after=other.state, by=by)


def fill(member, facts: dict, user) -> None:
    for name in FILLED:
        if not getattr(member, name):
            setattr(member, name, facts[name])
    for name in LATEST:
        times = [time for time in (getattr(member, name), facts[name]) if time]
        setattr(member, name, max(times, default=None))
    set_marks(member)
    member.wish = member.says_of_pool
    member.user = member.user or user
    saved(member)
