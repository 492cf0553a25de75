"""What helps a person, and who helps them."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.flow import NotNow
from halton_coprod.record.gate import allow, locked, saved
from members.models import NEEDS, Member, Message, Need, Supporter, WhoSees

from .outbox import drop_all


@dataclass(frozen=True)
class Said:
    """One need as it was said: ticked, in own words, or both; and who may see it."""

    group: str
    item: str = ""
    words: str = ""
    who_sees: str = WhoSees.SESSION


@transaction.atomic
def record_needs(member: Member, *, needs: list[Said], by, source: str = "", group: str = "") -> list[Need]:
    """What helps this person, all of it, or all of one `group`: what stood before is replaced. The next review is a
    year from now.
    """
    allow(by, "members.record_needs", member)
    member = locked(member)
    (member.needs.filter(group=group) if group else member.needs).all().delete()
    rows = keep_needs(member, needs, source=source or source_of(member, by), told_by=by)
    audit.write(
        "members.needs.record", member, by=by, for_whom=flow.for_whom(member, by), fields=["needs"], note=str(len(rows))
    )
    return rows


def keep_needs(member, needs, *, source, told_by=None) -> list[Need]:
    return [saved(Need(member=member, source=source, told_by=told_by, **checked(said))) for said in needs]


def checked(said: Said) -> dict:
    """Only what there is to tick: anything else is told in own words."""
    if said.item and said.item not in NEEDS.get(said.group, {}):
        raise ValidationError(_("Choose from the list, or tell us in your own words."))
    return {"group": said.group, "item": said.item, "words": said.words, "who_sees": said.who_sees}


def source_of(member, by) -> str:
    if member.user_id == by.pk:
        return Need.Source.SELF
    return Need.Source.STAFF if by.has_perm("members.see_pool") else Need.Source.SUPPORTER


@transaction.atomic
def add_supporter(member: Member, *, name: str, by, **facts) -> Supporter:
    """The person names somebody who helps, and what that person may do (`may_see`, `may_change`, `may_book`,
    `gets_copies`), from `begins` until `until`. `user` is the supporter's own sign-in, where there is one.
    """
    allow(by, "members.add_supporter", member)
    member = locked(member)
    link = keep_supporter(member, name=name, granted_by=by, **facts)
    audit.write(
        "members.supporter.add",
        link,
        by=by,
        for_whom=flow.for_whom(member, by),
        fields=[*facts, "name"],
        note=granted(link),
    )
    return link


def keep_supporter(member, *, user=None, **facts) -> Supporter:
    if user is not None and user.pk == member.user_id:
        raise ValidationError(_("Nobody can be their own supporter."))
    return saved(Supporter(member=member, user=user, **facts))


def granted(link) -> str:
    return ", ".join(name for name in ("may_see", "may_change", "may_book", "gets_copies") if getattr(link, name))


@transaction.atomic
def change_supporter(link: Supporter, *, by, **facts) -> Supporter:
    """What the supporter may do from now on (as for `add_supporter`), and `until` when; by the person, or by pool staff
    for the person. Copies that they get no more are not sent.
    """
    allow(by, "members.add_supporter", link.member)
    link = locked(link)
    if link.ended_at:
        raise NotNow(_("This has ended. Name them again."))
    if facts.get("until") and facts["until"] < timezone.localdate():
        raise ValidationError({"until": _("Choose today or a later day. To end it now there is a button.")})
    for name, value in facts.items():
        setattr(link, name, value)
    saved(link)
    if not link.gets_copies:
        drop_all(Message.objects.copies_of_ended_links().filter(supporter=link), Message.Fault.LINK_ENDED)
    whose = flow.for_whom(link.member, by)
    audit.write("members.supporter.change", link, by=by, for_whom=whose, fields=list(facts), note=granted(link))
    return link


@transaction.atomic
def end_supporter(link: Supporter, *, by) -> Supporter:
    """At once; by the person, by the supporter, or by pool staff for the person. Ending twice changes nothing.

    Copies that wait for the supporter are not sent.
    """
    allow(by, "members.end_supporter", link)
    link = close_link(link)
    audit.write("members.supporter.end", link, by=by, for_whom=flow.for_whom(link.member, by), fields=["ended_at"])
    return link


def close_link(link: Supporter) -> Supporter:
    """Part of ending or erasing."""
    link = locked(link)
    if link.ended_at is None:
        link.ended_at = timezone.now()
        link.save(update_fields=["ended_at"])
        drop_all(Message.objects.copies_of_ended_links().filter(supporter=link), Message.Fault.LINK_ENDED)
    return link
