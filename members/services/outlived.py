"""What outlives its use goes by the clock: papers, supporters of before, words about moves and answers, old lines."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked
from members.letters import forget_emails
from members.models import Invitation, Message, RetentionRun, Scan, StateChange, Supporter, Told, User
from members.models.retention import LINES, PAPERS, SIGN_INS, SUPPORT, WORDS

from .erasing import empty_journal, erase_sign_in, forget_files, forget_messages, forget_sign_ins_of, is_nobody
from .needs import close_link
from .own_page import occasion_of
from .retention import counted

Kind = RetentionRun.Kind


@transaction.atomic
def forget_papers() -> int:
    """The clock: how somebody told the team something, with its paper, a year later: by then it was asked anew. The
    paper of a yes as long as the yes stands, and a year more.
    """
    before = timezone.now() - PAPERS
    ended = Q(consent__withdrawn_at__lt=before) | Q(consent__agreed=False, consent__given_at__lt=before)
    papers, _kinds = Scan.objects.filter(ended).delete()
    told = Told.objects.filter(at__lt=before)
    many = told.count()
    told.delete()
    return counted(Kind.PAPERS, papers + many)


@transaction.atomic
def forget_supporters() -> int:
    """The clock: who supported somebody and does not any more. That there was somebody stays, with their rights. A year
    after it a sign-in that they used goes too, where they are nobody else here.
    """
    now = timezone.now()
    over = Q(ended_at__lt=now - SUPPORT) | Q(until__lt=timezone.localdate(now - SUPPORT))
    links = Supporter.objects.filter(over).exclude(name="")
    emptied = empty_links(list(links.select_for_update()), since=now - SUPPORT)
    year = now - SIGN_INS
    of_before = User.objects.filter(no_use_since__lt=year, last_login__lt=year).select_for_update()
    for user in (gone := list(filter(is_nobody, of_before))):
        erase_sign_in(user)
    return counted(Kind.SUPPORT, emptied + len(gone))


@transaction.atomic
def erase_supporter(link: Supporter, *, by) -> Supporter:
    """Pool staff, for a supporter who asks for it: the link ends, and at once nothing is kept that says who it was; nor
    is their sign-in, where they are nobody else here.
    """
    allow(by, "members.erase_supporter", link)
    link = close_link(link)
    user, told = link.user_id, {link.email} - {""}
    empty_links([link])
    for sign_in in filter(is_nobody, User.objects.filter(pk=user)):
        erase_sign_in(sign_in)
    transaction.on_commit(lambda: (forget_emails(told, []), empty_journal()))
    audit.write("members.supporter.erase", link, by=by, for_whom=flow.for_whom(link.member, by), fields=["name"])
    return locked(link)


def empty_links(links: list[Supporter], *, since=None) -> int:
    """No name, no way to reach them, no message of theirs; and no sign-in that was made for this and never used."""
    keys = [link.pk for link in links]
    users = list(User.objects.filter(supports__in=keys).distinct())
    forget_messages(Message.objects.filter(member=None, occasion__in=[occasion_of(link) for link in links]))
    copies = Message.objects.filter(supporter__in=keys)
    forget_files(list(copies))
    copies.update(title="", ideas=[], answer="")
    rows = Supporter.objects.filter(pk__in=keys)
    rows.filter(ended_at=None).update(ended_at=timezone.now())
    emptied = rows.update(name="", email="", phone="", relation="", user=None)
    forget_sign_ins_of(users, since=since)
    return emptied


@transaction.atomic
def forget_words() -> int:
    """The clock: what was said about a move or with an answer to an invitation, and why somebody was asked."""
    before = timezone.now() - WORDS
    moves = StateChange.objects.filter(at__lt=before).exclude(comment="").update(comment="")
    answered = Invitation.objects.sent().filter(opportunity__closes_on__lt=timezone.localdate(before))
    answers = answered.exclude(words="", reasons=[]).update(words="", reasons=[])
    return counted(Kind.WORDS, moves + answers)


@transaction.atomic
def forget_lines() -> int:
    """The clock: what was done is kept on record for six years."""
    return counted(Kind.LINES, audit.forget_before(timezone.now() - LINES))
