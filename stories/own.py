"""What a person sees on their own page about the stories they told. Nobody who helps them sees it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.held import Held, Tile
from members.models import Member

from .models import Story
from .tellers import sign


def stories_of(member: Member) -> list[Held]:
    """Each with how it stands, and its own page."""
    return [
        Held(
            story.called,
            story.sent_at or story.begun_at,
            story.said_to_teller,
            mine(story),
            "story",
            is_private=True,
        )
        for story in Story.objects.told_by(member)
    ]


def tile_of(member: Member) -> Tile | None:
    """The way to the one story they told; where there are more, to the list of them."""
    told = list(Story.objects.told_by(member).only("pk", "link")[:2])
    if not told:
        return None
    if len(told) == 1:
        return Tile(mine(told[0]), "story", _("Your story"), _("How it stands, and who may see it."))
    return Tile(f"{reverse('me_held')}#stories", "story", _("Your stories"), _("How they stand, and who may see them."))


def mine(story: Story) -> str:
    """The teller's own page of it."""
    return reverse("stories:mine", args=[sign(story)])
