"""What people are told about an invitation, in their form and by their way."""

from datetime import datetime, time

from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.mode import EASY
from halton_coprod.easyread.said import said_date

from . import reasons
from .models import Invitation, Message, Way
from .services.outbox import queue_message

TITLE = _("Will you take part? {title}")
AGAIN_TITLE = _("We asked you something: {title}")
AGAIN = ("hello", _("We have not heard from you yet. That is all right. We do not ask again."))
# Text → the picture and the words that lead to it.
SAYS = {
    "ask": ("invite", _("We want to ask you this:")),
    "can_change": ("change", _("This can change because you take part:")),
    "cannot_change": ("locked", _("This cannot change:")),
    "time": ("clock", _("This is how much time it takes:")),
    "reward": ("pay", _("This is what you get:")),
}
RUNG = ("decide", _("How much you decide: {rung}"))
WHY = ("question", _("Why we ask you: {reasons}"))
FREE = ("choose", _("You can say yes, no or maybe. You do not have to say why."))
BY = ("deadline", _("Please tell us by {day}."))
ONLINE = ("answer", _("Answer here: {link}"))
PHONE = ("phone", _("You can also phone us: {phone}. Or write to us: {address}."))
CANCELLED_TITLE = _("It is cancelled: {title}")
CANCELLED = (
    ("stop", _("We asked you about this: {title}. It does not take place.")),
    ("because", _("This is why: {because}")),
)
OUTCOME_TITLE = _("What came of it: {title}")
OUTCOME = (("thank-you", _("Thank you for taking part: {title}")), ("you-said-we-did", _("This is what came of it:")))
# These ways have something to press.
LINKED = (Way.EMAIL, Way.TEXT)


def tell_asked(invitation: Invitation, *, again: bool = False) -> Message | None:
    """The invitation itself, whole, so that a letter says all of it. `again`: once more, and the last time."""
    words = [AGAIN, *ideas_of(invitation)] if again else ideas_of(invitation)
    return tell(
        invitation,
        "again" if again else "asked",
        AGAIN_TITLE if again else TITLE,
        words,
        about=Message.About.NEWS,
        no_use_after=end_of(invitation.opportunity.closes_on),
    )


def end_of(day) -> datetime:
    """The last moment of a day: afterwards nobody can answer any more."""
    return timezone.make_aware(datetime.combine(day, time.max))


def ideas_of(invitation) -> list[tuple]:
    opportunity, language = invitation.opportunity, invitation.member.reads
    told = []
    for name, heading in SAYS.items():
        told += [heading, *opportunity.ideas_of(name, language)]
    ways_on = [ONLINE, PHONE] if invitation.member.way in LINKED else [PHONE]
    return [*told, RUNG, WHY, FREE, BY, *ways_on]


def tell_cancelled(invitation: Invitation) -> Message | None:
    """Whoever said yes must know; the others are told as news."""
    took_part = invitation.state == Invitation.State.YES
    about = Message.About.PLACE if took_part else Message.About.NEWS
    return tell(invitation, "cancelled", CANCELLED_TITLE, CANCELLED, about=about)


def tell_outcome(invitation: Invitation) -> Message | None:
    words = [*OUTCOME, *invitation.opportunity.ideas_of("outcome", invitation.member.reads)]
    return tell(invitation, "outcome", OUTCOME_TITLE, words, about=Message.About.PLACE)


def tell(invitation, occasion: str, title, ideas, **more) -> Message | None:
    facts = facts_of(invitation)
    return queue_message(
        invitation.member,
        occasion=invitation.occasion_of(occasion),
        title=format_lazy(title, **facts),
        ideas=[(picture, filled(words, facts)) for picture, words in ideas],
        **more,
    )


def filled(words, facts: dict):
    """Our own sentences have gaps to fill. What the team wrote is taken as it is, whatever signs stand in it."""
    return words if isinstance(words, str) else format_lazy(words, **facts)


def facts_of(invitation) -> dict:
    opportunity = invitation.opportunity
    return {
        "title": opportunity.title_in(invitation.member.reads),
        "rung": opportunity.get_rung_display(),
        "reasons": Joined(reasons.for_person(invitation.reasons)),
        "day": said_date(opportunity.closes_on),
        "because": opportunity.because,
        "link": link_of(invitation),
        "phone": settings.HELP["phone"],
        "address": settings.HELP["address"],
    }


class Joined:
    """Sentences one after the other, in the form of whoever is told."""

    def __init__(self, sentences):
        self.sentences = sentences

    def __str__(self):
        return " ".join(map(str, self.sentences))


def link_of(invitation) -> str:
    form = "/easy" if invitation.member.reads == EASY else ""
    return f"{settings.SITE_URL.rstrip('/')}{form}/invitations/{invitation.link}/"
