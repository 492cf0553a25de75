"""The ways to a page of one's own: a sign-in for whoever has just joined, and for a supporter."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from members.models import Member, Message, Supporter, User, Way
from members.wording import BOTH_FORMS, SHARED, SHARED_TITLE, SIGN_IN, SIGN_IN_TITLE, SUPPORT, SUPPORT_TITLE

from .outbox import queue_message, queue_to_stranger


@transaction.atomic
def make_own_sign_in(member: Member) -> None:
    """For somebody who has just joined, at the address they gave: only who reads its emails can use it.

    Where there is a sign-in for this address already nothing is made, and no page says so: whoever signs in with it
    after joining can take the record over (`claim_record`). Where it opens somebody else's page, an email says so:
    only who reads the emails of this address learns of it.
    """
    member = locked(member)
    if member.user_id or member.is_gone or not member.email:
        return
    if find_sign_in(member.email):
        if opens_other_page(member):
            tell_shared(member)
        return
    member.user = sign_in_at(member.email, member.name)
    saved(member)
    audit.write("members.member.make_sign_in", member, by=None, for_whom=member.pk, fields=["user"])


@transaction.atomic
def give_sign_in(member: Member, *, by) -> Member:
    """Pool staff give a person of the pool who asks for it a sign-in at their address; the person is told."""
    allow(by, "members.link_sign_in", member)
    member = locked(member)
    if not member.email:
        raise ValidationError(_("Record their email address first."))
    if member.user_id:
        return member
    user = sign_in_at(member.email, member.name)
    if hasattr(user, "member") or user.is_team or user.supports.exists():
        raise ValidationError(_("Somebody else signs in with this address. Ask them for another one."))
    member.user = user
    saved(member)
    tell_member(member)
    audit.write("members.member.give_sign_in", member, by=by, for_whom=member.pk, fields=["user"])
    return member


@transaction.atomic
def claim_record(member: Member, *, by: User) -> Member:
    """Somebody who joined without signing in, and then signed in with the address they gave, says: this is me."""
    member = locked(member)
    allow(by, "members.claim_record", member)
    member.user = by
    saved(member)
    audit.write("members.member.claim", member, by=by, fields=["user"])
    return member


@transaction.atomic
def invite_supporter(link: Supporter, *, by) -> Supporter:
    """The supporter gets a sign-in at their address, where there is none, and an email that says how to use it.

    To whoever asks for it, it looks the same whether the address was known.
    """
    allow(by, "members.add_supporter", link.member)
    link = locked(link)
    if not link.email:
        raise ValidationError({"email": _("Tell us the email address of your supporter.")})
    let_in(link)
    fields = ["user"]
    audit.write("members.supporter.invite", link, by=by, for_whom=flow.for_whom(link.member, by), fields=fields)
    return link


def let_in(link: Supporter) -> None:
    """Their own sign-in, and an email that says how to use it."""
    link.user = link.user or sign_in_at(link.email, link.name)
    checked_once(link)
    saved(link)
    tell_supporter(link)


def let_in_who_was_named(link: Supporter) -> None:
    """Whom somebody named while joining. Not at the person's own address: there they would sign in as the person."""
    own = {link.member.email.casefold(), link.member.user.email.casefold() if link.member.user else ""}
    if link.email and not link.user and link.email.casefold() not in own:
        let_in(link)


def checked_once(link: Supporter) -> None:
    if link.user_id == link.member.user_id:
        raise ValidationError({"email": _("Nobody can be their own supporter.")})
    twin = link.member.supporters.filter(user=link.user, ended_at=None).exclude(pk=link.pk)
    if link.ended_at is None and twin.exists():
        raise ValidationError({"email": _("You have named this supporter already.")})


def login_address() -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse('account_login')}"


def tell_member(member: Member) -> None:
    """By their own way: also in a letter, which says where to sign in."""
    facts = {"email": member.email, "address": login_address()}
    queue_message(
        member,
        occasion=f"sign-in-{member.user_id}",
        title=SIGN_IN_TITLE,
        ideas=[(picture, format_lazy(words, **facts)) for picture, words in SIGN_IN],
        about=Message.About.PLACE,
        copies=False,
    )


def opens_other_page(member: Member) -> bool:
    """Does somebody else of the pool sign in with this person's address? Then a code sent there opens their page."""
    if member.user_id or not member.email:
        return False
    return Member.objects.filter(user__email__iexact=member.email.strip()).exclude(pk=member.pk).exists()


def tell_shared(member: Member) -> None:
    facts = {"email": member.email, "phone": settings.HELP["phone"]}
    queue_message(
        member,
        occasion="shared-address",
        title=SHARED_TITLE,
        ideas=[(picture, format_lazy(words, **facts)) for picture, words in SHARED],
        about=Message.About.PLACE,
        way=Way.EMAIL,
        copies=False,
    )


def tell_supporter(link: Supporter) -> None:
    """Once for each link."""
    reads = link.user.reads_form if link.user else ""
    facts = {
        "person": link.member.name,
        "email": link.email,
        "address": login_address(),
        "phone": settings.HELP["phone"],
    }
    queue_to_stranger(
        to=link.email,
        way=Way.EMAIL,
        occasion=occasion_of(link),
        title=format_lazy(SUPPORT_TITLE, **facts),
        ideas=said_to([(picture, format_lazy(words, **facts)) for picture, words in SUPPORT], reads),
        language=reads or mode.STANDARD,
    )


def said_to(ideas: list[tuple], reads: str) -> list[tuple]:
    """In the form they read; in both, one after the other, to whoever has not said yet which it is."""
    if reads:
        return ideas
    with translation.override(mode.EASY):
        easy = [(picture, str(words)) for picture, words in ideas]
    return [*ideas, ("easy-read", BOTH_FORMS), *easy]


def occasion_of(link: Supporter) -> str:
    return f"supporter-{link.pk}"


def find_sign_in(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


def sign_in_at(email: str, name: str) -> User:
    """The sign-in of this address, made where there is none."""
    return find_sign_in(email) or make_sign_in(email, name)


def make_sign_in(email: str, name: str) -> User:
    user = User(email=User.objects.normalize_email(email.strip()), name=name)
    user.set_unusable_password()
    return saved(user)
