"""Two records of one person become one: at each session they have one place, and what was said for both is kept."""

from contextlib import suppress

from django.db import IntegrityError, transaction

from halton_coprod.record import flow
from members.models import Member
from members.services.outbox import drop_overtaken
from workshops.models import AccessRequest, Attendance, SignUp

from .line import serve_line
from .offers import with_session
from .places import TheHub
from .same import free_mark, keep_words

# The nearer to a place, the more it is worth.
WORTH = (SignUp.State.IN, SignUp.State.OFFERED, SignUp.State.WAITING)


def join_places(member: Member, other: Member) -> None:
    """Part of joining two records. Of two places at one session the better stays; the other goes to whoever waits next.

    Nobody is told that a place was given back: the person comes.
    """
    twice = member.sign_ups.active().filter(session__in=other.sign_ups.active().values("session"))
    for place in list(twice.select_related("session").order_by("session")):
        join_two(place, other)
    for place in list(other.sign_ups.select_related("session")):
        place.member, place.mark = member, free_mark(place.session, member)
        place.save(update_fields=["member", "mark"])


def join_two(place: SignUp, other: Member) -> None:
    """Behind the lock of the session, as the two stand now."""
    place = with_session(place)
    twin = other.sign_ups.active().filter(session=place.session).select_related("member").first()
    if twin is None or not place.is_active:
        return
    twin.session = place.session
    kept, lesser = sorted((place, twin), key=worth)
    keep_words(kept, lesser)
    carry_over(kept, lesser)
    drop_overtaken(place.member, f"place-{lesser.pk}")
    flow.apply(lesser, "give_back", by=TheHub(lesser.pk), offered_until=None)
    serve_line(place.session)


def worth(place: SignUp) -> tuple:
    """Whoever was there comes first, then whoever has a place, then whoever waits longest."""
    was_there = Attendance.objects.here().filter(sign_up=place).exists()
    return (not was_there, WORTH.index(place.state), place.in_line_since, place.pk)


def carry_over(kept: SignUp, lesser: SignUp) -> None:
    """Whatever hangs on it goes along, each need once. Where the database allows one only, that of the kept place
    stands; nobody is counted twice as having come.
    """
    known = {request.says: request for request in kept.requests.all()}
    for request in lesser.requests.all():
        if twin := known.get(request.says):
            (request if request.state == AccessRequest.State.ASKED else twin).delete()
    for relation in SignUp._meta.related_objects:
        name = relation.field.name
        for row in relation.related_model._default_manager.filter(**{name: lesser}):
            setattr(row, name, kept)
            with suppress(IntegrityError), transaction.atomic():
                row.save(update_fields=[name])
    Attendance.objects.filter(sign_up=lesser).delete()
