"""What tellers are told, by their own way. Who has no record in the pool is phoned: the desk says so."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from members.models import Message
from members.services import queue_message

from .models import Story
from .tellers import sign


def tell(story: Story, occasion: str, title, *ideas) -> None:
    """One message for one occasion, in the transaction of the deed. It goes out whatever the person thinks of news."""
    if story.teller:
        many = story.teller.messages.filter(occasion__startswith=f"story-{story.pk}-{occasion}").count()
        queue_message(
            story.teller,
            occasion=f"story-{story.pk}-{occasion}-{many + 1}",
            title=title,
            ideas=ideas,
            about=Message.About.PLACE,
        )


def link_of(story: Story) -> str:
    return f"{settings.SITE_URL.rstrip('/')}/stories/mine/{sign(story)}/"


class Later:
    """A sentence with the teller's own address, translated when it is sent."""

    def __init__(self, words, story):
        self.words, self.address = words, link_of(story)

    def __str__(self):
        return f"{self.words} {self.address}"


def tell_received(story: Story) -> None:
    tell(
        story,
        "received",
        _("We have your story"),
        ("thank-you", _("Thank you. Your story is safe with us.")),
        ("private", _("Only the story team sees it now.")),
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


def tell_withdrawn(story: Story) -> None:
    tell(
        story,
        "withdrawn",
        _("Your story is taken back"),
        ("done", _("Your story is gone from this website.")),
        ("told", _("We tell the people who have a copy.")),
    )
