"""What an opportunity still needs before people may read it, in words (DOMAIN BR-01, BR-23)."""

from django.utils.translation import gettext_lazy as _

from .models import Opportunity

NAMES = {
    "ask": (_("Say what people are asked to do."), _("Say in easy read what people are asked to do.")),
    "can_change": (_("Say what can change."), _("Say in easy read what can change.")),
    "cannot_change": (_("Say what cannot change."), _("Say in easy read what cannot change.")),
    "time": (_("Say how much time it takes."), _("Say in easy read how much time it takes.")),
    "reward": (
        _("Say what people get: how much and which costs, or not paid and why."),
        _("Say in easy read what people get."),
    ),
    "how_chosen": (_("Say how people are chosen."), _("Say in easy read how people are chosen.")),
}


def lacks_of(opportunity: Opportunity) -> list[str]:
    """Everything that keeps it from opening; empty when it may open."""
    return [words for words, lacks in (*texts(opportunity), *facts(opportunity)) if lacks]


def texts(opportunity):
    for name, (standard, easy) in NAMES.items():
        yield standard, not getattr(opportunity, name).strip()
        written = getattr(opportunity, f"{name}_easy")
        yield easy, not written or written.is_drifted(getattr(opportunity, name))


def facts(opportunity):
    yield _("Write the title in easy read."), not opportunity.title_easy.strip()
    yield _("Say on which step of the ladder it is."), not opportunity.rung
    yield _("The last day to answer is over. Choose a later one."), opportunity.is_over
