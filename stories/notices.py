"""What tellers are told, by their own way; and those who have a copy of a story."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.mode import EASY, EASY_MOUNT, STANDARD
from halton_coprod.easyread.said import said_date
from members.models import Message, User
from members.models.asked import Way
from members.roles import CURATOR
from members.services import queue_message
from members.services.outbox import queue_to_stranger, worded

from .models import Interview, Story, ToTell, Use
from .tellers import sign

CANNOT_COME = _("You cannot come, or you have a question? Phone us.")


def tell(story: Story, occasion: str, title, *ideas) -> None:
    """One message for one occasion, in the transaction of the deed. It goes out whatever the person thinks of news.

    Who is not in the pool is told by the email they left; else a curator phones or writes, from the desk's list. Nobody
    knows how they like to read, so they get the easy words. On that list only the newest of a story counts: what nobody
    has told yet is overtaken by it.
    """
    if story.teller:
        told = story.teller.messages
    elif address := email_in(story.contact):
        told = Message.objects.filter(member=None)
    else:
        told = story.to_tell
    name = f"story-{story.pk}-{occasion}"
    words = {"occasion": f"{name}-{told.filter(occasion__startswith=f'{name}-').count() + 1}", "title": title}
    if story.teller:
        queue_message(story.teller, ideas=ideas, about=Message.About.PLACE, **words)
    elif address:
        queue_to_stranger(to=address, way=Way.EMAIL, ideas=ideas, language=EASY, **words)
    elif story.contact:
        facts = worded(title, ideas, EASY)
        story.to_tell.filter(told_at=None).delete()
        ToTell.objects.create(story=story, occasion=words["occasion"], title=facts["title"], ideas=facts["ideas"])


def email_in(contact: str) -> str:
    """The email address in what somebody wrote about how to reach them; empty where there is none."""
    for word in re.findall(r"[^\s,;<>()]+@[^\s,;<>()]+", contact):
        try:
            validate_email(word.strip("."))
        except ValidationError:
            continue
        return word.strip(".")
    return ""


def reads(story: Story) -> str:
    """The form that its teller reads; the easy one where nobody knows."""
    return story.teller.reads if story.teller else EASY


def link_of(story: Story, language: str) -> str:
    """The teller's own address, in the form of these words."""
    form = EASY_MOUNT if language == EASY else ""
    return f"{settings.SITE_URL.rstrip('/')}{form}/stories/mine/{sign(story)}/"


class Later:
    """A sentence with the teller's own address (or another fact) behind it, translated when it is sent."""

    def __init__(self, words, fact):
        self.words, self.fact = words, fact

    def __str__(self):
        fact = link_of(self.fact, get_language()) if isinstance(self.fact, Story) else self.fact
        return f"{self.words} {fact}"


def tell_received(story: Story) -> None:
    tell(
        story,
        "received",
        _("We have your story"),
        ("thank-you", _("Thank you. Your story is safe with us.")),
        ("private", _("Only the story team sees it now.")),
        ("calendar", format_lazy(_("We answer you by {day}."), day=said_date(story.answer_by))),
        ("look", Later(_("You can look at it, or take it back, here:"), story)),
    )


def tell_look(story: Story) -> None:
    tell(
        story,
        "look",
        _("Your story is ready for you to look at"),
        ("look", Later(_("Look at it here:"), story)),
        ("choose", _("Then you say who may see it. You can say no.")),
    )


def tell_suggested(story: Story) -> None:
    tell(
        story,
        "suggested",
        _("We suggest other words"),
        ("look", Later(_("Look at it here:"), story)),
        ("choose", _("You can say no.")),
    )


def tell_returned(story: Story) -> None:
    tell(
        story,
        "returned",
        _("We have a question about your story"),
        ("question", Later(_("You can read our question here:"), story)),
    )


def tell_published(story: Story) -> None:
    tell(
        story,
        "published",
        _("Your story is published"),
        ("story", _("The people you said yes to can see your story now.")),
        ("undo", Later(_("You can take it back at any time, here:"), story)),
    )


def told_too(story: Story) -> list[tuple]:
    """Said only where somebody has a copy."""
    return [("told", _("We tell the people who have a copy."))] if story.uses.copies_not_covered().exists() else []


def tell_withdrawn(story: Story) -> None:
    tell(
        story,
        "withdrawn",
        _("Your story is taken back"),
        ("done", _("Your story is gone from this website.")),
        *told_too(story),
        ("bin", _("After 30 days we delete its words and files.")),
        ("repeat", Later(_("Until then you can tell it after all, here:"), story)),
    )


def tell_narrowed(story: Story) -> None:
    tell(
        story,
        "narrowed",
        _("Less of your story can be seen now"),
        ("done", _("It was changed as you said. It counts already.")),
        *told_too(story),
        ("look", Later(_("You can look at who may see it, here:"), story)),
    )


def tell_reworked(story: Story) -> None:
    tell(
        story,
        "reworked",
        _("We work on your story again"),
        ("could-not", _("Nobody sees it on this website now.")),
        ("look", _("We show it to you again before anybody sees it.")),
    )


def tell_checked_again(story: Story) -> None:
    tell(
        story,
        "checked-again",
        _("Your story waits for a check"),
        ("check", _("Something in it must be added or changed first. Then it is published again.")),
    )


