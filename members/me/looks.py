"""Who looked at what we keep about a person, and what others changed for them: told in words, the newest first."""

from django.db.models import Max
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.said import local_time
from halton_coprod.record.models import AuditLine
from members.models import LookRecord, User

from .page import SUPPORTER

NEWEST = 200
POOL_STAFF = "pool staff"
GONE = _("Somebody who does not work here any more")
# What others change for a person, and how it is told. Other floors add theirs, in their AppConfig.ready().
DEEDS = {
    "members.member.join": _("They wrote down what you told us when you joined."),
    "members.member.give_sign_in": _("They gave you a way to sign in."),
    "members.member.link_sign_in": _("They gave you a way to sign in."),
    "members.member.change": _("They changed how we reach you, or what you told us about you."),
    "members.member.confirm": _("They wrote down that it is all still right."),
    "members.needs.record": _("They changed what you need."),
    "members.consent.give": _("They wrote down a yes or a no of yours."),
    "members.consent.withdraw": _("They stopped a yes of yours."),
    "members.consent.attach_scan": _("They kept a copy of the paper with your yes."),
    "members.supporter.add": _("They wrote down who supports you."),
    "members.supporter.change": _("They changed what your supporter may do, or until when."),
    "members.supporter.invite": _("They gave your supporter a way to sign in."),
    "members.supporter.end": _("They wrote down that a supporter does not support you any more."),
    "members.supporter.erase": _("They deleted who your supporter was."),
    "members.member.book_chat": _("They booked your welcome chat."),
    "members.member.welcome": _("They welcomed you to the pool."),
    "members.member.pause": _("They wrote down that you take a break."),
    "members.member.resume": _("They wrote down that your break is over."),
    "members.member.leave": _("They wrote down that you left the pool."),
    "members.member.come_back": _("They wrote down that you came back to the pool."),
    "members.invitation.say_yes": _("They wrote down your yes to an invitation."),
    "members.invitation.say_maybe": _("They wrote down your maybe to an invitation."),
    "members.invitation.say_no": _("They wrote down your no to an invitation."),
    "members.invitation.say_rung": _("They wrote down how much people could decide, as you said."),
    "members.member.merge": _("They put two records about you together."),
}
AS_WHAT = {
    POOL_STAFF: _("of the team of the pool"),
    "facilitator": _("runs a meeting that you come to"),
    SUPPORTER: _("your supporter"),
}
TO_HELP, TO_LOOK_AFTER = _("To help you"), _("To look after the pool")
# What is written when a list leaves the hub; each of its columns → what that tells about the person.
EXPORTED = "members.user.export_pool"
LEFT = {
    "reference": _("Your number in the pool"),
    "name": _("Your name"),
    "district": _("Where you live"),
    "way": _("How we reach you"),
    "email": _("Your email address"),
    "phone": _("Your phone number"),
    "address": _("Your address"),
    "interests": _("What you like"),
    "taking_part": _("What you like"),
    "state": _("Whether you are in the pool"),
    "asked": _("When we asked you"),
    "came": _("When you came"),
}


def looks_at(member) -> list[dict]:
    """The team's looks, and those of a supporter in one line for each day, so that they do not bury the others."""
    told = [*looks_of_team(member), *looks_of_supporters(member)]
    return sorted(told, key=lambda one: one["at"], reverse=True)


def looks_of_team(member) -> list[dict]:
    """Each with its times and its reason. The same look of the same day is told once."""
    looks = list(member.looks.exclude(as_what=SUPPORTER).select_related("looker")[:NEWEST])
    left = lists_that_left(looks)
    told = {}
    for look in looks:
        day, facts = timezone.localdate(look.at), facts_of(look, left)
        key = (day, look.looker_id, look.as_what, look.what, look.why, facts)
        one = told.setdefault(key, as_told(look, day, facts))
        if local_time(look.at) not in one["times"]:
            one["times"].insert(0, local_time(look.at))
    return list(told.values())


def as_told(look: LookRecord, day, facts: tuple) -> dict:
    return {
        "at": look.at,
        "day": day,
        "times": [],
        "who": look.looker or GONE,
        "as_what": AS_WHAT.get(look.as_what, ""),
        "what": [look.get_what_display()],
        "facts": facts,
        "why": look.why or (TO_LOOK_AFTER if look.as_what == POOL_STAFF else ""),
    }


def lists_that_left(looks: list[LookRecord]) -> list[AuditLine]:
    """What was written when these lists were made, the oldest first."""
    lists = [look for look in looks if look.what == LookRecord.What.EXPORT]
    if not lists:
        return []
    makers = {str(look.looker_id) for look in lists}
    lines = AuditLine.objects.filter(thing_kind=User._meta.label_lower, thing_id__in=makers, verb=EXPORTED)
    return list(lines.filter(at__gte=lists[-1].at).order_by("pk"))


def facts_of(look: LookRecord, left: list[AuditLine]) -> tuple:
    """Which kinds of facts left with a list: its line was written right after its looks, by whoever made it."""
    if look.what != LookRecord.What.EXPORT:
        return ()
    line = next((line for line in left if line.actor_id == look.looker_id and line.at >= look.at), None)
    return tuple(dict.fromkeys(LEFT[name] for name in LEFT if line and name in line.fields))


def looks_of_supporters(member) -> list[dict]:
    """One line for each supporter and day, with the pages that they opened."""
    looks = member.looks.filter(as_what=SUPPORTER).annotate(day=TruncDate("at")).order_by()
    seen = looks.values("day", "looker_id", "what").annotate(last=Max("at")).order_by("-last")[:NEWEST]
    who = User.objects.in_bulk({one["looker_id"] for one in seen})
    told = {}
    for one in seen:
        line = told.setdefault((one["day"], one["looker_id"]), told_of_day(one, who))
        line["what"].append(LookRecord.What(one["what"]).label)
    return list(told.values())


def told_of_day(one: dict, who: dict) -> dict:
    return {
        "at": one["last"],
        "day": one["day"],
        "who": who.get(one["looker_id"], GONE),
        "as_what": AS_WHAT[SUPPORTER],
        "what": [],
        "why": TO_HELP,
    }


def done_for(member) -> list[dict]:
    """The newest things that others changed for the person."""
    lines = AuditLine.objects.filter(for_whom=member.pk, verb__in=DEEDS, actor_id__isnull=False)
    newest = list(lines.exclude(actor_id=member.user_id or 0).order_by("-pk")[:NEWEST])
    who = User.objects.in_bulk({line.actor_id for line in newest})
    return [{"at": line.at, "who": who.get(line.actor_id, GONE), "what": DEEDS[line.verb]} for line in newest]
