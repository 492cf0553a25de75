"""Who came to the last two sessions, for the pool to notice when the same faces come up (`members.faces`)."""

from members.faces import LAST, Gathering

from .models import Attendance, Session


def gatherings_of(numbers: list[int]) -> list[Gathering]:
    """The last two sessions that took place, with those of these people who came: 2 queries."""
    held = {one.pk: (one.ends_at, set()) for one in Session.objects.took_place().order_by("-ends_at")[:LAST]}
    came = Attendance.objects.here().filter(session__in=held, sign_up__member__in=numbers)
    for session, member in came.values_list("session", "sign_up__member"):
        held[session][1].add(member)
    return [Gathering(at, frozenset(members)) for at, members in held.values()]
