"""How things stand, in words: what is stored, and what is worked out from the date when somebody reads it."""

from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PromiseStatus(models.TextChoices):
    """What the owner says of a promise or a pledge. "Late" is not among them: the calendar says that."""

    NOT_STARTED = "not_started", _("Not started")
    ON_THE_WAY = "on_the_way", _("On the way")
    DONE = "done", _("Done")
    COULD_NOT = "could_not", _("We could not")


class InfrastructureStatus(models.TextChoices):
    """What the owner says of something that must be in place."""

    NOT_STARTED = "not_started", _("Not started")
    PLANNED = "planned", _("Planned")
    IN_PLACE = "in_place", _("In place")
    AT_RISK = "at_risk", _("At risk")


# Not answered for yet: when the date passes on one of these, it is late.
OPEN = (PromiseStatus.NOT_STARTED, PromiseStatus.ON_THE_WAY)


@dataclass(frozen=True)
class Standing:
    """How something stands, as a page shows it: the word, and the picture that goes with this word everywhere."""

    key: str
    says: str
    picture: str


STANDINGS = {
    "not_started": Standing("not_started", _("Not started"), "not-started"),
    "on_the_way": Standing("on_the_way", _("On the way"), "on-the-way"),
    "late": Standing("late", _("Late"), "late"),
    "could_not": Standing("could_not", _("We could not"), "could-not"),
    "done": Standing("done", _("Done"), "done"),
    "planned": Standing("planned", _("Planned"), "plan"),
    "in_place": Standing("in_place", _("In place"), "done"),
    "at_risk": Standing("at_risk", _("At risk"), "warning"),
}


def is_late(status: str, due) -> bool:
    """The day that was promised is over, and nobody has said "done" or "we could not, because"."""
    return status in OPEN and bool(due) and due < timezone.localdate()


def standing(status: str, due=None) -> Standing:
    """How something with this status and date stands today."""
    return STANDINGS["late" if is_late(status, due) else status]


class DueQuerySet(models.QuerySet):
    """For rows with a `status` and a `due` date."""

    def late(self):
        """Those whose day has passed unanswered."""
        return self.filter(status__in=OPEN, due__lt=timezone.localdate())
