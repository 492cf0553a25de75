"""What a person sees on their own page about the stories they told. Nobody who helps them sees it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.held import Held
from members.models import Member

from .models import Story
from .tellers import sign


def stories_of(member: Member) -> list[Held]:
    """Each with how it stands, and its own page."""
    return [
        Held(
            story.title or str(_("A story without a title")),
            story.sent_at or story.begun_at,
            story.said_to_teller,
            reverse("stories:mine", args=[sign(story)]),
            "story",
            is_private=True,
        )
        for story in Story.objects.told_by(member)
    ]
