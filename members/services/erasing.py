"""Erase somebody: nothing that says who it was is kept, on any floor of the hub."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.utils import timezone

from halton_coprod.record import flow
from halton_coprod.record.gate import locked
from members.holders import user_of
from members.letters import forget_emails
from members.models import Member, Message, StateChange, User
from members.texts import forget_texts

from .waiting_lists import forget_in_drafts, forget_in_lists

NOBODY = {
    "user": None,
    "wants_messages": False,
    **dict.fromkeys(
        (
            "name",
            "way",
            "email",
            "phone",
            "address",
            *Member.MARKS,
            "other_format",
            "language",
            "postcode",
            "health",
        ),
        "",
    ),
}
# What other floors keep about a person: each adds its own way to erase it, in its AppConfig.ready().
also_erased = []
# What other floors list before a backup is put back and do again after it: by the first word of a line, (the lines, the
# deed that gets their other words and says what it did). Each floor adds its own in its AppConfig.ready().
also_again = {}


@transaction.atomic
def erase_member(member: Member, *, by) -> Member:
    """Nothing that says who it was is kept: not here, not in the outbox, not in their sign-in. The counts stay.

    The person, pool staff, or the clock when the time to keep it is over. Audit lines hold no private value, so they
    stay too. This cannot be undone.
    """
    was = locked(member)
    told = {was.email, *(link.email for link in was.supporters.all())} - {""}
    sent = list(was.messages.all())
    supporters = list(User.objects.filter(supports__member=was).distinct())
    row = flow.apply(member, "erase", by=by, **NOBODY)
    StateChange.objects.create(member=row, move="erase", after=row.state, by=user_of(by))
    forget_messages_elsewhere(was)
    forget_in_lists(was)
    forget_in_drafts(was)
    for kept in ("picks", "needs", "supporters", "notes", "looks", "messages", "told", "scans", "list_marks"):
        getattr(row, kept).all().delete()
    row.changes.update(comment="")
    row.invitations.chosen().delete()
    row.invitations.update(reasons=[], words="")
    row.consents.standing().update(withdrawn_at=timezone.now())
    row.consents.update(explained_by="")
    for erase in also_erased:
        erase(was)
    if was.user is not None and not was.user.is_team:
        erase_sign_in(was.user)
    forget_sign_ins_of(supporters)
    transaction.on_commit(lambda: (forget_emails(told, sent), forget_texts(sent), empty_journal()))
    return row


def empty_journal() -> None:
    """What stood in a row lies on in SQLite's journal, the file beside the database, until that is written into it and
    emptied. Where somebody else is in the middle of reading, the next tick does it.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def forget_messages_elsewhere(member: Member) -> None:
    """They name the person or went to their address, and belong to nobody of the pool: to those who support them, and
    with the code to go on joining.
    """
    occasions = [f"supporter-{pk}" for pk in member.supporters.values_list("pk", flat=True)]
    to_strangers = Message.objects.filter(member=None)
    forget_messages(to_strangers.filter(occasion__in=occasions))
    for mark in filter(None, (member.email_mark, member.phone_mark)):
        forget_messages(to_strangers.filter(occasion__startswith="code-", occasion__endswith=f"-{mark[:16]}"))


def forget_messages(messages) -> None:
    """The rows of messages to nobody of the pool, and where emails and texts are written to a folder, what went out."""
    sent = list(messages)
    Message.objects.filter(pk__in=[message.pk for message in sent]).delete()
    forget_files(sent)


def forget_files(sent: list[Message]) -> None:
    if sent:
        transaction.on_commit(lambda: (forget_emails(set(), sent), forget_texts(sent)))


def forget_sign_ins_of(supporters: list[User], *, since: datetime | None = None) -> None:
    """Sign-ins that were made so that somebody could support the person, where they are for nothing else: whoever never
    used theirs never asked us to keep their name; of the others the clock takes it a year from now (or from `since`).
    """
    for user in filter(is_nobody, supporters):
        if user.last_login:
            user.no_use_since = since or timezone.now()
            user.save(update_fields=["no_use_since"])
        else:
            forget_emails_to(user)
            user.delete()


def is_nobody(user: User) -> bool:
    """Not of the pool and not of the team; supports nobody, and has no place at a session with this sign-in."""
    works_here = user.is_staff or user.is_superuser or user.roles
    has_place = user.sign_ups.exclude(name="").exists()
    return not (works_here or has_place or hasattr(user, "member") or user.supports.exists())


def erase_sign_in(user: User) -> None:
    """The sign-in of an erased person opens nothing and names nobody; links to those they supported end."""
    forget_emails_to(user)
    user.supports.filter(ended_at=None).update(ended_at=timezone.now())
    user.supports.update(user=None, name="", email="", phone="", relation="")
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.email, user.name, user.is_active = f"erased-{user.pk}@erased.invalid", "", False
    user.no_use_since = None
    user.save(update_fields=["email", "name", "is_active", "no_use_since"])


def forget_emails_to(user: User) -> None:
    """Codes go to the address of the sign-in, which may be another than the record's."""
    addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    transaction.on_commit(lambda: forget_emails(addresses, []))
