"""Where a story was used, as its teller and the desk read it: outside this website, as it was noted; and on it, as its
collections and findings say when somebody asks.
"""

from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from members.models import Message

from .models import Audience, Collection, Finding, Insight, Line, Story, Use
from .notices import copy_occasion


class Standing(NamedTuple):
    """Where on this website a story stands beside its own page. Until it is erased, also where it stood."""

    kind: str
    title: str
    easy_title: str
    is_there: bool
    is_printed: bool = False


def standing_of(story: Story) -> list[Standing]:
    """The collections that everybody finds, and the findings that rest on it. Nothing before it was published."""
    if story.published_on is None:
        return []
    said, now = (Line.objects.filter(release__story=story).with_a_yes(), lines_now(story))
    is_printed = said.filter(audience=Audience.WEB, release__printed=True).exists()
    collections = Collection.objects.filter(is_shown=True, places__story=story)
    found = [
        Standing("collection", one.name, one.about_easy.title or one.name, now.exists(), is_printed)
        for one in collections
    ]
    in_words = Q(whole=True) | Q(quote=True)
    if not said.filter(in_words).exists():
        return found
    agreed = Insight.objects.filter(story=story, state=Insight.State.AGREED)
    findings = Finding.objects.filter(state=Finding.State.SHOWN, insights__in=agreed).distinct()
    is_there = now.filter(in_words).exists()
    held_back = set(findings.to_look_at_again())
    # What rested on this story alone went with it, its name too.
    named = set(Finding.objects.visible_to(None) if story.is_gone else findings)
    names = [((one.title, one.easy_title) if one in named else ("", ""), one not in held_back) for one in findings]
    return [*found, *(Standing("finding", *both, is_there and is_read) for both, is_read in names)]


def lines_now(story: Story):
    """What shows it to somebody today."""
    if story.state != Story.State.PUBLISHED:
        return Line.objects.none()
    return Line.objects.in_force().filter(release__story=story, release__mark=story.mark)


def uses_of(story: Story) -> list[Use]:
    """Each with the day on which those who have a copy were told to use it no more, or that they are being told: a
    message counts when it has gone.
    """
    uses = list(story.uses.all())
    occasions = {copy_occasion(use): use for use in uses}
    messages = Message.objects.filter(member=None, occasion__in=occasions)
    sent = {occasions[one.occasion].pk: one for one in messages}
    to_tell = set(story.uses.to_be_told().values_list("pk", flat=True))
    for use in uses:
        message = sent.get(use.pk)
        waits = bool(message) and message.state in (*Message.OPEN, Message.State.SENDING)
        use.is_being_told = use.pk in to_tell or waits
        use.heard_on = None if use.is_being_told else heard_on(use, message)
    return uses


def heard_on(use: Use, message: Message | None):
    if message is None:
        return use.told_on
    return None if message.state == Message.State.DROPPED else timezone.localdate(message.done_at)
