"""Where people meet: what somebody found there, and what happens to those who come when the address changes."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import fitted
from halton_coprod.record import audit
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from workshops.models import FACTS, Venue

from .moving import keep_what_was, tell_of_move


@transaction.atomic
def keep_venue(
    *,
    name: str,
    address: str,
    directions: str = "",
    directions_easy=None,
    taxi: str = "",
    venue: Venue | None = None,
    seen: str | None = None,
    by,
) -> Venue:
    """Facilitators note a place to meet. At another address somebody must go and look again, and everybody is told who
    signed up to meet there, not online.
    """
    allow(by, "workshops.keep_venue", venue)
    row = locked(venue) if venue else Venue.objects.filter(name=name).first() or Venue()
    if venue:
        refuse_stale(row, seen)
    is_elsewhere = row.pk is not None and row.address != address
    if is_elsewhere:
        row.facts, row.checked_by, row.checked_on = [], "", None
    was = f"{row.name}, {row.address}"
    row.name, row.address, row.directions, row.taxi = name, address, directions, taxi
    row.directions_easy = fitted(directions_easy, directions)
    saved(row)
    line = audit.write("workshops.venue.keep", row, by=by, fields=["name", "address", "directions", "taxi"])
    for session in row.sessions.to_meet_there() if is_elsewhere else ():
        moved = locked(session)
        keep_what_was(moved, moved.when, was)
        tell_of_move(moved, only_hall=True, once=str(line.pk), by=by)
    return row


@transaction.atomic
def check_venue(venue: Venue, *, facts: list[str], checked_by: str, on: date, by) -> Venue:
    """Somebody went and looked: what is there, who looked, and when."""
    allow(by, "workshops.keep_venue", venue)
    if set(facts) - set(FACTS):
        raise ValidationError({"facts": _("Choose from the list.")})
    row = locked(venue)
    row.facts, row.checked_by, row.checked_on = list(facts), checked_by, on
    saved(row)
    audit.write("workshops.venue.check", row, by=by, fields=["facts", "checked_by", "checked_on"])
    return row
