"""The team hears what waits for it: by email, with numbers and addresses, never with what people told."""

import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from charter.models import Adopter, Comment, Concern
from charter.wording import CHAIRS_TITLE, WAITING_TITLE, chairs_ideas, waiting_ideas
from halton_coprod.easyread import mode
from halton_coprod.record.workdays import is_working_day
from members.models import Message, Way
from members.roles import APPROVER, EDITOR
from members.services.outbox import queue_once_to_stranger


def tell_co_chairs(concern: Concern) -> None:
    """A concern is theirs now: its number, and where it stands."""
    tell_team(APPROVER, f"chairs-{concern.pk}-{moment()}", CHAIRS_TITLE, chairs_ideas(concern))


@transaction.atomic
def tell_what_waits(today: datetime.date | None = None) -> int:
    """The clock: on each working day on which somebody waits for the team, one email to each editor."""
    today = today or timezone.localdate()
    waiting = (Comment.objects.waiting(), Concern.objects.unread(), Adopter.objects.asking())
    counts = [found.count() for found in waiting]
    if not is_working_day(today) or not any(counts):
        return 0
    return tell_team(EDITOR, f"charter-waits-{today}", WAITING_TITLE, waiting_ideas(*counts))


def tell_team(role: str, occasion: str, title, ideas) -> int:
    """One email to everybody who has this role now, in the form in which they read; says how many are new."""
    people = get_user_model().objects.filter(groups__name=role, is_active=True).order_by("pk")
    told = 0
    for user in people:
        language = mode.EASY if user.reads_form == "easy" else mode.STANDARD
        _message, is_new = queue_once_to_stranger(
            to=user.email,
            way=Way.EMAIL,
            about=Message.About.DUTY,
            occasion=f"{occasion}-{user.pk}",
            title=title,
            ideas=ideas,
            language=language,
        )
        told += is_new
    return told


def moment() -> str:
    """Tells two of the same kind apart."""
    return f"{timezone.now():%y%m%d%H%M%S%f}"
