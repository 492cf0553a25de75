"""The teller who comes without a sign-in: by the story they are telling now, or by the signed link of one story."""

from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .models import Story
from .rules import is_teller

SIGNER = signing.Signer(sep=".", salt="stories.teller")
MAY = {
    "stories.tell_story",
    "stories.release_story",
    "stories.withdraw_story",
    "stories.answer_proposal",
    "stories.answer_insight",
}


@dataclass(frozen=True)
class Teller:
    """Stands where services ask `by`: may do with this one story what is the teller's to do."""

    story_id: int
    pk: None = None
    is_authenticated: bool = False

    def has_perm(self, permission, thing=None) -> bool:
        return permission in MAY and thing is not None and getattr(thing, "story_id", thing.pk) == self.story_id


def sign(story: Story) -> str:
    """What stands in the teller's own address."""
    return SIGNER.sign(story.link.hex)


def story_of(signed: str) -> Story | None:
    """The story behind a signed link; None for any other words."""
    try:
        link = UUID(SIGNER.unsign(signed))
    except (signing.BadSignature, ValueError):
        return None
    return Story.objects.filter(link=link).exclude(state=Story.State.TELLING).first()


def for_the_teller(view):
    """Nobody of the team presses a teller's buttons, whoever sent them the link: on the desk they write down who said
    it, and how.
    """

    @wraps(view)
    def guarded(request, link, *args, **kwargs):
        if request.method == "POST" and getattr(request.user, "is_team", False):
            story = story_of(link)
            if story and not is_teller(request.user, story):
                raise PermissionDenied(
                    _("These are the teller's buttons. Write down on the desk what the teller says.")
                )
        return view(request, link, *args, **kwargs)

    return guarded