def tell_erased(story: Story) -> None:
    tell(
        story,
        "erased",
        _("Your story is deleted"),
        ("bin", _("We have deleted its words and files.")),
    )


def tell_still_happy(story: Story, last_day) -> None:
    tell(
        story,
        "still",
        _("Are you still happy with your story?"),
        ("calendar", Later(_("People can see your story until this day:"), said_date(last_day))),
        ("thumbs-up", Later(_("Do you want it to go on? Say so here:"), story)),
        ("undo", _("If you do nothing, it ends by itself.")),
    )


def copy_occasion(use: Use) -> str:
    return f"story-copy-{use.pk}"


def tell_copy(use: Use) -> bool:
    """Ask somebody who has a copy to use it no more; False where we have no email of them and somebody must phone."""
    address = email_in(use.reach)
    if address:
        called = [("story", Later(_("The story is called:"), use.story.title))] if use.story.title else []
        queue_to_stranger(
            to=address,
            way=Way.EMAIL,
            occasion=copy_occasion(use),
            title=_("Please stop using a story"),
            ideas=[
                *called,
                ("undo", Later(_("The person who told it changed who may see it. You used it for this:"), use.what)),
                ("calendar", Later(_("That was on this day:"), said_date(use.on))),
                ("bin", _("Please do not show it any more, and delete your copies.")),
            ],
            language=STANDARD,
        )
    return bool(address)


def tell_planned(interview: Interview) -> None:
    """The person hears why, with whom and when, and that nothing is recorded before they say yes."""
    ideas = [
        ("storyteller", _("We want to hear what happened to you.")),
        ("question", format_lazy(_("It is about this: {name}."), name=interview.project)),
        ("talk-together", format_lazy(_("You talk with {name}."), name=interview.reporter)),
        *facts_of(interview, _("It is on this day: {when}.")),
        ("choose", _("You can say no. We record nothing before you say yes.")),
    ]
    tell_whom_we_meet(interview, "planned", _("We talk with each other"), ideas)


def tell_moved(interview: Interview, *, once: int, by) -> None:
    """An interview has another day or place: the person hears it, and its reporter, where they did not move it
    themselves, without the person's name.
    """
    title, ideas = _("Our talk is on another day"), facts_of(interview, _("The new day is: {when}."))
    tell_whom_we_meet(interview, f"moved-{once}", title, ideas)
    tell_reporter(interview, f"moved-{once}", title, ideas, by=by)


def tell_called_off(interview: Interview, *, by) -> None:
    """An interview does not take place: the person hears it, and its reporter, where they did not call it off
    themselves, without the person's name.
    """
    title = _("Our talk is off")
    day = format_lazy(_("We do not meet on this day: {when}."), when=said_date(interview.on))
    ideas = [("stop", day)]
    nothing_to_do = ("done", _("You do not have to do anything."))
    tell_whom_we_meet(interview, "off", title, [*ideas, nothing_to_do], asks=_("You have a question? Phone us."))
    tell_reporter(interview, "off", title, ideas, by=by)


def tell_reporter(interview: Interview, occasion: str, title, ideas, *, by) -> None:
    reporter = interview.reporter.user
    if reporter != by:
        page = reverse("stories:team_interview", args=[interview.pk])
        words = [*ideas, ("look", Later(_("Look at it here:"), f"{settings.SITE_URL.rstrip('/')}{page}"))]
        told = {"occasion": f"interview-{interview.pk}-{occasion}-reporter", "title": title, "ideas": words}
        about = Message.About.DUTY
        queue_to_stranger(to=reporter.email, way=Way.EMAIL, about=about, language=STANDARD, **told)


def facts_of(interview: Interview, day) -> list[tuple]:
    ideas = [("calendar", format_lazy(day, when=said_date(interview.on)))]
    if interview.where:
        ideas.append(("place", format_lazy(_("It is here: {where}."), where=interview.where)))
    return ideas


def tell_whom_we_meet(interview: Interview, occasion: str, title, ideas, *, asks=CANNOT_COME) -> None:
    """By the email they left."""
    if address := email_in(interview.reach):
        words = [*ideas, ("phone", asks)]
        told = {"occasion": f"interview-{interview.pk}-{occasion}", "title": title, "ideas": words}
        queue_to_stranger(to=address, way=Way.EMAIL, language=EASY, **told)


def tell_unsent(interview: Interview) -> None:
    """Its reporter hears that the curators do not have a recording yet; where the reporter has stopped, they do."""
    reporter = interview.reporter
    curators = User.objects.filter(is_active=True, groups__name=CURATOR).order_by("pk")
    page = f"{settings.SITE_URL.rstrip('/')}{reverse('stories:team_interview', args=[interview.pk])}"
    for user in curators if reporter.stopped_on else [reporter.user]:
        queue_to_stranger(
            to=user.email,
            way=Way.EMAIL,
            about=Message.About.DUTY,
            occasion=f"interview-{interview.pk}-unsent-{user.pk}",
            title=_("A recorded talk is not sent yet"),
            ideas=[
                ("calendar", _("It was recorded two weeks ago, and the curators do not have it.")),
                ("choose", _("Give it to the curators, or ask the person if they take it back.")),
                ("look", Later(_("Look at it here:"), page)),
            ],
            language=STANDARD,
        )
