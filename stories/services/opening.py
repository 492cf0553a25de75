"""Opening the archive for a time to people who have no sign-in here: partners, learners at a training, the press."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit
from halton_coprod.record.gate import allow, locked, saved
from stories.models import Opening, OpeningLook, Story

LONGEST_DAYS = 90


@transaction.atomic
def open_archive(*, audience: str, who: str, until: datetime.date, by) -> Opening:
    """A curator makes a link for somebody. It shows what tellers allow this audience, for at most 90 days."""
    allow(by, "stories.open_archive")
    today = timezone.localdate()
    if not today <= until <= today + datetime.timedelta(days=LONGEST_DAYS):
        raise ValidationError({"until": _("Choose a day in the next 90 days.")})
    opening = saved(Opening(audience=audience, who=who, until=until, made_by=by))
    audit.write("stories.opening.open", opening, by=by, fields=["audience", "until"])
    return opening


@transaction.atomic
def close_opening(opening: Opening, *, by) -> Opening:
    """A curator ends a link at once. Twice is once."""
    allow(by, "stories.open_archive")
    row = locked(opening)
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        audit.write("stories.opening.close", row, by=by, fields=["ended_at"])
    return row


def note_look(opening: Opening, story: Story | None) -> OpeningLook:
    """Every look by a link is kept, for curators and for the teller."""
    return saved(OpeningLook(opening=opening, story=story))
