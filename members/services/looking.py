"""Many people's looks at once, where a page shows of each of them more than a list does."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from halton_coprod.record import audit
from halton_coprod.record.gate import allow
from members.models import LookRecord, Member, Opportunity

SAME_LOOK = timedelta(hours=1)


def record_choosing(opportunity: Opportunity, people: Iterable[Member], *, by) -> int:
    """Why these people may be asked, or what they answered, is shown to the team. Each can read that, and for what.

    Looking again within the hour is the same look: nothing is written then.
    """
    allow(by, "members.see_opportunities")
    known = {member.pk for member in people if member.state != Member.State.ERASED}
    looks = new_looks(LookRecord.What.WHY, known, why=opportunity.title, by=by)
    if looks:
        with transaction.atomic():
            LookRecord.objects.bulk_create(looks, batch_size=500)
            note = f"{len(looks)} people"
            audit.write("members.opportunity.look", opportunity, by=by, note=note, changes_pages=False)
    return len(looks)


def new_looks(what: str, people: set[int], *, why: str, by) -> list[LookRecord]:
    """One for each person whom this user has not just looked at for the same reason."""
    since = timezone.now() - SAME_LOOK
    just = LookRecord.objects.filter(looker=by, what=what, at__gte=since, member__in=people)
    seen = {look.member_id for look in just if look.why == why}
    facts = {"looker": by, "as_what": "pool staff", "what": what, "why": why}
    return [LookRecord(member_id=pk, **facts) for pk in sorted(people - seen)]
