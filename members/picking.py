"""Whom to ask for an opportunity: suggestions with their reasons. The team decides.

There are four reasons: the person likes what it is about; they were not asked for a year or never; few of the pool live
where they live; few are of their age. Each counts one, and whoever has more reasons stands higher. Nothing here reads
what anybody needs, what they ticked about themselves, or the equality answers, and nothing here may.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.utils import timezone

from . import reasons
from .models import BoroughShare, Invitation, Member, Opportunity, Pick

# What a share of the borough is about → where it stands of a person.
FIELDS = {BoroughShare.Kind.DISTRICT: "district", BoroughShare.Kind.AGE: "age_band"}
REST = timedelta(days=365)
SHOWN = 50
# Only these are read of a person.
READ = ("name", "state", "district", "age_band", "way", "last_asked_at", "last_came_at", "is_example")
# Among people with equal reasons another one stands first for each opportunity, not always the oldest record.
STRIDE, AROUND = 7_919, 100_003


@dataclass(frozen=True)
class Suggestion:
    """One person, and why."""

    member: Member
    reasons: list[tuple[str, str]]

    @property
    def says(self) -> list:
        return reasons.for_team(self.reasons)


@dataclass(frozen=True)
class Short:
    """Groups of which the pool has clearly fewer than the borough."""

    districts: frozenset[str]
    ages: frozenset[str]


def short_groups() -> Short:
    """Beside the borough's shares: 2 queries, whatever the size of the pool. Who would rather not say counts too."""
    percents = {(share.kind, share.group): share.percent for share in BoroughShare.objects.all()}
    groups = {f"{kind}-{group}": Q(**{FIELDS[kind]: group}) for kind, group in percents}
    counts = Member.objects.in_pool().aggregate(
        all=Count("pk"), **{name: Count("pk", filter=group) for name, group in groups.items()}
    )
    short = {
        (kind, group)
        for (kind, group), percent in percents.items()
        if counts["all"] and BoroughShare.is_short(100 * counts[f"{kind}-{group}"] / counts["all"], percent)
    }
    return Short(*(frozenset(group for one, group in short if one == kind) for kind in FIELDS))


def candidates(opportunity: Opportunity, short: Short):
    """Everybody who may be asked and was not chosen yet, with how many reasons there are (`points`).

    All that this asks of a person stands in the index `member_to_ask`, so that no row is read.
    """
    likes = Pick.objects.filter(kind=Pick.Kind.INTEREST, item__in=opportunity.interests or [""]).order_by()
    invited = Invitation.objects.filter(opportunity=opportunity).order_by()
    return (
        Member.objects.may_be_asked()
        .exclude(pk__in=invited.values("member"))
        .annotate(
            points=one_if(Q(pk__in=likes.values("member")))
            + one_if(Q(last_asked_at=None) | Q(last_asked_at__lt=rest_before()))
            + one_if(Q(district__in=short.districts or [None]))
            + one_if(Q(age_band__in=short.ages or [None]))
        )
    )


def one_if(condition) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def rest_before() -> datetime:
    return timezone.now() - REST


def suggested(opportunity: Opportunity, *, many: int = SHOWN) -> list[Suggestion]:
    """Those with the most reasons; among equals the longest not asked. 5 queries, whatever the size of the pool."""
    short = short_groups()
    found = candidates(opportunity, short).order_by(
        "-points",
        F("last_asked_at").asc(nulls_first=True),
        (F("pk") * STRIDE + opportunity.pk * STRIDE) % AROUND,
        "pk",
    )
    return with_reasons(list(found.values_list("pk", flat=True)[:many]), opportunity, short)


def with_reasons(numbers: list[int], opportunity: Opportunity, short: Short) -> list[Suggestion]:
    """These people in this order, each with why."""
    by_key = Member.objects.only(*READ).in_bulk(numbers)
    liked: dict[int, list[str]] = {}
    picks = Pick.objects.filter(member__in=numbers, kind=Pick.Kind.INTEREST, item__in=opportunity.interests)
    for number, item in picks.order_by("pk").values_list("member", "item"):
        liked.setdefault(number, []).append((reasons.INTEREST, item))
    return [Suggestion(by_key[key], liked.get(key, []) + other_reasons(by_key[key], short)) for key in numbers]


def other_reasons(one: Member, short: Short) -> list[tuple[str, str]]:
    why = since_asked(one)
    if one.district in short.districts:
        why.append((reasons.DISTRICT, one.district))
    if one.age_band in short.ages:
        why.append((reasons.AGE, one.age_band))
    return why


def since_asked(one: Member) -> list[tuple[str, str]]:
    """Was this person never asked, or not for a year?"""
    if one.last_asked_at is None:
        return [(reasons.NEVER, "")]
    return [(reasons.RESTED, "")] if one.last_asked_at < rest_before() else []


def still_true(why: list, one: Member) -> list:
    """The reasons for which somebody was chosen, without that they were not asked for long, if they were since then."""
    since = [list(reason) for reason in since_asked(one)]
    return [reason for reason in why if reason[0] not in (reasons.NEVER, reasons.RESTED) or reason in since]


def equals(opportunity: Opportunity) -> list[tuple[int, int]]:
    """(how many reasons, how many people have so many), the most reasons first: each line can be drawn from by lot."""
    people = candidates(opportunity, short_groups()).order_by()
    return sorted(people.values_list("points").annotate(many=Count("pk")), reverse=True)


def numbers_of_equals(opportunity: Opportunity, points: int) -> list[int]:
    """The numbers of all who have so many reasons."""
    return list(candidates(opportunity, short_groups()).filter(points=points).order_by().values_list("pk", flat=True))


def people_with_reasons(opportunity: Opportunity, numbers: list[int]) -> list[Suggestion]:
    """These people in this order; whoever may not be asked now, or was chosen already, is left out."""
    short = short_groups()
    open_to_it = set(candidates(opportunity, short).filter(pk__in=numbers).order_by().values_list("pk", flat=True))
    return with_reasons([number for number in dict.fromkeys(numbers) if number in open_to_it], opportunity, short)
